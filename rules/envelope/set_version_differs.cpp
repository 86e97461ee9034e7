#include "rules/envelope/wording.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const& detail, Message& m) {
    say_disagreement(m, "ST03", "GS08 is", detail);
}

} // namespace

extern Rule const set_version_differs;
constinit Rule const set_version_differs{
    .id = "E205",
    .name = "set-version-differs",
    .snip = 2,
    .title = "Set of another version than its group",
    .explanation =
        "ST03 and GS08 both name the implementation guide and must agree. A receiver that goes by the other one checks by the wrong guide.",
    .help = "Put the same version into GS08 and ST03.",
    .ack_999 = "IK502:19",
    .source = "837 guides: ST03 is GS08; IK502 19",
    .fires = {"837p-clean.edi", "ST*837*0001*005010X222A1", "ST*837*0001*005010X223A2"},
    .passes = {"837p-clean.edi", "", ""},
    .envelope_fault = edi::EnvelopeFault::set_version_differs,
    .envelope_message = say,
};

} // namespace rules
