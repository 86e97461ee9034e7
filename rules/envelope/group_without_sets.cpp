#include "rules/rule.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const&, Message& m) {
    m << "the group has no transaction set";
}

} // namespace

extern Rule const group_without_sets;
constinit Rule const group_without_sets{
    .id = "E111",
    .name = "group-without-sets",
    .severity = Severity::warning,
    .snip = 1,
    .title = "Group without sets",
    .explanation =
        "The group has no transaction set. Most likely something was lost when it was made; there is nothing in it that could be accepted.",
    .help = "Send the group with its sets, or leave it out.",
    .source = "X12 005010 control standard: a group has one set or more",
    .fires = {"837p-clean.edi", "GE*1*101~\nIEA*1*",
              "GE*1*101~\nGS*HC*RIVERBEND*CLEARWAY*20261102*0915*102*X*005010X222A1~\nGE*0*102~\nIEA*2*"},
    .passes = {"837p-clean.edi", "", ""},
    .envelope_fault = edi::EnvelopeFault::group_without_sets,
    .envelope_message = say,
};

} // namespace rules
