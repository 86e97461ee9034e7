#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    bool const professional = is_professional(facts.claim);
    edi::Field const& qualifier = facts.claim.facility_qualifier;
    if (qualifier.text != (professional ? "A" : "B")) return;
    report.add(qualifier.place, edi::LoopId::L2300, 0, {facts.claim.facility_code.place}, [&](Message& m) {
        m << "CLM05-2 is " << qualifier.text << (professional ? ", a type of bill, on an 837P" : ", a place of service, on an 837I");
    });
}

} // namespace

extern Rule const facility_code_of_other_guide;
constinit Rule const facility_code_of_other_guide{
    .id = "N312",
    .name = "facility-code-of-other-guide",
    .snip = 4,
    .title = "Kind of facility code of the other guide",
    .explanation = "CLM05-2 says what CLM05-1 is: B, a place of service, on an 837P; A, a type of bill, on an 837I. This claim has "
                   "the other guide's, so CLM05-1 cannot be understood.",
    .help = "Send the place of service with B on an 837P, the first two digits of the type of bill with A on an 837I.",
    .claim_status = {"A8:249"},
    .source = "837P 2300 CLM05-2 (B), 837I 2300 CLM05-2 (A); claim status 249 place of service",
    .fires = {"837p-clean.edi", "CLM*RB-1001*180***11:B:1*", "CLM*RB-1001*180***11:A:1*"},
    .passes = {"837p-clean.edi", "", ""},
    .needs = trait::circumstances,
    .check = check,
};

} // namespace rules
