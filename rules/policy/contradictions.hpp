// Where a policy and the code tables speak of different drugs under one code.
#pragma once

#include <vector>

#include "rules/policy/section_list.hpp"
#include "rules/tables/code_tables.hpp"

namespace rules {

/// One notice for each drug or meaning of the policy whose code is another substance in the tables, or has a unit of another size there.
/// Only codes that the tables have in the period of the entry; a brand name that the tables use is no contradiction where the unit is the same.
std::vector<Notice> contradictions(PolicySections const& policy, CodeTables const& tables);

} // namespace rules
