#include "rules/facts.hpp"

#include <algorithm>
#include <charconv>
#include <tuple>

#include "rules/indications/support.hpp"
#include "rules/situation_traits.hpp"

namespace rules {

namespace {

/// The line whose LX01 is `number`, if lines are numbered from 1 as the guides have it; else no_index. The short way keeps a claim
/// with very many lines linear.
std::uint32_t line_numbered(edi::Claim const& claim, std::string_view number) {
    std::uint32_t n = 0;
    auto const [end, error] = std::from_chars(number.data(), number.data() + number.size(), n);
    if (error != std::errc{} || end != number.data() + number.size() || n == 0 || n > claim.lines.size()) return no_index;
    return claim.lines[n - 1].number.text == number ? n - 1 : no_index;
}

// The traits of doubt say that some value or date may be reported, so the rules on them look closer. They may say too much, never too
// little; the rules on units (U101, U102) and on values (V001, V003 to V007) hang on them.

bool is_plain(edi::Reading reading) {
    return reading == edi::Reading::ok || reading == edi::Reading::absent;
}

Traits doubt_if(bool value, bool date) {
    return (value ? trait::doubtful_values : 0) | (date ? trait::doubtful_dates : 0);
}

bool is_doubtful_charge(edi::Money const& charge) {
    return !charge.ok() || charge.cents < 0;
}

Traits doubts_of_claim(edi::Claim const& claim) {
    bool date = false;
    for (edi::Date const& own : edi::Claim::part(claim.dates, claim.own_dates))
        date = date || (!is_plain(own.reading) && own.qualifier.text == "434"); // other dates of the claim have no rule
    return doubt_if(is_doubtful_charge(claim.charge), date);
}

Traits doubts_of_payers(edi::Claim const& claim) {
    bool value = false, date = false;
    for (edi::OtherPayer const& other : claim.other_payers) date = date || !is_plain(other.adjudicated.reading);
    for (edi::Adjudication const& adjudication : claim.adjudications) {
        value = value || !is_plain(adjudication.paid_units.reading);
        date = date || !is_plain(adjudication.adjudicated.reading);
    }
    return doubt_if(value, date);
}

bool any_rejected_modifier(Policy const& policy, edi::ServiceLine const& line) {
    return std::any_of(std::begin(line.modifiers), std::end(line.modifiers),
                       [&](edi::Field const& m) { return m.present() && policy.may_reject_modifier(m.text); });
}

} // namespace

edi::Date const* statement_dates(edi::Claim const& claim) {
    if (claim.guide != edi::GuideId::institutional) return nullptr;
    for (edi::Date const& date : edi::Claim::part(claim.dates, claim.own_dates))
        if (date.qualifier.text == "434") return &date;
    return nullptr;
}

edi::PeriodReading service_days(edi::ServiceLine const& line, edi::Date const* statement) {
    edi::PeriodReading const period = period_of(line.service_date);
    return period.reading == edi::Reading::absent && statement ? period_of(*statement) : period;
}

edi::PeriodReading period_of(edi::Date const& date) {
    if (date.ok() || date.format.text != "RD8") return {date.reading, date.from, date.through};
    auto const day = edi::read_day(date.value.text);
    return {day.reading == edi::Reading::ok ? edi::Reading::ok : date.reading, day.day, day.day};
}

Cents sum_of_adjustments(edi::Claim const& claim, edi::Range range) {
    Cents sum;
    for (edi::Adjustment const& adjustment : edi::Claim::part(claim.adjustments, range)) sum.add(adjustment.amount);
    return sum;
}

bool has_modifier(edi::ServiceLine const& line, std::string_view modifier) {
    return std::any_of(std::begin(line.modifiers), std::end(line.modifiers), [&](edi::Field const& m) { return m.text == modifier; });
}

bool same_drug_and_day(LineFacts const& a, LineFacts const& b) {
    return a.dosed == b.dosed && a.day_known && b.day_known && a.day == b.day && a.through == b.through;
}

ClaimFacts FactFinder::find(edi::Claim const& claim) {
    payers_.clear();
    line_payers_.clear();
    balances_.clear();
    parts_.clear();
    strange_line_payer_ = false;
    traits_ = doubts_of_claim(claim);
    find_lines(claim);
    if (!claim.other_payers.empty() || !claim.adjudications.empty()) {
        traits_ |= trait::other_payers | doubts_of_payers(claim);
        find_payers(claim);
        find_balances(claim);
    }
    ClaimFacts facts{.claim = claim,
                     .policy = *policy_,
                     .tables = policy_->tables(),
                     .known = codes_,
                     .lines = lines_,
                     .drug_lines = drug_lines_,
                     .dosed_lines = dosed_lines_,
                     .limited_lines = limited_lines_,
                     .payers = payers_,
                     .line_payers = line_payers_,
                     .strange_line_payer = strange_line_payer_,
                     .balances = balances_,
                     .balance_parts = parts_,
                     .line_charges = line_charges_,
                     .traits = traits_};
    facts.traits |= support_traits(facts);
    return facts;
}

void FactFinder::find_lines(edi::Claim const& claim) {
    lines_.assign(claim.lines.size(), {});
    drug_lines_.clear();
    dosed_lines_.clear();
    limited_lines_.clear();
    Cents charges;
    edi::Date const* const statement = statement_dates(claim);
    LineTraits seen(claim, *policy_, codes_, statement);
    for (std::uint32_t i = 0; i < claim.lines.size(); ++i) {
        edi::ServiceLine const& line = claim.lines[i];
        charges.add(line.charge);
        KnownProcedure const& code = codes_.procedure(line.procedure.text);
        seen.add(line, code);
        bool const has_ndc = line.drug.present();
        if (code.quiet && !has_ndc) continue; // dates are wanted for the others only
        find_day(claim, i, statement);
        if (code.drug) find_drug(claim, i);
        if (has_ndc) find_ndc(claim, i);
        if (code.limits[0] || code.limits[1]) find_limit(claim, i, code);
        if (code.other_code || (code.drug && line.description.present())) traits_ |= trait::doubtful_codes;
    }
    line_charges_ = charges;
    traits_ |= seen.all() | situation_traits(claim, *policy_, codes_, seen);
    if (drug_lines_.size() > 1 || dosed_lines_.size() > 1) sort_drug_lines(claim);
    if (limited_lines_.size() > 1) sort_limited_lines(claim);
}

void FactFinder::find_day(edi::Claim const& claim, std::uint32_t i, edi::Date const* statement) {
    edi::PeriodReading const period = service_days(claim.lines[i], statement);
    if (period.reading != edi::Reading::ok) return;
    lines_[i].day = period.from;
    lines_[i].through = period.through;
    lines_[i].day_known = true;
    lines_[i].in_force = policy_->day_in_force(period.from);
}

void FactFinder::find_drug(edi::Claim const& claim, std::uint32_t i) {
    edi::ServiceLine const& line = claim.lines[i];
    std::string_view const code = line.procedure.text;
    LineFacts& facts = lines_[i];
    facts.drug = facts.dosed = facts.day_known ? policy_->drug(code, facts.in_force) : policy_->drug_on_unknown_day(code);
    if (!facts.drug) return;
    facts.payer = policy_->sections().payers.of(claim, facts.looked_up());
    traits_ |= drug_lines_.empty() ? trait::drug_lines : trait::several_drug_lines;
    if (any_rejected_modifier(*policy_, line)) traits_ |= trait::drug_modifiers;
    drug_lines_.push_back(i);
}

// The line's drug is asked first; the same substance under another code tells as much when it is counted in the same measure.
void FactFinder::find_ndc(edi::Claim const& claim, std::uint32_t i) {
    edi::ServiceLine const& line = claim.lines[i];
    traits_ |= trait::national_codes;
    LineFacts& facts = lines_[i];
    Drugs const& drugs = policy_->sections().drugs;
    if (line.drug.id_qualifier.text == "N4") facts.ndc_owners = drugs.owners(ndc_number(line.drug.id.text));
    for (NdcOwner const& owner : facts.ndc_owners) {
        Drug const& known = drugs.drug_of(owner);
        NdcStrength const& strength = drugs.strength_of(owner);
        if (!facts.within(known.valid) || !facts.within(strength.valid)) continue;
        bool const own = facts.drug ? &known == facts.drug : known.code == line.procedure.text;
        bool const same = facts.drug && known.substance == facts.drug->substance && known.unit_measure == facts.drug->unit_measure;
        if (own) facts.dosed = &known;
        if (own || (same && !facts.strength)) facts.strength = &strength;
        if (own) break;
    }
    if (facts.dosed) dosed_lines_.push_back(i);
}

void FactFinder::find_limit(edi::Claim const& claim, std::uint32_t i, KnownProcedure const& code) {
    edi::ServiceLine const& line = claim.lines[i];
    LineFacts& facts = lines_[i];
    if (line.procedure_qualifier.text != "HC" || (facts.drug && (!facts.drug->limits.empty() || facts.drug->redefines))) return;
    bool const professional = claim.guide == edi::GuideId::professional;
    if (!professional && !policy_->sections().unit_limits.is_outpatient_bill(claim.facility_code.text)) return;
    facts.unit_limit = code.limits[professional ? 0 : 1];
    if (!facts.unit_limit) return;
    limited_lines_.push_back(i);
    edi::Decimal const most{facts.unit_limit->units, 0};
    if (limited_lines_.size() > 1 || (line.units.ok() && edi::compare(line.units.value, most) > 0)) traits_ |= trait::doubtful_limits;
}

void FactFinder::sort_limited_lines(edi::Claim const& claim) {
    auto const key = [&](std::uint32_t i) {
        LineFacts const& facts = lines_[i];
        return std::make_tuple(claim.lines[i].procedure.text, facts.day_known, facts.day, facts.through, i);
    };
    std::sort(limited_lines_.begin(), limited_lines_.end(), [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
}

void FactFinder::sort_drug_lines(edi::Claim const& claim) {
    // Policy and tables hold their drugs in order of code and first day, so among the drugs of each the addresses are in that order too.
    auto const key = [&](std::uint32_t i) {
        LineFacts const& facts = lines_[i];
        return std::make_tuple(facts.drug == nullptr, facts.dosed, facts.day_known, facts.day, facts.through, claim.lines[i].drug.id.text,
                               i);
    };
    auto const before = [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); };
    std::sort(drug_lines_.begin(), drug_lines_.end(), before);
    std::sort(dosed_lines_.begin(), dosed_lines_.end(), before);
}

std::uint32_t FactFinder::payer_of(edi::Claim const& claim, std::string_view id) const {
    auto const id_of = [&](std::uint32_t payer) { return claim.other_payers[payer].payer.id.text; };
    auto const found = std::lower_bound(payers_by_id_.begin(), payers_by_id_.end(), id,
                                        [&](std::uint32_t payer, std::string_view wanted) { return id_of(payer) < wanted; });
    return found != payers_by_id_.end() && !id.empty() && id_of(*found) == id ? *found : no_index;
}

void FactFinder::find_payers(edi::Claim const& claim) {
    auto const count = static_cast<std::uint32_t>(claim.other_payers.size());
    payers_.assign(count, {});
    payers_by_id_.resize(count);
    for (std::uint32_t i = 0; i < count; ++i) payers_by_id_[i] = i;
    auto const id_of = [&](std::uint32_t payer) { return claim.other_payers[payer].payer.id.text; };
    std::sort(payers_by_id_.begin(), payers_by_id_.end(),
              [&](std::uint32_t a, std::uint32_t b) { return std::make_tuple(id_of(a), a) < std::make_tuple(id_of(b), b); });

    for (std::uint32_t i = 0; i < count; ++i) {
        std::uint32_t const payer = payers_by_id_[i];
        bool const as_before = i > 0 && id_of(payers_by_id_[i - 1]) == id_of(payer);
        bool const as_next = i + 1 < count && id_of(payers_by_id_[i + 1]) == id_of(payer);
        PayerFacts& facts = payers_[payer];
        edi::OtherPayer const& other = claim.other_payers[payer];
        facts.id_unique = !id_of(payer).empty() && !as_before && !as_next;
        if (!id_of(payer).empty()) facts.same_id = as_before ? payers_[payers_by_id_[i - 1]].same_id : payer;
        facts.claim_adjusted = sum_of_adjustments(claim, other.adjustments);
        facts.decided = other.paid.field.present() || other.adjustments.count > 0;
    }

    for (edi::Adjudication const& adjudication : claim.adjudications) {
        std::uint32_t const payer = payer_of(claim, adjudication.payer_id.text);
        line_payers_.push_back(payer);
        strange_line_payer_ = strange_line_payer_ || payer == no_index;
        if (payer == no_index) continue;
        PayerFacts& facts = payers_[payer];
        facts.decided = true;
        ++facts.adjudications;
        if (adjudication.adjudicated_count > 0 && facts.dated_adjudications++ == 0) facts.line_date = adjudication.adjudicated.value.place;
        if (!facts.line_liability.known()) facts.line_liability = adjudication.patient_liability.field.place;
        facts.line_paid.add(adjudication.paid);
        facts.line_adjusted.add(sum_of_adjustments(claim, adjudication.adjustments));
    }
    find_lines_of_payers(claim);
}

// A payer that decided on every line that charges something decided line by line.
void FactFinder::find_lines_of_payers(edi::Claim const& claim) {
    lines_of_payer_.assign(payers_.size(), {});
    std::uint32_t charging = 0;
    for (std::uint32_t line = 0; line < claim.lines.size(); ++line) {
        edi::Money const& charge = claim.lines[line].charge;
        if (charge.ok() && charge.cents == 0) continue;
        ++charging;
        edi::Range const range = claim.lines[line].adjudications;
        for (std::uint32_t a = range.first; a < range.first + range.count; ++a) {
            if (line_payers_[a] == no_index) continue;
            LinesOfPayer& lines = lines_of_payer_[line_payers_[a]];
            if (lines.count == 0 || lines.last != line) ++lines.count;
            lines.last = line;
        }
    }
    for (std::size_t i = 0; i < payers_.size(); ++i)
        payers_[i].on_every_line = payers_[i].adjudications > 0 && lines_of_payer_[i].count == charging;
}

// A line's equation needs no more of its payer than to be told from the others: ids that no other payer of the claim has are numbered
// behind those of the payers.
void FactFinder::number_strangers(edi::Claim const& claim) {
    auto const id_of = [&](std::uint32_t part) { return claim.adjudications[parts_[part].adjudication].payer_id.text; };
    std::sort(strangers_.begin(), strangers_.end(),
              [&](std::uint32_t a, std::uint32_t b) { return std::make_tuple(id_of(a), a) < std::make_tuple(id_of(b), b); });
    auto number = static_cast<std::uint32_t>(payers_.size());
    for (std::size_t i = 0; i < strangers_.size(); ++i) {
        if (i > 0 && id_of(strangers_[i]) != id_of(strangers_[i - 1])) ++number;
        parts_[strangers_[i]].payer = number;
    }
}

namespace {

bool by_payer_and_group(BalancePart const& a, BalancePart const& b) {
    return std::tie(a.payer, a.group, a.line, a.adjudication) < std::tie(b.payer, b.group, b.line, b.adjudication);
}

} // namespace

// The lines of a payer fall into groups: SVD06 on a line's 2430 joins the line with the one it was bundled into. Each group balances as
// a whole, because a payer may move the charge of one line to another.
void FactFinder::find_balances(edi::Claim const& claim) {
    strangers_.clear();
    bool any_bundle = false;
    for (std::uint32_t line = 0; line < claim.lines.size(); ++line) {
        edi::Range const range = claim.lines[line].adjudications;
        for (std::uint32_t a = range.first; a < range.first + range.count; ++a) {
            std::uint32_t const payer = line_payers_[a];
            bool const stranger = payer == no_index && claim.adjudications[a].payer_id.present();
            if (!stranger && (payer == no_index || !payers_[payer].id_unique)) continue;
            if (stranger) strangers_.push_back(static_cast<std::uint32_t>(parts_.size()));
            parts_.push_back({payer, line, line, a});
            any_bundle = any_bundle || claim.adjudications[a].bundled_line.present();
        }
    }
    number_strangers(claim);
    std::sort(parts_.begin(), parts_.end(), by_payer_and_group);
    if (any_bundle) join_bundles(claim);

    for (std::uint32_t i = 0; i < parts_.size();) {
        BalancePart const& first = parts_[i];
        LineBalance balance;
        balance.payer = first.payer;
        balance.first_part = i;
        balance.adjudication = first.adjudication;
        balance.line = first.line;
        std::uint32_t line = no_index;
        for (; i < parts_.size() && parts_[i].payer == first.payer && parts_[i].group == first.group; ++i) {
            edi::Adjudication const& adjudication = claim.adjudications[parts_[i].adjudication];
            if (parts_[i].line != line) {
                line = parts_[i].line;
                ++balance.line_count;
                balance.charges.add(claim.lines[line].charge);
            }
            balance.paid.add(adjudication.paid);
            balance.adjusted.add(sum_of_adjustments(claim, adjudication.adjustments));
        }
        balance.part_count = i - balance.first_part;
        if (first.group != no_index) balances_.push_back(balance);
    }
}

// Union by parent pointers, payer by payer; a group with a line that cannot be found becomes no_index.
void FactFinder::join_bundles(edi::Claim const& claim) {
    auto const lost = static_cast<std::uint32_t>(claim.lines.size()); // stands for "a line we do not have"
    bundled_into_.resize(claim.lines.size() + 1);
    auto const root = [&](std::uint32_t line) {
        while (bundled_into_[line] != line) line = bundled_into_[line] = bundled_into_[bundled_into_[line]];
        return line;
    };
    for (std::size_t begin = 0, end = 0; begin < parts_.size(); begin = end) {
        while (end < parts_.size() && parts_[end].payer == parts_[begin].payer) ++end;
        std::span<BalancePart> const own(parts_.data() + begin, end - begin);
        for (BalancePart const& part : own) bundled_into_[part.line] = part.line;
        bundled_into_[lost] = lost;
        auto const adjudicated = [&](std::uint32_t line) {
            auto const found =
                std::lower_bound(own.begin(), own.end(), line, [](BalancePart const& part, std::uint32_t l) { return part.line < l; });
            return found != own.end() && found->line == line;
        };
        for (BalancePart const& part : own) {
            edi::Field const& target = claim.adjudications[part.adjudication].bundled_line;
            if (!target.present()) continue;
            std::uint32_t const line = line_numbered(claim, target.text);
            std::uint32_t const a = root(part.line), b = root(line != no_index && adjudicated(line) ? line : lost);
            bundled_into_[std::min(a, b)] = std::max(a, b); // the last line, or `lost`, is the root
        }
        for (BalancePart& part : own) part.group = root(part.line) == lost ? no_index : root(part.line);
    }
    std::sort(parts_.begin(), parts_.end(), by_payer_and_group);
}

std::optional<std::int64_t> LineBalance::difference() const {
    Cents accounted = paid;
    accounted.add(adjusted);
    std::int64_t left = 0;
    if (!accounted.reliable || !charges.reliable || __builtin_sub_overflow(charges.total, accounted.total, &left)) return std::nullopt;
    return left;
}

} // namespace rules
