// Institutional claims (005010X223A2): the guide's loops and segments in printed order. Names are ours.
// Source: the guide's structure, held against the maps of pyx12 (BSD; facts only).
#include "edi/guide/outline_rows.hpp"

namespace edi {
namespace {

using enum LoopId;
using enum Usage;
using outline::loop;
using outline::segment;

// clang-format off
/// The set down to the subscriber's payer.
constexpr auto levels = outline::rows(
    loop(0, header, "ST"_seg, required, 1, "transaction set"),
      segment(1, header, "ST"_seg, required, 1, "set header", {}, elements::set_header),
      segment(1, header, "BHT"_seg, required, 1, "set purpose", {}, elements::set_purpose),
      loop(1, L1000A, "NM1"_seg, required, 1, "submitter", {1, 0, "41"}),
        segment(2, L1000A, "NM1"_seg, required, 1, "submitter name", {}, elements::submitter),
        segment(2, L1000A, "PER"_seg, required, 2, "submitter contact", {}, elements::contact),
      loop(1, L1000B, "NM1"_seg, required, 1, "receiver", {1, 0, "40"}),
        segment(2, L1000B, "NM1"_seg, required, 1, "receiver name", {}, elements::receiver),
      loop(1, L2000A, "HL"_seg, required, 0, "billing provider level", {3, 0, "20"}),
        segment(2, L2000A, "HL"_seg, required, 1, "billing provider level", {}, elements::level),
        segment(2, L2000A, "PRV"_seg, situational, 1, "billing provider specialty", {}, elements::billing_specialty),
        segment(2, L2000A, "CUR"_seg, situational, 1, "foreign currency", {}, elements::foreign_currency),
        loop(2, L2010AA, "NM1"_seg, required, 1, "billing provider", {1, 0, "85"}),
          segment(3, L2010AA, "NM1"_seg, required, 1, "billing provider name", {}, elements::facility),
          segment(3, L2010AA, "N3"_seg, required, 1, "billing provider street", {}, elements::street),
          segment(3, L2010AA, "N4"_seg, required, 1, "billing provider city", {}, elements::city),
          segment(3, L2010AA, "REF"_seg, required, 1, "billing provider tax number", {1, 0, "EI"}, elements::reference),
          segment(3, L2010AA, "PER"_seg, situational, 2, "billing provider contact", {}, elements::contact),
        loop(2, L2010AB, "NM1"_seg, situational, 1, "pay-to address", {1, 0, "87"}),
          segment(3, L2010AB, "NM1"_seg, required, 1, "pay-to address name", {}, elements::nameless_organization),
          segment(3, L2010AB, "N3"_seg, required, 1, "pay-to address street", {}, elements::street),
          segment(3, L2010AB, "N4"_seg, required, 1, "pay-to address city", {}, elements::city),
        loop(2, L2010AC, "NM1"_seg, situational, 1, "pay-to plan", {1, 0, "PE"}),
          segment(3, L2010AC, "NM1"_seg, required, 1, "pay-to plan name", {}, elements::payer),
          segment(3, L2010AC, "N3"_seg, required, 1, "pay-to plan street", {}, elements::street),
          segment(3, L2010AC, "N4"_seg, required, 1, "pay-to plan city", {}, elements::city),
          segment(3, L2010AC, "REF"_seg, situational, 1, "pay-to plan other ids", {1, 0, "2U FY NF"}, elements::reference),
          segment(3, L2010AC, "REF"_seg, required, 1, "pay-to plan tax number", {1, 0, "EI"}, elements::reference),
        loop(2, L2000B, "HL"_seg, required, 0, "subscriber level", {3, 0, "22"}),
          segment(3, L2000B, "HL"_seg, required, 1, "subscriber level", {}, elements::level_with_parent),
          segment(3, L2000B, "SBR"_seg, required, 1, "subscriber coverage", {},
                  "R1138=@payer_sequence S1069=18 S127 S93 N1336 N1143 N1073 N584 S1032=@payer_kinds"),
          loop(3, L2010BA, "NM1"_seg, required, 1, "subscriber", {1, 0, "IL"}),
            segment(4, L2010BA, "NM1"_seg, required, 1, "subscriber name", {}, elements::subscriber_or_employer),
            segment(4, L2010BA, "N3"_seg, situational, 1, "subscriber street", {}, elements::street),
            segment(4, L2010BA, "N4"_seg, situational, 1, "subscriber city", {}, elements::city),
            segment(4, L2010BA, "DMG"_seg, situational, 1, "subscriber birth date and sex", {}, elements::birth_and_sex),
            segment(4, L2010BA, "REF"_seg, situational, 1, "subscriber other ids", {1, 0, "SY"}, elements::reference),
            segment(4, L2010BA, "REF"_seg, situational, 1, "casualty claim number", {1, 0, "Y4"}, elements::reference),
          loop(3, L2010BB, "NM1"_seg, required, 1, "payer", {1, 0, "PR"}),
            segment(4, L2010BB, "NM1"_seg, required, 1, "payer name", {}, elements::payer),
            segment(4, L2010BB, "N3"_seg, situational, 1, "payer street", {}, elements::street),
            segment(4, L2010BB, "N4"_seg, situational, 1, "payer city", {}, elements::city),
            segment(4, L2010BB, "REF"_seg, situational, 3, "payer other ids", {1, 0, "2U EI FY NF"}, elements::reference),
            segment(4, L2010BB, "REF"_seg, situational, 1, "billing provider ids at this payer", {1, 0, "G2 LU"}, elements::reference)
);

/// The claim with everything below it, at depth 0: it hangs under the subscriber and, the same, under the patient.
constexpr auto claim = outline::rows(
    loop(0, L2300, "CLM"_seg, situational, 100, "claim"),
      segment(1, L2300, "CLM"_seg, required, 1, "claim", {},
              "R1028 R782 N1032 N1343 RC023(R1331 R1332=A R1325) N1073 R1359=A,B,C R1073=N,W,Y R1363=I,Y N1351 NC024 N1366 N1073 "
              "N1338 N1073 N1360 N1029 N1073 N1383 S1514=1,2,3,4,5,6,7,8,9,10,11,15"),
      segment(1, L2300, "DTP"_seg, situational, 1, "discharge hour", {1, 0, "096"},
              "R374 R1250=TM R1251"),
      segment(1, L2300, "DTP"_seg, required, 1, "statement period", {1, 0, "434"},
              "R374 R1250=RD8 R1251"),
      segment(1, L2300, "DTP"_seg, situational, 1, "admission", {1, 0, "435"},
              "R374 R1250=D8,DT R1251"),
      segment(1, L2300, "DTP"_seg, situational, 1, "received by the repricer", {1, 0, "050"}, elements::day),
      segment(1, L2300, "CL1"_seg, required, 1, "admission and status codes", {},
              "S1315 S1314 R1352 N1345"),
      segment(1, L2300, "PWK"_seg, situational, 10, "paperwork", {}, elements::paperwork),
      segment(1, L2300, "CN1"_seg, situational, 1, "contract", {}, elements::contract),
      segment(1, L2300, "AMT"_seg, situational, 1, "estimated due from the patient", {1, 0, "F3"}, elements::amount),
      segment(1, L2300, "REF"_seg, situational, 1, "authorization exception", {1, 0, "4N"}, elements::reference),
      segment(1, L2300, "REF"_seg, situational, 1, "referral", {1, 0, "9F"}, elements::reference),
      segment(1, L2300, "REF"_seg, situational, 1, "prior authorization", {1, 0, "G1"}, elements::reference),
      segment(1, L2300, "REF"_seg, situational, 1, "payer's claim number", {1, 0, "F8"}, elements::reference),
      segment(1, L2300, "REF"_seg, situational, 1, "repriced claim number", {1, 0, "9A"}, elements::reference),
      segment(1, L2300, "REF"_seg, situational, 1, "adjusted repriced claim number", {1, 0, "9C"}, elements::reference),
      segment(1, L2300, "REF"_seg, situational, 5, "trial device exemption", {1, 0, "LX"}, elements::reference),
      segment(1, L2300, "REF"_seg, situational, 1, "clearinghouse's claim number", {1, 0, "D9"}, elements::reference),
      segment(1, L2300, "REF"_seg, situational, 1, "state of the car accident", {1, 0, "LU"}, elements::reference),
      segment(1, L2300, "REF"_seg, situational, 1, "medical record", {1, 0, "EA"}, elements::reference),
      segment(1, L2300, "REF"_seg, situational, 1, "demonstration project", {1, 0, "P4"}, elements::reference),
      segment(1, L2300, "REF"_seg, situational, 1, "peer review approval", {1, 0, "G4"}, elements::reference),
      segment(1, L2300, "K3"_seg, situational, 10, "free text for regulators", {}, elements::fixed_text),
      segment(1, L2300, "NTE"_seg, situational, 10, "claim note", {1, 0, "ALG DCP DGN DME MED NTR ODT RHB RLH RNH SET SFM SPT UPI"}, elements::note),
      segment(1, L2300, "NTE"_seg, situational, 1, "billing note", {1, 0, "ADD"}, elements::note),
      segment(1, L2300, "CRC"_seg, situational, 1, "EPSDT referral", {1, 0, "ZZ"}, elements::EPSDT_referral),
      segment(1, L2300, "HI"_seg, required, 1, "principal diagnosis", {1, 1, "ABK BK"},
              "RC022(R1270 R1271 N1250 N1251 N782 N380 N799 N1271 S1073=N,U,W,Y) 11*NC022"),
      segment(1, L2300, "HI"_seg, situational, 1, "admitting diagnosis", {1, 1, "ABJ BJ"}, elements::one_code),
      segment(1, L2300, "HI"_seg, situational, 1, "reasons for the visit", {1, 1, "APR PR"},
              "RC022(R1270 R1271 N1250 N1251 N782 N380 N799 N1271 N1073) 2*SC022(R1270=APR,PR R1271 N1250 N1251 N782 N380 N799 N1271 "
              "N1073) 9*NC022"),
      segment(1, L2300, "HI"_seg, situational, 1, "external causes", {1, 1, "ABN BN"},
              "RC022(R1270 R1271 N1250 N1251 N782 N380 N799 N1271 S1073=N,U,W,Y) 11*SC022(R1270=ABN,BN R1271 N1250 N1251 N782 N380 "
              "N799 N1271 S1073=N,U,W,Y)"),
      segment(1, L2300, "HI"_seg, situational, 1, "DRG", {1, 1, "DR"}, elements::one_code),
      segment(1, L2300, "HI"_seg, situational, 2, "other diagnoses", {1, 1, "ABF BF"},
              "RC022(R1270 R1271 N1250 N1251 N782 N380 N799 N1271 S1073=N,U,W,Y) 11*SC022(R1270=ABF,BF R1271 N1250 N1251 N782 N380 "
              "N799 N1271 S1073=N,U,W,Y)"),
      segment(1, L2300, "HI"_seg, situational, 1, "principal procedure", {1, 1, "BBR BR CAH"},
              "RC022(R1270 R1271 R1250=D8 R1251 N782 N380 N799 N1271 N1073) 11*NC022"),
      segment(1, L2300, "HI"_seg, situational, 2, "other procedures", {1, 1, "BBQ BQ"},
              "RC022(R1270 R1271 R1250=D8 R1251 N782 N380 N799 N1271 N1073) 11*SC022(R1270=BBQ,BQ R1271 R1250=D8 R1251 N782 N380 N799 "
              "N1271 N1073)"),
      segment(1, L2300, "HI"_seg, situational, 2, "occurrence spans", {1, 1, "BI"},
              "RC022(R1270 R1271 R1250=RD8 R1251 N782 N380 N799 N1271 N1073) 11*SC022(R1270=BI R1271 R1250=RD8 R1251 N782 N380 N799 "
              "N1271 N1073)"),
      segment(1, L2300, "HI"_seg, situational, 2, "occurrences", {1, 1, "BH"},
              "RC022(R1270 R1271 R1250=D8 R1251 N782 N380 N799 N1271 N1073) 11*SC022(R1270=BH R1271 R1250=D8 R1251 N782 N380 N799 "
              "N1271 N1073)"),
      segment(1, L2300, "HI"_seg, situational, 2, "value codes", {1, 1, "BE"},
              "RC022(R1270 R1271 N1250 N1251 R782 N380 N799 N1271 N1073) 11*SC022(R1270=BE R1271 N1250 N1251 R782 N380 N799 N1271 "
              "N1073)"),
      segment(1, L2300, "HI"_seg, situational, 2, "condition codes", {1, 1, "BG"}, elements::condition_codes),
      segment(1, L2300, "HI"_seg, situational, 2, "treatment codes", {1, 1, "TC"},
              "RC022(R1270 R1271 N1250 N1251 N782 N380 N799 N1271 N1073) 11*SC022(R1270=TC R1271 N1250 N1251 N782 N380 N799 N1271 "
              "N1073)"),
      segment(1, L2300, "HCP"_seg, situational, 1, "repriced amounts", {},
              "R1473=@pricing_methods R782 S782 S127 S118 S127 S782 S234 N235 N234 S355=DA,UN S380 S901=T1,T2,T3,T4,T5,T6 "
              "S1526=1,2,3,4,5 S1527=1,2,3,4,5,6"),
      loop(1, L2310A, "NM1"_seg, situational, 1, "attending provider", {1, 0, "71"}),
        segment(2, L2310A, "NM1"_seg, required, 1, "attending provider name", {}, elements::person_provider),
        segment(2, L2310A, "PRV"_seg, situational, 1, "attending provider specialty", {}, elements::attending_specialty),
        segment(2, L2310A, "REF"_seg, situational, 4, "attending provider other ids", {1, 0, "0B 1G G2 LU"}, elements::reference),
      loop(1, L2310B, "NM1"_seg, situational, 1, "operating physician", {1, 0, "72"}),
        segment(2, L2310B, "NM1"_seg, required, 1, "operating physician name", {}, elements::person_provider),
        segment(2, L2310B, "REF"_seg, situational, 4, "operating physician other ids", {1, 0, "0B 1G G2 LU"}, elements::reference),
      loop(1, L2310C, "NM1"_seg, situational, 1, "other operating physician", {1, 0, "ZZ"}),
        segment(2, L2310C, "NM1"_seg, required, 1, "other operating physician name", {}, elements::person_provider),
        segment(2, L2310C, "REF"_seg, situational, 4, "other operating physician other ids", {1, 0, "0B 1G G2 LU"}, elements::reference),
      loop(1, L2310D, "NM1"_seg, situational, 1, "rendering provider", {1, 0, "82"}),
        segment(2, L2310D, "NM1"_seg, required, 1, "rendering provider name", {}, elements::person_provider),
        segment(2, L2310D, "REF"_seg, situational, 4, "rendering provider other ids", {1, 0, "0B 1G G2 LU"}, elements::reference),
      loop(1, L2310E, "NM1"_seg, situational, 1, "service facility", {1, 0, "77"}),
        segment(2, L2310E, "NM1"_seg, required, 1, "service facility name", {}, elements::facility),
        segment(2, L2310E, "N3"_seg, required, 1, "service facility street", {}, elements::street),
        segment(2, L2310E, "N4"_seg, required, 1, "service facility city", {}, elements::city),
        segment(2, L2310E, "REF"_seg, situational, 3, "service facility other ids", {1, 0, "0B G2 LU"}, elements::reference),
      loop(1, L2310F, "NM1"_seg, situational, 1, "referring provider", {1, 0, "DN"}),
        segment(2, L2310F, "NM1"_seg, required, 1, "referring provider name", {}, elements::person_provider),
        segment(2, L2310F, "REF"_seg, situational, 3, "referring provider other ids", {1, 0, "0B 1G G2"}, elements::reference),
      loop(1, L2320, "SBR"_seg, situational, 10, "other coverage"),
        segment(2, L2320, "SBR"_seg, required, 1, "other coverage", {},
                "R1138=@payer_sequence R1069=@relations_or_self S127 S93 N1336 N1143 N1073 N584 S1032=@payer_kinds"),
        segment(2, L2320, "CAS"_seg, situational, 5, "adjustments", {}, elements::adjustments),
        segment(2, L2320, "AMT"_seg, situational, 1, "paid by the other payer", {1, 0, "D"}, elements::amount),
        segment(2, L2320, "AMT"_seg, situational, 1, "left to the patient", {1, 0, "EAF"}, elements::amount),
        segment(2, L2320, "AMT"_seg, situational, 1, "not covered", {1, 0, "A8"}, elements::amount),
        segment(2, L2320, "OI"_seg, required, 1, "assignment and release", {},
                "N1032 N1383 R1073=N,W,Y N1351 N1360 R1363=I,Y"),
        segment(2, L2320, "MIA"_seg, situational, 1, "inpatient decision", {},
                "R380 N782 S380 S782 S127 9*S782 S380 4*S782 4*S127 S782"),
        segment(2, L2320, "MOA"_seg, situational, 1, "outpatient decision", {}, elements::outpatient_decision),
        loop(2, L2330A, "NM1"_seg, required, 1, "other subscriber", {1, 0, "IL"}),
          segment(3, L2330A, "NM1"_seg, required, 1, "other subscriber name", {}, elements::subscriber),
          segment(3, L2330A, "N3"_seg, situational, 1, "other subscriber street", {}, elements::street),
          segment(3, L2330A, "N4"_seg, situational, 1, "other subscriber city", {}, elements::city),
          segment(3, L2330A, "REF"_seg, situational, 2, "other subscriber other ids", {1, 0, "SY"}, elements::reference),
        loop(2, L2330B, "NM1"_seg, required, 1, "other payer", {1, 0, "PR"}),
          segment(3, L2330B, "NM1"_seg, required, 1, "other payer name", {}, elements::payer),
          segment(3, L2330B, "N3"_seg, situational, 1, "other payer street", {}, elements::street),
          segment(3, L2330B, "N4"_seg, situational, 1, "other payer city", {}, elements::city),
          segment(3, L2330B, "DTP"_seg, situational, 1, "day of the decision", {1, 0, "573"}, elements::day),
          segment(3, L2330B, "REF"_seg, situational, 2, "other payer other ids", {1, 0, "2U EI FY NF"}, elements::reference),
          segment(3, L2330B, "REF"_seg, situational, 1, "other payer's prior authorization", {1, 0, "G1"}, elements::reference),
          segment(3, L2330B, "REF"_seg, situational, 1, "other payer's referral", {1, 0, "9F"}, elements::reference),
          segment(3, L2330B, "REF"_seg, situational, 1, "resubmission mark", {1, 0, "T4"}, elements::reference),
          segment(3, L2330B, "REF"_seg, situational, 1, "other payer's claim number", {1, 0, "F8"}, elements::reference),
        loop(2, L2330C, "NM1"_seg, situational, 1, "other payer's attending provider", {1, 0, "71"}),
          segment(3, L2330C, "NM1"_seg, required, 1, "other payer's attending provider name", {}, elements::nameless_person),
          segment(3, L2330C, "REF"_seg, required, 4, "other payer's attending provider other ids", {1, 0, "0B 1G G2 LU"}, elements::reference),
        loop(2, L2330D, "NM1"_seg, situational, 1, "other payer's operating physician", {1, 0, "72"}),
          segment(3, L2330D, "NM1"_seg, required, 1, "other payer's operating physician name", {}, elements::nameless_person),
          segment(3, L2330D, "REF"_seg, required, 4, "other payer's operating physician other ids", {1, 0, "0B 1G G2 LU"}, elements::reference),
        loop(2, L2330E, "NM1"_seg, situational, 1, "other payer's other operating physician", {1, 0, "ZZ"}),
          segment(3, L2330E, "NM1"_seg, required, 1, "other payer's other operating physician name", {}, elements::nameless_person),
          segment(3, L2330E, "REF"_seg, required, 4, "other payer's other operating physician other ids", {1, 0, "0B 1G G2 LU"}, elements::reference),
        loop(2, L2330F, "NM1"_seg, situational, 1, "other payer's service facility", {1, 0, "77"}),
          segment(3, L2330F, "NM1"_seg, required, 1, "other payer's service facility name", {}, elements::nameless_organization),
          segment(3, L2330F, "REF"_seg, required, 3, "other payer's service facility other ids", {1, 0, "0B G2 LU"}, elements::reference),
        loop(2, L2330G, "NM1"_seg, situational, 1, "other payer's rendering provider", {1, 0, "82"}),
          segment(3, L2330G, "NM1"_seg, required, 1, "other payer's rendering provider name", {}, elements::nameless_person),
          segment(3, L2330G, "REF"_seg, required, 4, "other payer's rendering provider other ids", {1, 0, "0B 1G G2 LU"}, elements::reference),
        loop(2, L2330H, "NM1"_seg, situational, 1, "other payer's referring provider", {1, 0, "DN"}),
          segment(3, L2330H, "NM1"_seg, required, 1, "other payer's referring provider name", {}, elements::nameless_person),
          segment(3, L2330H, "REF"_seg, required, 3, "other payer's referring provider other ids", {1, 0, "0B 1G G2"}, elements::reference),
        loop(2, L2330I, "NM1"_seg, situational, 1, "other payer's billing provider", {1, 0, "85"}),
          segment(3, L2330I, "NM1"_seg, required, 1, "other payer's billing provider name", {}, elements::nameless_organization),
          segment(3, L2330I, "REF"_seg, required, 2, "other payer's billing provider other ids", {1, 0, "G2 LU"}, elements::reference),
      loop(1, L2400, "LX"_seg, required, 999, "service line"),
        segment(2, L2400, "LX"_seg, required, 1, "line number", {}, elements::line_number),
        segment(2, L2400, "SV2"_seg, required, 1, "institutional service", {},
                "R234 SC003(R235=ER,HC,HP,IV,WK R234 4*S1339 S352 N234) R782 R355=DA,UN R380 N1371 S782 N1073 N1345 N1337"),
        segment(2, L2400, "PWK"_seg, situational, 10, "paperwork", {}, elements::paperwork),
        segment(2, L2400, "DTP"_seg, situational, 1, "service date", {1, 0, "472"}, elements::day_or_period),
        segment(2, L2400, "REF"_seg, situational, 1, "provider's line number", {1, 0, "6R"}, elements::reference),
        segment(2, L2400, "REF"_seg, situational, 1, "repriced line number", {1, 0, "9B"}, elements::reference),
        segment(2, L2400, "REF"_seg, situational, 1, "adjusted repriced line number", {1, 0, "9D"}, elements::reference),
        segment(2, L2400, "AMT"_seg, situational, 1, "service tax", {1, 0, "GT"}, elements::amount),
        segment(2, L2400, "AMT"_seg, situational, 1, "facility tax", {1, 0, "N8"}, elements::amount),
        segment(2, L2400, "NTE"_seg, situational, 1, "note of a third party", {},
                "R363=TPO R352"),
        segment(2, L2400, "HCP"_seg, situational, 1, "repriced amounts", {},
                "R1473=@pricing_methods R782 S782 S127 S118 S127 S782 S234 S235=ER,HC,HP,IV,WK S234 S355=DA,UN S380 "
                "S901=T1,T2,T3,T4,T5,T6 S1526=1,2,3,4,5 S1527=1,2,3,4,5,6"),
        loop(2, L2410, "LIN"_seg, situational, 1, "drug"),
          segment(3, L2410, "LIN"_seg, required, 1, "drug code", {},
                  "N350 R235=N4 R234 14*(N235 N234)"),
          segment(3, L2410, "CTP"_seg, required, 1, "drug quantity", {}, elements::drug_quantity),
          segment(3, L2410, "REF"_seg, situational, 1, "prescription number", {1, 0, "VY XZ"}, elements::reference),
        loop(2, L2420A, "NM1"_seg, situational, 1, "line operating physician", {1, 0, "72"}),
          segment(3, L2420A, "NM1"_seg, required, 1, "line operating physician name", {}, elements::person_provider),
          segment(3, L2420A, "REF"_seg, situational, 20, "line operating physician other ids", {1, 0, "0B 1G G2 LU"}, elements::reference_of_a_payer),
        loop(2, L2420B, "NM1"_seg, situational, 1, "line other operating physician", {1, 0, "ZZ"}),
          segment(3, L2420B, "NM1"_seg, required, 1, "line other operating physician name", {}, elements::person_provider),
          segment(3, L2420B, "REF"_seg, situational, 20, "line other operating physician other ids", {1, 0, "0B 1G G2 LU"}, elements::reference_of_a_payer),
        loop(2, L2420C, "NM1"_seg, situational, 1, "line rendering provider", {1, 0, "82"}),
          segment(3, L2420C, "NM1"_seg, required, 1, "line rendering provider name", {}, elements::person_provider),
          segment(3, L2420C, "REF"_seg, situational, 20, "line rendering provider other ids", {1, 0, "0B 1G G2 LU"}, elements::reference_of_a_payer),
        loop(2, L2420D, "NM1"_seg, situational, 1, "line referring provider", {1, 0, "DN"}),
          segment(3, L2420D, "NM1"_seg, required, 1, "line referring provider name", {}, elements::person_provider),
          segment(3, L2420D, "REF"_seg, situational, 20, "line referring provider other ids", {1, 0, "0B 1G G2"}, elements::reference_of_a_payer),
        loop(2, L2430, "SVD"_seg, situational, 15, "line decision of another payer"),
          segment(3, L2430, "SVD"_seg, required, 1, "amount and service decided", {},
                  "R67 R782 SC003(R235=ER,HC,HP,IV,WK R234 4*S1339 S352 N234) R234 R380 S554"),
          segment(3, L2430, "CAS"_seg, situational, 5, "adjustments", {}, elements::adjustments),
          segment(3, L2430, "DTP"_seg, required, 1, "day of the decision", {1, 0, "573"}, elements::day),
          segment(3, L2430, "AMT"_seg, situational, 1, "left to the patient", {1, 0, "EAF"}, elements::amount)
);

/// The patient, when that is not the subscriber.
constexpr auto patient_level = outline::rows(
          loop(3, L2000C, "HL"_seg, situational, 0, "patient level", {3, 0, "23"}),
            segment(4, L2000C, "HL"_seg, required, 1, "patient level", {}, elements::last_level),
            segment(4, L2000C, "PAT"_seg, required, 1, "relation to the subscriber", {},
                    "R1069=@relations N1384 N584 N1220 N1250 N1251 N355 N81 N1073"),
            loop(4, L2010CA, "NM1"_seg, required, 1, "patient", {1, 0, "QC"}),
              segment(5, L2010CA, "NM1"_seg, required, 1, "patient name", {}, elements::patient),
              segment(5, L2010CA, "N3"_seg, required, 1, "patient street", {}, elements::street),
              segment(5, L2010CA, "N4"_seg, required, 1, "patient city", {}, elements::city),
              segment(5, L2010CA, "DMG"_seg, required, 1, "patient birth date and sex", {}, elements::birth_and_sex),
              segment(5, L2010CA, "REF"_seg, situational, 1, "casualty claim number", {1, 0, "Y4"}, elements::reference),
              segment(5, L2010CA, "REF"_seg, situational, 1, "casualty patient id", {1, 0, "1W SY"}, elements::reference)
);

constexpr auto trailer = outline::rows(
      segment(1, header, "SE"_seg, required, 1, "set trailer", {}, elements::set_trailer)
);
// clang-format on

constexpr auto nodes =
    outline::join(levels, outline::below(3, situational, claim), patient_level, outline::below(4, required, claim), trailer);
static_assert(outline::well_formed(nodes));

} // namespace

constinit Guide const institutional_guide = outline::guide_of(GuideId::institutional, "837", "HC", "005010X223A2", "837I", nodes);

} // namespace edi
