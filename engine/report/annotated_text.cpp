#include "engine/report/annotated_text.hpp"

#include <algorithm>
#include <charconv>

#include "edi/text/values.hpp"
#include "engine/report/acknowledged.hpp"
#include "engine/report/answers_text.hpp"
#include "engine/report/counted.hpp"
#include "engine/report/limits.hpp"
#include "engine/report/plain_text.hpp"
#include "engine/report/split_text.hpp"
#include "engine/report/tables_text.hpp"
#include "engine/report/utf8.hpp"

// How it looks:
//
//   claim 17 "A-100"  charge 79.04  2 lines  REJECTED  CITY INFUSION
//     interchange 000000905, group 1, set 0021
//      32 2400 | SV1*HC:J2371*100*UN*2.5***1
//              |                     ^~~
//              | error[U103] units-fractional: ...
//              |   help: ...
//              |   277CA A7:476, A7:697
//              |   note: segment 23 in 2400: LX*1

namespace engine::report {
namespace {

constexpr std::size_t window_bytes = 112; ///< of a long segment, shown around the element at fault
constexpr std::size_t window_before = 40; ///< of these, before the element
constexpr std::size_t label_width = 14;   ///< of what stands left of the bar
constexpr std::string_view cut = "...";

class Colours {
public:
    explicit Colours(Style style) : on_(style.colour) {}
    std::string_view severity(rules::Severity severity) const {
        switch (severity) {
            case rules::Severity::error: return code("\x1b[1;31m");
            case rules::Severity::warning: return code("\x1b[1;33m");
            case rules::Severity::advice: return code("\x1b[1;36m");
        }
        return {};
    }
    std::string_view verdict(bool accepted) const { return code(accepted ? "\x1b[1;32m" : "\x1b[1;31m"); }
    std::string_view faint() const { return code("\x1b[2m"); }
    std::string_view off() const { return code("\x1b[0m"); }

private:
    std::string_view code(std::string_view escape) const { return on_ ? escape : std::string_view(); }
    bool on_;
};

void append_number(std::uint64_t value, std::string& out) {
    char digits[24];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

void append_money(std::int64_t cents, std::string& out) {
    char digits[32];
    out.append(digits, edi::write_money(digits, cents));
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

void append_scope(Scope const& scope, std::string& out) {
    std::string_view before;
    auto const part = [&](std::string_view kind, std::string_view number) {
        out.append(before).append(kind).push_back(' ');
        append_printable(trimmed(number), out);
        before = ", ";
    };
    if (scope.interchange) part("interchange", scope.interchange->control_number);
    if (scope.group) part("group", scope.group->control_number);
    if (scope.set) part("set", scope.set->control_number);
    if (before.empty()) out.append("outside of any interchange");
}

void append_heading(Heading const& heading, Colours colours, std::string& out) {
    out.append("claim ");
    append_number(heading.claim_no, out);
    out.append(" \"");
    append_printable(heading.claim, out);
    out.append("\"  charge ");
    if (heading.charge_known)
        append_money(heading.charge, out);
    else
        out.append("unreadable");
    out.append("  ");
    append_counted(heading.lines, "line", out);
    out.append("  ");
    out.append(colours.verdict(heading.accepted)).append(heading.accepted ? "ACCEPTED" : "REJECTED").append(colours.off());
    if (!heading.billing_provider.empty()) {
        out.append("  ");
        append_printable(heading.billing_provider, out);
    }
    out.append("\n  ");
    append_scope(*heading.scope, out);
    out.push_back('\n');
}

/// The part of a segment that is shown; both ends are between characters.
struct Window {
    std::size_t begin = 0, end = 0;
    bool holds(std::size_t at, std::size_t size) const { return begin <= at && (at < end || end == size); }
};

bool inside_character(std::string_view text, std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

/// Moves a cut out of a character, by at most its three continuation bytes (text that is no UTF-8 may have any number of them).
std::size_t character_begin(std::string_view text, std::size_t at) {
    std::size_t begin = at;
    while (begin > 0 && at - begin < 3 && inside_character(text, begin)) --begin;
    return inside_character(text, begin) ? at : begin;
}

/// Where the fault is in its segment's text, in bytes.
struct Mark {
    std::size_t begin = 0, end = 0;
};

Mark mark_of(Location const& location) {
    std::size_t const size = location.segment_text.size();
    std::uint64_t const from = location.offset >= location.segment_offset ? location.offset - location.segment_offset : 0;
    std::size_t const begin = static_cast<std::size_t>(std::min<std::uint64_t>(from, size));
    return {begin, begin + std::min<std::size_t>(location.length, size - begin)};
}

Window window_of(std::string_view text, Mark mark) {
    if (text.size() <= window_bytes) return {0, text.size()};
    std::size_t begin = mark.begin > window_before ? mark.begin - window_before : 0;
    begin = std::min(begin, text.size() - window_bytes); // a fault near the end: the last part of the segment
    return {character_begin(text, begin), character_begin(text, begin + window_bytes)};
}

std::size_t characters(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t const plain = plain_length(text, i);
        count += plain;
        i += plain;
        if (i == text.size()) break;
        std::size_t const length = utf8_length(text, i);
        i += length == 0 ? 1 : length;
        ++count;
    }
    return count;
}

/// " 32 2400 | " with the number and the loop as far as they are known.
void append_label(Location const& location, Colours colours, std::string& out) {
    std::size_t const begin = out.size();
    char digits[24] = "-";
    auto const end = location.segment_no == 0 ? digits + 1 : std::to_chars(digits, digits + sizeof digits, location.segment_no).ptr;
    auto const length = static_cast<std::size_t>(end - digits);
    std::size_t const loop_width = std::max<std::size_t>(location.loop.size(), 6);
    if (length + 1 + loop_width < label_width) out.append(label_width - 1 - loop_width - length, ' ');
    out.append(digits, length).push_back(' ');
    out.append(location.loop);
    if (std::size_t const used = out.size() - begin; used < label_width) out.append(label_width - used, ' ');
    out.insert(begin, colours.faint());
    out.append(" | ").append(colours.off());
}

/// The same width, without words.
void append_bar(Colours colours, std::string& out) {
    out.append(label_width, ' ');
    out.append(colours.faint()).append(" | ").append(colours.off());
}

void append_segment(Location const& location, Window window, Colours colours, std::string& out) {
    std::string_view const text = location.segment_text;
    append_label(location, colours, out);
    if (window.begin > 0) out.append(cut);
    append_printable(text.substr(window.begin, window.end - window.begin), out);
    if (window.end < text.size()) out.append(cut);
    out.push_back('\n');
}

void append_caret(Location const& location, Window window, rules::Severity severity, Colours colours, std::string& out) {
    std::string_view const text = location.segment_text;
    Mark mark = mark_of(location);
    mark.end = std::min(mark.end, window.end);
    append_bar(colours, out);
    if (window.begin > 0) out.append(cut.size(), ' ');
    out.append(characters(text.substr(window.begin, mark.begin - window.begin)), ' ');
    out.append(colours.severity(severity)).push_back('^');
    std::size_t const width = characters(text.substr(mark.begin, mark.end - mark.begin));
    if (width > 1) out.append(width - 1, '~');
    out.append(colours.off()).push_back('\n');
}

void append_codes(FindingView const& finding, Colours colours, std::string& out) {
    AckCodes const codes = ack_codes(finding);
    if (codes.count == 0) return;
    append_bar(colours, out);
    std::string_view kind;
    for (AckCode const& code : codes) {
        out.append(kind == code.kind ? ", " : kind.empty() ? "  " : "; ");
        if (kind != code.kind) out.append(code.kind).push_back(' ');
        out.append(code.code);
        kind = code.kind;
    }
    out.push_back('\n');
}

void append_note(Location const& location, Colours colours, std::string& out) {
    append_bar(colours, out);
    out.append("  note: ");
    if (location.segment_no != 0) {
        out.append("segment ");
        append_number(location.segment_no, out);
    } else {
        out.append("byte ");
        append_number(location.offset, out);
    }
    if (!location.loop.empty()) out.append(" in ").append(location.loop);
    out.append(": ");
    std::string_view const text = location.segment_text;
    Window const window = window_of(text, mark_of(location));
    if (window.begin > 0) out.append(cut);
    append_printable(text.substr(window.begin, window.end - window.begin), out);
    if (window.end < text.size()) out.append(cut);
    out.push_back('\n');
}

/// Do the two stand on the same segment?
bool same_segment(Location const& a, Location const& b) {
    return a.segment_offset == b.segment_offset && a.segment_text.size() == b.segment_text.size();
}

void append_finding(FindingView const& finding, Colours colours, std::string& out) {
    rules::Rule const& rule = *finding.rule;
    append_bar(colours, out);
    if (finding.waiver) out.append("waived ");
    out.append(colours.severity(finding.severity)).append(rules::severity_name(finding.severity));
    out.append("[").append(rule.id).append("]").append(colours.off()).append(" ");
    out.append(rule.name).append(": ");
    append_printable(finding.message, out);
    out.push_back('\n');
    if (finding.waiver) {
        append_bar(colours, out);
        out.append("  waived by ");
        append_printable(waivers::words(*finding.waiver), out);
        out.push_back('\n');
    }
    if (!rule.help.empty()) {
        append_bar(colours, out);
        out.append("  help: ").append(rule.help).push_back('\n');
    }
    append_codes(finding, colours, out);
    for (Location const& related : finding.related)
        if (!same_segment(related, finding.location)) append_note(related, colours, out);
    if (!finding.policy.empty()) {
        append_bar(colours, out);
        out.append("  policy: ");
        append_printable(finding.policy, out);
        out.push_back('\n');
    }
}

void append_findings(std::span<FindingView const> findings, Colours colours, std::string& out) {
    Location const* shown = nullptr; ///< the segment that was printed last
    Window window;
    for (FindingView const& finding : findings) {
        Location const& location = finding.location;
        if (location.segment_text.empty()) { // about the file as a whole
            append_label(location, colours, out);
            out.append("at byte ");
            append_number(location.offset, out);
            out.push_back('\n');
            shown = nullptr;
        } else {
            Mark const mark = mark_of(location);
            bool const again = shown != nullptr && same_segment(*shown, location) && window.holds(mark.begin, location.segment_text.size());
            if (!again) {
                window = window_of(location.segment_text, mark);
                append_segment(location, window, colours, out);
                shown = &location;
            }
            append_caret(location, window, finding.severity, colours, out);
        }
        append_finding(finding, colours, out);
    }
}

} // namespace

void append_annotated(Heading const* heading, std::span<FindingView const> findings, Style style, std::string& out) {
    if (heading == nullptr && findings.empty()) return;
    Colours const colours(style);
    if (heading != nullptr) {
        append_heading(*heading, colours, out);
    } else {
        append_scope(*findings.front().scope, out);
        out.push_back('\n');
    }
    append_findings(findings, colours, out);
    out.push_back('\n');
}

void append_report_head(InputScope const& input, RunSummary const& run, std::string& out) {
    out.append("scrub837 ").append(run.program_version).append(" report on ");
    append_printable(input.path, out);
    out.push_back('\n');
    for (rules::PolicySource const& policy : run.policies)
        out.append("policy ").append(policy.id).append(" ").append(policy.version).append(" (sha256 ").append(policy.sha256).append(")\n");
    append_replaced_tables(run, out);
    for (rules::Notice const& notice : run.notices) {
        out.append(notice.code.empty() ? "notice" : "notice ").append(notice.code).append(": ");
        append_printable(notice.text, out);
        out.push_back('\n');
    }
    append_limits(run, out);
    out.push_back('\n');
}

void append_report_end(InputSummary const& summary, std::string& out) {
    Tally const& tally = summary.tally;
    if (!summary.readable) {
        out.append("this input could not be read: ");
        append_printable(summary.reason, out);
        out.push_back('\n');
    }
    append_answers(summary.answered, out);
    out.append(counted(tally.claims, "claim")).append(" = ");
    append_number(tally.accepted, out);
    out.append(" accepted + ");
    append_number(tally.rejected, out);
    out.append(" rejected\ncharges ");
    append_money(tally.charges_total(), out);
    out.append(" = accepted ");
    append_money(tally.charges_accepted, out);
    out.append(" + rejected ");
    append_money(tally.charges_rejected, out);
    out.append("\nfindings: ");
    out.append(counted(tally.errors, "error")).append(", ").append(counted(tally.warnings, "warning")).append(", ");
    append_number(tally.advice, out);
    out.append(" advice");
    if (tally.waived > 0) {
        out.append(", ");
        append_number(tally.waived, out);
        out.append(" waived");
    }
    out.push_back('\n');
    if (!summary.split) return;
    append_split(*summary.split, out);
    if (leaves_something(*summary.split)) append_left_out(*summary.split, out);
}

} // namespace engine::report
