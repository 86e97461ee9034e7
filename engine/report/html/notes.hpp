// What the parallel stage notes of a block for report.html: who its claims are of, what was found in them, doses of drugs. Views into the block
// and numbers, no copies but of messages; RunFigures adds it up in the order of the run.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "edi/text/values.hpp"
#include "engine/read/block.hpp"
#include "engine/scope.hpp"
#include "engine/waivers/waivers.hpp"
#include "rules/rule.hpp"

namespace engine::report::html {

/// Whom claims are counted by.
enum class PartyKind : std::uint8_t {
    submitter, ///< 1000A
    payer,     ///< 2010BB: the payer that the claim goes to
    provider   ///< 2010AA: the billing provider
};
inline constexpr std::size_t party_kinds = 3;

/// Claims and their charges by verdict; charges in cents.
struct Verdicts {
    std::uint64_t accepted = 0, rejected = 0;
    std::int64_t charges_accepted = 0, charges_rejected = 0;

    std::uint64_t claims() const { return accepted + rejected; }
    Verdicts& operator+=(Verdicts const& other);
    /// What was accepted is rejected.
    friend bool operator==(Verdicts const&, Verdicts const&) = default;
};

/// The claims of one party in one item of a block.
struct PartyVerdicts {
    std::string_view id, name; ///< as sent; both empty: nobody is named, or the claims could not be read
    Verdicts verdicts;
};

/// Why claims are rejected before anything is known of what is around them. A claim counts once: under the first that holds.
struct Reasons {
    Verdicts own;     ///< an error in the claim
    Verdicts level;   ///< an error in a level above it: provider, subscriber, patient
    Verdicts unread;  ///< it could not be checked
    Verdicts damaged; ///< its packed input is damaged: whatever else holds

    Reasons& operator+=(Reasons const& other);
};

/// Units of one drug, NDC and day on a claim against those that the NDC's quantity makes.
struct NotedDose {
    std::string_view drug, substance; ///< owned by the policy or its tables
    std::int64_t billed = 0, expected = 0;
    bool agrees = true;        ///< rounding line by line may leave a difference that is none
    std::int64_t at_stake = 0; ///< cents of the charge beyond the right units; negative where units are lacking
};

/// A segment that is shown around findings.
struct NotedSegment {
    std::string_view text; ///< clipped as in Location
    std::string_view loop; ///< static; may be empty
    std::uint64_t number = 0;
};

/// A place in one of the shown segments.
struct NotedPlace {
    static constexpr std::uint32_t not_shown = 0xFFFFFFFF;
    std::uint32_t segment = not_shown;   ///< index in NotedClaim's segments
    std::uint32_t begin = 0, length = 0; ///< bytes in its text
};

struct NotedFinding {
    rules::Rule const* rule = nullptr;
    rules::Severity severity = rules::Severity::error;
    waivers::Waiver const* waiver = nullptr;          ///< null: nobody answers for it
    std::uint32_t line = 0;                           ///< service line, 1 = first; 0 = none
    std::uint32_t message_begin = 0, message_end = 0; ///< in Notes::messages
    std::optional<edi::Day> day;                      ///< of the service
    /// What goes back as a whole because of it; `claim`: nothing.
    read::ScopeLevel rejects = read::ScopeLevel::claim;
    NotedPlace place;
    std::uint32_t related_begin = 0, related_end = 0; ///< in Notes::related
};

/// Claims of an item that go back because of an error of a rule in a level above them, and have no finding of this rule themselves.
struct NotedBelow {
    rules::Rule const* rule = nullptr;
    std::uint64_t claims = 0;
    std::int64_t charges = 0;
};

/// A claim with findings, or one finding outside of claims (claim_no 0).
struct NotedClaim {
    Scope const* scope = nullptr; ///< of the item; lives as long as the block
    std::uint64_t claim_no = 0;   ///< number of the claim in its input
    std::string_view claim;       ///< CLM01
    std::int64_t charge = 0;      ///< cents
    bool charge_known = true;
    bool accepted = true; ///< so far: what is around it may still be rejected
    std::uint32_t lines = 0;
    std::string_view payer, provider; ///< names
    std::uint32_t findings_begin = 0, findings_end = 0;
    std::uint32_t segments_begin = 0, segments_end = 0;
    std::uint32_t segments_left_out = 0; ///< segments of the claim that are not among those shown
};

/// Where what was noted of an item begins.
struct NotedItem {
    std::array<std::uint32_t, party_kinds> parties{};
    std::uint32_t doses = 0, claims = 0, below = 0;
    Verdicts all; ///< its claims
    Reasons reasons;
    bool huge_charges = false; ///< so large that sums of such may stop at the largest number
};

struct Notes {
    std::vector<NotedItem> items; ///< as those of the block
    std::array<std::vector<PartyVerdicts>, party_kinds> parties;
    std::vector<NotedDose> doses;
    std::vector<NotedClaim> claims;
    std::vector<NotedBelow> below;
    std::vector<NotedFinding> findings;
    std::vector<NotedPlace> related;
    std::vector<NotedSegment> segments;
    std::string messages;

    void clear();
};

} // namespace engine::report::html
