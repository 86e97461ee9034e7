// How the diagnoses of a claim support a drug line, by the policy's [[indication]] entries.
#pragma once

#include <cstdint>

#include "rules/facts.hpp"

namespace rules {

struct Support {
    bool decided = false; ///< the policy knows uses of the drug, and the line's diagnoses can be read: ICD-10, pointers that point
    IndicationGrade best = IndicationGrade::supporting; ///< only with `indication`
    Indication const* indication = nullptr;             ///< the best one; null = no diagnosis of the line supports the drug
    edi::HealthCode const* diagnosis = nullptr;         ///< its diagnosis
    edi::HealthCode const* first = nullptr;             ///< the line's first diagnosis
    bool dose_by_weight = false;
    edi::HealthCode const* weighed = nullptr; ///< the diagnosis for which the dose hangs on weight
};

/// trait::doubtful_support, or none: without it I101 to I103 have nothing to say.
Traits support_traits(ClaimFacts const& facts);

/// Of drug line `line` (0 = first). An 837P line has the diagnoses it points to, in an 837I every line has all of the claim's.
Support support_of(ClaimFacts const& facts, std::uint32_t line);

/// The first diagnosis of the claim that speaks against the drug of the line, and the entry that says so; nulls when none does.
struct Objection {
    Indication const* indication = nullptr;
    edi::HealthCode const* diagnosis = nullptr;
};
Objection objection_to(ClaimFacts const& facts, std::uint32_t line);

} // namespace rules
