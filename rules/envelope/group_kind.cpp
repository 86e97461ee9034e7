#include "rules/rule.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const& detail, Message& m) {
    m << "GS01 is \"";
    m.printable(detail.found, 40) << "\", a kind of group that is not taken";
}

} // namespace

extern Rule const group_kind;
constinit Rule const group_kind{
    .id = "E104",
    .name = "group-kind",
    .snip = 1,
    .title = "Group of a kind that is not taken",
    .explanation =
        "GS01 says what kind of sets the group holds. Claims come in groups HC; of acknowledgements HN (277CA) and FA (999) are read. "
        "Other groups are not accepted.",
    .help = "Put HC into GS01 when the group holds 837; pass other groups to the program they are for.",
    .ack_999 = "AK905:1",
    .source = "837 guides, envelope appendix: GS01 HC; AK905 1",
    .fires = {"837p-clean.edi", "GS*HC*", "GS*HP*"},
    .passes = {"837p-clean.edi", "", ""},
    .envelope_fault = edi::EnvelopeFault::group_kind,
    .envelope_message = say,
};

} // namespace rules
