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

/// The 11 digits of an NDC as a number; 0 when `ndc` is no such text (no NDC is 0).
std::uint64_t ndc_number(std::string_view ndc);

/// What one package of an NDC holds, to convert CTP quantities into billing units.
struct NdcStrength {
    std::string ndc;              ///< 11 digits
    std::uint64_t number = 0;     ///< ndc as a number
    edi::Decimal amount_per_item; ///< in the drug's unit_measure; 5000 (IU) a syringe
    edi::Decimal ml_per_item;     ///< 0 = not a liquid
    std::int64_t items_per_package = 1;
    std::optional<edi::Decimal> unit_dose; ///< the drug's unit_amount times ml_per_item, or times one; nothing when it does not fit
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

struct Drug {
    std::string code;              ///< HCPCS: "J2371"
    std::string substance;         ///< "dalteparin sodium"
    std::string unit_measure;      ///< IU, MG, MCG, ML
    edi::Decimal unit_amount;      ///< measure in one billing unit: 250
    std::string route;             ///< "subcutaneous"
    std::vector<NdcStrength> ndcs; ///< ascending by number
    std::string ndc_source;
    std::vector<DayLimit> limits;
    std::vector<std::string> incompatible_modifiers; ///< ascending
    std::string source;
    Validity valid;
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

private:
    std::span<Drug const> entries(std::string_view code) const;

    /// The entries of one code in drugs_; `count` 0 = a free slot.
    struct CodeSlot {
        std::uint64_t key = 0; ///< packed_code() of the code
        std::uint32_t first = 0, count = 0;
    };

    std::vector<Drug> drugs_;
    std::vector<CodeSlot> code_slots_ = std::vector<CodeSlot>(1); ///< drugs_ by hash of the code; a power of two, most of them free
};

} // namespace rules
