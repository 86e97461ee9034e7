// Section [[meaning]]: what a policy takes a code for that is no drug of its own, so that a contradiction to the code tables shows.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "rules/validity.hpp"

namespace rules {

class TableReader;

struct Meaning {
    std::string code, substance, source;
    Validity valid;
};

/// Key of an entry: its code.
class Meanings {
public:
    void read(TableReader& root);
    void lay(Meanings const& later);
    void finish() {}

    std::span<Meaning const> all() const { return meanings_; }

private:
    std::vector<Meaning> meanings_;
};

} // namespace rules
