// Messages of the rules for faults of envelopes and of structure.
#include <doctest/doctest.h>

#include <string>

#include "rules/registry.hpp"

using namespace rules;
using edi::operator""_seg;

namespace {

std::string said(edi::EnvelopeFault fault, EnvelopeDetail const& detail) {
    std::string text;
    Message message(text);
    rule_of(fault).envelope_message(detail, message);
    return text;
}

/// What the rule says of a fault at the first of `segments`.
std::string said(std::string_view segments, edi::Fault const& fault) {
    edi::SegmentTable table;
    table.assign(segments, {});
    std::string text;
    Message message(text);
    rule_of(fault.kind).structure_message(fault, edi::guide(edi::GuideId::professional), table, message);
    return text;
}

} // namespace

TEST_CASE("every kind of fault has its own rule with a message") {
    for (int i = 0; i < static_cast<int>(edi::EnvelopeFault::count); ++i) {
        auto const fault = static_cast<edi::EnvelopeFault>(i);
        CAPTURE(i);
        REQUIRE(rule_of(fault).envelope_fault == fault);
        CHECK(said(fault, {"", ""}).size() > 5);
    }
    for (int i = 0; i <= static_cast<int>(edi::FaultKind::level_child_code); ++i) {
        auto const kind = static_cast<edi::FaultKind>(i);
        CAPTURE(i);
        REQUIRE(rule_of(kind).structure_fault == kind);
        CHECK(said("", {kind, {}}).size() > 5);
    }
}

TEST_CASE("envelope messages name what was found and expected") {
    CHECK(said(edi::EnvelopeFault::interchange_number, {"000000001", "000000002"}) == "IEA02 is \"000000002\" but ISA13 is \"000000001\"");
    CHECK(said(edi::EnvelopeFault::set_segment_count, {"86", "85"}) == "SE01 is \"85\" but the number of segments is \"86\"");
    CHECK(said(edi::EnvelopeFault::set_number, {"1", "a\x01\xff"}) == "SE02 is \"a..\" but ST02 is \"1\"");
    CHECK(said(edi::EnvelopeFault::set_kind_unsupported, {"837", std::string(50, '9')}) ==
          "set kind \"" + std::string(40, '9') + "\" cannot be checked, only 837");
}

TEST_CASE("structure messages name the segment and the loop") {
    CHECK(said("NM1*85~", {edi::FaultKind::missing_segment, {0, 0, 0}, edi::LoopId::L2010AA, "N3"_seg}) ==
          "required segment N3 is missing in loop 2010AA after segment NM1");
    CHECK(said("REF*Q\x01~", {edi::FaultKind::qualifier_unknown, {0, 0, 0}, edi::LoopId::L2300, "REF"_seg}) ==
          "segment REF has qualifier \"Q.\", which has no use in loop 2300");
    CHECK(said("HL*4*3*24*0~", {edi::FaultKind::level_unknown, {0, 3, 0}, edi::LoopId::L2000B, "HL"_seg}) ==
          "HL03 is \"24\", which is no level of the guide");
}
