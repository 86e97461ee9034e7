#include "rules/indications/support.hpp"

#include <algorithm>
#include <bit>
#include <span>

#include "rules/elements.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {
namespace {

/// Whether some diagnosis of the claim, pointed to or not, has one of `codes`.
bool claim_has(edi::Claim const& claim, std::vector<DiagnosisCodes> const& codes) {
    return std::any_of(claim.codes.begin(), claim.codes.end(), [&](edi::HealthCode const& each) {
        return is_diagnosis(each.qualifier.text) &&
               std::any_of(codes.begin(), codes.end(),
                           [packed = packed_diagnosis(each.code.text)](DiagnosisCodes const& span) { return span.hold(packed); });
    });
}

constexpr std::size_t most_bits = 64;

/// Calls `look` with each of the indications that has the diagnosis, in their order.
template <class Look>
void each_holding(ClaimFacts const& facts, std::span<Indication const> indications, edi::HealthCode const& diagnosis, Look&& look) {
    if (indications.size() <= most_bits) {
        for (std::uint64_t bits = facts.known.indications(indications, diagnosis.code.text); bits != 0; bits &= bits - 1)
            look(indications[static_cast<std::size_t>(std::countr_zero(bits))]);
        return;
    }
    std::uint64_t const packed = packed_diagnosis(diagnosis.code.text);
    for (Indication const& indication : indications)
        if (indication.hold(packed)) look(indication);
}

void consider(ClaimFacts const& facts, LineFacts const& line, std::span<Indication const> indications, edi::HealthCode const& diagnosis,
              Support& support) {
    if (!support.first) support.first = &diagnosis;
    each_holding(facts, indications, diagnosis, [&](Indication const& indication) {
        if (indication.grade > IndicationGrade::supporting || !line.within(indication.valid)) return;
        bool const full = indication.with.empty() || claim_has(facts.claim, indication.with);
        IndicationGrade const grade = full ? indication.grade : indication.otherwise;
        if (indication.dose_by_weight && full && !support.weighed) {
            support.dose_by_weight = true;
            support.weighed = &diagnosis;
        }
        if (support.indication && support.best <= grade) return;
        support.best = grade;
        support.indication = &indication;
        support.diagnosis = &diagnosis;
    });
}

/// The diagnosis at HI0n, or null.
edi::HealthCode const* diagnosis_at(edi::Claim const& claim, int position) {
    for (edi::HealthCode const& code : claim.codes)
        if (is_diagnosis(code.qualifier.text) && code.qualifier.place.element == position) return &code;
    return nullptr;
}

} // namespace

Support support_of(ClaimFacts const& facts, std::uint32_t line) {
    edi::Claim const& claim = facts.claim;
    LineFacts const& of_line = facts.lines[line];
    Support support;
    auto const indications = facts.policy.sections().indications.of(of_line.drug->substance).all;
    if (indications.empty()) return support;
    for (edi::HealthCode const& code : claim.codes)
        if (is_diagnosis(code.qualifier.text) && !is_icd_10(code.qualifier.text)) return support;
    if (claim.guide == edi::GuideId::institutional) {
        bool const principal = std::any_of(claim.codes.begin(), claim.codes.end(), [](edi::HealthCode const& code) {
            return is_principal(code.qualifier.text) && code.code.present();
        });
        if (!principal) return support; // the guide tells; the reason may have stood there
        for (edi::HealthCode const& code : claim.codes)
            if (is_diagnosis(code.qualifier.text) && code.code.present()) consider(facts, of_line, indications, code, support);
    } else {
        for (edi::Field const& pointer : claim.lines[line].pointers) {
            if (!pointer.present()) continue;
            edi::HealthCode const* const diagnosis = diagnosis_at(claim, small_number(pointer.text));
            if (!diagnosis || !diagnosis->code.present()) return {}; // N501 and the guide tell
            consider(facts, of_line, indications, *diagnosis, support);
        }
    }
    support.decided = support.first != nullptr;
    return support;
}

Objection objection_to(ClaimFacts const& facts, std::uint32_t line) {
    LineFacts const& of_line = facts.lines[line];
    auto const indications = facts.policy.sections().indications.of(of_line.drug->substance).all;
    Objection found;
    for (edi::HealthCode const& code : facts.claim.codes) {
        if (!is_icd_10(code.qualifier.text) || !is_diagnosis(code.qualifier.text)) continue;
        each_holding(facts, indications, code, [&](Indication const& indication) {
            if (indication.grade <= IndicationGrade::supporting || !of_line.within(indication.valid)) return;
            // The gravest; of those the first entry, and its first diagnosis.
            bool const graver = !found.indication || indication.grade > found.indication->grade;
            bool const earlier = found.indication && indication.grade == found.indication->grade && &indication < found.indication;
            if (graver || earlier) found = {&indication, &code};
        });
    }
    return found;
}

namespace {

/// What the diagnoses say of a substance: those of the claim, and those that a line points to.
class DiagnosesOf {
public:
    DiagnosesOf(ClaimFacts const& facts, DrugUses const& uses) : facts_(facts), uses_(uses) {
        for (edi::HealthCode const& code : facts.claim.codes)
            if (is_diagnosis(code.qualifier.text)) of_claim_ |= bits(code);
    }
    bool against() const { return (of_claim_ & uses_.against) != 0; }
    bool support_all_lines() const { return supports(of_claim_); }
    bool support(edi::ServiceLine const& line) const {
        std::uint64_t pointed = 0;
        for (edi::Field const& pointer : line.pointers) {
            if (!pointer.present()) continue;
            edi::HealthCode const* const diagnosis = diagnosis_at(facts_.claim, small_number(pointer.text));
            if (diagnosis) pointed |= bits(*diagnosis);
        }
        return supports(pointed);
    }

private:
    std::uint64_t bits(edi::HealthCode const& code) const { return facts_.known.indications(uses_.all, code.code.text); }
    bool supports(std::uint64_t by) const { return (by & uses_.plain) != 0; }

    ClaimFacts const& facts_;
    DrugUses uses_;
    std::uint64_t of_claim_ = 0;
};

bool is_doubtful(ClaimFacts const& facts, Drug const& drug) {
    DrugUses const uses = facts.policy.sections().indications.of(drug.substance);
    if (uses.all.empty()) return false;
    if (uses.all.size() > most_bits) return true;
    DiagnosesOf const diagnoses(facts, uses);
    if (diagnoses.against()) return true;
    if (!is_professional(facts.claim)) return !diagnoses.support_all_lines();
    for (std::uint32_t const i : facts.drug_lines)
        if (facts.lines[i].drug == &drug && !diagnoses.support(facts.claim.lines[i])) return true;
    return false;
}

} // namespace

Traits support_traits(ClaimFacts const& facts) {
    Drug const* last = nullptr; // the lines of a drug stand together
    for (std::uint32_t const i : facts.drug_lines) {
        Drug const* const drug = facts.lines[i].drug;
        if (drug != last && is_doubtful(facts, *drug)) return trait::doubtful_support;
        last = drug;
    }
    return 0;
}

} // namespace rules
