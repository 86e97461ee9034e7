// Received acknowledgements: what they say, in the report and in answers.jsonl, and that our own ones pass our own guide.
#include <doctest/doctest.h>

#include <algorithm>

#include "engine/answers/answer_words.hpp"
#include "engine/run_support.hpp"
#include "rules/registry.hpp"

using namespace engine_test;

namespace {

std::string answer_sample(std::string const& name) {
    return sample("acknowledgements/" + name);
}

std::string const& answers(Outcome const& outcome) {
    return outcome.files.at("answers.jsonl");
}

std::string const& report(Outcome const& outcome) {
    return outcome.files.at("in.edi.report.txt");
}

std::size_t count(std::string_view text, std::string_view what) {
    std::size_t n = 0;
    for (auto at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1)) ++n;
    return n;
}

bool has(std::string_view text, std::string_view what) {
    return text.find(what) != std::string_view::npos;
}

/// The head of each object of the samples' answers.
std::string object(std::string_view kind, std::string_view what, std::string_view scope) {
    return std::string(R"({"schema":1,"file":"in.edi","kind":")")
        .append(kind)
        .append(R"(","what":")")
        .append(what)
        .append("\",")
        .append(scope);
}

void check_nothing_is_answered(Outcome const& outcome) {
    CHECK(outcome.error == "");
    CHECK(outcome.files.count("in.edi.277ca.edi") == 0);
    CHECK(outcome.files.count("in.edi.999.edi") == 0);
    CHECK(outcome.files.count("in.edi.ta1.edi") == 0);
    CHECK(outcome.totals().claims == 0);
    CHECK(outcome.totals().lines == 0);
}

void check_without_findings(std::string const& text) {
    auto const outcome = run_text(text);
    CHECK(outcome.findings() == "");
    CHECK(!has(report(outcome), "note: the totals"));
}

} // namespace

TEST_CASE("a 277CA says its batch, providers, claims and lines") {
    auto const outcome = run_text(answer_sample("277ca-three-claims.edi"));
    check_nothing_is_answered(outcome);
    CHECK(outcome.findings() == "");
    CHECK(outcome.summary.inputs.at(0).kind == "277CA");
    CHECK(has(outcome.files.at("summary.json"), R"("kind":"277CA")"));
    auto const& answered = outcome.summary.answered;
    CHECK(answered.answers == 6);
    CHECK(answered.claims_accepted == 1);
    CHECK(answered.claims_rejected == 2);
    CHECK(answered.charges_accepted == 20000);
    CHECK(answered.charges_rejected == 88500);

    std::string const scope = R"("interchange":"000007701","group":"7701","set":"0001",)";
    CHECK(
        answers(outcome) ==
        object("277CA", "batch", scope) +
            R"("source":"RIVER HEALTH PLAN","source_id":"RHP01","batch":"BATCH-4711","receiver":"RIVERSIDE BILLING","receiver_id":"RB0001",)"
            R"("verdict":"accepted","charge":"1085.00","codes":["A1:19:PR"],"claims_accepted":1,"claims_rejected":2,)"
            R"("charges_accepted":"200.00","charges_rejected":"885.00"})"
            "\n" +
            object("277CA", "provider", scope) +
            R"("batch":"BATCH-4711","provider":"RIVERSIDE INFUSION","provider_id":"1234567893","verdict":"accepted","charge":"1085.00",)"
            R"("codes":["A1:19:PR"],"claims_accepted":1,"claims_rejected":2,"charges_accepted":"200.00","charges_rejected":"885.00"})"
            "\n" +
            object("277CA", "claim", scope) +
            R"("batch":"BATCH-4711","provider_id":"1234567893","claim":"RB-8001","verdict":"accepted","charge":"200.00","codes":["A2:20"],)"
            R"("service_dates":"20261102","payer_claim":"RHP26328000017"})"
            "\n" +
            object("277CA", "claim", scope) +
            R"("batch":"BATCH-4711","provider_id":"1234567893","claim":"RB-8002","verdict":"rejected","charge":"585.00","codes":["A3:247"],)"
            R"("service_dates":"20261102-20261104","payer_claim":"RHP26328000018"})"
            "\n" +
            object("277CA", "line", scope) +
            R"("batch":"BATCH-4711","provider_id":"1234567893","claim":"RB-8002","line":"L2","procedure":"HC:J2371:JB","charge":"500.00",)"
            R"("units":"7500","verdict":"rejected","codes":["A7:476","A8:218"],"service_dates":"20261103"})"
            "\n" +
            object("277CA", "claim", scope) +
            R"("batch":"BATCH-4711","provider_id":"1234567893","claim":"RB-8003","verdict":"rejected","charge":"300.00",)"
            R"("codes":["A7:562:82"],"message":"CALL US ABOUT THE NEW NPI","service_dates":"20261104"})"
            "\n");
    CHECK(has(report(outcome), "  claim \"RB-8003\": rejected 300.00\n    A7:562:82 something is invalid: NPI (rendering provider)\n"));
}

TEST_CASE("a 999 says its group, sets, segments and elements, and TA1 says which interchange") {
    auto const outcome = run_text(answer_sample("999-and-ta1.edi"));
    check_nothing_is_answered(outcome);
    CHECK(outcome.findings() == "");
    CHECK(outcome.summary.inputs.at(0).kind == "mixed");
    auto const& answered = outcome.summary.answered;
    CHECK(answered.interchanges_accepted == 1);
    CHECK(answered.interchanges_rejected == 1);
    CHECK(answered.sets_accepted == 2);
    CHECK(answered.sets_rejected == 1);
    CHECK(count(answers(outcome), "\n") == 12);

    std::string const scope = R"("interchange":"000007700","group":"7700","set":"0001",)";
    CHECK(has(answers(outcome), object("TA1", "interchange", R"("interchange":"000007700","answers_interchange":"000000906",)") +
                                    R"("date":"261123","time":"1702","verdict":"rejected","codes":["025"],)"));
    CHECK(has(answers(outcome), object("999", "group", scope) +
                                    R"("answers_group":"905","answers_group_kind":"HC","answers_version":"005010X222A1",)"
                                    R"("verdict":"partly accepted","sets_sent":3,"sets_received":3,"sets_accepted":2})"));
    CHECK(has(answers(outcome), object("999", "set", scope) + R"("answers_group":"905","answers_set":"0002","answers_set_kind":"837",)"
                                                              R"("answers_version":"005010X222A1","verdict":"rejected","codes":["I5"]})"));
    CHECK(has(answers(outcome), object("999", "segment", scope) +
                                    R"("answers_group":"905","answers_set":"0002","segment":"REF","segment_no":12,"loop":"2010",)"
                                    R"("claim":"RB-8102","trigger":"segment 9 NM1 in loop 2010","codes":["I6"],)"));
    CHECK(has(
        answers(outcome),
        object("999", "element", scope) +
            R"("answers_group":"905","answers_set":"0002","segment":"SV1","segment_no":31,"loop":"2400","element":3,)"
            R"("data_element":355,"name":"unit of measure","value":"ML","claim":"RB-8101","codes":["7"],"words":"not in the code list"})"));
    CHECK(has(report(outcome), "      N403 (postal code) is \"4410\": too short (4)\n"));
}

TEST_CASE("an acknowledgement with other delimiters says the same") {
    for (auto const* name : {"277ca-three-claims.edi", "999-and-ta1.edi"}) {
        auto const text = answer_sample(name);
        auto other = replaced_all(text, "*", "|");
        other = replaced_all(other, ":", ">");
        other = replaced_all(other, "~\n", "!");
        auto const plain = run_text(text), same = run_text(other);
        CHECK(same.findings() == "");
        CHECK(answers(same) == answers(plain));
    }
}

TEST_CASE("faults of acknowledgements are told by the rules of guides, envelopes as for any set") {
    auto const answer = answer_sample("277ca-three-claims.edi");
    CHECK(run_text(replaced(answer, "STC*A2:20*", "STC*F2:20*")).count("D007") == 1);
    CHECK(run_text(replaced(answer, "STC*A2:20*20261124*WQ*", "STC*A2:20*20261324*WQ*")).count("D009") == 1);
    CHECK(run_text(replaced(answer, "DTP*472*D8*20261102~\n", "")).count("S004") == 1);
    CHECK(run_text(replaced(answer, "HL*3*2*19*1", "HL*3*2*18*1")).count("S009") == 1);
    CHECK(run_text(replaced(answer, "HL*5*3*PT", "HL*5*2*PT")).count("S011") == 1);
    CHECK(run_text(replaced(answer, "SE*43*", "SE*42*")).count("E203") == 1);
    CHECK(run_text(replaced(answer, "GS*HN*", "GS*HC*")).count("E209") == 1);
    CHECK(run_text(replaced(answer, "CALL US", "CALL US\x01")).count("D006") == 1);

    auto const acknowledged = answer_sample("999-and-ta1.edi");
    CHECK(run_text(replaced(acknowledged, "TA1*000000905*", "TA1*00000090A*")).count("D013") == 1);
    CHECK(run_text(replaced(acknowledged, "*1700*A*000", "*2560*A*000")).count("D010") == 1);
    CHECK(run_text(replaced(acknowledged, "*261123*1700*", "*261131*1700*")).count("D009") == 1);
    CHECK(run_text(replaced(acknowledged, "*261123*1700*", "*26110A*1700*")).count("D013") == 1);
    CHECK(run_text(replaced(acknowledged, "*1700*A*000", "*1700*B*000")).count("D007") == 1);
    CHECK(run_text(replaced(acknowledged, "*1700*A*000", "*1700*A")).count("D001") == 1);
    CHECK(run_text(replaced(acknowledged, "IK5*A~\n", "")).count("S004") == 1);
    CHECK(run_text(replaced(acknowledged, "GS*FA*", "GS*HC*")).count("E209") == 1);
    CHECK(run_text(replaced(acknowledged, "GE*1*7700", "GE*1*7701")).count("E102") == 1);
}

TEST_CASE("sets that are no claims and no acknowledgement that we read are still told as such") {
    auto const answer = answer_sample("277ca-three-claims.edi");
    auto const status = run_text(replaced_all(answer, "005010X214", "005010X212"));
    CHECK(status.count("E105") == 1);
    CHECK(status.summary.inputs.at(0).kind == "");
    CHECK(status.files.count("answers.jsonl") == 0);
    CHECK(run_text(replaced(answer, "ST*277*", "ST*276*")).count("E206") == 1);
    // The guide of another kind of set does not do.
    CHECK(run_text(replaced_all(answer, "005010X214", "005010X222A1")).count("E206") == 1);
    CHECK(run_text(replaced_all(sample("837p-clean.edi"), "005010X222A1", "005010X214")).count("E105") == 1);
}

TEST_CASE("claims beside acknowledgements are checked and answered as ever") {
    auto const claims = sample("837p-clean.edi"), answer = answer_sample("277ca-three-claims.edi");
    auto const both = run_text(answer + claims), alone = run_text(claims);
    CHECK(both.summary.inputs.at(0).kind == "mixed");
    CHECK(alone.summary.inputs.at(0).kind == "837");
    CHECK(both.totals().accepted == alone.totals().accepted);
    CHECK(both.files.at("in.edi.277ca.edi") == alone.files.at("in.edi.277ca.edi"));
    CHECK(alone.files.count("answers.jsonl") == 0);
    CHECK_FALSE(has(alone.files.at("summary.json"), "\"answers\""));
}

TEST_CASE("CLM and HL where they do not belong make no claims of an acknowledgement") {
    auto const answer = run_text(replaced(answer_sample("277ca-three-claims.edi"), "HL*5*3*PT~\n", "CLM*X*100~\nHL*5*3*PT~\n"));
    check_nothing_is_answered(answer);
    CHECK(answer.count("S001") == 1);
    auto const acknowledged = run_text(replaced(answer_sample("999-and-ta1.edi"), "AK9*", "CLM*X*100~\nHL*1**20*1~\nAK9*"));
    check_nothing_is_answered(acknowledged);
    CHECK(acknowledged.count("S001") == 2);
}

TEST_CASE("totals of a 277CA that are not those of its claims are noted") {
    auto const outcome = run_text(replaced(answer_sample("277ca-three-claims.edi"), "QTY*AA*2", "QTY*AA*3"));
    CHECK(
        has(report(outcome), "note: the totals of this 277CA say 1 accepted and 3 rejected, it names 1 accepted and 2 rejected claims\n"));
}

TEST_CASE("large acknowledgements say the same however they are cut") {
    auto const answer = answer_sample("277ca-three-claims.edi");
    auto const begin = answer.find("HL*4*"), end = answer.find("SE*43*");
    std::string patients;
    for (int i = 0; i < 40; ++i)
        patients += replaced(answer.substr(begin, end - begin), "DTP*472*D8*20261102~\n", i % 3 == 0 ? "" : "XX*1~\n");
    auto const text = answer.substr(0, begin) + patients + answer.substr(end);
    auto const whole = run_text(text);
    CHECK(whole.summary.answered.claims_rejected == 80);
    for (Settings const& settings : {Settings{1, 300}, Settings{2, 1000}, Settings{2, 5000}}) {
        auto const cut = run_text(text, settings);
        CHECK(cut.files == whole.files);
        CHECK(cut.summary.answered == whole.summary.answered);
    }
}

TEST_CASE("an acknowledgement larger than the limits is passed over with a finding") {
    auto const acknowledged = answer_sample("999-and-ta1.edi");
    auto const begin = acknowledged.find("AK2*837*0002"), end = acknowledged.find("AK2*837*0003");
    std::string sets;
    for (int i = 0; i < 100; ++i) sets += acknowledged.substr(begin, end - begin);
    auto const text = acknowledged.substr(0, begin) + sets + acknowledged.substr(end);
    CHECK(run_text(text).count("E208") == 0);
    auto const outcome = run_text(text, {1, 1000, 5000});
    CHECK(outcome.count("E208") == 1);
    CHECK(outcome.error == "");
    CHECK(outcome.summary.answered.sets_rejected == 0);
    // A 277CA is cut between its levels, so its size does not matter.
    CHECK(run_text(answer_sample("277ca-three-claims.edi"), {1, 300, 700}).count("E208") == 0);
}

TEST_CASE("codes without words of ours stand alone") {
    using namespace engine::answers;
    CHECK(interchange_note_words("000") == "nothing is wrong");
    CHECK(interchange_note_words("032") == "");
    CHECK(verdict_words("W") == "rejected");
    CHECK(verdict_words("") == "");
    CHECK(is_accepted("E"));
    CHECK_FALSE(is_accepted("X"));
    CHECK(category_words("A8") != "");
    CHECK(status_words("999") == "");
    auto const outcome = run_text(replaced(answer_sample("999-and-ta1.edi"), "IK4*2*782*1~", "IK4*2*9990*11~"));
    CHECK(has(report(outcome), "      SV102: code 11\n"));
}

// ---- our own acknowledgements ----------------------------------------------------------------------------------------------------

TEST_CASE("every 277CA that we write of our samples passes our guide") {
    std::size_t answered = 0;
    for (auto const& entry : fs::directory_iterator(project() / "samples/expected")) {
        if (!entry.path().filename().string().ends_with(".277ca.edi")) continue;
        CAPTURE(entry.path());
        check_without_findings(read_file(entry.path()));
        ++answered;
    }
    CHECK(answered >= 8);
}

TEST_CASE("every 277CA that we write of what rules find passes our guide") {
    for (rules::Rule const* rule : rules::all_rules()) {
        if (rule->fires.sample.empty()) continue;
        CAPTURE(rule->id);
        auto const outcome = run_text(replaced(sample(std::string(rule->fires.sample)), rule->fires.replace, rule->fires.with));
        if (auto const answer = outcome.files.find("in.edi.277ca.edi"); answer != outcome.files.end())
            check_without_findings(answer->second);
    }
}

TEST_CASE("every 999 and TA1 that we write passes our guide") {
    std::vector<std::string> paths;
    for (auto const& entry : fs::directory_iterator(project() / "samples"))
        if (entry.path().extension() == ".edi") paths.push_back(entry.path().string());
    std::size_t answered = 0;
    for (auto const& [name, text] : run_paths(paths).files) {
        if (!name.ends_with(".999.edi") && !name.ends_with(".ta1.edi")) continue;
        CAPTURE(name);
        check_without_findings(text);
        ++answered;
    }
    CHECK(answered >= 8);
    if (!fs::exists(shared_samples())) return;
    // What these files call their sets, and their times, we answer as they call it.
    for (auto const& [name, text] : run_paths({shared_samples().string()}).files) {
        if (!name.ends_with(".999.edi") && !name.ends_with(".ta1.edi")) continue;
        CAPTURE(name);
        auto const outcome = run_text(text);
        std::size_t const echoed = outcome.count("D007") + outcome.count("D010");
        CHECK(count(outcome.findings(), "\n") == echoed);
    }
}

TEST_CASE("every 277CA that we write of the shared samples passes our guide") {
    if (!fs::exists(shared_samples())) {
        MESSAGE("skipped: no " << shared_samples());
        return;
    }
    auto const outcome = run_paths({shared_samples().string()});
    std::size_t answered = 0;
    for (auto const& [name, text] : outcome.files) {
        if (!name.ends_with(".277ca.edi")) continue;
        CAPTURE(name);
        check_without_findings(text);
        ++answered;
    }
    CHECK(answered > 100);
}
