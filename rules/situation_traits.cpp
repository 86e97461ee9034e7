#include "rules/situation_traits.hpp"

#include <array>
#include <cstring>

#include "rules/code_sets/line_codes.hpp"
#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/payer_kind.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

Traits when(bool condition, Traits traits) {
    return condition ? traits : 0;
}

bool names_msp(edi::Claim const& claim) {
    if (claim.subscriber->coverage.msp_type.present()) return true;
    for (edi::OtherPayer const& other : claim.other_payers)
        if (other.coverage.msp_type.present()) return true;
    return false;
}

/// Only an address with this letter, which few have, can be a box.
bool has_x(std::string_view address) {
    constexpr std::uint64_t ones = 0x0101010101010101;
    auto const in_eight = [](char const* at) {
        std::uint64_t word;
        std::memcpy(&word, at, sizeof word);
        word = (word | ones * 0x20) ^ ones * 'x'; // a byte of zero is an X, or an x
        return ((word - ones) & ~word & ones * 0x80) != 0;
    };
    if (address.size() < 8) return address.find_first_of("Xx") != std::string_view::npos;
    char const* at = address.data();
    char const* const last = at + address.size() - 8;
    for (; at < last; at += 8)
        if (in_eight(at)) return true;
    return in_eight(last);
}

/// Subscriber, patient, payer and billing provider.
Traits of_levels(edi::Claim const& claim) {
    edi::Subscriber const& subscriber = *claim.subscriber;
    edi::BillingProvider const& billing = *claim.billing_provider;
    bool doubt = false;
    if (subscriber.level.known()) {
        edi::Party const& name = subscriber.name;
        bool const self = says_self(subscriber), person = is_text(name.type.text, "1");
        doubt = self == claim.patient->present();
        if (name.present()) {
            doubt =
                doubt || (self && (!person || !name.address.place.known() || !name.city.place.known() || !name.birth_date.place.known()));
            doubt = doubt || (person && (!name.id.present() || !name.id_qualifier.present()));
        }
    }
    doubt = doubt || is_medicare(subscriber.coverage.filing_code.text) || names_msp(claim);
    doubt = doubt || billing.pay_to_address.present() || has_x(billing.name.address.text);
    return when(doubt, trait::doubtful_levels);
}

/// Dates, codes and references of 2300 that tell of something out of the ordinary.
Traits of_claim(edi::Claim const& claim, KnownCodes const& known) {
    bool const professional = is_professional(claim);
    std::string_view const facility = claim.facility_code.text;
    bool stays = professional ? is_inpatient_place(facility) : is_inpatient_bill(facility);
    bool special = !is_text(claim.frequency.text, "1") || claim.accident[0].present() || claim.accident[1].present() ||
                   claim.accident[2].present() || claim.accident[3].present() || !claim.attachments.empty();
    if (professional)
        special = special || is_ambulance_place(facility) || is_text(claim.facility_qualifier.text, "A") ||
                  patient_state(claim).death_date.present() || patient_state(claim).pregnancy.present();
    else
        special = special || is_text(claim.facility_qualifier.text, "B");
    for (edi::Date const& date : edi::Claim::part(claim.dates, claim.own_dates)) {
        std::string_view const qualifier = date.qualifier.text;
        stays = stays || is_text(qualifier, "435") || is_text(qualifier, "096");
        special = special || is_text(qualifier, "439") || is_text(qualifier, "484");
    }
    for (edi::Reference const& reference : edi::Claim::part(claim.references, claim.own_references))
        special = special || is_text(reference.qualifier.text, "F8");
    bool const strange = professional && !facility.empty() && !known.is_place(facility);
    return when(stays, trait::stay) | when(special, trait::circumstances) | when(strange, trait::doubtful_lines);
}

/// A qualifier of two or three letters as an integer, 0 for any other: one comparison instead of several of texts.
constexpr std::uint32_t key_of(std::string_view qualifier) {
    auto const letter = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(qualifier[i])); };
    if (qualifier.size() == 3) return letter(0) << 16 | letter(1) << 8 | letter(2);
    if (qualifier.size() == 2) return letter(0) << 8 | letter(1);
    return 0;
}

/// What the codes of HI say.
struct Codes {
    std::uint32_t positions = 0; ///< bit n: a diagnosis at HI0n
    bool doubt = false;          ///< diagnoses may not fit each other, or are no codes, or of another time
    bool special = false;        ///< pregnancy, accident, procedure
    bool visit_reason = false;
    bool any_icd_10 = false;
};

Codes codes_of(edi::Claim const& claim, KnownCodes& known) {
    constexpr std::size_t most = 32;
    std::array<std::uint64_t, most> seen;
    std::size_t count = 0;
    bool any_icd_9 = false;
    Codes found;
    for (edi::HealthCode const& code : claim.codes) {
        std::string_view const qualifier = code.qualifier.text, text = code.code.text;
        bool const icd_10 = is_icd_10(qualifier);
        if (icd_10) {
            found.any_icd_10 = true;
            found.doubt |= !known.is_billable_diagnosis(text);
        }
        bool principal = false;
        switch (key_of(qualifier)) {
            case key_of("ABK"):
            case key_of("BK"): principal = true; break;
            case key_of("ABF"):
            case key_of("BF"): break;
            case key_of("APR"):
            case key_of("PR"): found.visit_reason = true; continue;
            case key_of("BH"): found.special |= is_text(text, "01") || is_text(text, "02"); continue;
            case key_of("BBR"):
            case key_of("BR"): found.special = true; continue;
            default: continue;
        }
        found.positions |= 1U << (code.qualifier.place.element & 31);
        any_icd_9 |= !icd_10; // a set of codes of another time, or beside that of today
        // Only codes from O on, and E of ICD-9, are pregnancies or external causes.
        if (!text.empty() && (text[0] >= 'O' || !icd_10)) {
            found.doubt |= principal && is_external_cause(qualifier, text);
            found.special |= is_pregnancy(qualifier, text);
        }
        if (count == most) {
            found.doubt = true;
            continue;
        }
        std::uint64_t const key = exact_code(text);
        bool again = false;
        for (std::size_t i = 0; i < count; ++i) again |= seen[i] == key;
        found.doubt |= again;
        seen[count++] = key;
    }
    found.doubt |= any_icd_9;
    return found;
}

/// ICD-10 before its time.
bool is_too_early(edi::Claim const& claim, Policy const& policy, LineTraits const& lines) {
    if (is_professional(claim) && lines.all_dated()) return policy.day_in_force(lines.last_through()) < first_day_of_icd_10();
    Days const days = claim_days(policy, claim);
    return days.known && days.through < first_day_of_icd_10();
}

/// Whether a line points to something else than one of the diagnoses at `positions`.
bool any_lost_pointer(edi::Claim const& claim, std::uint32_t positions) {
    for (edi::ServiceLine const& line : claim.lines)
        for (edi::Field const& pointer : line.pointers) {
            std::string_view const text = pointer.text;
            if (text.empty()) continue;
            int const position = text.size() == 1 ? text[0] - '0' : small_number(text);
            if (position < 0 || position > 12 || (positions >> position & 1) == 0) return true;
        }
    return false;
}

/// HI, and the pointers to it.
Traits of_diagnoses(edi::Claim const& claim, Policy const& policy, KnownCodes& known, LineTraits const& lines) {
    Codes codes = codes_of(claim, known);
    codes.doubt |= codes.any_icd_10 && is_too_early(claim, policy, lines);
    if (is_professional(claim))
        return when(codes.doubt || any_lost_pointer(claim, codes.positions), trait::doubtful_diagnoses) |
               when(codes.special, trait::circumstances);
    bool const unexplained = !codes.visit_reason && !is_inpatient_bill(claim.facility_code.text);
    return when(codes.doubt, trait::doubtful_diagnoses) | when(codes.special || unexplained, trait::circumstances);
}

Traits of_references(edi::Claim const& claim) {
    bool two = false;
    std::size_t const own = claim.own_references.first + claim.own_references.count;
    for (std::size_t i = 0; i < claim.references.size(); ++i) {
        std::string_view const qualifier = claim.references[i].qualifier.text;
        two |= is_text(qualifier, "9F") || (i >= own && is_text(qualifier, "G1"));
    }
    return when(two, trait::two_numbers);
}

Traits of_filing(edi::Claim const& claim, Policy const& policy, LineTraits const& lines, edi::DayReading const& sent) {
    auto const days = policy.sections().payers.shortest_filing();
    if (!days) return 0;
    edi::Day first = lines.first_through();
    if (!is_professional(claim)) {
        edi::Date const* const statement = statement_dates(claim);
        if (!statement || !statement->ok()) return 0;
        first = statement->through;
    } else if (!lines.any_dated()) {
        return 0;
    }
    return when(sent.reading == edi::Reading::ok && sent.day.number - first.number > *days, trait::old_service);
}

/// Services and births on days that cannot be.
Traits of_days(edi::Claim const& claim, LineTraits const& lines, edi::DayReading const& sent) {
    edi::DayReading const born = edi::read_day(patient_name(claim).birth_date.text);
    bool doubt = lines.any_dated() && is_after_batch(lines.last_through(), sent);
    if (born.reading == edi::Reading::ok)
        doubt = doubt || is_after_batch(born.day, sent) || (lines.any_dated() && lines.first_through() < born.day);
    return when(doubt, trait::impossible_days);
}

Traits of_providers(edi::Claim const& claim) {
    edi::Party const& billing = claim.billing_provider->name;
    bool doubt = has_wrong_npi(billing);
    bool attending = false, rendering = false, facility = false;
    for (edi::Party const& provider : claim.providers) {
        doubt = doubt || has_wrong_npi(provider);
        switch (provider.loop) {
            case edi::LoopId::L2310A:
                attending = true;
                doubt = doubt || is_text(provider.entity.text, "P3");
                break;
            case edi::LoopId::L2310B:
                rendering = true;
                doubt = doubt || (is_professional(claim) && provider.id.present() && provider.id.text == billing.id.text);
                break;
            case edi::LoopId::L2310C:
            case edi::LoopId::L2310E:
                facility = facility || provider.loop == edi::LoopId::L2310C;
                doubt = doubt || same_address(provider, billing);
                break;
            default: break;
        }
    }
    if (is_professional(claim))
        doubt = doubt || (!rendering && is_text(billing.type.text, "2")) || (!facility && is_facility_place(claim.facility_code.text));
    else
        doubt = doubt || !attending;
    return when(doubt, trait::doubtful_providers);
}

} // namespace

Traits situation_traits(edi::Claim const& claim, Policy const& policy, KnownCodes& known, LineTraits const& lines) {
    edi::DayReading const sent = edi::read_day(claim.header->date.text);
    return of_levels(claim) | of_claim(claim, known) | of_diagnoses(claim, policy, known, lines) | of_providers(claim) |
           of_references(claim) | of_filing(claim, policy, lines, sent) | of_days(claim, lines, sent);
}

} // namespace rules
