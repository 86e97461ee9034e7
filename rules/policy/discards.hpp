// Section [discarded]: when lines must say whether drug was thrown away (JW, JZ).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/validity.hpp"

namespace rules {

class TableReader;

/// The later layer's section replaces an earlier one as a whole.
class Discards {
public:
    void read(TableReader& root);
    void lay(Discards const& later);
    void finish() {}

    /// Whether the policy says anything of the matter; else nothing below may be asked.
    bool given() const { return given_; }
    /// "JW": the line is for what was discarded.
    std::string_view discarded() const { return discarded_; }
    /// "JZ": nothing was discarded.
    std::string_view none() const { return none_; }
    /// The days of service on which a line for a single-dose container must have one of them.
    Validity const& due() const { return due_; }
    /// From this day of service on a line without them is returned; before, the payer only asks for them.
    edi::Day returned_from() const { return returned_from_; }
    /// SBR09 of the payers that ask.
    bool asks(std::string_view filing_code) const { return holds(filing_codes_, filing_code); }
    /// 837P places of service where the drug is not paid on its own.
    bool is_exempt_place(std::string_view place) const { return holds(exempt_places_, place); }
    /// 837I types of bill, first two digits, on which drugs can be paid on their own.
    bool is_billed_apart(std::string_view bill) const { return holds(bills_, bill); }

private:
    static bool holds(std::vector<std::string> const& list, std::string_view code);

    bool given_ = false;
    std::string discarded_, none_;
    Validity due_;
    edi::Day returned_from_;
    std::vector<std::string> filing_codes_, exempt_places_, bills_;
};

} // namespace rules
