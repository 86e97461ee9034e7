#include "rules/envelope/wording.hpp"

namespace rules {

void say_disagreement(Message& m, std::string_view element, std::string_view other, EnvelopeDetail const& detail) {
    m << element << " is \"";
    m.printable(detail.found, 40) << "\" but " << other << " \"";
    m.printable(detail.expected, 40) << '"';
}

} // namespace rules
