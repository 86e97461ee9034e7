#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    if (!facts.earlier || !facts.earlier->comparison_ends) return;
    report.add(facts.claim.control_number.place, edi::LoopId::L2300, 0, {}, [](Message& m) {
        m << "the tables for comparing claims are full; the claims behind this one are not compared with others";
    });
}

} // namespace

extern Rule const claims_no_longer_compared;
constinit Rule const claims_no_longer_compared{
    .id = "R901",
    .name = "claims-no-longer-compared",
    .severity = Severity::warning,
    .snip = 7,
    .title = "The run has more claims than can be compared with each other",
    .explanation =
        "Duplicates and units over several claims are found with tables of about 95 bytes a claim and 30 a drug line. They have a "
        "limit, so that "
        "memory has one. Up to this claim everything was compared; behind it every claim is checked alone, and a duplicate is "
        "not found. The "
        "summary says so too.",
    .help = "Give more memory (--cross-claim-memory), or split the run into runs of claims that belong together.",
    .source = "scrub837: --cross-claim-memory",
    .fires = {"837p-clean.edi", "CLM*RB-1003*", "CLM*RB-1009*"},
    .passes = {"837p-clean.edi", "", ""},
    .over_claims = true,
    .check = check,
};

} // namespace rules
