#include "rules/policy/obsolete_ndcs.hpp"

#include "rules/policy/lay_over.hpp"
#include "rules/policy/table_reader.hpp"

namespace rules {

void ObsoleteNdcs::read(TableReader& root) {
    root.each("obsolete_ndc", [&](TableReader& entry) {
        ObsoleteNdc obsolete;
        obsolete.substance = entry.text("substance", true);
        obsolete.reason = entry.text("reason", true);
        obsolete.source = entry.text("source", true);
        obsolete.valid = entry.validity();
        for (std::string& digits : entry.texts("begins", true)) {
            bool const good = (digits.size() == 5 || digits.size() == 9 || digits.size() == 11) &&
                              digits.find_first_not_of("0123456789") == std::string::npos;
            if (!good) entry.fail_at("begins", "\"" + digits + "\" must be the first 5 or 9 digits of an NDC, or all 11, without dashes");
            obsolete.begins = std::move(digits);
            entries_.push_back(obsolete);
        }
    });
}

void ObsoleteNdcs::lay(ObsoleteNdcs const& later) {
    lay_over(entries_, later.entries_,
             [](ObsoleteNdc const& a, ObsoleteNdc const& b) { return a.begins == b.begins && a.substance == b.substance; });
}

} // namespace rules
