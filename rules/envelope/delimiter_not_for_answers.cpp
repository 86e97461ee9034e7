#include "rules/rule.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const&, Message& m) {
    m << "no answer can have the delimiters of this interchange: the answers have * : ^ ~ and blanks where a value has one of these";
}

} // namespace

extern Rule const delimiter_not_for_answers;
constinit Rule const delimiter_not_for_answers{
    .id = "E017",
    .name = "delimiter-not-for-answers",
    .severity = Severity::advice,
    .snip = 1,
    .title = "Delimiter that no answer can have",
    .explanation = "Answers are written with the delimiters of the interchange, so that every value comes back as it was sent. A hyphen, a "
                   "point or a character that is no punctuation stands in our own words and numbers, so the answers have * : ^ ~ and these "
                   "are blanks where a value has them.",
    .help = "Use punctuation such as * : ^ ~ | > as delimiters.",
    .source = "X12 005010 control standard: delimiters are in no data",
    .passes = {"837p-clean.edi", "", ""},
    .envelope_fault = edi::EnvelopeFault::delimiter_not_for_answers,
    .envelope_message = say,
};

} // namespace rules
