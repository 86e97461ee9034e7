#include "rules/data_elements/wording.hpp"

namespace rules {

namespace {

void say(edi::Fault const& fault, edi::Guide const& guide, edi::SegmentTable const& segments, Message& m) {
    say_value(m, fault, guide, segments);
    m << ", which is no time";
    say_segment_use(m, fault, guide);
}

} // namespace

extern Rule const time_invalid;
constinit Rule const time_invalid{
    .id = "D010",
    .name = "time-invalid",
    .snip = 1,
    .title = "Time that does not exist",
    .explanation = "A time is HHMM, with seconds HHMMSS, from 0000 to 2359.",
    .help = "Write hour and minute with two digits each.",
    .claim_status = {"A3:684"},
    .ack_999 = "IK403:9",
    .source = "X12 005010 type TM; 999 IK403 9",
    .fires = {"837p-clean.edi", "BHT*0019*00*RB20261102A*20261102*0915*", "BHT*0019*00*RB20261102A*20261102*2460*"},
    .passes = {"837p-clean.edi", "BHT*0019*00*RB20261102A*20261102*0915*", "BHT*0019*00*RB20261102A*20261102*091559*"},
    .structure_fault = edi::FaultKind::element_time,
    .structure_message = say,
};

} // namespace rules
