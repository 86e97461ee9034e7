// Rows of the code tables: plain structs without padding that matters, so that a table is one array that can be compiled into the program.
// Sources and periods stand in the text files of this folder; README.md says what each column means.
#pragma once

#include <cstdint>
#include <string_view>

#include "edi/text/values.hpp"
#include "rules/validity.hpp"

namespace rules {

/// A code of up to eight characters as one integer that sorts as the text does: the first character is in the highest byte. 0 = none.
using CodeKey = std::uint64_t;

constexpr CodeKey code_key(std::string_view code) {
    if (code.size() > 8) return 0;
    CodeKey key = 0;
    for (std::size_t i = 0; i < code.size(); ++i) key |= CodeKey{static_cast<unsigned char>(code[i])} << (56 - 8 * i);
    return key;
}

/// The code of a key, for messages.
struct CodeText {
    char text[8];
    std::uint32_t size = 0;

    explicit constexpr CodeText(CodeKey key) : text{} {
        for (; size < 8; ++size) {
            text[size] = static_cast<char>(key >> (56 - 8 * size) & 0xFF);
            if (text[size] == '\0') break;
        }
    }
    constexpr operator std::string_view() const { return {text, size}; } // NOLINT: it is that text
};

/// Where a text stands among the texts of its table.
struct TextSpan {
    std::uint32_t begin = 0, size = 0;
};

/// HCPCS Level II.
struct ProcedureRow {
    CodeKey code = 0;
    CodeKey successor = 0; ///< the code that names the same drug since this one ended; 0 = not known
    Validity valid;
    TextSpan text;                  ///< CMS's short description
    std::uint8_t from_inferred = 0; ///< 1: began on this day or later; nobody told us when
    std::uint8_t to_inferred = 0;   ///< 1: ended on this day or before; nobody told us when
    std::uint8_t unclassified = 0;  ///< 1: CMS lists it as not otherwise classified; some of these have a dose all the same
    std::uint8_t unused[5] = {};
};

struct ModifierRow {
    CodeKey code = 0;
    Validity valid;
    std::uint8_t cpt = 0; ///< 1: CPT, 0: HCPCS
    std::uint8_t unused[7] = {};
};

/// For whom a limit of units holds: suppliers of durable equipment, outpatient hospitals, practitioners.
enum class ServiceType : std::uint8_t { equipment, outpatient, practitioner };

/// A medically unlikely edit.
struct UnitLimitRow {
    CodeKey code = 0;
    std::uint32_t units = 0;
    ServiceType service = ServiceType::practitioner;
    std::uint8_t indicator = 0; ///< 1 per line, 2 per day (policy, absolute), 3 per day (clinical)
    std::uint8_t unused[2] = {};
    TextSpan rationale; ///< "Prescribing Information"
};

enum class Measure : std::uint8_t { none, mg, mcg, g, ml, iu, meq, square_cm };

/// "MG"; "" for none.
std::string_view measure_name(Measure measure);

/// One HCPCS code of one NDC, from CMS's crosswalk.
struct PackageRow {
    std::uint64_t ndc = 0; ///< the 11 digits as a number
    CodeKey code = 0;
    edi::Decimal amount;         ///< what one billing unit holds, in `measure`; 0 where the crosswalk says more than a number and a measure
    edi::Decimal size;           ///< what one item holds: mL of a liquid, else mg, cm2 or 1; the crosswalk does not say which
    edi::Decimal items;          ///< items (syringes, vials) of the NDC
    edi::Decimal units_per_item; ///< billing units
    edi::Decimal units_per_package; ///< as printed; 0 = not printed
    TextSpan name;                  ///< of the product
    Measure measure = Measure::none;
    std::uint8_t consistent = 0;    ///< 1: units_per_item x items is units_per_package
    std::uint8_t several_codes = 0; ///< 1: the NDC stands in the crosswalk with other codes too
    std::uint8_t unused[5] = {};

    /// Good enough to say that units are wrong (REFERENCE.md A3).
    bool trusted() const { return consistent != 0 && several_codes == 0 && measure != Measure::none; }
};

/// CMS's payment limit (ASP plus 6 percent) of one billing unit.
struct PriceRow {
    CodeKey code = 0;
    edi::Decimal limit; ///< US dollars
};

/// How Medicare's outpatient prospective payment treats a code.
struct OutpatientRow {
    CodeKey code = 0;
    Validity valid;
    CodeKey status = 0; ///< "N": packaged, "K": paid on its own, ...
};

struct PlaceRow {
    CodeKey code = 0;
    TextSpan text;
    std::uint8_t facility = 0; ///< 1: paid as a facility
    std::uint8_t unused[7] = {};
};

enum class AdjustmentKind : std::uint8_t { group, reason, remark };

struct AdjustmentRow {
    CodeKey code = 0;
    Validity valid;
    AdjustmentKind kind = AdjustmentKind::group;
    std::uint8_t unused[7] = {};
};

enum class StatusKind : std::uint8_t { category, status };

struct ClaimStatusRow {
    CodeKey code = 0;
    Validity valid;
    StatusKind kind = StatusKind::category;
    std::uint8_t unused[7] = {};
};

/// ICD-10-CM, without the point; the lowest byte of `packed` says whether the code can be billed.
struct DiagnosisRow {
    std::uint64_t packed = 0;
    constexpr CodeKey code() const { return packed & ~std::uint64_t{0xFF}; }
    bool billable() const { return (packed & 0xFF) != 0; }
};

enum class StateKind : std::uint8_t { state, territory, province };

struct StateRow {
    CodeKey code = 0;
    StateKind kind = StateKind::state;
    std::uint8_t unused[7] = {};
};

} // namespace rules
