// Counters of the summary. Addition is the only operation, so totals do not depend on the order in which pieces finish.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "rules/rule.hpp"
#include "rules/snip.hpp"

namespace engine {

/// claims = accepted + rejected and charges_total = charges_accepted + charges_rejected, always.
struct Tally {
    std::uint64_t interchanges = 0, groups = 0, sets = 0, segments = 0;
    std::uint64_t claims = 0, lines = 0, drug_lines = 0;
    std::uint64_t accepted = 0, rejected = 0;
    std::int64_t charges_accepted = 0, charges_rejected = 0; ///< cents; an unreadable CLM02 counts as 0 (and its claim is rejected)
    std::uint64_t errors = 0, warnings = 0, advice = 0;
    std::array<std::uint64_t, rules::snip_types> by_snip{}; ///< the same findings by SNIP type, type 1 first
    std::uint64_t waived = 0;                               ///< findings beside these for which somebody answers
    std::uint64_t accepted_by_waiver = 0;                   ///< accepted claims that an error would reject if it were not waived
    std::int64_t charges_by_waiver = 0;                     ///< cents: of these

    std::int64_t charges_total() const {
        std::int64_t total = charges_accepted;
        add(total, charges_rejected);
        return total;
    }
    /// Amounts that no payer knows (ninety quadrillion dollars) stop at the largest number instead of wrapping around.
    static void add(std::int64_t& sum, std::int64_t cents) {
        if (__builtin_add_overflow(sum, cents, &sum)) sum = cents < 0 ? INT64_MIN : INT64_MAX;
    }

    void count(rules::Rule const& rule, rules::Severity severity) {
        ++by_snip[rule.snip - std::size_t(1)];
        switch (severity) {
            case rules::Severity::error: ++errors; break;
            case rules::Severity::warning: ++warnings; break;
            case rules::Severity::advice: ++advice; break;
        }
    }
    /// What was accepted is rejected, because the set, group or interchange around it is.
    void reject_all() {
        rejected += accepted;
        add(charges_rejected, charges_accepted);
        accepted = accepted_by_waiver = 0;
        charges_accepted = charges_by_waiver = 0;
    }
    Tally& operator+=(Tally const& other) {
        interchanges += other.interchanges;
        groups += other.groups;
        sets += other.sets;
        segments += other.segments;
        claims += other.claims;
        lines += other.lines;
        drug_lines += other.drug_lines;
        accepted += other.accepted;
        rejected += other.rejected;
        add(charges_accepted, other.charges_accepted);
        add(charges_rejected, other.charges_rejected);
        errors += other.errors;
        warnings += other.warnings;
        advice += other.advice;
        waived += other.waived;
        accepted_by_waiver += other.accepted_by_waiver;
        add(charges_by_waiver, other.charges_by_waiver);
        for (std::size_t i = 0; i < by_snip.size(); ++i) by_snip[i] += other.by_snip[i];
        return *this;
    }
    friend bool operator==(Tally const&, Tally const&) = default;
};

} // namespace engine
