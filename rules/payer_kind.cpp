#include "rules/payer_kind.hpp"

namespace rules {
namespace {

struct Kind {
    std::string_view code, name;
};

constexpr Kind kinds[] = {
    {"12", "commercial"}, {"13", "commercial"}, {"14", "commercial"}, {"15", "commercial"}, {"16", "medicare-advantage"},
    {"AM", "casualty"},   {"BL", "commercial"}, {"CH", "government"}, {"CI", "commercial"}, {"FI", "commercial"},
    {"HM", "commercial"}, {"LM", "casualty"},   {"MA", "medicare"},   {"MB", "medicare"},   {"MC", "medicaid"},
    {"OF", "government"}, {"TV", "government"}, {"VA", "government"}, {"WC", "casualty"},
};

} // namespace

std::string_view payer_kind(std::string_view filing_code) {
    if (filing_code.empty()) return {};
    for (Kind const& kind : kinds)
        if (kind.code == filing_code) return kind.name;
    return "other";
}

std::vector<std::string_view> filing_codes_of(std::string_view name) {
    std::vector<std::string_view> codes;
    for (Kind const& kind : kinds)
        if (kind.name == name) codes.push_back(kind.code);
    return codes;
}

} // namespace rules
