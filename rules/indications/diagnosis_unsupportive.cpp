#include "rules/data_in_force.hpp"
#include "rules/indications/support.hpp"
#include "rules/payers/demands.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    for_each_demand(facts, &PayerProfile::diagnosis, [&](std::uint32_t i, PayerProfile const&, Severity severity) {
        Support const support = support_of(facts, i);
        if (!support.decided || support.indication) return;
        edi::ServiceLine const& line = facts.claim.lines[i];
        edi::Place const place = line.pointers[0].present() ? line.pointers[0].place : line.procedure.place;
        report.at_most(severity).add(place, edi::LoopId::L2400, i + 1, {support.first->code.place}, [&](Message& m) {
            m << "no diagnosis of the line is a reason for " << line.procedure.text << " (" << facts.lines[i].drug->substance
              << "); the first is " << support.first->code.text;
        });
    });
}

} // namespace

extern Rule const diagnosis_unsupportive;
constinit Rule const diagnosis_unsupportive{
    .id = "I101",
    .name = "diagnosis-unsupportive",
    .snip = 7,
    .title = "No diagnosis of the line is a reason for the drug",
    .explanation = "The policy lists the diagnoses for which the drug is given: those of its label, accepted others and merely supporting "
                   "ones. None of "
                   "those the line points to (837P), or of the claim's (837I), is among them. How severe that is, the profile of the payer "
                   "says; by default it is advice. Claims with ICD-9 codes are not looked at.",
    .help = "Point to the diagnosis for which the drug was given, or add it; check that the code of the drug is right.",
    .claim_status = {"A8:488", "A8:507"},
    .source = "policy [[indication]] and [[payer]] diagnosis; US label of the drug; payers' lists differ",
    .fires = {"837p-payer-demands.edi", "", ""},
    .passes = {"837p-clean.edi", "HI*ABK:I82401*ABF:Z7901~", "HI*ABK:I2699*ABF:R0602~"},
    .stands_on_policy = true,
    .data = show_indications,
    .needs = trait::doubtful_support,
    .check = check,
};

} // namespace rules
