#include <algorithm>
#include <array>
#include <tuple>
#include <vector>

#include "rules/data_in_force.hpp"
#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/modifiers/repeat_reason.hpp"

namespace rules {

namespace {

/// All that a line says of its service but who gave it.
auto service_of(edi::ServiceLine const& line) {
    auto const texts = [](edi::Field const(&fields)[4]) {
        return std::array{fields[0].text, fields[1].text, fields[2].text, fields[3].text};
    };
    return std::make_tuple(line.procedure.text, texts(line.modifiers), line.service_date.from, line.charge.cents, line.units.field.text,
                           line.place_of_service.text, line.revenue_code.text, line.description.text, texts(line.pointers),
                           line.drug.id.text, line.drug.quantity.field.text, line.drug.prescription.text);
}

bool same_providers(edi::Claim const& claim, edi::ServiceLine const& a, edi::ServiceLine const& b) {
    auto const of_a = edi::Claim::part(claim.providers, a.providers), of_b = edi::Claim::part(claim.providers, b.providers);
    return std::equal(of_a.begin(), of_a.end(), of_b.begin(), of_b.end(), [](edi::Party const& x, edi::Party const& y) {
        return x.entity.text == y.entity.text && x.id.text == y.id.text && x.last_name.text == y.last_name.text;
    });
}

void check(ClaimFacts const& facts, Report& report) {
    auto const& lines = facts.claim.lines;
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < lines.size(); ++i)
        if (!facts.lines[i].drug && is_one_service(lines[i]) && !explains_a_repeat(lines[i], facts.policy)) order.push_back(i);
    auto const key = [&](std::uint32_t i) { return std::tuple_cat(service_of(lines[i]), std::make_tuple(i)); };
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    for (std::size_t i = 1; i < order.size(); ++i) {
        std::uint32_t const earlier = order[i - 1], later = order[i];
        if (service_of(lines[earlier]) != service_of(lines[later]) || !same_providers(facts.claim, lines[earlier], lines[later])) continue;
        report.add(lines[later].procedure.place, edi::LoopId::L2400, later + 1, {lines[earlier].procedure.place}, [&](Message& m) {
            m << lines[later].procedure.text << " on " << lines[later].service_date.from << " again, all as on line " << earlier + 1
              << ", without a modifier that tells why";
        });
    }
}

} // namespace

extern Rule const line_repeated;
constinit Rule const line_repeated{
    .id = "N409",
    .name = "line-repeated",
    .severity = Severity::warning,
    .snip = 4,
    .title = "Same service twice on one claim",
    .explanation =
        "Two lines agree in procedure, modifiers, day, charge, units, place, diagnoses and practitioners, so they look like one line sent "
        "twice, and payers deny the second as a duplicate. Not meant are lines with a modifier that explains a repeat (76, 77, 59, 91, XE, "
        "XP, XS, XU), discarded drug (JW), a line filled up to the size of its field (units 999, 9999) with the rest on the next, lines "
        "without a procedure code, lines over several days and lines that charge nothing. Drugs of the policy have a rule of their own "
        "(M105).",
    .help =
        "Send the line once, with the units of both if the service was given twice, or add the modifier that says why it is there again.",
    .claim_status = {"A3:54"},
    .source = "claim status 54 duplicate of a line, as published payer edits use it; policy: repeat modifiers (that it holds for all "
              "services is general knowledge)",
    .fires = {"837p-clean.edi", "REF*6R*RB1002L3~",
              "REF*6R*RB1002L3~\nLX*4~\nSV1*HC:99213*145*UN*1***1:2~\nDTP*472*D8*20261006~\nREF*6R*RB1002L4~"},
    .passes = {"837p-clean.edi", "REF*6R*RB1002L3~",
               "REF*6R*RB1002L3~\nLX*4~\nSV1*HC:99213:76*145*UN*1***1:2~\nDTP*472*D8*20261006~\nREF*6R*RB1002L4~"},
    .stands_on_policy = true,
    .data = show_repeat_modifiers,
    .needs = trait::like_lines,
    .check = check,
};

} // namespace rules
