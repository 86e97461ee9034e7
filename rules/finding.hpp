// Findings of one claim (or of the segments around claims), and the form in which rules report them.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "edi/claim/claim.hpp"
#include "edi/text/place.hpp"
#include "rules/earlier_claims.hpp"
#include "rules/message.hpp"
#include "rules/rule.hpp"

namespace rules {

/// A place that a message speaks of. Where it takes part in a sum, with what stands there.
struct Related {
    enum class Amount : std::uint8_t { none, money, number };

    edi::Place place;
    Amount kind = Amount::none;
    std::string_view what{}; ///< static; of an amount: "charge", "paid", "adjusted", "units"
    edi::Decimal amount{};   ///< of money: cents, whatever the scale

    Related(edi::Place at) : place(at) {} // NOLINT(google-explicit-constructor): most places are only places
    Related(std::string_view of, edi::Money const& money)
        : place(money.field.place), kind(Amount::money), what(of), amount{money.cents, 2} {}
    Related(std::string_view of, edi::Quantity const& quantity)
        : place(quantity.field.place), kind(Amount::number), what(of), amount(quantity.value) {}
};

struct Finding {
    Rule const* rule = nullptr;
    Severity severity = Severity::error; ///< after the policy
    edi::Place place;                    ///< segment, element, component in the piece
    edi::LoopId loop = edi::LoopId::none;
    std::uint32_t line = 0; ///< number of the service line in the claim, 1 = first; 0 = not about a line
    /// [begin, end) of Findings::related: places that the message speaks of. The finding's own is among them where it has an amount.
    std::uint32_t related_begin = 0, related_end = 0;
    std::uint32_t related_more = 0;                   ///< places of the sum that are not among them, because there are so many
    std::uint32_t message_begin = 0, message_end = 0; ///< in Findings::text
    std::span<EarlierClaim const> earlier{}; ///< claims before this one in the run that the message speaks of; their owner is the caller's
};

/// Places that are kept of one finding.
inline constexpr std::uint32_t most_related = 16;

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
    std::vector<Related> related; ///< of all of them
    std::string text;
    Quotes quotes; ///< in `text`, where its source is set
    std::vector<Count> counts;

    void clear() {
        list.clear();
        related.clear();
        text.clear();
        quotes.list.clear();
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
    std::span<Related const> related_to(Finding const& finding) const {
        return std::span(related).subspan(finding.related_begin, finding.related_end - finding.related_begin);
    }
};

/// What a check writes to. The rule and its severity are set by the caller (judge.cpp).
class Report {
public:
    Report(Findings& findings, Rule const& rule, Severity severity) : findings_(&findings), rule_(&rule), severity_(severity) {}

    /// Adds one finding and returns it; null where enough of this rule was told. `say` gets a Message to fill: report.add(place, loop, line, {related}, [&](Message& m) { m << "..."; });
    template <class Say>
    Finding* add(edi::Place place, edi::LoopId loop, std::uint32_t line, std::initializer_list<Related> related, Say&& say) {
        std::uint32_t const count = findings_->count(rule_, severity_);
        if (count > most_findings_of_a_rule) return nullptr;
        Finding finding{.rule = rule_, .severity = severity_, .place = place, .loop = loop, .line = line};
        finding.related_begin = finding.related_end = static_cast<std::uint32_t>(findings_->related.size());
        for (Related const& other : related) also(&finding, other);
        finding.message_begin = static_cast<std::uint32_t>(findings_->text.size());
        Message message(findings_->text, &findings_->quotes);
        say(message);
        if (count == most_findings_of_a_rule) say_no_more(message);
        finding.message_end = static_cast<std::uint32_t>(findings_->text.size());
        return &findings_->list.emplace_back(finding);
    }

    /// One more place of a finding, which is the one that was added last; null: it is not told.
    void also(Finding* finding, Related const& other) {
        if (!finding || !other.place.known()) return;
        if (finding->related_end - finding->related_begin == most_related) {
            ++finding->related_more;
            return;
        }
        findings_->related.push_back(other);
        ++finding->related_end;
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
