#include "rules/judge.hpp"

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

std::vector<Judge::ActiveRule> const& Judge::GuideRules::rules_for(Traits traits) {
    std::uint16_t& list = list_of[traits];
    if (list == 0) {
        std::vector<ActiveRule>& rules = lists.emplace_back();
        for (ActiveRule const& active : all)
            if ((active.rule->needs & ~traits) == 0) rules.push_back(active);
        list = static_cast<std::uint16_t>(lists.size());
    }
    return lists[list - 1U];
}

void Judge::judge(edi::Claim const& claim, Findings& findings, EarlierClaims const* earlier) {
    found_.emplace(facts_.find(claim));
    found_->earlier = earlier;
    ClaimFacts const& facts = *found_;
    GuideRules& rules = claim.guide == edi::GuideId::professional ? professional_ : institutional_;
    for (ActiveRule const& active : rules.rules_for(facts.traits)) {
        Report report(findings, *active.rule, active.severity);
        active.rule->check(facts, report);
    }
    if (!earlier) return;
    for (ActiveRule const& active : over_claims_) {
        Report report(findings, *active.rule, active.severity);
        active.rule->check(facts, report);
    }
}

} // namespace rules
