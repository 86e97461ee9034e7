#include "rules/known_codes.hpp"

namespace rules {

namespace {

/// HCPCS Level II: a letter and four digits. CPT has no limits in the tables.
bool is_level_two(std::string_view code) {
    return code.size() == 5 && 'A' <= code[0] && code[0] <= 'V';
}

} // namespace

KnownCodes::KnownCodes(Policy const& policy)
    : policy_(&policy), procedures_(procedure_slots), diagnoses_(diagnosis_slots), indications_(diagnosis_slots) {
    for (std::size_t i = 0; i < places_.size(); ++i) {
        char const code[] = {static_cast<char>('0' + i / 10), static_cast<char>('0' + i % 10)};
        places_[i] = policy.tables().place({code, sizeof code}) != nullptr;
    }
}

KnownProcedure const& KnownCodes::learn(std::string_view code, std::uint64_t key, KnownProcedure& known) const {
    CodeTables const& tables = policy_->tables();
    known = {};
    known.key = key != 0 ? key : ~std::uint64_t{0};
    known.drug = policy_->knows_drug(code);
    known.unclassified = policy_->may_be_unclassified(code);
    known.other_code = known.unclassified || policy_->sections().similar.may_hold(code);
    if (code[0] > '9') { // most codes are CPT's numbers
        known.rows = tables.procedure(code);
        known.listed = !known.rows.empty() || tables.is_hcpcs(code);
    }
    if (is_level_two(code))
        known.limits = {tables.unit_limit(code, ServiceType::practitioner), tables.unit_limit(code, ServiceType::outpatient)};
    known.quiet = !known.drug && !known.other_code && !known.listed && !known.limits[0] && !known.limits[1];
    return known;
}

std::uint64_t KnownCodes::holding(std::span<Indication const> of_substance, std::string_view diagnosis) {
    std::uint64_t bits = 0;
    std::uint64_t const packed = packed_diagnosis(diagnosis);
    for (std::size_t i = 0; i < of_substance.size() && i < 64; ++i)
        if (of_substance[i].hold(packed)) bits |= std::uint64_t{1} << i;
    return bits;
}

bool KnownCodes::looks_billable(std::string_view code) const {
    DiagnosisRow const* const row = policy_->tables().diagnosis(code);
    return row && row->billable();
}

} // namespace rules
