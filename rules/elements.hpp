// What differs between 837P and 837I, where a line was done, and payers in messages.
#pragma once

#include <string_view>

#include "edi/claim/claim.hpp"
#include "rules/message.hpp"

namespace rules {

inline bool is_professional(edi::Claim const& claim) {
    return claim.guide == edi::GuideId::professional;
}
inline std::string_view units_element(edi::Claim const& claim) {
    return is_professional(claim) ? "SV104" : "SV205";
}
inline std::string_view basis_element(edi::Claim const& claim) {
    return is_professional(claim) ? "SV103" : "SV204";
}
inline std::string_view charge_element(edi::Claim const& claim) {
    return is_professional(claim) ? "SV102" : "SV203";
}

/// Where a line was done: at the claim's place, unless it names its own. Naming the same one again says nothing new (N404).
inline std::string_view place_of(edi::Claim const& claim, edi::ServiceLine const& line) {
    return line.place_of_service.present() ? line.place_of_service.text : claim.facility_code.text;
}

/// "payer PMH01"
inline void say_payer(Message& m, edi::Field const& id) {
    if (id.present())
        m << "payer " << id.text;
    else
        m << "a payer without id";
}

} // namespace rules
