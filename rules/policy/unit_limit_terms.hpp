// Section [unit_limits]: how severe it is to pass the unit limits of the code tables (medically unlikely edits).
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rule.hpp"

namespace rules {

class TableReader;

/// The later layer's section replaces an earlier one as a whole.
class UnitLimitTerms {
public:
    void read(TableReader& root);
    void lay(UnitLimitTerms const& later);
    void finish() {}

    /// Of a limit per line (adjudication indicator 1), an absolute one per day (2), a clinical one per day (3); nothing: not looked at.
    std::optional<Severity> severity(unsigned indicator) const {
        return given_ && 1 <= indicator && indicator <= 3 ? severities_[indicator - 1] : std::nullopt;
    }
    /// Types of bill, first two digits, to which the limits for outpatients apply.
    bool is_outpatient_bill(std::string_view bill) const { return std::find(bills_.begin(), bills_.end(), bill) != bills_.end(); }

private:
    bool given_ = false;
    std::optional<Severity> severities_[3];
    std::vector<std::string> bills_;
};

} // namespace rules
