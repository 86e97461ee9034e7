// Element lists that several segments of the guides share, in the notation of element_notation.hpp, and the code sets they name. Only the
// guide tables and their reader include this.
// Source: structure of 005010X222A1, 005010X223A2, 005010X214 and 005010X231A1, held against the maps of pyx12 (BSD; facts only);
// differences: docs/GUIDES.md.
#pragma once

#include <array>
#include <string_view>

namespace edi::elements {

// clang-format off
inline constexpr std::string_view set_header = "R143 R329 R1705";
inline constexpr std::string_view set_trailer = "R96 R329";
inline constexpr std::string_view set_purpose = "R1005=0019 R353=00,18 R127 R373 R337 R640=31,CH,RP";
inline constexpr std::string_view level = "R628 N734 R735 R736=1";
inline constexpr std::string_view level_with_parent = "R628 R734 R735 R736=0,1";
inline constexpr std::string_view last_level = "R628 R734 R735 R736=0";
inline constexpr std::string_view foreign_currency = "R98=85 R100 N280 N98 N100 N669 5*(N374 N373 N337)";
inline constexpr std::string_view street = "R166 S166";
inline constexpr std::string_view city = "R19 S156 S116 S26 N309 N310 S1715";
inline constexpr std::string_view submitter = "R98 R1065=1,2 R1035 S1036 S1037 N1038 N1039 R66=46 R67 N706 N98 N1035";
inline constexpr std::string_view receiver = "R98 R1065=2 R1035 N1036 N1037 N1038 N1039 R66=46 R67 N706 N98 N1035";
inline constexpr std::string_view provider = "R98 R1065=1,2 R1035 S1036 S1037 N1038 S1039 S66=XX S67 N706 N98 N1035";
inline constexpr std::string_view person_provider = "R98 R1065=1 R1035 S1036 S1037 N1038 S1039 S66=XX S67 N706 N98 N1035";
inline constexpr std::string_view facility = "R98 R1065=2 R1035 N1036 N1037 N1038 N1039 S66=XX S67 N706 N98 N1035";
inline constexpr std::string_view purchased_service_provider = "R98 R1065=1,2 N1035 N1036 N1037 N1038 N1039 S66=XX S67 N706 N98 N1035";
inline constexpr std::string_view payer = "R98 R1065=2 R1035 N1036 N1037 N1038 N1039 R66=PI,XV R67 N706 N98 N1035";
inline constexpr std::string_view subscriber = "R98 R1065=1,2 R1035 S1036 S1037 N1038 S1039 R66=II,MI R67 N706 N98 N1035";
inline constexpr std::string_view subscriber_or_employer = "R98 R1065=1,2 R1035 S1036 S1037 N1038 S1039 S66=II,MI S67 N706 N98 N1035";
inline constexpr std::string_view patient = "R98 R1065=1 R1035 S1036 S1037 N1038 S1039 N66 N67 N706 N98 N1035";
inline constexpr std::string_view nameless_person = "R98 R1065=1 N1035 N1036 N1037 N1038 N1039 N66 N67 N706 N98 N1035";
inline constexpr std::string_view nameless_organization = "R98 R1065=2 N1035 N1036 N1037 N1038 N1039 N66 N67 N706 N98 N1035";
inline constexpr std::string_view nameless_party = "R98 R1065=1,2 N1035 N1036 N1037 N1038 N1039 N66 N67 N706 N98 N1035";
inline constexpr std::string_view place = "R98 R1065=2 S1035 N1036 N1037 N1038 N1039 N66 N67 N706 N98 N1035";
inline constexpr std::string_view reference = "R128 R127 N352 NC040";
inline constexpr std::string_view reference_of_a_payer = "R128 R127 N352 SC040(R128=2U R127 N128 N127 N128 N127)";
inline constexpr std::string_view social_security_number = "R128 R127#9 N352 NC040";
inline constexpr std::string_view contact = "R366=IC S93 R365=EM,FX,TE R364 S365=EM,EX,FX,TE S364 S365=EM,EX,FX,TE S364 N443";
inline constexpr std::string_view phone = "R366=IC S93 R365=TE R364 S365=EX S364 N365 N364 N443";
inline constexpr std::string_view birth_and_sex = "R1250=D8 R1251 R1068=F,M,U N1067 NC056 N1066 N26 N659 N380 N1270 N1271";
inline constexpr std::string_view day = "R374 R1250=D8 R1251";
inline constexpr std::string_view day_or_period = "R374 R1250=D8,RD8 R1251";
inline constexpr std::string_view amount = "R522 R782 N478";
inline constexpr std::string_view quantity = "R673 R380 NC001 N61";
inline constexpr std::string_view note = "R363 R352";
inline constexpr std::string_view fixed_text = "R449 N1333 NC001";
inline constexpr std::string_view contract = "R1166=01,02,03,04,05,06,09 S782 S332 S127 S338 S799";
inline constexpr std::string_view paperwork = "R755=@attachments R756=AA,BM,EL,EM,FT,FX N757 N98 S66=AC S67 N352 NC002 N1525";
inline constexpr std::string_view adjustments = "R1033=CO,CR,OA,PI,PR R1034 R782 S380 5*(S1034 S782 S380)";
inline constexpr std::string_view outpatient_decision = "S954 S782 5*S127 2*S782";
inline constexpr std::string_view line_number = "R554";
inline constexpr std::string_view drug_quantity =
    "N687 N236 N212 R380 RC001(R355=F2,GR,ME,ML,UN N1018 N649 4*(N355 N1018 N649)) N648 N649 N782 N639 N499 N289";
inline constexpr std::string_view billing_specialty = "R1221=BI R128=PXC R127 N156 NC035 N1223";
inline constexpr std::string_view performing_specialty = "R1221=PE R128=PXC R127 N156 NC035 N1223";
inline constexpr std::string_view attending_specialty = "R1221=AT R128=PXC R127 N156 NC035 N1223";
inline constexpr std::string_view condition_codes =
    "RC022(R1270 R1271 N1250 N1251 N782 N380 N799 N1271 N1073) 11*SC022(R1270=BG R1271 N1250 N1251 N782 N380 N799 N1271 N1073)";
inline constexpr std::string_view one_code = "RC022(R1270 R1271 N1250 N1251 N782 N380 N799 N1271 N1073) 11*NC022";
inline constexpr std::string_view ambulance = "S355=LB S81 N1316 R1317=A,B,C,D,E R355=DH R380 2*N166 2*S352";
inline constexpr std::string_view ambulance_conditions = "R1136 R1073=N,Y R1321=01,04,05,06,07,08,09,12 4*S1321=01,04,05,06,07,08,09,12";
inline constexpr std::string_view EPSDT_referral = "R1136 R1073=N,Y R1321=AV,NU,S2,ST 2*S1321=AV,NU,S2,ST 2*N1321";
inline constexpr std::string_view trace = "R481 R127 N509 N127";
inline constexpr std::string_view context =
    "RC998(R9999 S9998) S721 S719 S447 SC030(R722 S1528 S1686) SC999(R725 S725)";
// clang-format on

/// A code list that elements name as "@name".
struct CodeSet {
    std::string_view name;
    std::string_view codes; ///< comma-separated
};

inline constexpr std::array code_sets{
    CodeSet{"acknowledgements", "A0,A1,A2,A3,A4,A5,A6,A7,A8,E0,E1,E2,E3,E4"},
    CodeSet{"attachments",
            "03,04,05,06,07,08,09,10,11,13,15,21,A3,A4,AM,AS,B2,B3,B4,BR,BS,BT,CB,CK,CT,D2,DA,DB,DG,DJ,DS,EB,HC,HR,I5,IR,LA,M1,MT,"
            "NN,OB,OC,OD,OE,OX,OZ,P4,P5,PE,PN,PO,PQ,PY,PZ,RB,RR,RT,RX,SG,V5,XP"},
    CodeSet{"group_errors", "1,2,3,4,5,6,10,11,12,13,14,15,16,17,18,19,23,24,25,26"},
    CodeSet{"interchange_notes",
            "000,001,002,003,004,005,006,007,008,009,010,011,012,013,014,015,016,017,018,019,020,021,022,023,024,025,026,027,028,029,030,"
            "031"},
    CodeSet{"payer_kinds", "11,12,13,14,15,16,17,AM,BL,CH,CI,DS,FI,HM,LM,MA,MB,MC,OF,TV,VA,WC,ZZ"},
    CodeSet{"payer_sequence", "A,B,C,D,E,F,G,H,P,S,T,U"},
    CodeSet{"pointers", "1,2,3,4,5,6,7,8,9,10,11,12"},
    CodeSet{"pricing_methods", "00,01,02,03,04,05,06,07,08,09,10,11,12,13,14"},
    CodeSet{"relations", "01,19,20,21,39,40,53,G8"},
    CodeSet{"relations_or_self", "01,18,19,20,21,39,40,53,G8"},
    CodeSet{"set_errors", "1,2,3,4,5,6,7,8,9,10,11,12,13,15,16,17,18,19,23,24,25,26,27,I5,I6"},
    CodeSet{"status_entities", "03,1P,1Z,36,40,41,71,72,73,77,82,85,87,AY,DK,DN,DQ,FA,GB,HK,IL,LI,MSC,PR,PRP,QB,QC,QD,SEP,TL,TTP,TU"},
};

} // namespace edi::elements
