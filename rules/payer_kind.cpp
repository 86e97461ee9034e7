#include "rules/payer_kind.hpp"

namespace rules {

std::string_view payer_kind(std::string_view filing_code) {
    struct Kind {
        std::string_view code, name;
    };
    static constexpr Kind kinds[] = {
        {"CI", "commercial"}, {"BL", "commercial"}, {"HM", "commercial"},         {"12", "commercial"}, {"13", "commercial"},
        {"14", "commercial"}, {"15", "commercial"}, {"FI", "commercial"},         {"MA", "medicare"},   {"MB", "medicare"},
        {"MC", "medicaid"},   {"CH", "government"}, {"16", "medicare-advantage"}, {"VA", "government"}, {"OF", "government"},
        {"TV", "government"}, {"AM", "casualty"},   {"LM", "casualty"},           {"WC", "casualty"},
    };
    if (filing_code.empty()) return {};
    for (Kind const& kind : kinds)
        if (kind.code == filing_code) return kind.name;
    return "other";
}

} // namespace rules
