// Section [[obsolete_ndc]]: NDCs of products that are no longer sold.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/validity.hpp"

namespace rules {

class TableReader;

struct ObsoleteNdc {
    std::string begins;    ///< the first digits of the 11: a labeler (5), a product (9) or one NDC
    std::string substance; ///< that of the drug on the line
    std::string reason, source;
    Validity valid; ///< the days of service on which it is too old
};

/// Key of an entry: the digits and the substance.
class ObsoleteNdcs {
public:
    void read(TableReader& root);
    void lay(ObsoleteNdcs const& later);
    void finish() {}

    std::vector<ObsoleteNdc> const& all() const { return entries_; }

private:
    std::vector<ObsoleteNdc> entries_;
};

} // namespace rules
