// The parallel stages of a comparison: both policies over the same block, and where they differ. One for each thread.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/check/block_checker.hpp"
#include "engine/compare/compare_report.hpp"
#include "engine/compare/finding_changes.hpp"
#include "engine/compare/verdict_table.hpp"
#include "engine/read/block.hpp"

namespace engine::compare {

/// What came of one item of a block; the ranges are in ComparedBlock's entries.
struct ComparedItem {
    std::array<Tally, 2> tallies; ///< of A and B
    VerdictTable verdicts;
    std::uint64_t claims_changed = 0;
    std::uint32_t text_begin = 0, jsonl_begin = 0, csv_begin = 0;
    std::array<bool, 2> rejects_interchange{}, rejects_group{}, rejects_set{};
};

/// What both policies find in one block. `history` comes from the serial stage between judge() and compare().
struct JudgedBlock {
    std::array<check::CheckedBlock, 2> checked;
    std::array<FindingList, 2> found;
    std::array<history::BlockHistory, 2> history;
};

struct ComparedBlock {
    std::vector<ComparedItem> items;
    Entries entries;
    ChangesByRule rules;
};

class BlockComparer {
public:
    /// `keys`: also note what the claims of the run are compared by.
    BlockComparer(rules::Policy const& a, rules::Policy const& b, bool keys);
    // The checkers know where the list is.
    BlockComparer(BlockComparer const&) = delete;
    BlockComparer& operator=(BlockComparer const&) = delete;

    /// Fills `judged` but for its history; `block` must stay unchanged until it is compared.
    void judge(read::Block const& block, JudgedBlock& judged);
    /// Judges again what earlier claims of the run bear on, and fills `compared`.
    void compare(read::Block const& block, JudgedBlock& judged, ComparedBlock& compared);

private:
    using Found = std::array<FindingList, 2>;
    void compare_outside(read::Item const& item, std::size_t index, Found const& found, ComparedBlock& compared);
    void compare_claim(ToldClaim const& a, ToldClaim const& b, Found const& found, ComparedBlock& compared);
    void count(ChangesByRule& rules) const;

    FindingList list_; ///< of the check at hand
    std::array<check::BlockChecker, 2> checkers_;
    std::vector<Told const*> told_a_, told_b_;
    std::vector<Change> changes_;
};

} // namespace engine::compare
