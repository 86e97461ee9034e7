#include "rules/rule.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const& detail, Message& m) {
    m << "ISA13 \"";
    m.printable(detail.found, 40) << "\" was used before in this file by the same sender for the same receiver";
}

} // namespace

extern Rule const interchange_control_number_repeated;
constinit Rule const interchange_control_number_repeated{
    .id = "E016",
    .name = "interchange-control-number-repeated",
    .snip = 1,
    .title = "Interchange control number used before",
    .explanation = "ISA13 must tell the interchanges of a sender apart. With the number used twice, the second is most likely the first "
                   "sent once more, and its claims would be paid twice.",
    .help = "Leave the interchange out if it is the same one again; otherwise give it an ISA13 of its own.",
    .ack_ta1 = "025",
    .source = "X12 005010 control standard: ISA13; TA105 025",
    .fires =
        {"837p-clean.edi", "IEA*1*000000101~\n",
         "IEA*1*000000101~\nISA*00*          *00*          *ZZ*RIVERBEND      *ZZ*CLEARWAY       *261102*0915*^*00501*000000101*0*T*:~\n"
         "IEA*0*000000101~\n"},
    .passes = {"837p-clean.edi", "", ""},
    .envelope_fault = edi::EnvelopeFault::interchange_number_repeated,
    .envelope_message = say,
};

} // namespace rules
