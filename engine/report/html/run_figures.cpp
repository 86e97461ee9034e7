#include "engine/report/html/run_figures.hpp"

#include <algorithm>
#include <utility>

namespace engine::report::html {

// ---- doses ---------------------------------------------------------------------------------------------------------------------

namespace {

constexpr auto least = [] {
    std::array<std::int64_t, DoseGrid::steps> numbers{};
    std::int64_t power = 1;
    for (std::size_t step = 0; step < DoseGrid::steps; ++step) {
        if (step > 0 && step % 3 == 0) power *= 10;
        numbers[step] = power * (step % 3 == 0 ? 1 : step % 3 == 1 ? 2 : 5);
    }
    return numbers;
}();

} // namespace

std::int64_t DoseGrid::least_of(std::size_t step) {
    return least[step];
}

std::size_t DoseGrid::step_of(std::int64_t units) {
    std::size_t step = 0;
    while (step + 1 < steps && least[step + 1] <= units) ++step;
    return step;
}

void DoseGrid::add(NotedDose const& dose) {
    Cell& cell = cells_[step_of(dose.expected)][step_of(dose.billed)];
    ++(dose.agrees ? cell.agree : dose.billed > dose.expected ? cell.over : cell.under);
}

// ---- the run -------------------------------------------------------------------------------------------------------------------

namespace {

// The scope that a finding rejects.
Around rejected_by(NotedFinding const& finding) {
    switch (finding.rejects) {
        case read::ScopeLevel::set: return Around::set;
        case read::ScopeLevel::group: return Around::group;
        case read::ScopeLevel::interchange: return Around::interchange;
        case read::ScopeLevel::input: return Around::input;
        case read::ScopeLevel::claim: break;
    }
    return Around::run;
}

} // namespace

RunFigures::RunFigures(rules::Policy const& policy, KeptClaims::Room room) : rule_claims_(policy.rules().size()), kept_(room) {
    for (rules::Rule const* rule : policy.rules()) {
        index_.emplace(rule, rules_.size());
        rules_.push_back({.rule = rule});
    }
    last_claim_.resize(rules_.size());
}

void RunFigures::add(Around around, Notes const& notes, std::size_t item) {
    NotedItem const& begin = notes.items[item];
    NotedItem const* const next = item + 1 < notes.items.size() ? &notes.items[item + 1] : nullptr;
    for (std::size_t kind = 0; kind < party_kinds; ++kind) {
        std::size_t const end = next ? next->parties[kind] : notes.parties[kind].size();
        for (std::size_t i = begin.parties[kind]; i < end; ++i) parties_[kind].add(notes.parties[kind][i], around);
    }
    for (std::size_t i = begin.doses; i < (next ? next->doses : notes.doses.size()); ++i) add_dose(notes.doses[i]);
    for (std::size_t i = begin.claims; i < (next ? next->claims : notes.claims.size()); ++i) add_claim(around, notes.claims[i], notes);
    for (std::size_t i = begin.below; i < (next ? next->below : notes.below.size()); ++i) {
        NotedBelow const& below = notes.below[i];
        rule_claims_.count(around, index_.at(below.rule), {below.claims, below.charges});
    }
    RuleClaims::Sum all{begin.all.claims(), begin.all.charges_accepted};
    Tally::add(all.charges, begin.all.charges_rejected);
    rule_claims_.pass(around, all);
    reasons_of_input_ += begin.reasons;
    huge_charges_ |= begin.huge_charges;
}

void RunFigures::add_claim(Around around, NotedClaim const& claim, Notes const& notes) {
    ++claims_;
    std::uint64_t rank = UINT64_MAX;
    for (std::uint32_t i = claim.findings_begin; i < claim.findings_end; ++i) {
        NotedFinding const& finding = notes.findings[i];
        if (finding.waiver) continue; // shown, and counted apart
        std::size_t const index = index_.at(finding.rule);
        RuleFigures& rule = rules_[index];
        auto const severity = static_cast<std::size_t>(finding.severity);
        if (last_claim_[index] != claims_) rank = std::min(rank, rule.found());
        ++rule.findings[severity];
        ++(claim.claim_no == 0 ? outside_ : finding.day ? days_[*finding.day] : undated_)[severity];
        if (last_claim_[index] != claims_ && claim.claim_no > 0) rule_claims_.count(around, index, {1, claim.charge});
        if (Around const rejected = rejected_by(finding); rejected != Around::run) rule_claims_.reject(rejected, index);
        last_claim_[index] = claims_;
    }
    kept_.add(claim, rank, notes);
}

DrugFigures& RunFigures::drug(NotedDose const& dose) {
    if (last_drug_ && last_code_.data() == dose.drug.data()) return *last_drug_;
    auto found = drugs_.find(dose.drug);
    if (found == drugs_.end()) found = drugs_.emplace(dose.drug, DrugFigures{.substance = std::string(dose.substance)}).first;
    last_code_ = dose.drug;
    last_drug_ = &found->second;
    return *last_drug_;
}

void RunFigures::add_dose(NotedDose const& dose) {
    DrugFigures& drug = this->drug(dose);
    ++drug.doses;
    ++(dose.agrees ? drug.agree : dose.billed > dose.expected ? drug.over : drug.under);
    Tally::add(drug.billed, dose.billed);
    Tally::add(drug.expected, dose.expected);
    Tally::add(dose.at_stake >= 0 ? drug.cents_over : drug.cents_under, dose.at_stake >= 0 ? dose.at_stake : -dose.at_stake);
    doses_.add(dose);
}

void RunFigures::close(Around inner, Around outer, bool rejected) {
    for (PartyFigures& parties : parties_) parties.close(inner, outer, rejected);
    kept_.close(inner, rejected);
    if (inner == Around::input) {
        if (rejected) {
            reasons_of_input_ = {};
            reasons_of_input_.damaged.rejected = rule_claims_.all(inner).claims;
            reasons_of_input_.damaged.charges_rejected = rule_claims_.all(inner).charges;
        }
        reasons_ += std::exchange(reasons_of_input_, {});
    }
    rule_claims_.close(inner, outer, rejected);
}

std::vector<RuleFigures> RunFigures::rules() const {
    std::vector<RuleFigures> found;
    for (std::size_t i = 0; i < rules_.size(); ++i) {
        if (rules_[i].found() == 0) continue;
        RuleFigures& rule = found.emplace_back(rules_[i]);
        rule.claims = rule_claims_.of_run(i).claims;
        rule.charges = rule_claims_.of_run(i).charges;
    }
    return found;
}

bool RunFigures::ties(Tally const& totals) const {
    BySeverity found{};
    for (RuleFigures const& rule : rules_)
        for (std::size_t i = 0; i < found.size(); ++i) found[i] += rule.findings[i];
    BySeverity by_day = undated_;
    for (std::size_t i = 0; i < found.size(); ++i) by_day[i] += outside_[i];
    for (auto const& [day, findings] : days_)
        for (std::size_t i = 0; i < found.size(); ++i) by_day[i] += findings[i];
    BySeverity const told{totals.errors, totals.warnings, totals.advice};
    Verdicts const wanted{totals.accepted, totals.rejected, totals.charges_accepted, totals.charges_rejected};
    auto const adds_up = [&](PartyFigures const& parties) {
        Verdicts const sum = parties.total();
        return huge_charges_ ? sum.accepted == wanted.accepted && sum.rejected == wanted.rejected : sum == wanted;
    };
    return found == told && by_day == told && std::all_of(parties_.begin(), parties_.end(), adds_up);
}

} // namespace engine::report::html
