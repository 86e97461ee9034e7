#include "rules/finding.hpp"
#include "rules/payers/demands.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    std::uint32_t number = 0;
    for (edi::ServiceLine const& line : facts.claim.lines) {
        ++number;
        for (std::string_view const qualifier : {"G1", "9F"}) {
            edi::Reference const* first = nullptr;
            for (edi::Reference const& reference : edi::Claim::part(facts.claim.references, line.references)) {
                if (reference.qualifier.text != qualifier || reference.owner.present()) continue;
                if (!first) {
                    first = &reference;
                    continue;
                }
                report.add(reference.value.place, edi::LoopId::L2400, number, {first->value.place}, [&](Message& m) {
                    m << "a second " << (qualifier == "G1" ? "prior authorization" : "referral") << " (REF*" << qualifier
                      << ") of the line for the payer the claim goes to";
                });
            }
        }
    }
}

} // namespace

extern Rule const authorization_repeated;
constinit Rule const authorization_repeated{
    .id = "P103",
    .name = "authorization-repeated",
    .severity = Severity::warning,
    .snip = 7,
    .title = "Two authorizations, or two referrals, of one line for one payer",
    .explanation =
        "A line of an 837P may have several REF*G1 and REF*9F, but one of each for each payer: those of other payers say whose they "
        "are in REF04. With two for the payer the claim goes to, it cannot know which one counts.",
    .help = "Send one number, or mark those of other payers: REF04-1 2U and the payer's id in REF04-2.",
    .applies_to = AppliesTo::professional,
    .claim_status = {"A7:252:PR"},
    .source = "837P 2400 REF*G1, REF*9F, REF04; published clearinghouse edit",
    .fires = {"837p-clean.edi", "REF*6R*RB1001L1~", "REF*G1*PA1~\nREF*G1*PA2~\nREF*6R*RB1001L1~"},
    .passes = {"837p-clean.edi", "REF*6R*RB1001L1~", "REF*G1*PA1~\nREF*G1*PA2**2U:PMH09~\nREF*6R*RB1001L1~"},
    .needs = trait::two_numbers,
    .check = check,
};

} // namespace rules
