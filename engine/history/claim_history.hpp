// The claims of a run seen so far, for what a claim alone does not show: duplicates of sets, claims and lines, and units of a drug that pass
// a limit together. Called by one thread for each block, in the order of the run; what it finds depends on that order alone.
// An entry of 24 bytes a claim, a drug line (a day of it) and a set, about 36 with what is free; and what a claim is named by, about 12 bytes
// and its CLM01. See ARCHITECTURE.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/check/block_checker.hpp"
#include "engine/history/claim_places.hpp"
#include "engine/history/entry_table.hpp"
#include "engine/history/keyed_claim.hpp"
#include "engine/history/run_positions.hpp"
#include "engine/history/service_prints.hpp"
#include "engine/read/block.hpp"
#include "engine/report/compared_claims.hpp"
#include "rules/fingerprint.hpp"
#include "rules/policy.hpp"

namespace engine::history {

class ClaimHistory {
public:
    /// The tables may take `most_bytes`.
    ClaimHistory(rules::Policy const& policy, std::size_t most_bytes);

    /// Is there a rule in force that compares claims?
    static bool is_wanted(rules::Policy const& policy);

    /// Looks up the claims of the block and adds those that are accepted; fills `history`, whose texts live as long as this object.
    void pass(read::Block const& block, check::CheckedBlock const& checked, BlockHistory& history);

    report::ComparedClaims const& compared() const { return compared_; }

private:
    /// An open set, group, interchange or input.
    struct OpenScope {
        std::uint32_t first_claim = 0;
        bool rejected = false;
    };
    /// What an open set is known by.
    struct OpenSet {
        rules::Fingerprint print{0}; ///< of its header and its claims so far
        std::uint32_t claims = 0, accepted = 0;
        bool begun = false; ///< `print` has the header
        bool whole = true;  ///< all its claims were compared
    };
    /// The claim at hand and what is found of it.
    struct ClaimAtHand {
        KeyedClaim const& claim;
        std::span<rules::DrugDayKey const> days;
        std::span<rules::ServiceKey const> services;
        std::span<std::uint64_t const> later_weeks;
        std::uint32_t number = 0; ///< in the run
        bool rejected = false;
        rules::EarlierClaims earlier;
        bool anything = false;                                          ///< `earlier` says something
        bool key_known = false, later_known = false, day_known = false; ///< there are entries with its key; with one of its days
    };

    void open(OpenScope& scope) { scope = {positions_.next(), false}; }
    void close(OpenScope const& scope) {
        if (scope.rejected) positions_.reject_from(scope.first_claim);
    }
    void pass_claims(read::Item const& item, check::CheckedItem const& result, KeyedClaims const& claims, BlockHistory& history);
    void touch(KeyedClaims const& claims);
    void compare(ClaimAtHand& at);
    bool replaces(ClaimAtHand const& at, std::uint32_t number) const;
    rules::EarlierClaim named(std::uint32_t claim) const;
    void end_set(std::uint32_t item, BlockHistory& history);
    void find_like(ClaimAtHand& at);
    bool see(ClaimAtHand& at, Entry const& entry);
    bool see_like(ClaimAtHand& at, Entry const& entry);
    void find_services(ClaimAtHand& at, std::uint32_t earlier);
    void find_day(ClaimAtHand& at, std::span<rules::DrugDayKey const> day);
    void find_repeated(ClaimAtHand& at, rules::DrugDayKey const& line, Entry const& entry);
    bool add(ClaimAtHand const& at);
    bool add_claim(ClaimAtHand const& at);
    bool add_to_known(Entry entry, bool units);
    void end(ClaimAtHand& at, read::Item const& item, std::uint64_t claim_no);

    EntryTable table_;
    RunPositions positions_;
    ClaimPlaces places_;
    ServicePrints services_;
    OpenScope input_, interchange_, group_, set_;
    OpenSet batch_;
    std::vector<std::uint32_t> replaced_; ///< claims that the one at hand replaces or cancels
    std::vector<std::uint32_t> earlier_prints_;
    std::uint64_t touched_ = 0; ///< means nothing
    bool repeats_are_errors_, repeated_lines_are_errors_, services_are_compared_, repeated_services_are_errors_, batches_are_compared_,
        repeated_batches_are_errors_;
    bool ended_ = false;
    report::ComparedClaims compared_;
};

} // namespace engine::history
