// What the parallel stage notes for the database: one row of bytes a claim, line, drug line, other payer, decision, adjustment and finding. The
// tables themselves are written by engine/database/run_database.
#pragma once

#include <cstdint>
#include <vector>

#include "edi/claim/claim.hpp"
#include "engine/database/row_bytes.hpp"
#include "engine/read/block.hpp"
#include "engine/report/finding_view.hpp"
#include "rules/facts.hpp"

namespace engine::database {

/// Each row begins with its kind. The fields behind it are those that ClaimRows writes, in its order.
enum class RowKind : std::uint8_t {
    header,   ///< of the open set
    provider, ///< billing provider of the claims behind it; told again by each piece
    claim,
    line,      ///< of the last claim, as all that follow
    drug_line, ///< of the last line
    other_payer,
    decision, ///< a 2430 loop
    adjustment,
    finding, ///< about the last claim, or about none
    unread   ///< claims that could not be checked
};

/// Bits of the flags in rows: the value is there, or it is so.
enum RowFlags : std::uint8_t {
    has_amount = 1,
    has_units = 2,
    has_day = 4,
    has_period = 8, ///< the last day is not the first
    of_policy = 16, ///< drug line: the summary counts it
    discarded = 32,
    units_judged = 64,
    units_agree = 128
};

/// The second flags of rows about other payers.
enum PayerFlags : std::uint8_t { has_non_covered = 1, has_liability = 2, has_difference = 4 };

/// What a finding stands in.
enum FindingFlags : std::uint8_t { in_claim = 1, in_set = 2, in_group = 4, in_interchange = 8 };

/// Why a claim is rejected, as far as the claim itself tells.
enum class OwnVerdict : std::uint8_t { accepted, error_in_claim, error_above };

struct ClaimNote {
    std::uint64_t claim_no = 0;         ///< in its input, 1 = first
    std::uint64_t byte_offset = 0;      ///< of its CLM in the input
    std::uint64_t segment_no = 0;       ///< of its CLM in the set, ST = 1
    std::uint64_t provider_segment = 0; ///< number in the set of the HL of its billing provider; 0: it has none
    OwnVerdict verdict = OwnVerdict::accepted;
    std::uint32_t errors = 0, warnings = 0, advice = 0;
};

/// One a checker; its memory is reused.
class ClaimRows {
public:
    void header(edi::SetHeader const& header, RowBytes& out);
    /// `segment_no`: number of its HL in the set, which tells it from others.
    void provider(edi::BillingProvider const& provider, std::uint64_t segment_no, RowBytes& out);
    /// The claim with everything below it. `piece` knows the numbers of its segments.
    void claim(rules::ClaimFacts const& facts, ClaimNote const& note, read::Piece const& piece, RowBytes& out);
    void finding(report::FindingView const& finding, bool of_last_claim, RowBytes& out);
    void unread(read::CountedClaims const& counted, RowBytes& out);

private:
    /// What each line of a drug has together with others of its NDC and day.
    struct Units {
        std::uint32_t group_line = 0;    ///< 1 = first line of the claim; 0: the line is in no group
        std::int64_t own = 0, right = 0; ///< units from the line's quantity alone, and from that of the whole group
        std::int64_t stake = 0;          ///< cents, at the last line of a group that does not agree
        bool own_known = false, right_known = false, stake_known = false, agrees = false;
    };

    void find_units(rules::ClaimFacts const& facts);
    void line(edi::ServiceLine const& line, std::uint64_t segment_no, RowBytes& out);
    void drug_line(rules::ClaimFacts const& facts, std::uint32_t i, RowBytes& out);
    void payers(rules::ClaimFacts const& facts, RowBytes& out);
    void decisions(rules::ClaimFacts const& facts, RowBytes& out);
    void adjustments(edi::Claim const& claim, edi::Range range, std::uint32_t payer, std::uint32_t decision, RowBytes& out);

    std::vector<Units> units_; ///< by line; only when the claim has drug lines
    struct Balance {
        bool known = false;
        std::int64_t difference = 0;
        std::uint32_t lines = 0;
    };
    std::vector<Balance> balances_; ///< by 2430 loop
};

} // namespace engine::database
