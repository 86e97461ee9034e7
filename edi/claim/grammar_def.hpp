// The 837 as a Boost.Spirit X3 grammar over placed segments: to be read like the guide's table of contents. The cursor has given
// each segment its loop and judged order and number, so the grammar takes the segments of a loop in any order, passes over what
// it does not need, never fails and never looks back: the first segment of a loop decides.
// Source: structure of 005010X222A1 (professional) and 005010X223A2 (institutional).
#pragma once

#include "edi/claim/terminals_def.hpp"

namespace edi::grammar {

using enum LoopId;

// Laid out by hand, a segment or a loop a line:
// clang-format off

// -- a person or an organisation: the same in every loop that an NM1 opens ------------------------------------------------------

template <Loops loops, auto open>
inline constexpr auto party =
       at<loops, "NM1"_seg, open>
    >> *( at<loops, "PRV"_seg, bind::taxonomy>
        | at<loops, "N3"_seg,  bind::street>
        | at<loops, "N4"_seg,  bind::city>
        | at<loops, "DMG"_seg, bind::demographics>
        | at<loops, "REF"_seg, bind::party_reference>
        | other<loops>
        );

// -- 2320, 2330: another payer of the claim, the same in both guides ------------------------------------------------------------

inline constexpr auto other_payer_name =
       at<L2330B, "NM1"_seg, bind::other_payer>
    >> *( at<L2330B, "N3"_seg,  bind::street>
        | at<L2330B, "N4"_seg,  bind::city>
        | at<L2330B, "DTP"_seg, bind::other_payer_adjudicated>
        | at<L2330B, "REF"_seg, bind::other_payer_reference>
        | other<L2330B>
        );

// The claim does not keep the other payer's view of its providers.
inline constexpr Loops other_payer_providers = L2330C | L2330D | L2330E | L2330F | L2330G | L2330H | L2330I;
inline constexpr Loops other_payer_loops = L2320 | L2330A | L2330B | other_payer_providers;

inline constexpr auto other_payer_provider =
       at<other_payer_providers, "NM1"_seg, bind::nothing>
    >> *other<other_payer_providers>;

inline constexpr x3::rule<struct other_payer_tag> other_payer = "2320 other payer";
inline constexpr auto other_payer_def =
       at<L2320, "SBR"_seg, bind::other_payer_coverage>
    >> *( at<L2320, "CAS"_seg, bind::other_payer_adjustments>
        | at<L2320, "AMT"_seg, bind::other_payer_amount>
        | at<L2320, "OI"_seg,  bind::other_insurance>
        | at<L2320, "MIA"_seg, bind::inpatient_adjudication>
        | at<L2320, "MOA"_seg, bind::outpatient_adjudication>
        | party<L2330A, bind::other_subscriber>
        | other_payer_name
        | other_payer_provider
        | other<other_payer_loops>
        );

// -- 2400: the service line; the guides differ in the service itself ------------------------------------------------------------

inline constexpr auto drug =
       ( at<L2410, "LIN"_seg, bind::drug>
       | at<L2410, "CTP"_seg, bind::drug_without_id>
       )
    >> *( at<L2410, "CTP"_seg, bind::drug_quantity>
        | at<L2410, "REF"_seg, bind::drug_prescription>
        | other<L2410>
        );

inline constexpr Loops line_providers = L2420A | L2420B | L2420C | L2420D | L2420E | L2420F | L2420G | L2420H;

inline constexpr Loops line_parts_loops = L2410 | line_providers | L2430 | L2440;

inline constexpr auto adjudication =
       at<L2430, "SVD"_seg, bind::adjudication>
    >> *( at<L2430, "CAS"_seg, bind::adjudication_adjustments>
        | at<L2430, "DTP"_seg, bind::adjudication_date>
        | at<L2430, "AMT"_seg, bind::adjudication_amount>
        | other<L2430>
        );

inline constexpr auto line_segments =
      at<L2400, "DTP"_seg, bind::line_date>
    | at<L2400, "REF"_seg, bind::line_reference>
    | at<L2400, "PWK"_seg, bind::line_attachment>
    | at<L2400, "AMT"_seg, bind::line_amount>
    | at<L2400, "NTE"_seg, bind::line_note>
    | other<L2400>;

inline constexpr auto line_parts =
      drug
    | party<line_providers, bind::line_provider>
    | adjudication;

// The claim does not keep the supporting forms.
inline constexpr auto form =
       at<L2440, "LQ"_seg, bind::nothing>
    >> *other<L2440>;

inline constexpr x3::rule<struct professional_line_tag> professional_line = "2400 service line (837P)";
inline constexpr auto professional_line_def = compact[
       at<L2400, "LX"_seg, bind::service_line>
    >> *( in<L2400>[ at<L2400, "SV1"_seg, bind::professional_service> | at<L2400, "PS1"_seg, bind::purchased_service> | line_segments ]
        | in<line_parts_loops>[ line_parts | form | other<line_parts_loops> ]
        )
    ];

inline constexpr x3::rule<struct institutional_line_tag> institutional_line = "2400 service line (837I)";
inline constexpr auto institutional_line_def = compact[
       at<L2400, "LX"_seg, bind::service_line>
    >> *( in<L2400>[ at<L2400, "SV2"_seg, bind::institutional_service> | line_segments ]
        | in<line_parts_loops>[ line_parts | other<line_parts_loops> ]
        )
    ];

// -- 2300: the claim ------------------------------------------------------------------------------------------------------------
// What the claim says of itself stands before its first line. A segment of 2300 after that is out of sequence and passed over,
// so that the claim's own values stay together at the front of its vectors.

inline constexpr Loops claim_providers = L2310A | L2310B | L2310C | L2310D | L2310E | L2310F;

inline constexpr auto claim_segments =
      at<L2300, "REF"_seg, bind::claim_reference>
    | at<L2300, "HI"_seg,  bind::health_codes>
    | at<L2300, "DTP"_seg, bind::claim_date>
    | at<L2300, "PWK"_seg, bind::claim_attachment>
    | at<L2300, "AMT"_seg, bind::claim_amount>
    | at<L2300, "NTE"_seg, bind::claim_note>
    | other<L2300>;

inline constexpr auto claim_parts =
      in<claim_providers>[ party<claim_providers, bind::claim_provider> | other<claim_providers> ]
    | in<other_payer_loops>[ other_payer | other<other_payer_loops> ];

inline constexpr x3::rule<struct professional_claim_tag> professional_claim = "2300 claim (837P)";
inline constexpr auto professional_claim_def = compact[
       at<L2300, "CLM"_seg, bind::claim>
    >> *( in<L2300>[ at<L2300, "CR1"_seg, bind::ambulance> | claim_segments ]
        | claim_parts
        )
    >> *( professional_line | other_payer | other_of_claim )
    >> claim_end
    ];

inline constexpr x3::rule<struct institutional_claim_tag> institutional_claim = "2300 claim (837I)";
inline constexpr auto institutional_claim_def = compact[
       at<L2300, "CLM"_seg, bind::claim>
    >> *( in<L2300>[ at<L2300, "CL1"_seg, bind::institutional_codes> | claim_segments ]
        | claim_parts
        )
    >> *( institutional_line | other_payer | other_of_claim )
    >> claim_end
    ];

BOOST_SPIRIT_DEFINE(other_payer, professional_line, institutional_line, professional_claim, institutional_claim)

// -- the set: header, billing providers, subscribers, patients ------------------------------------------------------------------

inline constexpr auto set_header =
    +( at<header, "ST"_seg,  bind::set_header>
     | at<header, "BHT"_seg, bind::beginning>
     | party<L1000A, bind::submitter>
     | party<L1000B, bind::receiver>
     );

/// The levels around the claims of a guide.
template <class Claim>
constexpr auto piece_of(Claim const& claim) {
    auto const patient_level =
           at<L2000C, "HL"_seg, bind::patient_level>
        >> *( at<L2000C, "PAT"_seg, bind::patient_facts>
            | party<L2010CA, bind::patient>
            | other<L2000C>
            )
        >> *claim;

    auto const subscriber_level =
           at<L2000B, "HL"_seg, bind::subscriber_level>
        >> *( at<L2000B, "SBR"_seg, bind::subscriber_coverage>
            | at<L2000B, "PAT"_seg, bind::subscriber_patient>
            | party<L2010BA, bind::subscriber>
            | party<L2010BB, bind::payer>
            | other<L2000B>
            )
        >> *claim
        >> *patient_level;

    auto const billing_provider_level =
           at<L2000A, "HL"_seg, bind::billing_provider_level>
        >> *( at<L2000A, "PRV"_seg, bind::billing_provider_taxonomy>
            | party<L2010AA, bind::billing_provider>
            | party<L2010AB, bind::pay_to_address>
            | party<L2010AC, bind::pay_to_plan>
            | other<L2000A>
            )
        >> *subscriber_level;

    auto const set = set_header >> *billing_provider_level;

    // Levels out of order, claims without a level, a second ST, a piece that begins in the middle of a set: the grammar goes on
    // from wherever it is, until no segment is left.
    return *( set | billing_provider_level | subscriber_level | patient_level | claim | unknown_level | any );
}

inline constexpr auto professional_piece = piece_of(professional_claim);
inline constexpr auto institutional_piece = piece_of(institutional_claim);

// clang-format on

} // namespace edi::grammar
