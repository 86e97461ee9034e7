// Section [[drug]]: what a code's billing unit holds, which packages there are, how many units a day may have.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "edi/text/values.hpp"
#include "rules/rule.hpp"
#include "rules/validity.hpp"

namespace rules {

class TableReader;
class CodeTables;

/// The 11 digits of an NDC as a number; 0 when `ndc` is no such text (no NDC is 0).
std::uint64_t ndc_number(std::string_view ndc);

/// Whether what is left in a container may be given to another patient. JW and JZ tell of single-dose containers only.
enum class Container : std::uint8_t { unknown, single_dose, multi_dose };

/// What one package of an NDC holds, to convert CTP quantities into billing units.
struct NdcStrength {
    std::string ndc;              ///< 11 digits
    std::uint64_t number = 0;     ///< ndc as a number
    edi::Decimal amount_per_item; ///< in the drug's unit_measure; 5000 (IU) a syringe
    edi::Decimal ml_per_item;     ///< 0 = not a liquid
    std::int64_t items_per_package = 1;
    Container container = Container::unknown;
    bool trusted = true;         ///< good enough to say that units are wrong; the crosswalk has rows that contradict themselves
    bool volume_guessed = false; ///< ml_per_item comes from a table that does not say whether it counts millilitres; 0: not even a guess
    Validity valid;
};

/// A limit on the units of one drug, one patient, one day.
struct DayLimit {
    edi::Decimal units;
    Severity severity = Severity::warning; ///< MUE with indicator 3 is advice, a policy's own limit may be an error
    AppliesTo applies_to = AppliesTo::both;
    std::string source;
    Validity valid;
};

/// The highest dose of a day that depends on the patient's weight.
struct WeightDose {
    edi::Decimal most_per_kg;  ///< in the drug's unit_measure
    std::int64_t from_age = 0; ///< years; younger patients have doses of their own
    std::string source;
};

/// An amount that people wrongly take one billing unit for.
struct UnitBelief {
    edi::Decimal unit_amount; ///< in the drug's unit_measure
    std::string reason;       ///< whose belief it is, for messages
};

struct Drug {
    std::string code;               ///< HCPCS: "J2371"
    std::string substance;          ///< "dalteparin sodium"
    std::string unit_measure;       ///< IU, MG, MCG, ML
    edi::Decimal unit_amount;       ///< measure in one billing unit: 250
    std::string route;              ///< "subcutaneous"
    std::vector<std::string> names; ///< capital words that name the substance in a description: DALTEPARIN, FRAGMIN
    std::vector<NdcStrength> ndcs;  ///< ascending by number
    std::string ndc_source;
    std::vector<DayLimit> limits;
    std::vector<UnitBelief> beliefs;
    std::optional<WeightDose> weight_dose;
    std::vector<std::string> incompatible_modifiers; ///< ascending
    std::string source;
    bool redefines = false; ///< the policy means another drug by the code than CMS does
    bool listed = false;    ///< not of the policy: known from the code tables only, with its NDCs and nothing else
    Validity valid;
};

/// One drug that lists an NDC.
struct NdcOwner {
    std::uint64_t ndc = 0;
    std::uint32_t drug = 0, strength = 0; ///< -> Drugs::drug_of(), Drug::ndcs
};

/// Key of an entry: its code; all entries of a code are replaced together.
class Drugs {
public:
    void read(TableReader& root);
    void lay(Drugs const& later);
    void finish();

    std::span<Drug const> all() const { return drugs_; } ///< ascending by code, then by first day
    /// The drug that `code` is on `day`, or null.
    Drug const* on_day(std::string_view code, edi::Day day) const;
    /// The drug that `code` is when the day is not known: the entry for the code if there is exactly one, else null.
    Drug const* on_unknown_day(std::string_view code) const;
    /// Cheap test before the exact one: may `code` be a drug of the policy, at some date? Sure only when it says no.
    bool knows(std::string_view code) const;

    /// Adds the drugs that only the code tables know, by the codes that the policy does not define. After finish().
    void add_listed(CodeTables const& tables);

    /// All drugs that list an NDC, whatever the day, those of the policy first, in order of code; none: nobody knows the NDC.
    std::span<NdcOwner const> owners(std::uint64_t ndc) const;
    Drug const& drug_of(NdcOwner const& owner) const {
        return owner.drug < drugs_.size() ? drugs_[owner.drug] : listed_[owner.drug - drugs_.size()];
    }
    NdcStrength const& strength_of(NdcOwner const& owner) const { return drug_of(owner).ndcs[owner.strength]; }

private:
    void index_codes();
    void index_ndcs();
    bool defines(std::string_view code, bool& redefines) const;
    std::span<Drug const> entries(std::string_view code) const;

    /// The entries of one code in drugs_; `count` 0 = a free slot.
    struct CodeSlot {
        std::uint64_t key = 0; ///< packed_code() of the code
        std::uint32_t first = 0, count = 0;
    };

    std::vector<Drug> drugs_;
    std::vector<CodeSlot> code_slots_ = std::vector<CodeSlot>(1); ///< drugs_ by hash of the code; a power of two, most of them free
    std::vector<Drug> listed_;                                    ///< ascending by code
    std::vector<NdcOwner> owners_;                                ///< ascending by NDC, then by drug
};

} // namespace rules
