// One finding with everything that any report says of it. Views; valid while its piece is being rendered.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "engine/scope.hpp"
#include "rules/finding.hpp"

namespace engine::waivers {
struct Waiver;
}

namespace engine::report {

/// A place as people read it.
struct Location {
    std::string_view segment;                 ///< segment id as sent: "SV1"; empty = no segment
    std::string_view loop;                    ///< "2400"; empty = none
    std::uint64_t segment_no = 0;             ///< in the transaction set, ST = 1; 0 = outside of a set
    std::uint32_t element = 0, component = 0; ///< 1 = first; 0 = the whole
    std::uint64_t offset = 0;                 ///< bytes from the start of the input
    std::uint32_t length = 0;                 ///< bytes
    std::string_view segment_text;            ///< the whole segment without its terminator (for carets); clipped to 64 KiB
    std::uint64_t segment_offset = 0;         ///< bytes from the start of the input to the segment
    rules::Related::Amount amount_kind = rules::Related::Amount::none; ///< what stands here and takes part in a sum
    std::string_view amount_of{};                                      ///< "charge"; static
    edi::Decimal amount{};                                             ///< of money: cents
};

/// Says what stands at the place.
inline void set_amount(Location& location, rules::Related const& related) {
    location.amount_kind = related.kind;
    location.amount_of = related.what;
    location.amount = related.amount;
}

/// Appends the amount of a place that has one: money as "75.00", any other number as "7.2".
inline void append_amount(Location const& location, std::string& out) {
    rules::Message amount(out);
    if (location.amount_kind == rules::Related::Amount::money)
        amount.money(location.amount.mantissa);
    else
        amount << location.amount;
}

struct FindingView {
    rules::Rule const* rule = nullptr;
    rules::Severity severity = rules::Severity::error;
    std::string_view message{};
    Scope const* scope = nullptr; ///< never null; its input is never null
    std::string_view claim{};     ///< CLM01; empty = not about one claim
    std::uint64_t claim_no = 0;   ///< number of the claim in its input, 1 = first; 0 = not about one claim
    std::uint32_t line = 0;       ///< service line of the claim, 1 = first; 0 = none
    Location location{};
    std::span<Location const> related{}; ///< other places; more of them are left out
    std::uint32_t related_more = 0;
    std::span<rules::EarlierClaim const> earlier{}; ///< earlier claims of the run that the message speaks of
    std::string_view ta105{};                       ///< code of the TA1, where the rule has only a range
    waivers::Waiver const* waiver = nullptr;        ///< somebody answers for it: it rejects nothing and is in no answer; null: nobody
    std::string_view policy{};                      ///< name of the policy in force; only for rules that stand on policy
};

} // namespace engine::report
