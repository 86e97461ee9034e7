#include <algorithm>

#include "rules/data_in_force.hpp"
#include "rules/discards/container_units.hpp"
#include "rules/drug_groups.hpp"
#include "rules/elements.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

/// Medicare pays the drug on its own where this line was given.
bool is_paid_apart(ClaimFacts const& facts, std::uint32_t i) {
    Discards const& discards = facts.policy.sections().discards;
    edi::Claim const& claim = facts.claim;
    edi::ServiceLine const& line = claim.lines[i];
    if (!is_professional(claim))
        return discards.is_billed_apart(claim.facility_code.text) && !facts.tables.is_packaged(line.procedure.text, facts.lines[i].day);
    return !discards.is_exempt_place(place_of(claim, line));
}

void look_at(ClaimFacts const& facts, std::span<std::uint32_t const> lines, Report& report) {
    Discards const& discards = facts.policy.sections().discards;
    std::uint32_t const first = lines.front();
    LineFacts const& line = facts.lines[first];
    if (!line.day_known || !discards.due().holds(line.in_force) || !line.strength || line.strength->container != Container::single_dose)
        return;
    auto const says = [&](std::uint32_t i) { return is_discarded(facts, i) || says_none_discarded(facts, i); };
    if (std::any_of(lines.begin(), lines.end(), says) || !is_paid_apart(facts, first)) return;
    Severity const severity = line.in_force < discards.returned_from() ? Severity::warning : Severity::error;
    edi::ServiceLine const& sent = facts.claim.lines[first];
    report.at_most(severity).add(sent.procedure.place, edi::LoopId::L2400, first + 1, {sent.drug.id.place}, [&](Message& m) {
        m << line.drug->code << " from a single-dose container (NDC " << line.strength->ndc << ") on " << line.day << " has neither "
          << discards.discarded() << " nor " << discards.none();
    });
}

void check(ClaimFacts const& facts, Report& report) {
    Discards const& discards = facts.policy.sections().discards;
    if (!discards.given() || !discards.asks(facts.claim.subscriber->coverage.filing_code.text)) return;
    each_ndc_and_day(facts, facts.drug_lines, [&](std::span<std::uint32_t const> lines) { look_at(facts, lines, report); });
}

} // namespace

extern Rule const discard_statement_missing;
constinit Rule const discard_statement_missing{
    .id = "M201",
    .name = "discard-statement-missing",
    .snip = 7,
    .title = "Single-dose drug without a word on what was discarded",
    .explanation = "Medicare Part B wants to know of every drug from a single-dose container whether some of it was thrown away: a line of "
                   "its own with "
                   "JW, or JZ on the line when nothing was. Since 2023-07-01 one of the two is due, and since 2023-10-01 claims without "
                   "are returned. Not "
                   "meant are drugs that are packaged (status N on a hospital's bill), multi-dose vials, inpatients, rural and federally "
                   "qualified health "
                   "centers, other payers, and NDCs whose container the policy does not know.",
    .help = "Add JZ when nothing was discarded; else a second line with JW and the units that were.",
    .claim_status = {"A6:453"},
    .source = "policy: discarded drug; CMS JW and JZ policy (change request of 2023-06-02); OPPS status of the code",
    .fires = {"837p-clean.edi", "SBR*P*18*PMH7701*PRAIRIE MUTUAL PPO*****CI~", "SBR*P*18*******MB~"},
    .passes = {"837i-clean.edi", "SV2*0636*HC:J2371:JB*", "SV2*0636*HC:J1645:JB*"},
    .stands_on_policy = true,
    .data = show_discards,
    .needs = trait::drug_lines | trait::national_codes,
    .check = check,
};

} // namespace rules
