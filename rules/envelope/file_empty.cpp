#include "rules/rule.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const&, Message& m) {
    m << "the file is empty";
}

} // namespace

extern Rule const file_empty;
constinit Rule const file_empty{
    .id = "E001",
    .name = "file-empty",
    .snip = 1,
    .title = "File without content",
    .explanation = "The file has no bytes or only white space. Nothing was sent, so nothing can be checked or acknowledged.",
    .help = "Check how the file was made or transferred and send it again.",
    .source = "X12 005010 control standard: an interchange begins with ISA",
    .passes = {"837p-clean.edi", "", ""},
    .envelope_fault = edi::EnvelopeFault::file_empty,
    .envelope_message = say,
};

} // namespace rules
