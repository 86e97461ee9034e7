// Sections [[conflict]], [[misuse]] and [repeat]: what modifiers mean on drug lines.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "rules/rule.hpp"
#include "rules/validity.hpp"

namespace rules {

class TableReader;

/// Two modifiers that contradict each other on one line.
struct ModifierConflict {
    std::string first, second; ///< first < second
    Severity severity = Severity::error;
    std::string reason, source;
    Validity valid;
};

/// A modifier that does not belong on any drug line.
struct ModifierMisuse {
    std::string modifier;
    Severity severity = Severity::error;
    std::string reason, source;
    Validity valid;
};

/// Keys: the pair of a conflict, the modifier of a misuse; the list of repeat modifiers is replaced as a whole.
class Modifiers {
public:
    void read(TableReader& root);
    void lay(Modifiers const& later);
    void finish();

    std::span<ModifierConflict const> conflicts() const { return conflicts_; }
    std::span<ModifierMisuse const> misuses() const { return misuses_; }
    /// Modifiers that justify a second line of the same drug on the same day (76, 77, 59, XE, XP, XS, XU, JW ...), ascending.
    std::span<std::string const> repeat_modifiers() const { return repeat_; }

private:
    std::vector<ModifierConflict> conflicts_;
    std::vector<ModifierMisuse> misuses_;
    std::vector<std::string> repeat_;
    bool repeat_given_ = false;
};

} // namespace rules
