#include "rules/rule.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const&, Message& m) {
    m << "the file has text but no ISA segment";
}

} // namespace

extern Rule const file_not_x12;
constinit Rule const file_not_x12{
    .id = "E002",
    .name = "file-not-x12",
    .snip = 1,
    .title = "File without an X12 interchange",
    .explanation =
        "No ISA segment is anywhere in the file, so it has no interchange. It may be another format, or compressed or encrypted.",
    .help = "Send the X12 text itself, beginning with its ISA segment.",
    .source = "X12 005010 control standard: ISA",
    .fires = {"837p-clean.edi", "ISA*00*", "XXX*00*"},
    .passes = {"837p-clean.edi", "", ""},
    .envelope_fault = edi::EnvelopeFault::file_not_x12,
    .envelope_message = say,
};

} // namespace rules
