#include "rules/envelope/wording.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const& detail, Message& m) {
    m << "the file ends inside the ISA segment";
    say_unanswered(m, detail);
}

} // namespace

extern Rule const isa_truncated;
constinit Rule const isa_truncated{
    .id = "E007",
    .name = "isa-truncated",
    .snip = 1,
    .title = "File ends inside the ISA",
    .explanation = "The interchange header is cut off, so not even its delimiters are certain. Nothing after it can be read.",
    .help = "Send the whole file again.",
    .ack_ta1 = "023",
    .source = "X12 005010 control standard: ISA; TA105 023",
    .passes = {"837p-clean.edi", "", ""},
    .envelope_fault = edi::EnvelopeFault::isa_truncated,
    .envelope_message = say,
};

} // namespace rules
