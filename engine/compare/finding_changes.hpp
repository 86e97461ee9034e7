// What two policies find in the same claim, and where they differ.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/check/block_checker.hpp"

namespace engine::compare {

/// A finding, kept until the other policy has judged the same block. Views into the block, the policy, and the messages of its list.
struct Told {
    std::string_view rule, name;
    rules::Severity severity{};
    std::uint32_t line = 0;
    report::Location location;
    std::uint32_t message_begin = 0, message_end = 0;
};

/// A run of findings: of one claim, or of an item outside of claims.
struct ToldRun {
    std::uint32_t first = 0, count = 0;
};

struct ToldClaim {
    std::size_t item = 0; ///< of the block
    report::Heading heading;
    ToldRun findings;
};

/// Collects what one policy finds in a block.
class FindingList final : public check::FindingSink {
public:
    void clear();
    void item(std::size_t index) override { item_ = index; }
    void claim(report::Heading const& heading, rules::ClaimFacts const&, std::span<report::FindingView const> findings) override;
    void outside(std::span<report::FindingView const> findings) override;

    std::vector<ToldClaim> const& claims() const { return claims_; }
    /// Findings of an item outside of claims, in order.
    void outside_of(std::size_t item, std::vector<Told const*>& out) const;
    std::span<Told const> of(ToldRun run) const { return std::span(told_).subspan(run.first, run.count); }
    std::string_view message(Told const& told) const {
        return std::string_view(messages_).substr(told.message_begin, told.message_end - told.message_begin);
    }

private:
    ToldRun keep(std::span<report::FindingView const> findings);

    std::size_t item_ = 0;
    std::vector<Told> told_;
    std::string messages_;
    std::vector<ToldClaim> claims_;
    struct Outside {
        std::size_t item;
        ToldRun run;
    };
    std::vector<Outside> outside_;
};

/// One difference; `a` is null for a finding that appears, `b` for one that disappears.
struct Change {
    Told const* a = nullptr;
    Told const* b = nullptr;
    Told const& either() const { return b ? *b : *a; }
};

/// Differences between two lists of findings, in the order of their places. A finding is the same when rule, place and line are; it changes when
/// severity or message do. The lists are put in order.
void find_changes(FindingList const& of_a, std::vector<Told const*>& a, FindingList const& of_b, std::vector<Told const*>& b,
                  std::vector<Change>& changes);

} // namespace engine::compare
