// Traits of a claim that the rules on situations (family N) hang on.
#pragma once

#include "edi/claim/claim.hpp"
#include "rules/policy.hpp"
#include "rules/traits.hpp"

namespace rules {

/// Looks once over the claim and sees to it that an ordinary one is spared these rules. May say too much, never too little.
Traits situation_traits(edi::Claim const& claim, Policy const& policy);

} // namespace rules
