#include "engine/compare/block_comparer.hpp"

#include <algorithm>
#include <utility>

namespace engine::compare {

BlockComparer::BlockComparer(rules::Policy const& a, rules::Policy const& b, bool keys)
    : checkers_{check::BlockChecker(a, {.processed = {}, .style = {}, .keys = keys, .sink = &list_}),
                check::BlockChecker(b, {.processed = {}, .style = {}, .keys = keys, .sink = &list_})} {}

void BlockComparer::judge(read::Block const& block, JudgedBlock& judged) {
    for (std::size_t side = 0; side < 2; ++side) {
        list_.clear();
        checkers_[side].check(block, judged.checked[side]);
        std::swap(list_, judged.found[side]);
    }
}

void BlockComparer::compare(read::Block const& block, JudgedBlock& judged, ComparedBlock& compared) {
    for (std::size_t side = 0; side < 2; ++side) {
        if (!judged.history[side].any()) continue;
        list_.clear();
        checkers_[side].check_again(block, judged.history[side], judged.checked[side]);
        std::swap(list_, judged.found[side]);
    }
    auto const& [list_a, list_b] = judged.found;
    compared.items.assign(block.items.size(), {});
    compared.entries.clear();
    compared.rules.clear();

    // Both have visited the same claims in the same order.
    std::size_t next = 0;
    std::size_t const claims = std::min(list_a.claims().size(), list_b.claims().size());
    for (std::size_t i = 0; i < block.items.size(); ++i) {
        ComparedItem& item = compared.items[i];
        item.text_begin = static_cast<std::uint32_t>(compared.entries.text.size());
        item.jsonl_begin = static_cast<std::uint32_t>(compared.entries.jsonl.size());
        item.csv_begin = static_cast<std::uint32_t>(compared.entries.csv.size());
        check::CheckedItem const& a = judged.checked[0].items[i];
        check::CheckedItem const& b = judged.checked[1].items[i];
        item.tallies = {a.tally, b.tally};
        item.rejects_interchange = {a.rejects_interchange, b.rejects_interchange};
        item.rejects_group = {a.rejects_group, b.rejects_group};
        item.rejects_set = {a.rejects_set, b.rejects_set};
        if (block.items[i].kind == read::ItemKind::counted) item.verdicts.add(true, true, a.tally.rejected, a.tally.charges_rejected);
        compare_outside(block.items[i], i, judged.found, compared);
        for (; next < claims && list_a.claims()[next].item == i; ++next) {
            ToldClaim const& claim_a = list_a.claims()[next];
            ToldClaim const& claim_b = list_b.claims()[next];
            item.verdicts.add(!claim_a.heading.accepted, !claim_b.heading.accepted, 1, claim_a.heading.charge);
            std::size_t const before = compared.entries.csv.size();
            compare_claim(claim_a, claim_b, judged.found, compared);
            item.claims_changed += compared.entries.csv.size() > before;
        }
    }
}

void BlockComparer::compare_outside(read::Item const& item, std::size_t index, Found const& found, ComparedBlock& compared) {
    auto const& [list_a, list_b] = found;
    list_a.outside_of(index, told_a_);
    list_b.outside_of(index, told_b_);
    if (told_a_.empty() && told_b_.empty()) return;
    find_changes(list_a, told_a_, list_b, told_b_, changes_);
    if (changes_.empty()) return;
    count(compared.rules);
    append_outside(item.scope, list_a, list_b, changes_, compared.entries);
}

void BlockComparer::compare_claim(ToldClaim const& a, ToldClaim const& b, Found const& found, ComparedBlock& compared) {
    auto const& [list_a, list_b] = found;
    auto const pointers = [](std::span<Told const> told, std::vector<Told const*>& out) {
        out.clear();
        for (Told const& each : told) out.push_back(&each);
    };
    bool const same_verdict = a.heading.accepted == b.heading.accepted;
    if (a.findings.count == 0 && b.findings.count == 0 && same_verdict) return; // nearly always
    pointers(list_a.of(a.findings), told_a_);
    pointers(list_b.of(b.findings), told_b_);
    find_changes(list_a, told_a_, list_b, told_b_, changes_);
    if (changes_.empty() && same_verdict) return;
    count(compared.rules);
    append_claim(a.heading, !a.heading.accepted, !b.heading.accepted, list_a, list_b, changes_, compared.entries);
}

void BlockComparer::count(ChangesByRule& rules) const {
    for (Change const& change : changes_) {
        auto found = rules.find(change.either().rule);
        if (found == rules.end()) found = rules.emplace(std::string(change.either().rule), RuleChanges{}).first;
        RuleChanges& counts = found->second;
        ++(!change.a ? counts.appear : !change.b ? counts.disappear : counts.change);
    }
}

} // namespace engine::compare
