// Findings of one claim (or of the segments around claims), and the form in which rules report them.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "edi/text/place.hpp"
#include "rules/earlier_claims.hpp"
#include "rules/message.hpp"
#include "rules/rule.hpp"

namespace rules {

struct Finding {
    Rule const* rule = nullptr;
    Severity severity = Severity::error; ///< after the policy
    edi::Place place;                    ///< segment, element, component in the piece
    edi::LoopId loop = edi::LoopId::none;
    std::uint32_t line = 0;                           ///< number of the service line in the claim, 1 = first; 0 = not about a line
    std::array<edi::Place, 4> related{};              ///< other places that the message speaks of; unknown = unused
    std::uint32_t message_begin = 0, message_end = 0; ///< in Findings::text
    std::span<EarlierClaim const> earlier{}; ///< claims before this one in the run that the message speaks of; their owner is the caller's
};

/// What one rule finds more than so many times in one claim is told no further: a claim of garbage has results hundreds of times its size.
inline constexpr std::uint32_t most_findings_of_a_rule = 1000;

/// Ends the message of the last finding that is told.
inline void say_no_more(Message& message) {
    message << "; what else this rule finds here is not told";
}

/// A reusable list of findings with the text of their messages.
struct Findings {
    struct Count {
        Rule const* rule;
        Severity severity; ///< a rule's errors count apart, so that the first one always decides
        std::uint32_t findings;
    };

    std::vector<Finding> list;
    std::string text;
    std::vector<Count> counts;

    void clear() {
        list.clear();
        text.clear();
        counts.clear();
    }
    /// How many findings of this kind there are, with the one to come.
    std::uint32_t count(Rule const* rule, Severity severity) {
        for (Count& each : counts)
            if (each.rule == rule && each.severity == severity) return ++each.findings;
        counts.push_back({rule, severity, 1});
        return 1;
    }
    std::string_view message(Finding const& finding) const {
        return std::string_view(text).substr(finding.message_begin, finding.message_end - finding.message_begin);
    }
};

/// What a check writes to. The rule and its severity are set by the caller (judge.cpp).
class Report {
public:
    Report(Findings& findings, Rule const& rule, Severity severity) : findings_(&findings), rule_(&rule), severity_(severity) {}

    /// Adds one finding and returns it; null where enough of this rule was told. `say` gets a Message to fill: report.add(place, loop, line, {related}, [&](Message& m) { m << "..."; });
    template <class Say>
    Finding* add(edi::Place place, edi::LoopId loop, std::uint32_t line, std::initializer_list<edi::Place> related, Say&& say) {
        std::uint32_t const count = findings_->count(rule_, severity_);
        if (count > most_findings_of_a_rule) return nullptr;
        Finding finding{.rule = rule_, .severity = severity_, .place = place, .loop = loop, .line = line};
        std::size_t n = 0;
        for (edi::Place const& other : related)
            if (n < finding.related.size() && other.known()) finding.related[n++] = other;
        finding.message_begin = static_cast<std::uint32_t>(findings_->text.size());
        Message message(findings_->text);
        say(message);
        if (count == most_findings_of_a_rule) say_no_more(message);
        finding.message_end = static_cast<std::uint32_t>(findings_->text.size());
        return &findings_->list.emplace_back(finding);
    }

    Rule const& rule() const { return *rule_; }

    /// The same report for findings of which a policy entry knows the severity; it can lower the rule's, never raise it.
    Report at_most(Severity severity) const { return {*findings_, *rule_, severity > severity_ ? severity : severity_}; }

private:
    Findings* findings_;
    Rule const* rule_;
    Severity severity_;
};

} // namespace rules
