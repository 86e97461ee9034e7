// Runs every rule over one claim.
#pragma once

#include <cstdint>
#include <optional>
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

    /// Appends the findings of all rules that apply to the claim and are not switched off; order: rule id, then order of report; behind them
    /// those of the rules over claims, where `earlier` has something for them.
    void judge(edi::Claim const& claim, Findings& findings, EarlierClaims const* earlier = nullptr);

    /// Of the last claim; valid until the next call.
    ClaimFacts const& facts() const { return *found_; }

    /// Lines of the last claim whose procedure is a drug of the policy.
    std::uint32_t drug_lines() const { return static_cast<std::uint32_t>(found_->drug_lines.size()); }

private:
    struct ActiveRule {
        Rule const* rule;
        Severity severity;
    };
    /// The rules of one guide. There are too many sets of traits for a list each, and few of them occur: lists are made when they do.
    struct GuideRules {
        struct ListSlot {
            Traits traits = 0;
            std::uint32_t list = 0; ///< 1 = the first of `lists`, 0 = free
        };

        std::vector<ActiveRule> all;
        std::vector<std::vector<ActiveRule>> lists;                ///< the rules to run on claims with the same traits
        std::vector<ListSlot> slots = std::vector<ListSlot>(1024); ///< by hash of the traits; a power of two, never more than half full

        std::vector<ActiveRule> const& rules_for(Traits traits);

    private:
        ListSlot& slot_of(Traits traits);
        void make_list(Traits traits);
    };

    void run(std::vector<ActiveRule> const& rules, PayerProfile const* payer, Findings& findings);

    GuideRules professional_, institutional_;
    std::vector<ActiveRule> over_claims_;
    FactFinder facts_;
    std::optional<ClaimFacts> found_;
};

} // namespace rules
