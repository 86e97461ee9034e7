#include "rules/data_in_force.hpp"
#include "rules/discards/container_units.hpp"
#include "rules/drug_groups.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void look_at(ClaimFacts const& facts, std::span<std::uint32_t const> lines, Report& report) {
    std::uint32_t discarded = no_index, none = no_index;
    for (std::uint32_t const i : lines) {
        if (discarded == no_index && is_discarded(facts, i)) discarded = i;
        if (none == no_index && says_none_discarded(facts, i)) none = i;
    }
    if (discarded == no_index || none == no_index) return; // both on one line: M102
    edi::ServiceLine const& line = facts.claim.lines[none];
    if (!line.drug.id.present() || !facts.lines[none].day_known) return;
    Discards const& discards = facts.policy.sections().discards;
    edi::Place const other = place_of_modifier(facts.claim.lines[discarded], discards.discarded());
    report.add(place_of_modifier(line, discards.none()), edi::LoopId::L2400, none + 1, {other}, [&](Message& m) {
        m << discards.none() << " says that nothing of " << facts.lines[none].drug->code << " (NDC " << line.drug.id.text
          << ") was discarded on " << facts.lines[none].day << ", but line " << discarded + 1 << " bills discarded drug ("
          << discards.discarded() << ')';
    });
}

void check(ClaimFacts const& facts, Report& report) {
    each_ndc_and_day(facts, facts.drug_lines, [&](std::span<std::uint32_t const> lines) { look_at(facts, lines, report); });
}

} // namespace

extern Rule const discarded_and_none_discarded;
constinit Rule const discarded_and_none_discarded{
    .id = "M205",
    .name = "discarded-and-none-discarded",
    .snip = 6,
    .title = "JZ and a JW line for the same drug and day",
    .explanation =
        "JZ says that nothing was thrown away, JW bills what was: for one drug, NDC and day only one can be true. The line for the dose "
        "that was given has no JZ when a JW line stands beside it. Lines with another NDC or day are not meant, and both on one line "
        "have a rule of their own (M102).",
    .help = "Take JZ off the line of the dose that was given, or the JW line off the claim.",
    .claim_status = {"A8:453"},
    .source = "policy: discarded drug; CMS JW and JZ policy: exactly one of the two",
    .fires = {"837p-clean.edi",
              "SV1*HC:J2371:JB*180*UN*20***1:2~\nDTP*472*D8*20261008~\nREF*6R*RB1003L1~\nLIN**N4*00069019602~\nCTP****0.2*ML~\nLX*2~\n"
              "SV1*HC:J2371:JB:76*180*UN*20***1:2~",
              "SV1*HC:J2371:JB:JZ*180*UN*12***1:2~\nDTP*472*D8*20261008~\nREF*6R*RB1003L1~\nLIN**N4*00069019602~\nCTP****0.12*ML~\nLX*2~\n"
              "SV1*HC:J2371:JB:JW*180*UN*8***1:2~"},
    .passes = {"837p-clean.edi", "SV1*HC:J2371:JB*180*UN*20***1:2~", "SV1*HC:J2371:JB:JZ*180*UN*20***1:2~"},
    .stands_on_policy = true,
    .data = show_discards,
    .needs = trait::several_drug_lines | trait::national_codes,
    .check = check,
};

} // namespace rules
