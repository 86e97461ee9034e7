// The parallel stage of a comparison: both policies over the same block, and where they differ. One for each thread.
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

struct ComparedBlock {
    std::vector<ComparedItem> items;
    Entries entries;
    ChangesByRule rules;
};

class BlockComparer {
public:
    BlockComparer(rules::Policy const& a, rules::Policy const& b);
    // The checkers know where the lists are.
    BlockComparer(BlockComparer const&) = delete;
    BlockComparer& operator=(BlockComparer const&) = delete;

    /// Fills `compared`; `block` must stay unchanged meanwhile.
    void compare(read::Block const& block, ComparedBlock& compared);

private:
    void compare_outside(read::Item const& item, std::size_t index, ComparedBlock& compared);
    void compare_claim(ToldClaim const& a, ToldClaim const& b, ComparedBlock& compared);
    void count(ChangesByRule& rules) const;

    FindingList list_a_, list_b_;
    check::BlockChecker checker_a_, checker_b_;
    check::CheckedBlock checked_a_, checked_b_;
    std::vector<Told const*> told_a_, told_b_;
    std::vector<Change> changes_;
};

} // namespace engine::compare
