// Policies: everything about drugs, limits, modifiers and severities that is data and not code, with dates of service and sources.
// Written in TOML; the built-in ones (`j2371`, the default, and `cms`) are compiled in from rules/policies/*.toml.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "edi/text/values.hpp"
#include "rules/rule.hpp"
#include "rules/snip.hpp"

namespace rules {

/// Dates of service for which an entry holds; both ends inclusive.
struct Validity {
    edi::Day from{INT32_MIN}, to{INT32_MAX};
    bool holds(edi::Day day) const { return from <= day && day <= to; }
};

/// The 11 digits of an NDC as a number; 0 when `ndc` is no such text (no NDC is 0).
std::uint64_t ndc_number(std::string_view ndc);

/// What one package of an NDC holds, to convert CTP quantities into billing units.
struct NdcStrength {
    std::string ndc;              ///< 11 digits
    std::uint64_t number = 0;     ///< ndc as a number
    edi::Decimal amount_per_item; ///< in the drug's unit_measure; 5000 (IU) a syringe
    edi::Decimal ml_per_item;     ///< 0 = not a liquid
    std::int64_t items_per_package = 1;
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

/// An amount that people wrongly take one billing unit for.
struct UnitBelief {
    edi::Decimal unit_amount; ///< in the drug's unit_measure
    std::string reason;       ///< whose belief it is, for messages
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
    std::vector<UnitBelief> beliefs;
    std::vector<std::string> incompatible_modifiers; ///< ascending
    std::string source;
    Validity valid;
};

/// Two modifiers that contradict each other on one line.
struct ModifierConflict {
    std::string first, second; ///< first < second
    Severity severity = Severity::error;
    std::string reason, source;
    Validity valid;
};

/// A modifier that does not belong on any drug line.
struct ModifierMisuse {
    std::string modifier;
    Severity severity = Severity::error;
    std::string reason, source;
    Validity valid;
};

/// A procedure code that names no product: what was given must be said in words.
struct UnclassifiedCode {
    std::string code, source;
    Validity valid;
};

/// Something the user must be told whenever this policy is in force ("J2371 is phenylephrine in the CMS code set").
struct Notice {
    std::string code, text, source;
};

/// One policy file in force: what outputs name.
struct PolicySource {
    std::string id, version, sha256; ///< sha256 of the TOML text, lower-case hex
};

struct PolicyError {
    std::string file;
    std::uint32_t line = 0, column = 0; ///< 1-based; 0 = unknown
    std::string message;                ///< says what to do
};

class Policy {
public:
    /// The drug that `code` is on `day`, or null.
    Drug const* drug(std::string_view code, edi::Day day) const;
    /// The drug that `code` is when the day is not known: the entry for the code if there is exactly one, else null.
    Drug const* drug_on_unknown_day(std::string_view code) const;
    /// Cheap test before the exact one: may `code` be a drug of the policy, at some date? Sure only when it says no.
    bool knows_drug(std::string_view code) const;

    std::span<Drug const> drugs() const { return drugs_; }
    std::span<ModifierConflict const> conflicts() const { return conflicts_; }
    std::span<ModifierMisuse const> misuses() const { return misuses_; }
    /// May `modifier` be a misuse, or incompatible with some drug, at some date? Sure only when it says no.
    bool may_reject_modifier(std::string_view modifier) const;
    /// Modifiers that justify a second line of the same drug on the same day (76, 77, 59, XE, XP, XS, XU, JW ...), ascending.
    std::span<std::string const> repeat_modifiers() const { return repeat_modifiers_; }
    /// May `code` name no product, at some date? Sure only when it says no.
    bool may_be_unclassified(std::string_view code) const {
        return !code.empty() && (unclassified_letters_ >> (code[0] & 31) & 1) != 0 && is_unclassified(code, std::nullopt);
    }
    /// Does `code` name no product on `day`? Without a day every entry holds.
    bool is_unclassified(std::string_view code, std::optional<edi::Day> day) const;
    std::span<Notice const> notices() const { return notices_; }
    std::span<PolicySource const> sources() const { return sources_; }
    /// Tolerance of the COB equations in cents (0 = exact).
    std::int64_t cob_tolerance() const { return cob_tolerance_; }
    /// The name findings carry: ids of the sources in force, joined with '+'.
    std::string_view name() const { return name_; }

    /// Severity of a rule, or nothing when the policy switches it off.
    std::optional<Severity> severity(Rule const& rule) const;

    /// Switches off every rule of another SNIP type, for this run.
    void limit_to(SnipTypes types);
    /// The types that the run is limited to.
    SnipTypes snip() const { return snip_; }

private:
    friend struct PolicyLoader;
    std::span<Drug const> entries(std::string_view code) const;
    void index_drugs();
    void list_rejected_modifiers();
    void index_unclassified();

    /// The entries of one code in drugs_; `count` 0 = a free slot.
    struct CodeSlot {
        std::uint64_t key = 0; ///< packed_code() of the code
        std::uint32_t first = 0, count = 0;
    };

    std::vector<Drug> drugs_;                                     ///< ascending by code, then by first day
    std::vector<CodeSlot> code_slots_ = std::vector<CodeSlot>(1); ///< drugs_ by hash of the code; a power of two, most of them free
    std::vector<std::uint64_t> rejected_modifiers_;               ///< of misuses and drugs: packed_code(), ascending
    std::vector<ModifierConflict> conflicts_;
    std::vector<ModifierMisuse> misuses_;
    std::vector<UnclassifiedCode> unclassified_; ///< ascending by code
    std::uint32_t unclassified_letters_ = 0;     ///< bit c & 31 of each first letter c: most codes have another
    std::vector<std::string> repeat_modifiers_;
    std::vector<Notice> notices_;
    std::vector<PolicySource> sources_;
    std::vector<std::optional<Severity>> severities_; ///< by rule_index
    std::int64_t cob_tolerance_ = 0;
    SnipTypes snip_;
    std::string name_;
};

/// Names of the built-in policies: "cms", "j2371".
std::span<std::string_view const> builtin_policies();

/// Layers the named policies, later ones over earlier ones (an entry with the same key replaces: a drug's code, a pair of modifiers, a
/// modifier, an unclassified code, a notice's code, a rule; of repeat modifiers and the tolerance the last ones given count). Each of `names` is a built-in name or a
/// path of a TOML file; none = the default `j2371`.
std::variant<Policy, PolicyError> load_policies(std::span<std::string const> names);

/// One policy's TOML text with the name it has in errors.
struct PolicyText {
    std::string file, text;
};

/// The same from texts that are already read.
std::variant<Policy, PolicyError> layer_policies(std::span<PolicyText const> layers);

} // namespace rules
