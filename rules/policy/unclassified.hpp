// Section [[unclassified]]: procedure codes that name no product: what was given must be said in words.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/validity.hpp"

namespace rules {

class TableReader;

struct UnclassifiedCode {
    std::string code, source;
    Validity valid;
};

/// Key of an entry: its code.
class Unclassified {
public:
    void read(TableReader& root);
    void lay(Unclassified const& later);
    void finish();

    std::span<UnclassifiedCode const> all() const { return codes_; } ///< ascending by code
    /// May `code` name no product, at some date? Sure only when it says no.
    bool may_hold(std::string_view code) const {
        return !code.empty() && (letters_ >> (code[0] & 31) & 1) != 0 && holds(code, std::nullopt);
    }
    /// Does `code` name no product on `day`? Without a day every entry holds.
    bool holds(std::string_view code, std::optional<edi::Day> day) const;

private:
    std::vector<UnclassifiedCode> codes_; ///< ascending by code
    std::uint32_t letters_ = 0;           ///< bit c & 31 of each first letter c: most codes have another
};

} // namespace rules
