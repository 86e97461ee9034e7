#include "rules/rule.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const& detail, Message& m) {
    m << "version \"";
    m.printable(detail.found, 40) << "\" cannot be checked, only ";
    m.printable(detail.expected, 40);
}

} // namespace

extern Rule const group_version_unsupported;
constinit Rule const group_version_unsupported{
    .id = "E105",
    .name = "group-version-unsupported",
    .snip = 2,
    .title = "Version that cannot be checked",
    .explanation = "GS08 names the implementation guide. It is none that this program knows, so the set is not checked and not accepted.",
    .help = "Send 005010X222A1 (837P) or 005010X223A2 (837I); of acknowledgements 005010X214 (277CA) and 005010X231A1 (999) are read.",
    .ack_999 = "AK905:2",
    .source = "837 guides: GS08, ST03; AK905 2",
    .fires = {"837p-clean.edi", "*X*005010X222A1~\nST*837*0001*005010X222A1~", "*X*004010X098A1~\nST*837*0001~"},
    .passes = {"837p-clean.edi", "", ""},
    .envelope_fault = edi::EnvelopeFault::group_version_unsupported,
    .envelope_message = say,
};

} // namespace rules
