#include "rules/judge.hpp"

#include <utility>

namespace rules {

Judge::Judge(Policy const& policy) : facts_(policy) {
    for (Rule const* rule : policy.rules()) {
        if (!rule->check) continue;
        auto const severity = policy.severity(*rule);
        if (!severity) continue;
        if (rule->over_claims) {
            over_claims_.push_back({rule, *severity});
            continue;
        }
        if (rule->applies_to != AppliesTo::institutional) professional_.all.push_back({rule, *severity});
        if (rule->applies_to != AppliesTo::professional) institutional_.all.push_back({rule, *severity});
    }
}

Judge::GuideRules::ListSlot& Judge::GuideRules::slot_of(Traits traits) {
    std::size_t at = (traits * 0x9E3779B1U >> 16) & (slots.size() - 1);
    while (slots[at].list != 0 && slots[at].traits != traits) at = (at + 1) & (slots.size() - 1);
    return slots[at];
}

void Judge::GuideRules::make_list(Traits traits) {
    std::vector<ActiveRule>& rules = lists.emplace_back();
    for (ActiveRule const& active : all)
        if ((active.rule->needs & ~traits) == 0) rules.push_back(active);
    slot_of(traits) = {traits, static_cast<std::uint32_t>(lists.size())};
    if (lists.size() * 2 < slots.size()) return;
    std::vector<ListSlot> const before = std::exchange(slots, std::vector<ListSlot>(slots.size() * 2));
    for (ListSlot const& slot : before)
        if (slot.list != 0) slot_of(slot.traits) = slot;
}

std::vector<Judge::ActiveRule> const& Judge::GuideRules::rules_for(Traits traits) {
    if (slot_of(traits).list == 0) make_list(traits);
    return lists[slot_of(traits).list - 1];
}

/// `payer`: the profile of a payer with severities of its own, or null. A rule that is off for all stays off.
void Judge::run(std::vector<ActiveRule> const& rules, PayerProfile const* payer, Findings& findings) {
    for (ActiveRule const& active : rules) {
        std::optional<Severity> severity = active.severity;
        if (payer) severity = payer->severity_of(*active.rule, active.severity);
        if (!severity) continue;
        Report report(findings, *active.rule, *severity);
        active.rule->check(*found_, report);
    }
}

void Judge::judge(edi::Claim const& claim, Findings& findings, EarlierClaims const* earlier) {
    found_.emplace(facts_.find(claim));
    found_->earlier = earlier;
    Payers const& payers = found_->policy.sections().payers;
    PayerProfile const* payer = payers.any_severities() ? payers.of(claim, std::nullopt) : nullptr;
    if (payer && payer->severities.empty()) payer = nullptr;
    GuideRules& rules = claim.guide == edi::GuideId::professional ? professional_ : institutional_;
    run(rules.rules_for(found_->traits), payer, findings);
    if (earlier) run(over_claims_, payer, findings);
}

} // namespace rules
