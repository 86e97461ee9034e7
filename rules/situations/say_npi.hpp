// How both rules on NPIs put it.
#pragma once

#include "edi/claim/claim.hpp"
#include "edi/text/digits.hpp"
#include "rules/message.hpp"

namespace rules {

/// "NPI 1300200051 has a wrong check digit": `provider` has a wrong NPI.
inline void say_npi(Message& m, edi::Party const& provider) {
    std::string_view const id = provider.id.text;
    bool const digits = edi::all_digits(id);
    m << "NPI ";
    m.printable(id, 16);
    if (!digits)
        m << " has characters that are no digits";
    else if (id.size() == 10)
        m << " has a wrong check digit";
    else
        m << " has " << id.size() << (id.size() == 1 ? " digit" : " digits") << ", not ten";
}

} // namespace rules
