// Which payers of a claim the COB equations can be applied to, and when they hold.
#pragma once

#include <algorithm>

#include "rules/facts.hpp"

namespace rules {

/// Whether every 2430 loop of the claim can be given to its payer, so that a sum over them is complete. Without 2430 loops nothing
/// has to be told apart.
inline bool is_told_apart(ClaimFacts const& facts, PayerFacts const& payer) {
    return facts.line_payers.empty() || (payer.id_unique && !facts.strange_line_payer);
}

/// Whether so many cents are as good as none, for this policy.
inline bool is_balanced(ClaimFacts const& facts, std::int64_t difference) {
    return -facts.policy.cob_tolerance() <= difference && difference <= facts.policy.cob_tolerance();
}

/// What a payer did with the claim's charge (CLM02).
struct Account {
    std::int64_t paid, adjusted, difference; ///< cents; difference: what of the charge is neither paid nor adjusted
};

/// Charge, paid amount (AMT*D) and adjustments of both levels; nothing when the payer has not decided, its decisions cannot be told from those
/// of others, or an amount is missing or unreadable.
inline std::optional<Account> account_of(ClaimFacts const& facts, std::size_t i) {
    PayerFacts const& payer = facts.payers[i];
    edi::OtherPayer const& other = facts.claim.other_payers[i];
    bool const paid_is_known = other.paid.ok() || (!other.paid.field.present() && payer.adjudications == 0);
    if (!payer.decided || !paid_is_known || !facts.claim.charge.ok() || !is_told_apart(facts, payer)) return std::nullopt;
    Cents adjusted = payer.claim_adjusted;
    adjusted.add(payer.line_adjusted);
    Cents accounted = adjusted;
    accounted.add(other.paid.cents);
    std::int64_t difference = 0;
    if (!accounted.reliable || __builtin_sub_overflow(facts.claim.charge.cents, accounted.total, &difference)) return std::nullopt;
    return Account{other.paid.cents, adjusted.total, difference};
}

/// The 2430 loops of a payer of the claim, where they can be told from those of others.
inline std::span<BalancePart const> parts_of(ClaimFacts const& facts, std::size_t payer) {
    auto const before = [](BalancePart const& part, std::size_t p) { return part.payer < p; };
    auto const first = std::lower_bound(facts.balance_parts.begin(), facts.balance_parts.end(), payer, before);
    return {first, std::lower_bound(first, facts.balance_parts.end(), payer + 1, before)};
}

/// The lines, or bundles of them, of a payer of the claim.
inline std::span<LineBalance const> balances_of(ClaimFacts const& facts, std::size_t payer) {
    auto const before = [](LineBalance const& balance, std::size_t p) { return balance.payer < p; };
    auto const first = std::lower_bound(facts.balances.begin(), facts.balances.end(), payer, before);
    return {first, std::lower_bound(first, facts.balances.end(), payer + 1, before)};
}

} // namespace rules
