#include "edi/envelope/kinds.hpp"

namespace edi {
namespace {

struct Kind {
    std::string_view set, group;
};
constexpr Kind kinds[] = {{"837", "HC"}, {"270", "HS"}, {"271", "HB"}, {"276", "HR"}, {"277", "HN"}, {"278", "HI"},
                          {"820", "RA"}, {"834", "BE"}, {"835", "HP"}, {"999", "FA"}, {"997", "FA"}};

} // namespace

std::string_view group_of_set(std::string_view set) {
    for (Kind const& kind : kinds)
        if (kind.set == set) return kind.group;
    return {};
}

std::string_view set_of_group(std::string_view group) {
    for (Kind const& kind : kinds)
        if (kind.group == group) return kind.set;
    return {};
}

} // namespace edi
