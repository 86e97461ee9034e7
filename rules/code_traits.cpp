#include "rules/code_traits.hpp"

#include "rules/code_sets/line_codes.hpp"

namespace rules {

namespace {

bool doubtful_codes(Policy const& policy, edi::ServiceLine const& line, edi::Date const* statement) {
    if (line.procedure_qualifier.text != "HC") return false;
    CodeTables const& tables = policy.tables();
    std::string_view const code = line.procedure.text;
    if (!code.empty() && code[0] > '9') { // most codes are CPT's numbers
        auto const rows = tables.procedure(code);
        if (rows.empty() ? tables.is_hcpcs(code) : !is_valid(rows, line_days(policy, line, statement))) return true;
    }
    for (edi::Field const& modifier : line.modifiers)
        if (modifier.present() && !tables.is_lasting_modifier(modifier.text) &&
            !is_valid(tables.modifier(modifier.text), line_days(policy, line, statement)))
            return true;
    return line.place_of_service.present() && !tables.place(line.place_of_service.text);
}

bool doubtful_diagnoses(edi::Claim const& claim, Policy const& policy) {
    bool any_icd_10 = false, any_other = false, doubt = false;
    for (edi::HealthCode const& code : claim.codes) {
        std::string_view const qualifier = code.qualifier.text;
        if (is_icd_10(qualifier)) {
            any_icd_10 = true;
            DiagnosisRow const* const row = policy.tables().diagnosis(code.code.text);
            doubt = doubt || !row || !row->billable();
        } else {
            any_other = any_other || is_diagnosis(qualifier);
        }
    }
    if (doubt || any_other) return true;
    if (!any_icd_10) return false;
    Days const days = claim_days(policy, claim);
    return days.known && days.through < first_day_of_icd_10();
}

} // namespace

Traits code_traits(edi::Claim const& claim, Policy const& policy) {
    edi::Date const* const statement = statement_dates(claim);
    bool lines = is_professional(claim) && claim.facility_code.present() && !policy.tables().place(claim.facility_code.text);
    for (edi::ServiceLine const& line : claim.lines) lines = lines || doubtful_codes(policy, line, statement);
    return (lines ? trait::doubtful_lines : 0) | (doubtful_diagnoses(claim, policy) ? trait::doubtful_diagnoses : 0);
}

} // namespace rules
