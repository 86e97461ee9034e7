// The expression language: what each construct means, what is refused and where the caret stands, and that nothing breaks the parser.
#include <functional>
#include <map>
#include <random>

#include "rules/expression/compile.hpp"
#include "rules/expression/run.hpp"
#include "tests/rules/judged.hpp"

using namespace rules::expression;
using rules_test::default_policy;

namespace {

// Line 1 is a drug with everything; line 2 a visit; line 3 lacks units, and its charge and date cannot be read.
constexpr std::string_view claim_text =
    "CLM*T1*259.5***11:B:1*Y*A*Y*Y~DTP*431*D8*20260930~REF*G1*AUTH1~NTE*ADD*HELLO THERE~HI*ABK:I82401*ABF:I10*BG:17~"
    "NM1*82*1*CARER*KIM****XX*1550218733~"
    "SBR*S*18*******MB~CAS*PR*1*10~AMT*D*30.5~OI***Y***Y~NM1*IL*1*PERSON*ANY****MI*ID2~NM1*PR*2*MEDICARE*****PI*MCR~"
    "LX*1~SV1*HC:J2371:JB:59*100.5*UN*40***1:2~DTP*472*RD8*20261005-20261007~REF*6R*L1~LIN**N4*00069019602~CTP****2*ML~"
    "SVD*MCR*20.5*HC:J2371**40~CAS*CO*45*79.5**2*0.5~DTP*573*D8*20261020~"
    "LX*2~SV1*HC:99213*159*UN*1*12**1~DTP*472*D8*20261008~"
    "LX*3~SV1*HC:A9150*9X*UN****2~DTP*472*D8*2026100~";

/// Calls `use` with the facts of a claim.
class Facts : public edi::ClaimVisitor {
public:
    using Use = std::function<void(rules::ClaimFacts const&)>;
    explicit Facts(Use use) : use_(std::move(use)), finder_(default_policy()) {}
    void visit(edi::Claim const& claim) override { use_(finder_.find(claim)); }

private:
    Use use_;
    rules::FactFinder finder_;
};

void with_facts(std::string_view claim, Facts::Use const& use) {
    std::string const text = "ST*837*0001*005010X222A1~BHT*0019*00*T1*20261102*0915*CH~NM1*41*2*SENDER*****46*S1~PER*IC*DESK*TE*2175550100~"
                             "NM1*40*2*RECEIVER*****46*R1~HL*1**20*1~NM1*85*2*CLINIC*****XX*1300200015~N3*1 ROAD~N4*TOWN*IL*627010410~"
                             "REF*EI*990000101~HL*2*1*22*0~SBR*P*18*******CI~NM1*IL*1*PERSON*ANY****MI*ID1~N3*1 ROAD~N4*TOWN*IL*62701~"
                             "DMG*D8*19701006*F~NM1*PR*2*PAYER*****PI*DEST~" +
                             std::string(claim) + "SE*1*0001~";
    edi::SegmentTable segments;
    segments.assign(text, {});
    std::vector<edi::PlacedSegment> placed;
    std::vector<edi::Fault> faults;
    edi::Cursor().place(edi::guide(edi::GuideId::professional), segments, {}, {}, placed, faults);
    Facts facts(use);
    edi::ClaimReader().read(edi::GuideId::professional, segments, placed, facts);
}

std::string name_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::no: return "no";
        case Verdict::yes: return "yes";
        case Verdict::unknown: return "unknown";
        case Verdict::exhausted: break;
    }
    return "exhausted";
}

/// What the expression says of the claim.
std::string verdict_of(std::string_view expression, std::string_view claim = claim_text) {
    auto compiled = compile(expression, Scope::claim);
    if (auto const* error = std::get_if<Error>(&compiled)) return error->message;
    std::string verdict = "no claim";
    with_facts(claim, [&](rules::ClaimFacts const& facts) {
        auto const& program = std::get<Program>(compiled);
        std::uint32_t steps = 0;
        verdict = name_of(run(program, program.of_claim, facts, nullptr, steps));
        // What can be true needs no trait that the claim has not.
        if (verdict == "yes") CHECK((program.needs & ~facts.traits) == 0);
    });
    return verdict;
}

Error error_of(std::string_view expression, Scope scope = Scope::line) {
    auto compiled = compile(expression, scope);
    auto const* error = std::get_if<Error>(&compiled);
    REQUIRE_MESSAGE(error, expression);
    return *error;
}

struct Row {
    std::string_view expression, verdict;
};

void check(std::initializer_list<Row> rows) {
    for (Row const& row : rows) {
        CAPTURE(row.expression);
        CHECK(verdict_of(row.expression) == row.verdict);
    }
}

} // namespace

TEST_CASE("expressions compare texts, numbers, dates and durations") {
    check({
        {"claim.control_number == \"T1\"", "yes"},
        {"'T1' == claim.control_number", "yes"},
        {"claim.control_number != 'T1'", "no"},
        {"claim.control_number < 'T2' && claim.control_number >= 'T'", "yes"},
        {"claim.charge == 259.50", "yes"}, // the value counts, not the digits
        {"claim.charge > 259.5", "no"},
        {"claim.charge >= 259.5 && claim.charge <= 259.5 && claim.charge < 260 && claim.charge != 1", "yes"},
        {"-claim.charge == -259.5", "yes"},
        {"claim.lines[0].from == date('2026-10-05')", "yes"},
        {"claim.lines[0].through > date(\"2026-10-05\")", "yes"},
        {"claim.lines[0].through - claim.lines[0].from == duration('2d')", "yes"},
        {"(claim.lines[0].through - claim.lines[0].from).days() + 1 == 3", "yes"},
        {"claim.lines[0].from + duration('48h') == claim.lines[0].through", "yes"},
        {"claim.lines[0].from - duration('5d') == date('2026-09-30')", "yes"},
        {"duration('1d') + duration('2d') - duration('1d') == -(-duration('2d'))", "yes"},
        {"true == (claim.charge > 0)", "yes"},
        {"true != false", "yes"},
    });
}

TEST_CASE("expressions compute with exact decimals, and what does not fit is unknown") {
    check({
        {"0.1 + 0.2 == 0.3", "yes"},
        {"1 + 2 * 3 - 4 == 3", "yes"},
        {"(1 + 2) * 3 == 9", "yes"},
        {"7.5 % 2 == 1.5", "yes"},
        {"-7 % 3 == -1", "yes"},
        {"claim.lines[0].units % 1 == 0", "yes"},
        {"5 % 0 == 0", "unknown"},
        {"999999999999999999 + 1 > 0", "unknown"},
        {"999999999999999999 * 10 > 0", "unknown"},
        {"-999999999999999999 - 1 < 0", "unknown"},
        {"0.000000000000000001 * 0.1 >= 0", "unknown"},
        {"date('2199-12-31') + duration('1000000d') > date('2000-01-01')", "yes"},
        {"date('2199-12-31') + duration('1000000d') + duration('1000000d') + duration('1000000d') > date('2000-01-01')", "unknown"},
    });
}

TEST_CASE("what is absent: texts are empty, numbers and dates unknown, records have nothing") {
    check({
        {"claim.delay_reason == ''", "yes"},
        {"claim.delay_reason != '1'", "yes"},
        {"has(claim.delay_reason)", "no"},
        {"has(claim.charge) && readable(claim.charge)", "yes"},
        {"claim.ambulance_weight > 0", "unknown"},
        {"claim.ambulance_weight != 0", "unknown"},
        {"!(claim.ambulance_weight > 0)", "unknown"},
        {"has(claim.ambulance_weight)", "no"},
        {"claim.lines[2].units == 0", "unknown"},
        {"has(claim.lines[2].units)", "no"},
        {"claim.lines[2].charge == 0", "unknown"}, // 9X cannot be read
        {"has(claim.lines[2].charge)", "yes"},
        {"readable(claim.lines[2].charge)", "no"},
        {"claim.lines[2].from > date('2020-01-01')", "unknown"},
        {"has(claim.lines[2].from) && !readable(claim.lines[2].from)", "yes"},
        {"has(claim.lines[0].drug)", "yes"},
        {"claim.lines[0].drug.substance == 'dalteparin sodium' && claim.lines[0].drug.unit_amount == 250", "yes"},
        {"has(claim.lines[1].drug)", "no"},
        {"claim.lines[1].drug.substance == ''", "yes"},
        {"claim.lines[1].drug.unit_amount == 250", "unknown"},
        {"has(claim.lines[1].drug.code)", "no"},
        {"claim.lines[7].procedure == ''", "yes"}, // no such line
        {"claim.lines[7].units > 0", "unknown"},
        {"claim.lines[-1].units > 0", "unknown"},
        {"claim.lines[0.5].units > 0", "unknown"},
        {"claim.lines[7].modifiers.size() == 0", "yes"},
    });
}

TEST_CASE("unknown goes through && || and ! as in three-valued logic") {
    std::string_view const unknown = "claim.ambulance_weight > 0";
    std::map<std::string, std::string> const truth{{"yes", "true"}, {"no", "false"}, {"unknown", std::string(unknown)}};
    auto const both = [](std::string const& a, std::string const& b) {
        return a == "no" || b == "no" ? "no" : a == "yes" && b == "yes" ? "yes" : "unknown";
    };
    auto const either = [](std::string const& a, std::string const& b) {
        return a == "yes" || b == "yes" ? "yes" : a == "no" && b == "no" ? "no" : "unknown";
    };
    for (auto const& [a, left] : truth)
        for (auto const& [b, right] : truth) {
            CAPTURE(a);
            CAPTURE(b);
            CHECK(verdict_of(left + " && " + right) == both(a, b));
            CHECK(verdict_of(left + " || " + right) == either(a, b));
            CHECK(verdict_of("(" + left + " && " + right + ") || false") == both(a, b));
            CHECK(verdict_of("true && (" + left + " || " + right + ")") == either(a, b));
            CHECK(verdict_of("claim.lines.exists(l, l.number == '1' && (" + left + ")) || " + right) == either(a, b));
        }
    check({{"!true", "no"}, {"!!true", "yes"}, {"!false && true", "yes"}, {"true || false && false", "yes"}});
}

TEST_CASE("in, lists and their elements") {
    check({
        {"'JB' in claim.lines[0].modifiers", "yes"},
        {"'JA' in claim.lines[0].modifiers", "no"},
        {"'' in claim.lines[0].modifiers", "no"}, // absent ones are no elements
        {"claim.lines[1].procedure in ['99212', '99213']", "yes"},
        {"claim.lines[1].procedure in ['99212']", "no"},
        {"claim.charge in [1, 259.50, -3]", "yes"},
        {"claim.lines[0].from in [date('2026-10-05'), date('2026-10-06')]", "yes"},
        {"claim.ambulance_weight in [1, 2]", "unknown"},
        {"size(claim.lines) == 3 && claim.lines.size() == 3", "yes"},
        {"size(claim.lines[0].modifiers) == 2", "yes"},
        {"claim.lines[0].modifiers[1] == '59'", "yes"},
        {"claim.lines[0].modifiers[2] == ''", "yes"},
        {"size(claim.diagnoses) == 2 && size(claim.codes) == 3", "yes"},
        {"claim.diagnoses[0].principal && !claim.diagnoses[1].principal", "yes"},
        {"claim.lines[0].diagnoses[0] == 'I82401' && claim.lines[0].diagnoses[1] == 'I10'", "yes"},
        {"'I10' in claim.lines[2].diagnoses && !('I82401' in claim.lines[2].diagnoses)", "yes"},
        {"['JW', 'JB'].exists(m, m in claim.lines[0].modifiers)", "yes"},
        {"[1, 2.5].sum() == 3.5", "yes"},
    });
}

TEST_CASE("loops over lists") {
    check({
        {"claim.lines.exists(l, l.procedure == 'J2371')", "yes"},
        {"claim.lines.exists(l, l.procedure == 'J1')", "no"},
        {"claim.lines.exists(l, l.units > 100)", "unknown"}, // the third line's are not known
        {"claim.lines.exists(l, l.units == 40)", "yes"},
        {"claim.lines.all(l, l.procedure != '')", "yes"},
        {"claim.lines.all(l, l.units > 0)", "unknown"},
        {"claim.lines.all(l, l.units > 1)", "no"},
        {"claim.lines.exists_one(l, l.procedure.startsWith('J'))", "yes"},
        {"claim.lines.exists_one(l, l.procedure != '')", "no"},
        {"claim.lines.exists_one(l, l.units == 40)", "unknown"},
        {"claim.lines.filter(l, l.unit_basis == 'UN').size() == 3", "yes"},
        {"size(claim.lines.filter(l, has(l.units))) == 2", "yes"},
        {"claim.lines.filter(l, l.units > 0).size() == 2", "unknown"},
        {"claim.lines.filter(l, has(l.units)).filter(l, l.units > 1).exists(l, l.procedure == 'J2371')", "yes"},
        {"claim.lines.filter(l, has(l.units)).all(l, l.units > 0)", "yes"},
        {"claim.lines.filter(l, l.units > 0).exists(l, l.procedure == 'A9150')", "unknown"},
        {"claim.lines.filter(l, l.units > 0).exists(l, l.procedure == 'none')", "no"},
        {"claim.lines.filter(l, l.units > 0).all(l, l.procedure != '')", "yes"},
        {"claim.lines.filter(l, l.procedure == 'none').all(l, false)", "yes"},
        {"claim.lines.filter(l, readable(l.charge)).map(l, l.charge).sum() == claim.charge", "yes"},
        {"claim.lines.map(l, l.charge).sum() > 0", "unknown"},
        {"claim.lines.filter(l, l.procedure == 'none').map(l, l.charge).sum() == 0", "yes"},
        {"claim.lines.filter(l, l.procedure == 'none').map(l, l.charge).max() == 0", "unknown"},
        {"claim.lines.filter(l, has(l.units)).map(l, l.units).max() == 40", "yes"},
        {"claim.lines.filter(l, has(l.units)).map(l, l.units).min() == 1", "yes"},
        {"claim.lines.filter(l, readable(l.from)).map(l, l.from).min() == date('2026-10-05')", "yes"},
        {"claim.lines.filter(l, has(l.units)).map(l, 999999999999999999).sum() > 0", "unknown"},
        {"claim.lines.exists(a, claim.lines.exists(b, a.number != b.number && a.unit_basis == b.unit_basis))", "yes"},
        {"claim.lines.exists(a, a.modifiers.exists(m, m.endsWith('9')))", "yes"},
        {"claim.other_payers.exists(p, p.kind == 'medicare' && p.paid == 30.5)", "yes"},
        {"claim.other_payers[0].adjustments.map(a, a.amount).sum() == 10", "yes"},
        {"claim.lines[0].adjudications.exists(a, a.payer == 'MCR' && a.adjudicated == date('2026-10-20'))", "yes"},
        {"claim.lines[0].adjudications[0].adjustments.map(a, a.amount).sum() == 80", "yes"},
        {"claim.lines[0].adjudications[0].paid + claim.lines[0].adjudications[0].adjustments.map(a, a.amount).sum() == "
         "claim.lines[0].charge",
         "yes"},
    });
}

TEST_CASE("texts are searched") {
    check({
        {"claim.lines[0].procedure.startsWith('J23')", "yes"},
        {"claim.lines[0].procedure.startsWith('23')", "no"},
        {"claim.lines[0].procedure.endsWith('71')", "yes"},
        {"claim.notes.exists(n, n.text.contains('O TH'))", "yes"},
        {"size(claim.control_number) == 2 && claim.control_number.size() == 2 && size('') == 0", "yes"},
        {"'a\\\"b' == 'a\"b' && 'a\\'b' == \"a'b\" && 'a\\\\b' != 'ab'", "yes"},
    });
    std::string const note = "NTE*ADD*" + std::string(5000, 'A') + "~LX*1~SV1*HC:99213*1*UN*1***1~";
    CHECK(verdict_of("claim.notes.exists(n, n.text.contains('A'))", "CLM*T1*1***11:B:1*Y*A*Y*Y~" + note) == "unknown");
}

TEST_CASE("fields say what the claim says") {
    check({
        {"claim.guide == 'professional'", "yes"},
        {"claim.payer.kind == 'commercial' && claim.payer.filing_code == 'CI' && claim.payer.id == 'DEST'", "yes"},
        {"claim.patient.birth_date == date('1970-10-06') && claim.patient_age == 55", "yes"}, // the birthday is the day after
        {"claim.patient.last_name == 'PERSON' && claim.subscriber.sex == 'F'", "yes"},
        {"claim.billing_provider.npi == '1300200015' && claim.billing_provider.state == 'IL'", "yes"},
        {"claim.subscriber.npi == ''", "yes"},
        {"claim.providers.exists(p, p.role == '82' && p.npi == '1550218733')", "yes"},
        {"claim.authorization == 'AUTH1' && claim.referral == ''", "yes"},
        {"claim.dates.exists(d, d.qualifier == '431' && d.from == date('2026-09-30'))", "yes"},
        {"claim.lines[0].place_of_service == '11' && claim.lines[1].place_of_service == '12'", "yes"},
        {"claim.lines[0].ndc == '00069019602' && claim.lines[0].ndc_quantity == 2 && claim.lines[0].ndc_unit == 'ML'", "yes"},
        {"claim.lines[0].ndc_count == 1 && claim.lines[1].ndc_count == 0", "yes"},
        // 2 ML of 25,000 IU a millilitre, 250 IU a unit; the second line has no drug.
        {"claim.lines[0].expected_units == 200 && claim.lines[0].units < claim.lines[0].expected_units", "yes"},
        {"claim.lines[1].expected_units == claim.lines[1].units", "unknown"},
        {"claim.submitter.id == 'S1' && claim.receiver.id == 'R1'", "yes"},
    });
}

TEST_CASE("an expression that never ends is given up") {
    std::string claim = "CLM*T1*1***11:B:1*Y*A*Y*Y~";
    for (int i = 1; i <= 200; ++i) claim += "LX*" + std::to_string(i) + "~SV1*HC:99213*1*UN*1***1~";
    CHECK(verdict_of("claim.lines.exists(a, claim.lines.exists(b, claim.lines.exists(c, a.charge + b.charge + c.charge == 7)))", claim) ==
          "exhausted");
    CHECK(verdict_of("claim.lines.exists(a, claim.lines.exists(b, a.charge + b.charge == 7))", claim) == "no");
}

TEST_CASE("traits that an expression needs are found in it") {
    auto const needs = [](std::string_view expression) { return std::get<Program>(compile(expression, Scope::claim)).needs; };
    using namespace rules::trait;
    CHECK(needs("claim.charge > 0") == 0);
    CHECK(needs("claim.other_payers.exists(p, p.paid > 0)") == other_payers);
    CHECK(needs("claim.other_payers.all(p, p.paid > 0)") == 0);
    CHECK(needs("size(claim.other_payers) == 0") == 0);
    CHECK(needs("!claim.other_payers.exists(p, p.paid > 0)") == 0);
    CHECK(needs("claim.lines.exists(l, l.drug.substance == 'x' && l.charge > 0)") == drug_lines);
    CHECK(needs("claim.lines.exists(l, l.drug.substance == '')") == 0);
    CHECK(needs("claim.lines.exists(l, l.drug.substance != 'x')") == 0);
    CHECK(needs("claim.lines.exists(l, l.drug.unit_amount * 2 > l.charge)") == drug_lines);
    CHECK(needs("claim.lines.exists(l, l.units != l.expected_units)") == national_codes);
    CHECK(needs("claim.lines.exists(l, has(l.drug)) || claim.charge > 0") == 0);
    CHECK(needs("claim.lines.exists(l, has(l.drug)) && claim.other_payers[0].paid > 1") == (drug_lines | other_payers));
    CHECK(needs("claim.lines.filter(l, has(l.drug)).exists(l, true)") == drug_lines);
    CHECK(needs("claim.lines.exists(l, l.drug.code in ['J1', 'J2'])") == drug_lines);
    CHECK(needs("claim.lines.exists(l, l.drug.code in ['J1', ''])") == 0);
}

TEST_CASE("errors name the place and the cure") {
    struct Wrong {
        std::string_view expression, marked, message; ///< marked: the text above ^~~~
    };
    for (auto const& [expression, marked, message] : std::initializer_list<Wrong>{
             {"line.procedur == 'J'", "procedur", "did you mean line.procedure?"},
             {"lin.procedure == 'J'", "lin", "did you mean line?"},
             {"units > 3", "units", "did you mean line.units?"},
             {"line.xyzzyx > 3", "xyzzyx", "scrub837 fields"},
             {"line.units > '5'", ">", "without quotes"},
             {"line.procedure == 99213", "==", "with them"},
             {"line.from > '2023-07-01'", ">", "date(\"2023-07-01\")"},
             {"line.from - line.through > 3", ">", ".days()"},
             {"line.procedure = 'J'", "=", "write =="},
             {"line.procedure <> 'J'", "<", "write !="},
             {"line.units > 1 and line.units < 3", "and", "write &&"},
             {"line.units > 1 & line.units < 3", "&", "write &&"},
             {"not line.units > 1", "line", "an operator"},
             {"1 < line.units < 3", "<", "no chain"},
             {"line.units > 1 ? true : false", "?", "there is no ? :"},
             {"(line.units > 1", "", "a ) is missing at the end"},
             {"line.units >", "", "a value is missing at the end"},
             {"line.units > )", ")", "a value is missing before"},
             {"line.", "", "the name of a field is missing"},
             {"", "", "a value is missing at the end"},
             {"line.procedure == 'J", "'J", "close it with '"},
             {"line.procedure == \"J\\n\"", "\\n", "behind a \\"},
             {"line.procedure == \xE2\x80\x9CJ\xE2\x80\x9D", "\xE2", "straight quotes"},
             {"line.units > 1.2.3", "1.2.3", "no number"},
             {"line.units > 1000000000000000000000", "1000000000000000000000", "18"},
             {"line.units > 5x", "5x", "no number"},
             {"line.modifiers == 'JB'", "line.modifiers", "use in, exists or size"},
             {"line.modifiers.code == 'JB'", "code", "exists(x, ...)"},
             {"line.procedure.code == 'JB'", "code", "take \".code\" away"},
             {"'JB' in line.procedure", "in", "contains"},
             {"line in claim.lines", "line", "use exists"},
             {"'x' in claim.lines", "claim.lines", "claim.lines.exists(x, x.number == 'x')"},
             {"1 in line.modifiers", "in", "a text"},
             {"line.procedure in []", "[]", "empty list"},
             {"line.procedure in ['a', 1]", "1", "one type"},
             {"line.procedure in ['a', line.number]", "line.number", "a == x || a == y"},
             {"line.units", "line.units", "compare it"},
             {"!line.units", "line.units", "compare it"},
             {"line.units > 1 && line.charge", "line.charge", "compare it"},
             {"-line.procedure == 'x'", "-line.procedure", "- wants a number"},
             {"line.units / 2 > 1", "/", "no division"},
             {"line.procedure + 'x' == 'y'", "+", "cannot join"},
             {"line.from * 2 > 1", "*", "cannot join"},
             {"(line.units > 1) > (line.units > 2)", ">", "no order"},
             {"line.procedure.matches('J.*')", "matches", "no patterns"},
             {"line.procedure.startWith('J')", "startWith", "did you mean startsWith"},
             {"line.procedure.startsWith(1)", "1", "wants a text"},
             {"line.procedure.startsWith()", "line.procedure.startsWith()", "wants one text"},
             {"line.modifiers.contains('JB')", "contains", "in list"},
             {"claim.lines.exists(l)", "claim.lines.exists(l)", "wants a name"},
             {"claim.lines.exists(line, true) && line.units > 0", "line", "another one"},
             {"claim.lines.filter(l, true) && line.units > 0", "filter", "go on with"},
             {"claim.lines.map(l, l.charge).filter(c, true).size() > line.units", "filter", "map comes last"},
             {"claim.lines.map(l, l.charge).size() > line.units", "size", "take it away"},
             {"claim.lines.sum() > line.units", "sum", "map(x, x.charge)"},
             {"claim.lines.map(l, l.procedure).sum() > line.units", "sum", "numbers"},
             {"claim.charge.exists(x, true) && line.units > 1", "exists", "wants a list"},
             {"siz(line.modifiers) > 1", "siz", "did you mean size"},
             {"size(line.units) > 1", "line.units", "size is that of"},
             {"size() > 1", "size()", "size wants"},
             {"has(line) && line.units > 1", "has(line)", "one field"},
             {"has(line.modifiers)", "line.modifiers", "size(line.modifiers) > 0"},
             {"readable(claim.patient_age) && line.units > 1", "claim.patient_age", "computed"},
             {"line.from > date('2023-02-30')", "'2023-02-30'", "no day"},
             {"line.from > date(line.number)", "date(line.number)", "in quotes"},
             {"line.from - line.through > duration('5 days')", "'5 days'", "duration(\"30d\")"},
             {"line.from - line.through > duration('5h')", "'5h'", "whole days"},
             {"line.ndc == null", "null", "has(line.ndc)"},
             {"claim.charge > 5", "claim.charge > 5", "set scope = \"claim\""},
             {"line[0] == 1", "line[0]", "wants a list"},
             {"line.modifiers['a'] == 'x'", "'a'", "0 for the first"},
         }) {
        CAPTURE(expression);
        Error const error = error_of(expression);
        CHECK(expression.substr(error.place.begin, error.place.end - error.place.begin) == marked);
        CHECK_MESSAGE(error.message.find(message) != std::string::npos, error.message);
    }
    CHECK(error_of("line.units > 1", Scope::claim).message.find("claim.lines.exists") != std::string::npos);
}

TEST_CASE("the caret points to the mistake, also in the second line") {
    std::string_view const text = "claim.charge > 0 &&\n  line.unit > 1";
    auto const error = error_of(text);
    CHECK(point_out(text, error) == "      line.unit > 1\n           ^~~~\n");
    CHECK(point_out("", {"x", {}}) == "    \n    ^\n");
    CHECK(point_out("ab", {"x", {2, 2}}) == "    ab\n      ^\n");
    CHECK(point_out("a", {"x", {9, 12}}) == "    a\n     ^\n");
}

TEST_CASE("expressions are limited in size and depth, and what is refused is said") {
    auto const repeated = [](std::string_view part, std::size_t times) {
        std::string text;
        for (std::size_t i = 0; i < times; ++i) text += part;
        return text;
    };
    CHECK(verdict_of(repeated("(", 32) + "true" + repeated(")", 32)) == "yes");
    CHECK(verdict_of(repeated("(", 33) + "true" + repeated(")", 33)).find("32 deep") != std::string::npos);
    CHECK(verdict_of(repeated("(", 4000)).find("32 deep") != std::string::npos);
    CHECK(verdict_of(repeated("!", 998) + "true") == "yes");
    CHECK(verdict_of(repeated("!", 4000) + "true").find("1000 parts") != std::string::npos);
    CHECK(verdict_of(repeated("-", 4000) + "1 == 1").find("1000 parts") != std::string::npos);
    CHECK(verdict_of("true" + repeated(" && true", 300)) == "yes");
    CHECK(verdict_of("0" + repeated(" + 1", 400) + " == 400") == "yes");
    CHECK(verdict_of("'" + repeated("x", 5000) + "' == ''").find("4096") != std::string::npos);
    CHECK(verdict_of("claim" + repeated(".x", 1500)).find("1000 parts") != std::string::npos);
    std::string deep = "1";
    for (int i = 0; i < 30; ++i) deep = "1 + 1 * (" + deep + ")";
    CHECK(verdict_of("true || true && 1 == " + deep).find("too complicated") != std::string::npos);
    std::string const loops = "claim.lines.exists(a, claim.lines.exists(b, claim.lines.exists(c, claim.lines.exists(d, ";
    CHECK(verdict_of(loops + "true))))") == "yes");
    CHECK(verdict_of(loops + "claim.lines.exists(e, true)))))").find("4 deep") != std::string::npos);
}

TEST_CASE("mangled expressions are refused or run, and never break anything") {
    std::string const seeds[] = {
        "claim.lines.filter(l, has(l.units) && l.units >= 1.5).map(l, l.charge * 2).sum() != -3 || 'JB' in claim.lines[0].modifiers",
        "!(claim.payer.kind in ['commercial', \"medicaid\"]) && claim.lines.all(l, l.from + duration('3d') > date('2020-01-01'))",
        "claim.other_payers.exists_one(p, p.adjustments.exists(a, a.group == 'CO' && a.amount % 2 < 1)) == false",
    };
    std::mt19937 random(7);
    std::string const letters = "().,[]'\"!&|=<>+-*/%\\ ax1\n\xC3";
    std::size_t good = 0;
    for (int round = 0; round < 6000; ++round) {
        std::string text = seeds[random() % std::size(seeds)];
        for (unsigned edits = 1 + random() % 4; edits > 0 && !text.empty(); --edits) {
            std::size_t const at = random() % text.size();
            switch (random() % 3) {
                case 0: text.erase(at, 1 + random() % 8); break;
                case 1: text.insert(at, 1, letters[random() % letters.size()]); break;
                default: text.insert(at, text.substr(random() % text.size(), random() % 12)); break;
            }
        }
        auto compiled = compile(text, Scope::claim);
        if (auto const* error = std::get_if<Error>(&compiled)) {
            CHECK(error->place.begin <= error->place.end);
            CHECK(error->place.end <= text.size());
            CHECK(!error->message.empty());
            CHECK(point_out(text, *error).find('^') != std::string::npos);
        } else {
            ++good;
            verdict_of(text);
        }
    }
    CHECK(good > 50);
}
