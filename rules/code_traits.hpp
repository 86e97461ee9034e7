// Traits of a claim that the rules on code sets (family K) hang on.
#pragma once

#include "edi/claim/claim.hpp"
#include "rules/policy.hpp"
#include "rules/traits.hpp"

namespace rules {

/// Looks every code of the claim up once. May say too much, never too little.
Traits code_traits(edi::Claim const& claim, Policy const& policy);

} // namespace rules
