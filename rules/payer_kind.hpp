// What kind of payer a filing indicator (SBR09) stands for.
#pragma once

#include <string_view>
#include <vector>

namespace rules {

/// "commercial", "medicare", "medicare-advantage", "medicaid", "government" (TRICARE, VA, Title V, other federal), "casualty" (automobile,
/// liability, workers' compensation) or "other"; empty for no indicator. Source: REFERENCE.md C, general knowledge of the X12 codes.
std::string_view payer_kind(std::string_view filing_code);

/// The filing indicators of a kind, ascending; none where no indicator stands for such a kind.
std::vector<std::string_view> filing_codes_of(std::string_view kind);

/// Medicare itself, part A or B.
inline bool is_medicare(std::string_view filing_code) {
    return filing_code == "MA" || filing_code == "MB";
}

} // namespace rules
