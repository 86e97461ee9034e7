#include "rules/expression/fields.hpp"

#include <algorithm>
#include <array>
#include <type_traits>

#include "rules/elements.hpp"
#include "rules/payer_kind.hpp"
#include "rules/situations/claim_parts.hpp"
#include "rules/units/conversion.hpp"

namespace rules::expression {
namespace {

using edi::Claim;
using edi::ServiceLine;

// -- rows -------------------------------------------------------------------------------------------------------------------------

template <class Object>
Object const& as(void const* object) {
    return *static_cast<Object const*>(object);
}

/// The member at the end of a path of pointers to members.
template <class Object, auto... path>
auto const& member(void const* object) {
    return (as<Object>(object).*....*path);
}

Value value_of(edi::Field const& field) {
    return text(field.text);
}
Value value_of(edi::Money const& money) {
    return money.ok() ? number({money.cents, 2}) : unknown();
}
Value value_of(edi::Quantity const& quantity) {
    return quantity.ok() ? number(quantity.value) : unknown();
}
edi::Field const& field_of(edi::Field const& field) {
    return field;
}
edi::Field const& field_of(edi::Money const& money) {
    return money.field;
}
edi::Field const& field_of(edi::Quantity const& quantity) {
    return quantity.field;
}

template <class Object, auto... path>
Value read_member(void const* object, ClaimFacts const&) {
    return value_of(member<Object, path...>(object));
}
template <class Object, auto... path>
edi::Field const* sent_member(void const* object, ClaimFacts const&) {
    return &field_of(member<Object, path...>(object));
}

/// A text or number as it was sent.
template <class Object, auto... path>
constexpr Field sent(std::string_view name, std::string_view source, std::string_view meaning, Traits needs = 0) {
    using Member = std::remove_cvref_t<decltype(member<Object, path...>(nullptr))>;
    Field row{name, std::is_same_v<Member, edi::Field> ? Type::text : Type::number, {}, {}, source, meaning, needs};
    row.read = read_member<Object, path...>;
    row.sent = sent_member<Object, path...>;
    return row;
}

/// The first or last day of a DTP segment.
template <bool last, class Object, auto... path>
constexpr Field day_of(std::string_view name, std::string_view source, std::string_view meaning, Traits needs = 0) {
    Field row{name, Type::day, {}, {}, source, meaning, needs};
    row.read = [](void const* object, ClaimFacts const&) {
        auto const period = period_of(member<Object, path...>(object));
        return period.reading == edi::Reading::ok ? day(last ? period.through : period.from) : unknown();
    };
    row.sent = [](void const* object, ClaimFacts const&) { return &member<Object, path...>(object).value; };
    return row;
}

using Read = Value (*)(void const*, ClaimFacts const&);
using Sent = edi::Field const* (*)(void const*, ClaimFacts const&);

constexpr Field computed(std::string_view name, Type type, Read read, Sent element, std::string_view source, std::string_view meaning,
                         Traits needs = 0) {
    Field row{name, type, {}, {}, source, meaning, needs};
    row.read = read;
    row.sent = element;
    return row;
}

constexpr Field part(std::string_view name, Record record, Read read, std::string_view source, std::string_view meaning, Traits needs = 0) {
    Field row{name, Type::record, record, {}, source, meaning, needs};
    row.read = read;
    return row;
}

/// A list of all records of a vector, or of a claim's or line's range of it.
constexpr Field records(std::string_view name, Record record, std::uint32_t stride, Read read, std::string_view source,
                        std::string_view meaning, Traits needs = 0) {
    Field row{name, Type::list, record, Type::record, source, meaning, needs};
    row.read = read;
    row.elements.stride = stride;
    return row;
}

template <auto all, auto range>
Value range_of_line(void const* object, ClaimFacts const& facts) {
    edi::Range const own = as<ServiceLine>(object).*range;
    return list((facts.claim.*all).data() + own.first, own.count);
}
template <auto all, auto range>
Value range_of_claim(void const* object, ClaimFacts const&) {
    Claim const& claim = as<Claim>(object);
    edi::Range const own = claim.*range;
    return list((claim.*all).data() + own.first, own.count);
}
template <class Object>
Value range_of_adjustments(void const* object, ClaimFacts const& facts) {
    edi::Range const own = as<Object>(object).adjustments;
    return list(facts.claim.adjustments.data() + own.first, own.count);
}

bool is_present(void const* object, ClaimFacts const&) {
    return as<edi::Field>(object).present();
}
Value read_text(void const* object, ClaimFacts const&) {
    return text(as<edi::Field>(object).text);
}

/// A list of the texts of a fixed number of elements; absent ones are no members.
constexpr Field texts(std::string_view name, Read read, std::string_view source, std::string_view meaning) {
    Field row{name, Type::list, {}, Type::text, source, meaning};
    row.read = read;
    row.elements = {sizeof(edi::Field), is_present, read_text};
    return row;
}

// -- what is not sent as it is asked ----------------------------------------------------------------------------------------------

edi::PeriodReading days_of(void const* line, ClaimFacts const& facts) {
    return service_days(as<ServiceLine>(line), statement_dates(facts.claim));
}
edi::Field const* sent_days(void const* line, ClaimFacts const& facts) {
    edi::Field const& own = as<ServiceLine>(line).service_date.value;
    edi::Date const* const statement = own.present() ? nullptr : statement_dates(facts.claim);
    return statement ? &statement->value : &own;
}

edi::Field const* sent_place(void const* line, ClaimFacts const& facts) {
    edi::Field const& own = as<ServiceLine>(line).place_of_service;
    return own.present() || !is_professional(facts.claim) ? &own : &facts.claim.facility_code;
}

bool is_diagnosis(void const* code, ClaimFacts const&) {
    return is_one_of(as<edi::HealthCode>(code).qualifier.text, {"ABK", "ABF", "BK", "BF"});
}

/// The diagnosis that a pointer names (by its place in HI), or null.
edi::HealthCode const* diagnosis_at(std::string_view pointer, ClaimFacts const& facts) {
    int const position = small_number(pointer);
    if (position < 1) return nullptr;
    for (edi::HealthCode const& code : facts.claim.codes)
        if (code.qualifier.place.element == position && is_diagnosis(&code, facts)) return &code;
    return nullptr;
}
bool points_somewhere(void const* pointer, ClaimFacts const& facts) {
    return diagnosis_at(as<edi::Field>(pointer).text, facts) != nullptr;
}
Value pointed_code(void const* pointer, ClaimFacts const& facts) {
    return text(diagnosis_at(as<edi::Field>(pointer).text, facts)->code.text);
}

Field const pointed_diagnoses = [] {
    Field row = texts(
        "diagnoses", [](void const* line, ClaimFacts const&) { return list(as<ServiceLine>(line).pointers, 4); },
        "837P SV107-1 to SV107-4 with HI", "codes of the diagnoses that the line points to; empty in 837I, which has no pointers");
    row.elements.holds = points_somewhere;
    row.elements.read = pointed_code;
    return row;
}();

Value birth_date(void const* party, ClaimFacts const&) {
    auto const read = edi::read_day(as<edi::Party>(party).birth_date.text);
    return read.reading == edi::Reading::ok ? day(read.day) : unknown();
}
edi::Field const* sent_npi(void const* object, ClaimFacts const&) {
    static edi::Field const none;
    edi::Party const& party = as<edi::Party>(object);
    return party.id_qualifier.text == "XX" ? &party.id : &none;
}

/// The first day of service of a claim's lines.
std::optional<edi::Day> first_day(ClaimFacts const& facts) {
    std::optional<edi::Day> first;
    edi::Date const* const statement = statement_dates(facts.claim);
    for (ServiceLine const& line : facts.claim.lines)
        if (auto const days = service_days(line, statement); days.reading == edi::Reading::ok)
            first = std::min(first.value_or(days.from), days.from);
    return first;
}

Value patient_age(void const*, ClaimFacts const& facts) {
    auto const born = edi::read_day(patient_name(facts.claim).birth_date.text);
    auto const on = first_day(facts);
    if (born.reading != edi::Reading::ok || !on || *on < born.day) return unknown();
    // As numbers YYYYMMDD two days differ by the years lived times 10000, and what is not a whole year.
    auto const written = [](edi::Day each) {
        char digits[8];
        edi::write_day(digits, each);
        return edi::read_integer({digits, sizeof digits}).value;
    };
    return whole_number((written(*on) - written(born.day)) / 10'000);
}

template <char const* qualifier>
edi::Field const* own_reference_of(void const* claim, ClaimFacts const&) {
    static edi::Field const none;
    edi::Reference const* const found = own_reference(as<Claim>(claim), qualifier);
    return found ? &found->value : &none;
}
template <char const* qualifier>
Value read_own_reference(void const* claim, ClaimFacts const& facts) {
    return text(own_reference_of<qualifier>(claim, facts)->text);
}
template <char const* qualifier>
constexpr Field own_reference_row(std::string_view name, std::string_view source, std::string_view meaning) {
    return computed(name, Type::text, read_own_reference<qualifier>, own_reference_of<qualifier>, source, meaning);
}
constexpr char authorization[] = "G1", referral[] = "9F", original[] = "F8";

edi::Date const* own_statement(void const* claim) {
    return statement_dates(as<Claim>(claim));
}
template <bool last>
constexpr Field statement_row(std::string_view name, std::string_view meaning) {
    Field row{name, Type::day, {}, {}, "837I 2300 DTP*434", meaning};
    row.read = [](void const* claim, ClaimFacts const&) {
        edi::Date const* const date = own_statement(claim);
        auto const period = date ? period_of(*date) : edi::PeriodReading{};
        return period.reading == edi::Reading::ok ? day(last ? period.through : period.from) : unknown();
    };
    row.sent = [](void const* claim, ClaimFacts const&) -> edi::Field const* {
        static edi::Field const none;
        edi::Date const* const date = own_statement(claim);
        return date ? &date->value : &none;
    };
    return row;
}

template <auto... path>
Value read_drug_text(void const* drug, ClaimFacts const&) {
    return text(member<Drug, path...>(drug));
}

/// What the conversion engine makes of the line's NDC quantity.
Value expected_units(void const* object, ClaimFacts const& facts) {
    ServiceLine const& line = as<ServiceLine>(object);
    LineFacts const& known = facts.lines[static_cast<std::size_t>(&line - facts.claim.lines.data())];
    if (!known.dosed || line.drug_count > 1 || !line.drug.quantity.ok() || line.drug.quantity.value.mantissa <= 0) return unknown();
    auto const dose = dose_of(*known.dosed, known.strength, ctp_unit(line.drug.unit.text), line.drug.quantity.value);
    auto const units = units_of(dose, unit_dose(*known.dosed, known.strength));
    return units ? whole_number(*units) : unknown();
}

// -- the table --------------------------------------------------------------------------------------------------------------------

constexpr Field claim_fields[] = {
    computed(
        "guide", Type::text,
        [](void const*, ClaimFacts const& facts) { return text(is_professional(facts.claim) ? "professional" : "institutional"); }, nullptr,
        "ST03", "\"professional\" (837P) or \"institutional\" (837I)"),
    sent<Claim, &Claim::control_number>("control_number", "2300 CLM01", "number that the provider gave the claim"),
    sent<Claim, &Claim::charge>("charge", "2300 CLM02", "charge of the claim in dollars"),
    sent<Claim, &Claim::facility_code>("facility_code", "2300 CLM05-1",
                                       "place of service (837P); first two digits of the type of bill (837I)"),
    sent<Claim, &Claim::frequency>("frequency", "2300 CLM05-3", "1 original, 7 replacement, 8 void"),
    sent<Claim, &Claim::delay_reason>("delay_reason", "2300 CLM20", "why the claim is late"),
    texts(
        "accident_causes", [](void const* claim, ClaimFacts const&) { return list(as<Claim>(claim).accident, 3); },
        "837P 2300 CLM11-1 to CLM11-3", "AA, EM, OA: what the care is related to"),
    computed(
        "accident_state", Type::text, [](void const* claim, ClaimFacts const&) { return text(as<Claim>(claim).accident[3].text); },
        [](void const* claim, ClaimFacts const&) { return &as<Claim>(claim).accident[3]; }, "837P 2300 CLM11-4",
        "state of the car accident"),
    sent<Claim, &Claim::admission_type>("admission_type", "837I 2300 CL101", "priority of the admission"),
    sent<Claim, &Claim::admission_source>("admission_source", "837I 2300 CL102", "where the patient came from"),
    sent<Claim, &Claim::patient_status>("patient_status", "837I 2300 CL103", "where the patient went"),
    sent<Claim, &Claim::ambulance_weight>("ambulance_weight", "837P 2300 CR102", "weight of the patient in pounds"),
    statement_row<false>("statement_from", "first day that the statement covers"),
    statement_row<true>("statement_through", "last day that the statement covers"),
    own_reference_row<authorization>("authorization", "2300 REF*G1", "prior authorization number"),
    own_reference_row<referral>("referral", "2300 REF*9F", "referral number"),
    own_reference_row<original>("original_claim", "2300 REF*F8", "the payer's number of the claim that this one follows"),
    part(
        "payer", Record::payer, [](void const* claim, ClaimFacts const&) { return record(as<Claim>(claim).subscriber); }, "2000B, 2010BB",
        "the payer that the claim goes to"),
    part(
        "subscriber", Record::party, [](void const* claim, ClaimFacts const&) { return record(&as<Claim>(claim).subscriber->name); },
        "2010BA", "the insured"),
    part(
        "patient", Record::party, [](void const* claim, ClaimFacts const&) { return record(&patient_name(as<Claim>(claim))); },
        "2010CA; 2010BA", "the patient, who may be the subscriber"),
    computed("patient_age", Type::number, patient_age, nullptr, "DMG02 and the first day of service", "whole years"),
    part(
        "billing_provider", Record::party,
        [](void const* claim, ClaimFacts const&) { return record(&as<Claim>(claim).billing_provider->name); }, "2010AA",
        "who is to be paid"),
    part(
        "submitter", Record::party, [](void const* claim, ClaimFacts const&) { return record(&as<Claim>(claim).header->submitter); },
        "1000A", "who sent the claims"),
    part(
        "receiver", Record::party, [](void const* claim, ClaimFacts const&) { return record(&as<Claim>(claim).header->receiver); }, "1000B",
        "who is to receive them"),
    records(
        "lines", Record::line, sizeof(ServiceLine),
        [](void const* claim, ClaimFacts const&) { return list(as<Claim>(claim).lines.data(), as<Claim>(claim).lines.size()); }, "2400",
        "the service lines"),
    [] {
        Field row = records(
            "diagnoses", Record::diagnosis, sizeof(edi::HealthCode),
            [](void const* claim, ClaimFacts const&) { return list(as<Claim>(claim).codes.data(), as<Claim>(claim).codes.size()); },
            "2300 HI ABK, ABF, BK, BF", "principal and other diagnoses");
        row.elements.holds = is_diagnosis;
        return row;
    }(),
    records(
        "codes", Record::code, sizeof(edi::HealthCode),
        [](void const* claim, ClaimFacts const&) { return list(as<Claim>(claim).codes.data(), as<Claim>(claim).codes.size()); }, "2300 HI",
        "all codes of HI segments: diagnoses, procedures, occurrences, values, conditions"),
    records(
        "other_payers", Record::other_payer, sizeof(edi::OtherPayer),
        [](void const* claim, ClaimFacts const&) {
            return list(as<Claim>(claim).other_payers.data(), as<Claim>(claim).other_payers.size());
        },
        "2320", "payers besides the one that the claim goes to", trait::other_payers),
    records("providers", Record::party, sizeof(edi::Party), range_of_claim<&Claim::providers, &Claim::own_providers>, "2310",
            "providers of the claim: referring, rendering, attending, service facility"),
    records("dates", Record::date, sizeof(edi::Date), range_of_claim<&Claim::dates, &Claim::own_dates>, "2300 DTP", "dates of the claim"),
    records("references", Record::reference, sizeof(edi::Reference), range_of_claim<&Claim::references, &Claim::own_references>, "2300 REF",
            "numbers of the claim"),
    records("amounts", Record::amount, sizeof(edi::Amount), range_of_claim<&Claim::amounts, &Claim::own_amounts>, "2300 AMT",
            "amounts of the claim"),
    records("notes", Record::note, sizeof(edi::Note), range_of_claim<&Claim::notes, &Claim::own_notes>, "2300 NTE", "notes of the claim"),
    records("attachments", Record::attachment, sizeof(edi::Attachment), range_of_claim<&Claim::attachments, &Claim::own_attachments>,
            "2300 PWK", "papers that come with the claim"),
};

using D = edi::DrugIdentification;

Field const line_fields[] = {
    sent<ServiceLine, &ServiceLine::number>("number", "2400 LX01", "number of the line"),
    sent<ServiceLine, &ServiceLine::procedure>("procedure", "837P SV101-2; 837I SV202-2", "what was done: HCPCS or CPT code"),
    sent<ServiceLine, &ServiceLine::procedure_qualifier>("procedure_qualifier", "837P SV101-1; 837I SV202-1", "kind of code: HC, ..."),
    texts(
        "modifiers", [](void const* line, ClaimFacts const&) { return list(as<ServiceLine>(line).modifiers, 4); },
        "837P SV101-3 to SV101-6; 837I SV202-3 to SV202-6", "modifiers of the procedure"),
    sent<ServiceLine, &ServiceLine::description>("description", "837P SV101-7; 837I SV202-7", "words for a code that names no product"),
    sent<ServiceLine, &ServiceLine::revenue_code>("revenue_code", "837I SV201", "revenue code"),
    sent<ServiceLine, &ServiceLine::charge>("charge", "837P SV102; 837I SV203", "charge of the line in dollars"),
    sent<ServiceLine, &ServiceLine::units>("units", "837P SV104; 837I SV205", "units billed"),
    sent<ServiceLine, &ServiceLine::unit_basis>("unit_basis", "837P SV103; 837I SV204", "UN units, MJ minutes, DA days"),
    sent<ServiceLine, &ServiceLine::non_covered>("non_covered", "837I SV207", "charge that is not covered, in dollars"),
    computed(
        "place_of_service", Type::text, [](void const* line, ClaimFacts const& facts) { return text(sent_place(line, facts)->text); },
        sent_place, "837P SV105; 837P 2300 CLM05-1", "place of service of the line or, where it has none, of the claim"),
    computed(
        "from", Type::day,
        [](void const* line, ClaimFacts const& facts) {
            auto const days = days_of(line, facts);
            return days.reading == edi::Reading::ok ? day(days.from) : unknown();
        },
        sent_days, "2400 DTP*472; 837I 2300 DTP*434", "first day of service of the line or, where it has none, of the statement (837I)"),
    computed(
        "through", Type::day,
        [](void const* line, ClaimFacts const& facts) {
            auto const days = days_of(line, facts);
            return days.reading == edi::Reading::ok ? day(days.through) : unknown();
        },
        sent_days, "2400 DTP*472; 837I 2300 DTP*434", "last day of service, the same as from where there is only one"),
    pointed_diagnoses,
    sent<ServiceLine, &ServiceLine::control_number>("control_number", "2400 REF*6R", "number that the provider gave the line"),
    part(
        "drug", Record::drug,
        [](void const* line, ClaimFacts const& facts) {
            return record(facts.lines[static_cast<std::size_t>(&as<ServiceLine>(line) - facts.claim.lines.data())].drug);
        },
        "policy [[drug]]", "the drug of the policy that the line bills on its day; has(line.drug) says whether there is one",
        trait::drug_lines),
    sent<ServiceLine, &ServiceLine::drug, &D::id>("ndc", "2410 LIN03", "national drug code, as it was sent"),
    sent<ServiceLine, &ServiceLine::drug, &D::id_qualifier>("ndc_qualifier", "2410 LIN02", "N4 for a national drug code"),
    sent<ServiceLine, &ServiceLine::drug, &D::quantity>("ndc_quantity", "2410 CTP04", "how much of the drug, in ndc_unit"),
    sent<ServiceLine, &ServiceLine::drug, &D::unit>("ndc_unit", "2410 CTP05-1", "F2, GR, ME, ML or UN"),
    computed("expected_units", Type::number, expected_units, nullptr, "2410 LIN03, CTP04, CTP05-1; policy and code tables",
             "units that the quantity of the NDC makes, a rest rounded up, of this line alone; unknown where the drug, its NDC or the "
             "quantity is",
             trait::national_codes),
    sent<ServiceLine, &ServiceLine::drug, &D::prescription>("prescription", "2410 REF*XZ, REF*VY", "prescription or link number"),
    computed(
        "ndc_count", Type::number, [](void const* line, ClaimFacts const&) { return whole_number(as<ServiceLine>(line).drug_count); },
        nullptr, "2410", "how many drug identifications the line has; the other fields are of the first"),
    records("adjudications", Record::adjudication, sizeof(edi::Adjudication),
            range_of_line<&Claim::adjudications, &ServiceLine::adjudications>, "2430", "what other payers decided on the line",
            trait::other_payers),
    records("providers", Record::party, sizeof(edi::Party), range_of_line<&Claim::providers, &ServiceLine::providers>, "2420",
            "providers of the line"),
    records("dates", Record::date, sizeof(edi::Date), range_of_line<&Claim::dates, &ServiceLine::dates>, "2400 DTP", "dates of the line"),
    records("references", Record::reference, sizeof(edi::Reference), range_of_line<&Claim::references, &ServiceLine::references>,
            "2400 REF", "numbers of the line"),
    records("amounts", Record::amount, sizeof(edi::Amount), range_of_line<&Claim::amounts, &ServiceLine::amounts>, "2400 AMT",
            "amounts of the line"),
    records("notes", Record::note, sizeof(edi::Note), range_of_line<&Claim::notes, &ServiceLine::notes>, "2400 NTE", "notes of the line"),
    records("attachments", Record::attachment, sizeof(edi::Attachment), range_of_line<&Claim::attachments, &ServiceLine::attachments>,
            "2400 PWK", "papers that come with the line"),
};

constexpr Field drug_fields[] = {
    computed("code", Type::text, read_drug_text<&Drug::code>, nullptr, "policy [[drug]] code", "HCPCS code"),
    computed("substance", Type::text, read_drug_text<&Drug::substance>, nullptr, "policy [[drug]] substance", "what it is"),
    computed("route", Type::text, read_drug_text<&Drug::route>, nullptr, "policy [[drug]] route", "how it is given"),
    computed("unit_measure", Type::text, read_drug_text<&Drug::unit_measure>, nullptr, "policy [[drug]] unit_measure", "IU, MG, MCG or ML"),
    computed(
        "unit_amount", Type::number, [](void const* drug, ClaimFacts const&) { return number(as<Drug>(drug).unit_amount); }, nullptr,
        "policy [[drug]] unit_amount", "how much of unit_measure one billing unit is"),
};

using S = edi::Subscriber;
constexpr auto coverage = &S::coverage;

constexpr Field payer_fields[] = {
    computed(
        "kind", Type::text, [](void const* level, ClaimFacts const&) { return text(payer_kind(as<S>(level).coverage.filing_code.text)); },
        [](void const* level, ClaimFacts const&) { return &as<S>(level).coverage.filing_code; }, "2000B SBR09",
        "commercial, medicare, medicare-advantage, medicaid, government, casualty or other"),
    sent<S, coverage, &edi::Coverage::filing_code>("filing_code", "2000B SBR09", "kind of payer as it was sent: CI, MB, MC, ..."),
    sent<S, &S::payer, &edi::Party::last_name>("name", "2010BB NM103", "name of the payer"),
    sent<S, &S::payer, &edi::Party::id>("id", "2010BB NM109", "id of the payer"),
    sent<S, coverage, &edi::Coverage::sequence>("sequence", "2000B SBR01", "P primary, S secondary, T tertiary, A to H, U"),
    sent<S, coverage, &edi::Coverage::group_number>("group_number", "2000B SBR03", "group or policy number"),
    sent<S, coverage, &edi::Coverage::relationship>("relationship", "2000B SBR02", "18: the subscriber is the patient"),
    sent<S, coverage, &edi::Coverage::msp_type>("msp_type", "837P 2000B SBR05", "why Medicare is not the first payer"),
};

using P = edi::Party;

constexpr Field party_fields[] = {
    sent<P, &P::entity>("role", "NM101", "82 rendering, DN referring, 77 service facility, 71 attending, ..."),
    sent<P, &P::type>("type", "NM102", "1 person, 2 organisation"),
    sent<P, &P::last_name>("last_name", "NM103", "last name, or name of the organisation"),
    sent<P, &P::first_name>("first_name", "NM104", "first name"),
    sent<P, &P::id_qualifier>("id_qualifier", "NM108", "kind of id: XX for an NPI, MI for a member number"),
    sent<P, &P::id>("id", "NM109", "id"),
    computed(
        "npi", Type::text, [](void const* party, ClaimFacts const& facts) { return text(sent_npi(party, facts)->text); }, sent_npi,
        "NM109 where NM108 is XX", "national provider identifier"),
    sent<P, &P::taxonomy>("taxonomy", "PRV03", "taxonomy code"),
    sent<P, &P::address>("address", "N301", "street"),
    sent<P, &P::city>("city", "N401", "city"),
    sent<P, &P::state>("state", "N402", "state"),
    sent<P, &P::zip>("zip", "N403", "postal code"),
    computed(
        "birth_date", Type::day, birth_date, [](void const* party, ClaimFacts const&) { return &as<P>(party).birth_date; }, "DMG02",
        "date of birth"),
    sent<P, &P::sex>("sex", "DMG03", "F, M or U"),
    sent<P, &P::tax_id>("tax_id", "REF*EI, REF*SY", "tax number"),
};

using H = edi::HealthCode;

constexpr Field diagnosis_fields[] = {
    sent<H, &H::code>("code", "HI0n-2", "ICD code without point, as it was sent"),
    sent<H, &H::qualifier>("qualifier", "HI0n-1", "ABK, ABF (ICD-10), BK, BF (ICD-9)"),
    computed(
        "principal", Type::boolean,
        [](void const* code, ClaimFacts const&) {
            return truth(is_one_of(as<H>(code).qualifier.text, {"ABK", "BK"}));
        },
        [](void const* code, ClaimFacts const&) { return &as<H>(code).qualifier; }, "HI0n-1", "it is the principal diagnosis"),
    sent<H, &H::present_on_admission>("present_on_admission", "837I HI0n-9", "Y, N, U, W"),
};

constexpr Field code_fields[] = {
    sent<H, &H::qualifier>("qualifier", "HI0n-1", "kind of code: BG condition, BH occurrence, BE value, BBR procedure, ..."),
    sent<H, &H::code>("code", "HI0n-2", "the code"),
    sent<H, &H::amount>("amount", "837I HI0n-5", "amount of a value code"),
};

using O = edi::OtherPayer;

constexpr Field other_payer_fields[] = {
    computed(
        "kind", Type::text, [](void const* payer, ClaimFacts const&) { return text(payer_kind(as<O>(payer).coverage.filing_code.text)); },
        [](void const* payer, ClaimFacts const&) { return &as<O>(payer).coverage.filing_code; }, "2320 SBR09", "as claim.payer.kind"),
    sent<O, &O::coverage, &edi::Coverage::filing_code>("filing_code", "2320 SBR09", "kind of payer as it was sent"),
    sent<O, &O::coverage, &edi::Coverage::sequence>("sequence", "2320 SBR01", "P primary, S secondary, T tertiary, A to H, U"),
    sent<O, &O::coverage, &edi::Coverage::group_number>("group_number", "2320 SBR03", "group or policy number"),
    sent<O, &O::coverage, &edi::Coverage::relationship>("relationship", "2320 SBR02", "relationship of the patient to the insured"),
    sent<O, &O::coverage, &edi::Coverage::msp_type>("msp_type", "837P 2320 SBR05", "why Medicare is not the first payer"),
    sent<O, &O::payer, &P::last_name>("name", "2330B NM103", "name of the payer"),
    sent<O, &O::payer, &P::id>("id", "2330B NM109", "id of the payer"),
    sent<O, &O::claim_number>("claim_number", "2330B REF*F8", "the payer's number of the claim"),
    sent<O, &O::paid>("paid", "2320 AMT*D", "what it paid, in dollars"),
    sent<O, &O::non_covered>("non_covered", "2320 AMT*A8", "what it did not cover, in dollars"),
    sent<O, &O::patient_liability>("patient_liability", "2320 AMT*EAF", "what is left to the patient, in dollars"),
    day_of<false, O, &O::adjudicated>("adjudicated", "2330B DTP*573", "day of its decision on the claim"),
    part(
        "subscriber", Record::party, [](void const* payer, ClaimFacts const&) { return record(&as<O>(payer).subscriber); }, "2330A",
        "its insured"),
    records("adjustments", Record::adjustment, sizeof(edi::Adjustment), range_of_adjustments<O>, "2320 CAS",
            "its adjustments of the claim"),
};

using A = edi::Adjudication;

constexpr Field adjudication_fields[] = {
    sent<A, &A::payer_id>("payer", "2430 SVD01", "id of the payer that decided"),
    sent<A, &A::paid>("paid", "2430 SVD02", "what it paid, in dollars"),
    sent<A, &A::procedure>("procedure", "2430 SVD03-2", "procedure that it decided on"),
    sent<A, &A::revenue_code>("revenue_code", "2430 SVD04", "revenue code"),
    sent<A, &A::paid_units>("paid_units", "2430 SVD05", "units that it paid"),
    sent<A, &A::bundled_line>("bundled_line", "2430 SVD06", "number of the line that it joined this one with"),
    day_of<false, A, &A::adjudicated>("adjudicated", "2430 DTP*573", "day of its decision"),
    sent<A, &A::patient_liability>("patient_liability", "2430 AMT*EAF", "what is left to the patient, in dollars"),
    records("adjustments", Record::adjustment, sizeof(edi::Adjustment), range_of_adjustments<A>, "2430 CAS", "its adjustments of the line"),
};

constexpr Field adjustment_fields[] = {
    sent<edi::Adjustment, &edi::Adjustment::group>("group", "CAS01", "CO, OA, PI or PR"),
    sent<edi::Adjustment, &edi::Adjustment::reason>("reason", "CAS02, CAS05, ...", "reason code"),
    sent<edi::Adjustment, &edi::Adjustment::amount>("amount", "CAS03, CAS06, ...", "in dollars"),
    sent<edi::Adjustment, &edi::Adjustment::quantity>("quantity", "CAS04, CAS07, ...", "units adjusted"),
};

constexpr Field date_fields[] = {
    sent<edi::Date, &edi::Date::qualifier>("qualifier", "DTP01", "what the date is: 435 admission, 431 onset, ..."),
    day_of<false, edi::Date>("from", "DTP03", "the day, or the first of a period"),
    day_of<true, edi::Date>("through", "DTP03", "the day, or the last of a period"),
};

constexpr Field reference_fields[] = {
    sent<edi::Reference, &edi::Reference::qualifier>("qualifier", "REF01", "what the number is"),
    sent<edi::Reference, &edi::Reference::value>("value", "REF02", "the number"),
};

constexpr Field amount_fields[] = {
    sent<edi::Amount, &edi::Amount::qualifier>("qualifier", "AMT01", "what the amount is"),
    sent<edi::Amount, &edi::Amount::amount>("amount", "AMT02", "in dollars"),
};

constexpr Field note_fields[] = {
    sent<edi::Note, &edi::Note::code>("code", "NTE01", "what the note is about"),
    sent<edi::Note, &edi::Note::text>("text", "NTE02", "the note"),
};

constexpr Field attachment_fields[] = {
    sent<edi::Attachment, &edi::Attachment::type>("type", "PWK01", "kind of paper"),
    sent<edi::Attachment, &edi::Attachment::transmission>("transmission", "PWK02", "how it is sent"),
    sent<edi::Attachment, &edi::Attachment::control_number>("control_number", "PWK06", "its number"),
};

struct Row {
    Record record;
    std::string_view name, title;
    std::span<Field const> fields;
};

std::array<Row, static_cast<std::size_t>(Record::count)> const table = {{
    {Record::claim, "claim", "the claim; `claim` is there in every rule", claim_fields},
    {Record::line, "line", "a service line; `line` is there in rules of scope line", line_fields},
    {Record::drug, "drug", "a drug of the policy", drug_fields},
    {Record::payer, "payer", "the payer that the claim goes to", payer_fields},
    {Record::party, "party", "a person or an organisation; elements of its NM1 loop", party_fields},
    {Record::diagnosis, "diagnosis", "a diagnosis of the claim", diagnosis_fields},
    {Record::code, "code", "any code of an HI segment", code_fields},
    {Record::other_payer, "other payer", "another payer of the claim", other_payer_fields},
    {Record::adjudication, "adjudication", "what another payer decided on a line", adjudication_fields},
    {Record::adjustment, "adjustment", "an adjustment with its reason", adjustment_fields},
    {Record::date, "date", "a DTP segment", date_fields},
    {Record::reference, "reference", "a REF segment", reference_fields},
    {Record::amount, "amount", "an AMT segment", amount_fields},
    {Record::note, "note", "an NTE segment", note_fields},
    {Record::attachment, "attachment", "a PWK segment", attachment_fields},
}};

Row const& row(Record record) {
    return table[static_cast<std::size_t>(record)];
}

} // namespace

std::span<Field const> fields(Record record) {
    return row(record).fields;
}

Field const* find_field(Record record, std::string_view name) {
    for (Field const& field : row(record).fields)
        if (field.name == name) return &field;
    return nullptr;
}

std::string_view record_name(Record record) {
    return row(record).name;
}

std::string_view type_name(Type type) {
    switch (type) {
        case Type::boolean: return "truth value";
        case Type::number: return "number";
        case Type::text: return "text";
        case Type::day: return "date";
        case Type::duration: return "duration";
        case Type::record: return "record";
        case Type::list: break;
    }
    return "list";
}

std::string type_name(Field const& field) {
    if (field.type == Type::record) return std::string(record_name(field.record));
    if (field.type != Type::list) return std::string(type_name(field.type));
    std::string_view const element = field.element == Type::record ? record_name(field.record) : type_name(field.element);
    return "list of " + std::string(element);
}

std::string fields_markdown() {
    std::string out = "# Fields\n\nWhat the expressions of a policy's own rules can name ([EXPRESSIONS.md](EXPRESSIONS.md)). Made by "
                      "`scrub837 fields --markdown` from the table\nthat the type checker reads; a test holds it current.\n";
    for (Row const& each : table) {
        out.append("\n## ").append(each.name).append("\n\n").append(each.title);
        out.append("\n\n| field | type | what it is | from |\n| --- | --- | --- | --- |\n");
        for (Field const& field : each.fields)
            out.append("| `")
                .append(field.name)
                .append("` | ")
                .append(type_name(field))
                .append(" | ")
                .append(field.meaning)
                .append(" | ")
                .append(field.source)
                .append(" |\n");
    }
    return out;
}

} // namespace rules::expression
