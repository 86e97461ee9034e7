// The colours of annotated texts: ANSI escapes, or nothing.
#pragma once

#include <string_view>

#include "rules/rule.hpp"

namespace engine::report {

struct Style {
    bool colour = false; ///< ANSI colours; only for terminals
};

class Colours {
public:
    explicit Colours(Style style) : on_(style.colour) {}
    std::string_view severity(rules::Severity severity) const {
        switch (severity) {
            case rules::Severity::error: return code("\x1b[1;31m");
            case rules::Severity::warning: return code("\x1b[1;33m");
            case rules::Severity::advice: return code("\x1b[1;36m");
        }
        return {};
    }
    std::string_view verdict(bool accepted) const { return code(accepted ? "\x1b[1;32m" : "\x1b[1;31m"); }
    /// Of second places.
    std::string_view second() const { return code("\x1b[1;34m"); }
    std::string_view heading() const { return code("\x1b[1m"); }
    std::string_view faint() const { return code("\x1b[2m"); }
    std::string_view off() const { return code("\x1b[0m"); }

private:
    std::string_view code(std::string_view escape) const { return on_ ? escape : std::string_view(); }
    bool on_;
};

} // namespace engine::report
