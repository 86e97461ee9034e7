// The form that every rule fills in. One rule is one file that defines one `Rule` object; the list in registry.cpp names it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "edi/envelope/fault.hpp"
#include "edi/guide/outline.hpp"
#include "edi/loops/cursor.hpp"
#include "rules/message.hpp"
#include "rules/traits.hpp"

namespace rules {

/// error rejects the claim (or the set, group, interchange it is about); warning and advice never do.
enum class Severity : std::uint8_t { error, warning, advice };
std::string_view severity_name(Severity severity);

enum class AppliesTo : std::uint8_t { both, professional, institutional };

/// A sample file of the project (samples/...) with one stretch of text replaced; "" = the sample as it is. SE01 is recomputed by the test.
struct Example {
    std::string_view sample;  ///< file name below samples/
    std::string_view replace; ///< must occur in the sample; only its first occurrence is replaced
    std::string_view with;
};

/// What is done with the clean sample to show a rule that no exchanged text can show.
enum class StagedExample : std::uint8_t {
    none,
    sent_twice,  ///< it is in the file two times
    gzip_cut_off ///< it is packed, and the end is missing
};

struct ClaimFacts;
struct EarlierClaim;
class Report;
class Policy;
struct UserRule;

/// What the reader knows of an envelope fault: the two values that should agree, as text ("" = not applicable), and the element of the
/// segment in question (0 = the whole segment).
struct EnvelopeDetail {
    std::string_view expected, found;
    std::uint32_t element = 0;
    EarlierClaim const* earlier = nullptr; ///< a claim of the earlier set that is spoken of
};

/// One rule. Aggregate; filled in with designated initializers. The text of built-in rules has static storage, that of users' rules belongs
/// to the policy.
struct Rule {
    std::string_view id{};               ///< family letter and three digits, never reused: "U102"; X, Y and Z are for users' rules
    std::string_view name{};             ///< kebab-case: "units-over-day-limit"
    Severity severity = Severity::error; ///< default; policies may change or switch it off
    std::uint8_t snip = 0;               ///< SNIP type, 1 to 7 (rules/snip.hpp); every rule must have one
    std::string_view title{};            ///< one line, no full stop
    std::string_view explanation{};      ///< what is wrong and why it matters, for `scrub837 explain`
    std::string_view help{};             ///< what to do about it; goes into every finding
    AppliesTo applies_to = AppliesTo::both;
    /// 277CA: category:status[:entity], first, second and third (STC01, STC10, STC11); empty = none.
    std::array<std::string_view, 3> claim_status{};
    std::string_view ack_999{}; ///< "IK304:3", "IK502:4", "AK905:5"; empty = not for a 999
    std::string_view ack_ta1{}; ///< TA105 code, or the range that it is from; empty = not for a TA1
    std::string_view source{};  ///< guide loop and segment, code list, CMS text or policy the rule comes from
    Example fires{}, passes{};
    StagedExample staged = StagedExample::none; ///< in place of `fires`
    std::string_view example_policy{}; ///< lines of a policy that the examples need over the default one: for rules that it leaves off
    /// It speaks of earlier claims of the run (ClaimFacts::earlier) and is run where there are such alone.
    bool over_claims = false;
    bool stands_on_policy = false; ///< the verdict comes from policy data: findings carry the policy's name
    /// Writes that data, a line an entry: what holds for services on a day, or all of it (rules/data_in_force.hpp); null: there is none.
    void (*data)(Policy const&, std::optional<edi::Day>, Message&) = nullptr;

    /// `check` reports nothing of a claim that lacks one of these traits, and is not run on it.
    Traits needs = 0;

    UserRule const* user = nullptr; ///< what stands behind a rule that a policy states; null: a built-in one

    // How it is found: exactly one of the three.
    void (*check)(ClaimFacts const&, Report&) = nullptr; ///< a pure function of one claim and what the run knows of earlier ones
    std::optional<edi::FaultKind> structure_fault{};     ///< reported by the cursor
    std::optional<edi::EnvelopeFault> envelope_fault{};  ///< reported by the reader

    // The message of the last two kinds.
    void (*structure_message)(edi::Fault const&, edi::Guide const&, edi::SegmentTable const&, Message&) = nullptr;
    void (*envelope_message)(EnvelopeDetail const&, Message&) = nullptr;
};

} // namespace rules
