#include "engine/answers/read_ta1.hpp"

#include "engine/answers/answer_words.hpp"
#include "engine/report/utf8.hpp"

namespace engine::answers {

void read_ta1(edi::Segment ta1, AnswerTexts const& texts) {
    auto const verdict = ta1.element(4), note = ta1.element(5);
    auto const words = verdict_words(verdict), note_words = interchange_note_words(note);
    ++(is_accepted(verdict) ? texts.tally.interchanges_accepted : texts.tally.interchanges_rejected);

    std::string& out = texts.text;
    out.append("TA1 answers interchange ");
    report::append_printable(ta1.element(1), out);
    out.append(" of ");
    report::append_printable(ta1.element(2), out);
    out.append(" ");
    report::append_printable(ta1.element(3), out);
    out.append(": ");
    report::append_printable(words.empty() ? verdict : words, out);
    out.append("; ").append(note_words.empty() ? "note" : note_words).append(" (");
    report::append_printable(note, out);
    out.append(")\n\n");

    AnswerLine line("TA1", "interchange", texts);
    line.text("answers_interchange", ta1.element(1));
    line.text("date", ta1.element(2));
    line.text("time", ta1.element(3));
    line.text("verdict", words.empty() ? verdict : words);
    std::string const code(note);
    if (!code.empty()) line.list("codes", {&code, 1});
    line.text("words", note_words);
}

} // namespace engine::answers
