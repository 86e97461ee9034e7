// Section [[similar]]: procedure codes that are taken for those of a drug of the policy, and what is to be said of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/validity.hpp"

namespace rules {

class TableReader;

struct SimilarCode {
    std::string code;   ///< "J7199"
    std::string reason; ///< what the code is, and is not: goes into messages
    std::string source;
    Validity valid;
};

/// Key of an entry: its code.
class SimilarCodes {
public:
    void read(TableReader& root);
    void lay(SimilarCodes const& later);
    void finish();

    std::vector<SimilarCode> const& all() const { return codes_; }
    /// May `code` be among them, at some date? Sure only when it says no.
    bool may_hold(std::string_view code) const {
        return !code.empty() && (letters_ >> (code[0] & 31) & 1) != 0 && find(code, std::nullopt) != nullptr;
    }
    /// The entry for `code` on `day`, or null. Without a day every entry holds.
    SimilarCode const* find(std::string_view code, std::optional<edi::Day> day) const;

private:
    std::vector<SimilarCode> codes_; ///< few
    std::uint32_t letters_ = 0;      ///< bit c & 31 of each first letter c
};

} // namespace rules
