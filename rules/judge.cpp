#include "rules/judge.hpp"

#include "rules/registry.hpp"

namespace rules {

Judge::Judge(Policy const& policy) : facts_(policy) {
    for (Rule const* rule : all_rules()) {
        if (!rule->check) continue;
        auto const severity = policy.severity(*rule);
        if (!severity) continue;
        if (rule->applies_to != AppliesTo::institutional) add(professional_, *rule, *severity);
        if (rule->applies_to != AppliesTo::professional) add(institutional_, *rule, *severity);
    }
}

void Judge::add(RulesByTraits& lists, Rule const& rule, Severity severity) {
    for (Traits traits = 0; traits < lists.size(); ++traits)
        if ((rule.needs & ~traits) == 0) lists[traits].push_back({&rule, severity});
}

void Judge::judge(edi::Claim const& claim, Findings& findings) {
    ClaimFacts const facts = facts_.find(claim);
    drug_lines_ = static_cast<std::uint32_t>(facts.drug_lines.size());
    RulesByTraits const& lists = claim.guide == edi::GuideId::professional ? professional_ : institutional_;
    for (ActiveRule const& active : lists[facts.traits]) {
        Report report(findings, *active.rule, active.severity);
        active.rule->check(facts, report);
    }
}

} // namespace rules
