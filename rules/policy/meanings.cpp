#include "rules/policy/meanings.hpp"

#include "rules/policy/lay_over.hpp"
#include "rules/policy/table_reader.hpp"

namespace rules {

void Meanings::read(TableReader& root) {
    root.each("meaning", [&](TableReader& entry) {
        Meaning meaning;
        meaning.code = entry.text("code", true);
        meaning.substance = entry.text("substance", true);
        meaning.source = entry.text("source", true);
        meaning.valid = entry.validity();
        meanings_.push_back(std::move(meaning));
    });
}

void Meanings::lay(Meanings const& later) {
    lay_over(meanings_, later.meanings_, [](Meaning const& a, Meaning const& b) { return a.code == b.code; });
}

} // namespace rules
