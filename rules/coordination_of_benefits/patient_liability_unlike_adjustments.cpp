#include "rules/coordination_of_benefits/say_sums.hpp"
#include "rules/elements.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

/// Amounts of one group added up.
Cents sum_of_group(edi::Claim const& claim, edi::Range range, std::string_view group) {
    Cents sum;
    for (edi::Adjustment const& adjustment : edi::Claim::part(claim.adjustments, range))
        if (adjustment.group.text == group) sum.add(adjustment.amount);
    return sum;
}

struct Liability {
    Cents patient, other; ///< PR and OA

    void add(edi::Claim const& claim, edi::Range range) {
        patient.add(sum_of_group(claim, range, "PR"));
        other.add(sum_of_group(claim, range, "OA"));
    }
    /// The provider may count what the payer adjusted for other reasons (X12 interpretation 985).
    bool explains(std::int64_t cents) const {
        std::int64_t both = 0;
        bool const fits = !__builtin_add_overflow(patient.total, other.total, &both);
        return !patient.reliable || !other.reliable || cents == patient.total || (fits && cents == both);
    }
};

void say(Report& report, edi::Field const& payer, edi::Money const& amount, Liability const& liability, edi::LoopId loop,
         std::uint32_t line) {
    report.add(amount.field.place, loop, line, {}, [&](Message& m) {
        say_payer(m, payer);
        m << ": AMT*EAF leaves ";
        m.money(amount.cents) << " to the patient, the adjustments of group PR are ";
        m.money(liability.patient.total);
        if (liability.other.total == 0) return;
        m << ", of group OA ";
        m.money(liability.other.total);
    });
}

void check(ClaimFacts const& facts, Report& report) {
    edi::Claim const& claim = facts.claim;
    for (std::size_t i = 0; i < facts.payers.size(); ++i) {
        edi::OtherPayer const& other = claim.other_payers[i];
        if (!facts.payers[i].decided || !other.patient_liability.ok() || !is_told_apart(facts, facts.payers[i])) continue;
        Liability liability;
        liability.add(claim, other.adjustments);
        for (BalancePart const& part : parts_of(facts, i)) liability.add(claim, claim.adjudications[part.adjudication].adjustments);
        if (!liability.explains(other.patient_liability.cents))
            say(report, other.payer.id, other.patient_liability, liability, edi::LoopId::L2320, 0);
    }
    std::uint32_t number = 0;
    for (edi::ServiceLine const& line : claim.lines) {
        ++number;
        for (edi::Adjudication const& adjudication : edi::Claim::part(claim.adjudications, line.adjudications)) {
            if (!adjudication.patient_liability.ok()) continue;
            Liability liability;
            liability.add(claim, adjudication.adjustments);
            if (!liability.explains(adjudication.patient_liability.cents))
                say(report, adjudication.payer_id, adjudication.patient_liability, liability, edi::LoopId::L2430, number);
        }
    }
}

} // namespace

extern Rule const patient_liability_unlike_adjustments;
constinit Rule const patient_liability_unlike_adjustments{
    .id = "C207",
    .name = "patient-liability-unlike-adjustments",
    .severity = Severity::advice,
    .snip = 3,
    .title = "What is left to the patient is not what the payer left to the patient",
    .explanation = "AMT*EAF is the provider's own judgement of what the patient owes and need not be the sum of the payer's PR "
                   "adjustments: a payer without a contract may adjust with OA what the patient owes all the same. So this is no error; "
                   "but where the amount is neither the sum of PR nor that of PR and OA, a look at it pays.",
    .help = "Compare AMT*EAF with the remittance; leave it as it is when the patient owes that much.",
    .source = "X12 interpretation 985: AMT*EAF may differ from the adjustments of group PR",
    .fires = {"837p-cob.edi", "AMT*EAF*74~", "AMT*EAF*75~"},
    .passes = {"837p-cob.edi", "AMT*EAF*74~", "AMT*EAF*74.00~"},
    .needs = trait::other_payers,
    .check = check,
};

} // namespace rules
