#include "rules/data_in_force.hpp"
#include "rules/indications/support.hpp"
#include "rules/payers/demands.hpp"

namespace rules {

namespace {

/// 837P: PAT08 of the patient's level. 837I: value code A8, in kilograms.
bool is_weight_told(edi::Claim const& claim) {
    if (claim.patient->state.weight.field.present() || claim.subscriber->state.weight.field.present()) return true;
    for (edi::HealthCode const& code : claim.codes)
        if (code.qualifier.text == "BE" && code.code.text == "A8") return true;
    return false;
}

void check(ClaimFacts const& facts, Report& report) {
    if (is_weight_told(facts.claim)) return;
    for_each_demand(facts, &PayerProfile::weight, [&](std::uint32_t i, PayerProfile const&, Severity severity) {
        edi::ServiceLine const& line = facts.claim.lines[i];
        Support const support = support_of(facts, i);
        if (!support.dose_by_weight) return;
        report.at_most(severity).add(line.procedure.place, edi::LoopId::L2400, i + 1, {support.weighed->code.place}, [&](Message& m) {
            m << "the dose of " << line.procedure.text << " (" << facts.lines[i].drug->substance << ") for " << support.weighed->code.text
              << " hangs on the patient's weight, and the claim does not tell it";
        });
    });
}

} // namespace

extern Rule const weight_not_told;
constinit Rule const weight_not_told{
    .id = "P203",
    .name = "weight-not-told",
    .snip = 7,
    .title = "Dose by weight, and no weight",
    .explanation =
        "For some diagnoses the dose is so much for each kilogram (200 IU of dalteparin for a thrombosis in cancer). Where the payer's "
        "profile demands it, the claim must tell the weight: PAT07 and PAT08 in pounds in an 837P, value code A8 in kilograms in an 837I.",
    .help = "Send the weight: PAT*******01*176 (pounds) in an 837P, HI*BE:A8:::80 in an 837I.",
    .claim_status = {"A6:273"},
    .source = "policy [[payer]] weight, [[indication]] dose_by_weight; 837P 2000B/2000C PAT08, 837I 2300 HI BE A8; claim status 273 weight",
    .fires = {"837p-payer-demands.edi", "", ""},
    .passes = {"837p-clean.edi", "", ""},
    .stands_on_policy = true,
    .data = show_payers,
    .needs = trait::drug_lines,
    .check = check,
};

} // namespace rules
