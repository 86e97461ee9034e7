#include "engine/answers/read_999.hpp"

#include <optional>
#include <vector>

#include "edi/guide/data_elements.hpp"
#include "engine/answers/answer_words.hpp"
#include "engine/report/utf8.hpp"

// How it looks:
//
//   999 0001 answers group 156 (HC, 005010X222A1): rejected; sets sent 1, received 1, accepted 0
//     set 0002 (837): rejected
//       segments have errors (5)
//       segment 5074 N4 in loop 2010, claim "A-100": elements of the segment have errors (8)
//         N403 (postal code) is "4410": too short (4)

namespace engine::answers {
namespace {

using edi::operator""_seg;

class Reader {
public:
    Reader(PlacedTable const& set, AnswerTexts const& texts) : set_(set), texts_(texts), out_(texts.text) {}

    void read() {
        auto const size = static_cast<std::uint32_t>(set_.placed.size());
        for (std::uint32_t i = 0; i < size; ++i) {
            switch (set_.id(i)) {
                case "AK1"_seg: group(i, next("AK9"_seg, i, size)); break;
                case "AK2"_seg: answered_set(i, next("IK5"_seg, i, size)); break;
                case "IK3"_seg: segment(i); break;
                case "IK4"_seg: element(i); break;
                default: break;
            }
        }
        out_.push_back('\n');
    }

private:
    /// The next segment of that id behind `from`; for IK5 in the same AK2 loop.
    std::optional<std::uint32_t> next(edi::SegmentId id, std::uint32_t from, std::uint32_t size) const {
        for (std::uint32_t i = from + 1; i < size; ++i) {
            if (set_.id(i) == id) return i;
            if (id == "IK5"_seg && set_.id(i) == "AK2"_seg) break;
        }
        return {};
    }

    void say(std::string_view text) { report::append_printable(text, out_); }

    void codes_of(edi::Segment segment, std::uint32_t first, std::uint32_t last) {
        codes_.clear();
        for (std::uint32_t n = first; n <= last; ++n)
            if (!segment.element(n).empty()) codes_.emplace_back(segment.element(n));
    }
    /// "too short (4)"; "code 11" where we have no words.
    void say_code(std::string_view code, std::string_view words) {
        out_.append(words.empty() ? "code " : words);
        if (!words.empty()) out_.append(" (");
        say(code);
        if (!words.empty()) out_.push_back(')');
    }
    void say_codes(std::string_view indent, std::string_view (*words)(std::string_view)) {
        for (std::string const& code : codes_) {
            out_.append(indent);
            say_code(code, words(code));
            out_.push_back('\n');
        }
    }

    /// The verdict in words; a code without words as it is, and no verdict at all as that.
    static std::string_view verdict_of(std::string_view code) {
        auto const words = verdict_words(code);
        return code.empty() ? "no verdict" : words.empty() ? code : words;
    }

    void group(std::uint32_t ak1, std::optional<std::uint32_t> ak9) {
        auto const group = set_[ak1];
        out_.append("999 ");
        if (texts_.scope.set) say(texts_.scope.set->control_number);
        out_.append(" answers group ");
        say(group.element(2));
        out_.append(" (");
        say(group.element(1));
        if (!group.element(3).empty()) out_.append(", ");
        say(group.element(3));
        out_.append("): ");
        auto const verdict = verdict_of(ak9 ? set_[*ak9].element(1) : std::string_view());
        say(verdict);
        codes_.clear();
        if (ak9) {
            auto const totals = set_[*ak9];
            out_.append("; sets sent ");
            say(totals.element(2));
            out_.append(", received ");
            say(totals.element(3));
            out_.append(", accepted ");
            say(totals.element(4));
            codes_of(totals, 5, 9);
        }
        out_.push_back('\n');
        say_codes("  ", group_error_words);
        group_number_ = group.element(2);

        AnswerLine line("999", "group", texts_);
        line.text("answers_group", group_number_);
        line.text("answers_group_kind", group.element(1));
        line.text("answers_version", group.element(3));
        line.text("verdict", verdict);
        line.list("codes", codes_);
        if (!ak9) return;
        line.number("sets_sent", set_[*ak9].element(2));
        line.number("sets_received", set_[*ak9].element(3));
        line.number("sets_accepted", set_[*ak9].element(4));
    }

    void answered_set(std::uint32_t ak2, std::optional<std::uint32_t> ik5) {
        auto const answered = set_[ak2];
        auto const code = ik5 ? set_[*ik5].element(1) : std::string_view();
        auto const verdict = verdict_of(code);
        ++(is_accepted(code) ? texts_.tally.sets_accepted : texts_.tally.sets_rejected);
        out_.append("  set ");
        say(answered.element(2));
        out_.append(" (");
        say(answered.element(1));
        out_.append("): ");
        say(verdict);
        out_.push_back('\n');
        codes_.clear();
        if (ik5) codes_of(set_[*ik5], 2, 6);
        say_codes("    ", set_error_words);
        set_number_ = answered.element(2);

        AnswerLine line("999", "set", texts_);
        line.text("answers_group", group_number_);
        line.text("answers_set", set_number_);
        line.text("answers_set_kind", answered.element(1));
        line.text("answers_version", answered.element(3));
        line.text("verdict", verdict);
        line.list("codes", codes_);
    }

    /// What the CTX segments behind an IK3 or IK4 say: the business unit ("CLM01:A-100") and what made the fault one.
    void read_context(std::uint32_t from) {
        claim_ = unit_ = {};
        trigger_.clear();
        for (std::uint32_t i = from + 1; i < set_.placed.size() && set_.id(i) == "CTX"_seg; ++i) {
            auto const context = set_[i];
            auto const name = context.component(1, 1), value = context.component(1, 2);
            if (name == "CLM01" && claim_.empty()) claim_ = value;
            if (!value.empty() && name != "CLM01") unit_ = context.element(1);
            if (value.empty() && trigger_.empty()) read_trigger(context);
        }
    }

    /// "segment 9 NM1 in loop 2010, element 3".
    void read_trigger(edi::Segment context) {
        auto const part = [&](std::string_view words, std::string_view value) {
            if (!value.empty()) trigger_.append(words).append(value);
        };
        part("segment ", context.element(3));
        part(trigger_.empty() ? "" : " ", context.element(2));
        part(" in loop ", context.element(4));
        part(", element ", context.component(5, 1));
        part("-", context.component(5, 2));
    }

    void say_context() {
        if (!claim_.empty()) {
            out_.append(", claim \"");
            say(claim_);
            out_.push_back('"');
        }
        if (!unit_.empty()) {
            out_.append(", ");
            say(unit_);
        }
    }
    void say_trigger(std::string_view indent) {
        if (trigger_.empty()) return;
        out_.append(indent).append("because of ");
        say(trigger_);
        out_.push_back('\n');
    }
    void context_keys(AnswerLine& line) const {
        line.text("claim", claim_);
        line.text("context", unit_);
        line.text("trigger", trigger_);
    }

    void segment(std::uint32_t ik3) {
        auto const error = set_[ik3];
        segment_id_ = error.element(1);
        segment_number_ = error.element(2);
        loop_ = error.element(3);
        read_context(ik3);
        segment_claim_ = claim_;
        out_.append("    segment ");
        say(segment_number_);
        out_.append(" ");
        say(segment_id_);
        if (!loop_.empty()) out_.append(" in loop ");
        say(loop_);
        say_context();
        out_.append(": ");
        auto const words = segment_error_words(error.element(4));
        say_code(error.element(4), words);
        out_.push_back('\n');
        say_trigger("      ");

        AnswerLine line("999", "segment", texts_);
        place_keys(line);
        context_keys(line);
        codes_of(error, 4, 4);
        line.list("codes", codes_);
        line.text("words", words);
    }

    void place_keys(AnswerLine& line) const {
        line.text("answers_group", group_number_);
        line.text("answers_set", set_number_);
        line.text("segment", segment_id_);
        line.number("segment_no", segment_number_);
        line.text("loop", loop_);
    }

    static void append_position(std::string_view position, std::string& out) {
        if (position.size() == 1) out.push_back('0');
        report::append_printable(position, out);
    }

    /// The name of a data element by its number, in our words; empty when no guide of ours has it.
    static std::string_view element_name(std::string_view number) {
        edi::ElementNumber value = 0;
        for (char const c : number) {
            if (c < '0' || c > '9' || number.size() > 4) return {};
            value = static_cast<edi::ElementNumber>(value * 10 + (c - '0'));
        }
        auto const* const element = edi::data_element(value);
        return element ? element->name : std::string_view();
    }

    void element(std::uint32_t ik4) {
        auto const error = set_[ik4];
        auto const position = error.component(1, 1), component = error.component(1, 2), repeat = error.component(1, 3);
        auto const name = element_name(error.element(2)), words = element_error_words(error.element(3)), bad = error.element(4);
        read_context(ik4);
        if (claim_.empty()) claim_ = segment_claim_;
        out_.append("      ");
        say(segment_id_);
        append_position(position, out_);
        if (!component.empty()) out_.append("-");
        say(component);
        if (!repeat.empty()) out_.append(", repetition ");
        say(repeat);
        if (!name.empty()) out_.append(" (").append(name).append(")");
        if (!bad.empty()) {
            out_.append(" is \"");
            say(bad);
            out_.push_back('"');
        }
        out_.append(": ");
        say_code(error.element(3), words);
        out_.push_back('\n');
        say_trigger("        ");

        AnswerLine line("999", "element", texts_);
        place_keys(line);
        line.number("element", position);
        line.number("component", component);
        line.number("repetition", repeat);
        line.number("data_element", error.element(2));
        line.text("name", name);
        line.text("value", bad);
        context_keys(line);
        codes_of(error, 3, 3);
        line.list("codes", codes_);
        line.text("words", words);
    }

    PlacedTable const& set_;
    AnswerTexts const& texts_;
    std::string& out_;
    std::vector<std::string> codes_;
    std::string_view group_number_, set_number_;                          // that are answered
    std::string_view segment_id_, segment_number_, loop_, segment_claim_; // of the IK3 at hand
    std::string_view claim_, unit_;                                       // of the CTX segments at hand
    std::string trigger_;
};

} // namespace

void read_999(PlacedTable const& set, AnswerTexts const& texts) {
    Reader(set, texts).read();
}

} // namespace engine::answers
