#include "engine/report/findings_jsonl.hpp"

#include "engine/report/acknowledged.hpp"
#include "engine/report/json.hpp"
#include "engine/waivers/waivers.hpp"

namespace engine::report {
namespace {

void scope_keys(Scope const& scope, std::string& out) {
    if (scope.interchange) append_json_text_if_any("interchange", scope.interchange->control_number, out);
    if (scope.group) append_json_text_if_any("group", scope.group->control_number, out);
    if (scope.set) append_json_text_if_any("set", scope.set->control_number, out);
}

void location_keys(Location const& location, std::string& out) {
    append_json_text_if_any("loop", location.loop, out);
    append_json_text_if_any("segment", location.segment, out);
    append_json_count_if_any("segment_no", location.segment_no, out);
    append_json_count_if_any("element", location.element, out);
    append_json_count_if_any("component", location.component, out);
    append_json_key("offset", out); // 0 is a place: the start of the file
    append_json_number(location.offset, out);
    append_json_key("length", out);
    append_json_number(location.length, out);
}

void amount_keys(Location const& location, std::string& out) {
    if (location.amount_kind == rules::Related::Amount::none) return;
    append_json_text_if_any("amount_of", location.amount_of, out);
    append_json_key("amount", out);
    out.push_back('"');
    append_amount(location, out);
    out.push_back('"');
}

void ack_key(FindingView const& finding, std::string& out) {
    AckCodes const codes = ack_codes(finding);
    if (codes.count == 0) return;
    append_json_key("ack", out);
    char before = '[';
    for (AckCode const& code : codes) {
        out.push_back(before);
        out.push_back('{');
        append_json_text_if_any("kind", code.kind, out);
        append_json_text_if_any("code", code.code, out);
        out.push_back('}');
        before = ',';
    }
    out.push_back(']');
}

/// A claim before this one in the run, by its place.
void earlier_keys(rules::EarlierClaim const& claim, Scope const& scope, std::string& out) {
    append_json_text_if_any("file", claim.input.empty() ? std::string_view(scope.input->path) : claim.input, out);
    append_json_text_if_any("interchange", claim.interchange, out);
    append_json_text_if_any("set", claim.set, out);
    append_json_text_if_any("claim", claim.number, out);
    if (!claim.number.empty()) append_json_count_if_any("offset", claim.offset, out);
    append_json_count_if_any("set_no", claim.set_no, out);
    append_json_count_if_any("claim_no", claim.claim_no, out);
}

void related_key(FindingView const& finding, std::string& out) {
    if (finding.related.empty() && finding.earlier.empty()) return;
    append_json_key("related", out);
    char before = '[';
    for (Location const& location : finding.related) {
        out.push_back(before);
        out.push_back('{');
        location_keys(location, out);
        amount_keys(location, out);
        out.push_back('}');
        before = ',';
    }
    for (rules::EarlierClaim const& claim : finding.earlier) {
        out.push_back(before);
        out.push_back('{');
        earlier_keys(claim, *finding.scope, out);
        out.push_back('}');
        before = ',';
    }
    out.push_back(']');
}

/// Who answers for the finding; nothing where nobody does.
void waived_key(FindingView const& finding, std::string& out) {
    if (!finding.waiver) return;
    append_json_key("waived", out);
    out.push_back('{');
    append_json_text("who", finding.waiver->who, out);
    append_json_text("reason", finding.waiver->reason, out);
    if (!finding.waiver->is_baseline()) append_json_text("until", waivers::last_day(*finding.waiver), out);
    append_json_text("file", finding.waiver->file, out);
    out.push_back('}');
}

} // namespace

void append_jsonl(FindingView const& finding, RuleTexts& texts, std::string& out) {
    RuleText const& rule = texts.of(*finding.rule, finding.severity);
    out.append("{\"schema\":1");
    append_json_text_if_any("file", finding.scope->input->path, out);
    out.append(rule.json_rule);
    append_json_text_if_any("message", finding.message, out);
    out.append(rule.json_help);
    scope_keys(*finding.scope, out);
    append_json_text_if_any("claim", finding.claim, out);
    append_json_count_if_any("claim_no", finding.claim_no, out);
    append_json_count_if_any("line", finding.line, out);
    location_keys(finding.location, out);
    amount_keys(finding.location, out);
    ack_key(finding, out);
    related_key(finding, out);
    append_json_text_if_any("policy", finding.policy, out);
    append_json_count_if_any("snip", finding.rule->snip, out);
    waived_key(finding, out);
    out.append("}\n");
}

} // namespace engine::report
