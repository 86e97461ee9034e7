#include "engine/report/findings_jsonl.hpp"

#include "engine/report/acknowledged.hpp"
#include "engine/report/json.hpp"

namespace engine::report {
namespace {

void text_key(std::string_view key, std::string_view text, std::string& out) {
    if (text.empty()) return;
    append_json_key(key, out);
    append_json_string(text, out);
}

/// 0 = not applicable.
void number_key(std::string_view key, std::uint64_t number, std::string& out) {
    if (number == 0) return;
    append_json_key(key, out);
    append_json_number(number, out);
}

void scope_keys(Scope const& scope, std::string& out) {
    if (scope.interchange) text_key("interchange", scope.interchange->control_number, out);
    if (scope.group) text_key("group", scope.group->control_number, out);
    if (scope.set) text_key("set", scope.set->control_number, out);
}

void location_keys(Location const& location, std::string& out) {
    text_key("loop", location.loop, out);
    text_key("segment", location.segment, out);
    number_key("segment_no", location.segment_no, out);
    number_key("element", location.element, out);
    number_key("component", location.component, out);
    append_json_key("offset", out); // 0 is a place: the start of the file
    append_json_number(location.offset, out);
    append_json_key("length", out);
    append_json_number(location.length, out);
}

void ack_key(FindingView const& finding, std::string& out) {
    AckCodes const codes = ack_codes(finding);
    if (codes.count == 0) return;
    append_json_key("ack", out);
    char before = '[';
    for (AckCode const& code : codes) {
        out.push_back(before);
        out.push_back('{');
        text_key("kind", code.kind, out);
        text_key("code", code.code, out);
        out.push_back('}');
        before = ',';
    }
    out.push_back(']');
}

/// A claim before this one in the run, by its place.
void earlier_keys(rules::EarlierClaim const& claim, Scope const& scope, std::string& out) {
    text_key("file", claim.input.empty() ? std::string_view(scope.input->path) : claim.input, out);
    number_key("set_no", claim.set_no, out);
    number_key("claim_no", claim.claim_no, out);
}

void related_key(FindingView const& finding, std::string& out) {
    if (finding.related.empty() && finding.earlier.empty()) return;
    append_json_key("related", out);
    char before = '[';
    for (Location const& location : finding.related) {
        out.push_back(before);
        out.push_back('{');
        location_keys(location, out);
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

} // namespace

void append_jsonl(FindingView const& finding, std::string& out) {
    rules::Rule const& rule = *finding.rule;
    out.append("{\"schema\":1");
    text_key("file", finding.scope->input->path, out);
    text_key("rule", rule.id, out);
    text_key("name", rule.name, out);
    text_key("severity", rules::severity_name(finding.severity), out);
    text_key("message", finding.message, out);
    text_key("help", rule.help, out);
    scope_keys(*finding.scope, out);
    text_key("claim", finding.claim, out);
    number_key("claim_no", finding.claim_no, out);
    number_key("line", finding.line, out);
    location_keys(finding.location, out);
    ack_key(finding, out);
    related_key(finding, out);
    text_key("policy", finding.policy, out);
    number_key("snip", rule.snip, out);
    out.append("}\n");
}

} // namespace engine::report
