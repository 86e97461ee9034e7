#include "engine/report/html/shown_claims.hpp"

#include <algorithm>
#include <map>
#include <vector>

#include "engine/mask/hidden_text.hpp"
#include "engine/report/acknowledged.hpp"
#include "engine/report/html/html_text.hpp"
#include "engine/report/json.hpp"
#include "engine/report/utf8.hpp"

namespace engine::report::html {
namespace {

/// Each value once, in order of first use.
template <class Value>
class Numbered {
public:
    std::size_t number(Value const& value) {
        auto const [at, added] = numbers_.emplace(value, list_.size());
        if (added) list_.push_back(value);
        return at->second;
    }
    std::vector<Value> const& list() const { return list_; }

private:
    std::map<Value, std::size_t> numbers_;
    std::vector<Value> list_;
};

void append_text(std::string_view text, std::string& out) {
    std::string printable;
    append_printable(text, printable);
    append_json_string(printable, out);
}

/// Length of a valid UTF-8 text in UTF-16 units.
std::size_t units_16(std::string_view text) {
    std::size_t units = 0;
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0) != 0x80) units += byte >= 0xF0 ? 2 : 1;
    }
    return units;
}

std::size_t shown_units(std::string_view text) {
    std::string printable;
    append_printable(text, printable);
    return units_16(printable);
}

void append_place(KeptClaim const& claim, NotedPlace const& place, std::string& out) {
    if (place.segment >= claim.segments.size()) {
        out.append("null");
        return;
    }
    std::string_view const text = claim.segments[place.segment].text;
    std::size_t const begin = std::min<std::size_t>(place.begin, text.size());
    out.push_back('[');
    append_json_number(place.segment, out);
    out.push_back(',');
    append_json_number(shown_units(text.substr(0, begin)), out);
    out.push_back(',');
    append_json_number(shown_units(text.substr(begin, place.length)), out);
    out.push_back(']');
}

void append_finding(KeptClaim const& claim, KeptFinding const& finding, std::size_t rule, std::string& out) {
    out.push_back('[');
    append_json_number(rule, out);
    out.push_back(',');
    append_json_number(finding.waived ? std::uint64_t{3} : static_cast<std::uint64_t>(finding.severity), out);
    out.push_back(',');
    append_json_number(finding.line, out);
    out.append(",\"").append(finding.day ? iso_day(*finding.day) : std::string()).append("\",");
    append_text(finding.message, out);
    out.push_back(',');
    append_place(claim, finding.place, out);
    out.append(",[");
    bool first = true;
    for (NotedPlace const& place : finding.related) {
        if (place.segment >= claim.segments.size()) continue;
        if (!first) out.push_back(',');
        append_place(claim, place, out);
        first = false;
    }
    out.append("]]");
}

void append_segments(KeptClaim const& claim, std::string& out) {
    append_json_key("S", out);
    out.push_back('[');
    for (KeptSegment const& segment : claim.segments) {
        out.append(&segment == &claim.segments.front() ? "[" : ",[");
        append_json_number(segment.number, out);
        out.push_back(',');
        append_text(segment.loop, out);
        out.push_back(',');
        append_text(segment.text, out);
        out.push_back(']');
    }
    out.push_back(']');
}

void append_text_key(std::string_view key, std::string_view text, std::string& out) {
    append_json_key(key, out);
    append_text(text, out);
}

void append_rule(rules::Rule const& rule, std::string& out) {
    out.push_back('[');
    append_text(rule.id, out);
    out.push_back(',');
    append_text(rule.name, out);
    out.push_back(',');
    append_text(rule.title, out);
    out.push_back(',');
    append_text(rule.help, out);
    out.push_back(',');
    std::string codes;
    std::string_view kind;
    for (AckCode const& code : ack_codes(rule)) {
        codes.append(codes.empty() ? "" : ", ");
        if (kind != code.kind) codes.append(code.kind).append(" ");
        codes.append(code.code);
        kind = code.kind;
    }
    append_text(codes, out);
    out.push_back(']');
}

/// '<' begins all that a browser looks for in a script; inside of JSON it stands in strings alone.
std::string without_markup(std::string_view json) {
    std::string out;
    for (char const c : json)
        if (c == '<')
            out.append("\\u003c");
        else
            out.push_back(c);
    return out;
}

/// The rules and files that are named, each once.
class Names {
public:
    explicit Names(KeptClaims const& kept) {
        std::map<std::string_view, rules::Rule const*> by_id; // a filter lists them so
        for (auto const& [number, claim] : kept.claims()) {
            files_.number(claim.input->path);
            for (KeptFinding const& finding : claim.findings) by_id.emplace(finding.rule->id, finding.rule);
        }
        for (auto const& [id, rule] : by_id) rules_.number(rule);
    }
    std::size_t number(rules::Rule const* rule) { return rules_.number(rule); }
    std::size_t number(std::string const& file) { return files_.number(file); }

    /// {"rules":[...],"files":[...]
    std::string json() const {
        std::string out = "{\"rules\":[";
        for (rules::Rule const* rule : rules_.list()) {
            if (rule != rules_.list().front()) out.push_back(',');
            append_rule(*rule, out);
        }
        out.append("],\"files\":[");
        for (std::string const& file : files_.list()) {
            if (&file != &files_.list().front()) out.push_back(',');
            append_text(file, out);
        }
        return out.append("]");
    }

private:
    Numbered<rules::Rule const*> rules_;
    Numbered<std::string> files_;
};

void append_claim(KeptClaim const& claim, Names& names, std::string& out) {
    out.push_back('{');
    append_json_count("f", names.number(claim.input->path), out);
    append_text_key("i", claim.interchange, out);
    append_text_key("g", claim.group, out);
    append_text_key("s", claim.set, out);
    append_json_count("n", claim.claim_no, out);
    append_text_key("id", claim.claim, out);
    append_text_key("p", claim.payer, out);
    append_text_key("b", claim.provider, out);
    append_json_key("ch", out);
    out.append(claim.charge_known ? "\"" + std::to_string(claim.charge) + "\"" : "null");
    append_json_count("ok", claim.accepted ? 1 : 0, out);
    append_json_count("L", claim.lines, out);
    append_segments(claim, out);
    append_json_count("so", claim.segments_left_out, out);
    append_json_key("F", out);
    out.push_back('[');
    for (KeptFinding const& finding : claim.findings) {
        if (&finding != &claim.findings.front()) out.push_back(',');
        append_finding(claim, finding, names.number(finding.rule), out);
    }
    out.push_back(']');
    append_json_count("fo", claim.findings_left_out, out);
    out.push_back('}');
}

/// The claim without anybody in it.
KeptClaim hidden(KeptClaim claim) {
    for (std::string* text : {&claim.claim, &claim.payer, &claim.provider}) mask::hide(text->data(), text->size());
    for (KeptSegment& segment : claim.segments) {
        if (claim.delimiters)
            mask::hide_segment(segment.text.data(), segment.text.size(), *claim.delimiters);
        else
            mask::hide_outside(segment.text.data(), segment.text.size());
    }
    return claim;
}

} // namespace

void write_shown_claims(KeptClaims const& kept, bool mask, std::function<void(std::string_view)> const& write) {
    Names names(kept);
    write(without_markup(names.json() + ",\"claims\":["));
    std::string text;
    for (auto const& [number, claim] : kept.claims()) {
        text.assign(number == kept.claims().begin()->first ? "\n" : ",\n");
        if (mask)
            append_claim(hidden(claim), names, text);
        else
            append_claim(claim, names, text);
        write(without_markup(text));
    }
    write("]}");
}

} // namespace engine::report::html
