#include "engine/history/claim_history.hpp"

#include <algorithm>
#include <utility>

#include "rules/fingerprint.hpp"
#include "rules/registry.hpp"

namespace rules {

extern Rule const claim_repeated, claim_alike, drug_line_repeated, units_over_day_limit_with_earlier_claims;

} // namespace rules

namespace engine::history {
namespace {

using rules::ClaimRole;
using rules::DrugDayKey;

// So many entries of one key are looked at, each claim. What is more (somebody's test file) is found by its print alone.
constexpr std::uint32_t most_of_key = 16;
constexpr std::size_t claims_ahead = 8; ///< whose memory is asked for, so that it is there when it is wanted

// Entry::value of a claim: what of it is compared apart.
constexpr unsigned role_shift = 24;
std::uint32_t value_of(rules::ClaimKeys const& keys) {
    return keys.number | static_cast<std::uint32_t>(keys.role) << role_shift;
}
std::uint32_t number_of(std::uint32_t value) {
    return value & ((1U << role_shift) - 1);
}
/// Entry::print of a drug line has the claim's number below.
std::uint32_t number_of_line(Entry const& entry) {
    return static_cast<std::uint32_t>(entry.print & ~DrugDayKey::line_bits);
}

std::uint64_t key_with_print(Entry const& entry, bool units) {
    rules::Fingerprint both(entry.key);
    both.add(units ? entry.print & DrugDayKey::line_bits : entry.print);
    return both.value();
}

std::uint32_t sum(std::uint32_t a, std::uint32_t b) {
    return a > UINT32_MAX - b ? UINT32_MAX : a + b;
}

} // namespace

ClaimHistory::ClaimHistory(rules::Policy const& policy, std::size_t most_bytes)
    : table_(most_bytes), repeats_are_errors_(policy.severity(rules::claim_repeated) == rules::Severity::error),
      repeated_lines_are_errors_(policy.severity(rules::drug_line_repeated) == rules::Severity::error) {}

bool ClaimHistory::is_wanted(rules::Policy const& policy) {
    return policy.severity(rules::claim_repeated) || policy.severity(rules::claim_alike) || policy.severity(rules::drug_line_repeated) ||
           policy.severity(rules::units_over_day_limit_with_earlier_claims);
}

void ClaimHistory::pass(read::Block const& block, check::CheckedBlock const& checked, BlockHistory& history) {
    using read::ItemKind;
    history.told.clear();
    for (std::size_t i = 0; i < block.items.size(); ++i) {
        read::Item const& item = block.items[i];
        check::CheckedItem const& result = checked.items[i];
        if (item.kind == ItemKind::input_open) positions_.open_input(item.scope.input);
        if (item.kind == ItemKind::input_open) open(input_);
        if (item.kind == ItemKind::interchange_open) open(interchange_);
        if (item.kind == ItemKind::group_open) open(group_);
        if (item.kind == ItemKind::set_open) open(set_);
        if (item.kind == ItemKind::set_open) positions_.open_set();
        if (item.kind == ItemKind::piece) pass_claims(item, result, checked.claims, history);
        interchange_.rejected |= result.rejects_interchange;
        group_.rejected |= result.rejects_group;
        set_.rejected |= result.rejects_set;
        if (item.kind == ItemKind::set_close) close(set_);
        if (item.kind == ItemKind::group_close) close(group_);
        if (item.kind == ItemKind::interchange_close) close(interchange_);
        input_.rejected |= item.damaged;
        if (item.kind == ItemKind::input_close) close(input_);
    }
    compared_.bytes = table_.bytes() + positions_.bytes();
}

void ClaimHistory::pass_claims(read::Item const& item, check::CheckedItem const& result, KeyedClaims const& claims, BlockHistory& history) {
    for (std::uint32_t i = result.claims_begin; i < result.claims_end; ++i) {
        if (ended_) {
            compared_.not_compared += result.claims_end - i;
            return;
        }
        std::uint64_t const claim_no = item.piece.claims_before + (i - result.claims_begin) + 1;
        KeyedClaim const& claim = claims.list[i];
        if (i + claims_ahead < claims.list.size()) prefetch(claims, claims.list[i + claims_ahead]);
        ClaimAtHand at{claim,
                       std::span(claims.drug_days).subspan(claim.days_begin, claim.days_end - claim.days_begin),
                       positions_.pass(claim_no),
                       claim.rejected,
                       {},
                       false};
        compare(at);
        if (ended_) end(at, item, claim_no);
        ++compared_.claims;
        compared_.drug_lines += at.days.size();
        if (at.anything) history.told.push_back({i, std::move(at.earlier)});
    }
}

void ClaimHistory::prefetch(KeyedClaims const& claims, KeyedClaim const& claim) const {
    table_.prefetch(claim.keys.alike);
    for (std::uint32_t i = claim.days_begin; i < claim.days_end; ++i) table_.prefetch(claims.drug_days[i].key);
}

void ClaimHistory::end(ClaimAtHand& at, read::Item const& item, std::uint64_t claim_no) {
    at.anything = at.earlier.comparison_ends = true;
    compared_.ended_in = item.scope.input->path;
    compared_.ended_at = claim_no;
}

void ClaimHistory::compare(ClaimAtHand& at) {
    replaced_.clear();
    find_like(at);
    // What is sent twice is told once, and its units are there already.
    if (at.earlier.likeness == rules::Likeness::same) return;
    for (std::size_t begin = 0, end = 0; begin < at.days.size(); begin = end) {
        while (end < at.days.size() && at.days[end].key == at.days[begin].key) ++end;
        find_day(at, at.days.subspan(begin, end - begin));
    }
    if (at.rejected) return;
    for (std::uint32_t const claim : replaced_) positions_.take_back(claim, at.number);
    ended_ = positions_.full() || !add(at);
}

// ---- looking up ----------------------------------------------------------------------------------------------------------------

bool ClaimHistory::replaces(ClaimAtHand const& at, std::uint32_t number) const {
    rules::ClaimKeys const& keys = at.claim.keys;
    return keys.role != ClaimRole::original && (number == keys.number || number == keys.payer_number);
}

void ClaimHistory::find_like(ClaimAtHand& at) {
    rules::ClaimKeys const& keys = at.claim.keys;
    std::uint32_t seen = 0;
    table_.each(keys.alike, [&](Entry const& entry) {
        ++seen;
        return see_like(at, entry);
    });
    at.key_known = seen > 0;
    if (seen < most_of_key || at.earlier.likeness == rules::Likeness::same) return;
    table_.each(key_with_print({keys.alike, keys.same, 0, 0}, false), [&](Entry const& entry) { return see_like(at, entry); });
}

// False when there is nothing more to find.
bool ClaimHistory::see_like(ClaimAtHand& at, Entry const& entry) {
    if (!positions_.counts(entry.claim)) return true;
    rules::ClaimKeys const& keys = at.claim.keys;
    bool const same = entry.print == keys.same;
    if (!same && replaces(at, number_of(entry.value))) {
        replaced_.push_back(entry.claim);
        return true;
    }
    bool const originals = keys.role == ClaimRole::original && entry.value >> role_shift == static_cast<std::uint32_t>(ClaimRole::original);
    if (!same && (!originals || at.earlier.likeness != rules::Likeness::none)) return true;
    at.anything = true;
    at.earlier.likeness = same ? rules::Likeness::same : rules::Likeness::alike;
    at.earlier.like = positions_.place_of(entry.claim);
    at.earlier.same_number = number_of(entry.value) == keys.number;
    at.rejected |= same && repeats_are_errors_;
    return !same;
}

// `day`: the lines of the claim with one drug on one day.
void ClaimHistory::find_day(ClaimAtHand& at, std::span<DrugDayKey const> day) {
    DrugDayKey const& any = day.front();
    bool const cancels = at.claim.keys.role == ClaimRole::cancellation;
    std::uint64_t earlier = 0, own = 0;
    std::uint32_t claims = 0, first = 0, last = 0, seen = 0;
    table_.each(any.key, [&](Entry const& entry) {
        ++seen;
        if (!positions_.counts(entry.claim)) return true;
        if (replaces(at, number_of_line(entry))) {
            replaced_.push_back(entry.claim);
            return true;
        }
        if (cancels) return true;
        if (entry.value > 0) {
            if (claims == 0 || entry.claim != last) ++claims;
            first = claims == 1 ? entry.claim : std::min(first, entry.claim);
            last = std::max(last, entry.claim);
            earlier += entry.value;
        }
        for (DrugDayKey const& line : day) find_repeated(at, line, entry);
        return true;
    });
    at.day_known |= seen > 0 || day.size() > 1;
    if (cancels) return;
    for (DrugDayKey const& line : day) {
        own += line.units;
        if (seen < most_of_key) continue;
        table_.each(key_with_print({line.key, line.print, 0, 0}, true), [&](Entry const& entry) {
            if (positions_.counts(entry.claim)) find_repeated(at, line, entry);
            return true;
        });
    }
    auto const passes = [&](std::uint64_t limit) { return own <= limit && earlier + own > limit && limit != UINT32_MAX; };
    if (earlier == 0 || !(passes(any.limit) || passes(any.error_limit))) return;
    at.anything = true;
    at.rejected |= passes(any.error_limit);
    at.earlier.units.push_back({day.back().line,
                                any.day,
                                rules::units_of(earlier),
                                rules::units_of(own),
                                claims,
                                {positions_.place_of(first), positions_.place_of(last)}});
}

void ClaimHistory::find_repeated(ClaimAtHand& at, DrugDayKey const& line, Entry const& entry) {
    if (line.explained || (entry.print & DrugDayKey::line_bits) != line.print) return;
    auto& told = at.earlier.lines;
    if (told.size() >= rules::most_findings_of_a_rule) return;
    // A line over several days is told once.
    if (std::any_of(told.begin(), told.end(), [&](rules::RepeatedLine const& each) { return each.line == line.line; })) return;
    told.push_back({line.line, positions_.place_of(entry.claim)});
    at.anything = true;
    at.rejected |= repeated_lines_are_errors_;
}

// ---- adding --------------------------------------------------------------------------------------------------------------------

bool ClaimHistory::add(ClaimAtHand const& at) {
    rules::ClaimKeys const& keys = at.claim.keys;
    Entry const own{keys.alike, keys.same, at.number, value_of(keys)};
    if (!(at.key_known ? add_to_known(own, false) : table_.add(own))) return false;
    if (keys.role == ClaimRole::cancellation) return true;
    std::uint64_t const number = keys.payer_number != 0 ? keys.payer_number : keys.number;
    return std::all_of(at.days.begin(), at.days.end(), [&](DrugDayKey const& line) {
        Entry const day{line.key, line.print | number, at.number, line.units};
        return at.day_known ? add_to_known(day, true) : table_.add(day);
    });
}

// Where there are entries of the key already.
bool ClaimHistory::add_to_known(Entry entry, bool units) {
    Entry* last = nullptr;
    bool placed = false;
    std::uint32_t seen = 0;
    auto const replace_rejected = [&](Entry& each) {
        last = &each;
        ++seen;
        placed = positions_.is_rejected(each.claim);
        if (placed) each = {each.key, entry.print, entry.claim, entry.value};
        return !placed;
    };
    table_.each(entry.key, replace_rejected);
    if (placed || seen < most_of_key) return placed || table_.add(entry);
    // Units go to the last of the key; the rest stands under a key of its own, once.
    if (units) last->value = sum(last->value, entry.value);
    entry.key = key_with_print(entry, units);
    entry.value = units ? 0 : entry.value;
    seen = 0;
    table_.each(entry.key, replace_rejected);
    return placed || seen > 0 || table_.add(entry);
}

} // namespace engine::history
