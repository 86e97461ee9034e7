// A billing provider that is rejected: by an error in its level, its claims go back with it, wherever the file is cut.
#include <doctest/doctest.h>

#include "engine/run_support.hpp"

using namespace engine_test;

namespace {

bool has(std::string_view text, std::string_view what) {
    return text.find(what) != std::string_view::npos;
}

std::size_t count(std::string_view text, std::string_view what) {
    std::size_t n = 0;
    for (auto at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1)) ++n;
    return n;
}

/// Three billing providers with `patients` claims each, of 100.10; the second without its street, its claims spread over many subscribers.
struct Batch {
    std::string npi[3] = {"1300200015", "1550218733", "1300200015"};
    std::string street[3] = {"N3*1 A STREET~\n", "", "N3*1 A STREET~\n"};
    int patients = 40;

    std::string text() const {
        std::string body;
        int levels = 0, segments = 0;
        auto const put = [&](std::string const& segment) {
            if (segment.empty()) return;
            body += segment;
            ++segments;
        };
        put("ST*837*0001*005010X222A1~\n");
        put("BHT*0019*00*RB20261102A*20261102*0915*CH~\n");
        put("NM1*41*2*RIVERBEND INFUSION CLINIC*****46*RIVERBEND~\n");
        put("PER*IC*BILLING OFFICE*TE*2175550142~\n");
        put("NM1*40*2*CLEARWAY EXCHANGE*****46*CLEARWAY~\n");
        for (int provider = 0; provider < 3; ++provider) {
            int const own = ++levels;
            put("HL*" + std::to_string(own) + "**20*1~\n");
            put("NM1*85*2*CLINIC " + std::to_string(provider) + "*****XX*" + npi[provider] + "~\n");
            put(street[provider]);
            put("N4*SPRINGFIELD*IL*627010410~\n");
            put("REF*EI*990000101~\n");
            for (int patient = 0; patient < patients; ++patient) {
                put("HL*" + std::to_string(++levels) + "*" + std::to_string(own) + "*22*0~\n");
                put("SBR*P*18*******CI~\n");
                put("NM1*IL*1*ASHGROVE*TABITHA****MI*PM" + std::to_string(patient) + "~\n");
                put("N3*77 QUARRY LANE~\n");
                put("N4*SPRINGFIELD*IL*627020077~\n");
                put("DMG*D8*19580214*F~\n");
                put("NM1*PR*2*PRAIRIE MUTUAL HEALTH*****PI*PMH01~\n");
                put("CLM*C" + std::to_string(provider) + "-" + std::to_string(patient) + "*100.10***11:B:1*Y*A*Y*Y~\n");
                put("HI*ABK:I82401~\n");
                put("LX*1~\n");
                put("SV1*HC:99213*100.10*UN*1***1~\n");
                put("DTP*472*D8*20261005~\n");
            }
        }
        return "ISA*00*          *00*          *ZZ*RIVERBEND      *ZZ*CLEARWAY       *261102*0915*^*00501*000000101*0*T*:~\n"
               "GS*HC*RIVERBEND*CLEARWAY*20261102*0915*101*X*005010X222A1~\n" +
               body + "SE*" + std::to_string(segments + 1) + "*0001~\nGE*1*101~\nIEA*1*000000101~\n";
    }
};

std::string const& answer_to(Outcome const& outcome) {
    return outcome.files.at("in.edi.277ca.edi");
}

/// Our own answer, read back.
Outcome read_back(std::string const& answer) {
    auto outcome = run_text(answer);
    CHECK(outcome.findings() == "");
    CHECK_FALSE(has(outcome.files.at("in.edi.report.txt"), "note: the totals"));
    return outcome;
}

} // namespace

TEST_CASE("an error in the level of a billing provider rejects the provider, with all its claims") {
    Batch const batch;
    auto const outcome = run_text(batch.text());
    CHECK(outcome.error == "");
    CHECK(outcome.count("S004") == 1);
    CHECK(outcome.totals().accepted == 80);
    CHECK(outcome.totals().rejected == 40);
    auto const& answer = answer_to(outcome);
    CHECK(has(answer, "QTY*90*80~\nQTY*AA*40~\nAMT*YU*8008~\nAMT*YY*4004~\n"));
    CHECK(has(answer, "*2*19*0~\nNM1*85*2*CLINIC 1*****XX*1550218733~\nTRN*1*0~\nSTC*A6:126:85**U*4004******A3:684~\n"
                      "QTY*QC*40~\nAMT*YY*4004~\nHL*"));
    CHECK(count(answer, "*PT~") == 80);
    CHECK_FALSE(has(answer, "TRN*2*C1-"));

    auto const back = read_back(answer);
    CHECK(has(back.files.at("in.edi.report.txt"), "provider CLINIC 1 (XX 1550218733): rejected 4004.00\n  A6:126:85"));
    CHECK(has(back.files.at("in.edi.report.txt"), "answers to claims (277CA): accepted 80 (8008.00), rejected 40 (4004.00)\n"));
    CHECK(has(back.files.at("answers.jsonl"), "\"what\":\"provider\""));

    for (std::size_t const block : {1, 700, 5000, 20'000})
        for (unsigned const threads : {1u, 4u}) {
            Settings cut;
            cut.block_size = block;
            cut.threads = threads;
            CHECK(run_text(batch.text(), cut).files == outcome.files);
        }
}

TEST_CASE("each part of a billing provider has its code") {
    Batch good;
    good.street[1] = "N3*2 B STREET~\n";
    good.patients = 2;
    auto const text = good.text();
    auto const status = [&](std::string_view what, std::string_view with, int segments = 0) {
        auto broken = replaced(text, what, with);
        if (segments != 0) broken = replaced(broken, "SE*93*", "SE*" + std::to_string(93 + segments) + "*");
        auto const answer = answer_to(run_text(broken));
        read_back(answer);
        auto const begin = answer.find("STC*", answer.find("NM1*85*2*CLINIC 1") == std::string::npos ? answer.find("*19*0~")
                                                                                                     : answer.find("NM1*85*2*CLINIC 1"));
        return answer.substr(begin, answer.find('~', begin) - begin);
    };
    CHECK(status("N3*2 B STREET~\n", "N3*2 B STREET~\n") == "STC*A1:19:AY**WQ*200.2");
    CHECK(status("N3*2 B STREET~\n", "N3*2 B STREET~\nN9*X~\n", 1) == "STC*A3:684**U*200.2");
    CHECK(status("N3*2 B STREET~\nN4*SPRINGFIELD*IL*627010410~\n", "N3*2 B STREET~\nN4**IL*627010410~\n") ==
          "STC*A6:126:85**U*200.2******A3:684");
    CHECK(status("N3*2 B STREET~\nN4*SPRINGFIELD*IL*627010410~\nREF*EI*990000101~\n", "N3*2 B STREET~\nN4*SPRINGFIELD*IL*627010410~\n",
                 -1) == "STC*A6:128:85**U*200.2******A3:684");
    CHECK(status("N3*2 B STREET~\n", "N3*2 B STREET~\nN3~\n", 1) == "STC*A6:126:85**U*200.2******A3:684");
    CHECK(status("NM1*85*2*CLINIC 1*****XX*1550218733~", "NM1*85*2*CLINIC 1*****XX~") == "STC*A6:562:85**U*200.2******A3:684");
    CHECK(status("NM1*85*2*CLINIC 1*****XX*1550218733~\nN3*2 B STREET~",
                 "PRV*BI*XX*261QI0500X~\nNM1*85*2*CLINIC 1*****XX*1550218733~\nN3*2 B STREET~", 1) == "STC*A7:145:85**U*200.2******A3:684");
}

TEST_CASE("a rule about the billing provider alone rejects the provider where a policy makes it an error") {
    TemporaryDirectory const here;
    write_file(here / "own.toml", "id = \"own\"\nversion = \"1\"\ntitle = \"NPIs\"\n[severity]\nN701 = \"error\"\n");
    auto const policy = std::get<rules::Policy>(rules::load_policies(std::vector<std::string>{"j2371", here / "own.toml"}));
    Batch batch;
    batch.street[1] = "N3*2 B STREET~\n";
    batch.npi[1] = "1550218730";
    Settings settings;
    settings.policy = &policy;
    auto const outcome = run_text(batch.text(), settings);
    CHECK(outcome.count("N701") == 40);
    CHECK(has(answer_to(outcome), "STC*A7:562:85**U*4004~\nQTY*QC*40~\nAMT*YY*4004~\nHL*"));
    settings.block_size = 900;
    settings.threads = 4;
    CHECK(run_text(batch.text(), settings).files == outcome.files);
    read_back(answer_to(outcome));
}

TEST_CASE("a payer that rejects a provider without saying how many claims that are is no contradiction") {
    std::string const answer =
        "ISA*00*          *00*          *ZZ*CLEARWAY       *ZZ*RIVERBEND      *261103*0000*^*00501*000000001*0*T*:~\n"
        "GS*HN*CLEARWAY*RIVERBEND*20261103*0000*1*X*005010X214~\nST*277*0001*005010X214~\n"
        "BHT*0085*08*1*20261103*0000*TH~\nHL*1**20*1~\nNM1*PR*2*PAYER*****PI*P1~\nTRN*1*1~\nDTP*050*D8*20261103~\n"
        "DTP*009*D8*20261103~\nHL*2*1*21*1~\nNM1*41*2*SENDER*****46*S1~\nTRN*2*B1~\nSTC*A1:19:PR*20261103*WQ*100~\n"
        "QTY*AA*3~\nAMT*YY*100~\nHL*3*2*19*0~\nNM1*85*2*CLINIC*****XX*1300200015~\nTRN*1*0~\nSTC*A3:24:85**U*100~\n"
        "SE*18*0001~\nGE*1*1~\nIEA*1*000000001~\n";
    auto const outcome = read_back(answer);
    CHECK(has(outcome.files.at("in.edi.report.txt"), "provider CLINIC (XX 1300200015): rejected 100.00\n"));
    // With a count that is not the batch's, it is one.
    auto const counted = run_text(
        replaced(replaced(answer, "STC*A3:24:85**U*100~\n", "STC*A3:24:85**U*100~\nQTY*QC*2~\nAMT*YY*100~\n"), "SE*18*", "SE*20*"));
    CHECK(has(counted.files.at("in.edi.report.txt"),
              "note: the totals of this 277CA say 0 accepted and 3 rejected, it names 0 accepted and 2 rejected"));
}
