#include "rules/policy/notices.hpp"

#include "rules/policy/lay_over.hpp"
#include "rules/policy/table_reader.hpp"

namespace rules {

void Notices::read(TableReader& root) {
    root.each("notice", [&](TableReader& entry) {
        std::string code = entry.text("code", true), words = entry.text("text", true);
        notices_.push_back({std::move(code), std::move(words), entry.text("source", true)});
    });
}

void Notices::lay(Notices const& later) {
    lay_over(notices_, later.notices_, [](Notice const& a, Notice const& b) { return a.code == b.code; });
}

} // namespace rules
