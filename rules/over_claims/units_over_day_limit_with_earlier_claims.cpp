#include "rules/claim_keys.hpp"
#include "rules/data_in_force.hpp"
#include "rules/finding.hpp"
#include "rules/over_claims/wording.hpp"
#include "rules/units/day_limits.hpp"

namespace rules {

namespace {

void say_where(Message& m, EarlierUnits const& units) {
    if (units.claims == 1) {
        say_claim(m, units.ends[0]);
        return;
    }
    m << units.claims << " claims from ";
    say_claim(m, units.ends[0]);
    m << " to ";
    say_claim(m, units.ends[1]);
}

/// The policy's limit on a drug.
void look_at_drug(ClaimFacts const& facts, EarlierUnits const& units, edi::Decimal total, Report& report) {
    LineFacts const& line = facts.lines[units.line];
    DayLimit const* const limit = exceeded(facts, line, total, 1);
    if (!limit) return;
    edi::Place const place = facts.claim.lines[units.line].units.field.place;
    Finding* const told = report.at_most(limit->severity).add(place, edi::LoopId::L2400, units.line + 1, {}, [&](Message& m) {
        m << total << " units of " << line.drug->code << " (" << line.drug->substance << ") on " << units.day << ", " << units.own
          << " here and " << units.earlier << " on ";
        say_where(m, units);
        m << "; the limit is " << limit->units << " a day (" << limit->source << ")";
    });
    if (told) told->earlier = units.named();
}

/// CMS's limit on a code.
void look_at_code(ClaimFacts const& facts, EarlierUnits const& units, edi::Decimal total, Report& report) {
    UnitLimitRow const* const limit = table_day_limit(facts, facts.lines[units.line]);
    auto const severity = limit ? facts.policy.sections().unit_limits.severity(limit->indicator) : std::nullopt;
    if (!severity || edi::compare(total, {limit->units, 0}) <= 0) return;
    edi::ServiceLine const& line = facts.claim.lines[units.line];
    Finding* const told = report.at_most(*severity).add(line.units.field.place, edi::LoopId::L2400, units.line + 1, {}, [&](Message& m) {
        m << total << " units of " << line.procedure.text << " on " << units.day << ", " << units.own << " here and " << units.earlier
          << " on ";
        say_where(m, units);
        m << "; CMS's limit is " << limit->units << " a day (medically unlikely edits " << facts.tables.unit_limits().info.version
          << ", indicator " << static_cast<unsigned>(limit->indicator) << ')';
    });
    if (told) told->earlier = units.named();
}

void check(ClaimFacts const& facts, Report& report) {
    if (!facts.earlier) return;
    for (EarlierUnits const& units : facts.earlier->units) {
        auto const total = edi::add(units.earlier, units.own);
        if (!total) continue;
        bool const drug = facts.lines[units.line].drug && !facts.lines[units.line].unit_limit;
        (drug ? look_at_drug : look_at_code)(facts, units, *total, report);
    }
}

} // namespace

extern Rule const units_over_day_limit_with_earlier_claims;
constinit Rule const units_over_day_limit_with_earlier_claims{
    .id = "R201",
    .name = "units-over-day-limit-with-earlier-claims",
    .snip = 6,
    .title = "More units on one day than are allowed, together with earlier claims",
    .explanation = "A limit per day holds for all claims of the same provider for the same patient: CMS adds up the units of a code over "
                   "lines and claims "
                   "(medically unlikely edits with indicator 2 or 3). Codes without a limit of the policy have that of CMS's tables, as in "
                   "U110. This claim is within the limit alone, and passes it with the "
                   "accepted claims of the "
                   "run before it. A line over several days counts with its units divided by the days. A replacement (frequency 7) counts "
                   "instead of the "
                   "claim that it replaces, if that is in the run with the same CLM01 or the same number of the payer (REF*F8); a "
                   "cancelled one (8) not at "
                   "all. How severe a breach is comes from the limit.",
    .help = "Check the dose on all the claims of the day. If the units are right, have the medical record at hand.",
    .claim_status = {"A7:476", "A7:732"},
    .source = "policy: limits of the drug; code tables: CMS NCCI medically unlikely edits, adjudication indicators 2 and 3",
    .fires = {"837p-clean.edi", "SE*88*0001~",
              "CLM*RB-1004*630***11:B:1*Y*A*Y*Y~\nREF*D9*CW0000001004~\nHI*ABK:I82412*ABF:C3490~\nNM1*82*1*OKAFOR*NGOZI****XX*1550218733~\n"
              "PRV*PE*PXC*207RH0000X~\nLX*1~\nSV1*HC:J2371:JB:76*630*UN*70***1:2~\nDTP*472*D8*20261008~\nREF*6R*RB1004L1~\n"
              "SE*97*0001~"},
    .passes =
        {"837p-clean.edi", "SE*88*0001~",
         "CLM*RB-1004*270***11:B:1*Y*A*Y*Y~\nREF*D9*CW0000001004~\nHI*ABK:I82412*ABF:C3490~\nNM1*82*1*OKAFOR*NGOZI****XX*1550218733~\n"
         "PRV*PE*PXC*207RH0000X~\nLX*1~\nSV1*HC:J2371:JB:76*270*UN*30***1:2~\nDTP*472*D8*20261008~\nREF*6R*RB1004L1~\n"
         "LIN**N4*00069020602~\nCTP****0.3*ML~\nSE*99*0001~"},
    .over_claims = true,
    .stands_on_policy = true,
    .data = show_day_limits,
    .check = check,
};

} // namespace rules
