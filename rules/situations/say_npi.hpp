// How both rules on NPIs put it.
#pragma once

#include "edi/claim/claim.hpp"
#include "rules/message.hpp"

namespace rules {

/// "NPI 1300200051 has a wrong check digit"
inline void say_npi(Message& m, edi::Party const& provider) {
    m << "NPI ";
    m.printable(provider.id.text, 16) << (provider.id.text.size() == 10 ? " has a wrong check digit" : " has not ten digits");
}

} // namespace rules
