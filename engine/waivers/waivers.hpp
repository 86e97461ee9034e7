// Waivers: findings that somebody answers for until a day, read from TOML files, and the baseline of findings that are known already. A finding
// that one of them fits rejects nothing; it is told as waived and counted. Read-only once the run has begun, shared by its threads.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "edi/text/values.hpp"
#include "engine/scope.hpp"
#include "engine/waivers/baseline.hpp"
#include "rules/file_mistake.hpp"
#include "rules/policy.hpp"

namespace engine::waivers {

/// One [[waiver]]. What narrows it is empty where it is not narrowed.
struct Waiver {
    rules::Rule const* rule = nullptr; ///< null: the baseline, which is for any rule
    std::string who, reason;
    edi::Day until; ///< the last day on which it holds; means nothing for the baseline
    std::string payer, submitter, provider, input, claim;
    std::string file; ///< where it is written
    std::uint32_t line = 0;

    bool is_baseline() const { return rule == nullptr; }
};

/// The last day, YYYY-MM-DD.
std::string last_day(Waiver const& waiver);
/// "J. Doe, until 2026-12-31: reason", for people.
std::string words(Waiver const& waiver);

/// Of what a finding is, as far as that is known; else empty.
struct Around {
    Scope const* scope = nullptr; ///< never null
    std::string_view submitter{}; ///< 1000A NM109; ISA06 and GS02 come from the scope
    std::string_view payer{};     ///< 2010BB NM109
    std::string_view provider{};  ///< 2010AA NM109
    std::string_view claim{};     ///< CLM01
};

class Waivers {
public:
    /// Reads `files` (TOML) and `baseline`. `today` is the day of processing: a waiver whose last day is before it holds no more. Rules must
    /// outlive the object.
    static std::variant<Waivers, rules::FileMistake> read(std::span<std::string const> files, std::optional<std::string> const& baseline,
                                                          rules::Policy const& policy, edi::Day today);

    /// Nothing to ask: no file was given.
    bool empty() const { return waivers_.empty(); }
    bool has_baseline() const { return !waivers_.empty() && waivers_.front().is_baseline(); }
    /// Is there one that can fit a finding of this rule? Cheap, so that keys are made for the others alone.
    bool may_fit(rules::Rule const& rule) const { return has_baseline() || !waivers_of(rule).empty(); }
    /// The number of the first waiver that fits, else of the baseline if it knows the finding; nothing: none does.
    std::optional<std::uint32_t> find(rules::Rule const& rule, Around const& around, KnownPlace const& place) const;

    Waiver const& operator[](std::uint32_t number) const { return waivers_[number]; }
    std::uint32_t size() const { return static_cast<std::uint32_t>(waivers_.size()); }
    bool is_expired(Waiver const& waiver) const { return !waiver.is_baseline() && waiver.until < today_; }
    Baseline const& baseline() const { return baseline_; }

private:
    std::span<std::uint32_t const> waivers_of(rules::Rule const& rule) const;
    std::optional<rules::FileMistake> read_file(std::string const& file, rules::Policy const& policy);

    std::vector<Waiver> waivers_; ///< the baseline, where there is one, is the first
    struct OfRule {
        rules::Rule const* rule;
        std::vector<std::uint32_t> numbers;
    };
    std::vector<OfRule> by_rule_; ///< ascending by address; not those that hold no more
    Baseline baseline_;
    edi::Day today_;
};

} // namespace engine::waivers
