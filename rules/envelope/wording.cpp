#include "rules/envelope/wording.hpp"

namespace rules {

void say_disagreement(Message& m, std::string_view element, std::string_view other, EnvelopeDetail const& detail) {
    m << element << " is \"";
    m.printable(detail.found, 40) << "\" but " << other << " \"";
    m.printable(detail.expected, 40) << '"';
}

void say_wrong_count(Message& m, std::string_view element, std::string_view whole, std::string_view parts, EnvelopeDetail const& detail) {
    m << element << " is \"";
    m.printable(detail.found, 40) << "\" but " << whole << ' ' << detail.expected << ' ';
    if (detail.expected == "1") parts.remove_suffix(1);
    m << parts;
}

void say_lost_claims(Message& m, EnvelopeDetail const& detail) {
    if (!detail.expected.empty()) m << "; claims among them, which are rejected and in no 277CA: " << detail.expected;
}

void say_unanswered(Message& m, EnvelopeDetail const& detail) {
    if (!detail.expected.empty()) m << "; " << detail.expected;
}

} // namespace rules
