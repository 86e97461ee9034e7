#include "edi/text/digits.hpp"
#include "rules/code_sets/line_codes.hpp"

namespace rules {

namespace {

void look(ClaimFacts const& facts, edi::Field const& place, edi::LoopId loop, std::uint32_t number, Days const& days, Report& report) {
    if (!place.present() || facts.tables.place(place.text)) return;
    TableInfo const& table = facts.tables.places().info;
    // Later editions have other codes, but none of another form.
    bool const no_code = place.text.size() != 2 || !edi::all_digits(place.text);
    Severity const severity = no_code || is_covered(table, days) ? Severity::error : Severity::warning;
    report.at_most(severity).add(place.place, loop, number, {}, [&](Message& m) {
        m << "there is no place of service ";
        m.printable(place.text, 8);
        if (no_code)
            m << ": they have two digits";
        else
            say_coverage(m, table, days);
    });
}

void check(ClaimFacts const& facts, Report& report) {
    look(facts, facts.claim.facility_code, edi::LoopId::L2300, 0, claim_days(facts.policy, facts.claim), report);
    std::uint32_t number = 0;
    for (edi::ServiceLine const& line : facts.claim.lines)
        look(facts, line.place_of_service, edi::LoopId::L2400, ++number, line_days(facts.policy, line, nullptr), report);
}

} // namespace

extern Rule const place_of_service_unknown;
constinit Rule const place_of_service_unknown{
    .id = "K201",
    .name = "place-of-service-unknown",
    .snip = 5,
    .title = "Place of service that CMS's list does not have",
    .explanation =
        "CLM05-1 and SV105 of an 837P are codes of CMS's list of places of service. A code that is not assigned there is an error on "
        "days that the table covers, else a warning: it may be newer. What has not two digits is always an error.",
    .help = "Use the two digits of the place where the patient was seen: 11 office, 12 home, 22 hospital outpatient.",
    .applies_to = AppliesTo::professional,
    .claim_status = {"A7:249"},
    .source = "code table places: CMS place of service codes; 837P 2300 CLM05-1, 2400 SV105; claim status 249 place of service",
    .fires = {"837p-clean.edi", "SV1*HC:J2371:JB*180*UN*20***1~\nDTP*472*D8*20261005~",
              "SV1*HC:J2371:JB*180*UN*20*28**1~\nDTP*472*D8*20240605~"},
    .passes = {"837p-clean.edi", "SV1*HC:J2371:JB*180*UN*20***1~", "SV1*HC:J2371:JB*180*UN*20*22**1~"},
    .needs = trait::doubtful_lines,
    .check = check,
};

} // namespace rules
