// Everything that report.html says of a run beside its summary, added up in the order of the run: parties, rules, drugs, days, and the claims that
// are shown. Memory is bounded; what does not fit is counted together with its like and said.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/read/block.hpp"
#include "engine/report/html/kept_claims.hpp"
#include "engine/report/html/notes.hpp"
#include "engine/report/html/party_figures.hpp"
#include "engine/report/html/rule_claims.hpp"
#include "engine/tally.hpp"
#include "rules/policy.hpp"

namespace engine::report::html {

/// Findings by severity: error, warning, advice.
using BySeverity = std::array<std::uint64_t, 3>;

struct RuleFigures {
    rules::Rule const* rule = nullptr;
    BySeverity findings{};
    std::uint64_t claims = 0; ///< on which they bear (RuleClaims)
    std::int64_t charges = 0; ///< cents: of these claims
    std::uint64_t found() const { return findings[0] + findings[1] + findings[2]; }
};

/// Doses are sums of one NDC and day on a claim.
struct DrugFigures {
    std::string substance;
    std::uint64_t doses = 0, agree = 0, over = 0, under = 0;
    std::int64_t billed = 0, expected = 0;
    std::int64_t cents_over = 0, cents_under = 0; ///< of the charges: for what was billed too much, or is lacking
};

/// Doses by the size of both numbers, in steps 1, 2, 5, 10, 20, ...: step 3k stands for 10^k up to just below 2*10^k.
class DoseGrid {
public:
    static constexpr std::size_t steps = 27;
    struct Cell {
        std::uint64_t agree = 0, over = 0, under = 0;
        std::uint64_t doses() const { return agree + over + under; }
    };
    /// Of a number of 1 or more; the last for all that are larger.
    static std::size_t step_of(std::int64_t units);
    /// The least number of a step.
    static std::int64_t least_of(std::size_t step);

    void add(NotedDose const& dose);
    Cell const& at(std::size_t expected, std::size_t billed) const { return cells_[expected][billed]; }

private:
    std::array<std::array<Cell, steps>, steps> cells_{};
};

class RunFigures {
public:
    explicit RunFigures(rules::Policy const& policy, KeptClaims::Room room = {});

    /// What was noted of one item, which stands in `around`.
    void add(Around around, Notes const& notes, std::size_t item);
    /// `inner` ends and is part of `outer`; its accepted claims go back when it is rejected.
    void close(Around inner, Around outer, bool rejected);

    PartyFigures const& parties(PartyKind kind) const { return parties_[static_cast<std::size_t>(kind)]; }
    /// Rules with findings, ascending by id.
    std::vector<RuleFigures> rules() const;
    std::map<std::string, DrugFigures, std::less<>> const& drugs() const { return drugs_; }
    DoseGrid const& doses() const { return doses_; }
    /// Findings by first day of service.
    std::map<edi::Day, BySeverity> const& days() const { return days_; }
    /// Findings in claims without a readable day, and outside of claims.
    BySeverity const& undated() const { return undated_; }
    BySeverity const& outside_claims() const { return outside_; }
    Reasons const& reasons() const { return reasons_; }
    KeptClaims const& kept() const { return kept_; }

    /// Whether everything adds up to what the summary says. Sums of charges that nobody bills, which may stop at the largest number on the way,
    /// are not asked.
    bool ties(Tally const& totals) const;

private:
    void add_claim(Around around, NotedClaim const& claim, Notes const& notes);
    void add_dose(NotedDose const& dose);
    DrugFigures& drug(NotedDose const& dose);

    std::vector<RuleFigures> rules_;                            ///< as Policy::rules()
    std::unordered_map<rules::Rule const*, std::size_t> index_; ///< in rules_
    std::vector<std::uint64_t> last_claim_;                     ///< by rule: the running number of the claim that it was counted with
    std::uint64_t claims_ = 0;
    RuleClaims rule_claims_;
    std::array<PartyFigures, party_kinds> parties_;
    std::map<std::string, DrugFigures, std::less<>> drugs_;
    std::string_view last_code_; ///< of last_drug_, as the policy has it
    DrugFigures* last_drug_ = nullptr;
    DoseGrid doses_;
    std::map<edi::Day, BySeverity> days_;
    BySeverity undated_{}, outside_{};
    Reasons reasons_, reasons_of_input_;
    bool huge_charges_ = false;
    KeptClaims kept_;
};

} // namespace engine::report::html
