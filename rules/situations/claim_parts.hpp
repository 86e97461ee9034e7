// What several rules of this family ask of a claim.
#pragma once

#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <string_view>

#include "edi/claim/claim.hpp"
#include "rules/npi.hpp"

namespace rules {

inline bool is_one_of(std::string_view text, std::initializer_list<std::string_view> codes) {
    for (std::string_view const code : codes)
        if (text == code) return true;
    return false;
}

/// Whether `text` is `code`, a literal: compared as the integer that so few bytes are.
template <std::size_t size>
bool is_text(std::string_view text, char const (&code)[size]) {
    return text.size() == size - 1 && std::memcmp(text.data(), code, size - 1) == 0;
}

/// A set of codes of two digits.
class TwoDigitCodes {
public:
    constexpr TwoDigitCodes(std::initializer_list<unsigned> codes) {
        for (unsigned const code : codes) bits_[code / 64] |= std::uint64_t{1} << code % 64;
    }
    constexpr bool holds(std::string_view text) const {
        if (text.size() != 2) return false;
        unsigned const tens = static_cast<unsigned char>(text[0]) - unsigned{'0'},
                       ones = static_cast<unsigned char>(text[1]) - unsigned{'0'};
        unsigned const code = tens * 10 + ones;
        return tens <= 9 && ones <= 9 && (bits_[code / 64] >> code % 64 & 1) != 0;
    }

private:
    std::uint64_t bits_[2] = {};
};

/// The first DTP of the claim itself (2300) with this qualifier, or null.
inline edi::Date const* own_date(edi::Claim const& claim, std::string_view qualifier) {
    for (edi::Date const& date : edi::Claim::part(claim.dates, claim.own_dates))
        if (date.qualifier.text == qualifier) return &date;
    return nullptr;
}

/// The same for its REF.
inline edi::Reference const* own_reference(edi::Claim const& claim, std::string_view qualifier) {
    for (edi::Reference const& reference : edi::Claim::part(claim.references, claim.own_references))
        if (reference.qualifier.text == qualifier) return &reference;
    return nullptr;
}

/// The first provider of a loop 2310, or null.
inline edi::Party const* own_provider(edi::Claim const& claim, edi::LoopId loop) {
    for (edi::Party const& provider : edi::Claim::part(claim.providers, claim.own_providers))
        if (provider.loop == loop) return &provider;
    return nullptr;
}

/// The same for a loop 2420 of a line.
inline edi::Party const* line_provider(edi::Claim const& claim, edi::ServiceLine const& line, edi::LoopId loop) {
    for (edi::Party const& provider : edi::Claim::part(claim.providers, line.providers))
        if (provider.loop == loop) return &provider;
    return nullptr;
}

/// Whether any line names a provider of this loop.
inline bool any_line_provider(edi::Claim const& claim, edi::LoopId loop) {
    for (edi::Party const& provider : claim.providers)
        if (provider.loop == loop) return true;
    return false;
}

/// The claim stands below a subscriber's level with no patient level between.
inline bool below_subscriber(edi::Claim const& claim) {
    return claim.subscriber->level.known() && !claim.patient->present();
}

/// SBR02 says that the subscriber is the patient.
inline bool says_self(edi::Subscriber const& subscriber) {
    return is_text(subscriber.coverage.relationship.text, "18");
}

/// The subscriber is the patient, a person, and has a name.
inline bool patient_is_subscriber(edi::Claim const& claim) {
    return below_subscriber(claim) && says_self(*claim.subscriber) && claim.subscriber->name.present() &&
           claim.subscriber->name.type.text == "1";
}

/// Later than the day on which the set was made (BHT04), by more than what time zones and clocks can make: the day behind it has begun
/// somewhere. False where BHT04 is no day.
inline bool is_after_batch(edi::Day day, edi::DayReading const& made) {
    return made.reading == edi::Reading::ok && day.number > made.day.number + 1;
}

/// 2010CA or, where there is no patient level, 2010BA.
inline edi::Party const& patient_name(edi::Claim const& claim) {
    return claim.patient->present() ? claim.patient->name : claim.subscriber->name;
}

/// PAT of the same level.
inline edi::PatientState const& patient_state(edi::Claim const& claim) {
    return claim.patient->present() ? claim.patient->state : claim.subscriber->state;
}

/// 837P places where a patient stays: hospital, psychiatric and rehabilitation inpatients. Source: CMS place of service codes.
inline bool is_inpatient_place(std::string_view place) {
    constexpr TwoDigitCodes inpatient{21, 51, 61};
    return inpatient.holds(place);
}

/// 837I types of bill (first two digits) of inpatients: hospital 11, hospital with Part B only 12, swing beds 18, skilled nursing 21,
/// religious institution 41. Source: types of bill as CMS's claims manuals use them.
inline bool is_inpatient_bill(std::string_view facility) {
    constexpr TwoDigitCodes inpatient{11, 12, 18, 21, 41};
    return inpatient.holds(facility);
}

/// 837P places that have a name and an address of their own: hospital inpatients, outpatients on and off campus and emergency rooms,
/// surgical centers, skilled nursing, hospice, psychiatric and rehabilitation facilities. Source: CMS place of service codes, facilities.
inline bool is_facility_place(std::string_view place) {
    constexpr TwoDigitCodes facilities{19, 21, 22, 23, 24, 31, 34, 51, 52, 56, 61};
    return facilities.holds(place);
}

/// A claim of an 837P that carries patients by ambulance: land 41, air or water 42.
inline bool is_ambulance_place(std::string_view place) {
    return is_text(place, "41") || is_text(place, "42");
}

inline bool is_principal(std::string_view qualifier) {
    return is_text(qualifier, "ABK") || is_text(qualifier, "BK");
}

/// A principal or other diagnosis: what pointers and duplicates are about.
inline bool is_diagnosis(std::string_view qualifier) {
    return is_principal(qualifier) || is_text(qualifier, "ABF") || is_text(qualifier, "BF");
}

/// Qualifiers of ICD-10 begin with A: ABK, ABF, ABJ, ABN, APR; those of ICD-9 do not.
inline bool is_icd_10(std::string_view qualifier) {
    return qualifier.size() == 3 && qualifier[0] == 'A';
}

/// External causes cannot be a principal diagnosis: V to Y in ICD-10, E in ICD-9.
inline bool is_external_cause(std::string_view qualifier, std::string_view code) {
    if (code.empty()) return false;
    return is_icd_10(qualifier) ? 'V' <= code[0] && code[0] <= 'Y' : code[0] == 'E';
}

/// Diagnoses of a pregnancy before the delivery: O00 to O48 in ICD-10, and its supervision (Z34).
inline bool is_pregnancy(std::string_view qualifier, std::string_view code) {
    if (!is_icd_10(qualifier) || code.size() < 3) return false;
    return (code[0] == 'O' && '0' <= code[1] && code[1] <= '4') || code.substr(0, 3) == "Z34";
}

/// A number of one to three digits; -1 for anything else. LX01, SV107.
inline int small_number(std::string_view text) {
    if (text.empty() || text.size() > 3) return -1;
    int number = 0;
    for (char const c : text) {
        if (c < '0' || c > '9') return -1;
        number = number * 10 + (c - '0');
    }
    return number;
}

/// Visits and their management: codes 99202 to 99499 are always some person's work. Source: HCPCS level I, the range.
inline bool is_visit(edi::ServiceLine const& line) {
    std::string_view const code = line.procedure.text;
    return line.procedure_qualifier.text == "HC" && code.size() == 5 && "99202" <= code && code <= "99499";
}

/// A provider that says it has an NPI, and has none.
inline bool has_wrong_npi(edi::Party const& provider) {
    return is_text(provider.id_qualifier.text, "XX") && provider.id.present() && !is_npi(provider.id.text);
}

/// Two parties at one address, as far as street and postal code say; false when one of them is unknown.
inline bool same_address(edi::Party const& a, edi::Party const& b) {
    return a.address.present() && a.zip.present() && a.address.text == b.address.text && a.zip.text.substr(0, 5) == b.zip.text.substr(0, 5);
}

} // namespace rules
