#include <algorithm>
#include <array>

#include "engine/synth/synthesis.hpp"

namespace engine::synth {
namespace {

constexpr std::array<ErrorKind, 17> kinds{{
    {.kind = ErrorKind::charge_not_sum,
     .rule = "C101",
     .text = "the claim charge is 1.00 above the sum of its lines",
     .spares_other_payer = true},
    {.kind = ErrorKind::payment_off, .rule = "C201", .text = "an adjustment of a line is one cent too high", .wants_other_payer = true},
    {.kind = ErrorKind::element_missing, .rule = "D001", .text = "a note without its text"},
    {.kind = ErrorKind::code_unknown, .rule = "D007", .text = "an assignment code (CLM07) that no list has"},
    {.kind = ErrorKind::procedure_unknown, .rule = "K101", .text = "a procedure code that HCPCS does not have", .spares_drug = true},
    {.kind = ErrorKind::diagnosis_unknown, .rule = "K301", .text = "a diagnosis that ICD-10-CM does not have"},
    {.kind = ErrorKind::modifier_twice, .rule = "M101", .text = "the modifier of a drug line twice", .wants_drug = true},
    {.kind = ErrorKind::line_numbers, .rule = "N401", .text = "the first line is not numbered 1"},
    {.kind = ErrorKind::npi_wrong, .rule = "N702", .text = "the NPI of the rendering or attending provider has a wrong check digit"},
    {.kind = ErrorKind::claim_twice, .rule = "R101", .text = "the whole claim a second time", .spares_drug = true},
    {.kind = ErrorKind::segment_unknown, .rule = "S001", .text = "a segment ZZZ"},
    {.kind = ErrorKind::segment_missing,
     .rule = "S004",
     .text = "a line without its day of service (837P), a claim without CL1 (837I)",
     .spares_drug = true,
     .spares_other_payer = true,
     .spares_stay = true},
    {.kind = ErrorKind::units_zero, .rule = "U102", .text = "a line of no units", .spares_drug = true},
    {.kind = ErrorKind::units_fractional, .rule = "U103", .text = "half a unit less of a drug", .wants_drug = true},
    {.kind = ErrorKind::units_in_measure, .rule = "U105", .text = "a drug's IU sent as units", .wants_drug = true},
    {.kind = ErrorKind::ndc_short, .rule = "U201", .text = "an NDC of nine digits", .wants_drug = true},
    {.kind = ErrorKind::day_impossible,
     .rule = "V004",
     .text = "service on 30 February",
     .spares_drug = true,
     .spares_other_payer = true,
     .spares_stay = true},
}};

} // namespace

std::span<ErrorKind const> error_kinds() {
    return kinds;
}

ErrorKind const* error_kind(std::string_view rule) {
    auto const found = std::find_if(kinds.begin(), kinds.end(), [&](ErrorKind const& kind) { return kind.rule == rule; });
    return found != kinds.end() ? &*found : nullptr;
}

} // namespace engine::synth
