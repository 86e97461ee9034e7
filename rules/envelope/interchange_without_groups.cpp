#include "rules/rule.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const&, Message& m) {
    m << "the interchange has no group";
}

} // namespace

extern Rule const interchange_without_groups;
constinit Rule const interchange_without_groups{
    .id = "E018",
    .name = "interchange-without-groups",
    .severity = Severity::warning,
    .snip = 1,
    .title = "Interchange without content",
    .explanation = "The interchange has no functional group, and no TA1 either. Most likely something was lost when it was made.",
    .help = "Send the interchange with its groups, or leave it out.",
    .ack_ta1 = "024",
    .source = "X12 005010 control standard: an interchange has a group or a TA1; TA105 024",
    .fires = {"837p-clean.edi", "IEA*1*000000101~\n",
              "IEA*1*000000101~\nISA*00*          *00*          *ZZ*RIVERBEND      *ZZ*CLEARWAY       "
              "*261102*0915*^*00501*000000102*0*T*:~\nIEA*0*000000102~\n"},
    .passes = {"837p-clean.edi", "", ""},
    .envelope_fault = edi::EnvelopeFault::interchange_without_groups,
    .envelope_message = say,
};

} // namespace rules
