// What a comparison of two policies writes: entries as text, JSON lines and CSV, and the summary.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/compare/finding_changes.hpp"
#include "engine/compare/verdict_table.hpp"
#include "engine/scope.hpp"
#include "rules/policy.hpp"

namespace engine::compare {

/// Texts that grow by entries.
struct Entries {
    std::string text, jsonl, csv;
    void clear() {
        text.clear();
        jsonl.clear();
        csv.clear();
    }
};

/// How often a rule's findings differ.
struct RuleChanges {
    std::uint64_t appear = 0, disappear = 0, change = 0;
};
using ChangesByRule = std::map<std::string, RuleChanges, std::less<>>;

void append_csv_header(std::string& out);

/// A claim that is judged otherwise: by its own findings and those of the levels above it.
void append_claim(report::Heading const& heading, bool rejected_a, bool rejected_b, FindingList const& a, FindingList const& b,
                  std::span<Change const> changes, Entries& out);

/// Findings outside of claims.
void append_outside(Scope const& scope, FindingList const& a, FindingList const& b, std::span<Change const> changes, Entries& out);

/// A set, group or interchange whose rejection as a whole moves claims from one cell to another: `before` and after. Only moves that change
/// whether A and B agree are told.
void append_moves(std::string_view kind, Scope const& scope, bool rejected_a, bool rejected_b, VerdictTable const& before, Entries& out);

struct ComparedInput {
    std::string path, reason; ///< reason: why it could not be read; empty = it could
    VerdictTable verdicts;
    std::uint64_t claims_changed = 0; ///< claims with a difference in findings or own verdict
};

/// All there is to say in the end.
struct Comparison {
    rules::Policy const* a = nullptr;
    rules::Policy const* b = nullptr;
    std::vector<ComparedInput> inputs;
    VerdictTable verdicts;
    std::uint64_t claims_changed = 0;
    std::uint64_t outside_untold = 0; ///< entries about no claim that were not told because there are too many
    ChangesByRule rules;

    bool any_difference() const {
        return claims_changed > 0 || !rules.empty() || verdicts.cells[0][1].claims + verdicts.cells[1][0].claims > 0;
    }
};

std::string comparison_text(Comparison const& comparison);
std::string comparison_json(Comparison const& comparison);

} // namespace engine::compare
