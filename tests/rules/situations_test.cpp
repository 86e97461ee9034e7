// Rules on situations: each with what makes it speak, what keeps it silent, and the place it points to.
#include "tests/rules/judged.hpp"

using namespace rules;
using namespace rules_test;

namespace {

/// A sample with changes, each a stretch of text and what stands there instead.
struct Case {
    std::string_view rule, sample;
    std::vector<std::pair<std::string_view, std::string_view>> changes;
    std::string_view at{};   ///< the bytes that the first finding points to; "-" = the rule is silent
    std::string_view says{}; ///< part of its message
    std::uint32_t line = 0;  ///< service line
};

constexpr std::string_view professional = "837p-clean.edi", institutional = "837i-clean.edi", cob = "837p-cob.edi";
constexpr std::string_view silent = "-";

void check(std::vector<Case> const& cases) {
    for (Case const& each : cases) {
        std::string text = sample(each.sample);
        std::string told;
        for (auto const& [what, replacement] : each.changes) {
            text = with(text, what, replacement);
            told += std::string(replacement) + " | ";
        }
        CAPTURE(each.rule);
        CAPTURE(told);
        auto const judged = judge_file(text);
        Found const found = judged.first(each.rule);
        if (each.at == silent) {
            CHECK(judged.count(each.rule) == 0);
            continue;
        }
        CHECK(found.rule == each.rule);
        CHECK(found.at == each.at);
        CHECK(found.line == each.line);
        CHECK_MESSAGE(found.message.find(each.says) != std::string::npos, found.message);
    }
}

// Stretches of the samples that many cases change.
constexpr std::string_view p_claim = "CLM*RB-1001*180***11:B:1*Y*A*Y*Y~", p_reference = "REF*G1*PA20261001~",
                           p_diagnoses = "HI*ABK:I82401*ABF:Z7901~";
constexpr std::string_view i_claim = "CLM*AG-2002*6180.5***11:A:1*", i_discharge = "DTP*096*TM*1015~\n",
                           i_admission = "DTP*435*DT*202610130830~";

} // namespace

TEST_CASE("subscriber and patient fit each other") {
    check({
        // N101, N102: the subscriber is the patient
        {"N101", professional, {{"N3*77 QUARRY LANE~\n", ""}}, "NM1*IL*1*ASHGROVE*TABITHA*L***MI*PM880012301", "has no N3"},
        {"N101", professional, {{"N4*SPRINGFIELD*IL*627020077~\n", ""}}, "NM1*IL*1*ASHGROVE*TABITHA*L***MI*PM880012301", "has no N4"},
        {"N101",
         professional,
         {{"N3*77 QUARRY LANE~\nN4*SPRINGFIELD*IL*627020077~\n", ""}},
         "NM1*IL*1*ASHGROVE*TABITHA*L***MI*PM880012301",
         "no N3 and N4"},
        {"N101", institutional, {{"N3*58 FOUNDRY STREET~\n", ""}}, "NM1*IL*1*HOLLOWAY*BERNICE*M***MI*1AA0AA0AA00", "has no N3"},
        {"N101", professional, {{"N3*77 QUARRY LANE~", "N3~"}}, silent}, // an empty N3 has an element missing
        {"N101", professional, {{"N3*77 QUARRY LANE~\n", ""}, {"SBR*P*18*PMH7701", "SBR*P**PMH7701"}}, silent},
        {"N101", professional, {}, silent}, // the dependent's subscriber has no address
        {"N102", professional, {{"DMG*D8*19580214*F~\n", ""}}, "NM1*IL*1*ASHGROVE*TABITHA*L***MI*PM880012301", "no DMG"},
        {"N102", institutional, {{"DMG*D8*19470923*F~\n", ""}}, "NM1*IL*1*HOLLOWAY*BERNICE*M***MI*1AA0AA0AA00"},
        {"N102", professional, {{"DMG*D8*19580214*F~", "DMG*D8**F~"}}, silent},
        {"N102", professional, {{"DMG*D8*20040719*F~\n", ""}}, silent}, // the patient's is required there (S004)
        // N103, N104: one patient, not none and not two
        {"N103", professional, {{"SBR*P*18*PMH7701*", "SBR*P**PMH7701*"}}, "", "SBR02 is empty"},
        {"N103", professional, {{"SBR*P*18*PMH7701*", "SBR*P*01*PMH7701*"}}, "01", "SBR02 is 01"},
        {"N103",
         professional,
         {{"HL*4*3*23*0~\nPAT*19~\nNM1*QC*1*MARCHETTI*ELOWEN~\nN3*9 HERON COURT~\nN4*DECATUR*IL*625210009~\nDMG*D8*20040719*F~\n", ""}},
         "",
         "no patient level"},
        {"N103", professional, {{"SBR*P*18*PMH7701*PRAIRIE MUTUAL PPO*****CI~\n", ""}}, silent}, // no SBR at all: S004
        {"N104", professional, {{"SBR*P**NLH4410", "SBR*P*18*NLH4410"}}, "18", "stands below a patient level"},
        {"N104", institutional, {}, silent},
        // N105: a person has a member number
        {"N105", institutional, {{"*M***MI*1AA0AA0AA00~", "*M***MI~"}}, "", "no member number"},
        {"N105", institutional, {{"*M***MI*1AA0AA0AA00~", "*M****1AA0AA0AA00~"}}, "", "no NM108"},
        {"N105", institutional, {{"NM1*IL*1*HOLLOWAY*BERNICE*M***MI*1AA0AA0AA00~", "NM1*IL*2*HOLLOWAY~"}}, silent},
        {"N105", professional, {{"*L***MI*PM880012301~", "*L~"}}, "", "no member number"},
        // N106
        {"N106", professional, {{"NM1*IL*1*ASHGROVE", "NM1*IL*2*ASHGROVE"}}, "2", "an organisation"},
        {"N106", professional, {{"NM1*IL*1*MARCHETTI", "NM1*IL*2*MARCHETTI"}}, silent}, // not the patient
    });
}

TEST_CASE("a billing provider is at a street, not in a box") {
    for (std::string_view const box : {"PO BOX 410", "P.O. BOX 410", "P O BOX 410", "po box 410", "P. O. Box 410", "Post Office Box 4",
                                       "LOCKBOX 7", "LOCK BOX 7", "POBOX 9", "SUITE 4, PO BOX 1", "PO BOX"})
        check({{"N107", professional, {{"410 LANTERN STREET", box}}, box, "a box"}});
    for (std::string_view const street :
         {"410 OXBOW STREET", "1 BOX HILL", "410 EXPO BOXER LANE", "12 DEPO BOX", "PO 12 BOX LANE", "", "XXXX", "1 POST OFFICE SQUARE"})
        check({{"N107", professional, {{"410 LANTERN STREET", street}}, silent}});
    check({{"N107", professional, {{"77 QUARRY LANE", "PO BOX 77"}}, silent}, // a subscriber may have one
           {"N108",
            professional,
            {{"REF*EI*990000101~", "REF*EI*990000101~\nNM1*87*2~\nN3*410 LANTERN STREET~\nN4*SPRINGFIELD*IL*62701~"}},
            "410 LANTERN STREET"},
           {"N108",
            professional,
            {{"REF*EI*990000101~", "REF*EI*990000101~\nNM1*87*2~\nN3*410 LANTERN STREET~\nN4*PEORIA*IL*61602~"}},
            silent}});
}

TEST_CASE("why Medicare pays second is said where it does") {
    constexpr std::string_view hm = "SBR*S*18*NLH4402******HM~";
    check({
        {"N109", cob, {{hm, "SBR*S*18*NLH4402******MB~"}}, "", "SBR09 MB"},
        {"N109", cob, {{hm, "SBR*T*18*NLH4402******MA~"}}, "", "SBR01 T"},
        {"N109", cob, {{hm, "SBR*P*18*NLH4402******MB~"}}, silent},
        {"N109", cob, {{hm, "SBR*U*18*NLH4402******MB~"}}, silent}, // nobody knows
        {"N109", cob, {{hm, "SBR*S*18*NLH4402**12****MB~"}}, silent},
        {"N109", cob, {{hm, "SBR*S*18*NLH4402******16~"}}, silent},                      // Medicare Advantage
        {"N109", institutional, {{"SBR*P*18*******MA~", "SBR*S*18*******MA~"}}, silent}, // value codes say it there
        {"N110", cob, {{hm, "SBR*S*18*NLH4402**12****HM~"}}, "12", "not Medicare"},
        {"N110", cob, {{hm, "SBR*P*18*NLH4402**12****MB~"}}, "12", "first payer"},
        {"N110", cob, {{"SBR*P*18*PMH7709******CI~", "SBR*P*18*PMH7709**47****CI~"}}, "47", "not Medicare"},
        {"N110", cob, {{hm, "SBR*S*18*NLH4402**12****MB~"}}, silent},
    });
}

TEST_CASE("claims of inpatients tell of the stay") {
    check({
        // 837I
        {"N201", institutional, {{i_admission, ""}}, "11", "11x"},
        {"N201", institutional, {{i_admission, ""}, {i_claim, "CLM*AG-2002*6180.5***21:A:1*"}}, "21"},
        {"N201", institutional, {{i_admission, ""}, {i_claim, "CLM*AG-2002*6180.5***13:A:1*"}}, silent},
        {"N201", institutional, {{i_admission, "DTP*435*D8*20261013~"}}, silent},
        {"N202", institutional, {{"CL1*1*1*01~", "CL1**1*01~"}}, "", "CL101"},
        {"N202", institutional, {{"CL1*1*1*01~\n", ""}}, silent}, // S004
        {"N202", institutional, {{"CL1*3*1*01~", "CL1**1*01~"}}, silent},
        {"N203", institutional, {{"CL1*1*1*01~", "CL1*1**01~"}}, "", "CL102"},
        {"N203", institutional, {{"CL1*3*1*01~", "CL1*3**01~"}}, silent},
        {"N205", institutional, {{i_discharge, ""}}, "1", "111 ends the stay"},
        {"N205", institutional, {{i_discharge, ""}, {i_claim, "CLM*AG-2002*6180.5***11:A:4*"}}, "4"},
        {"N205", institutional, {{i_discharge, ""}, {i_claim, "CLM*AG-2002*6180.5***11:A:2*"}}, silent},
        {"N205", institutional, {{i_discharge, ""}, {i_claim, "CLM*AG-2002*6180.5***11:A:7*"}}, silent}, // may be of any claim of a stay
        {"N205", institutional, {{i_discharge, ""}, {i_claim, "CLM*AG-2002*6180.5***21:A:1*"}}, silent},
        {"N205", institutional, {{i_discharge, ""}, {"CL1*1*1*01~", "CL1*1*1*30~"}}, silent}, // still there
        {"N206", institutional, {{i_claim, "CLM*AG-2002*6180.5***11:A:2*"}}, "1015", "frequency (CLM05-3) 2"},
        {"N206", institutional, {{i_claim, "CLM*AG-2002*6180.5***11:A:3*"}}, "1015"},
        {"N206", institutional, {{i_claim, "CLM*AG-2002*6180.5***11:A:2*"}, {i_discharge, ""}}, silent},
        {"N208",
         institutional,
         {{i_admission, "DTP*435*D8*20261017~"}},
         "20261017",
         "admission on 2026-10-17, but the statement ends on 2026-10-16"},
        {"N208", institutional, {{i_admission, "DTP*435*D8*20261016~"}}, silent},
        {"N208", institutional, {{i_admission, "DTP*435*D8*20261399~"}}, silent},
        {"N209", institutional, {{"HI*ABJ:R0602~\n", ""}}, "11"},
        {"N209", institutional, {{"HI*ABJ:R0602~\n", ""}, {i_claim, "CLM*AG-2002*6180.5***13:A:1*"}}, silent},
        {"N210", institutional, {{"HI*ABK:J189:::::::Y~", "HI*ABK:J189~"}}, "", "a diagnosis of"},
        {"N210", institutional, {{"HI*ABK:J189:::::::Y~", "HI*ABK:J189~"}, {"ABF:I10:::::::Y", "ABF:I10"}}, "", "2 of them"},
        {"N210", institutional, {{"HI*ABK:J189:::::::Y~", "HI*ABK:J189~"}, {i_claim, "CLM*AG-2002*6180.5***21:A:1*"}}, silent},
        // 837P
        {"N204", professional, {{p_claim, "CLM*RB-1001*180***21:B:1*Y*A*Y*Y~"}}, "21"},
        {"N204", professional, {{p_claim, "CLM*RB-1001*180***61:B:1*Y*A*Y*Y~"}}, "61"},
        {"N204", professional, {{p_claim, "CLM*RB-1001*180***31:B:1*Y*A*Y*Y~"}}, silent},
        {"N204", professional, {{p_claim, "CLM*RB-1001*180***21:B:1*Y*A*Y*Y~\nDTP*435*D8*20261004~"}}, silent},
        {"N207", professional, {{p_claim, "CLM*RB-1001*180***11:B:1*Y*A*Y*Y~\nDTP*096*D8*20261004~"}}, "20261004", "11"},
        {"N207", professional, {{p_claim, "CLM*RB-1001*180***31:B:1*Y*A*Y*Y~\nDTP*096*D8*20261004~"}}, silent},
        {"N207",
         professional,
         {{p_claim, "CLM*RB-1001*180***11:B:1*Y*A*Y*Y~\nDTP*096*D8*20261004~"}, {"180*UN*20***1~", "180*UN*20*21**1~"}},
         silent},
        {"N208",
         professional,
         {{p_claim, "CLM*RB-1001*180***21:B:1*Y*A*Y*Y~\nDTP*435*D8*20261006~\nDTP*096*D8*20261005~"}},
         "20261006",
         "discharge is on 2026-10-05"},
        {"N208", professional, {{p_claim, "CLM*RB-1001*180***21:B:1*Y*A*Y*Y~\nDTP*435*D8*20261005~\nDTP*096*D8*20261005~"}}, silent},
    });
}

TEST_CASE("an unplanned visit has its reason") {
    auto const visit = [](std::string const& bill, std::string const& cl1, std::string const& reason, std::string const& revenue) {
        return judge_claims("CLM*T1*10***" + bill + ":A:1**A*Y*Y~DTP*434*RD8*20261012-20261012~CL1*" + cl1 + "*1*01~HI*ABK:R079~" + reason +
                                "NM1*71*1*CARER*KIM****XX*1550218733~LX*1~SV2*" + revenue + "*HC:99283*10*UN*1~",
                            {.institutional = true})
            .count("N211");
    };
    CHECK(visit("13", "1", "", "0450") == 1);
    CHECK(visit("85", "2", "", "0762") == 1);
    CHECK(visit("13", "3", "", "0450") == 0);
    CHECK(visit("13", "1", "HI*APR:R079~", "0450") == 0);
    CHECK(visit("13", "1", "", "0510") == 0);
    CHECK(visit("14", "1", "", "0450") == 0);
}

TEST_CASE("accidents have cause, date and state") {
    auto const accident = [](std::string_view clm11, std::string_view dates) {
        return "CLM*RB-1001*180***11:B:1*Y*A*Y*Y**" + std::string(clm11) + "~" + (dates.empty() ? "" : "\n") + std::string(dates);
    };
    struct Expected {
        std::string_view rule, clm11, dates, at;
        Severity severity = Severity::error;
    };
    constexpr std::string_view date = "DTP*439*D8*20261001~";
    for (auto const& [rule, clm11, dates, at, severity] : std::initializer_list<Expected>{
             {"N301", "AA:::IL", "", "AA"},
             {"N301", "OA", "", "OA"},
             {"N301", "EM:OA", "", "OA"},
             {"N301", "EM", "", "EM", Severity::advice},
             {"N301", "EM", date, silent},
             {"N301", "AA:::IL", date, silent},
             {"N302", "AA", date, ""},
             {"N302", "OA:AA", date, ""},
             {"N302", "AA::::US", date, ""},
             {"N302", "AA::::CA", date, silent},
             {"N302", "AA:::IL", date, silent},
             {"N302", "OA", date, silent},
             {"N303", "", date, "", Severity::warning},
             {"N303", "EM", date, silent},
             {"N304", "OA:::IL", date, "IL", Severity::advice},
             {"N304", "OA:AA::IL", date, silent},
         }) {
        CAPTURE(rule);
        CAPTURE(clm11);
        auto const judged = judge_file(with(sample(professional), p_claim, accident(clm11, dates)));
        CHECK((judged.count(rule) == 1) == (at != silent));
        if (at == silent) continue;
        CHECK(judged.first(rule).at == at);
        CHECK(judged.first(rule).severity == severity);
    }
    check({
        {"N305", institutional, {{"HI*BH:11:", "HI*BH:02:"}}, "02"},
        {"N305", institutional, {{"HI*BH:11:", "HI*BH:02:"}, {"REF*EA*AG778801~", "REF*LU*IL~\nREF*EA*AG778801~"}}, silent},
        {"N305", institutional, {{"HI*BH:11:", "HI*BH:04:"}}, silent},
    });
}

TEST_CASE("pregnancies and periods") {
    check({
        {"N306", professional, {{"REF*D9*CW0000001003~", "DTP*484*D8*20260801~\nREF*D9*CW0000001003~"}}, "20260801"},
        {"N306", professional, {{"REF*D9*CW0000001002~", "DTP*484*D8*20260801~\nREF*D9*CW0000001002~"}}, silent}, // a daughter
        {"N306",
         professional,
         {{"REF*D9*CW0000001002~", "DTP*484*D8*20260801~\nREF*D9*CW0000001002~"}, {"DMG*D8*20040719*F", "DMG*D8*20040719*M"}},
         "20260801"},
        {"N307", professional, {{p_diagnoses, "HI*ABK:O2231*ABF:Z7901~"}}, "O2231"},
        {"N307", professional, {{p_diagnoses, "HI*ABK:I82401*ABF:Z3400~"}}, "Z3400"},
        {"N307", professional, {{p_diagnoses, "HI*ABK:O871*ABF:Z7901~"}}, silent}, // after the delivery
        {"N307",
         professional,
         {{p_diagnoses, "HI*ABK:O2231*ABF:Z7901~"}, {p_reference, "DTP*484*D8*20260801~\nREF*G1*PA20261001~"}},
         silent},
    });
}

TEST_CASE("attachments can be found by their number") {
    for (std::string_view const way : {"BM", "EL", "EM", "FT", "FX"}) {
        std::string const claim = "PWK*OZ*" + std::string(way) + "~\n" + std::string(p_reference);
        check({{"N308", professional, {{p_reference, claim}}, "", way}});
    }
    check({
        {"N308", professional, {{p_reference, "PWK*OZ*AA~\nREF*G1*PA20261001~"}}, silent},
        {"N308", professional, {{p_reference, "PWK*OZ*FX***AC*D1~\nREF*G1*PA20261001~"}}, silent},
        {"N308",
         professional,
         {{"LX*2~\nSV1*HC:J2371:JB*270*UN*30***1~", "LX*2~\nSV1*HC:J2371:JB*270*UN*30***1~\nPWK*OZ*FX~"}},
         "",
         "FX",
         2},
        {"N308", professional, {{"LX*2~\nSV1*HC:J2371:JB*270*UN*30***1~", "LX*2~\nSV1*HC:J2371:JB*270*UN*30***1~\nPWK*CT*NS~"}}, silent},
    });
}

TEST_CASE("replacements name what they replace") {
    constexpr std::string_view replacement = "CLM*RB-1001*180***11:B:7*Y*A*Y*Y~";
    check({
        {"N309", professional, {{p_claim, replacement}}, "7", "a replacement"},
        {"N309", professional, {{p_claim, "CLM*RB-1001*180***11:B:8*Y*A*Y*Y~"}}, "8", "a cancellation"},
        {"N309", professional, {{p_claim, replacement}, {p_reference, "REF*F8*P1~"}}, silent},
        {"N309", institutional, {{i_claim, "CLM*AG-2002*6180.5***11:A:7*"}}, "7"},
        {"N309", institutional, {{i_claim, "CLM*AG-2002*6180.5***11:A:5*"}}, silent}, // late charges
        {"N310", professional, {{p_reference, "REF*F8*P1~"}}, "P1"},
        {"N310", professional, {{p_claim, replacement}, {p_reference, "REF*F8*P1~"}}, silent},
        {"N310", cob, {}, silent}, // the other payer's number is another matter
    });
}

TEST_CASE("ambulances come from somewhere and go somewhere, and places are places") {
    constexpr std::string_view ambulance = "CLM*RB-1001*180***41:B:1*Y*A*Y*Y~", rendering = "PRV*PE*PXC*207RH0000X~";
    constexpr std::string_view from = "PRV*PE*PXC*207RH0000X~\nNM1*PW*2~\nN3*1 ELM ROAD~\nN4*SPRINGFIELD*IL*62701~";
    constexpr std::string_view both =
        "PRV*PE*PXC*207RH0000X~\nNM1*PW*2~\nN3*1 ELM ROAD~\nN4*SPRINGFIELD*IL*62701~\nNM1*45*2~\nN3*9 OAK ROAD~\nN4*SPRINGFIELD*IL*62702~";
    check({
        {"N311", professional, {{p_claim, ambulance}}, "41", "pick-up (NM1*PW) and drop-off"},
        {"N311", professional, {{p_claim, ambulance}, {rendering, from}}, "41", "no drop-off"},
        {"N311", professional, {{p_claim, ambulance}, {rendering, both}}, silent},
        {"N311", professional, {}, silent},
        {"N312", professional, {{p_claim, "CLM*RB-1001*180***11:A:1*Y*A*Y*Y~"}}, "A", "type of bill, on an 837P"},
        {"N312", institutional, {{i_claim, "CLM*AG-2002*6180.5***11:B:1*"}}, "B", "place of service, on an 837I"},
        {"N312", professional, {{p_claim, "CLM*RB-1001*180***11:X:1*Y*A*Y*Y~"}}, silent}, // a code that no guide has
        {"N403", professional, {{p_claim, "CLM*RB-1001*180***:B:1*Y*A*Y*Y~"}}, "", "neither", 1},
        {"N403", professional, {{p_claim, "CLM*RB-1001*180***:B:1*Y*A*Y*Y~"}, {"180*UN*20***1~", "180*UN*20*12**1~"}}, silent},
        {"N404", professional, {{"180*UN*20***1~", "180*UN*20*11**1~"}}, "11", "repeats", 1},
        {"N404",
         professional,
         {{"270*UN*30***1~\nDTP*472*D8*20261006~", "270*UN*30***1~\nDTP*472*D8*20261006~"},
          {"LX*2~\nSV1*HC:J2371:JB*270*UN*30***1~", "LX*2~\nSV1*HC:J2371:JB*270*UN*30*11**1~"},
          {"145*UN*1***1:2~", "145*UN*1*11**1:2~"}},
         "11",
         "on 2 lines",
         2},
        {"N404", professional, {{"180*UN*20***1~", "180*UN*20*12**1~"}}, silent},
    });
}

TEST_CASE("lines are numbered and can be told apart") {
    check({
        {"N401", professional, {{"LX*2~", "LX*3~"}}, "3", "on line 2", 2},
        {"N401", professional, {{"LX*1~", "LX*0~"}}, "0", "on line 1", 1},
        {"N401", professional, {{"LX*2~", "LX*02~"}}, silent}, // 2 all the same; the zero is an element's affair
        {"N401", professional, {}, silent},
        {"N402", professional, {{"REF*6R*RB1002L3~", "REF*6R*RB1002L1~"}}, "RB1002L1", "lines 1 and 3", 3},
        {"N402", professional, {{"REF*6R*RB1003L1~", "REF*6R*RB1002L1~"}}, silent}, // another claim
        {"N402", professional, {{"REF*6R*RB1002L3~", "REF*6R*A~"}}, silent},
        {"N402", professional, {{"REF*6R*RB1002L2~\n", ""}, {"REF*6R*RB1002L3~\n", ""}}, silent},
    });
    std::string lines;
    for (int n = 1; n <= 40; ++n)
        lines += "LX*" + std::to_string(n) + "~SV1*HC:99213*1*UN*1***1~DTP*472*D8*20261005~REF*6R*C" + std::to_string(n % 39) + "~";
    auto const judged = judge_claims(claim("40", lines));
    CHECK(judged.count("N402") == 1);
    CHECK(judged.first("N402").line == 40);
}

TEST_CASE("codes that name no product are described") {
    auto const line = [](std::string const& procedure, std::string const& day) {
        return judge_claims(claim("10", "LX*1~SV1*" + procedure + "*10*UN*1***1~DTP*472*" + day + "~")).count("N405");
    };
    CHECK(line("HC:J3490", "D8*20261005") == 1);
    CHECK(line("HC:J3490:JB", "D8*20261005") == 1);
    CHECK(line("HC:J3490:::::SALINE 0.9", "D8*20261005") == 0);
    CHECK(line("HC:J3301", "D8*20261005") == 0); // not otherwise specified, but with a dose
    CHECK(line("ER:J3490", "D8*20261005") == 0);
    CHECK(line("HC:J3591", "D8*20261005") == 1);
    CHECK(line("HC:J3591", "D8*20180101") == 0); // no such code then
    CHECK(line("HC:J3591", "D8*20181399") == 1); // day not known: entries hold
    check({{"N405", institutional, {{"SV2*0250**682*UN*12~", "SV2*0250*HC:C9399*682*UN*12~"}}, "", "SV202-7", 3},
           {"N405", professional, {{"HC:99213*145", "HC:J9999*145"}}, "", "J9999 names no product, and SV101-7", 3}});
    CHECK(judge_file(with(sample(professional), "HC:99213*145", "HC:J3490*145"), cms_policy()).count("N405") == 1);
}

TEST_CASE("services lie within the statement") {
    check({
        {"N406", institutional, {{"DTP*472*D8*20261012~", "DTP*472*D8*20261011~"}}, "20261011", "service on 2026-10-11", 1},
        {"N406",
         institutional,
         {{"DTP*472*D8*20261012~", "DTP*472*RD8*20261012-20261013~"}},
         "20261012-20261013",
         "service on 2026-10-13",
         1},
        {"N406", institutional, {{"DTP*434*RD8*20261012-20261012~", "DTP*434*RD8*20261012~"}}, silent},
        {"N406", institutional, {{"DTP*434*RD8*20261012-20261012~\n", ""}, {"DTP*472*D8*20261012~", "DTP*472*D8*20261011~"}}, silent},
        {"N406", institutional, {{"DTP*472*D8*20261013~", "DTP*472*D8*20261016~"}}, silent},
        {"N407", professional, {{"REF*6R*RB1002L3~", "REF*6R*RB1002L3~\nPS1*1700000005*80~"}}, "PS1*1700000005*80", "", 3},
        {"N407", professional, {{"REF*6R*RB1002L3~", "REF*6R*RB1002L3~\nPS1*1700000005*80~\nNM1*QB*2*****XX*1700000005~"}}, silent},
    });
}

TEST_CASE("diagnoses and the pointers to them") {
    constexpr std::string_view visit = "SV1*HC:99213*145*UN*1***1:2~", embolism = "HI*ABK:I2699*ABF:Z7401~";
    check({
        {"N501", professional, {{visit, "SV1*HC:99213*145*UN*1***1:3~"}}, "3", "the claim has 2 diagnoses", 3},
        {"N501", professional, {{visit, "SV1*HC:99213*145*UN*1***12~"}}, "12", "", 3},
        {"N501", professional, {{visit, "SV1*HC:99213*145*UN*1***1::2:4~"}}, "4", "", 3},
        {"N501", professional, {{p_diagnoses, "HI*ABK:I82401~"}, {"180*UN*20***1~", "180*UN*20***1:2~"}}, "2", "has 1 diagnosis", 1},
        {"N501", professional, {{visit, "SV1*HC:99213*145*UN*1***2:1~"}}, silent},
        {"N501", professional, {{visit, "SV1*HC:99213*145*UN*1***1:13~"}}, silent}, // no pointer at all: an element's affair
        {"N501", professional, {{visit, "SV1*HC:99213*145*UN*1***1:A~"}}, silent},
        {"N501", professional, {{embolism, ""}}, silent},                             // S004
        {"N501", professional, {{embolism, "HI*ABK:I2699**ABF:Z7401~"}}, "2", "", 3}, // position 2 is empty
        {"N502", professional, {{embolism, "HI*ABK:I2699*ABF:I2699~"}}, "I2699"},
        {"N502", professional, {{embolism, "HI*ABK:I2699*ABF:Z7401*ABF:Z7401~"}}, "Z7401"},
        {"N502", institutional, {{"HI*ABF:Z7901~", "HI*ABF:I82402~"}}, "I82402"},
        {"N502", institutional, {{"HI*APR:M79605~", "HI*APR:I82402~"}}, silent}, // the reason may be the diagnosis
        {"N502", professional, {{embolism, "HI*ABK:I2699*ABF:I269~"}}, silent},
        {"N503", professional, {{embolism, "HI*ABK:W010XXA*ABF:I2699~"}}, "W010XXA"},
        {"N503", professional, {{embolism, "HI*BK:E8888*BF:4019~"}}, "E8888"},
        {"N503", professional, {{embolism, "HI*ABK:E119*ABF:I2699~"}}, silent}, // diabetes in ICD-10
        {"N503", professional, {{embolism, "HI*ABK:I2699*ABF:W010XXA~"}}, silent},
        {"N504", professional, {{embolism, "HI*ABK:I2699*BF:4019~"}}, "BF"},
        {"N504", professional, {{embolism, "HI*BK:41519*BF:4019~"}}, silent},
    });
}

TEST_CASE("providers are named where they must be and not twice") {
    constexpr std::string_view rendering = "NM1*82*1*OKAFOR*NGOZI****XX*1550218733~",
                               attending = "NM1*71*1*LINDQVIST*SOREN****XX*1600344182~\n";
    constexpr std::string_view facility = "PRV*PE*PXC*207RH0000X~";
    check({
        {"N601", professional, {{rendering, "NM1*82*1*OKAFOR*NGOZI****XX*1300200015~"}}, "1300200015"},
        {"N601", professional, {{rendering, "NM1*82*1*OKAFOR*NGOZI~"}}, silent},
        {"N603",
         professional,
         {{facility, "PRV*PE*PXC*207RH0000X~\nNM1*77*2*X~\nN3*410 LANTERN STREET~\nN4*SPRINGFIELD*IL*62701~"}},
         "410 LANTERN STREET"},
        {"N603",
         professional,
         {{facility, "PRV*PE*PXC*207RH0000X~\nNM1*77*2*X~\nN3*410 LANTERN STREET~\nN4*SPRINGFIELD*IL*62704~"}},
         silent},
        {"N603",
         institutional,
         {{"PRV*AT*PXC*207R00000X~", "PRV*AT*PXC*207R00000X~\nNM1*77*2*X~\nN3*1 ALDERMOOR PLAZA~\nN4*PEORIA*IL*616020001~"}},
         "1 ALDERMOOR PLAZA"},
        {"N604", professional, {{p_claim, "CLM*RB-1001*180***24:B:1*Y*A*Y*Y~"}}, "24"},
        {"N604",
         professional,
         {{p_claim, "CLM*RB-1001*180***24:B:1*Y*A*Y*Y~"},
          {facility, "PRV*PE*PXC*207RH0000X~\nNM1*77*2*X~\nN3*1 ELM~\nN4*SPRINGFIELD*IL*62704~"}},
         silent},
        {"N604", professional, {{p_claim, "CLM*RB-1001*180***12:B:1*Y*A*Y*Y~"}}, silent},
        {"N605", institutional, {{attending, ""}}, "CLM*AG-2001*465***13:A:1**A*Y*Y"},
        {"N606", institutional, {{"HI*BE:80:::3~", "HI*BBR:0DTJ4ZZ:D8:20261014~\nHI*BE:80:::3~"}}, "0DTJ4ZZ"},
        {"N606", institutional, {{"HI*BE:80:::3~", "HI*BBQ:0DTJ4ZZ:D8:20261014~\nHI*BE:80:::3~"}}, silent},
        {"N607", professional, {{rendering, "NM1*P3*1*DOE*J~\nNM1*82*1*OKAFOR*NGOZI****XX*1550218733~"}}, "P3"},
        {"N607", professional, {{rendering, "NM1*DN*1*ROE*J~\nNM1*P3*1*DOE*J~\nNM1*82*1*OKAFOR*NGOZI****XX*1550218733~"}}, silent},
    });
    // N602: only visits, and only where nobody is named
    std::string const billed = "CLM*T1*10***11:B:1*Y*A*Y*Y~HI*ABK:I82401~";
    auto const visit = [&](std::string const& code, std::string const& rest) {
        return judge_claims(billed + "LX*1~SV1*HC:" + code + "*10*UN*1***1~DTP*472*D8*20261005~" + rest).count("N602");
    };
    CHECK(visit("99213", "") == 1);
    CHECK(visit("99213", "NM1*82*1*CARER*KIM****XX*1550218733~") == 0);
    CHECK(visit("J2371", "") == 0);
    CHECK(visit("80053", "") == 0);
    // N605: ambulance trips need nobody
    auto const trip = [](std::string const& revenue, std::string const& other) {
        return judge_claims("CLM*T1*20***13:A:1**A*Y*Y~DTP*434*RD8*20261012-20261012~CL1*1*1*01~HI*ABK:R079~LX*1~SV2*" + revenue +
                                "*HC:A0427*10*UN*1~LX*2~SV2*" + other + "*HC:A0425*10*UN*1~",
                            {.institutional = true})
            .count("N605");
    };
    CHECK(trip("0540", "0540") == 0);
    CHECK(trip("0540", "0300") == 1);
}

TEST_CASE("NPIs have ten digits of which the last one is right") {
    for (std::string_view const wrong : {"1300200051", "130020001", "13002000155", "130020001X", "0000000000", "1234567890"})
        check({{"N701",
                professional,
                {{"XX*1300200015", std::string("XX*") + std::string(wrong)}},
                wrong,
                wrong.back() == 'X'  ? "characters that are no digits"
                : wrong.size() == 10 ? "check digit"
                                     : ", not ten"}});
    for (std::string_view const right : {"1300200015", "1234567893", "1720455900"})
        check({{"N701", professional, {{"XX*1300200015", std::string("XX*") + std::string(right)}}, silent}});
    check({
        {"N701", professional, {{"XX*1300200015~", "XX~"}}, silent},
        {"N701", professional, {{"XX*1300200015~", "24*1300200051~"}}, silent},
        {"N702", professional, {{"XX*1550218733~", "XX*1550218734~"}}, "1550218734", "check digit"},
        {"N702", institutional, {{"XX*1600344182~", "XX*16003441820~"}}, "16003441820", "11 digits, not ten"},
        {"N702", professional, {{"REF*6R*RB1001L1~", "REF*6R*RB1001L1~\nNM1*DK*1*DOE*J****XX*1111111111~"}}, "1111111111", "", 1},
        {"N702", professional, {}, silent},
    });
}
