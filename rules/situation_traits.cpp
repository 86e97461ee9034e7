#include "rules/situation_traits.hpp"

#include <array>
#include <cstring>

#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/payer_kind.hpp"
#include "rules/payers/filing_time.hpp"
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
    return address.find('X') != std::string_view::npos || address.find('x') != std::string_view::npos;
}

/// Subscriber, patient, payer and billing provider.
Traits of_levels(edi::Claim const& claim) {
    edi::Subscriber const& subscriber = *claim.subscriber;
    edi::BillingProvider const& billing = *claim.billing_provider;
    bool doubt = false;
    if (subscriber.level.known()) {
        edi::Party const& name = subscriber.name;
        bool const self = says_self(subscriber), person = name.type.text == "1";
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
Traits of_claim(edi::Claim const& claim) {
    bool const professional = is_professional(claim);
    std::string_view const facility = claim.facility_code.text;
    bool stays = professional ? is_inpatient_place(facility) : is_inpatient_bill(facility);
    bool special = claim.frequency.text != "1" || claim.accident[0].present() || claim.accident[1].present() ||
                   claim.accident[2].present() || claim.accident[3].present() || !claim.attachments.empty();
    if (professional)
        special = special || is_ambulance_place(facility) || claim.facility_qualifier.text == "A" ||
                  patient_state(claim).death_date.present() || patient_state(claim).pregnancy.present();
    else
        special = special || claim.facility_qualifier.text == "B";
    for (edi::Date const& date : edi::Claim::part(claim.dates, claim.own_dates)) {
        std::string_view const qualifier = date.qualifier.text;
        stays = stays || qualifier == "435" || qualifier == "096";
        special = special || qualifier == "439" || qualifier == "484";
    }
    for (edi::Reference const& reference : edi::Claim::part(claim.references, claim.own_references))
        special = special || reference.qualifier.text == "F8";
    return when(stays, trait::stay) | when(special, trait::circumstances);
}

/// A qualifier of two or three letters as an integer, 0 for any other: one comparison instead of several of texts.
constexpr std::uint32_t key_of(std::string_view qualifier) {
    auto const letter = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(qualifier[i])); };
    if (qualifier.size() == 3) return letter(0) << 16 | letter(1) << 8 | letter(2);
    if (qualifier.size() == 2) return letter(0) << 8 | letter(1);
    return 0;
}

/// Different for different codes of the same length up to eight; may be the same for others.
std::uint64_t likeness(std::string_view code) {
    if (code.size() < 4) return code.size() == 3 ? key_of(code) : 0;
    std::uint32_t head, tail;
    std::memcpy(&head, code.data(), 4);
    std::memcpy(&tail, code.data() + code.size() - 4, 4);
    return std::uint64_t{head} << 32 | tail;
}

/// What the codes of HI say.
struct Codes {
    std::uint32_t positions = 0; ///< bit n: a diagnosis at HI0n
    bool doubt = false;          ///< diagnoses may not fit each other
    bool special = false;        ///< pregnancy, accident, procedure
    bool visit_reason = false;
};

Codes codes_of(edi::Claim const& claim) {
    constexpr std::size_t most = 32;
    std::array<std::uint64_t, most> seen;
    std::size_t count = 0;
    bool any_icd_10 = false, any_icd_9 = false;
    Codes found;
    for (edi::HealthCode const& code : claim.codes) {
        std::string_view const qualifier = code.qualifier.text, text = code.code.text;
        bool principal = false;
        switch (key_of(qualifier)) {
            case key_of("ABK"):
            case key_of("BK"): principal = true; break;
            case key_of("ABF"):
            case key_of("BF"): break;
            case key_of("APR"):
            case key_of("PR"): found.visit_reason = true; continue;
            case key_of("BH"): found.special = found.special || text == "01" || text == "02"; continue;
            case key_of("BBR"):
            case key_of("BR"): found.special = true; continue;
            default: continue;
        }
        found.positions |= 1U << (code.qualifier.place.element & 31);
        bool const icd_10 = qualifier.size() == 3;
        (icd_10 ? any_icd_10 : any_icd_9) = true;
        // Only codes from O on, and E of ICD-9, are pregnancies or external causes.
        if (!text.empty() && (text[0] >= 'O' || !icd_10)) {
            found.doubt = found.doubt || (principal && is_external_cause(qualifier, text));
            found.special = found.special || is_pregnancy(qualifier, text);
        }
        if (count == most) {
            found.doubt = true;
            continue;
        }
        std::uint64_t const key = likeness(text);
        for (std::size_t i = 0; i < count; ++i) found.doubt = found.doubt || seen[i] == key;
        seen[count++] = key;
    }
    found.doubt = found.doubt || (any_icd_10 && any_icd_9);
    return found;
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
Traits of_diagnoses(edi::Claim const& claim) {
    Codes const codes = codes_of(claim);
    if (is_professional(claim))
        return when(codes.doubt || any_lost_pointer(claim, codes.positions), trait::doubtful_diagnoses) |
               when(codes.special, trait::circumstances);
    bool const unexplained = !codes.visit_reason && !is_inpatient_bill(claim.facility_code.text);
    return when(codes.doubt, trait::doubtful_diagnoses) | when(codes.special || unexplained, trait::circumstances);
}

/// The end of a control number as an integer that grows as numbers do.
std::uint64_t end_of(std::string_view number) {
    std::uint64_t key = 0;
    if (number.size() >= sizeof key) {
        std::memcpy(&key, number.data() + number.size() - sizeof key, sizeof key);
        return __builtin_bswap64(key);
    }
    for (char const c : number) key = key << 8 | static_cast<unsigned char>(c);
    return key;
}

Traits of_lines(edi::Claim const& claim, Policy const& policy) {
    bool const professional = is_professional(claim);
    edi::Date const* const statement = statement_dates(claim);
    bool doubt = professional && !claim.facility_code.present();
    std::size_t last_size = 0;
    std::uint64_t last_end = 0;
    int number = 0;
    for (edi::ServiceLine const& line : claim.lines) {
        doubt = doubt || small_number(line.number.text) != ++number;
        // Control numbers that grow from line to line, by length and end, are all different.
        if (std::string_view const control = line.control_number.text; !control.empty()) {
            std::uint64_t const end = end_of(control);
            doubt = doubt || control.size() < last_size || (control.size() == last_size && end <= last_end);
            last_size = control.size();
            last_end = end;
        }
        doubt = doubt || (line.description.text.empty() && policy.may_be_unclassified(line.procedure.text));
        if (professional)
            doubt = doubt || line.purchase.known() || line.equipment.known() ||
                    (line.place_of_service.present() && line.place_of_service.text == claim.facility_code.text);
        else
            doubt = doubt || (line.service_date.value.present() &&
                              !(statement && statement->ok() && line.service_date.ok() && statement->from <= line.service_date.from &&
                                line.service_date.through <= statement->through));
    }
    return when(doubt, trait::doubtful_lines);
}

Traits of_references(edi::Claim const& claim) {
    bool two = false;
    std::size_t const own = claim.own_references.first + claim.own_references.count;
    for (std::size_t i = 0; i < claim.references.size(); ++i) {
        std::string_view const qualifier = claim.references[i].qualifier.text;
        two = two || qualifier == "9F" || (i >= own && qualifier == "G1");
    }
    return when(two, trait::two_numbers);
}

Traits of_filing(edi::Claim const& claim, Policy const& policy) {
    auto const days = policy.sections().payers.shortest_filing();
    if (!days) return 0;
    auto const service = first_service(claim);
    auto const sent = edi::read_day(claim.header->date.text);
    return when(service && sent.reading == edi::Reading::ok && sent.day.number - service->day.number > *days, trait::old_service);
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
                doubt = doubt || provider.entity.text == "P3";
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
        doubt = doubt || (!rendering && billing.type.text == "2") || (!facility && is_facility_place(claim.facility_code.text));
    else
        doubt = doubt || !attending;
    return when(doubt, trait::doubtful_providers);
}

} // namespace

Traits situation_traits(edi::Claim const& claim, Policy const& policy) {
    return of_levels(claim) | of_claim(claim) | of_diagnoses(claim) | of_lines(claim, policy) | of_providers(claim) | of_references(claim) |
           of_filing(claim, policy);
}

} // namespace rules
