#include "rules/data_in_force.hpp"
#include "rules/drug_groups.hpp"
#include "rules/elements.hpp"
#include "rules/finding.hpp"
#include "rules/units/conversion.hpp"

namespace rules {

namespace {

/// The patient's weight with the place that says so.
struct Weight {
    edi::Decimal kg;
    edi::Place place;
    std::string_view element;
};

/// PAT08 is in pounds; 1 lb = 0.45359237 kg.
std::optional<Weight> weight_in_pounds(edi::Claim const& claim) {
    edi::Quantity const& weight = claim.patient->present() ? claim.patient->state.weight : claim.subscriber->state.weight;
    if (!weight.ok() || weight.value.mantissa <= 0) return std::nullopt;
    auto const kg = edi::multiply(weight.value, {45359237, 8});
    if (!kg) return std::nullopt;
    return Weight{*kg, weight.field.place, "PAT08"};
}

/// Value code A8, in kilograms; it is written like an amount.
std::optional<Weight> weight_in_value_code(edi::Claim const& claim) {
    for (edi::HealthCode const& code : claim.codes)
        if (code.qualifier.text == "BE" && code.code.text == "A8" && code.amount.ok() && code.amount.cents > 0)
            return Weight{{code.amount.cents, 2}, code.amount.field.place, "value code A8"};
    return std::nullopt;
}

std::optional<Weight> weight_of(edi::Claim const& claim) {
    return is_professional(claim) ? weight_in_pounds(claim) : weight_in_value_code(claim);
}

/// Whole years from the birth date to `day`; nothing when it cannot be read.
std::optional<std::int64_t> age_on(edi::Claim const& claim, edi::Day day) {
    edi::Party const& name = claim.patient->present() ? claim.patient->name : claim.subscriber->name;
    auto const born = edi::read_day(name.birth_date.text);
    if (born.reading != edi::Reading::ok || day < born.day) return std::nullopt;
    char first[8], then[8];
    edi::write_day(first, born.day);
    edi::write_day(then, day);
    auto const number = [](char const* digits) {
        std::int64_t value = 0;
        for (int i = 0; i < 8; ++i) value = 10 * value + (digits[i] - '0');
        return value;
    };
    return (number(then) - number(first)) / 10000;
}

std::optional<edi::Decimal> units_on(ClaimFacts const& facts, std::span<std::uint32_t const> lines) {
    edi::Decimal sum{};
    for (std::uint32_t const i : lines) {
        edi::Quantity const& units = facts.claim.lines[i].units;
        auto const more =
            units.ok() && units.value.mantissa > 0 && !has_modifier(facts.claim.lines[i], "JW") ? plus(sum, units.value) : sum;
        if (!more) return std::nullopt;
        sum = *more;
    }
    return sum;
}

void look_at(ClaimFacts const& facts, Weight const& weight, std::span<std::uint32_t const> lines, Report& report) {
    LineFacts const& line = facts.lines[lines.front()];
    auto const& dose = line.drug->weight_dose;
    if (!dose || !line.day_known || line.day != line.through) return;
    auto const units = units_on(facts, lines);
    auto const most = units_of(edi::multiply(weight.kg, dose->most_per_kg), line.drug->unit_amount);
    if (!units || !most || edi::compare(*units, {*most, 0}) <= 0) return;
    auto const age = age_on(facts.claim, line.day);
    if (dose->from_age > 0 && (!age || *age < dose->from_age)) return;
    std::uint32_t const last = lines.back();
    report.add(facts.claim.lines[last].units.field.place, edi::LoopId::L2400, last + 1, {weight.place}, [&](Message& m) {
        m << *units << " units of " << line.drug->code << " (" << line.drug->unit_amount << ' ' << line.drug->unit_measure << " each) on "
          << line.day << ", but " << dose->most_per_kg << ' ' << line.drug->unit_measure << "/kg of the weight in " << weight.element
          << " make " << *most << " at most (" << dose->source << ')';
    });
}

void check(ClaimFacts const& facts, Report& report) {
    auto const weight = weight_of(facts.claim);
    if (weight) each_drug_and_day(facts, [&](std::span<std::uint32_t const> lines) { look_at(facts, *weight, lines, report); });
}

} // namespace

extern Rule const dose_over_weight;
constinit Rule const dose_over_weight{
    .id = "U108",
    .name = "dose-over-weight",
    .severity = Severity::advice,
    .snip = 7,
    .title = "More of a drug than the patient's weight allows",
    .explanation = "Some drugs are dosed by weight, and claims can carry the weight: PAT08 in pounds on an 837P, value code A8 in "
                   "kilograms on an 837I. "
                   "The policy knows the highest dose of a day for each kilogram from the drug's label; what was discarded is not counted, "
                   "and children "
                   "have doses of their own. A dose above it can be right, so it is advice.",
    .help = "Compare dose, units and weight with the record; have the reason for the dose at hand.",
    .source = "policy: doses by weight (US labels); 837P 2000B/2000C PAT07, PAT08; 837I 2300 HI*BE value code A8 (general knowledge)",
    .fires = {"837i-clean.edi", "SV2*0636*HC:J2371:JB*270*UN*30~", "SV2*0636*HC:J2371:JB*270*UN*78~"},
    .passes = {"837i-clean.edi", "SV2*0636*HC:J2371:JB*270*UN*30~", "SV2*0636*HC:J2371:JB*270*UN*77~"},
    .stands_on_policy = true,
    .data = show_drugs,
    .needs = trait::drug_lines,
    .check = check,
};

} // namespace rules
