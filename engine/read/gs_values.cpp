#include "engine/read/gs_values.hpp"

#include "edi/envelope/kinds.hpp"
#include "edi/text/digits.hpp"
#include "edi/text/values.hpp"

namespace engine::read {
namespace {

bool is_party(std::string_view id) {
    return id.size() >= 2 && id.size() <= 15;
}

bool is_day(std::string_view text) {
    return text.size() == 8 && edi::read_day(text).reading == edi::Reading::ok;
}

} // namespace

std::vector<GsMistake> gs_mistakes(GroupScope const& group, std::string_view responsible, bool more) {
    std::vector<GsMistake> found;
    auto const demand = [&](bool good, std::uint8_t element, std::string_view wanted, std::string_view value) {
        if (!good) found.push_back({element, wanted, std::string(value)});
    };
    demand(!edi::set_of_group(group.kind).empty(), 1, "a kind of group of the guides, HC for claims", group.kind);
    demand(is_party(group.sender), 2, "the sender, 2 to 15 characters", group.sender);
    demand(is_party(group.receiver), 3, "the receiver, 2 to 15 characters", group.receiver);
    demand(is_day(group.date), 4, "a day, CCYYMMDD", group.date);
    demand(edi::is_time(group.time), 5, "a time, HHMM", group.time);
    demand(responsible == "X", 7, "X", responsible);
    // What no guide has as its version has a rule of its own.
    demand(group.version.size() <= 12, 8, "a version, at most 12 characters", group.version);
    demand(!more, 9, "left out: a GS has eight elements", "...");
    return found;
}

} // namespace engine::read
