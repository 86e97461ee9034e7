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
    /// The rules of one guide. There are too many sets of traits for a list each, and few of them occur: lists are made when they do.
    struct GuideRules {
        std::vector<ActiveRule> all;
        std::vector<std::vector<ActiveRule>> lists;          ///< the rules to run on claims with the same traits
        std::array<std::uint16_t, trait::all + 1> list_of{}; ///< by traits: 1 = the first of `lists`, 0 = not yet made

        std::vector<ActiveRule> const& rules_for(Traits traits);
    };

    GuideRules professional_, institutional_;
    FactFinder facts_;
    std::uint32_t drug_lines_ = 0;
};

} // namespace rules
