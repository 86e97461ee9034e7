// Balances: claim charge, other payers' decisions at both levels, with the exceptions that must not fire.
#include "tests/rules/judged.hpp"

using namespace rules;
using namespace rules_test;

namespace {

/// A 2320 loop with its 2330 loops; `decision` is CAS and AMT, `date` what 2330B holds.
std::string payer(std::string const& sequence, std::string const& id, std::string const& decision, std::string const& date = "") {
    return "SBR*" + sequence + "*18*******CI~" + decision + "OI***Y***Y~NM1*IL*1*PERSON*ANY****MI*ID1~NM1*PR*2*OTHER*****PI*" + id + "~" +
           date;
}
std::string line(int number, std::string const& charge, std::string const& decision = "") {
    return "LX*" + std::to_string(number) + "~SV1*HC:99213*" + charge + "*UN*1***1~DTP*472*D8*20261005~" + decision;
}
std::string svd(std::string const& id, std::string const& paid, std::string const& adjustments, std::string const& bundled = "") {
    return "SVD*" + id + "*" + paid + "*HC:99213**1" + (bundled.empty() ? "" : "*" + bundled) + "~" + adjustments + "DTP*573*D8*20261021~";
}
std::string const date = "DTP*573*D8*20261022~";
Levels const secondary{.sequence = "S"};
Levels const tertiary{.sequence = "T"};

Judged judge(std::string const& charge, std::string const& rest, Levels const& levels = secondary) {
    return judge_claims(claim(charge, rest), levels);
}

} // namespace

TEST_CASE("the claim's charge is the sum of the lines to the cent") {
    CHECK(judge("0.3", line(1, "0.1") + line(2, "0.2"), {}).rules() == "");
    CHECK(judge("0.31", line(1, "0.1") + line(2, "0.2"), {}).rules() == "C101");
    CHECK(judge("10", line(1, "10.00"), {}).rules() == "");
    CHECK(judge("1E1", line(1, "10"), {}).rules() == "");
    CHECK(judge("10", line(1, "ten"), {}).rules() == "V001");
    CHECK(judge("ten", line(1, "10"), {}).rules() == "V001");
    CHECK(judge("10", line(1, ""), {}).rules() == "V005");
    CHECK(judge("10", line(1, "9.999"), {}).rules() == "V001");
    CHECK(judge("-10", line(1, "-10"), {}).count("V006") == 2);
    CHECK(judge("10", "", {}).count("C101") == 0); // no lines: a matter of structure
    auto const huge = judge("1", line(1, "9999999999999999.99") + line(2, "9999999999999999.98"), {});
    CHECK(huge.rules() == "C101");
    CHECK(judge("1", line(1, std::string(400, '9')), {}).rules() == "V001");
}

TEST_CASE("the worked example of the reference balances") {
    // 79.04 = 39.15 + 36.89 + 3, 39.15 = 76.04 - 36.89
    std::string const lines =
        line(1, "43", svd("A", "40", "CAS*CO*45*3~")) + line(2, "15", svd("A", "15", "")) + line(3, "21.04", svd("A", "21.04", ""));
    CHECK(judge("79.04", payer("P", "A", "CAS*PR*1*21.89**2*15~AMT*D*39.15~") + lines).rules() == "");
    CHECK(judge("79.04", payer("P", "A", "CAS*PR*1*21.89**2*15~AMT*D*39.16~") + lines).rules() == "C202 C203");
    CHECK(judge("79.04", payer("P", "A", "CAS*PR*1*21.88**2*15~AMT*D*39.15~") + lines).rules() == "C202 C203");
}

TEST_CASE("claim level decisions balance without line decisions") {
    CHECK(judge("100", payer("P", "A", "CAS*CO*45*40~AMT*D*60~", date) + line(1, "100")).rules() == "");
    CHECK(judge("100", payer("P", "A", "CAS*CO*45*30~AMT*D*60~", date) + line(1, "100")).rules() == "C202");
    CHECK(judge("100", payer("P", "A", "CAS*CO*45*100~", date) + line(1, "100")).rules() == ""); // denied: adjustments only
    CHECK(judge("100", payer("P", "A", "CAS*CO*45*99~", date) + line(1, "100")).rules() == "C202");
    CHECK(judge("100", payer("P", "A", "CAS*PR*100*100~AMT*D*0~", date) + line(1, "100")).rules() == "");        // paid to the subscriber
    CHECK(judge("100", payer("P", "A", "CAS*CO*45*45**225*-5~AMT*D*60~", date) + line(1, "100")).rules() == ""); // interest
    CHECK(judge("100", payer("P", "A", "CAS*CO*45*40*7~AMT*D*60~", date) + line(1, "100")).rules() == "");       // quantity counts nothing
}

TEST_CASE("exceptions do not fire") {
    // remaining liability is the provider's judgement
    CHECK(judge("100", payer("P", "A", "CAS*OA*45*30**1*20~AMT*D*50~AMT*EAF*50~", date) + line(1, "100")).rules() == "");
    // passed over with AMT*A8 alone
    CHECK(judge("100", payer("P", "A", "AMT*A8*100~") + line(1, "100")).rules() == "");
    // a later payer has not decided
    CHECK(judge("100", payer("S", "A", "") + line(1, "100"), {}).rules() == "");
    // two coverages with the same payer: lines cannot be told apart
    CHECK(judge("100", payer("P", "A", "AMT*D*50~") + payer("S", "A", "AMT*D*20~") + line(1, "100", svd("A", "50", "CAS*CO*45*50~")),
                tertiary)
              .rules() == "C308");
    // line decisions without AMT*D
    CHECK(judge("100", payer("P", "A", "") + line(1, "100", svd("A", "50", "CAS*CO*45*50~"))).rules() == "C211");
    // an unreadable amount has its own rule only
    CHECK(judge("100", payer("P", "A", "AMT*D*x~", date) + line(1, "100")).rules() == "V002");
    CHECK(judge("100", payer("P", "A", "CAS*CO*45*x~AMT*D*60~", date) + line(1, "100")).rules() == "V002");
    CHECK(judge("100", payer("P", "A", "AMT*D*50~") + line(1, "100", svd("A", "x", "CAS*CO*45*50~"))).rules() == "V002");
}

TEST_CASE("lines balance for each payer") {
    auto const one = [](std::string const& decision) { return judge("100", payer("P", "A", "") + line(1, "100", decision)).count("C201"); };
    CHECK(one(svd("A", "60", "CAS*CO*45*40~")) == 0);
    CHECK(one(svd("A", "60", "CAS*CO*45*39.99~")) == 1);
    CHECK(one(svd("A", "60", "CAS*CO*45*30~CAS*PR*1*5**2*5~")) == 0);
    CHECK(one(svd("A", "110", "CAS*CO*94*-10~")) == 0);
    CHECK(one(svd("A", "0", "CAS*PR*100*100~")) == 0);
    CHECK(one(svd("A", "60", "CAS*CO*45*20~") + svd("A", "20", "")) == 0); // unbundled: two procedures on one line
    CHECK(one(svd("A", "60", "CAS*CO*45*20~") + svd("A", "10", "")) == 1);
    auto const both =
        judge("100",
              payer("P", "A", "") + payer("S", "B", "") + line(1, "100", svd("A", "60", "CAS*CO*45*40~") + svd("B", "10", "CAS*OA*23*80~")),
              tertiary);
    CHECK(both.count("C201") == 1);
    CHECK(both.first("C201").message.find("payer B") == 0);
    CHECK(both.first("C201").message.find("difference 10.00") != std::string::npos);
    CHECK(both.first("C201").line == 1);
    CHECK(both.first("C201").at == "10");
    CHECK(judge("100", payer("P", "A", "") + line(1, "100", svd("A", "-1", "CAS*CO*45*101~"))).rules() == "C204 C211");
}

TEST_CASE("lines balance for a payer that the claim does not name, too") {
    auto const claim_with = [](std::string const& decisions) {
        return judge("100", payer("P", "A", "AMT*D*0~CAS*PR*1*100~", date) + line(1, "100", decisions)).rules();
    };
    CHECK(claim_with(svd("X", "60", "CAS*CO*45*40~")) == "C303");
    CHECK(claim_with(svd("X", "60", "")) == "C201 C303");
    CHECK(claim_with(svd("X", "60", "") + svd("X", "40", "")) == "C303 C303");           // one payer, two loops
    CHECK(claim_with(svd("X", "60", "") + svd("Y", "40", "")) == "C201 C201 C303 C303"); // two payers
    CHECK(claim_with(svd("", "60", "")) == "C303");
    auto const nameless = judge("100", payer("P", "", "CAS*CO*45*30~AMT*D*60~", date) + line(1, "100"));
    CHECK(nameless.first("C202").message.find("a payer without id: claim charge 100.00") == 0);
}

TEST_CASE("bundled lines balance as a group") {
    auto const three = [](std::string const& first, std::string const& second, std::string const& third) {
        return judge("300", payer("P", "A", "") + line(1, "100", first) + line(2, "100", second) + line(3, "100", third)).count("C201");
    };
    // line 2 was paid with line 1
    CHECK(three(svd("A", "150", "CAS*CO*45*50~"), svd("A", "0", "", "1"), svd("A", "100", "")) == 0);
    CHECK(three(svd("A", "150", "CAS*CO*45*40~"), svd("A", "0", "", "1"), svd("A", "100", "")) == 1);
    CHECK(three(svd("A", "150", "CAS*CO*45*50~"), svd("A", "0", "", "1"), svd("A", "99", "")) == 1);
    // into a later one, and in a chain
    CHECK(three(svd("A", "0", "", "3"), svd("A", "100", ""), svd("A", "200", "")) == 0);
    CHECK(three(svd("A", "0", "", "2"), svd("A", "0", "", "3"), svd("A", "300", "")) == 0);
    CHECK(three(svd("A", "0", "", "2"), svd("A", "0", "", "1"), svd("A", "100", "")) == 1);
    // a line that is not there, or that this payer did not decide on: not judged
    CHECK(three(svd("A", "0", "", "9"), svd("A", "100", ""), svd("A", "100", "")) == 0);
    CHECK(three(svd("A", "0", "", "x"), svd("A", "100", ""), svd("A", "100", "")) == 0);
    CHECK(three(svd("A", "0", "", "3"), svd("A", "100", ""), "") == 0);
}

TEST_CASE("a tolerance of the policy is kept") {
    PolicyText const text[] = {{"t", "id = \"t\"\nversion = \"1\"\ntitle = \"t\"\n[cob]\ntolerance_cents = 2\n"}};
    auto const policy = std::get<Policy>(layer_policies(text));
    auto const rules = [&](std::string const& paid) {
        return judge_claims(claim("100", payer("P", "A", "CAS*CO*45*40~AMT*D*" + paid + "~", date) + line(1, "100")), secondary, policy)
            .rules();
    };
    CHECK(rules("60.02") == "");
    CHECK(rules("59.98") == "");
    CHECK(rules("60.03") == "C202");
    CHECK(rules("59.97") == "C202");
}

TEST_CASE("payers have their turns") {
    auto const rules = [&](std::string const& own, std::vector<std::string> const& others) {
        std::string text;
        for (std::size_t i = 0; i < others.size(); ++i) text += payer(others[i], "P" + std::to_string(i), "AMT*A8*100~");
        return judge_claims(claim("100", text + line(1, "100")), {.sequence = own}).rules();
    };
    CHECK(rules("P", {}) == "");
    CHECK(rules("P", {"S"}) == "");
    CHECK(rules("P", {"P"}) == "C301");
    CHECK(rules("P", {"S", "S"}) == "C301");
    CHECK(rules("P", {"U", "U"}) == "");
    CHECK(rules("S", {}) == "C302");
    CHECK(rules("S", {"P"}) == "");
    CHECK(rules("S", {"T"}) == "C302");
    CHECK(rules("S", {"U"}) == "");
    CHECK(rules("S", {"S"}) == "C301 C302");
    CHECK(rules("T", {"P", "S"}) == "");
    CHECK(rules("T", {"P"}) == "C302");
    CHECK(rules("T", {"S"}) == "C302");
    CHECK(rules("A", {"P", "S", "T"}) == "");
    CHECK(rules("A", {"P", "S"}) == "C302");
    CHECK(rules("U", {}) == "");
    CHECK(rules("", {}) == "");
}

TEST_CASE("a line's payer is one of the claim") {
    auto const judged = judge("100", payer("P", "A", "AMT*D*60~") + line(1, "100", svd("B", "60", "CAS*CO*45*40~")));
    CHECK(judged.rules() == "C303"); // the claim's sums are left alone: a decision is without its payer
    CHECK(judged.first("C303").at == "B");
    CHECK(judge("100", payer("P", "A", "AMT*D*60~") + line(1, "100", svd("", "60", "CAS*CO*45*40~"))).rules() == "C303");
    CHECK(judge("100", line(1, "100", svd("A", "60", "CAS*CO*45*40~")), {}).rules() == "C303");
}

TEST_CASE("a decision has its date once") {
    std::string const paid = "CAS*CO*45*40~AMT*D*60~", line_decision = "SVD*A*60*HC:99213**1~CAS*CO*45*40~";
    CHECK(judge("100", payer("P", "A", paid) + line(1, "100")).rules() == "C304");
    CHECK(judge("100", payer("P", "A", paid, date) + line(1, "100")).rules() == "");
    CHECK(judge("100", payer("P", "A", "AMT*D*60~") + line(1, "100", line_decision + date)).rules() == "");
    CHECK(judge("100", payer("P", "A", "AMT*D*60~") + line(1, "100", line_decision)).rules() == ""); // DTP missing in 2430: structure
    CHECK(judge("100", payer("P", "A", "AMT*D*60~", date) + line(1, "100", line_decision + date)).rules() == "C305");
    CHECK(judge("100", payer("P", "A", paid, "DTP*573*D8*20261322~") + line(1, "100")).rules() == "V004");
}

TEST_CASE("a claim with very many payers and lines is judged in good time") {
    std::string text;
    for (int i = 0; i < 3000; ++i) text += payer("U", "P" + std::to_string(i), "");
    for (int i = 1; i <= 3000; ++i) text += line(i, "1", svd("P" + std::to_string(i % 3000), "1", "", i > 1 ? std::to_string(i - 1) : ""));
    auto const judged = judge("3000", text);
    CHECK(judged.claims == 1);
    CHECK(judged.count("C303") == 0);
}

TEST_CASE("a claim in which everything about its payers is wrong is judged in good time") {
    std::string text;
    for (int i = 0; i < 3000; ++i)
        text += payer(i % 2 ? "P" : "T", "P" + std::to_string(i % 2000), "CAS*CO*45*1**45*1*****45*0~AMT*D*-1~AMT*A8*1~AMT*EAF*7~", date);
    for (int i = 1; i <= 20000; ++i)
        text +=
            line(i, "1",
                 svd("P" + std::to_string(i % 3000), "-1", "CAS*CO*45*1~CAS*PR*2*1**2*1~", i % 3 == 0 ? std::to_string(i % 7 * 4000) : ""));
    auto const judged = judge("3000", text);
    CHECK(judged.claims == 1);
    for (char const* rule :
         {"C101", "C201", "C204", "C208", "C210", "C301", "C303", "C305", "C307", "C308", "C311", "C401", "C402", "C403"})
        CHECK_MESSAGE(judged.count(rule) > 0, rule);
    std::size_t longest = 0;
    for (Found const& one : judged.found) longest = std::max(longest, one.message.size());
    CHECK(longest < 2000); // sums are told by their first items
}
