#include "rules/data_in_force.hpp"
#include "rules/indications/support.hpp"
#include "rules/payers/demands.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    for_each_demand(facts, &PayerProfile::diagnosis, [&](std::uint32_t i, PayerProfile const&, Severity severity) {
        Support const support = support_of(facts, i);
        if (!support.decided || !support.indication || support.best != IndicationGrade::supporting) return;
        edi::ServiceLine const& line = facts.claim.lines[i];
        edi::Place const place = line.pointers[0].present() ? line.pointers[0].place : line.procedure.place;
        report.at_most(severity).add(place, edi::LoopId::L2400, i + 1, {support.diagnosis->code.place}, [&](Message& m) {
            m << "the best reason for " << line.procedure.text << " (" << facts.lines[i].drug->substance << ") is "
              << support.diagnosis->code.text << " (" << support.indication->name
              << "), which supports it only beside others: be ready to document the need";
        });
    });
}

} // namespace

extern Rule const diagnosis_weak;
constinit Rule const diagnosis_weak{
    .id = "I102",
    .name = "diagnosis-weak",
    .severity = Severity::advice,
    .snip = 7,
    .title = "The diagnoses support the drug only weakly",
    .explanation = "A history of thrombosis, immobility or long-term use makes an anticoagulant plausible, but is no indication by itself. "
                   "The claim may "
                   "be paid; a reviewer will ask for the record.",
    .help = "Add the diagnosis that is being treated or prevented, if there is one; keep the record at hand.",
    .source = "policy [[indication]]; US label of the drug",
    .fires = {"837p-clean.edi", "HI*ABK:I82401*ABF:Z7901~", "HI*ABK:Z7901*ABF:I82401~"},
    .passes = {"837p-clean.edi", "", ""},
    .stands_on_policy = true,
    .data = show_indications,
    .needs = trait::doubtful_support,
    .check = check,
};

} // namespace rules
