#include "engine/show/show_text.hpp"

#include <algorithm>
#include <cstdio>

#include "engine/mask/hidden_text.hpp"
#include "engine/report/utf8.hpp"

namespace engine::show {
namespace {

using edi::operator""_seg;

constexpr std::size_t step = 2;                         ///< blanks of one level
constexpr std::size_t set_depth = 2;                    ///< of ST; what is in the set stands deeper
constexpr std::size_t name_column = 48;                 ///< of a segment's name, behind its text
constexpr std::size_t label_column = 11;                ///< of an element's value
constexpr std::size_t value_column = 30;                ///< of an element's name, behind its value
constexpr std::size_t most_levels = 12;                 ///< of a set without outline; deeper ones stand beside the last
constexpr std::size_t most_held = std::size_t{1} << 20; ///< bytes of a level's head that wait for a claim that is wanted
constexpr std::size_t longest_line = 4096;              ///< of text that is no segment

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.back() == ' ' || text.back() == '\r' || text.back() == '\n')) text.remove_suffix(1);
    return text;
}

/// Element `n` (1 = first).
std::string_view element(ShowSegment const& at, std::uint32_t n) {
    std::string_view text = at.text;
    for (; n > 0; --n) {
        auto const separator = text.find(at.delimiters.element);
        if (separator == std::string_view::npos) return {};
        text.remove_prefix(separator + 1);
    }
    return text.substr(0, text.find(at.delimiters.element));
}

/// Calls `each(part, number)` for the parts of `text`, 1 = first; a separator of 0 is none.
template <class Each>
void for_each_part(std::string_view text, char separator, Each&& each) {
    std::uint32_t number = 0;
    for (std::size_t begin = 0;;) {
        std::size_t const end = separator ? std::min(text.find(separator, begin), text.size()) : text.size();
        each(text.substr(begin, end - begin), ++number);
        if (end == text.size()) return;
        begin = end + 1;
    }
}

/// The loop around a row of the outline.
edi::NodeIndex loop_around(edi::Guide const& guide, edi::NodeIndex node) {
    std::uint8_t const depth = guide.outline[node].depth;
    while (node > 0) {
        --node;
        if (guide.outline[node].kind == edi::NodeKind::loop && guide.outline[node].depth < depth) return node;
    }
    return edi::no_node;
}

bool is_in_loop(GuidePlace place, edi::LoopId loop) {
    if (!place.known()) return false;
    for (edi::NodeIndex node = place.node; node != edi::no_node; node = loop_around(*place.guide, node))
        if (place.guide->outline[node].loop == loop) return true;
    return false;
}

/// The loop that the segment opens; no_node: none.
edi::NodeIndex opened_loop(GuidePlace place) {
    if (!place.known() || place.node == 0) return edi::no_node;
    auto const before = static_cast<edi::NodeIndex>(place.node - 1);
    bool const opens = place.guide->outline[before].kind == edi::NodeKind::loop && place.guide->outline[before].loop != edi::LoopId::header;
    return opens ? before : edi::no_node;
}

/// Blanks up to `column`, where `used` characters stand, and at least two.
void pad(std::size_t used, std::size_t column, std::string& out) {
    out.append(used + 2 > column ? 2 : column - used, ' ');
}

std::size_t append_shown(std::string_view text, std::string& out) {
    std::size_t const begin = out.size();
    report::append_printable(text, out);
    return report::characters(std::string_view(out).substr(begin));
}

} // namespace

ShowText::ShowText(Selection selection, report::Style style, WriteText write)
    : selection_(std::move(selection)), style_(style), write_(std::move(write)) {}

void ShowText::start() {
    where_ = Where::outside;
    interchange_.clear();
    group_.clear();
    set_.clear();
    segment_no_ = claim_no_ = 0;
    in_claim_ = claim_wanted_ = false;
    levels_.clear();
}

void ShowText::emit(std::string_view text) {
    if (wanted_ && !text.empty()) wanted_ = write_(text);
}

// Where the segment stands, and what it opens and ends.
void ShowText::enter(std::string_view id, ShowSegment const& at) {
    switch (edi::segment_id(id)) {
        case "ISA"_seg:
            where_ = Where::interchange;
            interchange_ = trimmed(element(at, 13));
            break;
        case "GS"_seg:
            where_ = Where::group;
            group_ = trimmed(element(at, 6));
            break;
        case "ST"_seg:
            where_ = Where::set;
            set_ = trimmed(element(at, 2));
            segment_no_ = 0;
            levels_.clear();
            last_place_ = {};
            announced_set_ = in_claim_ = claim_wanted_ = false;
            break;
        case "SE"_seg:
        case "GE"_seg:
        case "IEA"_seg: in_claim_ = claim_wanted_ = false; break;
        case "HL"_seg:
            if (where_ == Where::set) open_level(at);
            break;
        case "CLM"_seg:
            claim_ = trimmed(element(at, 1));
            ++claim_no_;
            in_claim_ = true;
            announced_claim_ = false;
            claim_wanted_ = claim_ == selection_.claim;
            break;
        default: break;
    }
    if (where_ == Where::set) ++segment_no_;
}

void ShowText::open_level(ShowSegment const& at) {
    in_claim_ = claim_wanted_ = false;
    if (at.place.guide) { // as the cursor has it
        edi::GuideLevels const& kinds = at.place.guide->levels;
        std::size_t const known = at.place.guide->rank_of(element(at, 3));
        levels_.resize(std::min(levels_.size(), known < kinds.count ? known : std::size_t{kinds.unknown_rank}));
    } else {
        std::string_view const parent = trimmed(element(at, 2));
        while (!levels_.empty() && levels_.back().number != parent) levels_.pop_back();
        if (levels_.size() == most_levels) levels_.pop_back();
    }
    levels_.push_back({std::string(trimmed(element(at, 1)).substr(0, 20)), {}, {}, false});
}

std::size_t ShowText::depth(std::string_view id, ShowSegment const& at) {
    if (id == "ISA" || id == "IEA" || where_ == Where::outside) return 0;
    if (id == "GS" || id == "GE" || where_ == Where::interchange) return 1;
    if (id == "ST" || id == "SE" || where_ == Where::group) return set_depth;
    if (at.place.known()) return set_depth + at.place.guide->outline[at.place.node].depth;
    if (at.place.guide) return last_depth_; // it has no place: it stands with the one before it
    return set_depth + 1 + levels_.size() - (id == "HL" ? 1 : 0);
}

bool ShowText::selected(ShowSegment const& at) {
    if (selection_.loop == edi::LoopId::none) return true;
    // Those without a place belong to the loop that was open.
    if (at.place.known()) last_place_ = at.place;
    return where_ == Where::set && at.place.guide && is_in_loop(last_place_, selection_.loop);
}

void ShowText::segment(ShowSegment const& given) {
    end_other();
    ShowSegment at = given;
    std::string_view const id = at.text.substr(0, std::min(at.text.find(at.delimiters.element), at.text.size()));
    enter(id, at);
    std::size_t const deep = depth(id, at);
    last_depth_ = deep;
    bool const wanted = selected(at);
    if (id == "CLM" && claim_wanted_) ++shown_.claims;
    if (wanted && selection_.mask) {
        hidden_ = at.text;
        mask::hide_segment(hidden_.data(), hidden_.size(), at.delimiters);
        at.text = hidden_;
    }
    out_.clear();
    if (selection_.claim.empty()) {
        if (wanted) render(at, deep, out_, shown_);
    } else if (in_claim_) {
        if (id == "CLM" && claim_wanted_) {
            announce(out_);
            for (Level& level : levels_) {
                out_.append(level.text);
                shown_.segments += level.counted.segments;
                shown_.errors += level.counted.errors;
                level.text.clear();
                level.counted = {};
            }
        }
        if (wanted && claim_wanted_) render(at, deep, out_, shown_);
    } else if (where_ == Where::set && !levels_.empty() && id != "SE" && wanted) {
        Level& level = levels_.back();
        if (level.text.size() < most_held)
            render(at, deep, level.text, level.counted);
        else if (!level.full)
            level.full = true, level.text.append("... more of this level is not shown\n");
    }
    emit(out_);
    if (id == "SE") where_ = Where::group;
    if (id == "GE") where_ = Where::interchange;
    if (id == "IEA") where_ = Where::outside;
}

// Of a selection: which set and claim it is from.
void ShowText::announce(std::string& out) {
    if (selection_.claim.empty() && selection_.loop == edi::LoopId::none) return;
    auto const say = [&](std::string_view what, std::string_view number) {
        out.append(what);
        report::append_printable(number, out);
    };
    bool const claim_due = in_claim_ && !announced_claim_;
    if (!announced_set_ || (claim_due && !selection_.claim.empty())) {
        say("interchange ", interchange_);
        say(", group ", group_);
        say(", set ", set_);
        out.push_back('\n');
        announced_set_ = true;
    }
    if (!claim_due) return;
    announced_claim_ = true;
    out.append("claim ").append(std::to_string(claim_no_)).append(" \"");
    std::string name = claim_;
    if (selection_.mask) mask::hide(name.data(), name.size());
    report::append_printable(name, out);
    out.append("\"\n");
}

void ShowText::render(ShowSegment const& at, std::size_t deep, std::string& out, Shown& counted) {
    report::Colours const colours(style_);
    ++counted.segments;
    for (report::FindingView const& finding : at.findings) counted.errors += finding.severity == rules::Severity::error;
    if (&out == &out_) announce(out);
    if (auto const loop = opened_loop(at.place); loop != edi::no_node) {
        edi::OutlineNode const& opened = at.place.guide->outline[loop];
        report::append_margin(style_, out);
        out.append((deep - 1) * step, ' ').append(colours.heading());
        out.append(edi::loop_name(opened.loop)).append(" ").append(opened.name).append(colours.off()).append("\n");
    }
    edi::SegmentId const id = edi::segment_id(at.text.substr(0, std::min(at.text.find(at.delimiters.element), at.text.size())));
    std::string_view name = segment_name(at.place, id);
    if (at.place.guide && !at.place.known()) name = "has no place here in the guide";
    if (id == "ST"_seg && at.place.guide) name = at.place.guide->title;
    std::string_view const loop = at.loop == edi::LoopId::header ? std::string_view() : edi::loop_name(at.loop);
    std::size_t const indent = deep * step;
    report::append_margin(where_ == Where::set ? segment_no_ : 0, loop, style_, out);
    out.append(indent, ' ');
    std::size_t const width = append_shown(at.text, out);
    if (!name.empty()) {
        pad(width, name_column, out);
        out.append(colours.faint()).append(name).append(colours.off());
    }
    out.push_back('\n');
    report::append_findings_below(at.findings, indent, style_, out);
    if (selection_.elements) render_elements(at, at.text, indent + 2 * step, out);
}

void ShowText::render_elements(ShowSegment const& at, std::string_view text, std::size_t indent, std::string& out) const {
    std::string_view const id = text.substr(0, std::min(text.find(at.delimiters.element), text.size()));
    if (id.size() == text.size()) return;
    bool const plain = id == "ISA"; // separators are values there
    std::string_view const rest = text.substr(id.size() + 1);
    for_each_part(rest, at.delimiters.element, [&](std::string_view value, std::uint32_t number) {
        if (value.empty()) return;
        std::string label;
        report::append_printable(id.substr(0, 3), label);
        label.append(number < 10 ? "0" : "").append(std::to_string(number));
        if (plain) return render_element(at, label, value, number, 0, indent, out);
        bool const repeats = at.delimiters.repetition && value.find(at.delimiters.repetition) != std::string_view::npos;
        for_each_part(value, at.delimiters.repetition, [&](std::string_view once, std::uint32_t time) {
            std::string const which = repeats ? label + "(" + std::to_string(time) + ")" : label;
            bool const composite = at.delimiters.component && once.find(at.delimiters.component) != std::string_view::npos;
            if (!composite) return render_element(at, which, once, number, 0, indent, out);
            for_each_part(once, at.delimiters.component, [&](std::string_view component, std::uint32_t c) {
                render_element(at, which + "-" + std::to_string(c), component, number, c, indent, out);
            });
        });
    });
}

void ShowText::render_element(ShowSegment const& at, std::string label, std::string_view value, std::uint32_t element,
                              std::uint32_t component, std::size_t indent, std::string& out) const {
    if (value.empty()) return;
    report::Colours const colours(style_);
    edi::SegmentId const id = edi::segment_id(at.text.substr(0, std::min(at.text.find(at.delimiters.element), at.text.size())));
    std::string_view const name = element_name(at.place, id, element, component);
    report::append_margin(style_, out);
    out.append(indent, ' ').append(label);
    pad(label.size(), label_column, out);
    std::size_t const width = append_shown(value, out);
    if (!name.empty()) {
        pad(width, value_column, out);
        out.append(colours.faint()).append(name).append(colours.off());
    }
    out.push_back('\n');
}

void ShowText::other(std::string_view text, std::string_view name) {
    if (!selection_.claim.empty() || selection_.loop != edi::LoopId::none) return;
    if (name != other_name_) end_other();
    other_name_ = name;
    other_.append(text);
    lines_of_other(false);
}

void ShowText::blank(std::string_view text) {
    if (!other_name_.empty()) other(text, other_name_);
}

// Line by line, so that it does not matter in which pieces the text comes.
void ShowText::lines_of_other(bool whole) {
    out_.clear();
    std::size_t begin = 0;
    for (;;) {
        std::size_t const line = other_.find('\n', begin), rest = other_.size() - begin;
        bool const ends = line != std::string::npos && line - begin <= longest_line;
        if (!ends && rest <= longest_line && !(whole && rest > 0)) break;
        std::size_t const size = ends ? line - begin : std::min(rest, longest_line);
        line_of_other(std::string_view(other_).substr(begin, size));
        begin += size + (ends ? 1 : 0);
    }
    other_.erase(0, begin);
    emit(out_);
}

void ShowText::line_of_other(std::string_view text) {
    hidden_ = trimmed(text);
    if (hidden_.empty()) return;
    if (selection_.mask) mask::hide(hidden_.data(), hidden_.size());
    report::append_margin(0, {}, style_, out_);
    std::size_t const width = append_shown(hidden_, out_);
    if (!other_named_) {
        pad(width, name_column, out_);
        out_.append(other_name_);
    }
    other_named_ = true;
    out_.push_back('\n');
}

void ShowText::end_other() {
    if (other_name_.empty()) return;
    lines_of_other(true);
    other_name_ = {};
    other_named_ = false;
}

void ShowText::late(report::FindingView const& finding) {
    end_other();
    if (!selection_.claim.empty() || selection_.loop != edi::LoopId::none) return;
    shown_.errors += finding.severity == rules::Severity::error;
    out_.clear();
    report::append_annotated(nullptr, {&finding, 1}, style_, out_);
    emit(out_);
}

} // namespace engine::show
