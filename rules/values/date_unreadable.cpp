#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/values/unreadable.hpp"

namespace rules {

namespace {

/// A period whose days are both good, the second one first.
bool is_reversed(edi::Date const& date) {
    std::string_view const text = date.value.text;
    std::size_t const hyphen = text.find('-');
    if (date.format.text != "RD8" || hyphen == text.npos) return false;
    auto const from = edi::read_day(text.substr(0, hyphen)), through = edi::read_day(text.substr(hyphen + 1));
    return from.reading == edi::Reading::ok && through.reading == edi::Reading::ok && through.day < from.day;
}

void look(Report& report, edi::Date const& date, std::string_view name, edi::LoopId loop, std::uint32_t number) {
    if (!is_unreadable(period_of(date).reading)) return;
    report.add(date.value.place, loop, number, {date.format.place}, [&](Message& m) {
        if (is_reversed(date)) {
            m << name << " ends before it begins: \"";
            m.printable(date.value.text, 40) << '"';
            return;
        }
        say_unreadable(m, name, date.reading, date.value.text, "a date or period of the format it names");
        m << " (DTP02 ";
        m.printable(date.format.text, 8) << ')';
    });
}

void check(ClaimFacts const& facts, Report& report) {
    for (edi::Date const& date : edi::Claim::part(facts.claim.dates, facts.claim.own_dates))
        if (date.qualifier.text == "434") look(report, date, "DTP*434", edi::LoopId::L2300, 0);
    for (edi::OtherPayer const& other : facts.claim.other_payers) look(report, other.adjudicated, "DTP*573", edi::LoopId::L2330B, 0);
    std::uint32_t number = 0;
    for (edi::ServiceLine const& line : facts.claim.lines) {
        ++number;
        look(report, line.service_date, "DTP*472", edi::LoopId::L2400, number);
        for (edi::Adjudication const& adjudication : edi::Claim::part(facts.claim.adjudications, line.adjudications))
            look(report, adjudication.adjudicated, "DTP*573", edi::LoopId::L2430, number);
    }
}

} // namespace

extern Rule const date_unreadable;
constinit Rule const date_unreadable{
    .id = "V004",
    .name = "date-unreadable",
    .snip = 1,
    .title = "Date of service or adjudication that is no date",
    .explanation =
        "Dates of service (DTP*472), the statement's period (DTP*434) and adjudication dates (DTP*573) are days that exist, CCYYMMDD with "
        "format D8, or two of "
        "them with a hyphen and format RD8, the first not after the second. What a code means, and every limit per day, hangs on them.",
    .help = "Write the day as CCYYMMDD with D8, or the period as CCYYMMDD-CCYYMMDD with RD8, its first day in front.",
    .claim_status = {"A7:187"},
    .source = "X12 formats D8 and RD8; 837 2400 DTP*472, 2300 DTP*434, 2330B and 2430 DTP*573",
    .fires = {"837p-clean.edi", "DTP*472*D8*20261005~", "DTP*472*D8*20261035~"},
    .passes = {"837p-clean.edi", "DTP*472*D8*20261005~", "DTP*472*RD8*20261005-20261005~"},
    .needs = trait::doubtful_dates,
    .check = check,
};

} // namespace rules
