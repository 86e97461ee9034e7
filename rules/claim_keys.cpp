#include "rules/claim_keys.hpp"

#include <algorithm>

#include "rules/elements.hpp"
#include "rules/fingerprint.hpp"
#include "rules/modifiers/repeat_reason.hpp"
#include "rules/registry.hpp"
#include "rules/units/day_limits.hpp"

namespace rules {

extern Rule const units_over_day_limit_with_earlier_claims;

namespace {

constexpr std::uint32_t most_units = UINT32_MAX; // also: no limit

// Seeds: the same values in different roles are different things.
enum Seed : std::uint64_t {
    of_person = 1,
    of_line,
    of_claim,
    of_rest,
    of_drug_day,
    of_drug_line,
    of_number,
    of_payer_number,
    of_week,
    of_service,
    of_batch,
    of_part
};

std::uint32_t number_print(Seed seed, std::string_view number) {
    Fingerprint print(seed);
    print.add(number);
    auto const bits = static_cast<std::uint32_t>(print.value() & ~DrugDayKey::line_bits);
    return bits == 0 ? 1 : bits;
}

/// The value, whatever it was written like; the text where there is no value.
void add(Fingerprint& print, edi::Money const& money) {
    if (money.ok())
        print.add(static_cast<std::uint64_t>(money.cents));
    else
        print.add(money.field.text);
}
void add(Fingerprint& print, edi::Quantity const& quantity) {
    if (quantity.ok())
        print.add(static_cast<std::uint64_t>(quantity.value.mantissa) << 5 | quantity.value.scale);
    else
        print.add(quantity.field.text);
}
void add(Fingerprint& print, edi::Date const& date) {
    if (date.ok())
        print.add(std::uint64_t{static_cast<std::uint32_t>(date.from.number)} << 32 | static_cast<std::uint32_t>(date.through.number));
    else
        print.add(date.value.text);
}
/// Who it is: the id, or what else tells one from another.
void add_identity(Fingerprint& print, edi::Party const& party) {
    if (party.id.present()) return print.add(party.id.text);
    print.add(party.tax_id.text);
    print.add(party.last_name.text);
}

std::uint64_t whose_claim(edi::Claim const& claim, char usage) {
    Fingerprint print(of_person);
    print.add(static_cast<std::uint64_t>(claim.guide) << 8 | static_cast<unsigned char>(usage));
    print.add(claim.header->type.text);
    add_identity(print, claim.billing_provider->name);
    edi::Subscriber const& subscriber = *claim.subscriber;
    add_identity(print, subscriber.payer);
    print.add(subscriber.coverage.sequence.text);
    print.add(subscriber.name.id.text);
    edi::Party const& patient = claim.patient->present() ? claim.patient->name : subscriber.name;
    print.add(patient.last_name.text);
    print.add(patient.first_name.text);
    print.add(patient.birth_date.text);
    return print.value();
}

/// The practitioners and places of a claim or a line, whatever their order.
std::uint64_t providers_print(edi::Claim const& claim, edi::Range range) {
    std::uint64_t sum = 0;
    for (edi::Party const& party : edi::Claim::part(claim.providers, range)) {
        Fingerprint print(of_person);
        print.add(party.entity.text);
        add_identity(print, party);
        sum += print.value();
    }
    return sum;
}

void add_modifiers(Fingerprint& print, edi::ServiceLine const& line) {
    for (edi::Field const& modifier : line.modifiers) {
        if (!modifier.present()) break;
        print.add(modifier.text);
    }
}

/// What was done, when, and with which drug.
void add_service(Fingerprint& print, edi::ServiceLine const& line) {
    print.add(line.procedure.text);
    add_modifiers(print, line);
    if (line.revenue_code.present()) print.add(line.revenue_code.text);
    add(print, line.service_date);
    if (line.drug.present()) print.add(line.drug.id.text);
}

/// And everything else that is compared.
void add_rest(Fingerprint& print, edi::Claim const& claim, edi::ServiceLine const& line) {
    add(print, line.charge);
    add(print, line.units);
    print.add(place_of(claim, line));
    if (line.drug.present()) {
        print.add(line.drug.prescription.text);
        add(print, line.drug.quantity);
    }
    if (line.providers.count > 0) print.add(providers_print(claim, line.providers));
}

std::string_view payer_claim_number(edi::Claim const& claim) {
    for (edi::Reference const& reference : edi::Claim::part(claim.references, claim.own_references))
        if (reference.qualifier.text == "F8") return reference.value.text;
    return {};
}

ClaimRole role_of(edi::Claim const& claim) {
    std::string_view const frequency = claim.frequency.text;
    return frequency == "7" ? ClaimRole::replacement : frequency == "8" ? ClaimRole::cancellation : ClaimRole::original;
}

/// A line's print together with what the claim says for all its lines: practitioners and place.
std::uint32_t service_print(std::uint64_t line, std::uint64_t by_and_where) {
    return static_cast<std::uint32_t>((line ^ by_and_where) * 0x9E3779B97F4A7C15 >> 32);
}

constexpr unsigned part_bits = 9;
constexpr std::uint64_t part_mask = (1U << part_bits) - 1;
static_assert(claim_parts * part_bits <= 64);

/// The print of a part at its place in ClaimKeys::parts.
std::uint64_t part_print(ClaimPart part, std::uint64_t word) {
    Fingerprint print(of_part);
    print.add(word);
    return (print.value() & part_mask) << static_cast<unsigned>(part) * part_bits;
}

constexpr std::int32_t no_day = INT32_MAX;
constexpr std::size_t most_later_weeks = 53;

/// Weeks, counted from a day long before all dates. Claims of one patient are looked up by them, because the lines of a claim are on several days
/// more often than in several weeks.
std::int64_t week_of(std::int32_t day) {
    return (std::int64_t{day} + 1'000'000) / 7;
}

/// Where claims of `whose` with services in this week are looked up.
std::uint64_t week_key(std::uint64_t whose, std::int64_t week) {
    Fingerprint key(of_week);
    key.add(whose);
    key.add(static_cast<std::uint64_t>(week));
    return key.value();
}

/// The weeks behind that of `first` in which services of the claim begin, so many of them.
void add_later_weeks(edi::Claim const& claim, std::uint64_t whose, std::int32_t first, std::vector<std::uint64_t>& keys) {
    std::size_t const begin = keys.size();
    std::int64_t const first_week = week_of(first);
    std::int64_t last = first_week;
    for (edi::ServiceLine const& line : claim.lines) {
        if (!line.service_date.ok()) continue;
        std::int64_t const week = week_of(line.service_date.from.number);
        if (week == first_week || week == last) continue;
        last = week;
        std::uint64_t const key = week_key(whose, week);
        if (std::find(keys.begin() + static_cast<std::ptrdiff_t>(begin), keys.end(), key) == keys.end()) keys.push_back(key);
        if (keys.size() - begin == most_later_weeks) return;
    }
}

/// Saturates: what is too large for the type passes every limit that fits.
std::uint32_t thousandths(edi::Decimal units, std::int64_t days) {
    if (units.mantissa <= 0) return 0;
    std::int64_t value = units.mantissa;
    for (int scale = units.scale; scale > 3; --scale) value /= 10;
    for (int scale = units.scale; scale < 3; ++scale)
        if (__builtin_mul_overflow(value, 10, &value)) return most_units;
    return static_cast<std::uint32_t>(std::min<std::int64_t>(value / days, most_units));
}

std::uint64_t drug_day_key(std::uint64_t whose, std::string_view procedure, edi::Day day) {
    Fingerprint key(of_drug_day);
    key.add(whose);
    key.add(procedure);
    key.add(static_cast<std::uint64_t>(day.number));
    return key.value();
}

/// That of the code tables; where the policy does not want to hear of it, none.
void find_table_limit(ClaimFacts const& facts, UnitLimitRow const& limit, DrugDayKey& key) {
    key.limit = key.error_limit = most_units;
    auto const severity = facts.policy.sections().unit_limits.severity(limit.indicator);
    if (severity) key.limit = thousandths({limit.units, 0}, 1);
    if (severity == Severity::error) key.error_limit = key.limit;
}

/// The lowest limits for a day that hold for the line: of any severity, and of those that are errors.
void find_limits(ClaimFacts const& facts, LineFacts const& line, DrugDayKey& key) {
    key.limit = key.error_limit = most_units;
    each_day_limit(facts, line, [&](DayLimit const& limit) {
        std::uint32_t const most = thousandths(limit.units, 1);
        key.limit = std::min(key.limit, most);
        if (limit.severity == Severity::error) key.error_limit = std::min(key.error_limit, most);
    });
    if (UnitLimitRow const* const limit = table_day_limit(facts, line)) find_table_limit(facts, *limit, key);
}

} // namespace

edi::Decimal units_of(std::uint64_t thousandths) {
    return {static_cast<std::int64_t>(thousandths), 3};
}

ClaimKeyFinder::ClaimKeyFinder(Policy const& policy)
    : limits_are_errors_(policy.severity(units_over_day_limit_with_earlier_claims) == Severity::error) {}

ClaimKeys ClaimKeyFinder::find(ClaimFacts const& facts, char usage, KeyLists& lists) const {
    edi::Claim const& claim = facts.claim;
    std::uint64_t const whose = whose_claim(claim, usage), practitioners = providers_print(claim, claim.own_providers);
    Fingerprint where(of_service);
    where.add(practitioners);
    where.add(claim.facility_code.text);
    std::uint64_t const by_and_where = where.value();
    std::uint64_t services = 0, lines = 0, units = 0;
    std::int32_t first = no_day, last = INT32_MIN;
    bool all_explained = !claim.lines.empty();
    for (std::uint32_t i = 0; i < claim.lines.size(); ++i) {
        edi::ServiceLine const& line = claim.lines[i];
        Fingerprint print(of_line);
        add_service(print, line);
        services += print.value();
        Fingerprint of_units = print;
        add(of_units, line.units);
        units += of_units.value();
        add_rest(print, claim, line);
        std::uint64_t const whole = print.value();
        lines += whole;
        if (line.service_date.ok()) {
            first = std::min(first, line.service_date.from.number);
            last = std::max(last, line.service_date.from.number);
        }
        bool const explained = explains_a_repeat(line, facts.policy);
        all_explained = all_explained && explained;
        if (!explained && !facts.lines[i].drug && is_one_service(line)) lists.services.push_back({service_print(whole, by_and_where), i});
    }
    ClaimKeys keys;
    keys.role = role_of(claim);
    keys.number = number_print(of_number, claim.control_number.text);
    std::string_view const payer_number = keys.role == ClaimRole::original ? std::string_view() : payer_claim_number(claim);
    if (!payer_number.empty()) keys.payer_number = number_print(of_payer_number, payer_number);

    edi::Date const* const statement = statement_dates(claim);
    if (first == no_day && statement) first = statement->from.number;
    keys.key = week_key(whose, week_of(first));
    if (last > first && week_of(last) > week_of(first)) add_later_weeks(claim, whose, first, lists.later_weeks);

    // A claim whose lines all say why they repeat others is the same as another only when it has its number too.
    Fingerprint alike(of_claim);
    if (statement) add(alike, *statement);
    alike.add(services);
    if (all_explained) alike.add(claim.control_number.text);

    Fingerprint rest(of_rest);
    add(rest, claim.charge);
    rest.add(claim.frequency.text);
    rest.add(claim.facility_code.text);
    rest.add(payer_number);
    Fingerprint codes(of_part), charge(of_part), frequency(of_part), place(of_part);
    for (edi::HealthCode const& code : claim.codes) {
        rest.add(code.code.text);
        codes.add(code.code.text);
    }
    rest.add(practitioners);
    rest.add(lines);
    keys.print = (alike.value() & ~std::uint64_t{UINT32_MAX}) | rest.value() >> 32;

    add(charge, claim.charge);
    frequency.add(claim.frequency.text);
    place.add(claim.facility_code.text);
    keys.parts = part_print(ClaimPart::charge, charge.value()) | part_print(ClaimPart::frequency, frequency.value()) |
                 part_print(ClaimPart::place, place.value()) | part_print(ClaimPart::codes, codes.value()) |
                 part_print(ClaimPart::practitioners, practitioners) | part_print(ClaimPart::units, units) |
                 part_print(ClaimPart::lines, lines);

    std::vector<DrugDayKey>& days = lists.drug_days;
    std::size_t const begin = days.size();
    for (std::uint32_t const line : facts.drug_lines) add_drug_days(facts, line, {whose, practitioners}, days);
    for (std::uint32_t const line : facts.limited_lines) add_limited_day(facts, line, whose, days);
    if (days.size() - begin > 1)
        std::sort(days.begin() + static_cast<std::ptrdiff_t>(begin), days.end(),
                  [](DrugDayKey const& a, DrugDayKey const& b) { return a.key != b.key ? a.key < b.key : a.line < b.line; });
    return keys;
}

std::uint32_t differences(std::uint64_t a, std::uint64_t b) {
    std::uint32_t found = 0;
    for (unsigned part = 0; part < claim_parts; ++part)
        if (((a ^ b) >> part * part_bits & part_mask) != 0) found |= 1U << part;
    return found;
}

std::uint64_t batch_print(edi::SetHeader const& header, char usage) {
    Fingerprint print(of_batch);
    print.add(static_cast<unsigned char>(usage));
    for (edi::Field const* field : {&header.reference, &header.date, &header.time, &header.type, &header.submitter.id, &header.receiver.id})
        print.add(field->text);
    return print.value();
}

void ClaimKeyFinder::add_drug_days(ClaimFacts const& facts, std::uint32_t line, OfClaim const& of,
                                   std::vector<DrugDayKey>& drug_days) const {
    LineFacts const& known = facts.lines[line];
    std::int32_t const days = known.through.number - known.day.number + 1;
    if (!known.day_known || days > most_days_of_a_line) return;
    edi::ServiceLine const& service = facts.claim.lines[line];

    Fingerprint print(of_drug_line);
    add_modifiers(print, service);
    print.add(service.drug.id.text);
    add(print, service.units);
    print.add(place_of(facts.claim, service));
    print.add(service.drug.prescription.text);
    print.add(service.providers.count > 0 ? providers_print(facts.claim, service.providers) : of.practitioners);

    DrugDayKey key;
    key.print = print.value() & DrugDayKey::line_bits;
    key.line = line;
    key.explained = explains_a_repeat(service, facts.policy);
    key.units = service.units.ok() ? thousandths(service.units.value, days) : 0;
    find_limits(facts, known, key);
    if (!limits_are_errors_) key.error_limit = most_units;
    for (std::int32_t day = known.day.number; day <= known.through.number; ++day) {
        key.day = {day};
        key.key = drug_day_key(of.whose, service.procedure.text, key.day);
        drug_days.push_back(key);
    }
}

// A line that has a limit a day in the code tables and none of the policy. Over several days such a limit is not told over claims.
void ClaimKeyFinder::add_limited_day(ClaimFacts const& facts, std::uint32_t line, std::uint64_t whose,
                                     std::vector<DrugDayKey>& days) const {
    LineFacts const& known = facts.lines[line];
    UnitLimitRow const* const limit = table_day_limit(facts, known);
    edi::Quantity const& units = facts.claim.lines[line].units;
    if (!limit || known.drug || !known.day_known || known.day != known.through || !units.ok()) return;
    DrugDayKey key;
    find_table_limit(facts, *limit, key);
    if (key.limit == most_units) return;
    if (!limits_are_errors_) key.error_limit = most_units;
    key.key = drug_day_key(whose, facts.claim.lines[line].procedure.text, known.day);
    key.line = line;
    key.day = known.day;
    key.units = thousandths(units.value, 1);
    key.explained = true;
    key.drug = false;
    days.push_back(key);
}

} // namespace rules
