#include "rules/rule.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const& detail, Message& m) {
    m << "set kind \"";
    m.printable(detail.found, 40);
    if (detail.expected.empty()) {
        m << "\" cannot be checked, only 837, 277CA and 999";
    } else {
        m << "\" does not fit the version, which is one for ";
        m.printable(detail.expected, 40) << " sets";
    }
}

} // namespace

extern Rule const set_kind_unsupported;
constinit Rule const set_kind_unsupported{
    .id = "E206",
    .name = "set-kind-unsupported",
    .snip = 1,
    .title = "Transaction set that cannot be checked",
    .explanation =
        "837 claims are checked, 277CA and 999 acknowledgements are read. The file has another transaction set, such as an 835 or "
        "a 270, which cannot be checked and is not accepted.",
    .help = "Pass other sets to the program they are for.",
    .ack_999 = "IK502:1",
    .source = "837 guides: ST01; IK502 1",
    .fires = {"837p-clean.edi", "ST*837*", "ST*835*"},
    .passes = {"837p-clean.edi", "", ""},
    .envelope_fault = edi::EnvelopeFault::set_kind_unsupported,
    .envelope_message = say,
};

} // namespace rules
