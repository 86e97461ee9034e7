#include <algorithm>

#include "rules/data_in_force.hpp"
#include "rules/documents/spoken.hpp"
#include "rules/payers/demands.hpp"

namespace rules {

namespace {

/// A modifier of another route tells one too; that it is the wrong one is told by M104.
bool has_route_modifier(edi::ServiceLine const& line, Routes const& routes) {
    return std::any_of(std::begin(line.modifiers), std::end(line.modifiers),
                       [&](edi::Field const& modifier) { return modifier.present() && routes.is_route_modifier(modifier.text); });
}

bool is_told(edi::Claim const& claim, edi::ServiceLine const& line, Route const& route) {
    return is_said(claim, line, [&](std::string_view text) {
        return std::any_of(route.words.begin(), route.words.end(), [text](std::string const& word) { return has_word(text, word); });
    });
}

void check(ClaimFacts const& facts, Report& report) {
    for_each_demand(facts, &PayerProfile::route, [&](std::uint32_t i, PayerProfile const&, Severity severity) {
        edi::ServiceLine const& line = facts.claim.lines[i];
        Drug const& drug = *facts.lines[i].drug;
        Routes const& routes = facts.policy.sections().routes;
        Route const* const route = routes.named(drug.route);
        if (!route || has_route_modifier(line, routes) || is_told(facts.claim, line, *route)) return;
        report.at_most(severity).add(line.procedure.place, edi::LoopId::L2400, i + 1, {}, [&](Message& m) {
            m << "the route of " << line.procedure.text << " (" << drug.substance << ", " << drug.route << ") is not told: ";
            if (!route->modifiers.empty()) m << "no modifier " << route->modifiers.front() << ", and ";
            m << "no note or description that says " << route->words.front();
        });
    });
}

} // namespace

extern Rule const route_not_told;
constinit Rule const route_not_told{
    .id = "P202",
    .name = "route-not-told",
    .snip = 7,
    .title = "Drug line from which the route cannot be seen",
    .explanation =
        "The record must show by which route the drug was given. A claim tells it by a modifier (JB is subcutaneous, JA intravenous) or in "
        "words. Medicare demands the modifier for few drugs; where a payer's profile demands the route, one of the two is enough.",
    .help = "Add the modifier of the route, or name the route in a note (NTE*ADD).",
    .claim_status = {"A6:453"},
    .source = "policy [[payer]] route and [[route]]; the mission: the record shows the route; modifiers are informational for most payers",
    .fires = {"837p-payer-demands.edi", "", ""},
    .passes = {"837p-clean.edi", "SV1*HC:J2371:JB*180", "SV1*HC:J2371:::::5000 IU SUBCUTANEOUS*180"},
    .stands_on_policy = true,
    .data = show_routes,
    .needs = trait::drug_lines,
    .check = check,
};

} // namespace rules
