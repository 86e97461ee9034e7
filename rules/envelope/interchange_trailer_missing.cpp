#include "rules/rule.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const& detail, Message& m) {
    m << "interchange \"";
    m.printable(detail.expected, 40) << "\" has no IEA";
}

} // namespace

extern Rule const interchange_trailer_missing;
constinit Rule const interchange_trailer_missing{
    .id = "E011",
    .name = "interchange-trailer-missing",
    .snip = 1,
    .title = "Interchange without IEA",
    .explanation = "The next ISA or the end of the file comes before the IEA. It cannot be known whether the interchange is complete.",
    .help = "Send the interchange again, closed by its IEA.",
    .ack_ta1 = "023",
    .source = "X12 005010 control standard: IEA; TA105 023",
    .fires = {"837p-clean.edi", "IEA*1*000000101~\n", ""},
    .passes = {"837p-clean.edi", "", ""},
    .envelope_fault = edi::EnvelopeFault::interchange_trailer_missing,
    .envelope_message = say,
};

} // namespace rules
