#include "rules/data_in_force.hpp"
#include "rules/discards/container_units.hpp"
#include "rules/drug_groups.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

/// The units of all lines, given and discarded; nothing when one of them cannot be counted.
struct Used {
    std::int64_t given = 0, discarded = 0;
    std::uint32_t last_discarded = no_index;
    bool counted = true;
};

Used used_on(ClaimFacts const& facts, std::span<std::uint32_t const> lines) {
    Used used;
    for (std::uint32_t const i : lines) {
        edi::Quantity const& units = facts.claim.lines[i].units;
        auto const number = units.ok() && units.value.mantissa > 0 ? whole_number(units.value) : std::nullopt;
        bool const thrown = is_discarded(facts, i);
        std::int64_t& sum = thrown ? used.discarded : used.given;
        used.counted = used.counted && number && !__builtin_add_overflow(sum, *number, &sum);
        if (thrown) used.last_discarded = i;
    }
    std::int64_t all = 0;
    used.counted = used.counted && !__builtin_add_overflow(used.given, used.discarded, &all);
    return used;
}

/// Whether `units` are what `count` containers hold, a rest rounded up or left out.
bool fills(LineFacts const& line, std::int64_t count, std::int64_t units) {
    auto const up = container_units(line, count);
    if (!up || count < 1) return false;
    if (units == *up) return true;
    auto const exact = edi::multiply(line.drug->unit_amount, {*up, 0});
    auto const held = edi::multiply(line.strength->amount_per_item, {count, 0});
    return exact && held && edi::compare(*exact, *held) != 0 && units == *up - 1;
}

void look_at(ClaimFacts const& facts, std::span<std::uint32_t const> lines, Report& report) {
    LineFacts const& line = facts.lines[lines.front()];
    if (!line.day_known || !line.strength || line.strength->container != Container::single_dose) return;
    Used const used = used_on(facts, lines);
    if (!used.counted || used.discarded == 0 || used.given == 0) return;
    std::int64_t const all = used.given + used.discarded;
    auto const containers = units_of(edi::multiply(line.drug->unit_amount, {all, 0}), line.strength->amount_per_item);
    if (!containers || fills(line, *containers, all) || fills(line, *containers - 1, all)) return;
    auto const held = container_units(line, *containers);
    if (!held) return;
    edi::ServiceLine const& last = facts.claim.lines[used.last_discarded];
    auto* const told =
        report.add(last.units.field.place, edi::LoopId::L2400, used.last_discarded + 1, {last.drug.id.place}, [&](Message& m) {
            m << used.given << " units given and " << used.discarded << " discarded are " << all << ", but " << *containers
              << (*containers == 1 ? " container" : " containers") << " (NDC " << line.strength->ndc << ") "
              << (*containers == 1 ? "holds " : "hold ") << *held;
            if (*containers > 1)
                if (auto const fewer = container_units(line, *containers - 1)) m << ", and one fewer " << *fewer;
        });
    for (std::uint32_t const i : lines) report.also(told, {is_discarded(facts, i) ? "discarded" : "given", facts.claim.lines[i].units});
}

void check(ClaimFacts const& facts, Report& report) {
    each_ndc_and_day(facts, facts.drug_lines, [&](std::span<std::uint32_t const> lines) { look_at(facts, lines, report); });
}

} // namespace

extern Rule const containers_not_used_up;
constinit Rule const containers_not_used_up{
    .id = "M206",
    .name = "containers-not-used-up",
    .severity = Severity::warning,
    .snip = 6,
    .title = "Given and discarded units do not make whole containers",
    .explanation = "What was given and what was thrown away together are what the containers held, rounded up to a whole unit: never more, "
                   "and not less "
                   "when something is billed as discarded. A rest that rounding already covers may be left out. Judged only for "
                   "single-dose containers "
                   "whose content the policy knows.",
    .help = "Discarded units = units of the containers that were opened, less the units given.",
    .claim_status = {"A7:476", "A8:453"},
    .source =
        "policy: discarded drug, what the NDC holds; CMS JW policy (what goes beyond the container is not paid); its answers on rounding",
    .fires = {"837p-clean.edi",
              "SV1*HC:J2371:JB*180*UN*20***1:2~\nDTP*472*D8*20261008~\nREF*6R*RB1003L1~\nLIN**N4*00069019602~\nCTP****0.2*ML~\nLX*2~\n"
              "SV1*HC:J2371:JB:76*180*UN*20***1:2~\nDTP*472*D8*20261008~\nREF*6R*RB1003L2~\nLIN**N4*00069019602~\nCTP****0.2*ML~",
              "SV1*HC:J2371:JB*180*UN*12***1:2~\nDTP*472*D8*20261008~\nREF*6R*RB1003L1~\nLIN**N4*00069019602~\nCTP****0.12*ML~\nLX*2~\n"
              "SV1*HC:J2371:JB:JW*180*UN*4***1:2~\nDTP*472*D8*20261008~\nREF*6R*RB1003L2~\nLIN**N4*00069019602~\nCTP****0.04*ML~"},
    .passes = {"837p-clean.edi",
               "SV1*HC:J2371:JB*180*UN*20***1:2~\nDTP*472*D8*20261008~\nREF*6R*RB1003L1~\nLIN**N4*00069019602~\nCTP****0.2*ML~\nLX*2~\n"
               "SV1*HC:J2371:JB:76*180*UN*20***1:2~\nDTP*472*D8*20261008~\nREF*6R*RB1003L2~\nLIN**N4*00069019602~\nCTP****0.2*ML~",
               "SV1*HC:J2371:JB*180*UN*12***1:2~\nDTP*472*D8*20261008~\nREF*6R*RB1003L1~\nLIN**N4*00069019602~\nCTP****0.12*ML~\nLX*2~\n"
               "SV1*HC:J2371:JB:JW*180*UN*8***1:2~\nDTP*472*D8*20261008~\nREF*6R*RB1003L2~\nLIN**N4*00069019602~\nCTP****0.08*ML~"},
    .stands_on_policy = true,
    .data = show_discards,
    .needs = trait::several_drug_lines | trait::national_codes,
    .check = check,
};

} // namespace rules
