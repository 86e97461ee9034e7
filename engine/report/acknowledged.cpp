#include "engine/report/acknowledged.hpp"

namespace engine::report {

AckCodes ack_codes(FindingView const& finding) {
    AckCodes codes;
    auto const add = [&](std::string_view kind, std::string_view code) {
        if (!code.empty()) codes.codes[codes.count++] = {kind, code};
    };
    bool const error = finding.severity == rules::Severity::error, warning = finding.severity == rules::Severity::warning;
    if (error) {
        for (std::string_view const status : finding.rule->claim_status) add("277CA", status);
        add("999", finding.rule->ack_999);
    }
    if (error || warning) add("TA1", finding.ta105.empty() ? finding.rule->ack_ta1 : finding.ta105);
    return codes;
}

} // namespace engine::report
