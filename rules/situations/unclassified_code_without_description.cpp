#include <optional>

#include "rules/data_in_force.hpp"
#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Date const* const statement = statement_dates(facts.claim);
    std::uint32_t number = 0;
    for (edi::ServiceLine const& line : facts.claim.lines) {
        ++number;
        std::string_view const code = line.procedure.text;
        if (line.description.present() || line.procedure_qualifier.text != "HC" || !facts.policy.may_be_unclassified(code)) continue;
        edi::PeriodReading const period = service_days(line, statement);
        bool const known = period.reading == edi::Reading::ok;
        std::optional<edi::Day> const day = known ? std::optional(facts.policy.day_in_force(period.from)) : std::nullopt;
        if (!facts.policy.is_unclassified(code, day)) continue;
        report.add(line.description.place, edi::LoopId::L2400, number, {line.procedure.place}, [&](Message& m) {
            m << code << " names no product, and " << (is_professional(facts.claim) ? "SV101-7" : "SV202-7") << " does not describe it";
        });
    }
}

} // namespace

extern Rule const unclassified_code_without_description;
constinit Rule const unclassified_code_without_description{
    .id = "N405",
    .name = "unclassified-code-without-description",
    .snip = 6,
    .title = "Code for unclassified drugs without a description",
    .explanation = "The procedure code names no product: it stands for whatever has no code of its own. SV101-7 (837P) or SV202-7 "
                   "(837I) must say in words what was given: name, strength, dose. The policy lists such codes; codes that are "
                   "merely not otherwise specified but have a dose are not among them.",
    .help = "Write name, strength and dose into the description, or use the product's own code if there is one.",
    .claim_status = {"A8:306"},
    .source = "policy: unclassified codes; 837 2400 SV101-7/SV202-7: required for non-specific codes; CMS front-end edits, "
              "claim status 306 description of service",
    .fires = {"837p-clean.edi", "SV1*HC:99213*145*", "SV1*HC:J3490*145*"},
    .passes = {"837p-clean.edi", "SV1*HC:99213*145*", "SV1*HC:J3490:::::HYDROXYZINE 25 MG ORAL*145*"},
    .stands_on_policy = true,
    .data = show_unclassified,
    .needs = trait::doubtful_lines,
    .check = check,
};

} // namespace rules
