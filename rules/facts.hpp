// What several rules need of a claim, computed once for each claim, in time n log n of its size whatever it contains. Pure data.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "edi/claim/claim.hpp"
#include "rules/earlier_claims.hpp"
#include "rules/known_codes.hpp"
#include "rules/policy.hpp"
#include "rules/traits.hpp"

namespace rules {

/// "Not in the list", for indexes.
inline constexpr std::uint32_t no_index = 0xFFFFFFFF;

/// A sum of amounts in cents that knows when it cannot be relied on.
struct Cents {
    std::int64_t total = 0;
    bool reliable = true; ///< false: an amount was missing or unreadable, or the sum does not fit

    void add(std::int64_t cents) { reliable = !__builtin_add_overflow(total, cents, &total) && reliable; }
    void add(edi::Money const& money) {
        reliable = reliable && money.ok();
        add(money.cents);
    }
    void add(Cents const& other) {
        reliable = reliable && other.reliable;
        add(other.total);
    }
};

struct LineFacts {
    Drug const* drug = nullptr; ///< the policy's drug on the line, by code and date of service; null: not a drug of the policy
    edi::Day day,
        through; ///< of lines with a drug, an NDC or an unclassified code: service dates of the line (DTP*472) or, where it has none, of the claim (DTP*434, 837I)
    bool day_known = false;
    std::span<NdcOwner const> ndc_owners;  ///< drugs of the policy or the code tables that list the line's NDC (LIN02 N4), whatever the day
    Drug const* dosed = nullptr;           ///< `drug`, else the drug of the code tables that has the line's code and NDC
    NdcStrength const* strength = nullptr; ///< what the NDC holds, in the measure of `dosed`; null: nobody can tell
    UnitLimitRow const* unit_limit = nullptr; ///< the code tables' limit for such a claim, where the policy has none of its own
    PayerProfile const* payer = nullptr; ///< of lines with a drug: the profile of the claim's payer on the day; null: the policy has none
    edi::Day
        in_force; ///< the day for which policy and code tables are asked: `day`, unless the run asks for another (Policy::look_up_as_of)

    /// The same, nothing when the day is not known.
    std::optional<edi::Day> looked_up() const { return day_known ? std::optional(in_force) : std::nullopt; }
    /// Whether a policy entry holds for the line; with an unknown day every entry does.
    bool within(Validity const& valid) const { return !day_known || valid.holds(in_force); }
};

/// One payer of 2320 with what its 2430 loops say.
struct PayerFacts {
    bool id_unique = false;                ///< it has an id (2330B NM109) that no other 2320 of the claim has: 2430 loops can be told apart
    std::uint32_t same_id = no_index;      ///< the first payer of the claim with its id, which may be itself; no_index: it has no id
    bool decided = false;                  ///< it has decided on the claim: paid amount, adjustments or a 2430 loop
    std::uint32_t adjudications = 0;       ///< its 2430 loops
    std::uint32_t dated_adjudications = 0; ///< those of them with an adjudication date
    edi::Place line_date;                  ///< the first of these dates
    edi::Place line_liability;             ///< the first AMT*EAF in its 2430 loops
    bool on_every_line = false;            ///< each line that charges something has a 2430 loop of it
    Cents line_paid;                       ///< sum of SVD02
    Cents line_adjusted;                   ///< sum of the CAS in 2430
    Cents claim_adjusted;                  ///< sum of the CAS in 2320
};

/// A 2430 loop and the group of lines with which it must balance.
struct BalancePart {
    std::uint32_t payer; ///< index in ClaimFacts::payers, or above them for each id that is none of theirs
    std::uint32_t group; ///< equal for the parts of one group; no_index: it cannot be balanced
    std::uint32_t line, adjudication;
};

/// The lines of one payer that must balance together: one line, or the lines that SVD06 bundles into one. The payer may be one that the claim
/// does not name (SVD01 is no id of a 2330B).
struct LineBalance {
    std::uint32_t payer = 0;                      ///< as in BalancePart
    std::uint32_t first_part = 0, part_count = 0; ///< -> ClaimFacts::balance_parts
    std::uint32_t adjudication = 0;               ///< the first one of the group -> Claim::adjudications
    std::uint32_t line = 0;                       ///< its line
    std::uint32_t line_count = 0;                 ///< 1 = not bundled
    Cents charges, paid, adjusted;

    /// What of the charges is neither paid nor adjusted; nothing when an amount is missing or unreadable.
    std::optional<std::int64_t> difference() const;
};

struct ClaimFacts {
    edi::Claim const& claim;
    Policy const& policy;
    CodeTables const& tables;
    KnownCodes& known;                            ///< of the finder
    std::span<LineFacts const> lines;             ///< one per service line
    std::span<std::uint32_t const> drug_lines;    ///< lines with a drug of the policy, by drug, day, through, NDC, then line
    std::span<std::uint32_t const> dosed_lines;   ///< lines with a dosed drug and LIN or CTP, in the same order
    std::span<std::uint32_t const> limited_lines; ///< lines with a unit limit, by code, day, through, then line
    std::span<PayerFacts const> payers;           ///< one per other payer
    std::span<std::uint32_t const> line_payers;   ///< one per adjudication: index of its payer or no_index
    bool strange_line_payer;                      ///< one of them is no_index: some decision on a line is nobody's
    std::span<LineBalance const> balances;        ///< groups that can be balanced, by payer and line
    std::span<BalancePart const> balance_parts;   ///< their 2430 loops and those of groups that cannot, by payer, group and line
    Cents line_charges;                           ///< sum of SV102 / SV203
    Traits traits = 0;
    EarlierClaims const* earlier = nullptr; ///< null: nothing in the run bears on the claim
};

/// The memory behind ClaimFacts, reused from claim to claim.
class FactFinder {
public:
    explicit FactFinder(Policy const& policy) : policy_(&policy), codes_(policy) {}
    /// Valid until the next call.
    ClaimFacts find(edi::Claim const& claim);

private:
    void find_lines(edi::Claim const& claim);
    /// `statement`: the dates of a line that has none of its own; may be null.
    void find_day(edi::Claim const& claim, std::uint32_t i, edi::Date const* statement);
    void find_drug(edi::Claim const& claim, std::uint32_t i);
    void find_ndc(edi::Claim const& claim, std::uint32_t i);
    void find_limit(edi::Claim const& claim, std::uint32_t i, KnownProcedure const& code);
    void sort_drug_lines(edi::Claim const& claim);
    void sort_limited_lines(edi::Claim const& claim);
    void find_payers(edi::Claim const& claim);
    void find_lines_of_payers(edi::Claim const& claim);
    void find_balances(edi::Claim const& claim);
    void join_bundles(edi::Claim const& claim);
    void number_strangers(edi::Claim const& claim);
    std::uint32_t payer_of(edi::Claim const& claim, std::string_view id) const;

    Policy const* policy_;
    KnownCodes codes_;
    std::vector<LineFacts> lines_;
    std::vector<std::uint32_t> drug_lines_, dosed_lines_, limited_lines_;
    std::vector<PayerFacts> payers_;
    std::vector<std::uint32_t> payers_by_id_;
    std::vector<std::uint32_t> line_payers_;
    struct LinesOfPayer {
        std::uint32_t count = 0, last = 0;
    };
    std::vector<LinesOfPayer> lines_of_payer_;
    std::vector<BalancePart> parts_;
    std::vector<std::uint32_t> strangers_; ///< parts whose SVD01 is the id of no other payer
    std::vector<std::uint32_t> bundled_into_;
    std::vector<LineBalance> balances_;
    Cents line_charges_;
    bool strange_line_payer_ = false;
    Traits traits_ = 0;
};

/// The statement's period of an 837I claim (DTP*434), or null.
edi::Date const* statement_dates(edi::Claim const& claim);

/// The days of service of a line: its DTP*472 or, where it has none, `statement` (may be null). An unreadable date of the line is not
/// replaced: the line meant some day of its own.
edi::PeriodReading service_days(edi::ServiceLine const& line, edi::Date const* statement);

/// The days of a date. One day where format RD8 promises two is taken as that day: the guides' own examples have it.
edi::PeriodReading period_of(edi::Date const& date);

/// The adjustments of `range` added up.
Cents sum_of_adjustments(edi::Claim const& claim, edi::Range range);

/// sum + value, exact; nothing when it does not fit. Cheap for the first value, which is mostly the only one.
inline std::optional<edi::Decimal> plus(edi::Decimal sum, edi::Decimal value) {
    return sum.mantissa == 0 ? value : edi::add(sum, value);
}

/// Whether `line` carries `modifier`.
bool has_modifier(edi::ServiceLine const& line, std::string_view modifier);

/// The same dosed drug, service dates: such lines stand together in ClaimFacts::drug_lines and dosed_lines. Lines without a known date are never together.
bool same_drug_and_day(LineFacts const& a, LineFacts const& b);

} // namespace rules
