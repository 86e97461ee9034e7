#include "engine/report/html/rule_claims.hpp"

#include "engine/tally.hpp"

namespace engine::report::html {

RuleClaims::RuleClaims(std::size_t rules) {
    for (Scope& each : scopes_) each.by_rule.resize(rules);
}

void RuleClaims::add(Sum& sum, Sum const& more) {
    sum.claims += more.claims;
    Tally::add(sum.charges, more.charges);
}

void RuleClaims::count(Around around, std::size_t rule, Sum const& claims) {
    Scope& at = scope(around);
    if (at.by_rule[rule].claims == 0) at.counted.push_back(rule);
    add(at.by_rule[rule], claims);
}

void RuleClaims::close(Around inner, Around outer, bool rejected) {
    Scope& closed = scope(inner);
    if (rejected)
        for (std::size_t const rule : closed.rejecting) {
            if (closed.by_rule[rule].claims == 0) closed.counted.push_back(rule);
            closed.by_rule[rule] = closed.all; // whatever of it was counted before
        }
    for (std::size_t const rule : closed.counted) {
        if (closed.by_rule[rule].claims > 0) count(outer, rule, closed.by_rule[rule]);
        closed.by_rule[rule] = {};
    }
    pass(outer, closed.all);
    closed.all = {};
    closed.counted.clear();
    closed.rejecting.clear();
}

} // namespace engine::report::html
