#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "edi/loops/cursor.hpp"
#include "edi/loops/element_checker.hpp"
#include "edi/loops/ordinary_elements.hpp"
#include "full_set.hpp"
#include "sample_sets.hpp"
#include "simd_targets.hpp"

using edi::Fault;
using edi::FaultKind;

namespace {

constexpr auto professional = edi::GuideId::professional;
constexpr auto institutional = edi::GuideId::institutional;

std::string_view kind_name(FaultKind kind) {
    constexpr std::string_view names[] = {
        "missing", "dependent", "elements", "short",   "long",    "character",  "code",   "code_elsewhere",  "date",
        "time",    "excluded",  "not_used", "pattern", "repeats", "components", "padded", "character_local", "separators"};
    static_assert(std::size(names) == static_cast<std::size_t>(FaultKind::count) - static_cast<std::size_t>(edi::first_element_fault));
    return names[static_cast<std::size_t>(kind) - static_cast<std::size_t>(edi::first_element_fault)];
}

struct Checked {
    edi::SegmentTable segments;
    std::vector<edi::PlacedSegment> placed;
    std::vector<Fault> faults;

    Checked(std::string_view text, edi::GuideId guide, edi::Delimiters const& delimiters = {}, edi::CursorStart const& start = {},
            edi::CursorEnd const& end = {}) {
        segments.assign(text, delimiters);
        edi::Cursor().place(edi::guide(guide), segments, start, end, placed, faults);
        edi::ElementChecker().check(edi::guide(guide), segments, placed, start.context_segments, faults);
    }
    Checked(Checked const&) = delete;

    /// "code 2, missing 5-1": those of elements only.
    std::string elements() const {
        std::string text;
        for (auto const& fault : faults) {
            if (fault.kind < edi::first_element_fault) continue;
            text += (text.empty() ? "" : ", ") + std::string(kind_name(fault.kind)) + " " + std::to_string(fault.place.element);
            if (fault.place.component != 0) text += "-" + std::to_string(fault.place.component);
            if (fault.repeated) text += " again";
        }
        return text;
    }
};

std::string const header =
    "ST*837*0001*005010X222A1~BHT*0019*00*1*20260101*1200*CH~NM1*41*2*CLEARING*****46*S1~PER*IC*ANN*TE*5550100~NM1*40*2*PAYER*****46*R1~";
std::string const billing = "HL*1**20*1~NM1*85*2*CLINIC*****XX*1300200015~N3*1 MAIN~N4*TOWN*OH*44101~REF*EI*123456789~";
std::string const subscriber = "HL*2*1*22*0~SBR*P*18*******MB~NM1*IL*1*DOE*JO****MI*M1~NM1*PR*2*PAYER*****PI*P1~";
std::string const trailer = "SE*19*0001~";

/// A claim with these segments between CLM and HI, and in the line.
std::string whole(std::string const& of_claim, std::string const& of_line = "") {
    return header + billing + subscriber + "CLM*A*10***11:B:1*Y*A*Y*Y~" + of_claim +
           "HI*ABK:J45~LX*1~SV1*HC:99213*10*UN*1***1~DTP*472*D8*20260101~" + of_line + trailer;
}
std::string whole_institutional(std::string const& dates, std::string const& line = "SV2*0300**10*UN*1~") {
    return header + billing + subscriber + "CLM*A*10***11:A:1**A*Y*Y~" + dates + "CL1*1*1*01~HI*ABK:J45~LX*1~" + line + trailer;
}
std::string of_claim(std::string const& segments) {
    return Checked(whole(segments), professional).elements();
}
std::string of_line(std::string const& segments) {
    return Checked(whole("", segments), professional).elements();
}
std::string of_institutional(std::string const& dates) {
    return Checked(whole_institutional(dates), institutional).elements();
}
/// AMT02 of the claim, whose type is R of 18 digits at most.
std::string of_amount(std::string const& value) {
    return of_claim("AMT*F5*" + value + "~");
}

} // namespace

TEST_CASE("element checker: usage and number of elements") {
    CHECK(of_claim("") == "");
    CHECK(of_claim("AMT*F5*1~") == "");
    CHECK(of_claim("AMT*F5~") == "missing 2");
    CHECK(of_claim("AMT*F5**C~") == "missing 2, not_used 3");
    CHECK(of_claim("AMT*F5*1*C~") == "not_used 3");
    CHECK(of_claim("AMT*F5*1**X~") == "elements 4");
    CHECK(of_claim("AMT*F5*1**X*Y*Z~") == "elements 4");
    CHECK(of_claim("AMT*F5*1****Z~") == "elements 6");
    // Separators alone are no elements.
    CHECK(of_claim("AMT*F5*1***~") == "separators 0");
    CHECK(of_claim("PWK*OZ*BM~") == "");
    CHECK(of_claim("CN1*02***A*1~") == "");
    CHECK(of_claim("CN1~") == "missing 1");
}

TEST_CASE("element checker: lengths") {
    CHECK(of_claim("REF*EA*" + std::string(50, 'A') + "~") == "");
    CHECK(of_claim("REF*EA*" + std::string(51, 'A') + "~") == "long 2");
    CHECK(of_claim("REF*EA*A~") == "");
    CHECK(of_claim("NM1*82*1*DOE*JO****XX*1A~") == "");
    CHECK(of_claim("NM1*82*1*DOE*JO****XX*1~") == "short 9");
    CHECK(of_claim("NM1*82*1*" + std::string(60, 'D') + "****" + std::string(10, 'J') + "*XX*1A~") == "");
    CHECK(of_claim("NM1*82*1*" + std::string(61, 'D') + "****" + std::string(11, 'J') + "*XX*1A~") == "long 3, long 7");
    // Around the widths of vectors.
    for (std::size_t const length : {15, 16, 17, 31, 32, 33, 63, 64, 65, 255, 256, 257})
        CHECK(of_claim("K3*" + std::string(length, 'K') + "~") == (length <= 80 ? "" : "long 1"));
}

TEST_CASE("element checker: numbers") {
    for (auto const* const good : {"1", "0", "-1", "-12.50", ".5", "5.", "-.5", "1E2", "1E-2", "007", "-0", "123456789012345678",
                                   "-123456789012345678", "-1234567890123456.78", "12345678901234567E1"})
        CHECK_MESSAGE(of_amount(good) == "", good);
    for (auto const* const wrong : {"+5", "1,000", "A",   "1A", "A1",  ".",  "-",   "-.", "1..2",  "1.2.3", "E2",
                                    "1E", "1E+2",  "1e2", "1-", "--1", " 1", "1 2", "$1", "1E2E3", "1E.5",  "\xC2\xBD"})
        CHECK_MESSAGE(of_amount(wrong) == "character 2", wrong);
    CHECK(of_amount("1234567890123456789") == "long 2");
    CHECK(of_amount("-1234567890123456789") == "long 2");
    CHECK(of_amount("12345678901234567.89") == "long 2");
    CHECK(of_amount("123456789012345678E1") == "long 2");
    // Whole numbers.
    auto const line_number = [](std::string const& number) {
        auto text = whole("");
        return Checked(text.replace(text.find("LX*1~"), 5, "LX*" + number + "~"), professional).elements();
    };
    for (auto const* const good : {"1", "123456", "000001", "-5"}) CHECK_MESSAGE(line_number(good) == "", good);
    for (auto const* const wrong : {"1.", "1.0", "1E2", "+1", "A", "-"}) CHECK_MESSAGE(line_number(wrong) == "character 1", wrong);
    CHECK(line_number("1234567") == "long 1");
    CHECK(line_number("") == "missing 1, separators 0");
}

TEST_CASE("element checker: codes") {
    CHECK(of_claim("NTE*ADD*X~") == "");
    CHECK(of_claim("NTE*QQQ*X~") == "code 1");
    CHECK(of_claim("NTE*ALG*X~") == "code_elsewhere 1");
    CHECK(of_claim("NTE*add*X~") == "code 1");
    CHECK(of_claim("NTE**X~") == "missing 1");
    // Another length makes another code; too long for the element is too long.
    CHECK(of_claim("NTE*AD*X~") == "code 1");
    CHECK(of_claim("NTE*ADDX*X~") == "long 1");
    CHECK(of_claim("NTE*A:D*X~") == "components 1");
    CHECK(of_line("QTY*PT*1~") == "");
    CHECK(of_claim("CRC*07*Y*01*04*05*06*07~") == "");
    CHECK(of_claim("CRC*07*Y*01*04*99*06*07~") == "code 5");
    // A list of the standard that the guide does not print is not checked.
    CHECK(of_claim("NM1*77*2*X~N3*1~N4*TOWN*ZZ*44101~") == "");
}

TEST_CASE("element checker: dates and times") {
    for (auto const* const good : {"20260228", "20240229", "19000101", "21991231", "18000101"})
        CHECK_MESSAGE(of_claim("DTP*431*D8*" + std::string(good) + "~") == "", good);
    for (auto const* const wrong : {"20260229", "20261301", "20260001", "20260100", "2026010", "202601011", "2026-01-01", "ABCDEFGH",
                                    "260101", "00000000", "20260101-20260102"})
        CHECK_MESSAGE(of_claim("DTP*431*D8*" + std::string(wrong) + "~") == "date 3", wrong);
    // A period of one day is read as that day.
    CHECK(of_claim("DTP*314*RD8*20260101-20260131~") == "");
    CHECK(of_claim("DTP*314*RD8*20260101-20260101~") == "");
    CHECK(of_claim("DTP*314*RD8*20260101~") == "");
    for (auto const* const wrong :
         {"20260102-20260101", "20260101-", "20260101-20260132", "20260101 20260102", "20260101-20260102-20260103"})
        CHECK_MESSAGE(of_claim("DTP*314*RD8*" + std::string(wrong) + "~") == "date 3", wrong);
    // A format that the guide does not have here is the only mistake.
    CHECK(of_claim("DTP*431*XX*whatever~") == "code 2");
    CHECK(of_claim("DTP*431*RD8*20260101-20260102~") == "code_elsewhere 2");
    CHECK(of_claim("DTP*431**20260101~") == "missing 2");
    std::string const statement = "DTP*434*RD8*20260101-20260102~";
    for (auto const* const good : {"0000", "2359", "1200"})
        CHECK_MESSAGE(of_institutional("DTP*096*TM*" + std::string(good) + "~" + statement) == "", good);
    for (auto const* const wrong : {"2400", "1260", "12", "12000", "125960", "NOON"})
        CHECK_MESSAGE(of_institutional("DTP*096*TM*" + std::string(wrong) + "~" + statement) == "time 3", wrong);
    CHECK(of_institutional(statement + "DTP*435*DT*202601011200~") == "");
    CHECK(of_institutional(statement + "DTP*435*DT*202601012400~") == "date 3");
    CHECK(of_institutional(statement + "DTP*435*DT*20260101~") == "date 3");
    // Types DT and TM.
    auto const bht = [](std::string const& day, std::string const& time) {
        auto text = whole("");
        return Checked(text.replace(text.find("20260101*1200"), 13, day + "*" + time), professional).elements();
    };
    for (auto const* const good : {"0915", "091559", "0915591", "09155912"}) CHECK_MESSAGE(bht("20260101", good) == "", good);
    for (auto const* const wrong : {"2460", "091560", "09155", "09:15"})
        CHECK_MESSAGE(bht("20260101", wrong).starts_with(wrong[2] == ':' ? "components 5" : "time 5"), wrong);
    CHECK(bht("20260101", "091") == "short 5");
    CHECK(bht("20260101", "091559123") == "long 5");
    CHECK(bht("2026010", "0915") == "short 4");
    CHECK(bht("202601011", "0915") == "long 4");
    CHECK(bht("20260132", "0915") == "date 4");
}

TEST_CASE("element checker: patterns") {
    auto const number = [](std::string const& value) {
        auto text = whole("");
        return Checked(text.replace(text.find("NM1*PR"), 0, "REF*SY*" + value + "~"), professional).elements();
    };
    CHECK(number("123456789") == "");
    CHECK(number("000000000") == "");
    for (auto const* const wrong : {"12345678", "1234567890", "12345678A", "123-45-678", "123 45 67"})
        CHECK_MESSAGE(number(wrong) == "pattern 2", wrong);
    CHECK(number(std::string(51, '1')) == "long 2");
}

TEST_CASE("element checker: composites") {
    auto const service = [](std::string const& procedure, std::string const& rest = "*10*UN*1***1") {
        auto text = whole("");
        return Checked(text.replace(text.find("SV1*HC:99213*10*UN*1***1"), 24, "SV1*" + procedure + rest), professional).elements();
    };
    CHECK(service("HC:99213") == "");
    CHECK(service("HC:99213:25:59:76:77:NOTE") == "");
    CHECK(service("HC:99213::::25") == "");
    CHECK(service("HC") == "missing 1-2");
    CHECK(service("HC::25") == "missing 1-2");
    CHECK(service(":99213") == "missing 1-1");
    CHECK(service("") == "missing 1");
    CHECK(service("QQ:99213") == "code 1-1");
    CHECK(service("N4:99213") == "code_elsewhere 1-1");
    CHECK(service("HC:" + std::string(49, '9')) == "long 1-2");
    CHECK(service("HC:99213:2") == "short 1-3");
    CHECK(service("HC:99213:255") == "long 1-3");
    CHECK(service("HC:99213::::::X") == "not_used 1-8");
    CHECK(service("HC:99213::::::Y:X:Y") == "not_used 1-8, components 1");
    // Separators alone are no components.
    CHECK(service("HC:99213:") == "separators 1");
    CHECK(service("HC:99213:::::::::") == "separators 1");
    CHECK(service("HC:99213", "*10*UN*1***1:2:") == "separators 7");
    CHECK(service("HC:99213", "*10*UN*1***1:2:3:4:5") == "components 7");
    CHECK(service("HC:99213", "*10*UN*1***1::3") == "");
    // A simple element has none.
    CHECK(service("HC:99213", "*10:5*UN*1***1") == "components 2");
    CHECK(of_claim("REF*EA*A:B~") == "components 2");
    CHECK(of_claim("REF*EA*" + std::string(60, 'A') + ":B~") == "components 2");
    CHECK(of_claim("AMT*F5*1*C:D~") == "not_used 3");
    CHECK(of_claim("AMT*F5*1**\x01*\x02 *\xC3~") == "elements 4");
}

TEST_CASE("element checker: repeats") {
    CHECK(of_claim("REF*EA*A^B~") == "repeats 2");
    CHECK(of_claim("REF*EA*A^B^C~") == "repeats 2");
    CHECK(of_claim("REF*EA*A:B^C~") == "components 2, repeats 2");
    auto text = whole("");
    text.replace(text.find("HC:99213"), 8, "HC:99213^HC:99214");
    CHECK(Checked(text, professional).elements() == "repeats 1");
    text.replace(text.find("HC:99213^HC:99214"), 17, "HC:99213^QQ");
    CHECK(Checked(text, professional).elements() == "repeats 1");
    // Without a repetition separator the character is one of the text.
    CHECK(Checked(whole("REF*EA*A^B~"), professional, {'*', ':', 0, '~'}).elements() == "");
}

TEST_CASE("element checker: syntax notes") {
    // P: all or none.
    CHECK(of_claim("PWK*OZ*BM***AC*A1~") == "");
    CHECK(of_claim("PWK*OZ*BM***AC~") == "dependent 6");
    CHECK(of_claim("PWK*OZ*BM****A1~") == "dependent 5");
    CHECK(of_claim("CR1*LB*100**A*DH*5~") == "");
    CHECK(of_claim("CR1***"
                   "*A*DH*5~") == "");
    CHECK(of_claim("CR1*LB***A*DH*5~") == "dependent 2");
    CHECK(of_claim("CR1**100**A*DH*5~") == "dependent 1");
    // R: one of them at least.
    CHECK(of_line("LQ*AS*F1~FRM*1*Y~") == "");
    CHECK(of_line("LQ*AS*F1~FRM*1****5~") == "");
    CHECK(of_line("LQ*AS*F1~FRM*1~") == "dependent 2");
    // E: one of them at most.
    CHECK(of_claim("NM1*77*2*X~N3*1~N4*TOWN*OH*44101~") == "");
    CHECK(of_claim("NM1*77*2*X~N3*1~N4*TOWN***CA***BC~") == "");
    CHECK(of_claim("NM1*77*2*X~N3*1~N4*TOWN*ON**CA***BC~") == "excluded 7");
    // C: the first demands the others.
    CHECK(of_claim("NM1*77*2*X~N3*1~N4*TOWN*****"
                   "*BC~") == "dependent 4");
    // L: the first demands one of the others. CAS05 is wanted by two notes, and told once.
    std::string const coverage = "SBR*S*18*******CI~", rest = "OI***Y***Y~NM1*IL*1*DOE*JO****MI*M1~NM1*PR*2*PAYER*****PI*P2~";
    auto const adjusted = [&](std::string const& cas) {
        auto text = whole("");
        return Checked(text.insert(text.find("LX*1~"), coverage + cas + rest), professional).elements();
    };
    CHECK(adjusted("CAS*CO*45*1~") == "");
    CHECK(adjusted("CAS*CO*45*1*2*96*1~") == "");
    CHECK(adjusted("CAS*CO*45*1**96**2~") == "");
    CHECK(adjusted("CAS*CO*45*1**96~") == "dependent 6");
    CHECK(adjusted("CAS*CO*45*1***1~") == "dependent 5");
    CHECK(adjusted("CAS*CO*45*1***1*2~") == "dependent 5");
    CHECK(adjusted("CAS*CO*45*1***1*2***3~") == "dependent 5, dependent 8");
}

TEST_CASE("element checker: characters, blanks and separators at the end") {
    CHECK(of_claim("REF*EA*A\x01~") == "character 2");
    CHECK(of_claim("REF*EA*\x01\x02\x03~") == "character 2");
    CHECK(of_claim("REF*EA*A\tB~") == "character 2");
    CHECK(of_claim("REF*EA*A\nB~") == "character 2");
    CHECK(of_claim("REF*EA*A\x7f~") == "character 2");
    CHECK(of_claim("NTE*ADD*CAF\xC3\x89 \xE2\x82\xAC~") == "character_local 2");
    CHECK(of_claim("NTE*ADD*\xC3\x89\x01~") == "character_local 2, character 2");
    CHECK(of_claim("NTE*ADD*\x01\xC3\x89~") == "character 2");
    // What is wrong already needs no second reason.
    CHECK(of_claim("NTE*AD\x01*X~") == "code 1");
    CHECK(of_claim("DTP*431*D8*2026010\x01~") == "date 3");
    CHECK(of_claim("AMT*F5*1\x01~") == "character 2");
    CHECK(of_claim("REF*EA*A\x01:B~") == "components 2");
    // Blanks.
    CHECK(of_claim("REF*EA*A ~") == "padded 2");
    CHECK(of_claim("REF*EA* A~") == "");
    CHECK(of_claim("REF*EA*A B~") == "");
    CHECK(of_claim("REF*EA*A   ~") == "padded 2");
    CHECK(of_claim("REF*EA* ~") == "padded 2");
    CHECK(of_claim("AMT*F5*1 ~") == "character 2");
    CHECK(of_claim("NM1*82*1*DOE *JO *** *XX*1A ~") == "padded 3, padded 4, padded 7, padded 9");
    auto text = whole("");
    CHECK(Checked(text.replace(text.find("HC:99213"), 8, "HC:99213:25::::A NOTE "), professional).elements() == "padded 1-7");
    // Separators.
    CHECK(of_claim("REF*EA*A*~") == "separators 0");
    CHECK(of_claim("REF*EA*A**~") == "separators 0");
    CHECK(of_claim("REF*EA*A:~") == "components 2");
    CHECK(of_claim("REF*EA*A: ~").starts_with("components 2"));
}

TEST_CASE("element checker: what stands between segments is none of their business") {
    auto lines = whole("REF*EA*A~");
    for (std::size_t at = 0; (at = lines.find('~', at)) != std::string::npos; at += 3) lines.replace(at, 1, "~\r\n");
    CHECK(Checked(lines, professional).elements() == "");
    // LF ends a segment, and CR before it is no part of it.
    std::string ends = whole("REF*EA*A~");
    for (std::size_t at = 0; (at = ends.find('~', at)) != std::string::npos; at += 2) ends.replace(at, 1, "\r\n");
    CHECK(Checked(ends, professional, {'*', ':', '^', '\n'}).elements() == "");
    ends.replace(ends.find("REF*EA*A\r\n"), 10, "REF*EA*A \r\n");
    CHECK(Checked(ends, professional, {'*', ':', '^', '\n'}).elements().find("character") == std::string::npos);
    // The last segment may lack its terminator.
    CHECK(Checked(whole("").substr(0, whole("").size() - 1), professional).elements() == "");
    CHECK(Checked(whole("").substr(0, whole("").size() - 6), professional).elements() == "missing 2");
}

TEST_CASE("element checker: segments without a place are passed over") {
    CHECK(of_claim("ZZZ*\x01*A ~") == "");
    CHECK(of_claim("REF*QQ*" + std::string(99, 'A') + "~") == "");
    CHECK(of_claim("DTP*999*D8*NEVER~") == "");
}

TEST_CASE("element checker: faults of the context are marked as repeated, and all are ascending") {
    auto const levels = header + billing +
                        "HL*2*1*22*0~SBR*X*18*******MB~NM1*IL*1*DOE*JO****MI*M1~NM1*PR*2*PAYER ****"
                        "*PI*P1~";
    auto const claim = "CLM*A*1A***11:B:1*Y*A*Y*Y~HI*ABK:J45~LX*1~SV1*HC:99213*10*UN*1***1~DTP*472*D8*20260101~";
    edi::CursorStart start;
    start.context_segments = 14;
    start.context_levels = {1, 2, 0};
    start.levels = 2;
    start.claims = 1;
    start.children = {1, 0};
    Checked const checked(levels + claim + trailer, professional, {}, start);
    CHECK(checked.elements() == "code 1 again, padded 3 again, character 2");
    CHECK(std::is_sorted(checked.faults.begin(), checked.faults.end(),
                         [](Fault const& a, Fault const& b) { return a.found_at < b.found_at; }));
    Checked const both(whole("ZZZ*1~AMT*F5*X*\x01~QQQ~", "AMT*T~"), professional);
    CHECK(std::is_sorted(both.faults.begin(), both.faults.end(), [](Fault const& a, Fault const& b) { return a.found_at < b.found_at; }));
    CHECK(both.faults.size() == 5);
}

TEST_CASE("element checker: any bytes in an element give an answer in its segment") {
    std::mt19937 random(837);
    for (int round = 0; round < 3000; ++round) {
        auto text = whole("DTP*431*D8*20260101~AMT*F5*1~REF*EA*A~");
        for (int change = 0; change < 5; ++change) text[200 + random() % (text.size() - 200)] = static_cast<char>(random());
        Checked const checked(text, round % 2 == 0 ? professional : institutional);
        std::size_t outside = 0;
        for (auto const& fault : checked.faults) outside += fault.place.segment < checked.segments.size() ? 0 : 1;
        CHECK(outside == 0);
    }
}

TEST_CASE("element checker: a segment of nothing but odd bytes costs linear time") {
    auto const repeated = [](std::string const& text) {
        std::string all;
        for (int i = 0; i < 300'000; ++i) all += text;
        return all;
    };
    CHECK(of_claim("REF*EA" + repeated("* ") + "~").find("elements 5") != std::string::npos);
    CHECK(of_claim("REF*EA" + repeated("*\x01") + "~").find("elements 5") != std::string::npos);
    CHECK(of_claim("REF*EA*" + repeated(":\x01") + "~") == "components 2");
    CHECK(of_claim("NTE*ADD*" + repeated("\xC3\xA9\x01") + "~") == "long 2");
    auto text = whole("");
    text.replace(text.find("HC:99213"), 8, "HC:99213" + repeated(":\x01 "));
    CHECK(Checked(text, professional).elements().find("components 1") != std::string::npos);
}

TEST_CASE("element checker: valid samples have no fault") {
    auto const sets = edi_test::sample_sets("valid (TR3 example, stupidedi pass)");
    if (sets.empty()) {
        MESSAGE("skipped: no shared samples at " << edi_test::shared_samples().string() << " (set SCRUB837_SHARED)");
        return;
    }
    for (auto const& set : sets) {
        CAPTURE(set.file);
        CHECK(Checked(set.text, set.guide, set.delimiters).elements() == "");
    }
}

/// `text` with one byte changed, added or removed at random places.
std::string disturbed(std::string text, std::mt19937& random) {
    constexpr std::string_view bytes = "*:^~0123456789ABXZ .-+E";
    for (int i = 0; i < 40; ++i) {
        std::size_t const at = random() % text.size();
        char const byte = bytes[random() % bytes.size()];
        switch (random() % 3) {
            case 0: text[at] = byte; break;
            case 1: text.insert(at, 1, byte); break;
            default: text.erase(at, 1); break;
        }
    }
    return text;
}

TEST_CASE("element checker: the short way for ordinary segments misses nothing, with every instruction set") {
    std::vector<edi_test::SampleSet> sets = edi_test::sample_sets();
    std::mt19937 random(837);
    for (auto const guide : {professional, institutional})
        for (bool const below_patient : {false, true}) {
            sets.push_back({"full", edi_test::full_set(guide, {below_patient, false}), {}, guide});
            for (int i = 0; i < 200; ++i)
                sets.push_back({"disturbed", disturbed(edi_test::full_set(guide, {below_patient, false}), random), {}, guide});
        }
    // Segments of every number of elements, each of every length up to some.
    std::string shapes = header + billing + subscriber + "CLM*A*1~";
    for (std::size_t elements = 0; elements < 40; ++elements)
        for (std::size_t length = 0; length < 4; ++length) {
            shapes += "HCP";
            for (std::size_t n = 0; n < elements; ++n) shapes += "*" + std::string(n % (length + 1), '0');
            shapes += "~";
        }
    sets.push_back({"shapes", shapes, {}, professional});
    std::size_t faults = 0;
    edi_test::with_every_simd_target([&](char const* target) {
        CAPTURE(target);
        for (auto const& set : sets) {
            CAPTURE(set.file);
            CAPTURE(set.text);
            Checked const checked(set.text, set.guide, set.delimiters);
            std::vector<edi::PlacedSegment> placed;
            std::vector<Fault> slow;
            edi::Cursor().place(edi::guide(set.guide), checked.segments, {}, {}, placed, slow);
            edi::ElementChecker().check_one_by_one(edi::guide(set.guide), checked.segments, placed, 0, slow);
            REQUIRE(checked.faults.size() == slow.size());
            for (std::size_t i = 0; i < slow.size(); ++i) {
                CHECK(checked.faults[i].kind == slow[i].kind);
                CHECK(checked.faults[i].place == slow[i].place);
            }
            faults += slow.size();
        }
    });
    CHECK(faults > 10000);
}

TEST_CASE("element checker: nearly all segments of clean files are ordinary") {
    std::size_t segments = 0;
    std::vector<std::uint32_t> doubtful;
    for (auto const& set : edi_test::sample_sets()) {
        Checked const checked(set.text, set.guide, set.delimiters);
        std::vector<std::uint32_t> quiet(edi::guide(set.guide).outline.size());
        edi::find_doubtful(checked.segments, checked.placed, edi::element_table(set.guide), quiet.data(), doubtful);
        segments += checked.placed.size();
    }
    CHECK(segments > 200);
    CHECK(doubtful.size() < segments / 8);
}
