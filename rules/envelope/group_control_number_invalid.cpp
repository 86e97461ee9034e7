#include "rules/rule.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const& detail, Message& m) {
    m << "GS06 is \"";
    m.printable(detail.found, 40) << "\", which is not a number of one to nine digits";
}

} // namespace

extern Rule const group_control_number_invalid;
constinit Rule const group_control_number_invalid{
    .id = "E109",
    .name = "group-control-number-invalid",
    .snip = 1,
    .title = "Group control number that is no number",
    .explanation = "GS06 has one to nine digits. An answer names the group by it, so a group with anything else there cannot be answered "
                   "in a way that "
                   "its sender would recognise.",
    .help = "Number the group with one to nine digits, and put the same number into GE02.",
    .ack_999 = "AK905:6",
    .source = "X12 005010 data element 28, type N0, 1 to 9 digits; AK905 6",
    .fires = {"837p-clean.edi", "*20261102*0915*101*X*", "*20261102*0915*A101*X*"},
    .passes = {"837p-clean.edi", "", ""},
    .envelope_fault = edi::EnvelopeFault::group_number_invalid,
    .envelope_message = say,
};

} // namespace rules
