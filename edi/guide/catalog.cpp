// The guides we have, by id and by the version that GS08 or ST03 names.
#include <iterator>

#include "edi/guide/outline_rows.hpp"

namespace edi {

std::string_view loop_name(LoopId loop) {
    static constexpr std::string_view names[] = {
        "",      "header",                                                                           //
        "1000A", "1000B",                                                                            //
        "2000A", "2010AA", "2010AB", "2010AC",                                                       //
        "2000B", "2010BA", "2010BB",                                                                 //
        "2000C", "2010CA",                                                                           //
        "2300",  "2310A",  "2310B",  "2310C",  "2310D", "2310E", "2310F",                            //
        "2320",  "2330A",  "2330B",  "2330C",  "2330D", "2330E", "2330F", "2330G", "2330H", "2330I", //
        "2400",  "2410",   "2420A",  "2420B",  "2420C", "2420D", "2420E", "2420F", "2420G", "2420H", //
        "2430",  "2440",
    };
    static_assert(std::size(names) == static_cast<std::size_t>(LoopId::count));
    return loop < LoopId::count ? names[static_cast<std::size_t>(loop)] : std::string_view{};
}

Guide const& guide(GuideId id) {
    return id == GuideId::institutional ? institutional_guide : professional_guide;
}

GuideChoice choose_guide(std::string_view version) {
    for (auto const* known : {&professional_guide, &institutional_guide}) {
        if (version == known->version) return {Support::exact, known->id};
    }
    for (auto const errata : {"005010X222", "005010X222A2"}) {
        if (version == errata) return {Support::nearest, GuideId::professional};
    }
    for (auto const errata : {"005010X223", "005010X223A1", "005010X223A3"}) {
        if (version == errata) return {Support::nearest, GuideId::institutional};
    }
    return {};
}

} // namespace edi
