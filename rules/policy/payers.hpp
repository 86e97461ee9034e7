// Section [[payer]]: what payers demand of a claim, by payer id or by kind of payer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/rule.hpp"
#include "rules/validity.hpp"

namespace edi {
struct Claim;
}

namespace rules {

class TableReader;

enum class Benefit : std::uint8_t { medical, pharmacy };

/// A paper that the payer wants with the claim: PWK01 is one of `types`.
struct WantedDocument {
    std::string name; ///< "informed consent"
    std::vector<std::string> types;
    Severity severity = Severity::advice;
};

/// A demand is the severity of its not being met; nothing = the payer does not demand it. All but timely filing are about drug lines.
struct PayerProfile {
    std::string name;
    std::vector<std::string> ids;          ///< 2010BB NM109
    std::vector<std::string> filing_codes; ///< SBR09
    std::vector<std::string> codes;        ///< drugs that the demands are about; empty = every drug of the policy
    std::optional<Severity> prior_authorization, step_therapy, ndc, diagnosis, dose, route, weight;
    std::optional<Severity> pharmacy_benefit; ///< drugs are paid by the pharmacy benefit, which an 837 does not reach
    std::vector<WantedDocument> documents;
    std::int64_t timely_filing_days = 0; ///< between service and sending; 0 = no limit
    std::optional<Severity> timely_filing;
    std::vector<std::pair<Rule const*, std::optional<Severity>>> severities; ///< of single rules for this payer
    std::string source;
    Validity valid;

    bool is_about(std::string_view code) const;
    /// Of a rule for this payer; `otherwise` where the profile says nothing of it, nothing where it is off.
    std::optional<Severity> severity_of(Rule const& rule, Severity otherwise) const;
};

/// Key of an entry: its name. A claim has the profile that names its payer's id, else the one with its filing code, else none.
class Payers {
public:
    void read(TableReader& root);
    void lay(Payers const& later);
    void finish();

    /// The profile of the payer that the claim is sent to (2010BB, SBR of 2000B), or null. `day`: of service; when it is not known, any entry
    /// holds.
    PayerProfile const* of(edi::Claim const& claim, std::optional<edi::Day> day) const;
    std::vector<PayerProfile> const& all() const { return profiles_; }
    /// The shortest limit for filing there is, in days; nothing when no payer has one.
    std::optional<std::int64_t> shortest_filing() const { return shortest_filing_; }
    /// Whether some payer wants a rule to be of another severity.
    bool any_severities() const { return any_severities_; }

private:
    std::vector<PayerProfile> profiles_;
    std::vector<std::uint64_t> ids_;                                      ///< packed_code() of all ids: most payers have none of them
    std::vector<std::pair<std::uint64_t, std::uint32_t>> by_filing_code_; ///< packed_code(), profile; in the order of the profiles
    std::optional<std::int64_t> shortest_filing_;
    bool any_severities_ = false;
};

} // namespace rules
