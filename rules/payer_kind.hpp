// What kind of payer a filing indicator (SBR09) stands for.
#pragma once

#include <string_view>

namespace rules {

/// "commercial", "medicare", "medicare-advantage", "medicaid", "government" (TRICARE, VA, Title V, other federal), "casualty" (automobile,
/// liability, workers' compensation) or "other"; empty for no indicator. Source: REFERENCE.md C, general knowledge of the X12 codes.
std::string_view payer_kind(std::string_view filing_code);

} // namespace rules
