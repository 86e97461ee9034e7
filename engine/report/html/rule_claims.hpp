// The claims on which the findings of each rule bear, added up in the order of the run: those with such a finding, and those that go back with
// the level, set, group, interchange or damaged input that it is about. A claim counts once for a rule.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/report/html/party_figures.hpp"

namespace engine::report::html {

class RuleClaims {
public:
    struct Sum {
        std::uint64_t claims = 0;
        std::int64_t charges = 0; ///< cents
    };

    /// Rules are known by their numbers, 0 to `rules` - 1.
    explicit RuleClaims(std::size_t rules);

    /// All claims of an item that stands in `around`.
    void pass(Around around, Sum const& claims) { add(scope(around).all, claims); }
    /// Those of them on which a rule bears.
    void count(Around around, std::size_t rule, Sum const& claims);
    /// An error of the rule rejects the open `around` as a whole.
    void reject(Around around, std::size_t rule) { scope(around).rejecting.push_back(rule); }
    /// `inner` ends and is part of `outer`.
    void close(Around inner, Around outer, bool rejected);

    /// All claims of the open `around` so far.
    Sum const& all(Around around) const { return scopes_[static_cast<std::size_t>(around)].all; }
    /// Of the run, when all is closed.
    Sum const& of_run(std::size_t rule) const { return scopes_.back().by_rule[rule]; }

private:
    struct Scope {
        Sum all;
        std::vector<Sum> by_rule;
        std::vector<std::size_t> counted, rejecting; ///< numbers of rules
    };
    Scope& scope(Around around) { return scopes_[static_cast<std::size_t>(around)]; }
    static void add(Sum& sum, Sum const& more);

    std::array<Scope, static_cast<std::size_t>(Around::run) + 1> scopes_;
};

} // namespace engine::report::html
