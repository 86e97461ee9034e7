// Claim objects: what an 837P or 837I claim says, as plain structs of views with their places. The views live as long as the piece's
// buffer; the objects are reused from claim to claim. Sources: guide loops and segments as named at each member.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "edi/guide/outline.hpp"
#include "edi/text/place.hpp"
#include "edi/text/values.hpp"

namespace edi {

/// A value as it was sent. An absent element has an empty text and the place where it was due.
struct Field {
    std::string_view text;
    Place place;
    bool present() const { return !text.empty(); }
};

struct Money {
    Field field;
    Reading reading = Reading::absent;
    std::int64_t cents = 0; ///< 0 unless reading is ok
    bool ok() const { return reading == Reading::ok; }
};

struct Quantity {
    Field field;
    Reading reading = Reading::absent;
    Decimal value; ///< 0 unless reading is ok
    bool ok() const { return reading == Reading::ok; }
};

/// A DTP segment: qualifier (DTP01), format (DTP02), period (DTP03; a single day has from = through).
struct Date {
    Field qualifier, format, value;
    Reading reading = Reading::absent;
    Day from, through;
    bool ok() const { return reading == Reading::ok; }
};

/// REF01, REF02 and, where the reference belongs to another payer, REF04-1 / REF04-2.
struct Reference {
    Field qualifier, value;
    Field owner_qualifier, owner;
};

/// AMT01, AMT02.
struct Amount {
    Field qualifier;
    Money amount;
};

/// NTE01, NTE02.
struct Note {
    Field code, text;
};

/// PWK01 type, PWK02 way of transmission, PWK06 control number.
struct Attachment {
    Field type, transmission, control_number;
};

/// One composite of an HI segment: qualifier (ABK, BF, BE, ...), code, and in 837I present-on-admission (HI0x-9) or an amount (HI0x-5).
struct HealthCode {
    Field qualifier, code, present_on_admission;
    Money amount; ///< value codes (BE)
    Field date_format, date;
};

/// A run of elements in one of the claim's vectors.
struct Range {
    std::uint32_t first = 0, count = 0;
};

/// A person or an organisation: an NM1 with what hangs on it.
struct Party {
    LoopId loop = LoopId::none;
    Place place;                              ///< the NM1 segment
    Field entity;                             ///< NM101
    Field type;                               ///< NM102: 1 person, 2 organisation
    Field last_name, first_name, middle_name; ///< NM103..05
    Field id_qualifier, id;                   ///< NM108, NM109
    Field taxonomy;                           ///< PRV03 of the loop (or of 2000A for the billing provider)
    Field address, city, state, zip;          ///< N301, N401..03
    Field birth_date, sex;                    ///< DMG02, DMG03
    Field tax_id;                             ///< REF*EI or REF*SY of the loop
    bool present() const { return place.known(); }
};

/// SBR and PAT of a 2000B level, SBR of a 2320 loop.
struct Coverage {
    Place place;        ///< the SBR segment
    Field sequence;     ///< SBR01 payer responsibility: P S T A..H U
    Field relationship; ///< SBR02
    Field group_number; ///< SBR03
    Field msp_type;     ///< SBR05 (837P)
    Field filing_code;  ///< SBR09 kind of payer
};

/// One group code, reason, amount and quantity of a CAS segment (a segment has up to six).
struct Adjustment {
    Field group;  ///< CAS01
    Field reason; ///< CAS02, 05, ...
    Money amount; ///< CAS03, 06, ...
    Quantity quantity;
};

/// 2320 with its 2330 loops: another payer of the claim.
struct OtherPayer {
    Coverage coverage;
    Range adjustments;                   ///< claim level CAS -> Claim::adjustments
    Money paid;                          ///< AMT*D
    Money non_covered;                   ///< AMT*A8
    Money patient_liability;             ///< AMT*EAF
    Place oi, moa, mia;                  ///< the segments OI, MOA, MIA when present
    Range remarks;                       ///< remark codes: MOA03..07, MIA05, MIA20..23 -> Claim::remarks
    Party subscriber;                    ///< 2330A
    Party payer;                         ///< 2330B; payer.id is NM109
    Date adjudicated;                    ///< 2330B DTP*573
    std::uint32_t adjudicated_count = 0; ///< how many DTP*573 were sent at claim level for this payer
    Field claim_number;                  ///< 2330B REF*F8
};

/// 2430: what another payer decided on the line.
struct Adjudication {
    Place place;                          ///< the SVD segment
    Field payer_id;                       ///< SVD01
    Money paid;                           ///< SVD02
    Field procedure_qualifier, procedure; ///< SVD03-1, -2
    Field revenue_code;                   ///< SVD04
    Quantity paid_units;                  ///< SVD05
    Field bundled_line;                   ///< SVD06
    Range adjustments;                    ///< -> Claim::adjustments
    Date adjudicated;                     ///< DTP*573
    std::uint32_t adjudicated_count = 0;
    Money patient_liability; ///< AMT*EAF
};

/// 2410: the drug as the pharmacy knows it.
struct DrugIdentification {
    Place place;                  ///< the LIN segment; unknown when the line has none
    Field id_qualifier, id;       ///< LIN02, LIN03
    Place quantity_place;         ///< the CTP segment
    Quantity quantity;            ///< CTP04
    Field unit;                   ///< CTP05-1: F2 GR ME ML UN
    Field prescription;           ///< REF02 of REF*XZ or REF*VY
    Field prescription_qualifier; ///< REF01
    bool present() const { return place.known() || quantity_place.known(); }
};

/// 2400: one service line.
struct ServiceLine {
    Place place;                                          ///< the LX segment
    Field number;                                         ///< LX01
    Place service;                                        ///< SV1 (P) or SV2 (I); unknown when the line has none
    Field revenue_code;                                   ///< SV201 (I)
    Field procedure_qualifier, procedure;                 ///< SV101-1, -2 / SV202-1, -2
    Field modifiers[4];                                   ///< SV101-3..6 / SV202-3..6
    Field description;                                    ///< SV101-7 / SV202-7
    Money charge;                                         ///< SV102 / SV203
    Field unit_basis;                                     ///< SV103 / SV204
    Quantity units;                                       ///< SV104 / SV205
    Field place_of_service;                               ///< SV105 (P)
    Field pointers[4];                                    ///< SV107-1..4 (P)
    Place purchase;                                       ///< the PS1 segment (P); unknown when the line has none
    Money non_covered;                                    ///< SV207 (I)
    Date service_date;                                    ///< DTP*472
    Range dates, references, notes, attachments, amounts; ///< all of the line -> the claim's vectors
    DrugIdentification drug;                              ///< 2410
    std::uint32_t drug_count = 0;                         ///< how many 2410 loops were sent
    Range adjudications;                                  ///< 2430 -> Claim::adjudications
    Range providers;                                      ///< 2420x -> Claim::providers
    Field control_number;                                 ///< REF*6R
};

/// Header and levels above a claim. One object for the whole piece; each claim points into it.
struct SetHeader {
    Field reference;  ///< BHT03
    Field date, time; ///< BHT04, BHT05
    Field type;       ///< BHT06: CH, RP, 31
    Party submitter;  ///< 1000A
    Party receiver;   ///< 1000B
};
struct BillingProvider {
    std::uint64_t ordinal = 0; ///< running number of the 2000A level among those of the piece, 1 = first
    Place level;               ///< the HL segment
    Field taxonomy;            ///< PRV03
    Party name;                ///< 2010AA
    Party pay_to_address;      ///< 2010AB
    Party pay_to_plan;         ///< 2010AC
};
struct Subscriber {
    Place level;
    Coverage coverage; ///< SBR of 2000B
    Party name;        ///< 2010BA
    Party payer;       ///< 2010BB
};
struct Patient {
    Place level;        ///< unknown: the subscriber is the patient
    Field relationship; ///< PAT01
    Party name;         ///< 2010CA
    bool present() const { return level.known(); }
};

/// What a claim has once: the part of a Claim that needs no memory of its own, and is cleared by one assignment. The level pointers are
/// never null while a claim is visited.
struct ClaimValues {
    GuideId guide = GuideId::professional;
    std::uint32_t first_segment = 0, end_segment = 0; ///< [CLM, next CLM / HL / SE) in the SegmentTable
    SetHeader const* header = nullptr;
    BillingProvider const* billing_provider = nullptr;
    Subscriber const* subscriber = nullptr;
    Patient const* patient = nullptr;

    Place place;                                            ///< the CLM segment
    Field control_number;                                   ///< CLM01
    Money charge;                                           ///< CLM02
    Field facility_code;                                    ///< CLM05-1: place of service (P), first two digits of the type of bill (I)
    Field facility_qualifier;                               ///< CLM05-2
    Field frequency;                                        ///< CLM05-3
    Field accident[5];                                      ///< CLM11-1..5: up to three causes, state, country (P)
    Field delay_reason;                                     ///< CLM20
    Field admission_type, admission_source, patient_status; ///< CL1 (I)
    Quantity ambulance_weight;                              ///< CR102 (P)
    Range own_dates, own_references, own_amounts, own_notes, own_attachments, own_providers; ///< those of 2300 itself
};

/// 2300 and everything below. Vectors keep their memory between claims.
struct Claim : ClaimValues {
    std::vector<Date> dates;                 ///< DTP of 2300, then of the lines
    std::vector<Reference> references;       ///< REF of 2300, then of the lines
    std::vector<Amount> amounts;             ///< AMT of 2300, then of the lines
    std::vector<Note> notes;                 ///< NTE of 2300, then of the lines
    std::vector<Attachment> attachments;     ///< PWK of 2300, then of the lines
    std::vector<HealthCode> codes;           ///< HI of 2300, in order
    std::vector<Party> providers;            ///< 2310x, then 2420x
    std::vector<OtherPayer> other_payers;    ///< 2320
    std::vector<Field> remarks;              ///< remark codes of 2320
    std::vector<ServiceLine> lines;          ///< 2400
    std::vector<Adjudication> adjudications; ///< 2430
    std::vector<Adjustment> adjustments;     ///< CAS of 2320 and 2430

    void clear();
    template <class T>
    static std::span<T const> part(std::vector<T> const& all, Range range) {
        return std::span<T const>(all).subspan(range.first, range.count);
    }
};

} // namespace edi
