#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "engine/report/annotated_text.hpp"
#include "engine/report/findings_csv.hpp"
#include "engine/report/findings_jsonl.hpp"
#include "engine/report/utf8.hpp"
#include "finding_samples.hpp"

using namespace engine;
using namespace engine::report;

namespace {

std::string jsonl(FindingView const& finding) {
    std::string out;
    RuleTexts texts;
    append_jsonl(finding, texts, out);
    return out;
}

std::string csv(FindingView const& finding) {
    std::string out;
    RuleTexts texts;
    append_csv(finding, texts, out);
    return out;
}

std::string annotated(Heading const* heading, std::span<FindingView const> findings, bool colour = false) {
    std::string out;
    append_annotated(heading, findings, Style{colour}, out);
    return out;
}

std::vector<std::string> lines_of(std::string const& text) {
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        std::size_t const end = text.find('\n', begin);
        lines.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return lines;
}

std::size_t count(std::string const& text, std::string const& what) {
    std::size_t n = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++n;
    return n;
}

std::size_t columns(std::string_view text) {
    std::size_t n = 0;
    for (std::size_t i = 0; i < text.size(); ++n) i += std::max<std::size_t>(1, utf8_length(text, i));
    return n;
}

/// What stands above the first caret line's mark, by characters.
std::string under_caret(std::string const& report) {
    auto const lines = lines_of(report);
    for (std::size_t i = 1; i < lines.size(); ++i) {
        std::size_t const caret = lines[i].find('^');
        if (caret == std::string::npos || lines[i].find("[") != std::string::npos) continue;
        std::size_t const width = lines[i].size() - caret;
        std::string const& above = lines[i - 1];
        std::size_t at = 0;
        for (std::size_t column = 0; column < caret && at < above.size(); ++column) at += std::max<std::size_t>(1, utf8_length(above, at));
        std::size_t end = at;
        for (std::size_t n = 0; n < width && end < above.size(); ++n) end += std::max<std::size_t>(1, utf8_length(above, end));
        return above.substr(at, end - at);
    }
    return "no caret";
}

} // namespace

TEST_CASE("findings.jsonl has the contract's keys in the contract's order") {
    SampleFinding sample;
    sample.relate();
    sample.view.location.component = 2;
    sample.view.policy = "j2371";
    CHECK(jsonl(sample.view) ==
          R"({"schema":1,"file":"in/a.837","rule":"U103","name":"units-fractional","severity":"error","message":"2.5 units",)"
          R"("help":"Send whole units.","interchange":"000000905","group":"1","set":"0021","claim":"A-100","claim_no":17,"line":1,)"
          R"("loop":"2400","segment":"SV1","segment_no":32,"element":4,"component":2,"offset":1020,"length":3,)"
          R"("ack":[{"kind":"277CA","code":"A7:476"},{"kind":"277CA","code":"A7:697"},{"kind":"999","code":"IK304:8"}],)"
          R"("related":[{"loop":"2400","segment":"LX","segment_no":31,"offset":990,"length":4}],"policy":"j2371","snip":6})"
          "\n");
}

TEST_CASE("findings.jsonl leaves out what is not applicable, and no warning names a code of the 277CA or the 999") {
    SampleFinding sample;
    sample.view.severity = rules::Severity::warning;
    sample.scope.interchange = nullptr;
    sample.scope.group = nullptr;
    sample.scope.set = nullptr;
    sample.view.claim = {};
    sample.view.claim_no = 0;
    sample.view.line = 0;
    sample.view.location = Location{};
    CHECK(jsonl(sample.view) ==
          R"({"schema":1,"file":"in/a.837","rule":"U103","name":"units-fractional","severity":"warning","message":"2.5 units",)"
          R"("help":"Send whole units.","offset":0,"length":0,"snip":6})"
          "\n");
}

TEST_CASE("findings.csv has as many cells in a line as in its header") {
    SampleFinding sample;
    sample.relate();
    std::string header;
    append_csv_header(header);
    CHECK(csv(sample.view) ==
          "1,in/a.837,U103,units-fractional,error,2.5 units,Send whole units.,000000905,1,0021,A-100,17,1,2400,SV1,32,4,,1020,3,"
          "277CA A7:476; 277CA A7:697; 999 IK304:8,2400 LX 31 @990,,6,\n");
    CHECK(count(csv(sample.view), ",") == count(header, ","));
    sample.scope.set = nullptr;
    sample.view.location = Location{};
    sample.view.related = {};
    CHECK(count(csv(sample.view), ",") == count(header, ","));
}

TEST_CASE("findings.csv quotes by RFC 4180 and disarms formulas") {
    SampleFinding sample;
    sample.view.message = "a \"b\", c\nd";
    sample.view.claim = "=HYPERLINK(1)";
    std::string const line = csv(sample.view);
    CHECK(line.find(",\"a \"\"b\"\", c\nd\",") != std::string::npos);
    CHECK(line.find(",\"'=HYPERLINK(1)\",") != std::string::npos);
    for (char const* text : {"+1", "-1", "@a", "\t=1"}) {
        sample.view.claim = text;
        CHECK(csv(sample.view).find(std::string(",\"'") + text + "\",") != std::string::npos);
    }
    sample.view.claim = "A\xFF";
    CHECK(csv(sample.view).find("A\xEF\xBF\xBD") != std::string::npos);
}

TEST_CASE("the annotated report shows segment, caret, finding, help, codes and related places") {
    SampleFinding sample;
    sample.relate();
    sample.view.policy = "j2371";
    Heading const heading{.claim_no = 17,
                          .claim = "A-100",
                          .charge = 7904,
                          .charge_known = true,
                          .lines = 2,
                          .accepted = false,
                          .billing_provider = "CITY INFUSION",
                          .scope = &sample.scope};
    CHECK(annotated(&heading, {&sample.view, 1}) == "claim 17 \"A-100\"  charge 79.04  2 lines  REJECTED  CITY INFUSION\n"
                                                    "  interchange 000000905, group 1, set 0021\n"
                                                    "     32 2400   | SV1*HC:J2371*100*UN*2.5***1\n"
                                                    "               |                     ^~~\n"
                                                    "               | error[U103] units-fractional: 2.5 units\n"
                                                    "               |   help: Send whole units.\n"
                                                    "               |   277CA A7:476, A7:697; 999 IK304:8\n"
                                                    "               |   policy: j2371\n"
                                                    "     31 2400   |   LX*1\n"
                                                    "\n");
}

/// A place in the sample's segment.
Location place_in(SampleFinding const& sample, std::string_view text) {
    Location place = sample.view.location;
    place.offset = 1000 + sample.text.find(text);
    place.length = static_cast<std::uint32_t>(text.size());
    return place;
}

TEST_CASE("a second place on the finding's own segment is underlined beside the caret") {
    SampleFinding sample;
    Location const own = place_in(sample, "J2371");
    sample.view.related = {&own, 1};
    auto const lines = lines_of(annotated(nullptr, {&sample.view, 1}));
    CHECK(lines[2] == "               |        -----        ^~~");
    Location const inside = place_in(sample, "2.5"); // where the caret is already
    sample.view.related = {&inside, 1};
    CHECK(lines_of(annotated(nullptr, {&sample.view, 1}))[2] == "               |                     ^~~");
}

TEST_CASE("what takes part in a sum is labelled with its amount, and places that are left out are counted") {
    SampleFinding sample("CLM*A-100*100***11", "100"), line("SV1*HC:99213*75*UN*1***1", "75"), cas("CAS*CO*45*30.5**144*-1", "30.5");
    auto const amount = [](Location location, std::string_view of, std::int64_t cents, std::uint64_t segment_no) {
        location.amount_kind = rules::Related::Amount::money;
        location.amount_of = of;
        location.amount = {cents, 2};
        location.segment_no = segment_no;
        location.segment_offset += segment_no;
        location.offset += segment_no;
        return location;
    };
    sample.view.location.offset = 1000 + 10;
    sample.view.location = amount(sample.view.location, "charge of the claim", 10000, 3);
    std::vector<Location> const related{amount(place_in(cas, "-1"), "adjusted", -100, 40), amount(line.view.location, "charge", 7500, 35),
                                        amount(place_in(cas, "30.5"), "adjusted", 3050, 40)};
    sample.view.related = related;
    sample.view.related_more = 37;
    CHECK(annotated(nullptr, {&sample.view, 1}) == "interchange 000000905, group 1, set 0021\n"
                                                   "      3 2400   | CLM*A-100*100***11\n"
                                                   "               |           ^~~  charge of the claim 100.00\n"
                                                   "               | error[U103] units-fractional: 2.5 units\n"
                                                   "               |   help: Send whole units.\n"
                                                   "               |   277CA A7:476, A7:697; 999 IK304:8\n"
                                                   "     35 2400   |   SV1*HC:99213*75*UN*1***1\n"
                                                   "               |                --  charge 75.00\n"
                                                   "     40 2400   |   CAS*CO*45*30.5**144*-1\n"
                                                   "               |             ----      --  adjusted 30.50, adjusted -1.00\n"
                                                   "               |   and 37 more places\n\n");
    std::string const json = jsonl(sample.view);
    CHECK(json.find(R"("length":3,"amount_of":"charge of the claim","amount":"100.00","ack")") != std::string::npos);
    CHECK(json.find(R"("amount_of":"adjusted","amount":"-1.00"})") != std::string::npos);
    Location units = sample.view.location;
    units.amount_kind = rules::Related::Amount::number;
    units.amount = {72, 1};
    std::string text;
    append_amount(units, text);
    CHECK(text == "7.2");
}

TEST_CASE("equal findings of a claim are told once, with the lines of the others") {
    SampleFinding sample;
    Heading heading;
    heading.scope = &sample.scope;
    std::vector<FindingView> findings(40, sample.view);
    for (std::uint32_t i = 0; i < findings.size(); ++i) {
        findings[i].line = i + 1;
        findings[i].location.segment_no = 30 + 5 * i;
        findings[i].location.segment_offset += 100 * i;
        findings[i].location.offset += 100 * i;
    }
    findings[20].message = "another one";
    std::string report = annotated(&heading, findings);
    CHECK(count(report, "error[U103]") == 2);
    CHECK(count(report, "help:") == 1);
    CHECK(report.find("  38 more like this: lines 2-20, 22-40; see findings.jsonl\n") != std::string::npos);
    for (FindingView& finding : findings) finding.line = 0;
    report = annotated(&heading, findings);
    CHECK(report.find("  38 more like this: segments 35, 40, 45, 50, 55, 60, 65, 70, ...; see findings.jsonl\n") != std::string::npos);
    CHECK(count(annotated(nullptr, findings), "error[U103]") == findings.size()); // outside of claims each is told
}

TEST_CASE("of one rule ten different findings of a claim are told, the others counted") {
    SampleFinding sample;
    Heading heading;
    heading.scope = &sample.scope;
    std::vector<FindingView> findings(47, sample.view);
    std::vector<std::string> messages;
    for (std::size_t i = 0; i < findings.size(); ++i) messages.push_back("message " + std::to_string(i));
    for (std::size_t i = 0; i < findings.size(); ++i) findings[i].message = messages[i];
    std::string const report = annotated(&heading, findings);
    CHECK(count(report, "error[U103]") == 10);
    CHECK(report.find("| and 37 more of U103 in this claim; see findings.jsonl\n") != std::string::npos);
    findings[46].severity = rules::Severity::warning; // counts apart
    CHECK(annotated(&heading, findings).find("warning[U103]") != std::string::npos);
}

TEST_CASE("findings of one segment share its line, and nothing is said of nothing") {
    SampleFinding sample, other("SV1*HC:J2371*100*UN*2.5***1", "100");
    std::vector<FindingView> const findings{other.view, sample.view};
    std::string const report = annotated(nullptr, findings);
    CHECK(count(report, "SV1*HC") == 1);
    CHECK(count(report, "error[U103]") == 2);
    CHECK(count(report, " ^~~\n") == 2);
    CHECK(annotated(nullptr, {}).empty());
}

TEST_CASE("carets stand under the fault, by characters, whatever stands before it") {
    SampleFinding plain;
    CHECK(under_caret(annotated(nullptr, {&plain.view, 1})) == "2.5");
    SampleFinding accents("NM1*IL*1*JOS\xC3\xA9*M\xC3\xBCLLER*\xE2\x82\xAC*bad", "bad");
    CHECK(under_caret(annotated(nullptr, {&accents.view, 1})) == "bad");
    SampleFinding controls("NM1*\x01\x02\n*\xFF*bad", "bad");
    std::string const report = annotated(nullptr, {&controls.view, 1});
    CHECK(under_caret(report) == "bad");
    CHECK(report.find("NM1*...*\xEF\xBF\xBD*bad") != std::string::npos);
    SampleFinding wide("NM1*JOS\xC3\xA9", "JOS\xC3\xA9");
    CHECK(under_caret(annotated(nullptr, {&wide.view, 1})) == "JOS\xC3\xA9");
}

TEST_CASE("an absent element gets its caret behind the segment") {
    SampleFinding sample;
    sample.view.location.offset = 1000 + sample.text.size();
    sample.view.location.length = 0;
    auto const lines = lines_of(annotated(nullptr, {&sample.view, 1}));
    CHECK(lines[2] == std::string(15, ' ') + "| " + std::string(sample.text.size(), ' ') + "^");
}

TEST_CASE("long segments are clipped around the fault") {
    std::string const filler(5000, 'x');
    for (std::string const& text : {"NTE*" + filler + "*bad*" + filler, "NTE*bad*" + filler, "NTE*" + filler + "*bad"}) {
        SampleFinding sample(text, "bad");
        std::string const report = annotated(nullptr, {&sample.view, 1});
        CHECK(under_caret(report) == "bad");
        for (std::string const& line : lines_of(report)) CHECK(columns(line) <= 140);
        CHECK(report.find("...") != std::string::npos);
    }
    SampleFinding whole("NTE*" + filler, filler);
    for (std::string const& line : lines_of(annotated(nullptr, {&whole.view, 1}))) CHECK(columns(line) <= 140);
    std::string accents;
    for (int i = 0; i < 300; ++i) accents += "\xC3\xA9";
    SampleFinding split("NTE*" + accents + "*bad*" + accents, "bad");
    std::string const report = annotated(nullptr, {&split.view, 1});
    CHECK(under_caret(report) == "bad");
    CHECK(report.find("\xEF\xBF\xBD") == std::string::npos); // no character was cut in two
}

TEST_CASE("a second fault outside of the clipped part shows its own part") {
    std::string const filler(500, 'x');
    std::string const text = "NTE*one*" + filler + "*two";
    SampleFinding first(text, "one"), second(text, "two");
    std::vector<FindingView> findings{first.view, second.view};
    std::string const report = annotated(nullptr, findings);
    CHECK(count(report, "2400 ") == 2);
    CHECK(report.find("*two\n") != std::string::npos);
}

TEST_CASE("a place outside of its segment does no harm") {
    SampleFinding sample;
    sample.view.location.offset = 5;
    sample.view.location.length = 4000000000u;
    CHECK_FALSE(annotated(nullptr, {&sample.view, 1}).empty());
    sample.view.location.offset = 99999;
    CHECK_FALSE(annotated(nullptr, {&sample.view, 1}).empty());
    sample.view.location = Location{};
    CHECK(annotated(nullptr, {&sample.view, 1}).find("at byte 0\n") != std::string::npos);
}

TEST_CASE("colours only when asked for, and only around words") {
    SampleFinding sample;
    std::string const plain = annotated(nullptr, {&sample.view, 1}), coloured = annotated(nullptr, {&sample.view, 1}, true);
    CHECK(plain.find('\x1b') == std::string::npos);
    CHECK(coloured.find("\x1b[1;31merror[U103]\x1b[0m") != std::string::npos);
    std::string stripped;
    for (std::size_t i = 0; i < coloured.size(); ++i) {
        if (coloured[i] == '\x1b')
            i = coloured.find('m', i);
        else
            stripped.push_back(coloured[i]);
    }
    CHECK(stripped == plain);
}

TEST_CASE("head and end of a report") {
    std::vector<rules::PolicySource> const policies{{"j2371", "2026.1", "ab"}};
    std::vector<rules::Notice> const notices{{"J2371", "means something else elsewhere", "CMS"}};
    std::string out;
    RunSummary run;
    run.program_version = "0.1.0";
    run.policies = policies;
    run.notices = notices;
    append_report_head(InputScope{"in/\x1b.837", "a"}, run, out);
    CHECK(out == "scrub837 0.1.0 report on in/..837\npolicy j2371 2026.1 (sha256 ab)\nnotice J2371: means something else elsewhere\n\n");
    run.snip = *rules::SnipTypes::read("4");
    out.clear();
    append_report_head(InputScope{"in/a.837", "a"}, run, out);
    CHECK(out.ends_with("\nlimited to SNIP types 4: rules of other types were switched off (--snip)\n\n"));
    InputSummary summary;
    summary.tally.claims = 3;
    summary.tally.accepted = 2;
    summary.tally.rejected = 1;
    summary.tally.charges_accepted = 10000;
    summary.tally.charges_rejected = 5;
    summary.tally.errors = 4;
    out.clear();
    append_report_end(summary, out);
    CHECK(
        out ==
        "3 claims = 2 accepted + 1 rejected\ncharges 100.05 = accepted 100.00 + rejected 0.05\nfindings: 4 errors, 0 warnings, 0 advice\n");
    InputSummary one;
    one.tally.claims = one.tally.accepted = one.tally.warnings = 1;
    out.clear();
    append_report_end(one, out);
    CHECK(out ==
          "1 claim = 1 accepted + 0 rejected\ncharges 0.00 = accepted 0.00 + rejected 0.00\nfindings: 0 errors, 1 warning, 0 advice\n");
}
