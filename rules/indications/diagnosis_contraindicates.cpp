#include "rules/data_in_force.hpp"
#include "rules/finding.hpp"
#include "rules/indications/support.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    for (std::uint32_t const i : facts.drug_lines) {
        Objection const objection = objection_to(facts, i);
        Indication const* const indication = objection.indication;
        edi::HealthCode const* const diagnosis = objection.diagnosis;
        if (!indication) continue;
        edi::ServiceLine const& line = facts.claim.lines[i];
        report.at_most(indication->severity).add(line.procedure.place, edi::LoopId::L2400, i + 1, {diagnosis->code.place}, [&](Message& m) {
            m << diagnosis->code.text << " (" << indication->name << ") "
              << (indication->grade == IndicationGrade::contraindicated ? "rules out " : "speaks against ") << line.procedure.text << " ("
              << facts.lines[i].drug->substance << ')';
        });
    }
}

} // namespace

extern Rule const diagnosis_contraindicates;
constinit Rule const diagnosis_contraindicates{
    .id = "I103",
    .name = "diagnosis-contraindicates",
    .severity = Severity::warning,
    .snip = 7,
    .title = "A diagnosis of the claim speaks against the drug",
    .explanation = "Some diagnoses rule a drug out (thrombocytopenia caused by heparin and its relatives) or call for caution (a bleeding "
                   "caused by an "
                   "anticoagulant). Either the diagnosis, the drug or its code is wrong, or the record must explain it.",
    .help = "Check the diagnosis and the code of the drug; if both are right, keep the reasons at hand.",
    .source = "policy [[indication]] grades contraindicated and caution; US label of the drug",
    .fires = {"837p-clean.edi", "HI*ABK:I82401*ABF:Z7901~", "HI*ABK:I82401*ABF:D75829~"},
    .passes = {"837p-clean.edi", "HI*ABK:I82401*ABF:Z7901~", "HI*ABK:I82401*ABF:D7581~"},
    .stands_on_policy = true,
    .data = show_indications,
    .needs = trait::doubtful_support,
    .check = check,
};

} // namespace rules
