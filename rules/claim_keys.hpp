// What of a claim is compared over the claims of a run, as fingerprints: who it is about, what it says, and its drugs day by day. Computed
// in the parallel stage; the engine looks them up in the order of the run.
#pragma once

#include <cstdint>
#include <vector>

#include "rules/facts.hpp"

namespace rules {

/// What a claim does to an earlier one (CLM05-3).
enum class ClaimRole : std::uint8_t {
    original,    ///< stands for itself (every frequency code but these two)
    replacement, ///< 7: replaces one
    cancellation ///< 8: takes one back
};

struct ClaimKeys {
    std::uint64_t key =
        0; ///< whose claim it is (test or production, kind of claim, billing provider, payer, patient), and the week of its first day
    /// Above: days and procedures of the lines. Below: charge, frequency, place, diagnoses, practitioners, units and drugs.
    std::uint64_t print = 0;
    std::uint32_t number = 0;       ///< of CLM01; 24 bits, not 0
    std::uint32_t payer_number = 0; ///< of the payer's claim number (REF*F8); 24 bits, 0 = none
    std::uint64_t parts = 0;        ///< a print of 9 bits of each ClaimPart
    ClaimRole role = ClaimRole::original;
};

/// Of the `parts` of two claims: bits of ClaimPart that differ. Parts that differ have the same print once in 512 times.
std::uint32_t differences(std::uint64_t a, std::uint64_t b);

/// Prints of claims with the same key: is the part above the same?
inline bool are_alike(std::uint64_t a, std::uint64_t b) {
    return (a ^ b) >> 32 == 0;
}

/// A service line with a drug of the policy, or with a limit a day in the code tables, on one of its days of service.
struct DrugDayKey {
    static constexpr std::uint64_t line_bits = ~std::uint64_t{0xFFFFFF}; ///< of `print`; a claim number has room below

    std::uint64_t key = 0;   ///< whose claim, as in ClaimKeys; drug and day
    std::uint64_t print = 0; ///< what else the line says: modifiers, NDC, units, place, practitioner, prescription; only line_bits
    std::uint32_t line = 0;  ///< 0 = first of the claim
    edi::Day day;
    std::uint32_t units = 0;       ///< thousandths of a unit on this day, rounded down; the largest number for what is more
    std::uint32_t limit = 0;       ///< the lowest of the policy's limits for the day, likewise; the largest number: none
    std::uint32_t error_limit = 0; ///< the lowest that is an error when passed
    bool explained =
        false;        ///< the line says itself why it may repeat another one, or is no drug of the policy: then it is among the services
    bool drug = true; ///< of the policy
};

/// A service line that is no drug of the policy and does not say itself why it may repeat another one.
struct ServiceKey {
    std::uint32_t print = 0; ///< all that the line says, as far as it is compared; within claims of the same key
    std::uint32_t line = 0;  ///< 0 = first of the claim
};

/// What claims have several of.
struct KeyLists {
    std::vector<DrugDayKey> drug_days;
    std::vector<ServiceKey> services;
    std::vector<std::uint64_t> later_weeks; ///< as ClaimKeys::key, for the other weeks in which services begin

    void clear() {
        drug_days.clear();
        services.clear();
        later_weeks.clear();
    }
};

/// Reusable, one per thread. The policy must outlive it.
class ClaimKeyFinder {
public:
    explicit ClaimKeyFinder(Policy const& policy);

    /// Appends to `lists`: the drug days of the claim, ascending by key, then line; its services by line. `usage` is ISA15: test claims are
    /// compared with test claims. The texts of the claim are in a block of the engine (rules/fingerprint.hpp).
    ClaimKeys find(ClaimFacts const& facts, char usage, KeyLists& lists) const;

private:
    /// What all drug lines of a claim have in common.
    struct OfClaim {
        std::uint64_t whose, practitioners;
    };
    void add_drug_days(ClaimFacts const& facts, std::uint32_t line, OfClaim const& of, std::vector<DrugDayKey>& drug_days) const;
    void add_limited_day(ClaimFacts const& facts, std::uint32_t line, std::uint64_t whose, std::vector<DrugDayKey>& days) const;

    bool limits_are_errors_; ///< can passing a limit over several claims be one?
};

/// Of a set's header: who sent it to whom, its number and time (BHT03 to BHT06). Not 0 in practice.
std::uint64_t batch_print(edi::SetHeader const& header, char usage);

/// A service over more days is in no sum over claims: one day of it has hardly a dose that can be told.
inline constexpr std::int32_t most_days_of_a_line = 31;

/// Thousandths as a number of units.
edi::Decimal units_of(std::uint64_t thousandths);

} // namespace rules
