#include "rules/snip.hpp"

#include <array>

namespace rules {

std::string_view snip_name(unsigned type) {
    static constexpr std::array<std::string_view, snip_types + 1> names{"",           "syntax",    "guide",    "balancing",
                                                                        "situations", "code sets", "services", "trading partner"};
    return type < names.size() ? names[type] : std::string_view();
}

std::string SnipTypes::text() const {
    std::string list;
    for (unsigned first = 1; first <= snip_types; ++first) {
        if (!holds(first)) continue;
        unsigned last = first;
        while (last < snip_types && holds(last + 1)) ++last;
        if (!list.empty()) list += ',';
        list += std::to_string(first);
        if (last > first) list += "-" + std::to_string(last);
        first = last;
    }
    return list;
}

std::optional<SnipTypes> SnipTypes::read(std::string_view text) {
    auto const type = [&]() -> unsigned {
        if (text.empty() || text[0] < '1' || text[0] > static_cast<char>('0' + snip_types)) return 0;
        auto const number = static_cast<unsigned>(text[0] - '0');
        text.remove_prefix(1);
        return number;
    };
    auto const follows = [&](char mark) {
        bool const there = !text.empty() && text[0] == mark;
        if (there) text.remove_prefix(1);
        return there;
    };
    SnipTypes types;
    types.bits_ = 0;
    do {
        unsigned const first = type();
        unsigned const last = follows('-') ? type() : first;
        if (first == 0 || last < first) return {};
        for (unsigned n = first; n <= last; ++n) types.bits_ = static_cast<std::uint8_t>(types.bits_ | 1U << n);
    } while (follows(','));
    if (!text.empty()) return {};
    return types;
}

} // namespace rules
