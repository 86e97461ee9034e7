#include <algorithm>
#include <array>

#include "rules/data_in_force.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

/// The eleven digits of an NDC that was written another way.
struct Eleven {
    char digits[11];
    std::string_view text() const { return {digits, sizeof digits}; }
};

/// `segments` put into 5, 4 and 2 digits with zeros before them; false when one is too long or empty.
bool pad(std::array<std::string_view, 3> const& segments, Eleven& out) {
    static constexpr std::size_t widths[] = {5, 4, 2};
    std::size_t at = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        std::string_view const segment = segments[i];
        if (segment.empty() || segment.size() > widths[i]) return false;
        for (std::size_t zeros = widths[i] - segment.size(); zeros > 0; --zeros) out.digits[at++] = '0';
        for (char const c : segment) out.digits[at++] = c;
    }
    return true;
}

/// Three segments between two dashes; false when there are not three.
bool split_at_dashes(std::string_view text, std::array<std::string_view, 3>& segments) {
    std::size_t const first = text.find('-'), second = first == std::string_view::npos ? first : text.find('-', first + 1);
    if (second == std::string_view::npos || text.find('-', second + 1) != std::string_view::npos) return false;
    segments = {text.substr(0, first), text.substr(first + 1, second - first - 1), text.substr(second + 1)};
    return true;
}

bool only_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return '0' <= c && c <= '9'; });
}

void say_dashed(std::string_view text, Message& m) {
    std::array<std::string_view, 3> segments;
    Eleven eleven;
    m << " has dashes";
    if (split_at_dashes(text, segments) && pad(segments, eleven)) m << ": on a claim it is " << eleven.text();
}

/// Ten digits are 4-4-2, 5-3-2 or 5-4-1: nobody can tell where the zero is missing.
void say_ten(std::string_view text, Drugs const& drugs, Message& m) {
    m << " has 10 digits: the missing zero can stand in any of its three parts";
    std::array<std::string_view, 3> const layouts[] = {{text.substr(0, 4), text.substr(4, 4), text.substr(8)},
                                                       {text.substr(0, 5), text.substr(5, 3), text.substr(8)},
                                                       {text.substr(0, 5), text.substr(5, 4), text.substr(9)}};
    bool any = false;
    for (auto const& layout : layouts) {
        Eleven eleven;
        if (!pad(layout, eleven) || drugs.owners(ndc_number(eleven.text())).empty()) continue;
        m << (any ? ", " : "; the policy knows ") << eleven.text();
        any = true;
    }
    if (!any) m << "; the policy knows none of the three";
}

void say_fault(std::string_view text, Drugs const& drugs, Message& m) {
    m << "NDC \"";
    m.printable(text, 48) << '"';
    if (text.find('-') != std::string_view::npos)
        say_dashed(text, m);
    else if (!only_digits(text))
        m << " has other characters than digits";
    else if (text.size() == 10)
        say_ten(text, drugs, m);
    else if (text.size() != 11)
        m << " has " << text.size() << " digits";
    else
        m << " is all zeros";
}

void check(ClaimFacts const& facts, Report& report) {
    std::uint32_t number = 0;
    for (edi::ServiceLine const& line : facts.claim.lines) {
        ++number;
        edi::DrugIdentification const& drug = line.drug;
        if (drug.id_qualifier.text != "N4" || !drug.id.present() || ndc_number(drug.id.text) != 0) continue;
        report.add(drug.id.place, edi::LoopId::L2410, number, {}, [&](Message& m) {
            say_fault(drug.id.text, facts.policy.sections().drugs, m);
            m << "; a claim takes 11 digits without dashes";
        });
    }
}

} // namespace

extern Rule const ndc_format;
constinit Rule const ndc_format{
    .id = "U201",
    .name = "ndc-format",
    .snip = 5,
    .title = "NDC that is not eleven digits",
    .explanation =
        "A National Drug Code on a claim is eleven digits without dashes: five for the labeler, four for the product, two for the package. "
        "Labels print ten digits in one of three layouts (4-4-2, 5-3-2, 5-4-1); the short part gets a zero in front. From ten digits "
        "without "
        "dashes nobody can tell where the zero belongs, so none is guessed: those of the three possible codes that the policy knows are "
        "named.",
    .help = "Take the NDC from the package, put a zero before the part that is short, and leave the dashes out.",
    .claim_status = {"A7:218"},
    .source = "FDA: layout of NDCs; 837 2410 LIN03 with LIN02 N4; published clearinghouse edit on NDC format (A7:218)",
    .fires = {"837p-clean.edi", "LIN**N4*00069019602~", "LIN**N4*0069019602~"},
    .passes = {"837p-clean.edi", "", ""},
    .stands_on_policy = true,
    .data = show_packages,
    .needs = trait::national_codes,
    .check = check,
};

} // namespace rules
