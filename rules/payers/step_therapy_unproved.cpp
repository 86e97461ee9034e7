#include "rules/data_in_force.hpp"
#include "rules/payers/demands.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Claim const& claim = facts.claim;
    bool const said = claim.own_notes.count > 0 || claim.own_attachments.count > 0;
    if (said) return;
    for_each_demand(facts, &PayerProfile::step_therapy, [&](std::uint32_t i, PayerProfile const& payer, Severity severity) {
        edi::ServiceLine const& line = claim.lines[i];
        if (line.notes.count > 0 || line.attachments.count > 0) return;
        report.at_most(severity).add(line.procedure.place, edi::LoopId::L2400, i + 1, {}, [&](Message& m) {
            m << "a payer of kind \"" << payer.name << "\" pays " << line.procedure.text
              << " after others have failed, and nothing in the claim tells of that: no note (NTE), no attachment (PWK)";
        });
    });
}

} // namespace

extern Rule const step_therapy_unproved;
constinit Rule const step_therapy_unproved{
    .id = "P104",
    .name = "step-therapy-unproved",
    .snip = 7,
    .title = "No trace of the treatment that must come first",
    .explanation =
        "The policy's profile of this payer says that it pays the drug only after cheaper ones have failed. An 837 can tell of that in a "
        "note (NTE) or announce papers (PWK); this claim does neither. Whether a note says enough only a person can see.",
    .help = "Say in a note what was given before and why it failed, or announce the records in PWK.",
    .claim_status = {"A6:294"},
    .source = "policy [[payer]] step_therapy; the mission: failed alternatives are documented; general knowledge of commercial payers",
    .fires = {"837p-payer-demands.edi", "", ""},
    .passes = {"837p-clean.edi", "", ""},
    .stands_on_policy = true,
    .data = show_payers,
    .needs = trait::drug_lines,
    .check = check,
};

} // namespace rules
