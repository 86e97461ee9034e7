#include "engine/report/rule_texts.hpp"

#include "engine/report/csv_cells.hpp"
#include "engine/report/json.hpp"

namespace engine::report {
namespace {

RuleText text_of(rules::Rule const& rule, rules::Severity severity) {
    RuleText text;
    append_json_text("rule", rule.id, text.json_rule);
    append_json_text("name", rule.name, text.json_rule);
    append_json_text("severity", rules::severity_name(severity), text.json_rule);
    text.json_rule.insert(0, 1, ',');
    append_json_text_if_any("help", rule.help, text.json_help);
    if (!text.json_help.empty()) text.json_help.insert(0, 1, ',');
    text_cell(rule.id, text.csv_rule);
    text_cell(rule.name, text.csv_rule);
    text_cell(rules::severity_name(severity), text.csv_rule);
    text_cell(rule.help, text.csv_help);
    return text;
}

} // namespace

RuleText const& RuleTexts::of(rules::Rule const& rule, rules::Severity severity) {
    auto const found = texts_.find({&rule, severity});
    return found != texts_.end() ? found->second : texts_.emplace(Key{&rule, severity}, text_of(rule, severity)).first->second;
}

} // namespace engine::report
