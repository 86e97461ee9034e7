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
    bool compounded = false; ///< a mixture: the codes of what is in it are no better
    Validity valid;
};

/// What the units of an unclassified code count: such codes have no dose, and payers differ.
enum class UnclassifiedUnits : std::uint8_t { any, one, containers };

/// Key of an entry: its code; what the units count is replaced as a whole.
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
    bool holds(std::string_view code, std::optional<edi::Day> day) const { return find(code, day) != nullptr; }
    /// The entry for `code` on `day`, or null.
    UnclassifiedCode const* find(std::string_view code, std::optional<edi::Day> day) const;
    UnclassifiedUnits units() const { return units_.value_or(UnclassifiedUnits::any); }

private:
    std::optional<UnclassifiedUnits> units_;
    std::vector<UnclassifiedCode> codes_; ///< ascending by code
    std::uint32_t letters_ = 0;           ///< bit c & 31 of each first letter c: most codes have another
};

} // namespace rules
