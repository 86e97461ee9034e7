#include "rules/rule.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const& detail, Message& m) {
    m << "version \"";
    m.printable(detail.found, 40) << "\" is checked as ";
    m.printable(detail.expected, 40);
}

} // namespace

extern Rule const group_version_nearest;
constinit Rule const group_version_nearest{
    .id = "E106",
    .name = "group-version-nearest",
    .severity = Severity::warning,
    .snip = 2,
    .title = "Version checked by the nearest guide",
    .explanation = "The version is another errata of a guide that this program knows. The set is checked by the nearest guide, and a few "
                   "details may differ.",
    .help = "Agree the version with the receiver; HIPAA names 005010X222A1 and 005010X223A2 for claims.",
    .source = "837 guides: GS08; 45 CFR 162.1102",
    .fires = {"837p-clean.edi", "*X*005010X222A1~\nST*837*0001*005010X222A1~", "*X*005010X222A2~\nST*837*0001*005010X222A2~"},
    .passes = {"837p-clean.edi", "", ""},
    .envelope_fault = edi::EnvelopeFault::group_version_nearest,
    .envelope_message = say,
};

} // namespace rules
