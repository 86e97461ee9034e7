#include "rules/user_rule.hpp"

#include <algorithm>

#include "edi/text/digits.hpp"
#include "rules/expression/run.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {
namespace {

using expression::Scope;
using expression::Verdict;

/// Whether the rule holds on the days of service; unknown days are no way out.
bool in_force(UserRule const& own, Policy const& policy, edi::ServiceLine const& line, edi::Date const* statement) {
    auto const days = service_days(line, statement);
    return days.reading != edi::Reading::ok || own.valid.holds(policy.day_in_force(days.from));
}

bool always_in_force(UserRule const& own) {
    return own.valid.from == Validity{}.from && own.valid.to == Validity{}.to;
}

bool in_force(UserRule const& own, Policy const& policy, edi::Claim const& claim) {
    if (always_in_force(own) || claim.lines.empty()) return true;
    edi::Date const* const statement = statement_dates(claim);
    for (edi::ServiceLine const& line : claim.lines)
        if (in_force(own, policy, line, statement)) return true;
    return false;
}

void say_value(Message& m, expression::Value const& value, expression::Type type) {
    constexpr std::size_t longest = 80;
    if (!value.known) {
        m << '?';
        return;
    }
    switch (type) {
        case expression::Type::boolean: m << (value.truth ? "true" : "false"); break;
        case expression::Type::number: m << value.number(); break;
        case expression::Type::text: m.printable(value.text(), longest); break;
        case expression::Type::day: m << value.day(); break;
        default: m << value.days << " days";
    }
}

void tell(UserRule const& own, ClaimFacts const& facts, edi::ServiceLine const* line, Report& report) {
    edi::Field const* const field = expression::find(own.at, facts, line);
    edi::Place place = line ? (line->service.known() ? line->service : line->place) : facts.claim.place;
    if (field && field->place.known()) place = field->place;
    auto const number = line ? static_cast<std::uint32_t>(line - facts.claim.lines.data()) + 1 : 0;
    report.add(place, edi::LoopId::none, number, {}, [&](Message& m) {
        for (UserRule::Part const& part : own.message) {
            m << part.text;
            if (!part.value) continue;
            auto const& code = own.scope == Scope::line ? part.value->of_line : part.value->of_claim;
            say_value(m, expression::compute(*part.value, code, facts, line), part.type);
        }
    });
}

void tell_given_up(ClaimFacts const& facts, Report& report) {
    report.at_most(Severity::advice).add(facts.claim.place, edi::LoopId::none, 0, {}, [&](Message& m) {
        m << "this rule was given up: it looks at more than " << expression::most_steps << " elements of lists in this one claim";
    });
}

void check_lines(UserRule const& own, ClaimFacts const& facts, Report& report, std::uint32_t& steps) {
    bool const dated = !always_in_force(own);
    edi::Date const* const statement = dated ? statement_dates(facts.claim) : nullptr;
    for (edi::ServiceLine const& line : facts.claim.lines) {
        if (dated && !in_force(own, facts.policy, line, statement)) continue;
        Verdict const verdict = run(own.condition, own.condition.of_line, facts, &line, steps);
        if (verdict == Verdict::yes) tell(own, facts, &line, report);
        if (verdict == Verdict::exhausted) return tell_given_up(facts, report);
    }
}

void check(ClaimFacts const& facts, Report& report) {
    UserRule const& own = *report.rule().user;
    std::uint32_t steps = 0;
    if (!own.condition.of_claim.empty()) {
        Verdict const verdict = run(own.condition, own.condition.of_claim, facts, nullptr, steps);
        if (verdict == Verdict::exhausted) tell_given_up(facts, report);
        if (verdict != Verdict::yes) return;
    }
    if (own.scope == Scope::line)
        check_lines(own, facts, report, steps);
    else if (in_force(own, facts.policy, facts.claim))
        tell(own, facts, nullptr, report);
}

} // namespace

bool is_user_rule_id(std::string_view id) {
    return id.size() == 4 && user_families.find(id[0]) != std::string_view::npos && std::all_of(id.begin() + 1, id.end(), edi::is_digit);
}

void UserRule::fill_form(Severity severity, unsigned snip, AppliesTo applies_to) {
    rule.id = id;
    rule.name = name;
    rule.severity = severity;
    rule.snip = static_cast<std::uint8_t>(snip);
    rule.title = title;
    rule.explanation = explanation;
    rule.help = help;
    rule.applies_to = applies_to;
    for (std::size_t i = 0; i < claim_status.size(); ++i) rule.claim_status[i] = claim_status[i];
    rule.source = source;
    rule.stands_on_policy = true;
    rule.needs = condition.needs;
    rule.check = check;
    rule.user = this;
}

} // namespace rules
