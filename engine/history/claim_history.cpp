#include "engine/history/claim_history.hpp"

#include <algorithm>
#include <utility>

#include "rules/fingerprint.hpp"
#include "rules/registry.hpp"

namespace rules {

extern Rule const claim_repeated, claim_alike, drug_line_repeated, service_line_repeated, batch_repeated,
    units_over_day_limit_with_earlier_claims;

} // namespace rules

namespace engine::history {
namespace {

using rules::ClaimRole;
using rules::DrugDayKey;

// So many entries of one key are looked at, each claim. What is more (somebody's test file) is found by its print alone.
constexpr std::uint32_t most_of_key = 16;

// Entry::value of a claim: what of it is compared apart.
constexpr unsigned role_shift = 24;
constexpr std::uint32_t later_week = 3U << role_shift; ///< in place of a role: the entry is for another week of its claim than the first
std::uint32_t value_of(rules::ClaimKeys const& keys) {
    return keys.number | static_cast<std::uint32_t>(keys.role) << role_shift;
}
ClaimRole role_of(std::uint32_t value) {
    return static_cast<ClaimRole>(value >> role_shift);
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
      repeated_lines_are_errors_(policy.severity(rules::drug_line_repeated) == rules::Severity::error),
      services_are_compared_(policy.severity(rules::service_line_repeated).has_value()),
      repeated_services_are_errors_(policy.severity(rules::service_line_repeated) == rules::Severity::error),
      batches_are_compared_(policy.severity(rules::batch_repeated).has_value()),
      repeated_batches_are_errors_(policy.severity(rules::batch_repeated) == rules::Severity::error) {}

bool ClaimHistory::is_wanted(rules::Policy const& policy) {
    rules::Rule const* const over_claims[] = {&rules::claim_repeated,     &rules::claim_alike,
                                              &rules::drug_line_repeated, &rules::service_line_repeated,
                                              &rules::batch_repeated,     &rules::units_over_day_limit_with_earlier_claims};
    return std::any_of(std::begin(over_claims), std::end(over_claims),
                       [&](rules::Rule const* rule) { return policy.severity(*rule).has_value(); });
}

void ClaimHistory::pass(read::Block const& block, check::CheckedBlock const& checked, BlockHistory& history) {
    using read::ItemKind;
    history.clear();
    if (!ended_) touch(checked.claims);
    for (std::size_t i = 0; i < block.items.size(); ++i) {
        read::Item const& item = block.items[i];
        check::CheckedItem const& result = checked.items[i];
        if (item.kind == ItemKind::input_open) positions_.open_input(item.scope.input);
        if (item.kind == ItemKind::input_open) open(input_);
        if (item.kind == ItemKind::interchange_open) positions_.open_interchange(item.scope.interchange->control_number);
        if (item.kind == ItemKind::interchange_open) open(interchange_);
        if (item.kind == ItemKind::group_open) open(group_);
        if (item.kind == ItemKind::set_open) open(set_);
        if (item.kind == ItemKind::set_open) positions_.open_set(item.scope.set->control_number);
        if (item.kind == ItemKind::set_open) batch_ = {};
        if (item.kind == ItemKind::piece) pass_claims(item, result, checked.claims, history);
        if (item.kind == ItemKind::counted) batch_.whole = false;
        interchange_.rejected |= result.rejects_interchange;
        group_.rejected |= result.rejects_group;
        set_.rejected |= result.rejects_set;
        if (item.kind == ItemKind::set_close) end_set(static_cast<std::uint32_t>(i), history);
        if (item.kind == ItemKind::set_close) close(set_);
        if (item.kind == ItemKind::group_close) close(group_);
        if (item.kind == ItemKind::interchange_close) close(interchange_);
        input_.rejected |= item.damaged;
        if (item.kind == ItemKind::input_close) close(input_);
    }
    compared_.bytes = table_.bytes() + positions_.bytes();
}

void ClaimHistory::pass_claims(read::Item const& item, check::CheckedItem const& result, KeyedClaims const& claims, BlockHistory& history) {
    rules::KeyLists const& lists = claims.lists;
    if (!batch_.begun) batch_.print.add(result.header_print); // each piece has it
    batch_.begun = true;
    for (std::uint32_t i = result.claims_begin; i < result.claims_end; ++i) {
        if (ended_) {
            compared_.not_compared += result.claims_end - i;
            batch_.whole = false;
            return;
        }
        std::uint64_t const claim_no = item.piece.claims_before + (i - result.claims_begin) + 1;
        KeyedClaim const& claim = claims.list[i];
        ClaimAtHand at{claim,
                       std::span(lists.drug_days).subspan(claim.days_begin, claim.days_end - claim.days_begin),
                       std::span(lists.services).subspan(claim.services_begin, claim.services_end - claim.services_begin),
                       std::span(lists.later_weeks).subspan(claim.later_begin, claim.later_end - claim.later_begin),
                       positions_.pass(claim_no),
                       claim.rejected,
                       {},
                       false};
        compare(at);
        batch_.print.add(claim.keys.key);
        batch_.print.add(claim.keys.print);
        batch_.print.add(std::uint64_t{claim.keys.number} << 1 | claim.rejected);
        ++batch_.claims;
        batch_.accepted += !at.rejected;
        if (ended_) end(at, item, claim_no);
        ++compared_.claims;
        compared_.drug_lines +=
            static_cast<std::uint64_t>(std::count_if(at.days.begin(), at.days.end(), [](DrugDayKey const& day) { return day.drug; }));
        if (at.anything) history.told.push_back({i, std::move(at.earlier)});
    }
}

// Brings what the claims of a block will look up into the cache.
void ClaimHistory::touch(KeyedClaims const& claims) {
    std::uint64_t touched = 0;
    for (KeyedClaim const& claim : claims.list) touched ^= table_.touch(claim.keys.key);
    for (DrugDayKey const& day : claims.lists.drug_days) touched ^= table_.touch(day.key);
    for (std::uint64_t const key : claims.lists.later_weeks) touched ^= table_.touch(key);
    touched_ ^= touched;
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
    if (at.earlier.likeness == rules::Likeness::same) {
        at.earlier.services.clear();
        return;
    }
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

rules::EarlierClaim ClaimHistory::named(std::uint32_t claim) const {
    rules::EarlierClaim named = positions_.place_of(claim);
    ClaimPlace const place = places_.find(claim);
    named.number = place.number;
    named.offset = place.offset;
    return named;
}

void ClaimHistory::find_like(ClaimAtHand& at) {
    rules::ClaimKeys const& keys = at.claim.keys;
    std::uint32_t seen = 0;
    table_.each(keys.key, [&](Entry const& entry) {
        ++seen;
        return see(at, entry);
    });
    at.key_known = seen > 0;
    if (seen >= most_of_key && at.earlier.likeness != rules::Likeness::same)
        table_.each(key_with_print({keys.key, keys.print, 0, 0}, false), [&](Entry const& entry) { return see(at, entry); });
    for (std::uint64_t const key : at.later_weeks)
        table_.each(key, [&](Entry const& entry) {
            at.later_known = true;
            return see(at, entry);
        });
}

// An entry of the same patient and week. False when there is nothing more to find.
bool ClaimHistory::see(ClaimAtHand& at, Entry const& entry) {
    if (!positions_.counts(entry.claim)) return true;
    rules::ClaimKeys const& keys = at.claim.keys;
    bool const of_first_week = (entry.value & later_week) != later_week;
    bool const same = of_first_week && entry.print == keys.print;
    if (!same && replaces(at, number_of(entry.value))) {
        replaced_.push_back(entry.claim);
        return true;
    }
    if (of_first_week && rules::are_alike(entry.print, keys.print) && !see_like(at, entry)) return false;
    if (keys.role != ClaimRole::cancellation) find_services(at, entry.claim);
    return true;
}

bool ClaimHistory::see_like(ClaimAtHand& at, Entry const& entry) {
    rules::ClaimKeys const& keys = at.claim.keys;
    bool const same = entry.print == keys.print;
    bool const originals = keys.role == ClaimRole::original && role_of(entry.value) == ClaimRole::original;
    if (!same && (!originals || at.earlier.likeness != rules::Likeness::none)) return true;
    at.anything = true;
    at.earlier.likeness = same ? rules::Likeness::same : rules::Likeness::alike;
    at.earlier.like = named(entry.claim);
    at.earlier.same_number = number_of(entry.value) == keys.number;
    at.earlier.differences = same ? 0 : rules::differences(keys.parts, places_.find(entry.claim).parts);
    at.rejected |= same && repeats_are_errors_;
    return !same;
}

// The services that an earlier claim of the same patient has as well.
void ClaimHistory::find_services(ClaimAtHand& at, std::uint32_t earlier) {
    if (at.services.empty() || !services_are_compared_) return;
    earlier_prints_.clear();
    services_.append(earlier, earlier_prints_);
    if (earlier_prints_.empty()) return;
    std::sort(earlier_prints_.begin(), earlier_prints_.end());
    auto& told = at.earlier.services;
    for (rules::ServiceKey const& service : at.services) {
        if (!std::binary_search(earlier_prints_.begin(), earlier_prints_.end(), service.print)) continue;
        if (told.size() >= rules::most_findings_of_a_rule) return;
        auto const is_same = [&](rules::RepeatedLine const& each) { return each.line == service.line; };
        if (std::any_of(told.begin(), told.end(), is_same)) continue;
        told.push_back({service.line, named(earlier)});
        at.anything = true;
        at.rejected |= repeated_services_are_errors_;
    }
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
    at.earlier.units.push_back(
        {day.back().line, any.day, rules::units_of(earlier), rules::units_of(own), claims, {named(first), named(last)}});
}

void ClaimHistory::find_repeated(ClaimAtHand& at, DrugDayKey const& line, Entry const& entry) {
    if (line.explained || (entry.print & DrugDayKey::line_bits) != line.print) return;
    auto& told = at.earlier.lines;
    if (told.size() >= rules::most_findings_of_a_rule) return;
    // A line over several days is told once.
    if (std::any_of(told.begin(), told.end(), [&](rules::RepeatedLine const& each) { return each.line == line.line; })) return;
    told.push_back({line.line, named(entry.claim)});
    at.anything = true;
    at.rejected |= repeated_lines_are_errors_;
}

// ---- adding --------------------------------------------------------------------------------------------------------------------

bool ClaimHistory::add(ClaimAtHand const& at) {
    rules::ClaimKeys const& keys = at.claim.keys;
    if (!add_claim(at)) return false;
    if (keys.role == ClaimRole::cancellation) return true;
    std::uint64_t const number = keys.payer_number != 0 ? keys.payer_number : keys.number;
    return std::all_of(at.days.begin(), at.days.end(), [&](DrugDayKey const& line) {
        Entry const day{line.key, line.print | number, at.number, line.units};
        return at.day_known ? add_to_known(day, true) : table_.add(day);
    });
}

// The claim and its services: one entry, and one for each week behind the first.
bool ClaimHistory::add_claim(ClaimAtHand const& at) {
    rules::ClaimKeys const& keys = at.claim.keys;
    Entry const own{keys.key, keys.print, at.number, value_of(keys)};
    if (!(at.key_known ? add_to_known(own, false) : table_.add(own))) return false;
    if (!table_.take(places_.bytes_for_next())) return false;
    places_.add(at.number, {at.claim.number, at.claim.offset, keys.parts});
    if (!services_are_compared_) return true;
    bool const any = keys.role != ClaimRole::cancellation;
    auto const services = any ? at.services : std::span<rules::ServiceKey const>();
    if (services_.size() + services.size() > UINT32_MAX || !table_.take(services_.bytes_for(at.number, services.size()))) return false;
    services_.add(at.number, services);
    return std::all_of(at.later_weeks.begin(), at.later_weeks.end(), [&](std::uint64_t key) {
        Entry const day{key, 0, at.number, keys.number | later_week};
        return at.later_known ? add_to_known(day, false) : table_.add(day);
    });
}

// A set whose header and claims, in their order and with their verdicts, are those of an earlier one with an accepted claim was sent twice.
void ClaimHistory::end_set(std::uint32_t item, BlockHistory& history) {
    if (!batches_are_compared_ || set_.rejected || !batch_.whole || batch_.claims == 0) return;
    std::uint64_t const key = batch_.print.value();
    batch_.print.add(batch_.claims);
    std::uint64_t const print = batch_.print.value();
    bool found = false;
    table_.each(key, [&](Entry const& entry) {
        found = entry.print == print && !positions_.is_rejected(entry.claim);
        if (found) history.sets.push_back({item, positions_.place_of(entry.claim)});
        return !found;
    });
    if (found) set_.rejected |= repeated_batches_are_errors_;
    if (!found && batch_.accepted > 0)
        table_.add({key, print, set_.first_claim, batch_.claims}); // where it is full, the next claim says so
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
