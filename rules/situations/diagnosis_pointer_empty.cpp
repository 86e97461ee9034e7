#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    std::uint32_t positions = 0, count = 0; // bit n: a diagnosis at HI0n
    edi::Place hi;
    for (edi::HealthCode const& code : facts.claim.codes) {
        if (!is_diagnosis(code.qualifier.text)) continue;
        if (count++ == 0) hi = {code.qualifier.place.segment, 0, 0};
        positions |= 1U << (code.qualifier.place.element & 31);
    }
    if (count == 0) return; // that there is no diagnosis at all is told by S004
    std::uint32_t number = 0;
    for (edi::ServiceLine const& line : facts.claim.lines) {
        ++number;
        for (edi::Field const& pointer : line.pointers) {
            int const position = small_number(pointer.text);
            if (position < 1 || position > 12 || (positions >> position & 1) != 0) continue; // other values are no pointers at all
            report.add(pointer.place, edi::LoopId::L2400, number, {hi}, [&](Message& m) {
                m << "points to diagnosis " << position << ", but the claim has " << count << (count == 1 ? " diagnosis" : " diagnoses");
            });
        }
    }
}

} // namespace

extern Rule const diagnosis_pointer_empty;
constinit Rule const diagnosis_pointer_empty{
    .id = "N501",
    .name = "diagnosis-pointer-empty",
    .snip = 4,
    .title = "Service line points to a diagnosis that is not there",
    .explanation = "SV107 links the line to the diagnoses that made it necessary, by their position in HI: 1 the first, 2 the "
                   "second. This one names a position with no diagnosis, so the payer cannot judge the need.",
    .help = "Point to one of the diagnoses in HI, or add the missing diagnosis.",
    .applies_to = AppliesTo::professional,
    .claim_status = {"A7:477"},
    .source = "837P 2400 SV107, 2300 HI; published clearinghouse edit; claim status 477 diagnosis pointer",
    .fires = {"837p-clean.edi", "SV1*HC:99213*145*UN*1***1:2~", "SV1*HC:99213*145*UN*1***1:3~"},
    .passes = {"837p-clean.edi", "SV1*HC:99213*145*UN*1***1:2~", "SV1*HC:99213*145*UN*1***2~"},
    .needs = trait::doubtful_diagnoses,
    .check = check,
};

} // namespace rules
