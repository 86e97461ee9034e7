#include "rules/rule.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const& detail, Message& m) {
    m << "group \"";
    m.printable(detail.expected, 40) << "\" has no GE";
}

} // namespace

extern Rule const group_trailer_missing;
constinit Rule const group_trailer_missing{
    .id = "E101",
    .name = "group-trailer-missing",
    .snip = 1,
    .title = "Group without GE",
    .explanation =
        "Another group, the end of the interchange or of the file comes before the GE. It cannot be known whether the group is complete.",
    .help = "Close the group with its GE.",
    .ack_999 = "AK905:3",
    .source = "X12 005010 control standard: GE; AK905 3",
    .fires = {"837p-clean.edi", "GE*1*101~\n", ""},
    .passes = {"837p-clean.edi", "", ""},
    .envelope_fault = edi::EnvelopeFault::group_trailer_missing,
    .envelope_message = say,
};

} // namespace rules
