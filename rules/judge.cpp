#include "rules/judge.hpp"

#include "rules/registry.hpp"

namespace rules {

Judge::Judge(Policy const& policy) : policy_(&policy), facts_(policy) {
    for (Rule const* rule : all_rules()) {
        if (!rule->check) continue;
        auto const severity = policy_->severity(*rule);
        if (!severity) continue;
        if (rule->applies_to != AppliesTo::institutional) professional_.push_back({rule, *severity});
        if (rule->applies_to != AppliesTo::professional) institutional_.push_back({rule, *severity});
    }
}

void Judge::judge(edi::Claim const& claim, Findings& findings) {
    ClaimFacts const facts = facts_.find(claim);
    drug_lines_ = static_cast<std::uint32_t>(facts.drug_lines.size());
    for (ActiveRule const& active : claim.guide == edi::GuideId::professional ? professional_ : institutional_) {
        Report report(findings, *active.rule, active.severity);
        active.rule->check(facts, report);
    }
}

} // namespace rules
