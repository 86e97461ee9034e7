#include "rules/data_in_force.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void look_at(ClaimFacts const& facts, std::uint32_t i, Report& report) {
    DrugRevenue const& revenue = facts.policy.sections().drug_revenue;
    edi::ServiceLine const& line = facts.claim.lines[i];
    LineFacts const& line_facts = facts.lines[i];
    if (line.procedure.present() && !line_facts.drug) return; // nearly every line
    if (revenue.is_detailed(line.revenue_code.text) && line.service.known() && !line.procedure.present()) {
        report.add(line.revenue_code.place, edi::LoopId::L2400, i + 1, {line.procedure.place}, [&](Message& m) {
            m << "revenue code " << line.revenue_code.text << " is for drugs billed by their codes, and the line has no procedure code";
        });
        return;
    }
    if (!line_facts.drug || !line_facts.day_known || !revenue.is_pharmacy(line.revenue_code.text)) return;
    auto const* const status = facts.tables.outpatient_status(line.procedure.text, line_facts.in_force);
    if (!status || facts.tables.is_packaged(line.procedure.text, line_facts.in_force)) return;
    report.add(line.revenue_code.place, edi::LoopId::L2400, i + 1, {line.procedure.place}, [&](Message& m) {
        m << line.procedure.text << " is paid on its own and stands under revenue code " << line.revenue_code.text
          << ", which is for drugs that come with a service";
    });
}

void check(ClaimFacts const& facts, Report& report) {
    if (!facts.policy.sections().drug_revenue.is_outpatient_bill(facts.claim.facility_code.text)) return;
    for (std::uint32_t i = 0; i < facts.claim.lines.size(); ++i) look_at(facts, i, report);
}

} // namespace

extern Rule const drug_revenue_code;
constinit Rule const drug_revenue_code{
    .id = "U303",
    .name = "drug-revenue-code",
    .severity = Severity::advice,
    .snip = 6,
    .title = "Revenue code that does not fit a drug line",
    .explanation = "On a hospital's outpatient bill revenue code 0636 is for drugs that are billed one by one, by procedure code and "
                   "units. Drugs that "
                   "Medicare pays with the service (status N), and drugs without a code, stand under pharmacy (025X). A line under 0636 "
                   "without a code "
                   "cannot be priced; a drug that is paid on its own is easily lost under 025X.",
    .help = "Add the drug's procedure code and units, or move the line to the revenue code that fits.",
    .applies_to = AppliesTo::institutional,
    .claim_status = {"A6:507", "A8:455"},
    .source = "policy: revenue codes of drugs (hcpro 2008 on CMS outpatient billing); OPPS status of the code; general knowledge for 0636",
    .fires = {"837i-clean.edi", "SV2*0636*HC:J2371:JB*270*UN*30~", "SV2*0636**270*UN*30~"},
    .passes = {"837i-clean.edi", "SV2*0636*HC:J2371:JB*270*UN*30~", "SV2*0250*HC:J2371:JB*270*UN*30~"},
    .stands_on_policy = true,
    .data = show_drug_revenue,
    .check = check,
};

} // namespace rules
