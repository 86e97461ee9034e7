#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "edi/text/segments.hpp"
#include "engine/ack/answer_277.hpp"
#include "engine/ack/records_277.hpp"
#include "engine/ack/status_codes.hpp"

using namespace engine;
using namespace engine::ack;
namespace fs = std::filesystem;

namespace {

edi::Day const processed = edi::day_of(2026, 11, 24);

// ---- what goes in ---------------------------------------------------------------------------------------------------------------

edi::Field field(std::string_view text) {
    return {text, {}};
}

edi::Date date(std::string_view qualifier, edi::Day from, edi::Day through) {
    edi::Date made;
    made.qualifier = field(qualifier);
    made.reading = edi::Reading::ok;
    made.from = from;
    made.through = through;
    return made;
}

rules::Rule rule(std::string_view first, std::string_view second = {}, std::string_view third = {}) {
    rules::Rule made;
    made.id = "T001";
    made.claim_status = {first, second, third};
    return made;
}
rules::Rule const claim_rule = rule("A8:400", "A8:178"), line_rule = rule("A7:476"), other_line_rule = rule("A7:453", "A7:476", "A7:697"),
                  silent_rule = rule(""), date_rule = rule("A7:187");

rules::Finding error(rules::Rule const& broken, std::uint32_t line = 0) {
    rules::Finding made;
    made.rule = &broken;
    made.severity = rules::Severity::error;
    made.line = line;
    return made;
}

/// A claim with two lines, and the levels above it.
struct SampleClaim {
    edi::SetHeader header;
    edi::BillingProvider provider;
    edi::Subscriber subscriber;
    edi::Patient patient;
    edi::Claim claim;
    std::vector<rules::Finding> findings;
    std::int64_t charge = 10050;
    bool level_rejected = false;
    StatusCodes provider_status;

    SampleClaim() {
        header.reference = field("BATCH-1");
        header.date = field("20261120");
        header.submitter.type = field("2");
        header.submitter.last_name = field("BEST BILLING");
        header.submitter.id = field("S00001");
        header.receiver.last_name = field("GOOD CLEARINGHOUSE");
        header.receiver.id = field("CLH01");
        provider.name.type = field("2");
        provider.name.last_name = field("CITY INFUSION");
        provider.name.id_qualifier = field("XX");
        provider.name.id = field("1234567893");
        subscriber.name.last_name = field("ROE");
        subscriber.name.first_name = field("JANE");
        subscriber.name.id_qualifier = field("MI");
        subscriber.name.id = field("M123");
        subscriber.payer.id = field("PAYER1");
        claim.header = &header;
        claim.billing_provider = &provider;
        claim.subscriber = &subscriber;
        claim.patient = &patient;
        claim.control_number = field("A-100");
        claim.lines.resize(2);
        for (std::size_t i = 0; i < 2; ++i) {
            edi::ServiceLine& line = claim.lines[i];
            line.number = field(i == 0 ? "1" : "2");
            line.procedure_qualifier = field("HC");
            line.procedure = field("J2371");
            line.charge.cents = 5025;
            line.units.reading = edi::Reading::ok;
            line.units.value = {25, 1};
            line.service_date =
                date("472", edi::day_of(2026, 11, 1 + static_cast<unsigned>(i)), edi::day_of(2026, 11, 1 + static_cast<unsigned>(i)));
        }
        claim.lines[0].modifiers[0] = field("76");
        claim.lines[1].control_number = field("LINE-B");
    }
    SampleClaim(SampleClaim const&) = delete;
    SampleClaim& operator=(SampleClaim const&) = delete;

    ClaimVerdict verdict() const {
        bool const any = std::any_of(findings.begin(), findings.end(), [](auto const& f) { return f.severity == rules::Severity::error; });
        return {.accepted = !any && !level_rejected, .charge = charge, .findings = findings, .level_rejected = level_rejected};
    }
};

InterchangeScope sample_interchange() {
    InterchangeScope made;
    made.sender_qualifier = "30";
    made.sender = "SENDER";
    made.receiver_qualifier = "ZZ";
    made.receiver = "RECEIVER";
    made.control_number = "000000905";
    made.usage = "T";
    return made;
}

GroupScope sample_group() {
    GroupScope made;
    made.kind = "HC";
    made.sender = "GSSENDER";
    made.receiver = "GSRECEIVER";
    made.control_number = "7";
    return made;
}

SetScope sample_set(std::string number = "0021", std::string kind = "837") {
    SetScope made;
    made.kind = std::move(kind);
    made.control_number = std::move(number);
    return made;
}

/// One answer, with what it takes to make and read it.
struct Exchange {
    fs::path path;
    write::OutputDirectory directory;
    std::unique_ptr<write::OutputFile> file;
    ControlNumbers control_numbers;
    std::unique_ptr<Answer277> answer;
    RecordWriter277 records{processed};
    Tally tally;

    explicit Exchange(std::uint32_t control_number = 41, std::size_t spool_memory = write::Spool::default_memory)
        : control_numbers(control_number) {
        std::string name = (fs::temp_directory_path() / "scrub837-277-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        path = name;
        REQUIRE_FALSE(directory.open(path.string()));
        file = std::make_unique<write::OutputFile>(directory, "a.277ca.edi");
        answer = std::make_unique<Answer277>(AnswerOptions{processed, &control_numbers, spool_memory}, directory, *file);
    }
    ~Exchange() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }

    void begin() {
        answer->open_interchange(sample_interchange());
        answer->open_group(sample_group());
        begin_set();
    }
    void begin_set(std::string number = "0021") {
        answer->open_set(sample_set(std::move(number)));
        tally = {};
    }
    void head(SampleClaim const& sample) {
        std::string bytes;
        records.header(sample.header, bytes);
        answer->append(bytes);
    }
    /// The claim in a piece of its own.
    void claim(SampleClaim const& sample) {
        std::string bytes;
        records.provider(sample.provider, sample.provider_status, bytes);
        records.claim(sample.claim, sample.verdict(), bytes);
        answer->append(bytes);
        count(sample);
    }
    void count(SampleClaim const& sample) {
        ++tally.claims;
        bool const accepted = sample.verdict().accepted;
        ++(accepted ? tally.accepted : tally.rejected);
        (accepted ? tally.charges_accepted : tally.charges_rejected) += sample.charge;
    }
    void end(bool set_rejected = false, bool group_rejected = false, bool interchange_rejected = false) {
        answer->close_set(set_rejected, tally);
        answer->close_group(group_rejected);
        answer->close_interchange(interchange_rejected);
    }
    std::string text() {
        CHECK_FALSE(answer->error());
        CHECK_FALSE(file->commit());
        std::ifstream in(path / "a.277ca.edi", std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
};

// ---- what comes out, read back ----------------------------------------------------------------------------------------------------

struct Level {
    std::string code;
    std::uint64_t parent = 0;
    std::string child;
    bool is_rejected = false; ///< a provider's own STC says so
    std::uint64_t children = 0;
    std::map<std::string, std::string> totals; ///< QTY and AMT by qualifier
    std::uint64_t accepted = 0, rejected = 0;  ///< claims below, by their own STC
    std::int64_t charges_accepted = 0, charges_rejected = 0;
};

std::string parent_code(std::string const& code) {
    return code == "20" ? "" : code == "21" ? "20" : code == "19" ? "21" : code == "PT" ? "19" : "?";
}

void check_totals(Level const& level, char const* accepted, char const* rejected) {
    auto const has = [&](char const* qualifier) { return level.totals.count(qualifier) != 0; };
    CHECK(has(accepted) == (level.accepted > 0));
    CHECK(has("YU") == (level.accepted > 0));
    CHECK(has(rejected) == (level.rejected > 0));
    CHECK(has("YY") == (level.rejected > 0));
    if (has(accepted)) CHECK(level.totals.at(accepted) == std::to_string(level.accepted));
    if (has(rejected)) CHECK(level.totals.at(rejected) == std::to_string(level.rejected));
    if (has("YU")) CHECK(edi::read_money(level.totals.at("YU")).cents == level.charges_accepted);
    if (has("YY")) CHECK(edi::read_money(level.totals.at("YY")).cents == level.charges_rejected);
}

/// Everything a 277CA must be whatever it says: envelopes that fit, the tree of levels, totals that tie to the cent, no empty required element. Claims are counted
/// into the receiver and the provider by their own STC. Returns the number of claims told.
std::uint64_t check_structure(std::string const& text) {
    REQUIRE(text.size() > edi::isa_length);
    edi::IsaReading const isa = edi::read_isa(text);
    REQUIRE(isa.fault == edi::IsaFault::none);
    edi::SegmentTable table;
    table.assign(text, isa.delimiters);
    REQUIRE_FALSE(table.last_is_unterminated());

    std::uint64_t claims = 0, groups = 0, sets = 0;
    std::uint32_t set_begin = 0;
    std::string isa_number, group_number, set_number, previous;
    std::vector<Level> levels;
    bool set_rejected = false, in_line = false;
    for (std::uint32_t i = 0; i < table.size(); ++i) {
        edi::Segment const segment = table[i];
        std::string const id(segment.id_text());
        auto const element = [&](std::uint32_t n) { return std::string(segment.element(n)); };
        CHECK_MESSAGE(segment.text().back() != '*', segment.text());
        if (id != "ISA") CHECK_MESSAGE(segment.text().back() != ':', segment.text());
        if (id != "HL" && id != "ISA" && id != "STC") CHECK_FALSE_MESSAGE(element(1).empty(), segment.text());
        if (id == "ISA") {
            isa_number = element(13);
            CHECK(isa_number.size() == 9);
            groups = 0;
        } else if (id == "GS") {
            CHECK(element(1) == "HN");
            CHECK(element(8) == "005010X214");
            for (std::uint32_t n = 1; n <= 8; ++n) CHECK_FALSE(element(n).empty());
            group_number = element(6);
            ++groups;
            sets = 0;
        } else if (id == "ST") {
            CHECK(element(1) == "277");
            CHECK(element(3) == "005010X214");
            set_number = element(2);
            set_begin = i;
            levels.clear();
            set_rejected = in_line = false;
            ++sets;
        } else if (id == "BHT") {
            for (std::uint32_t n = 1; n <= 6; ++n) CHECK_FALSE(element(n).empty());
        } else if (id == "HL") {
            in_line = false;
            Level level;
            level.code = element(3);
            level.parent = element(2).empty() ? 0 : std::stoull(element(2));
            level.child = element(4);
            CHECK(element(1) == std::to_string(levels.size() + 1));
            REQUIRE(level.parent <= levels.size());
            CHECK(parent_code(level.code) == (level.parent == 0 ? std::string() : levels[level.parent - 1].code));
            if (level.parent != 0) ++levels[level.parent - 1].children;
            levels.push_back(level);
        } else if (id == "NM1") {
            CHECK(previous == "HL");
            for (std::uint32_t const n : {1u, 2u, 3u, 8u, 9u}) CHECK_FALSE_MESSAGE(element(n).empty(), segment.text());
        } else if (id == "TRN") {
            CHECK_FALSE(element(2).empty());
        } else if (id == "SVC") {
            in_line = true;
            CHECK_FALSE(segment.component(1, 2).empty());
            CHECK_FALSE(element(2).empty());
        } else if (id == "STC") {
            REQUIRE_FALSE(levels.empty());
            CHECK_FALSE(element(1).empty());
            CHECK((element(3) == "WQ" || element(3) == "U"));
            if (in_line) {
                CHECK(element(3) == "U");
            } else if (levels.back().code == "21") {
                set_rejected = element(3) == "U";
            } else if (levels.back().code == "19") {
                levels.back().is_rejected = element(3) == "U";
            } else if (levels.back().code == "PT") {
                ++claims;
                bool const accepted = element(3) == "WQ";
                std::int64_t const charge = edi::read_money(element(4)).cents;
                for (std::uint64_t at = levels.back().parent; levels[at - 1].code != "20"; at = levels[at - 1].parent) {
                    Level& level = levels[at - 1];
                    ++(accepted ? level.accepted : level.rejected);
                    (accepted ? level.charges_accepted : level.charges_rejected) += charge;
                }
            }
        } else if (id == "QTY" || id == "AMT") {
            CHECK(levels.back().totals.emplace(element(1), element(2)).second);
            // A provider that is rejected speaks for its claims.
            if (levels.back().is_rejected) {
                Level& provider = levels.back();
                Level& receiver = levels[provider.parent - 1];
                CHECK((element(1) == "QC" || element(1) == "YY"));
                for (Level* level : {&provider, &receiver}) {
                    if (id == "QTY") level->rejected += std::stoull(element(2));
                    if (id == "AMT") level->charges_rejected += edi::read_money(element(2)).cents;
                }
            }
        } else if (id == "SE") {
            CHECK(element(1) == std::to_string(i - set_begin + 1));
            CHECK(element(2) == set_number);
            for (Level const& level : levels) {
                if (level.code == "PT")
                    CHECK(level.child.empty());
                else
                    CHECK(level.child == (level.children > 0 ? "1" : "0"));
                if (level.code == "21" && !set_rejected) check_totals(level, "90", "AA");
                if (level.code == "19") check_totals(level, "QA", "QC");
                if (level.is_rejected) CHECK(level.children == 0);
            }
            REQUIRE(levels.size() >= 2);
            if (set_rejected) CHECK(levels.size() == 2);
        } else if (id == "GE") {
            CHECK(element(1) == std::to_string(sets));
            CHECK(element(2) == group_number);
        } else if (id == "IEA") {
            CHECK(element(1) == std::to_string(groups));
            CHECK(element(2) == isa_number);
        }
        if (id == "SVC" || id == "HL" || id == "TRN") in_line = id == "SVC";
        previous = id;
    }
    CHECK(previous == "IEA");
    return claims;
}

std::size_t count(std::string const& text, std::string const& what) {
    std::size_t n = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++n;
    return n;
}

bool has(std::string const& text, std::string const& what) {
    return text.find(what) != std::string::npos;
}

/// The answer to one set with this one claim.
std::string answer_to(SampleClaim const& sample) {
    Exchange exchange;
    exchange.begin();
    exchange.head(sample);
    exchange.claim(sample);
    exchange.end();
    CHECK_FALSE(exchange.answer->totals_differ());
    std::string const text = exchange.text();
    CHECK(check_structure(text) == 1);
    return text;
}

} // namespace

TEST_CASE("the 277CA of an accepted claim, byte by byte") {
    CHECK(answer_to(SampleClaim()) ==
          "ISA*00*          *00*          *ZZ*RECEIVER       *30*SENDER         *261124*0000*^*00501*000000041*0*T*:~\n"
          "GS*HN*GSRECEIVER*GSSENDER*20261124*0000*1*X*005010X214~\n"
          "ST*277*0001*005010X214~\n"
          "BHT*0085*08*000000041-0001*20261124*0000*TH~\n"
          "HL*1**20*1~\n"
          "NM1*AY*2*GOOD CLEARINGHOUSE*****46*CLH01~\n"
          "TRN*1*000000041-0001~\n"
          "DTP*050*D8*20261124~\n"
          "DTP*009*D8*20261124~\n"
          "HL*2*1*21*1~\n"
          "NM1*41*2*BEST BILLING*****46*S00001~\n"
          "TRN*2*BATCH-1~\n"
          "STC*A1:19:AY*20261124*WQ*100.5~\n"
          "QTY*90*1~\n"
          "AMT*YU*100.5~\n"
          "HL*3*2*19*1~\n"
          "NM1*85*2*CITY INFUSION*****XX*1234567893~\n"
          "TRN*1*0~\n"
          "STC*A1:19:AY**WQ*100.5~\n"
          "QTY*QA*1~\n"
          "AMT*YU*100.5~\n"
          "HL*4*3*PT~\n"
          "NM1*QC*1*ROE*JANE****MI*M123~\n"
          "TRN*2*A-100~\n"
          "STC*A2:20*20261124*WQ*100.5~\n"
          "DTP*472*RD8*20261101-20261102~\n"
          "SE*25*0001~\n"
          "GE*1*1~\n"
          "IEA*1*000000041~\n");
}

TEST_CASE("a claim rejected by its own errors says up to three distinct codes and has no line loop") {
    SampleClaim sample;
    sample.findings = {error(claim_rule), error(claim_rule), error(date_rule), error(line_rule)};
    std::string const text = answer_to(sample);
    CHECK(has(text, "STC*A8:400*20261124*U*100.5******A8:178*A7:187~\n"));
    CHECK_FALSE(has(text, "SVC*"));
    CHECK(has(text, "QTY*AA*1~\nAMT*YY*100.5~\n"));
    CHECK(has(text, "QTY*QC*1~\nAMT*YY*100.5~\n"));
}

TEST_CASE("a claim rejected by its lines says A3:247 and each line says why") {
    SampleClaim sample;
    sample.findings = {error(other_line_rule, 2), error(line_rule, 1), error(line_rule, 2)};
    sample.claim.lines[0].revenue_code = field("0636");
    sample.claim.lines[1].drug.prescription_qualifier = field("XZ");
    sample.claim.lines[1].drug.prescription = field("RX99");
    std::string const text = answer_to(sample);
    CHECK(has(text, "STC*A3:247*20261124*U*100.5~\n"));
    CHECK(has(text,
              "SVC*HC:J2371:76*50.25**0636***2.5~\nSTC*A7:476**U~\nREF*FJ*1~\nDTP*472*D8*20261101~\n"
              "SVC*HC:J2371*50.25*****2.5~\nSTC*A7:453**U*******A7:476*A7:697~\nREF*FJ*LINE-B~\nREF*XZ*RX99~\nDTP*472*D8*20261102~\n"));
}

TEST_CASE("errors of the claim and of its lines are both named") {
    SampleClaim sample;
    sample.findings = {error(claim_rule), error(date_rule), error(line_rule, 2)};
    std::string const text = answer_to(sample);
    CHECK(has(text, "STC*A8:400*20261124*U*100.5******A8:178*A3:247~\n"));
    CHECK(count(text, "SVC*") == 1);
    CHECK(has(text, "SVC*HC:J2371*"));
}

TEST_CASE("warnings and advice are not in a 277CA") {
    SampleClaim sample;
    sample.findings = {error(claim_rule), error(line_rule, 1)};
    sample.findings[0].severity = rules::Severity::warning;
    sample.findings[1].severity = rules::Severity::advice;
    CHECK(answer_to(sample) == answer_to(SampleClaim()));
}

TEST_CASE("errors without a code and rejected levels say A3:684") {
    SampleClaim sample;
    sample.level_rejected = true;
    CHECK(has(answer_to(sample), "STC*A3:684*20261124*U*100.5~\n"));
    sample.findings = {error(date_rule)};
    CHECK(has(answer_to(sample), "STC*A7:187*20261124*U*100.5******A3:684~\n"));
    sample.level_rejected = false;
    sample.findings = {error(silent_rule)};
    CHECK(has(answer_to(sample), "STC*A3:684*20261124*U*100.5~\n"));
    sample.findings = {error(silent_rule, 1)};
    std::string const text = answer_to(sample);
    CHECK(has(text, "STC*A3:247*20261124*U*100.5~\n"));
    CHECK(has(text, "STC*A3:684**U~\n"));
    sample.findings = {error(line_rule, 3)}; // there is no third line
    CHECK(has(answer_to(sample), "STC*A7:476*20261124*U*100.5~\n"));
}

TEST_CASE("an 837I claim names type of bill, statement period and revenue codes") {
    SampleClaim sample;
    sample.claim.guide = edi::GuideId::institutional;
    sample.claim.facility_code = field("13");
    sample.claim.frequency = field("1");
    sample.claim.dates = {date("435", edi::day_of(2026, 10, 1), edi::day_of(2026, 10, 1)),
                          date("434", edi::day_of(2026, 11, 1), edi::day_of(2026, 11, 30))};
    sample.claim.own_dates = {0, 2};
    sample.claim.references.resize(1);
    sample.claim.references[0].qualifier = field("D9");
    sample.claim.references[0].value = field("TRACE1");
    sample.claim.own_references = {0, 1};
    sample.claim.lines[1].procedure = {};
    sample.claim.lines[1].revenue_code = field("0250");
    sample.findings = {error(line_rule, 2)};
    std::string const text = answer_to(sample);
    CHECK(has(text, "REF*D9*TRACE1~\nREF*BLT*131~\nDTP*472*RD8*20261101-20261130~\n"));
    CHECK(has(text, "SVC*NU:0250*50.25*****2.5~\n"));
}

TEST_CASE("a dependent is the patient, under the subscriber's number") {
    SampleClaim sample;
    sample.patient.level = {1, 0, 0};
    sample.patient.name.last_name = field("ROE");
    sample.patient.name.first_name = field("TIM");
    CHECK(has(answer_to(sample), "NM1*QC*1*ROE*TIM****MI*M123~\n"));
}

TEST_CASE("the answer comes from the payer itself when the receiver is the payer") {
    SampleClaim sample;
    sample.subscriber.payer.id = field("CLH01");
    std::string const text = answer_to(sample);
    CHECK(has(text, "NM1*PR*2*GOOD CLEARINGHOUSE*****46*CLH01~\n"));
    CHECK(count(text, "STC*A1:19:PR*") == 2);
    sample.subscriber.payer.id = field("RECEIVER"); // ISA08
    CHECK(has(answer_to(sample), "NM1*PR*2*"));
}

TEST_CASE("hostile values are cleaned, cut or replaced, never empty where something must stand") {
    SampleClaim sample;
    std::string const long_name(500, 'X'), hostile = "A*B:C^D~E\nF\x01G\xC3\xA9H";
    sample.claim.control_number = field(hostile);
    sample.provider.name.last_name = field(long_name);
    sample.subscriber.name = {};
    sample.subscriber.payer = {};
    sample.claim.lines[0].procedure_qualifier = field("*~");
    sample.claim.lines[0].procedure = field("  ");
    sample.claim.lines[0].modifiers[0] = field("");
    sample.claim.lines[0].modifiers[2] = field("JWZZZZ");
    sample.claim.lines[0].control_number = field("~*~");
    sample.findings = {error(line_rule, 1)};
    std::string text = answer_to(sample);
    CHECK(has(text, "TRN*2*A B C D E F G H~\n"));
    CHECK(has(text, "NM1*85*2*" + std::string(60, 'X') + "*****XX*1234567893~\n"));
    CHECK(has(text, "NM1*QC*1*UNKNOWN*****MI*UNKNOWN~\n"));
    CHECK(has(text, "SVC*HC:UNKNOWN:::JW*"));
    CHECK(has(text, "REF*FJ*UNKNOWN~\n"));

    SampleClaim short_ids; // NM109 has two characters or more
    short_ids.claim.lines[0].modifiers[0] = field("B");
    short_ids.claim.lines[0].modifiers[1] = field("JB");
    short_ids.findings = {error(line_rule, 1)};
    short_ids.header.receiver.id = field("R");
    short_ids.provider.name.id = field("9");
    short_ids.subscriber.name.id = field(" 7 ");
    text = answer_to(short_ids);
    CHECK(has(text, "*46*GSRECEIVER~\nTRN*1*"));
    CHECK(has(text, "*XX*UNKNOWN~\n"));
    CHECK(has(text, "*MI*UNKNOWN~\n"));
    CHECK(has(text, "::JB*"));

    SampleClaim nothing;
    nothing.header = {};
    nothing.provider = {};
    nothing.subscriber = {};
    nothing.claim.control_number = {};
    nothing.claim.lines.clear();
    text = answer_to(nothing);
    CHECK(has(text, "NM1*AY*2*GSRECEIVER*****46*GSRECEIVER~\n"));
    CHECK(has(text, "NM1*41*2*GSSENDER*****46*GSSENDER~\nTRN*2*0021~\n"));
    CHECK(has(text, "NM1*85*2*UNKNOWN*****SV*UNKNOWN~\n"));
    CHECK(has(text, "DTP*472*D8*20261124~\n"));
}

TEST_CASE("a claim without any date gets the day of the batch") {
    SampleClaim sample;
    for (edi::ServiceLine& line : sample.claim.lines) line.service_date = {};
    CHECK(has(answer_to(sample), "DTP*472*D8*20261120~\n"));
    sample.claim.dates = {date("454", edi::day_of(2026, 9, 9), edi::day_of(2026, 9, 9))};
    sample.claim.own_dates = {0, 1};
    CHECK(has(answer_to(sample), "DTP*472*D8*20260909~\n"));
}

TEST_CASE("providers and patients are told once for neighbours, and totals tie at every level") {
    SampleClaim accepted, rejected, elsewhere;
    rejected.findings = {error(line_rule, 1)};
    rejected.charge = 7;
    elsewhere.provider.name.id = field("1999999992");
    elsewhere.charge = 123456789;
    Exchange exchange;
    exchange.begin();
    exchange.head(accepted);
    for (SampleClaim const* sample : {&accepted, &rejected, &elsewhere, &accepted, &accepted}) exchange.claim(*sample);
    std::string provider_without_claims;
    exchange.records.provider(elsewhere.provider, StatusCodes(), provider_without_claims);
    exchange.answer->append(provider_without_claims);
    exchange.end();
    CHECK_FALSE(exchange.answer->totals_differ());
    std::string const text = exchange.text();
    CHECK(check_structure(text) == 5);
    CHECK(count(text, "NM1*85*") == 3);
    CHECK(count(text, "NM1*QC*") == 3);
    CHECK(has(text, "QTY*90*4~\nQTY*AA*1~\nAMT*YU*1234869.39~\nAMT*YY*0.07~\n"));
}

TEST_CASE("a provider whose level has an error is rejected as a whole, and none of its claims is named") {
    SampleClaim good, bad;
    bad.provider_status.add("A6:126:85");
    bad.provider_status.add(general_status);
    bad.level_rejected = true;
    bad.charge = 2525;
    Exchange exchange;
    exchange.begin();
    exchange.head(good);
    // Of one name: what rejects them tells them apart.
    for (SampleClaim const* sample : {&good, &bad, &bad, &bad, &good}) exchange.claim(*sample);
    exchange.end();
    CHECK_FALSE(exchange.answer->totals_differ());
    std::string const text = exchange.text();
    CHECK(check_structure(text) == 2);
    CHECK(has(text, "STC*A1:19:AY*20261124*WQ*276.75~\nQTY*90*2~\nQTY*AA*3~\nAMT*YU*201~\nAMT*YY*75.75~\n"));
    CHECK(has(text, "HL*5*2*19*0~\nNM1*85*2*CITY INFUSION*****XX*1234567893~\nTRN*1*0~\nSTC*A6:126:85**U*75.75******A3:684~\n"
                    "QTY*QC*3~\nAMT*YY*75.75~\nHL*6*2*19*1~\n"));
}

TEST_CASE("a provider is rejected as a whole when all its claims have an error about it") {
    SampleClaim first, second, other;
    rules::Rule const npi_rule = rule("A7:562:85");
    auto const place = [](std::uint32_t segment) { return edi::Place{segment, 0, 0}; };
    for (SampleClaim* sample : {&first, &second, &other}) {
        sample->provider.level = place(3);
        sample->subscriber.level = place(7);
        sample->claim.first_segment = 12;
        sample->findings = {error(npi_rule), error(date_rule)};
        sample->findings[0].place = place(5);
        sample->findings[1].place = place(12);
    }
    auto const answer = [&](std::vector<SampleClaim const*> const& samples) {
        Exchange exchange;
        exchange.begin();
        exchange.head(first);
        for (SampleClaim const* sample : samples) exchange.claim(*sample);
        exchange.end();
        CHECK_FALSE(exchange.answer->totals_differ());
        auto const text = exchange.text();
        check_structure(text);
        return text;
    };
    std::string text = answer({&first, &second});
    CHECK(has(text, "STC*A7:562:85**U*201~\nQTY*QC*2~\nAMT*YY*201~\nSE*"));
    CHECK_FALSE(has(text, "*PT~"));
    // Not when one of them has none: it may be good.
    other.findings.erase(other.findings.begin());
    text = answer({&first, &second, &other});
    CHECK(count(text, "*PT~") == 1);
    CHECK(count(text, "STC*A7:562:85*20261124*U*100.5******A7:187~") == 2);
    other.findings.clear();
    text = answer({&other, &first});
    CHECK(has(text, "STC*A1:19:AY**WQ*201~\nQTY*QA*1~\nQTY*QC*1~\n"));
    // An error below the subscriber is none of the provider's.
    first.findings[0].place = place(8);
    CHECK(count(answer({&first, &first}), "*PT~") == 1);
}

TEST_CASE("a claim that was passed over goes with its provider") {
    SampleClaim bad;
    bad.provider_status.add(general_status);
    bad.level_rejected = true;
    Exchange exchange;
    exchange.begin();
    exchange.head(bad);
    exchange.claim(bad);
    std::string bytes;
    exchange.records.unread_claim("HUGE", 500, bytes);
    exchange.answer->append(bytes);
    ++exchange.tally.rejected;
    exchange.tally.charges_rejected += 500;
    exchange.end();
    CHECK_FALSE(exchange.answer->totals_differ());
    CHECK(has(exchange.text(), "STC*A3:684**U*105.5~\nQTY*QC*2~\nAMT*YY*105.5~\n"));
}

TEST_CASE("the answer does not depend on where the pieces were cut") {
    SampleClaim first, second;
    second.provider.name.id = field("1999999992");
    second.findings = {error(line_rule, 2)};
    auto const answer_in_pieces_of = [&](int claims) {
        Exchange exchange;
        exchange.begin();
        std::string piece;
        exchange.records.header(first.header, piece);
        for (int i = 0; i < 24; ++i) {
            SampleClaim const& sample = i % 8 < 5 ? first : second;
            exchange.records.provider(sample.provider, sample.provider_status, piece);
            exchange.records.claim(sample.claim, sample.verdict(), piece);
            exchange.count(sample);
            if (i % claims == claims - 1) {
                exchange.answer->append(piece);
                piece.clear();
            }
        }
        exchange.answer->append(piece);
        exchange.end();
        return exchange.text();
    };
    std::string const whole = answer_in_pieces_of(24);
    CHECK(check_structure(whole) == 24);
    for (int const claims : {1, 2, 3, 7}) CHECK(answer_in_pieces_of(claims) == whole);
}

TEST_CASE("a rejected set names no claim, only how many and how much") {
    SampleClaim accepted, rejected;
    rejected.findings = {error(claim_rule)};
    for (int const level : {0, 1, 2}) {
        Exchange exchange;
        exchange.begin();
        exchange.head(accepted);
        exchange.claim(accepted);
        exchange.claim(rejected);
        exchange.end(level == 0, level == 1, level == 2);
        CHECK_FALSE(exchange.answer->totals_differ());
        std::string const text = exchange.text();
        CHECK(check_structure(text) == 0);
        CHECK(has(text, "HL*2*1*21*0~\nNM1*41*2*BEST "
                        "BILLING*****46*S00001~\nTRN*2*BATCH-1~\nSTC*A3:684*20261124*U*201~\nQTY*AA*2~\nAMT*YY*201~\nSE*14*0001~\n"));
    }
}

TEST_CASE("a rejected set is rejected, whether its tally has been turned or not") {
    SampleClaim sample;
    Exchange exchange;
    exchange.begin();
    exchange.head(sample);
    exchange.claim(sample);
    exchange.tally.reject_all();
    exchange.end(true);
    CHECK_FALSE(exchange.answer->totals_differ());
    CHECK(has(exchange.text(), "QTY*AA*1~\nAMT*YY*100.5~\n"));
}

TEST_CASE("a set that was not read (unsupported version) is answered from its tally") {
    Exchange exchange;
    exchange.begin();
    exchange.tally.claims = exchange.tally.rejected = 12;
    exchange.end(true);
    CHECK_FALSE(exchange.answer->totals_differ());
    std::string const text = exchange.text();
    CHECK(check_structure(text) == 0);
    CHECK(has(text, "TRN*2*0021~\nSTC*A3:684*20261124*U*0~\nQTY*AA*12~\nAMT*YY*0~\n"));
}

TEST_CASE("several sets, groups and interchanges are numbered and counted") {
    SampleClaim sample;
    Exchange exchange(999999999);
    for (int interchange = 0; interchange < 2; ++interchange) {
        exchange.answer->open_interchange(sample_interchange());
        for (int group = 0; group < 3; ++group) {
            exchange.answer->open_group(sample_group());
            for (int set = 0; set < 2; ++set) {
                if (group == 1) { // a group of another kind: no answer to it
                    exchange.answer->open_set(sample_set("0001", "270"));
                    exchange.answer->append("nothing that could be read");
                    exchange.answer->close_set(true, {});
                    continue;
                }
                exchange.begin_set("000" + std::to_string(set + 1));
                exchange.head(sample);
                exchange.claim(sample);
                exchange.answer->close_set(set == 1 && group == 2, exchange.tally);
            }
            exchange.answer->close_group(group == 0 && interchange == 1);
        }
        exchange.answer->close_interchange(false);
    }
    CHECK_FALSE(exchange.answer->totals_differ());
    CHECK(exchange.control_numbers.next() == 2);
    std::string const text = exchange.text();
    CHECK(check_structure(text) == 4); // 3 of the first, 1 of the second
    CHECK(count(text, "ISA*") == 2);
    CHECK(count(text, "GS*HN*") == 4);
    CHECK(count(text, "ST*277*") == 8);
    CHECK(has(text, "IEA*2*999999999~\nISA*"));
    CHECK(has(text, "IEA*2*000000001~\n"));
    CHECK(has(text, "GE*2*2~\n"));
}

TEST_CASE("without an 837 set there is no answer and no file") {
    Exchange exchange;
    exchange.answer->open_interchange(sample_interchange());
    exchange.answer->open_group(sample_group());
    exchange.answer->open_set(sample_set("0001", "999"));
    exchange.answer->close_set(false, {});
    exchange.answer->close_group(false);
    exchange.answer->close_interchange(false);
    CHECK_FALSE(exchange.file->commit());
    CHECK_FALSE(fs::exists(exchange.path / "a.277ca.edi"));
    CHECK(exchange.control_numbers.next() == 41);
}

TEST_CASE("records that do not add up to the tally are an internal error") {
    SampleClaim sample;
    for (int const wrong : {0, 1, 2}) {
        Exchange exchange;
        exchange.begin();
        exchange.head(sample);
        exchange.claim(sample);
        if (wrong == 0) ++exchange.tally.accepted;
        if (wrong == 1) ++exchange.tally.charges_accepted;
        if (wrong == 2) exchange.tally.charges_rejected += 1;
        exchange.end(wrong == 2);
        CHECK(exchange.answer->totals_differ());
    }
}

TEST_CASE("a claim that was passed over is counted and answered") {
    SampleClaim sample;
    Exchange exchange;
    exchange.begin();
    exchange.head(sample);
    exchange.claim(sample);
    std::string bytes;
    exchange.records.unread_claim("HUGE~1", 0, bytes);
    exchange.answer->append(bytes);
    ++exchange.tally.rejected;
    exchange.end();
    CHECK_FALSE(exchange.answer->totals_differ());
    std::string const text = exchange.text();
    CHECK(check_structure(text) == 2);
    CHECK(has(text, "NM1*QC*1*UNKNOWN*****MI*UNKNOWN~\nTRN*2*HUGE 1~\nSTC*A3:684*20261124*U*0~\nDTP*472*D8*20261124~\n"));
}

TEST_CASE("a set larger than the spool's memory, with a claim larger than a read, comes out whole, and so does the next one") {
    SampleClaim sample, other, large;
    other.subscriber.name.id = field("M456");
    large.claim.lines.resize(20000, large.claim.lines[0]);
    for (std::uint32_t line = 1; line <= 20000; ++line) large.findings.push_back(error(line_rule, line));
    auto const answer_with_memory = [&](std::size_t spool_memory) {
        Exchange exchange(41, spool_memory);
        exchange.begin();
        for (int set = 0; set < 2; ++set) {
            if (set > 0) exchange.begin_set("0022");
            exchange.head(sample);
            for (int i = 0; i < 20000; ++i) {
                exchange.claim(i % 2 == 0 ? sample : other);
                if (i == 7000) exchange.claim(large);
            }
            if (set == 0) exchange.answer->close_set(false, exchange.tally);
        }
        exchange.end();
        CHECK_FALSE(exchange.answer->totals_differ());
        return exchange.text();
    };
    std::string const from_memory = answer_with_memory(write::Spool::default_memory);
    CHECK(from_memory.size() < write::Spool::default_memory);
    CHECK(check_structure(from_memory) == 40002);
    CHECK(answer_with_memory(1u << 20) == from_memory);
    CHECK(answer_with_memory(1000) == from_memory);
}

TEST_CASE("a group or an interchange that is rejected after its sets were answered is answered again") {
    SampleClaim accepted, rejected;
    rejected.findings = {error(claim_rule)};
    rejected.header.submitter.id = field("S00002");
    // Two interchanges of three groups of two sets; the second interchange is the one at issue. Large: the answer has left the buffer.
    auto const answer = [&](int claims, bool sets_rejected, int rejected_group, bool interchange_rejected) {
        Exchange exchange;
        for (int interchange = 0; interchange < 2; ++interchange) {
            exchange.answer->open_interchange(sample_interchange());
            for (int group = 0; group < 3; ++group) {
                exchange.answer->open_group(sample_group());
                for (int set = 0; set < 2; ++set) {
                    SampleClaim const& sample = set == 0 ? accepted : rejected;
                    exchange.begin_set("000" + std::to_string(set + 1));
                    exchange.head(sample);
                    for (int i = 0; i < claims; ++i) exchange.claim(sample);
                    bool const whole = interchange == 1 && (rejected_group == group || rejected_group == 3);
                    exchange.answer->close_set(sets_rejected && whole, exchange.tally);
                }
                exchange.answer->close_group(!sets_rejected && interchange == 1 && rejected_group == group);
            }
            exchange.answer->close_interchange(interchange_rejected && interchange == 1);
        }
        CHECK_FALSE(exchange.answer->totals_differ());
        return exchange.text();
    };
    for (int const claims : {1, 3000}) {
        auto const of = static_cast<std::uint64_t>(claims);
        for (int group = 0; group < 3; ++group) {
            std::string const text = answer(claims, false, group, false);
            CHECK(check_structure(text) == 10 * of);
            CHECK(text == answer(claims, true, group, false)); // as if each set of it had been rejected when it was closed
            CHECK(count(text, "STC*A3:684*20261124*U*" + std::string(claims == 1 ? "100.5" : "301500") + "~\n") == 2);
        }
        std::string const text = answer(claims, false, 1, true); // a group first, then everything
        CHECK(check_structure(text) == 6 * of);
        CHECK(text == answer(claims, true, 3, false));
        CHECK(text == answer(claims, false, -1, true));
        CHECK(count(text, "ISA*") == 2);
        CHECK(count(text, "NM1*41*2*BEST BILLING*****46*S00002~") == 6);
    }
}

TEST_CASE("a spool that fails is an error value") {
    SampleClaim sample;
    Exchange exchange;
    exchange.begin();
    CHECK_FALSE(exchange.answer->error());
    fs::remove_all(exchange.path); // the spool's file can no longer be made
    exchange.head(sample);
    std::string piece;
    for (int i = 0; i < 1000; ++i) exchange.records.claim(sample.claim, sample.verdict(), piece);
    for (int i = 0; i < 200; ++i) exchange.answer->append(piece);
    REQUIRE(exchange.answer->error());
    exchange.end();
    CHECK(exchange.file->error());
}
