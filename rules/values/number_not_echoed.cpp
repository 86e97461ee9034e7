#include <cstring>

#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

/// What every answer can carry: printable ASCII. Delimiters are in no value.
bool can_be_echoed(std::string_view text) {
    if (text.empty()) return true;
    constexpr std::uint64_t ones = 0x0101010101010101, highest = ones * 0x80;
    // The highest bit of a byte of the result: below a blank, above a tilde. A byte with that bit set is both, or neither alone.
    auto const odd = [](std::uint64_t bytes) { return ((bytes - ones * ' ') | (bytes + ones * (0x7F - '~')) | bytes) & highest; };
    if (text.size() < sizeof(std::uint64_t)) {
        std::uint64_t bytes = ones * '0';
        std::memcpy(&bytes, text.data(), text.size());
        return odd(bytes) == 0;
    }
    std::size_t const last = text.size() - sizeof(std::uint64_t);
    auto const eight_at = [&](std::size_t at) {
        std::uint64_t bytes;
        std::memcpy(&bytes, text.data() + at, sizeof bytes);
        return bytes;
    };
    std::uint64_t found = odd(eight_at(0)) | odd(eight_at(last)); // nearly always all of it
    for (std::size_t at = sizeof(std::uint64_t); at < last; at += sizeof(std::uint64_t)) found |= odd(eight_at(at));
    return found == 0;
}

void look(Report& report, edi::Field const& number, std::string_view name, edi::LoopId loop, std::uint32_t line) {
    if (can_be_echoed(number.text)) return;
    report.add(number.place, loop, line, {},
               [&](Message& m) { m << name << " has characters that no answer can have; it comes back with blanks in their place"; });
}

void check(ClaimFacts const& facts, Report& report) {
    edi::Claim const& claim = facts.claim;
    look(report, claim.control_number, "CLM01", edi::LoopId::L2300, 0);
    for (edi::Reference const& reference : edi::Claim::part(claim.references, claim.own_references))
        if (reference.qualifier.text == "D9") look(report, reference.value, "REF*D9", edi::LoopId::L2300, 0);
    std::uint32_t number = 0;
    for (edi::ServiceLine const& line : claim.lines) look(report, line.control_number, "REF*6R", edi::LoopId::L2400, ++number);
}

} // namespace

extern Rule const number_not_echoed;
constinit Rule const number_not_echoed{
    .id = "V008",
    .name = "number-not-echoed",
    .severity = Severity::warning,
    .snip = 1,
    .title = "Number that no answer can carry",
    .explanation =
        "The number by which the sender finds its claim or line again (CLM01, REF*D9, REF*6R) has letters outside of ASCII or control "
        "characters. The 277CA has blanks in their place, because it keeps to the basic and extended character sets, so the "
        "sender's program may not find the claim.",
    .help = "Make such numbers of plain letters, digits and punctuation.",
    .source = "X12 005010 basic and extended character sets; 277CA 2200D TRN02",
    .fires = {"837p-clean.edi", "CLM*RB-1001*",
              "CLM*RB-\xc3\x96"
              "1*"},
    .passes = {"837p-clean.edi", "CLM*RB-1001*", "CLM*RB#1001*"},
    .check = check,
};

} // namespace rules
