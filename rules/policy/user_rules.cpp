#include "rules/policy/user_rules.hpp"

#include <algorithm>

#include "edi/text/digits.hpp"
#include "rules/policy/lay_over.hpp"
#include "rules/policy/severities.hpp"
#include "rules/policy/table_reader.hpp"
#include "rules/registry.hpp"
#include "rules/user_rule.hpp"

namespace rules {

namespace {

using expression::Scope;

using edi::is_digit;

/// "units-at-home" of "Units, at home".
std::string kebab(std::string_view title) {
    std::string name;
    for (char const c : title) {
        bool const capital = 'A' <= c && c <= 'Z';
        if (capital || is_digit(c) || ('a' <= c && c <= 'z'))
            name += capital ? static_cast<char>(c - 'A' + 'a') : c;
        else if (!name.empty() && name.back() != '-')
            name += '-';
    }
    if (!name.empty() && name.back() == '-') name.pop_back();
    return name;
}

/// category:status[:entity] with a category that rejects.
bool is_claim_status(std::string_view code) {
    auto const part = [&] {
        auto const end = code.find(':');
        std::string_view const first = code.substr(0, end);
        code = end == std::string_view::npos ? std::string_view() : code.substr(end + 1);
        return first;
    };
    std::string_view const category = part(), status = part(), entity = part();
    bool const rejects = category == "A3" || category == "A6" || category == "A7" || category == "A8";
    auto const of_code = [](char c) { return is_digit(c) || ('A' <= c && c <= 'Z'); };
    return rejects && !status.empty() && status.size() <= 3 && std::all_of(status.begin(), status.end(), is_digit) && entity.size() <= 3 &&
           std::all_of(entity.begin(), entity.end(), of_code) && code.empty();
}

void read_id(TableReader& entry, UserRule& own) {
    own.id = entry.text("id", true);
    if (own.id.empty()) return;
    if (Rule const* built_in = find_rule(own.id))
        entry.fail_at("id", own.id + " is a rule of this program (" + std::string(built_in->name) +
                                "): take an id from X000 to Z999, or change that rule's severity in [severity]");
    else if (!is_user_rule_id(own.id))
        entry.fail_at("id", "\"" + own.id + "\" is no id for a rule of yours: write X, Y or Z and three digits, such as X101");
}

void read_claim_status(TableReader& entry, UserRule& own) {
    auto const codes = entry.text_or_texts("acknowledgement");
    if (codes.size() > own.claim_status.size()) entry.fail_at("acknowledgement", "a 277CA has room for three codes: take the others out");
    for (std::size_t i = 0; i < std::min(codes.size(), own.claim_status.size()); ++i) {
        own.claim_status[i] = codes[i];
        if (!is_claim_status(codes[i]))
            entry.fail_at("acknowledgement",
                          "\"" + codes[i] +
                              "\" is no 277CA code: write category A3, A6, A7 or A8, a claim status and perhaps an entity, such as "
                              "\"A7:453\" or \"A6:516:PRP\"");
    }
}

/// A value of `key` with the error shown where it is.
template <class Result>
Result take(TableReader& entry, std::string_view key, std::string const& text, std::size_t shift,
            std::variant<Result, expression::Error>&& compiled, std::string const& shown) {
    if (auto* result = std::get_if<Result>(&compiled)) return std::move(*result);
    auto const& error = std::get<expression::Error>(compiled);
    std::string message = error.message + "\n" + expression::point_out(shown, error);
    message.pop_back();
    entry.fail_inside(key, text, shift + error.place.begin, std::move(message));
    return {};
}

void read_condition(TableReader& entry, UserRule& own) {
    std::string const scope = entry.has("scope") ? entry.text("scope", false) : "line";
    if (scope != "line" && scope != "claim") entry.fail_at("scope", "\"scope\" must be \"line\" or \"claim\"");
    own.scope = scope == "claim" ? Scope::claim : Scope::line;
    own.when = entry.text("when", true);
    if (!own.when.empty()) own.condition = take(entry, "when", own.when, 0, expression::compile(own.when, own.scope), own.when);
    own.at = own.condition.speaks_of;
    std::string const at = entry.text("at", false);
    if (!at.empty()) own.at = take(entry, "at", at, 0, expression::compile_path(at, own.scope), at);
}

/// "{line.units} units": texts with expressions in braces.
void read_message(TableReader& entry, UserRule& own) {
    std::string const text = entry.has("message") ? entry.text("message", false) : own.title;
    if (!entry.has("message")) {
        own.message.push_back({text, std::nullopt, {}});
        return;
    }
    for (std::size_t at = 0; at < text.size();) {
        UserRule::Part& part = own.message.emplace_back();
        std::size_t const open = std::min(text.find('{', at), text.size());
        part.text = text.substr(at, open - at);
        if (open == text.size()) return;
        std::size_t const close = text.find('}', open);
        if (close == std::string::npos) {
            entry.fail_inside("message", text, open, "the { has no }: close it behind the expression, such as {line.units}");
            return;
        }
        std::string const inner = text.substr(open + 1, close - open - 1);
        part.value = take(entry, "message", text, open + 1, expression::compile_value(inner, own.scope, part.type), inner);
        at = close + 1;
    }
}

} // namespace

void UserRules::read(TableReader& root) {
    root.each("rule", [&](TableReader& table) {
        auto own = std::make_shared<UserRule>();
        read_id(table, *own);
        own->title = table.text("title", true);
        own->name = table.has("name") ? table.text("name", false) : kebab(own->title);
        Severity const severity = table.severity("severity", Severity::warning);
        read_claim_status(table, *own);
        own->help = table.text("help", true);
        own->source = table.text("source", true);
        own->valid = table.validity();
        read_condition(table, *own);
        read_message(table, *own);
        own->explanation = table.has("explanation") ? table.text("explanation", false) : "A rule of the policy, not of this program.";
        auto const snip = static_cast<unsigned>(table.integer("snip", 1, 7));
        if (snip > snip_types) table.fail_at("snip", "SNIP types go from 1 to 7");
        own->fill_form(severity, std::min(snip, snip_types), table.applies_to("applies_to"));

        PolicyError place = table.error_at("id", "");
        Entry entry{own, severity, std::move(place)};
        for (Entry const& earlier : entries_)
            if (earlier.own->id == own->id) table.fail_at("id", own->id + " is there twice: give one of them another id");
        if (auto const fault = fault_of(entry)) table.fail_at(table.has("name") ? "name" : "id", fault->message);
        entries_.push_back(std::move(entry));
    });
}

/// What only shows beside other rules or severities.
std::optional<PolicyError> UserRules::fault_of(Entry const& entry) const {
    UserRule const& own = *entry.own;
    PolicyError fault = entry.place;
    bool const taken = find_rule(own.name) || std::any_of(entries_.begin(), entries_.end(), [&](Entry const& other) {
                           return other.own->id != own.id && other.own->name == own.name;
                       });
    if (taken || own.name.empty()) {
        fault.message = "\"" + own.name + "\" is no name for " + own.id + ", or that of another rule: give it a \"name\" of its own";
        return fault;
    }
    if (entry.severity == Severity::error && own.claim_status[0].empty()) {
        fault.message =
            own.id +
            " rejects claims, so the 277CA must say why: add acknowledgement = \"A7:...\" (a claim status code), or make it a warning";
        return fault;
    }
    return {};
}

void UserRules::lay(UserRules const& later) {
    lay_over(entries_, later.entries_, [](Entry const& a, Entry const& b) { return a.own->id == b.own->id; });
}

void UserRules::finish() {
    std::sort(entries_.begin(), entries_.end(), [](Entry const& a, Entry const& b) { return a.own->id < b.own->id; });
    list_.clear();
    for (Entry const& entry : entries_) list_.push_back(&entry.own->rule);
}

Rule const* UserRules::find(std::string_view id_or_name) const {
    for (Rule const* rule : list_)
        if (names_rule(*rule, id_or_name)) return rule;
    return nullptr;
}

std::optional<Severity> UserRules::severity(Rule const& rule) const {
    for (Entry const& entry : entries_)
        if (&entry.own->rule == &rule) return entry.severity;
    return {};
}

std::optional<PolicyError> UserRules::settle(Severities const& severities) {
    for (Severities::OfUserRule const& given : severities.of_user_rules()) {
        auto const entry = std::find_if(entries_.begin(), entries_.end(), [&](Entry const& each) { return each.own->id == given.id; });
        if (entry == entries_.end()) return given.if_unknown;
        entry->severity = given.severity;
    }
    for (Entry const& entry : entries_)
        if (auto fault = fault_of(entry)) return fault;
    return {};
}

void UserRules::limit_to(std::function<bool(Rule const&)> const& wanted) {
    for (Entry& entry : entries_)
        if (!wanted(entry.own->rule)) entry.severity.reset();
}

void UserRules::set(Rule const& rule, Severity severity) {
    for (Entry& entry : entries_)
        if (&entry.own->rule == &rule) entry.severity = severity;
}

} // namespace rules
