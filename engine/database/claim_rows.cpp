#include "engine/database/claim_rows.hpp"

#include "engine/waivers/waivers.hpp"

#include <algorithm>

#include "rules/coordination_of_benefits/balanced_payer.hpp"
#include "rules/drug_groups.hpp"
#include "rules/units/dose_group.hpp"
#include "rules/units/stake.hpp"

namespace engine::database {
namespace {

// More than the numbers of any row take.
constexpr std::size_t numbers_room = 160;

template <class... Texts>
void make_room(RowBytes& out, Texts const&... texts) {
    out.room(numbers_room + (RowBytes::room_of(texts) + ... + 0));
}

void put_kind(RowKind kind, RowBytes& out) {
    out.number(static_cast<std::uint8_t>(kind));
}

/// Only as far as a service has days: `begin` is after `end` when it has none.
struct Days {
    edi::Day begin{INT32_MAX}, end{INT32_MIN};

    void add(edi::Date const& date) {
        if (!date.ok()) return;
        begin = std::min(begin, date.from);
        end = std::max(end, date.through);
    }
    std::uint8_t flags() const {
        return begin > end ? std::uint8_t{0} : static_cast<std::uint8_t>(begin < end ? has_day | has_period : has_day);
    }
};

Days days_of(edi::Claim const& claim) {
    Days days;
    if (edi::Date const* statement = rules::statement_dates(claim)) days.add(*statement);
    if (days.flags() != 0) return days;
    for (edi::ServiceLine const& line : claim.lines) days.add(line.service_date);
    return days;
}

/// NM109 of the claim's own provider with this entity code (NM101); empty = there is none.
std::string_view provider_id(edi::Claim const& claim, std::string_view entity) {
    for (edi::Party const& party : edi::Claim::part(claim.providers, claim.own_providers))
        if (party.entity.text == entity) return party.id.text;
    return {};
}

std::string_view principal_diagnosis(edi::Claim const& claim) {
    for (edi::HealthCode const& code : claim.codes)
        if (code.qualifier.text == "ABK" || code.qualifier.text == "BK") return code.code.text;
    return {};
}

void put_days(Days const& days, RowBytes& out) {
    out.number(days.begin.number);
    out.number(days.end.number);
}

void put_decimal(edi::Quantity const& quantity, RowBytes& out) {
    out.number(quantity.value.mantissa);
    out.number(quantity.value.scale);
}

} // namespace

void ClaimRows::header(edi::SetHeader const& header, RowBytes& out) {
    make_room(out, header.reference.text, header.submitter.id.text, header.submitter.last_name.text, header.receiver.id.text,
              header.receiver.last_name.text);
    put_kind(RowKind::header, out);
    out.text(header.reference.text);
    out.text(header.submitter.id.text);
    out.text(header.submitter.last_name.text);
    out.text(header.receiver.id.text);
    out.text(header.receiver.last_name.text);
}

void ClaimRows::provider(edi::BillingProvider const& provider, std::uint64_t segment_no, RowBytes& out) {
    edi::Party const& name = provider.name;
    make_room(out, name.id.text, name.tax_id.text, name.last_name.text, name.first_name.text, provider.taxonomy.text, name.state.text,
              name.zip.text);
    put_kind(RowKind::provider, out);
    out.number(segment_no);
    out.text(name.id.text);
    out.text(name.tax_id.text);
    out.text(name.last_name.text);
    out.text(name.first_name.text);
    out.text(provider.taxonomy.text);
    out.text(name.state.text);
    out.text(name.zip.text);
}

void ClaimRows::claim(rules::ClaimFacts const& facts, ClaimNote const& note, read::Piece const& piece, RowBytes& out) {
    edi::Claim const& claim = facts.claim;
    edi::Subscriber const& subscriber = *claim.subscriber;
    Days const days = days_of(claim);
    std::string_view const rendering = provider_id(claim, "82"), attending = provider_id(claim, "71");
    std::string_view const diagnosis = principal_diagnosis(claim);
    make_room(out, claim.control_number.text, claim.facility_code.text, claim.frequency.text, subscriber.payer.id.text,
              subscriber.payer.last_name.text, subscriber.coverage.filing_code.text, subscriber.coverage.sequence.text,
              subscriber.name.id.text, rendering, attending, diagnosis);
    put_kind(RowKind::claim, out);
    out.number(static_cast<std::uint8_t>((claim.charge.ok() ? has_amount : 0) | days.flags()));
    out.number(static_cast<std::uint8_t>(claim.guide));
    out.number(static_cast<std::uint8_t>(note.verdict));
    out.number(note.claim_no);
    out.number(note.byte_offset);
    out.number(note.segment_no);
    out.number(note.provider_segment);
    out.number(claim.charge.cents);
    put_days(days, out);
    out.number(note.errors);
    out.number(note.warnings);
    out.number(note.advice);
    out.number(static_cast<std::uint32_t>(claim.lines.size()));
    out.text(claim.control_number.text);
    out.text(claim.facility_code.text);
    out.text(claim.frequency.text);
    out.text(subscriber.payer.id.text);
    out.text(subscriber.payer.last_name.text);
    out.text(subscriber.coverage.filing_code.text);
    out.text(subscriber.coverage.sequence.text);
    out.text(subscriber.name.id.text);
    out.text(rendering);
    out.text(attending);
    out.text(diagnosis);

    bool const drugs = !facts.drug_lines.empty() || !facts.dosed_lines.empty();
    if (drugs) find_units(facts);
    for (std::uint32_t i = 0; i < claim.lines.size(); ++i) {
        edi::ServiceLine const& each = claim.lines[i];
        line(each, piece.segment_no(each.place.segment), out);
        if (facts.lines[i].drug || facts.lines[i].dosed || each.drug.present()) {
            if (!drugs) units_.assign(claim.lines.size(), {});
            drug_line(facts, i, out);
        }
    }
    if (!claim.other_payers.empty()) payers(facts, out);
    if (!claim.adjudications.empty()) decisions(facts, out);
}

void ClaimRows::line(edi::ServiceLine const& line, std::uint64_t segment_no, RowBytes& out) {
    auto const& modifiers = line.modifiers;
    make_room(out, line.procedure_qualifier.text, line.procedure.text, modifiers[0].text, modifiers[1].text, modifiers[2].text,
              modifiers[3].text, line.revenue_code.text, line.unit_basis.text, line.place_of_service.text);
    Days days;
    days.add(line.service_date);
    put_kind(RowKind::line, out);
    out.number(static_cast<std::uint8_t>((line.charge.ok() ? has_amount : 0) | (line.units.ok() ? has_units : 0) | days.flags()));
    out.number(segment_no);
    out.number(line.charge.cents);
    put_decimal(line.units, out);
    put_days(days, out);
    out.text(line.procedure_qualifier.text);
    out.text(line.procedure.text);
    for (edi::Field const& modifier : modifiers) out.text(modifier.text);
    out.text(line.revenue_code.text);
    out.text(line.unit_basis.text);
    out.text(line.place_of_service.text);
}

// ---- drugs ---------------------------------------------------------------------------------------------------------------------

void ClaimRows::find_units(rules::ClaimFacts const& facts) {
    units_.assign(facts.claim.lines.size(), {});
    rules::each_ndc_and_day(facts, facts.dosed_lines, [&](std::span<std::uint32_t const> lines) {
        rules::DoseGroup const group = rules::add_up(facts, lines);
        auto const right = group.expected();
        bool const agrees = right && group.sum.agrees(*right);
        auto const stake = right && !agrees && group.charges.reliable ? rules::share_of_charge(group.charges.total, group.sum.units, *right)
                                                                      : std::nullopt;
        for (std::uint32_t const i : group.lines) {
            Units& units = units_[i];
            units.group_line = group.lines.front() + 1;
            units.right_known = right.has_value();
            units.right = right.value_or(0);
            units.agrees = agrees;
            rules::DoseSum alone;
            alone.drug = facts.lines[i].dosed;
            auto const own = alone.add(facts.claim.lines[i], facts.lines[i].strength) ? alone.expected() : std::nullopt;
            units.own_known = own.has_value();
            units.own = own.value_or(0);
        }
        Units& last = units_[group.lines.back()];
        last.stake_known = stake.has_value();
        last.stake = stake.value_or(0);
    });
}

void ClaimRows::drug_line(rules::ClaimFacts const& facts, std::uint32_t i, RowBytes& out) {
    edi::ServiceLine const& line = facts.claim.lines[i];
    rules::LineFacts const& known = facts.lines[i];
    Units const& units = units_[i];
    rules::Drug const* const drug = known.drug ? known.drug : known.dosed;
    std::string_view const substance = drug ? std::string_view(drug->substance) : std::string_view();
    std::string_view const jw = facts.policy.sections().discards.discarded();
    make_room(out, substance, line.drug.id_qualifier.text, line.drug.id.text, line.drug.unit.text);
    put_kind(RowKind::drug_line, out);
    out.number(static_cast<std::uint8_t>((known.drug ? of_policy : 0) | (line.drug.quantity.ok() ? has_units : 0) |
                                         (!jw.empty() && rules::has_modifier(line, jw) ? discarded : 0) |
                                         (units.right_known ? units_judged : 0) | (units.agrees ? units_agree : 0)));
    out.number(static_cast<std::uint8_t>((units.own_known ? has_units : 0) | (units.stake_known ? has_amount : 0)));
    put_decimal(line.drug.quantity, out);
    out.number(units.group_line);
    out.number(units.own);
    out.number(units.right);
    out.number(units.stake);
    out.text(substance);
    out.text(line.drug.id_qualifier.text);
    out.text(line.drug.id.text);
    out.text(line.drug.unit.text);
}

// ---- other payers --------------------------------------------------------------------------------------------------------------

void ClaimRows::payers(rules::ClaimFacts const& facts, RowBytes& out) {
    edi::Claim const& claim = facts.claim;
    for (std::uint32_t i = 0; i < claim.other_payers.size(); ++i) {
        edi::OtherPayer const& other = claim.other_payers[i];
        auto const account = rules::account_of(facts, i);
        Days decided;
        decided.add(other.adjudicated);
        make_room(out, other.payer.id.text, other.payer.last_name.text, other.coverage.sequence.text, other.coverage.filing_code.text);
        put_kind(RowKind::other_payer, out);
        out.number(static_cast<std::uint8_t>((other.paid.ok() ? has_amount : 0) | decided.flags()));
        out.number(static_cast<std::uint8_t>((other.non_covered.ok() ? has_non_covered : 0) |
                                             (other.patient_liability.ok() ? has_liability : 0) | (account ? has_difference : 0)));
        out.number(i + 1);
        out.number(other.paid.cents);
        out.number(other.non_covered.cents);
        out.number(other.patient_liability.cents);
        out.number(account ? account->difference : std::int64_t{0});
        put_days(decided, out);
        out.text(other.payer.id.text);
        out.text(other.payer.last_name.text);
        out.text(other.coverage.sequence.text);
        out.text(other.coverage.filing_code.text);
        adjustments(claim, other.adjustments, i + 1, 0, out);
    }
}

void ClaimRows::decisions(rules::ClaimFacts const& facts, RowBytes& out) {
    edi::Claim const& claim = facts.claim;
    balances_.assign(claim.adjudications.size(), {});
    for (rules::LineBalance const& balance : facts.balances) {
        auto const difference = balance.difference();
        balances_[balance.adjudication] = {difference.has_value(), difference.value_or(0), balance.line_count};
    }
    for (std::uint32_t i = 0; i < claim.lines.size(); ++i) {
        edi::Range const range = claim.lines[i].adjudications;
        for (std::uint32_t at = range.first; at < range.first + range.count; ++at) {
            edi::Adjudication const& decision = claim.adjudications[at];
            Days decided;
            decided.add(decision.adjudicated);
            std::uint32_t const payer = facts.line_payers[at];
            make_room(out, decision.payer_id.text, decision.procedure.text, decision.revenue_code.text, decision.bundled_line.text);
            put_kind(RowKind::decision, out);
            out.number(static_cast<std::uint8_t>((decision.paid.ok() ? has_amount : 0) | (decision.paid_units.ok() ? has_units : 0) |
                                                 decided.flags()));
            out.number(static_cast<std::uint8_t>((decision.patient_liability.ok() ? has_liability : 0) |
                                                 (balances_[at].known ? has_difference : 0)));
            out.number(at + 1);
            out.number(i + 1);
            out.number(payer == rules::no_index ? std::uint32_t{0} : payer + 1);
            out.number(decision.paid.cents);
            out.number(decision.patient_liability.cents);
            out.number(balances_[at].difference);
            out.number(balances_[at].lines);
            put_decimal(decision.paid_units, out);
            put_days(decided, out);
            out.text(decision.payer_id.text);
            out.text(decision.procedure.text);
            out.text(decision.revenue_code.text);
            out.text(decision.bundled_line.text);
            adjustments(claim, decision.adjustments, 0, at + 1, out);
        }
    }
}

void ClaimRows::adjustments(edi::Claim const& claim, edi::Range range, std::uint32_t payer, std::uint32_t decision, RowBytes& out) {
    for (edi::Adjustment const& each : edi::Claim::part(claim.adjustments, range)) {
        make_room(out, each.group.text, each.reason.text);
        put_kind(RowKind::adjustment, out);
        out.number(static_cast<std::uint8_t>((each.amount.ok() ? has_amount : 0) | (each.quantity.ok() ? has_units : 0)));
        out.number(payer);
        out.number(decision);
        out.number(each.amount.cents);
        put_decimal(each.quantity, out);
        out.text(each.group.text);
        out.text(each.reason.text);
    }
}

// ---- findings ------------------------------------------------------------------------------------------------------------------

void ClaimRows::finding(report::FindingView const& finding, bool of_last_claim, RowBytes& out) {
    report::Location const& at = finding.location;
    std::string_view const earlier = finding.earlier.empty() ? std::string_view() : finding.earlier.front().input;
    std::string_view const waived_by = finding.waiver ? std::string_view(finding.waiver->who) : std::string_view();
    std::string_view const reason = finding.waiver ? std::string_view(finding.waiver->reason) : std::string_view();
    make_room(out, finding.message, at.loop, at.segment, earlier, finding.policy, waived_by, reason);
    put_kind(RowKind::finding, out);
    Scope const& scope = *finding.scope;
    out.number(static_cast<std::uint8_t>((of_last_claim ? in_claim : 0) | (scope.set ? in_set : 0) | (scope.group ? in_group : 0) |
                                         (scope.interchange ? in_interchange : 0)));
    out.number(static_cast<std::uint8_t>(finding.severity));
    out.number(reinterpret_cast<std::uintptr_t>(finding.rule)); // rules live as long as the run
    out.number(finding.claim_no);
    out.number(finding.line);
    out.number(at.segment_no);
    out.number(at.element);
    out.number(at.component);
    out.number(at.offset);
    out.number(at.length);
    out.number(finding.earlier.empty() ? std::uint64_t{0} : finding.earlier.front().claim_no);
    out.text(finding.message);
    out.text(at.loop);
    out.text(at.segment);
    out.text(earlier);
    out.text(finding.policy);
    out.text(waived_by);
    out.text(reason);
}

void ClaimRows::unread(read::CountedClaims const& counted, RowBytes& out) {
    make_room(out);
    put_kind(RowKind::unread, out);
    out.number(counted.claims);
    out.number(counted.lines);
    out.number(counted.charges);
}

} // namespace engine::database
