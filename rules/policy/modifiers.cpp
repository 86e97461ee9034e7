#include "rules/policy/modifiers.hpp"

#include <algorithm>
#include <tuple>

#include "rules/policy/lay_over.hpp"
#include "rules/policy/table_reader.hpp"

namespace rules {

void Modifiers::read(TableReader& root) {
    root.each("conflict", [&](TableReader& entry) {
        ModifierConflict conflict;
        auto pair = entry.modifiers("modifiers", true);
        if (pair.size() == 2 && pair[0] != pair[1]) {
            std::tie(conflict.first, conflict.second) = std::minmax(pair[0], pair[1]);
        } else {
            entry.fail_at("modifiers", "\"modifiers\" in conflict must name two different modifiers");
        }
        conflict.severity = entry.severity("severity", Severity::error);
        conflict.reason = entry.text("reason", true);
        conflict.source = entry.text("source", true);
        conflict.valid = entry.validity();
        conflicts_.push_back(std::move(conflict));
    });
    root.each("misuse", [&](TableReader& entry) {
        ModifierMisuse misuse;
        misuse.severity = entry.severity("severity", Severity::error);
        misuse.reason = entry.text("reason", true);
        misuse.source = entry.text("source", true);
        misuse.valid = entry.validity();
        for (std::string& modifier : entry.modifiers("modifiers", true)) {
            misuse.modifier = std::move(modifier);
            misuses_.push_back(misuse);
        }
    });
    root.one("repeat", [&](TableReader& entry) {
        repeat_ = entry.modifiers("modifiers", true);
        repeat_given_ = true;
        entry.text("source", true);
    });
}

void Modifiers::lay(Modifiers const& later) {
    lay_over(conflicts_, later.conflicts_,
             [](ModifierConflict const& a, ModifierConflict const& b) { return a.first == b.first && a.second == b.second; });
    lay_over(misuses_, later.misuses_, [](ModifierMisuse const& a, ModifierMisuse const& b) { return a.modifier == b.modifier; });
    if (later.repeat_given_) repeat_ = later.repeat_;
}

void Modifiers::finish() {
    std::sort(repeat_.begin(), repeat_.end());
}

} // namespace rules
