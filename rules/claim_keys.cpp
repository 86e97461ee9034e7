#include "rules/claim_keys.hpp"

#include <algorithm>

#include "rules/fingerprint.hpp"
#include "rules/modifiers/repeat_reason.hpp"
#include "rules/registry.hpp"
#include "rules/units/day_limits.hpp"

namespace rules {

extern Rule const units_over_day_limit_with_earlier_claims;

namespace {

constexpr std::uint32_t most_units = UINT32_MAX; // also: no limit

// Seeds: the same values in different roles are different things.
enum Seed : std::uint64_t { of_person = 1, of_line, of_claim, of_rest, of_drug_day, of_drug_line, of_number, of_payer_number };

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
    if (line.place_of_service.present()) print.add(line.place_of_service.text);
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

/// A claim whose lines all say why they repeat others is the same as another only when it has its number too.
bool explains_itself(edi::Claim const& claim, Policy const& policy) {
    return !claim.lines.empty() && std::all_of(claim.lines.begin(), claim.lines.end(),
                                               [&](edi::ServiceLine const& line) { return explains_a_repeat(line, policy); });
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

/// The lowest limits for a day that hold for the line: of any severity, and of those that are errors.
void find_limits(ClaimFacts const& facts, LineFacts const& line, DrugDayKey& key) {
    key.limit = key.error_limit = most_units;
    each_day_limit(facts, line, [&](DayLimit const& limit) {
        std::uint32_t const most = thousandths(limit.units, 1);
        key.limit = std::min(key.limit, most);
        if (limit.severity == Severity::error) key.error_limit = std::min(key.error_limit, most);
    });
}

} // namespace

edi::Decimal units_of(std::uint64_t thousandths) {
    return {static_cast<std::int64_t>(thousandths), 3};
}

ClaimKeyFinder::ClaimKeyFinder(Policy const& policy)
    : limits_are_errors_(policy.severity(units_over_day_limit_with_earlier_claims) == Severity::error) {}

ClaimKeys ClaimKeyFinder::find(ClaimFacts const& facts, char usage, std::vector<DrugDayKey>& drug_days) const {
    edi::Claim const& claim = facts.claim;
    std::uint64_t const whose = whose_claim(claim, usage);
    std::uint64_t services = 0, lines = 0;
    for (edi::ServiceLine const& line : claim.lines) {
        Fingerprint print(of_line);
        add_service(print, line);
        services += print.value();
        add_rest(print, claim, line);
        lines += print.value();
    }
    ClaimKeys keys;
    keys.role = role_of(claim);
    keys.number = number_print(of_number, claim.control_number.text);
    std::string_view const payer_number = keys.role == ClaimRole::original ? std::string_view() : payer_claim_number(claim);
    if (!payer_number.empty()) keys.payer_number = number_print(of_payer_number, payer_number);

    Fingerprint alike(of_claim);
    alike.add(whose);
    if (edi::Date const* statement = statement_dates(claim)) add(alike, *statement);
    alike.add(services);
    if (explains_itself(claim, facts.policy)) alike.add(claim.control_number.text);
    keys.alike = alike.value();

    Fingerprint rest(of_rest);
    add(rest, claim.charge);
    rest.add(claim.frequency.text);
    rest.add(claim.facility_code.text);
    rest.add(payer_number);
    for (edi::HealthCode const& code : claim.codes) rest.add(code.code.text);
    std::uint64_t const practitioners = providers_print(claim, claim.own_providers);
    rest.add(practitioners);
    rest.add(lines);
    keys.same = rest.value();

    std::size_t const first = drug_days.size();
    for (std::uint32_t const line : facts.drug_lines) add_drug_days(facts, line, {whose, practitioners}, drug_days);
    if (drug_days.size() - first > 1)
        std::sort(drug_days.begin() + static_cast<std::ptrdiff_t>(first), drug_days.end(),
                  [](DrugDayKey const& a, DrugDayKey const& b) { return a.key != b.key ? a.key < b.key : a.line < b.line; });
    return keys;
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
    print.add(service.place_of_service.present() ? service.place_of_service.text : facts.claim.facility_code.text);
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
        Fingerprint place(of_drug_day);
        place.add(of.whose);
        place.add(service.procedure.text);
        place.add(static_cast<std::uint64_t>(day));
        key.key = place.value();
        drug_days.push_back(key);
    }
}

} // namespace rules
