#include "rules/rule.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const& detail, Message& m) {
    m << "ST01 is \"";
    m.printable(detail.found, 40) << "\", which belongs into a group of the kind " << detail.expected;
}

} // namespace

extern Rule const set_in_other_group;
constinit Rule const set_in_other_group{
    .id = "E209",
    .name = "set-in-other-group",
    .snip = 1,
    .title = "Set in a group of another kind",
    .explanation = "GS01 says what kind of sets the group holds: HC for 837, HN for 277CA, FA for 999. The set is of another kind. "
                   "Receivers route by GS01, so it would go to the wrong place.",
    .help = "Put into GS01 what fits the sets (HC for 837), and only sets of one kind into the group.",
    .ack_999 = "IK502:18",
    .source = "837 guides, envelope appendix: GS01 HC; IK502 18",
    .fires = {"837p-clean.edi", "GS*HC*", "GS*HN*"},
    .passes = {"837p-clean.edi", "", ""},
    .envelope_fault = edi::EnvelopeFault::set_in_other_group,
    .envelope_message = say,
};

} // namespace rules
