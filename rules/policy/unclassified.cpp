#include "rules/policy/unclassified.hpp"

#include <algorithm>

#include "rules/policy/lay_over.hpp"
#include "rules/policy/table_reader.hpp"

namespace rules {

void Unclassified::read(TableReader& root) {
    root.each("unclassified", [&](TableReader& entry) {
        UnclassifiedCode code;
        code.source = entry.text("source", true);
        code.valid = entry.validity();
        for (std::string& each : entry.texts("codes", true)) {
            code.code = std::move(each);
            codes_.push_back(code);
        }
    });
}

void Unclassified::lay(Unclassified const& later) {
    lay_over(codes_, later.codes_, [](UnclassifiedCode const& a, UnclassifiedCode const& b) { return a.code == b.code; });
}

void Unclassified::finish() {
    std::stable_sort(codes_.begin(), codes_.end(), [](UnclassifiedCode const& a, UnclassifiedCode const& b) { return a.code < b.code; });
    letters_ = 0;
    for (UnclassifiedCode const& entry : codes_) letters_ |= 1U << (entry.code[0] & 31);
}

bool Unclassified::holds(std::string_view code, std::optional<edi::Day> day) const {
    auto const before = [](UnclassifiedCode const& entry, std::string_view wanted) { return entry.code < wanted; };
    auto found = std::lower_bound(codes_.begin(), codes_.end(), code, before);
    for (; found != codes_.end() && found->code == code; ++found)
        if (!day || found->valid.holds(*day)) return true;
    return false;
}

} // namespace rules
