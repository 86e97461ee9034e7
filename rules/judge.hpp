// Runs every rule over one claim.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "edi/claim/claim.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/policy.hpp"

namespace rules {

/// Reusable, one per thread. Keeps a reference to the policy.
class Judge {
public:
    explicit Judge(Policy const& policy);

    /// Appends the findings of all rules that apply to the claim and are not switched off; order: rule id, then order of report.
    void judge(edi::Claim const& claim, Findings& findings);

    /// Lines of the last claim whose procedure is a drug of the policy.
    std::uint32_t drug_lines() const { return drug_lines_; }

private:
    struct ActiveRule {
        Rule const* rule;
        Severity severity;
    };
    using RulesByTraits = std::array<std::vector<ActiveRule>, trait::all + 1>; ///< the rules to run on a claim with these traits
    static void add(RulesByTraits& lists, Rule const& rule, Severity severity);

    RulesByTraits professional_, institutional_;
    FactFinder facts_;
    std::uint32_t drug_lines_ = 0;
};

} // namespace rules
