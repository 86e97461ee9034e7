#include "rules/rule.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const& detail, Message& m) {
    m << "set \"";
    m.printable(detail.expected, 40) << "\" has no SE";
}

} // namespace

extern Rule const set_trailer_missing;
constinit Rule const set_trailer_missing{
    .id = "E201",
    .name = "set-trailer-missing",
    .snip = 1,
    .title = "Transaction set without SE",
    .explanation =
        "Another set, the end of the group or of the file comes before the SE. It cannot be known whether all claims of the set are there.",
    .help = "Close the set with its SE.",
    .ack_999 = "IK502:2",
    .source = "X12 005010 control standard: SE; IK502 2",
    .fires = {"837p-clean.edi", "SE*88*0001~\n", ""},
    .passes = {"837p-clean.edi", "", ""},
    .envelope_fault = edi::EnvelopeFault::set_trailer_missing,
    .envelope_message = say,
};

} // namespace rules
