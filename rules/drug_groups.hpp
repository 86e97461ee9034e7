// Runs of drug lines that belong together.
#pragma once

#include <algorithm>
#include <span>
#include <string_view>

#include "rules/facts.hpp"

namespace rules {

/// Calls `look` with each run of `lines` for which `same(first, line)` holds.
template <class Same, class Look>
void each_run(std::span<std::uint32_t const> lines, Same&& same, Look&& look) {
    for (std::size_t begin = 0, end = 0; begin < lines.size(); begin = end) {
        for (end = begin + 1; end < lines.size() && same(lines[begin], lines[end]);) ++end;
        look(lines.subspan(begin, end - begin));
    }
}

/// Lines of the same drug and dates.
template <class Look>
void each_drug_and_day(ClaimFacts const& facts, Look&& look) {
    each_run(
        facts.drug_lines, [&](std::uint32_t a, std::uint32_t b) { return same_drug_and_day(facts.lines[a], facts.lines[b]); }, look);
}

/// Lines of the same drug, dates and NDC as sent, of `numbers` = ClaimFacts::drug_lines or dosed_lines.
template <class Look>
void each_ndc_and_day(ClaimFacts const& facts, std::span<std::uint32_t const> numbers, Look&& look) {
    auto const& lines = facts.claim.lines;
    each_run(
        numbers,
        [&](std::uint32_t a, std::uint32_t b) {
            return same_drug_and_day(facts.lines[a], facts.lines[b]) && lines[a].drug.id.text == lines[b].drug.id.text;
        },
        look);
}

/// The first modifier of a distinct or repeated service on these lines: it lifts no limit per day. Null: there is none.
inline edi::Field const* repeat_modifier_of(ClaimFacts const& facts, std::span<std::uint32_t const> lines) {
    auto const repeats = facts.policy.repeat_modifiers();
    for (std::uint32_t const i : lines)
        for (edi::Field const& modifier : facts.claim.lines[i].modifiers)
            if (modifier.present() && std::binary_search(repeats.begin(), repeats.end(), modifier.text)) return &modifier;
    return nullptr;
}

} // namespace rules
