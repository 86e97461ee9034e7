// How a value that cannot be read is told of.
#pragma once

#include "edi/text/values.hpp"
#include "rules/message.hpp"

namespace rules {

/// Whether the value was sent but cannot be read.
inline bool is_unreadable(edi::Reading reading) {
    return reading != edi::Reading::ok && reading != edi::Reading::absent;
}

/// `CLM02 is not an amount: "abc"`. At most 40 bytes of the value are shown.
inline void say_unreadable(Message& m, std::string_view element, edi::Reading reading, std::string_view text, std::string_view wanted) {
    m << element << ' ';
    switch (reading) {
        case edi::Reading::absent: m << "is empty"; return;
        case edi::Reading::too_long: m << "has more digits than " << wanted << " can have: "; break;
        case edi::Reading::too_precise: m << "has a fraction of a cent: "; break;
        case edi::Reading::malformed:
        case edi::Reading::ok: m << "is not " << wanted << ": "; break;
    }
    m << '"';
    m.printable(text, 40) << '"';
}

} // namespace rules
