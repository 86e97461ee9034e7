#include "rules/rule.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const& detail, Message& m) {
    m << detail.found << " bytes stand outside of any interchange";
}

} // namespace

extern Rule const text_outside_interchange;
constinit Rule const text_outside_interchange{
    .id = "E003",
    .name = "text-outside-interchange",
    .severity = Severity::warning,
    .snip = 1,
    .title = "Text outside of interchanges",
    .explanation = "There are bytes before, between or after the interchanges that are not white space. They belong to nothing and are "
                   "passed over; a receiver may refuse the file for them.",
    .help = "Remove whatever stands outside of ISA to IEA.",
    .source = "X12 005010 control standard: an interchange reaches from ISA to IEA",
    .fires = {"837p-clean.edi", "ISA*00*", "stray text ISA*00*"},
    .passes = {"837p-clean.edi", "ISA*00*", "\nISA*00*"},
    .envelope_fault = edi::EnvelopeFault::text_outside_interchange,
    .envelope_message = say,
};

} // namespace rules
