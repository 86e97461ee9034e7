#include "edi/claim/claim.hpp"

#include <utility>

namespace edi {

void Claim::clear() {
    Claim fresh;
    // The emptied vectors move over with their memory; every other member, also one added later, starts anew.
    auto const keep = [&](auto Claim::*vector) {
        (this->*vector).clear();
        (fresh.*vector).swap(this->*vector);
    };
    keep(&Claim::dates);
    keep(&Claim::references);
    keep(&Claim::amounts);
    keep(&Claim::notes);
    keep(&Claim::attachments);
    keep(&Claim::codes);
    keep(&Claim::providers);
    keep(&Claim::other_payers);
    keep(&Claim::lines);
    keep(&Claim::adjudications);
    keep(&Claim::adjustments);
    *this = std::move(fresh);
}

} // namespace edi
