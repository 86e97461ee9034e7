// What a run knows of the claims before the one at hand, as far as it bears on it: found by the engine (engine/history) by the keys of
// rules/claim_keys.hpp, told by the rules of family R. Only claims that were accepted count, and none that was cancelled or replaced since.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "edi/text/values.hpp"

namespace rules {

/// A claim that came earlier in the run: what a person finds it by.
struct EarlierClaim {
    std::string_view input;       ///< path of its file as it was opened; empty: the file of the claim at hand
    std::string_view interchange; ///< ISA13
    std::string_view set;         ///< ST02
    std::string_view number;      ///< CLM01; empty: it is the set that is spoken of
    std::uint64_t offset = 0;     ///< of its CLM, bytes from the start of that file; means nothing without `number`
    std::uint64_t set_no = 0;     ///< number of its set in that file, 1 = first
    std::uint64_t claim_no = 0;   ///< number of the claim in that file, 1 = first
};

/// A line that an earlier claim has as well.
struct RepeatedLine {
    std::uint32_t line = 0; ///< of the claim at hand, 0 = first
    EarlierClaim claim;
};

/// Units of a drug that earlier claims have for the same patient, provider and day, where all together pass a limit.
struct EarlierUnits {
    std::uint32_t line = 0; ///< the last one of the claim at hand with the drug on that day, 0 = first
    edi::Day day;
    edi::Decimal earlier, own;
    std::uint32_t claims = 0;           ///< earlier claims with such units
    std::array<EarlierClaim, 2> ends{}; ///< the first and the last of them; only one where there is one
    std::span<EarlierClaim const> named() const { return {ends.data(), claims > 1 ? std::size_t{2} : std::size_t{1}}; }
};

/// What two claims that are alike can differ in.
enum class ClaimPart : std::uint8_t {
    charge,        ///< CLM02
    frequency,     ///< CLM05-3
    place,         ///< CLM05-1
    codes,         ///< HI
    practitioners, ///< of the claim
    units,         ///< of a line
    lines          ///< anything of a line: units, charge, place, practitioners, drug quantity, prescription
};
inline constexpr unsigned claim_parts = 7;
constexpr bool differs_in(std::uint32_t differences, ClaimPart part) {
    return (differences >> static_cast<unsigned>(part) & 1) != 0;
}

enum class Likeness : std::uint8_t {
    none,
    alike, ///< same provider, patient, payer, days and procedures; something else differs
    same   ///< nothing that is compared differs
};

struct EarlierClaims {
    Likeness likeness = Likeness::none;
    EarlierClaim like;                  ///< the first claim like this one
    bool same_number = false;           ///< it has the same CLM01
    std::uint32_t differences = 0;      ///< of a claim that is alike: bits of ClaimPart that are known to differ
    std::vector<RepeatedLine> lines;    ///< with drugs of the policy
    std::vector<RepeatedLine> services; ///< other ones
    std::vector<EarlierUnits> units;
    bool comparison_ends = false; ///< with this claim the tables are full: those behind it are not compared
};

} // namespace rules
