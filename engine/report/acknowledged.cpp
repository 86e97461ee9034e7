#include "engine/report/acknowledged.hpp"

#include "edi/guide/outline.hpp"

namespace engine::report {

namespace {

AckCodes codes_of(rules::Rule const& rule, rules::Severity severity, std::string_view ta105) {
    AckCodes codes;
    auto const add = [&](std::string_view kind, std::string_view code) {
        if (!code.empty()) codes.codes[codes.count++] = {kind, code};
    };
    if (severity == rules::Severity::error) {
        for (std::string_view const status : rule.claim_status) add("277CA", status);
        add("999", rule.ack_999);
    }
    if (severity != rules::Severity::advice) add("TA1", ta105);
    return codes;
}

} // namespace

AckCodes ack_codes(rules::Rule const& rule) {
    return codes_of(rule, rules::Severity::error, rule.ack_ta1);
}

AckCodes ack_codes(FindingView const& finding) {
    if (finding.waiver) return {};
    // What is wrong inside of an acknowledgement is answered to nobody.
    bool const in_set = finding.rule->structure_fault.has_value();
    if (in_set && !(finding.scope->set && edi::guide(finding.scope->set->guide).has_claims)) return {};
    return codes_of(*finding.rule, finding.severity, finding.ta105.empty() ? finding.rule->ack_ta1 : finding.ta105);
}

} // namespace engine::report
