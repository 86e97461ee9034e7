#include "engine/report/findings_csv.hpp"

#include <cstdint>

#include "engine/report/acknowledged.hpp"
#include "engine/report/csv_cells.hpp"
#include "engine/waivers/waivers.hpp"

namespace engine::report {
namespace {

void scope_cells(Scope const& scope, std::string& out) {
    text_cell(scope.interchange ? std::string_view(scope.interchange->control_number) : std::string_view(), out);
    text_cell(scope.group ? std::string_view(scope.group->control_number) : std::string_view(), out);
    text_cell(scope.set ? std::string_view(scope.set->control_number) : std::string_view(), out);
}

void location_cells(Location const& location, std::string& out) {
    text_cell(location.loop, out);
    text_cell(location.segment, out);
    number_cell(location.segment_no, out);
    number_cell(location.element, out);
    number_cell(location.component, out);
    out.push_back(',');
    append_number(location.offset, out);
    out.push_back(',');
    append_number(location.length, out);
}

/// Our own codes only: nothing to quote.
void ack_cell(FindingView const& finding, std::string& out) {
    out.push_back(',');
    std::string_view before;
    for (AckCode const& code : ack_codes(finding)) {
        out.append(before).append(code.kind).push_back(' ');
        out.append(code.code);
        before = "; ";
    }
}

void append_place(Location const& location, std::string& out) {
    if (!location.loop.empty()) out.append(location.loop).push_back(' ');
    if (!location.segment.empty()) out.append(location.segment).push_back(' ');
    if (location.segment_no != 0) append_number(location.segment_no, out);
    if (location.element != 0) {
        out.push_back('.');
        append_number(location.element, out);
    }
    if (location.component != 0) {
        out.push_back('.');
        append_number(location.component, out);
    }
    out.append(" @");
    append_number(location.offset, out);
}

/// "claim RB-1003 @1822 of set 0001 of interchange 000000101 of march/a.edi"; without a name it is this file.
void append_earlier(rules::EarlierClaim const& claim, std::string& out) {
    if (!claim.number.empty()) {
        out.append("claim ").append(claim.number).append(" @");
        append_number(claim.offset, out);
        out.append(" of ");
    }
    out.append("set ").append(claim.set).append(" of interchange ").append(claim.interchange);
    if (!claim.input.empty()) out.append(" of ").append(claim.input);
}

void related_cell(FindingView const& finding, std::string& out) {
    std::string places; // segment ids are text of the file: they may have to be quoted
    for (Location const& location : finding.related) {
        if (!places.empty()) places.append("; ");
        append_place(location, places);
    }
    for (rules::EarlierClaim const& claim : finding.earlier) {
        if (!places.empty()) places.append("; ");
        append_earlier(claim, places);
    }
    text_cell(places, out);
}

} // namespace

void append_csv_header(std::string& out) {
    out.append(
        "schema,file,rule,name,severity,message,help,interchange,group,set,claim,claim_no,line,loop,segment,segment_no,element,component,"
        "offset,length,ack,related,policy,snip,waived\n");
}

void append_csv(FindingView const& finding, RuleTexts& texts, std::string& out) {
    RuleText const& rule = texts.of(*finding.rule, finding.severity);
    out.push_back('1');
    text_cell(finding.scope->input->path, out);
    out.append(rule.csv_rule);
    text_cell(finding.message, out);
    out.append(rule.csv_help);
    scope_cells(*finding.scope, out);
    text_cell(finding.claim, out);
    number_cell(finding.claim_no, out);
    number_cell(finding.line, out);
    location_cells(finding.location, out);
    ack_cell(finding, out);
    related_cell(finding, out);
    text_cell(finding.policy, out);
    number_cell(finding.rule->snip, out);
    text_cell(finding.waiver ? waivers::words(*finding.waiver) : std::string(), out);
    out.push_back('\n');
}

} // namespace engine::report
