#include "rules/rule.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const& detail, Message& m) {
    m << "GS01 is \"";
    m.printable(detail.found, 40) << "\"";
    if (detail.expected.empty()) {
        m << " and does not fit the sets of the group";
    } else {
        m << " but must be \"";
        m.printable(detail.expected, 40) << "\"";
    }
}

} // namespace

extern Rule const group_kind;
constinit Rule const group_kind{
    .id = "E104",
    .name = "group-kind",
    .snip = 1,
    .title = "Group of another kind than its sets",
    .explanation =
        "GS01 says what kind of sets the group holds: HC for 837, HN for 277CA, FA for 999. It does not fit the sets inside, and "
        "receivers route by it.",
    .help = "Put into GS01 what fits the sets (HC for 837), and only sets of one kind into the group.",
    .ack_999 = "AK905:1",
    .source = "837 guides, envelope appendix: GS01 HC; AK905 1",
    .fires = {"837p-clean.edi", "GS*HC*", "GS*HP*"},
    .passes = {"837p-clean.edi", "", ""},
    .envelope_fault = edi::EnvelopeFault::group_kind,
    .envelope_message = say,
};

} // namespace rules
