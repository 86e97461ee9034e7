#include "rules/rule.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const& detail, Message& m) {
    m << "set kind \"";
    m.printable(detail.found, 40) << "\" cannot be checked, only 837";
}

} // namespace

extern Rule const set_kind_unsupported;
constinit Rule const set_kind_unsupported{
    .id = "E206",
    .name = "set-kind-unsupported",
    .snip = 1,
    .title = "Transaction set that is not an 837",
    .explanation = "Only 837 claims are checked. The file has another transaction set, such as a 999, 277 or 835, which cannot be checked "
                   "and is not accepted.",
    .help = "Send only 837 sets, or pass other sets to the program they are for.",
    .ack_999 = "IK502:1",
    .source = "837 guides: ST01; IK502 1",
    .fires = {"837p-clean.edi", "ST*837*", "ST*835*"},
    .passes = {"837p-clean.edi", "", ""},
    .envelope_fault = edi::EnvelopeFault::set_kind_unsupported,
    .envelope_message = say,
};

} // namespace rules
