#include "engine/report/annotated_text.hpp"

#include <algorithm>
#include <charconv>
#include <tuple>
#include <vector>

#include "edi/text/values.hpp"
#include "engine/report/acknowledged.hpp"
#include "engine/report/answers_text.hpp"
#include "engine/report/colours.hpp"
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
//      31 2400 |   LX*1
//
// Second places stand behind the message, two to the right, underlined with '-' and with what of a sum stands there: "----  charge 75.00". Those on the
// segment itself are underlined beside its caret.

namespace engine::report {
namespace {

constexpr std::size_t window_bytes = 112; ///< of a long segment, shown around the element at fault
constexpr std::size_t window_before = 40; ///< of these, before the element
constexpr std::size_t label_width = 14;   ///< of what stands left of the bar
constexpr std::string_view cut = "...";

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

/// " 32 2400 | " with the number and the loop as far as they are known.
void append_label(std::uint64_t segment_no, std::string_view loop, Colours colours, std::string& out) {
    std::size_t const begin = out.size();
    char digits[24] = "-";
    auto const end = segment_no == 0 ? digits + 1 : std::to_chars(digits, digits + sizeof digits, segment_no).ptr;
    auto const length = static_cast<std::size_t>(end - digits);
    std::size_t const loop_width = std::max<std::size_t>(loop.size(), 6);
    if (length + 1 + loop_width < label_width) out.append(label_width - 1 - loop_width - length, ' ');
    out.append(digits, length).push_back(' ');
    out.append(loop);
    if (std::size_t const used = out.size() - begin; used < label_width) out.append(label_width - used, ' ');
    out.insert(begin, colours.faint());
    out.append(" | ").append(colours.off());
}

/// The same width, without words.
void append_bar(Colours colours, std::string& out) {
    out.append(label_width, ' ');
    out.append(colours.faint()).append(" | ").append(colours.off());
}

void append_segment(Location const& location, Window window, std::size_t indent, Colours colours, std::string& out) {
    std::string_view const text = location.segment_text;
    append_label(location.segment_no, location.loop, colours, out);
    out.append(indent, ' ');
    if (window.begin > 0) out.append(cut);
    append_printable(text.substr(window.begin, window.end - window.begin), out);
    if (window.end < text.size()) out.append(cut);
    out.push_back('\n');
}

/// What is drawn under a stretch of a segment.
struct Underline {
    Mark mark;
    char first, rest;
    std::string_view colour;
    Location const* place; ///< whose amount is told behind it
};

/// Draws them under `window` of `text`; those that overlap one before them are not drawn. Their amounts stand behind the last.
void append_underlines(std::string_view text, Window window, std::span<Underline> marks, Colours colours, std::string& out) {
    std::stable_sort(marks.begin(), marks.end(), [](Underline const& a, Underline const& b) { return a.mark.begin < b.mark.begin; });
    if (window.begin > 0) out.append(cut.size(), ' ');
    std::size_t at = window.begin;
    for (Underline const& each : marks) {
        if (each.mark.begin < at) continue;
        std::size_t const end = std::max(each.mark.begin, std::min(each.mark.end, window.end));
        out.append(characters(text.substr(at, each.mark.begin - at)), ' ');
        std::size_t const width = characters(text.substr(each.mark.begin, end - each.mark.begin));
        out.append(each.colour).push_back(each.first);
        if (width > 1) out.append(width - 1, each.rest);
        out.append(colours.off());
        at = std::max(end, std::min(each.mark.begin + 1, text.size())); // what is empty has a mark all the same
    }
    std::string_view before = "  ";
    for (Underline const& each : marks) {
        if (each.place->amount_kind == rules::Related::Amount::none) continue;
        out.append(before).append(each.place->amount_of).append(each.place->amount_of.empty() ? "" : " ");
        append_amount(*each.place, out);
        before = ", ";
    }
    out.push_back('\n');
}

/// Do the two stand on the same segment?
bool same_segment(Location const& a, Location const& b) {
    return a.segment_offset == b.segment_offset && a.segment_text.size() == b.segment_text.size();
}

bool is_whole_segment(Mark mark, std::string_view text) {
    return mark.begin == 0 && mark.end >= text.size();
}

/// Is `related` underlined in the line of carets of `finding`?
bool is_beside(Location const& related, Location const& finding, Window window) {
    Mark const mark = mark_of(related);
    return same_segment(related, finding) && window.holds(mark.begin, related.segment_text.size()) &&
           !is_whole_segment(mark, related.segment_text);
}

void append_caret(FindingView const& finding, Window window, std::size_t indent, Colours colours, std::string& out) {
    Location const& location = finding.location;
    std::vector<Underline> marks{{mark_of(location), '^', '~', colours.severity(finding.severity), &location}};
    for (Location const& related : finding.related)
        if (is_beside(related, location, window)) marks.push_back({mark_of(related), '-', '-', colours.second(), &related});
    append_bar(colours, out);
    out.append(indent, ' ');
    append_underlines(location.segment_text, window, marks, colours, out);
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

/// The second places of a finding on one segment: [begin, end) of `places`.
void append_places(std::span<Location const* const> places, Colours colours, std::string& out) {
    constexpr std::size_t indent = 2;
    Location const& first = *places.front();
    Window const window = window_of(first.segment_text, mark_of(first));
    append_segment(first, window, indent, colours, out);
    std::vector<Underline> marks;
    for (Location const* place : places) {
        Mark const mark = mark_of(*place);
        bool const shown = window.holds(mark.begin, place->segment_text.size()) && !is_whole_segment(mark, place->segment_text);
        if (shown) marks.push_back({mark, '-', '-', colours.second(), place});
    }
    if (marks.empty()) return;
    append_bar(colours, out);
    out.append(indent, ' ');
    append_underlines(first.segment_text, window, marks, colours, out);
}

/// Where else the message looks: segment by segment, with what stands there.
void append_second_places(FindingView const& finding, Window window, Colours colours, std::string& out) {
    if (finding.related.empty()) return;
    std::vector<Location const*> places;
    for (Location const& related : finding.related) {
        bool const told = same_segment(related, finding.location) &&
                          (is_whole_segment(mark_of(related), related.segment_text) || is_beside(related, finding.location, window));
        if (!told && !related.segment_text.empty()) places.push_back(&related);
    }
    std::stable_sort(places.begin(), places.end(), [](Location const* a, Location const* b) { return a->offset < b->offset; });
    for (std::size_t begin = 0, end = 0; begin < places.size(); begin = end) {
        while (end < places.size() && same_segment(*places[begin], *places[end])) ++end;
        append_places(std::span(places).subspan(begin, end - begin), colours, out);
    }
    if (finding.related_more == 0) return;
    append_bar(colours, out);
    out.append("  and ");
    append_number(finding.related_more, out);
    out.append(" more places\n");
}

void append_message(FindingView const& finding, Colours colours, std::string& out) {
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
}

/// What is said of every finding of the rule.
void append_advice(FindingView const& finding, Colours colours, std::string& out) {
    if (!finding.rule->help.empty()) {
        append_bar(colours, out);
        out.append("  help: ").append(finding.rule->help).push_back('\n');
    }
    append_codes(finding, colours, out);
    if (finding.policy.empty()) return;
    append_bar(colours, out);
    out.append("  policy: ");
    append_printable(finding.policy, out);
    out.push_back('\n');
}

/// What is told of a claim: equal findings of one rule together, of the others the first ones. Without a claim everything is told.
class Choice {
public:
    static constexpr std::uint32_t most_told = 10; ///< different findings of a rule in a claim

    Choice(std::span<FindingView const> findings, bool in_claim)
        : findings_(findings), told_(findings.size(), true), next_(findings.size(), none) {
        if (findings.size() < 2 || !in_claim) return;
        std::vector<std::uint32_t> order(findings.size());
        for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
        auto const key = [&](std::uint32_t i) {
            return std::tuple(findings[i].rule->id, findings[i].severity, findings[i].waiver, findings[i].message);
        };
        std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
        for (std::size_t i = 1; i < order.size(); ++i) {
            if (key(order[i]) != key(order[i - 1])) continue;
            told_[order[i]] = false;
            next_[order[i - 1]] = order[i];
        }
        for (std::uint32_t i = 0; i < findings.size(); ++i)
            if (told_[i]) told_[i] = count(i);
    }

    bool told(std::size_t i) const { return told_[i]; }
    /// Is it the first of its rule?
    bool first(std::size_t i) const {
        return kinds_.empty() || std::any_of(kinds_.begin(), kinds_.end(), [&](Kind const& kind) { return kind.first == &findings_[i]; });
    }
    /// The next one that is equal; `none`.
    std::uint32_t next(std::uint32_t i) const { return next_[i]; }
    static constexpr std::uint32_t none = 0xFFFFFFFF;

    struct Kind {
        FindingView const* first;
        std::uint32_t told = 0, more = 0;
    };
    std::span<Kind const> kinds() const { return kinds_; }

private:
    static bool same_kind(FindingView const& a, FindingView const& b) { return a.rule == b.rule && a.severity == b.severity; }

    bool count(std::uint32_t i) {
        auto kind = std::find_if(kinds_.begin(), kinds_.end(), [&](Kind const& each) { return same_kind(*each.first, findings_[i]); });
        if (kind == kinds_.end()) kind = kinds_.insert(kinds_.end(), {&findings_[i]});
        if (kind->told < most_told) return ++kind->told > 0;
        for (std::uint32_t each = i; each != none; each = next_[each]) ++kind->more;
        return false;
    }

    std::span<FindingView const> findings_;
    std::vector<bool> told_;
    std::vector<std::uint32_t> next_;
    std::vector<Kind> kinds_;
};
constexpr std::string_view see = "; see findings.jsonl\n";

/// "lines 2-5, 9" or, where one of them is on no line, "segments 31, 40": the findings that are equal to `i`.
void append_equal(std::span<FindingView const> findings, Choice const& choice, std::uint32_t i, Colours colours, std::string& out) {
    constexpr std::size_t most_ranges = 8;
    std::vector<std::uint32_t> equal;
    for (std::uint32_t each = choice.next(i); each != Choice::none; each = choice.next(each)) equal.push_back(each);
    if (equal.empty()) return;
    bool const on_lines = std::all_of(equal.begin(), equal.end(), [&](std::uint32_t each) { return findings[each].line != 0; });
    auto const number = [&](std::uint32_t each) { return on_lines ? findings[each].line : findings[each].location.segment_no; };
    append_bar(colours, out);
    out.append("  ");
    append_number(equal.size(), out);
    out.append(" more like this: ").append(on_lines ? "line" : "segment").append(equal.size() > 1 ? "s " : " ");
    std::size_t ranges = 0;
    for (std::size_t begin = 0, end = 0; begin < equal.size(); begin = end) {
        for (end = begin + 1; end < equal.size() && number(equal[end]) <= number(equal[end - 1]) + 1;) ++end;
        if (++ranges > most_ranges) {
            out.append(", ...");
            break;
        }
        if (ranges > 1) out.append(", ");
        append_number(number(equal[begin]), out);
        if (number(equal[end - 1]) == number(equal[begin])) continue;
        out.push_back('-');
        append_number(number(equal[end - 1]), out);
    }
    out.append(see);
}

/// What was left out of the claim.
void append_more(Choice const& choice, Colours colours, std::string& out) {
    for (Choice::Kind const& kind : choice.kinds()) {
        if (kind.more == 0) continue;
        append_bar(colours, out);
        out.append("and ");
        append_number(kind.more, out);
        out.append(" more of ").append(kind.first->rule->id).append(" in this claim").append(see);
    }
}

void append_finding(FindingView const& finding, Window window, bool first, Colours colours, std::string& out) {
    append_message(finding, colours, out);
    if (first) append_advice(finding, colours, out);
    append_second_places(finding, window, colours, out);
}

/// About the file as a whole.
void append_position(Location const& location, Colours colours, std::string& out) {
    append_label(location.segment_no, location.loop, colours, out);
    out.append("at byte ");
    append_number(location.offset, out);
    out.push_back('\n');
}

void append_findings(std::span<FindingView const> findings, bool in_claim, Colours colours, std::string& out) {
    Choice const choice(findings, in_claim);
    Location const* shown = nullptr; ///< the segment that was printed last
    Window window;
    for (std::uint32_t i = 0; i < findings.size(); ++i) {
        if (!choice.told(i)) continue;
        Location const& location = findings[i].location;
        if (location.segment_text.empty()) {
            append_position(location, colours, out);
            shown = nullptr;
        } else {
            Mark const mark = mark_of(location);
            bool const again = shown != nullptr && same_segment(*shown, location) && window.holds(mark.begin, location.segment_text.size());
            if (!again) {
                window = window_of(location.segment_text, mark);
                append_segment(location, window, 0, colours, out);
                shown = &location;
            }
            append_caret(findings[i], window, 0, colours, out);
        }
        append_finding(findings[i], window, choice.first(i), colours, out);
        append_equal(findings, choice, i, colours, out);
        if (!findings[i].related.empty()) shown = nullptr; // other segments may stand between
    }
    append_more(choice, colours, out);
}

} // namespace

void append_margin(std::uint64_t segment_no, std::string_view loop, Style style, std::string& out) {
    append_label(segment_no, loop, Colours(style), out);
}

void append_margin(Style style, std::string& out) {
    append_bar(Colours(style), out);
}

void append_findings_below(std::span<FindingView const> findings, std::size_t indent, Style style, std::string& out) {
    Colours const colours(style);
    for (FindingView const& finding : findings) {
        std::string_view const text = finding.location.segment_text;
        Window const window = window_of(text, mark_of(finding.location));
        bool const whole = text.size() <= window_bytes;
        if (!whole) append_segment(finding.location, window, 0, colours, out);
        append_caret(finding, window, whole ? indent : 0, colours, out);
        append_finding(finding, window, true, colours, out);
    }
}

void append_annotated(Heading const* heading, std::span<FindingView const> findings, Style style, std::string& out) {
    if (heading == nullptr && findings.empty()) return;
    Colours const colours(style);
    if (heading != nullptr) {
        append_heading(*heading, colours, out);
    } else {
        append_scope(*findings.front().scope, out);
        out.push_back('\n');
    }
    append_findings(findings, heading != nullptr, colours, out);
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
