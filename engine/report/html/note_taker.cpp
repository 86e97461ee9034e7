#include "engine/report/html/note_taker.hpp"

#include <algorithm>
#include <functional>

#include "engine/tally.hpp"
#include "rules/drug_groups.hpp"
#include "rules/units/dose_group.hpp"
#include "rules/units/stake.hpp"

namespace engine::report::html {
namespace {

constexpr std::uint32_t most_segments = 60;       ///< of a claim that is shown whole, and that are shown of a larger one
constexpr std::uint32_t neighbours = 1;           ///< shown before and behind a place in a larger one
constexpr std::size_t clipped_segment = 4 * 1024; ///< bytes

/// Cents; millions of claims below it do not come near the largest sum.
constexpr std::int64_t huge_charge = 1'000'000'000'000;

bool is_huge(std::int64_t cents) {
    return cents > huge_charge || cents < -huge_charge;
}

/// A party is known by its id or, where it has none, by its name.
bool same_party(PartyVerdicts const& party, std::string_view id, std::string_view name) {
    return party.id == id && (!id.empty() || party.name == name);
}

std::optional<edi::Day> day_of_service(edi::Claim const& claim, std::uint32_t line) {
    edi::Date const* const statement = rules::statement_dates(claim);
    if (claim.lines.empty()) return statement && statement->ok() ? std::optional(statement->from) : std::nullopt;
    std::size_t const index = line > 0 && line <= claim.lines.size() ? line - 1 : 0;
    auto const days = rules::service_days(claim.lines[index], statement);
    return days.reading == edi::Reading::ok ? std::optional(days.from) : std::nullopt;
}

} // namespace

// ---- parties -------------------------------------------------------------------------------------------------------------------

void PartyCounter::add(std::string_view id, std::string_view name, Verdicts const& verdicts, std::vector<PartyVerdicts>& list) {
    if (last_ == none || !same_party(list[last_], id, name)) last_ = find(id, name, list);
    list[last_].verdicts += verdicts;
}

std::uint32_t PartyCounter::find(std::string_view id, std::string_view name, std::vector<PartyVerdicts>& list) {
    if (2 * (used_ + 1) > slots_.size()) grow(list);
    std::size_t const mask = slots_.size() - 1;
    std::size_t at = std::hash<std::string_view>{}(id.empty() ? name : id) & mask;
    for (; slots_[at].generation == generation_; at = (at + 1) & mask)
        if (same_party(list[slots_[at].index], id, name)) return slots_[at].index;
    auto const index = static_cast<std::uint32_t>(list.size());
    list.push_back({id, name, {}});
    slots_[at] = {generation_, index};
    ++used_;
    return index;
}

void PartyCounter::grow(std::vector<PartyVerdicts> const& list) {
    slots_.assign(slots_.size() * 2, Slot{});
    std::size_t const mask = slots_.size() - 1;
    for (std::uint32_t i = 0; i < used_; ++i) { // the item's own stand at the end of the list
        auto const index = static_cast<std::uint32_t>(list.size()) - used_ + i;
        PartyVerdicts const& party = list[index];
        std::size_t at = std::hash<std::string_view>{}(party.id.empty() ? party.name : party.id) & mask;
        while (slots_[at].generation == generation_) at = (at + 1) & mask;
        slots_[at] = {generation_, index};
    }
}

// ---- claims --------------------------------------------------------------------------------------------------------------------

void NoteTaker::item(Notes& notes) {
    NotedItem& begun = notes.items.emplace_back();
    for (std::size_t kind = 0; kind < party_kinds; ++kind) {
        begun.parties[kind] = static_cast<std::uint32_t>(notes.parties[kind].size());
        parties_[kind].start();
    }
    begun.doses = static_cast<std::uint32_t>(notes.doses.size());
    begun.claims = static_cast<std::uint32_t>(notes.claims.size());
    begun.below = static_cast<std::uint32_t>(notes.below.size());
}

void NoteTaker::claim(rules::ClaimFacts const& facts, ClaimVerdict verdict, Notes& notes) {
    edi::Claim const& claim = facts.claim;
    Verdicts counted;
    bool const accepted = !verdict.own_error && !verdict.level_error;
    ++(accepted ? counted.accepted : counted.rejected);
    (accepted ? counted.charges_accepted : counted.charges_rejected) = claim.charge.cents;
    auto const add = [&](PartyKind kind, edi::Party const& party) {
        auto const index = static_cast<std::size_t>(kind);
        parties_[index].add(party.id.text, party.last_name.text, counted, notes.parties[index]);
    };
    add(PartyKind::submitter, claim.header->submitter);
    add(PartyKind::payer, claim.subscriber->payer);
    add(PartyKind::provider, claim.billing_provider->name);
    notes.items.back().all += counted;
    if (is_huge(claim.charge.cents)) notes.items.back().huge_charges = true;
    if (!accepted) (verdict.own_error ? notes.items.back().reasons.own : notes.items.back().reasons.level) += counted;
    if (!facts.dosed_lines.empty()) doses(facts, notes);
}

void NoteTaker::below(std::span<rules::Rule const* const> rules, rules::Findings const& findings, std::int64_t charge, Notes& notes) {
    for (rules::Rule const* rule : rules) {
        auto const is_own = [&](rules::Finding const& finding) { return finding.rule == rule; };
        if (std::any_of(findings.list.begin(), findings.list.end(), is_own)) continue;
        auto const begin = notes.below.begin() + notes.items.back().below;
        auto at = std::find_if(begin, notes.below.end(), [&](NotedBelow const& each) { return each.rule == rule; });
        if (at == notes.below.end()) at = notes.below.insert(at, {rule, 0, 0});
        ++at->claims;
        Tally::add(at->charges, charge);
    }
}

void NoteTaker::unread(read::CountedClaims const& counted, Notes& notes) {
    if (counted.claims == 0) return;
    Verdicts verdicts;
    verdicts.rejected = counted.claims;
    verdicts.charges_rejected = counted.charges;
    for (std::size_t kind = 0; kind < party_kinds; ++kind) parties_[kind].add({}, {}, verdicts, notes.parties[kind]);
    notes.items.back().reasons.unread += verdicts;
    notes.items.back().all += verdicts;
    if (is_huge(counted.charges)) notes.items.back().huge_charges = true;
}

NoteTaker::KnownDose NoteTaker::known_dose(rules::ClaimFacts const& facts, std::uint32_t line) {
    edi::ServiceLine const& at = facts.claim.lines[line];
    if (!at.drug.present() || at.drug_count > 1 || !at.units.ok() || !at.drug.quantity.ok()) return {};
    rules::LineFacts const& known = facts.lines[line];
    return {known.dosed, known.strength, at.drug.quantity.value, at.units.value, edi::pack_code(at.drug.unit.text), 0};
}

void NoteTaker::doses(rules::ClaimFacts const& facts, Notes& notes) {
    rules::each_ndc_and_day(facts, facts.dosed_lines, [&](std::span<std::uint32_t const> lines) {
        KnownDose key = lines.size() == 1 ? known_dose(facts, lines.front()) : KnownDose{};
        auto const hash =
            static_cast<std::uint64_t>(key.quantity.mantissa) * 31 + static_cast<std::uint64_t>(key.units.mantissa) + key.measure;
        KnownDose& known = known_doses_[hash * 0x9E3779B97F4A7C15 >> 58];
        if (key.drug && known == key) {
            notes.doses.push_back({key.drug->code, key.drug->substance, known.billed, known.billed, true, 0});
            return;
        }
        rules::DoseGroup const group = rules::add_up(facts, lines);
        auto const expected = group.expected();
        auto const billed = expected ? rules::whole_number(group.sum.units) : std::nullopt;
        if (!billed) return;
        NotedDose& dose = notes.doses.emplace_back();
        dose.drug = group.sum.drug->code;
        dose.substance = group.sum.drug->substance;
        dose.billed = *billed;
        dose.expected = *expected;
        dose.agrees = group.sum.agrees(*expected);
        if (key.drug && *billed == *expected) {
            known = key;
            known.billed = *billed;
        }
        if (dose.agrees || !group.charges.reliable) return;
        dose.at_stake = rules::share_of_charge(group.charges.total, group.sum.units, *expected).value_or(0);
    });
}

// ---- findings ------------------------------------------------------------------------------------------------------------------

// A claim of ordinary size is shown whole, with what is spoken of above it; of a large one CLM and what stands around the places.
void NoteTaker::choose_segments(rules::Findings const& findings, std::span<std::uint32_t const> order, edi::Claim const* claim,
                                PlacedPiece const& piece, Notes& notes) {
    shown_.clear();
    std::uint32_t const first = claim ? claim->first_segment : 0, end = claim ? claim->end_segment : 0;
    bool const whole = end - first <= most_segments;
    if (whole)
        for (std::uint32_t i = first; i < end; ++i) shown_.push_back(i);
    else
        shown_.push_back(first);
    auto const show = [&](edi::Place const& place) {
        if (!place.known() || place.segment >= piece.segments.size()) return;
        bool const inside = place.segment >= first && place.segment < end;
        if (!inside) return shown_.push_back(place.segment);
        if (whole) return;
        std::uint32_t const from = std::max(first + neighbours, place.segment) - neighbours;
        std::uint32_t const through = std::min(place.segment + neighbours, end - 1);
        for (std::uint32_t i = from; i <= through; ++i) shown_.push_back(i);
    };
    for (std::uint32_t const i : order) {
        show(findings.list[i].place);
        for (rules::Related const& other : findings.related_to(findings.list[i])) show(other.place);
        if (shown_.size() > 4 * most_segments) break;
    }
    std::sort(shown_.begin(), shown_.end());
    shown_.erase(std::unique(shown_.begin(), shown_.end()), shown_.end());
    if (!whole && shown_.size() > most_segments) shown_.resize(most_segments);
    for (std::uint32_t const i : shown_) {
        edi::LoopId const loop = i < piece.placed.size() ? piece.placed[i].loop : edi::LoopId::none;
        notes.segments.push_back({piece.segments[i].text().substr(0, clipped_segment), edi::loop_name(loop), piece.piece.segment_no(i)});
    }
}

NotedPlace NoteTaker::place_of(edi::Place place, PlacedPiece const& piece) const {
    NotedPlace noted;
    if (!place.known()) return noted;
    auto const at = std::lower_bound(shown_.begin(), shown_.end(), place.segment);
    if (at == shown_.end() || *at != place.segment) return noted;
    std::string_view const bytes = piece.segments.at(place), segment = piece.segments[place.segment].text();
    auto const begin = static_cast<std::uint32_t>(bytes.data() - segment.data());
    noted.segment = static_cast<std::uint32_t>(at - shown_.begin());
    noted.begin = std::min<std::uint32_t>(begin, clipped_segment);
    noted.length = std::min<std::uint32_t>(static_cast<std::uint32_t>(bytes.size()), clipped_segment - noted.begin);
    return noted;
}

void NoteTaker::findings(rules::Findings const& findings, std::span<std::uint32_t const> order, Heading const* heading,
                         edi::Claim const* claim, Scope const& scope, PlacedPiece const& piece, Notes& notes) {
    if (order.empty()) return;
    NotedClaim& noted = notes.claims.emplace_back();
    noted.scope = &scope;
    if (claim) {
        noted.claim_no = heading->claim_no;
        noted.claim = claim->control_number.text;
        noted.charge = claim->charge.cents;
        noted.charge_known = claim->charge.ok();
        noted.accepted = heading->accepted;
        noted.lines = heading->lines;
        noted.payer = claim->subscriber->payer.last_name.text;
        noted.provider = heading->billing_provider;
    }
    noted.segments_begin = static_cast<std::uint32_t>(notes.segments.size());
    choose_segments(findings, order, claim, piece, notes);
    noted.segments_end = static_cast<std::uint32_t>(notes.segments.size());
    if (claim) {
        auto const inside = std::count_if(shown_.begin(), shown_.end(),
                                          [&](std::uint32_t i) { return i >= claim->first_segment && i < claim->end_segment; });
        noted.segments_left_out = claim->end_segment - claim->first_segment - static_cast<std::uint32_t>(inside);
    }
    noted.findings_begin = static_cast<std::uint32_t>(notes.findings.size());
    for (std::uint32_t const i : order) {
        rules::Finding const& finding = findings.list[i];
        NotedFinding& told = notes.findings.emplace_back();
        told.rule = finding.rule;
        told.severity = finding.severity;
        told.line = finding.line;
        told.message_begin = static_cast<std::uint32_t>(notes.messages.size());
        notes.messages.append(findings.message(finding));
        told.message_end = static_cast<std::uint32_t>(notes.messages.size());
        if (claim) told.day = day_of_service(*claim, finding.line);
        told.place = place_of(finding.place, piece);
        told.related_begin = static_cast<std::uint32_t>(notes.related.size());
        for (rules::Related const& other : findings.related_to(finding))
            if (other.place != finding.place) notes.related.push_back(place_of(other.place, piece));
        told.related_end = static_cast<std::uint32_t>(notes.related.size());
    }
    noted.findings_end = static_cast<std::uint32_t>(notes.findings.size());
}

void NoteTaker::envelope(FindingView const& finding, read::ScopeLevel rejects, std::optional<std::int64_t> charge, Notes& notes) {
    NotedClaim& noted = notes.claims.emplace_back();
    noted.scope = finding.scope;
    noted.claim = finding.claim;
    noted.claim_no = finding.claim_no;
    noted.charge = charge.value_or(0);
    noted.charge_known = charge.has_value();
    noted.accepted = false;
    Location const& at = finding.location;
    noted.segments_begin = static_cast<std::uint32_t>(notes.segments.size());
    if (!at.segment_text.empty()) notes.segments.push_back({at.segment_text.substr(0, clipped_segment), at.loop, at.segment_no});
    noted.segments_end = static_cast<std::uint32_t>(notes.segments.size());
    noted.findings_begin = static_cast<std::uint32_t>(notes.findings.size());
    NotedFinding& told = notes.findings.emplace_back();
    told.rule = finding.rule;
    told.severity = finding.severity;
    told.waiver = finding.waiver;
    told.rejects = rejects;
    told.message_begin = static_cast<std::uint32_t>(notes.messages.size());
    notes.messages.append(finding.message);
    told.message_end = static_cast<std::uint32_t>(notes.messages.size());
    if (!at.segment_text.empty()) {
        told.place.segment = 0;
        std::uint64_t const from = at.offset >= at.segment_offset ? at.offset - at.segment_offset : 0;
        std::size_t const size = notes.segments.back().text.size();
        told.place.begin = static_cast<std::uint32_t>(std::min<std::uint64_t>(from, size));
        told.place.length = std::min<std::uint32_t>(at.length, static_cast<std::uint32_t>(size) - told.place.begin);
    }
    noted.findings_end = static_cast<std::uint32_t>(notes.findings.size());
}

} // namespace engine::report::html
