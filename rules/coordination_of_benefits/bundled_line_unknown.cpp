#include <algorithm>
#include <vector>

#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

/// The line numbers (LX01) of the claim, ascending.
std::vector<std::string_view> numbers_of(edi::Claim const& claim) {
    std::vector<std::string_view> numbers;
    for (edi::ServiceLine const& line : claim.lines) numbers.push_back(line.number.text);
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

void check(ClaimFacts const& facts, Report& report) {
    std::vector<std::string_view> numbers; // bundles are rare
    std::uint32_t number = 0;
    for (edi::ServiceLine const& line : facts.claim.lines) {
        ++number;
        for (edi::Adjudication const& adjudication : edi::Claim::part(facts.claim.adjudications, line.adjudications)) {
            edi::Field const& bundled = adjudication.bundled_line;
            if (!bundled.present()) continue;
            if (numbers.empty()) numbers = numbers_of(facts.claim);
            if (std::binary_search(numbers.begin(), numbers.end(), bundled.text)) continue;
            report.add(bundled.place, edi::LoopId::L2430, number, {}, [&](Message& m) {
                m << "SVD06 of ";
                say_payer(m, adjudication.payer_id);
                m << " is ";
                m.printable(bundled.text, 6) << ", but no line of the claim has that number (LX01)";
            });
        }
    }
}

} // namespace

extern Rule const bundled_line_unknown;
constinit Rule const bundled_line_unknown{
    .id = "C311",
    .name = "bundled-line-unknown",
    .severity = Severity::warning,
    .snip = 4,
    .title = "Line bundled into a line that the claim does not have",
    .explanation = "SVD06 names the line into which a prior payer bundled this one: it is the LX01 of a line of the claim. Without that "
                   "line the money of the bundle cannot be followed, and its balance is not checked.",
    .help = "Write the LX01 of the line that the payer paid instead, or take SVD06 out if nothing was bundled.",
    .source = "837 2430 SVD06, 2400 LX01",
    .fires = {"837p-cob.edi", "SVD*PMH01*116*HC:99213**1~", "SVD*PMH01*116*HC:99213**1*3~"},
    .passes = {"837p-cob.edi", "SVD*PMH01*116*HC:99213**1~", "SVD*PMH01*116*HC:99213**1*1~"},
    .needs = trait::other_payers,
    .check = check,
};

} // namespace rules
