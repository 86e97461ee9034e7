// Traits of a claim that the rules on situations (family N) hang on.
#pragma once

#include "edi/claim/claim.hpp"
#include "rules/known_codes.hpp"
#include "rules/line_traits.hpp"
#include "rules/policy.hpp"
#include "rules/traits.hpp"

namespace rules {

/// Looks once over the claim and sees to it that an ordinary one is spared these rules and those on code sets. May say too much, never too
/// little. `lines`: those of the claim, all of them added.
Traits situation_traits(edi::Claim const& claim, Policy const& policy, KnownCodes& known, LineTraits const& lines);

} // namespace rules
