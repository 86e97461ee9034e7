// What the rules on codes of lines ask, and the look at first sight that spares them ordinary claims.
#pragma once

#include "rules/code_sets/days.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

/// A procedure that the table of procedures speaks of: HCPCS Level II. CPT and other codes are in no table.
inline bool is_listed_kind(CodeTables const& tables, edi::ServiceLine const& line) {
    return line.procedure_qualifier.text == "HC" && tables.is_hcpcs(line.procedure.text);
}

/// Modifiers of ambulance services are made of two letters, from where and to where. Source: CMS claims processing manual, chapter 15.
inline bool is_way_of_ambulance(edi::Claim const& claim, edi::ServiceLine const& line, std::string_view modifier) {
    constexpr std::string_view places = "DEGHIJNPRSX";
    std::string_view const code = line.procedure.text;
    bool const ambulance = is_ambulance_place(claim.facility_code.text) || code.starts_with("A0") || code.starts_with("T20") ||
                           code.starts_with("S02") || code.starts_with("Q30");
    return ambulance && modifier.size() == 2 && places.find(modifier[0]) != places.npos && places.find(modifier[1]) != places.npos;
}

/// Calls `look(line, number, days, modifier)` for every modifier of HCPCS lines that does not hold always.
template <class Look>
void each_unlasting_modifier(ClaimFacts const& facts, Look&& look) {
    edi::Date const* const statement = statement_dates(facts.claim);
    std::uint32_t number = 0;
    for (edi::ServiceLine const& line : facts.claim.lines) {
        ++number;
        if (line.procedure_qualifier.text != "HC") continue;
        for (edi::Field const& modifier : line.modifiers)
            if (modifier.present() && !facts.tables.is_lasting_modifier(modifier.text))
                look(line, number, line_days(facts.policy, line, statement), modifier);
    }
}

/// Calls `look(code)` for every diagnosis of ICD-10-CM: principal, other, admitting, reason for the visit, external cause.
template <class Look>
void each_icd_10_diagnosis(edi::Claim const& claim, Look&& look) {
    for (edi::HealthCode const& code : claim.codes)
        if (is_one_of(code.qualifier.text, {"ABK", "ABF", "ABJ", "APR", "ABN"}) && code.code.present()) look(code);
}

/// ICD-10 is the code set of services from this day on. Source: 45 CFR 162.1002.
inline edi::Day first_day_of_icd_10() {
    static edi::Day const day = edi::day_of(2015, 10, 1);
    return day;
}

} // namespace rules
