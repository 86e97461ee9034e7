#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

/// What every answer can carry: printable ASCII. Delimiters are in no value.
bool can_be_echoed(std::string_view text) {
    bool odd = false;
    for (char const c : text) odd |= c < ' ' || c > '~'; // no early end: a few bytes, many at once
    return !odd;
}

void look(Report& report, edi::Field const& number, std::string_view name, edi::LoopId loop, std::uint32_t line) {
    if (can_be_echoed(number.text)) return;
    report.add(number.place, loop, line, {},
               [&](Message& m) { m << name << " has characters that no answer can have; it comes back with blanks in their place"; });
}

void check(ClaimFacts const& facts, Report& report) {
    edi::Claim const& claim = facts.claim;
    look(report, claim.control_number, "CLM01", edi::LoopId::L2300, 0);
    for (edi::Reference const& reference : edi::Claim::part(claim.references, claim.own_references))
        if (reference.qualifier.text == "D9") look(report, reference.value, "REF*D9", edi::LoopId::L2300, 0);
    std::uint32_t number = 0;
    for (edi::ServiceLine const& line : claim.lines) look(report, line.control_number, "REF*6R", edi::LoopId::L2400, ++number);
}

} // namespace

extern Rule const number_not_echoed;
constinit Rule const number_not_echoed{
    .id = "V008",
    .name = "number-not-echoed",
    .severity = Severity::warning,
    .snip = 1,
    .title = "Number that no answer can carry",
    .explanation =
        "The number by which the sender finds its claim or line again (CLM01, REF*D9, REF*6R) has letters outside of ASCII or control "
        "characters. The 277CA has blanks in their place, because it keeps to the basic and extended character sets, so the "
        "sender's program may not find the claim.",
    .help = "Make such numbers of plain letters, digits and punctuation.",
    .source = "X12 005010 basic and extended character sets; 277CA 2200D TRN02",
    .fires = {"837p-clean.edi", "CLM*RB-1001*",
              "CLM*RB-\xc3\x96"
              "1*"},
    .passes = {"837p-clean.edi", "CLM*RB-1001*", "CLM*RB#1001*"},
    .check = check,
};

} // namespace rules
