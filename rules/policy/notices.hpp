// Section [[notice]]: what the user must be told whenever the policy is in force.
#pragma once

#include <span>
#include <string>
#include <vector>

namespace rules {

class TableReader;

/// "J2371 is phenylephrine in the CMS code set".
struct Notice {
    std::string code, text, source;
};

/// Key of an entry: its code.
class Notices {
public:
    void read(TableReader& root);
    void lay(Notices const& later);
    void finish() {}

    std::span<Notice const> all() const { return notices_; }

private:
    std::vector<Notice> notices_;
};

} // namespace rules
