#include "rules/policy.hpp"

#include <algorithm>

#include "rules/policy/packed_code.hpp"

namespace rules {

void Policy::finish() {
    sections_.finish();
    for (ModifierMisuse const& misuse : misuses()) rejected_modifiers_.push_back(packed_code(misuse.modifier));
    for (Drug const& drug : drugs())
        for (std::string const& modifier : drug.incompatible_modifiers) rejected_modifiers_.push_back(packed_code(modifier));
    std::sort(rejected_modifiers_.begin(), rejected_modifiers_.end());
}

bool Policy::may_reject_modifier(std::string_view modifier) const {
    return std::binary_search(rejected_modifiers_.begin(), rejected_modifiers_.end(), packed_code(modifier));
}

void Policy::limit_to(SnipTypes types) {
    snip_ = types;
    sections_.severities.limit_to(types);
}

} // namespace rules
