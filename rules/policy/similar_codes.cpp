#include "rules/policy/similar_codes.hpp"

#include "rules/policy/lay_over.hpp"
#include "rules/policy/table_reader.hpp"

namespace rules {

void SimilarCodes::read(TableReader& root) {
    root.each("similar", [&](TableReader& entry) {
        SimilarCode similar;
        similar.code = entry.text("code", true);
        similar.reason = entry.text("reason", true);
        similar.source = entry.text("source", true);
        similar.valid = entry.validity();
        codes_.push_back(std::move(similar));
    });
}

void SimilarCodes::lay(SimilarCodes const& later) {
    lay_over(codes_, later.codes_, [](SimilarCode const& a, SimilarCode const& b) { return a.code == b.code; });
}

void SimilarCodes::finish() {
    letters_ = 0;
    for (SimilarCode const& entry : codes_) letters_ |= 1U << (entry.code[0] & 31);
}

SimilarCode const* SimilarCodes::find(std::string_view code, std::optional<edi::Day> day) const {
    for (SimilarCode const& entry : codes_)
        if (entry.code == code && (!day || entry.valid.holds(*day))) return &entry;
    return nullptr;
}

} // namespace rules
