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
        "2430",  "2440",                                                                             //
        "2000D", "2100A",  "2100B",  "2100C",  "2100D", "2200A", "2200B", "2200C", "2200D", "2220D", //
        "2000",  "2100",   "2110",
    };
    static_assert(std::size(names) == static_cast<std::size_t>(LoopId::count));
    return loop < LoopId::count ? names[static_cast<std::size_t>(loop)] : std::string_view{};
}

Guide const& guide(GuideId id) {
    switch (id) {
        case GuideId::institutional: return institutional_guide;
        case GuideId::claim_acknowledgement: return claim_acknowledgement_guide;
        case GuideId::implementation_acknowledgement: return implementation_acknowledgement_guide;
        case GuideId::interchange_acknowledgement: return interchange_acknowledgement_guide;
        default: return professional_guide;
    }
}

GuideChoice choose_guide(std::string_view version) {
    for (auto const* known :
         {&professional_guide, &institutional_guide, &claim_acknowledgement_guide, &implementation_acknowledgement_guide}) {
        if (version == known->version) return {Support::exact, known->id};
    }
    for (auto const errata : {"005010X222", "005010X222A2"}) {
        if (version == errata) return {Support::nearest, GuideId::professional};
    }
    for (auto const errata : {"005010X223", "005010X223A1", "005010X223A3"}) {
        if (version == errata) return {Support::nearest, GuideId::institutional};
    }
    if (version == "005010X231") return {Support::nearest, GuideId::implementation_acknowledgement};
    return {};
}

} // namespace edi
