// Section [[indication]]: which diagnoses support a drug, how well, and which speak against it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rule.hpp"
#include "rules/validity.hpp"

namespace rules {

class TableReader;

/// What a diagnosis says of a drug, the best first.
enum class IndicationGrade : std::uint8_t {
    label,          ///< the drug's label names it
    accepted,       ///< accepted use beside the label
    supporting,     ///< a reason in the neighbourhood of one; alone it is weak
    caution,        ///< speaks against the drug, but does not rule it out
    contraindicated ///< the drug must not be given
};
std::string_view grade_name(IndicationGrade grade);

/// ICD-10-CM codes without dot that begin alike ("I824"), or with anything from one beginning to another of the same length ("C00-C96").
struct DiagnosisCodes {
    std::string first, last;
    std::uint64_t low = 0, high = 0; ///< first and last as packed_diagnosis() has them

    /// `packed`: packed_diagnosis() of the code.
    bool hold(std::uint64_t packed) const {
        auto const unused = static_cast<unsigned>(64 - 8 * first.size());
        std::uint64_t const head = packed >> unused << unused;
        return low <= head && head <= high && (packed >> unused & 0xFF) != 0;
    }
};

/// The first eight characters of a code, with or without its dot, as an integer that is in the order of codes.
std::uint64_t packed_diagnosis(std::string_view code);

/// Diagnoses of one kind for one substance.
struct Indication {
    std::string substance; ///< as in [[drug]]
    std::string name;      ///< of the diagnoses: "acute deep vein thrombosis of the leg"
    std::vector<DiagnosisCodes> codes;
    IndicationGrade grade = IndicationGrade::supporting;
    std::vector<DiagnosisCodes> with;                        ///< the grade holds beside one of these; empty = always
    IndicationGrade otherwise = IndicationGrade::supporting; ///< the grade without them
    bool dose_by_weight = false;                             ///< the dose for it hangs on the patient's weight
    Severity severity = Severity::warning;                   ///< of what speaks against the drug
    std::string source;
    Validity valid;

    /// `packed`: packed_diagnosis() of the code.
    bool hold(std::uint64_t packed) const;
};

/// The indications of a substance, and which of the first 64 are of a kind: bit n stands for the nth.
struct DrugUses {
    std::span<Indication const> all; ///< none = the policy knows nothing of the substance's use
    std::uint64_t plain = 0;         ///< a reason by itself, whatever the day and the other diagnoses
    std::uint64_t against = 0;       ///< speaks against the drug
};

/// Key of an entry: substance and name.
class Indications {
public:
    void read(TableReader& root);
    void lay(Indications const& later);
    void finish();

    std::vector<Indication> const& all() const { return all_; }
    DrugUses of(std::string_view substance) const;

private:
    struct Run {
        std::size_t first, count;
        DrugUses uses; ///< without `all`: the policy can be moved
    };
    std::vector<Indication> all_; ///< ascending by substance
    std::vector<Run> substances_; ///< in it; few
};

} // namespace rules
