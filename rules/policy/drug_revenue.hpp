// Section [drug_revenue]: revenue codes of drugs on an 837I.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace rules {

class TableReader;

/// The later layer's section replaces an earlier one as a whole.
class DrugRevenue {
public:
    void read(TableReader& root);
    void lay(DrugRevenue const& later);
    void finish() {}

    std::vector<std::string> const& detailed() const { return detailed_; }
    std::vector<std::string> const& pharmacy() const { return pharmacy_; }
    std::vector<std::string> const& bills() const { return bills_; }
    /// Revenue codes of drugs that are billed one by one: they want a procedure code.
    bool is_detailed(std::string_view revenue) const { return holds(detailed_, revenue); }
    /// Revenue codes of drugs that come with a service: for drugs that are not paid on their own.
    bool is_pharmacy(std::string_view revenue) const { return holds(pharmacy_, revenue); }
    /// Types of bill, first two digits, of outpatients: the rules are about these.
    bool is_outpatient_bill(std::string_view bill) const { return holds(bills_, bill); }

private:
    static bool holds(std::vector<std::string> const& list, std::string_view code) {
        return std::find(list.begin(), list.end(), code) != list.end();
    }

    bool given_ = false;
    std::vector<std::string> detailed_, pharmacy_, bills_;
};

} // namespace rules
