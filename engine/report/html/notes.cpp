#include "engine/report/html/notes.hpp"

#include "engine/tally.hpp"

namespace engine::report::html {

Verdicts& Verdicts::operator+=(Verdicts const& other) {
    accepted += other.accepted;
    rejected += other.rejected;
    Tally::add(charges_accepted, other.charges_accepted);
    Tally::add(charges_rejected, other.charges_rejected);
    return *this;
}

Reasons& Reasons::operator+=(Reasons const& other) {
    own += other.own;
    level += other.level;
    unread += other.unread;
    damaged += other.damaged;
    return *this;
}

void Notes::clear() {
    items.clear();
    for (auto& list : parties) list.clear();
    doses.clear();
    claims.clear();
    below.clear();
    findings.clear();
    related.clear();
    segments.clear();
    messages.clear();
}

} // namespace engine::report::html
