#include "edi/claim/claim.hpp"

namespace edi {

void Claim::clear() {
    static constexpr ClaimValues nothing;
    ClaimValues::operator=(nothing);
    dates.clear();
    references.clear();
    amounts.clear();
    notes.clear();
    attachments.clear();
    codes.clear();
    providers.clear();
    other_payers.clear();
    remarks.clear();
    lines.clear();
    adjudications.clear();
    adjustments.clear();
}

} // namespace edi
