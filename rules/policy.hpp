// Policies: everything about drugs, limits, modifiers and severities that is data and not code, with dates of service and sources.
// Written in TOML; the built-in ones (`j2371`, the default, and `cms`) are compiled in from rules/policies/*.toml. What a policy consists of
// is listed in rules/policy/section_list.hpp; this is its front door.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "rules/file_mistake.hpp"
#include "rules/policy/section_list.hpp"
#include "rules/rule.hpp"
#include "rules/snip.hpp"
#include "rules/tables/code_tables.hpp"

namespace rules {

/// One policy file in force: what outputs name.
struct PolicySource {
    std::string id, version, sha256; ///< sha256 of the TOML text, lower-case hex
    std::string title = {};
};

/// One policy's TOML text with the name it has in errors.
struct PolicyText {
    std::string file, text;
};

class Policy {
public:
    PolicySections const& sections() const { return sections_; }
    /// The code tables that the policy rests on.
    CodeTables const& tables() const { return *tables_; }

    // What is asked most.
    Drug const* drug(std::string_view code, edi::Day day) const { return sections_.drugs.on_day(code, day); }
    Drug const* drug_on_unknown_day(std::string_view code) const { return sections_.drugs.on_unknown_day(code); }
    bool knows_drug(std::string_view code) const { return sections_.drugs.knows(code); }
    std::span<Drug const> drugs() const { return sections_.drugs.all(); }
    std::span<ModifierConflict const> conflicts() const { return sections_.modifiers.conflicts(); }
    std::span<ModifierMisuse const> misuses() const { return sections_.modifiers.misuses(); }
    std::span<std::string const> repeat_modifiers() const { return sections_.modifiers.repeat_modifiers(); }
    bool may_be_unclassified(std::string_view code) const { return sections_.unclassified.may_hold(code); }
    bool is_unclassified(std::string_view code, std::optional<edi::Day> day) const { return sections_.unclassified.holds(code, day); }
    /// Those of the policy files, then where the policy contradicts the code tables.
    std::span<Notice const> notices() const { return notices_; }
    std::int64_t cob_tolerance() const { return sections_.cob.tolerance(); }
    std::optional<Severity> severity(Rule const& rule) const {
        return rule.user ? sections_.user_rules.severity(rule) : sections_.severities.of(rule);
    }

    /// All rules: the built-in ones and those that the policy states, ascending by id.
    std::span<Rule const* const> rules() const { return rules_; }
    /// By id or name, letter case ignored; null when there is none.
    Rule const* find(std::string_view id_or_name) const;

    /// May `modifier` be a misuse, or incompatible with some drug, at some date? Sure only when it says no.
    bool may_reject_modifier(std::string_view modifier) const;

    /// From now on entries of policy and code tables are looked up as for services on `day`, whatever the dates of service.
    void look_up_as_of(edi::Day day) { as_of_ = day; }
    /// The day for which entries are looked up where a service was on `service`.
    edi::Day day_in_force(edi::Day service) const { return as_of_.value_or(service); }
    std::optional<edi::Day> as_of() const { return as_of_; }

    std::span<PolicySource const> sources() const { return sources_; }
    /// The name findings carry: ids of the sources in force, joined with '+'.
    std::string_view name() const { return name_; }

    /// Switches off every rule of another SNIP type, for this run.
    void limit_to(SnipTypes types);
    /// Switches off every other rule, and this one on, at its own severity where it was off: for examples.
    void limit_to(Rule const& rule);
    /// The types that the run is limited to.
    SnipTypes snip() const { return snip_; }

private:
    friend std::variant<Policy, PolicyError> layer_policies(std::span<PolicyText const> layers, CodeTables const& tables);
    std::optional<PolicyError> finish();

    PolicySections sections_;
    CodeTables const* tables_ = &CodeTables::builtin();
    std::vector<std::uint64_t> rejected_modifiers_; ///< of misuses and drugs: packed_code(), ascending
    std::vector<Rule const*> rules_;
    std::vector<Notice> notices_;
    std::vector<PolicySource> sources_;
    SnipTypes snip_;
    std::optional<edi::Day> as_of_;
    std::string name_;
};

/// Names of the built-in policies: "cms", "j2371".
std::span<std::string_view const> builtin_policies();

/// Layers the named policies over the code tables (kept by reference), later ones over earlier ones (an entry with the same key replaces; each section says what its key is). Each
/// of `names` is a built-in name or a path of a TOML file; none = the default `j2371`.
std::variant<Policy, PolicyError> load_policies(std::span<std::string const> names, CodeTables const& tables = CodeTables::builtin());

/// The texts that load_policies() layers.
std::variant<std::vector<PolicyText>, PolicyError> policy_texts(std::span<std::string const> names);

/// The entries of one policy's text that hold on a day of service (all of them without one), with their sources, for people.
std::string policy_entries(PolicyText const& text, std::optional<edi::Day> day);

/// What load_policies() does, with texts that are already read.
std::variant<Policy, PolicyError> layer_policies(std::span<PolicyText const> layers, CodeTables const& tables = CodeTables::builtin());

} // namespace rules
