// What a policy has in force for the rules that stand on it, in words: `scrub837 explain`. A rule names its writer in its form (Rule::data).
#pragma once

#include <optional>

#include "edi/text/values.hpp"
#include "rules/message.hpp"

namespace rules {

class Policy;

// Each appends a line for every entry that holds for services on `day`; without a day for all entries, with the days for which they hold.
void show_drugs(Policy const& policy, std::optional<edi::Day> day, Message& out);
void show_packages(Policy const& policy, std::optional<edi::Day> day, Message& out);
void show_day_limits(Policy const& policy, std::optional<edi::Day> day, Message& out);
void show_incompatible_modifiers(Policy const& policy, std::optional<edi::Day> day, Message& out);
void show_conflicts(Policy const& policy, std::optional<edi::Day> day, Message& out);
void show_misuses(Policy const& policy, std::optional<edi::Day> day, Message& out);
void show_repeat_modifiers(Policy const& policy, std::optional<edi::Day> day, Message& out);
void show_unclassified(Policy const& policy, std::optional<edi::Day> day, Message& out);
void show_payers(Policy const& policy, std::optional<edi::Day> day, Message& out);
void show_indications(Policy const& policy, std::optional<edi::Day> day, Message& out);
void show_routes(Policy const& policy, std::optional<edi::Day> day, Message& out);
void show_discards(Policy const& policy, std::optional<edi::Day> day, Message& out);
void show_obsolete_ndcs(Policy const& policy, std::optional<edi::Day> day, Message& out);
void show_similar_codes(Policy const& policy, std::optional<edi::Day> day, Message& out);
void show_locations(Policy const& policy, std::optional<edi::Day> day, Message& out);
void show_drug_revenue(Policy const& policy, std::optional<edi::Day> day, Message& out);
void show_unit_limits(Policy const& policy, std::optional<edi::Day> day, Message& out);
void show_tolerance(Policy const& policy, std::optional<edi::Day> day, Message& out);

} // namespace rules
