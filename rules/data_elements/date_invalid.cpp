#include "rules/data_elements/wording.hpp"

namespace rules {

namespace {

void say(edi::Fault const& fault, edi::Guide const& guide, edi::SegmentTable const& segments, Message& m) {
    say_value(m, fault, guide, segments);
    m << ", which is no date of its format";
    say_segment_use(m, fault, guide);
}

} // namespace

extern Rule const date_invalid;
constinit Rule const date_invalid{
    .id = "D009",
    .name = "date-invalid",
    .snip = 1,
    .title = "Date or period that does not exist",
    .explanation = "A date is a day of the calendar, CCYYMMDD, or what the format in front of it says: D8 a day, RD8 two days with a "
                   "hyphen, DT a day with hour and minute.",
    .help = "Write the day as CCYYMMDD, or the period as CCYYMMDD-CCYYMMDD with RD8.",
    .claim_status = {"A3:684"},
    .ack_999 = "IK403:8",
    .source = "X12 005010 type DT and date formats; 999 IK403 8",
    .fires = {"837p-clean.edi", "DMG*D8*19580214*F~", "DMG*D8*19580231*F~"},
    .passes = {"837p-clean.edi", "DMG*D8*19580214*F~", "DMG*D8*19580228*F~"},
    .structure_fault = edi::FaultKind::element_date,
    .structure_message = say,
};

} // namespace rules
