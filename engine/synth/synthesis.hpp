// 837 batches made to measure: any size, one or the other guide, so many drug lines and secondary claims as are wanted, and errors of chosen
// kinds with the findings that they must lead to. The same bytes for the same wishes and seed. Without errors there is no finding under
// the default policy.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "edi/guide/outline.hpp"

namespace engine::synth {

/// A kind of error that can be planted into a claim. It bears the id of the rule that tells it.
struct ErrorKind {
    enum Kind : std::uint8_t {
        charge_not_sum,
        payment_off,
        element_missing,
        code_unknown,
        day_impossible,
        procedure_unknown,
        diagnosis_unknown,
        modifier_twice,
        line_numbers,
        npi_wrong,
        claim_twice,
        segment_unknown,
        segment_missing,
        units_zero,
        units_fractional,
        units_in_measure,
        ndc_short,
    } kind;
    std::string_view rule; ///< "C101"
    std::string_view text; ///< what is done to the claim
    bool wants_drug = false, wants_other_payer = false;
    bool spares_drug = false, spares_other_payer = false, spares_stay = false; ///< not in claims with a drug, of two payers, of a stay
};

/// Ascending by rule.
std::span<ErrorKind const> error_kinds();
/// By the rule's id, null when there is none.
ErrorKind const* error_kind(std::string_view rule);

/// What is wanted of a batch. Percentages are 0 to 100.
struct Wishes {
    edi::GuideId guide = edi::GuideId::professional; ///< or institutional
    std::uint64_t bytes = 0;                         ///< the batch ends when it has so many, 0 = no matter
    std::uint64_t claims = 0;                        ///< or so many claims, 0 = no matter; one of the two must be given
    std::uint64_t seed = 837;
    std::uint32_t least_lines = 1, most_lines = 6; ///< of a claim, 1 to most_lines_of_claim
    std::uint32_t drug_lines = 11;                 ///< percent of all lines, nearly (in 837I only claims that are no stays have them)
    std::uint32_t other_payers = 12;               ///< percent of the subscribers who have a payer before this one
    std::vector<ErrorKind const*> errors;          ///< in turn, where they fit
    std::uint32_t claims_with_errors = 100;        ///< percent, of the claims that an error fits
};
inline constexpr std::uint32_t most_lines_of_claim = 50;

/// Takes the next bytes; false: no more are wanted.
using TakeBytes = std::function<bool(std::string_view)>;

/// What was made.
struct Made {
    std::uint64_t bytes = 0, claims = 0, lines = 0, drug_lines = 0, errors = 0;
};

/// Writes the batch to `batch` and, a line each, the findings that the planted errors must lead to under the default policy to `expected`:
/// keys of findings.jsonl (interchange, group, set, claim, claim_no, line, loop, segment, segment_no, element, component, rule). Memory is
/// constant but for the text of one claim.
Made synthesize(Wishes const& wishes, TakeBytes const& batch, TakeBytes const& expected);

} // namespace engine::synth
