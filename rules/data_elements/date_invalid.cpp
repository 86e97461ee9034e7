#include "rules/data_elements/wording.hpp"

namespace rules {

namespace {

/// The value that says how a date is written (DTP02, HI01-3), and its place; nothing where the element is a date by itself.
struct Format {
    std::string_view text;
    edi::Fault at;
};
Format format_of(edi::Fault const& fault, edi::Guide const& guide, edi::SegmentTable const& segments) {
    edi::ElementUse const* const use = use_of(fault, guide);
    constexpr edi::ElementNumber period = 1251;
    if (!use || use->number != period) return {{}, fault};
    edi::Fault at = fault;
    --(at.place.component != 0 ? at.place.component : at.place.element);
    return {segments.at(at.place), at};
}

void say(edi::Fault const& fault, edi::Guide const& guide, edi::SegmentTable const& segments, Message& m) {
    Format const format = format_of(fault, guide, segments);
    bool const minute = format.text == "DT";
    say_value(m, fault, guide, segments);
    m << (format.text.empty()    ? ", which is no day of the calendar"
          : minute               ? ", which is no day with hour and minute, CCYYMMDDHHMM"
          : format.text == "RD8" ? ", which is no period, CCYYMMDD-CCYYMMDD"
                                 : ", which is no day, CCYYMMDD");
    say_segment_use(m, fault, guide);
    if (format.text.empty()) return;
    m << "; ";
    say_element(m, format.at, guide, segments);
    m << " is ";
    m.printable(format.text, 8);
    edi::ElementUse const* const use = use_of(format.at, guide);
    if (minute && use && edi::has_listed_code(use->codes, "D8")) m << ", a day without a time has D8 there";
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
    .help =
        "Write the date as the format in front of it says: CCYYMMDD for D8, CCYYMMDD-CCYYMMDD for RD8, CCYYMMDDHHMM for DT; or name the "
        "format that it has.",
    .claim_status = {"A3:684"},
    .ack_999 = "IK403:8",
    .source = "X12 005010 type DT and date formats; 999 IK403 8",
    .fires = {"837p-clean.edi", "DMG*D8*19580214*F~", "DMG*D8*19580231*F~"},
    .passes = {"837p-clean.edi", "DMG*D8*19580214*F~", "DMG*D8*19580228*F~"},
    .structure_fault = edi::FaultKind::element_date,
    .structure_message = say,
};

} // namespace rules
