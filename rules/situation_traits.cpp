#include "rules/situation_traits.hpp"

#include <array>

#include "rules/elements.hpp"
#include "rules/facts.hpp"
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
            doubt = doubt || (person && !is_professional(claim) && (!name.id.present() || !name.id_qualifier.present()));
        }
    }
    std::string_view const kind = subscriber.coverage.filing_code.text;
    doubt = doubt || kind == "MA" || kind == "MB" || names_msp(claim);
    doubt = doubt || billing.pay_to_address.present() || billing.name.address.text.find_first_of("Xx") != std::string_view::npos;
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
        special = special || is_ambulance_place(facility) || claim.facility_qualifier.text == "A";
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

/// The first letters of a code as an integer; no diagnosis is longer.
std::uint64_t packed(std::string_view code) {
    std::uint64_t key = 0;
    for (char const c : code.substr(0, 8)) key = key << 8 | static_cast<unsigned char>(c);
    return key;
}

/// HI, and the pointers to it.
Traits of_diagnoses(edi::Claim const& claim) {
    constexpr std::size_t most = 32;
    bool const professional = is_professional(claim);
    std::array<std::uint64_t, most> codes;
    std::size_t count = 0;
    std::uint32_t positions = 0; ///< bit n: a diagnosis at HI0n
    bool doubt = false, special = false, icd_10 = false, icd_9 = false, visit_reason = false;
    for (edi::HealthCode const& code : claim.codes) {
        std::string_view const qualifier = code.qualifier.text;
        visit_reason = visit_reason || qualifier == "APR" || qualifier == "PR";
        special = special || (qualifier == "BH" && (code.code.text == "01" || code.code.text == "02"));
        if (!is_diagnosis(qualifier)) {
            if (qualifier == "BBR" || qualifier == "BR") special = true;
            continue;
        }
        positions |= 1U << (code.qualifier.place.element & 31);
        (is_icd_10(qualifier) ? icd_10 : icd_9) = true;
        doubt = doubt || (is_principal(qualifier) && is_external_cause(qualifier, code.code.text));
        special = special || (professional && is_pregnancy(qualifier, code.code.text));
        if (count == most) {
            doubt = true;
            continue;
        }
        std::uint64_t const key = packed(code.code.text);
        for (std::size_t i = 0; i < count; ++i) doubt = doubt || codes[i] == key;
        codes[count++] = key;
    }
    doubt = doubt || (icd_10 && icd_9);
    if (professional) {
        for (edi::ServiceLine const& line : claim.lines)
            for (edi::Field const& pointer : line.pointers) {
                if (!pointer.present()) continue;
                int const position = small_number(pointer.text);
                doubt = doubt || position < 0 || position > 12 || (positions >> position & 1) == 0;
            }
    } else {
        special = special || (!visit_reason && !is_inpatient_bill(claim.facility_code.text));
    }
    return when(doubt, trait::doubtful_diagnoses) | when(special, trait::circumstances);
}

Traits of_lines(edi::Claim const& claim, Policy const& policy) {
    bool const professional = is_professional(claim);
    edi::Date const* const statement = statement_dates(claim);
    bool doubt = professional && !claim.facility_code.present();
    std::string_view last;
    int number = 0;
    for (edi::ServiceLine const& line : claim.lines) {
        doubt = doubt || small_number(line.number.text) != ++number;
        // Control numbers that grow from line to line are all different.
        std::string_view const control = line.control_number.text;
        if (!control.empty()) {
            doubt = doubt || control.size() < last.size() || (control.size() == last.size() && control <= last);
            last = control;
        }
        doubt = doubt || (line.description.text.empty() && policy.may_be_unclassified(line.procedure.text));
        if (professional)
            doubt = doubt || line.purchase.known() ||
                    (line.place_of_service.present() && line.place_of_service.text == claim.facility_code.text);
        else
            doubt = doubt || (line.service_date.value.present() &&
                              !(statement && statement->ok() && line.service_date.ok() && statement->from <= line.service_date.from &&
                                line.service_date.through <= statement->through));
    }
    return when(doubt, trait::doubtful_lines);
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
    return of_levels(claim) | of_claim(claim) | of_diagnoses(claim) | of_lines(claim, policy) | of_providers(claim);
}

} // namespace rules
