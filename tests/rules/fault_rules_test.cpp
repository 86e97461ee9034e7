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
    CHECK(said(edi::EnvelopeFault::set_segment_count, {"86", "85"}) == "SE01 is \"85\" but the set has 86 segments");
    CHECK(said(edi::EnvelopeFault::interchange_group_count, {"1", "2"}) == "IEA01 is \"2\" but the interchange has 1 group");
    CHECK(said(edi::EnvelopeFault::interchange_group_count, {"1", "1\n"}) == "IEA01 is \"1\\n\" but the interchange has 1 group");
    CHECK(said(edi::EnvelopeFault::isa_element, {"P or T", "X", 15}) == "ISA15 is \"X\" but must be P or T");
    CHECK(said(edi::EnvelopeFault::isa_width, {"106", "88"}) == "the ISA has 88 characters instead of 106");
    CHECK(said(edi::EnvelopeFault::isa_width, {"106", "106"}) ==
          "the elements of the ISA have not their fixed widths, though it has 106 characters in all");
    CHECK(said(edi::EnvelopeFault::set_number, {"1", "a\x01\xff"}) == "SE02 is \"a..\" but ST02 is \"1\"");
    CHECK(said(edi::EnvelopeFault::set_kind_unsupported, {"837", "277"}) ==
          "set kind \"277\" does not fit the version, which is one for 837 sets");
    CHECK(said(edi::EnvelopeFault::set_kind_unsupported, {"", std::string(50, '9')}) ==
          "set kind \"" + std::string(40, '9') + "...\" cannot be checked, only 837, 277CA and 999");
}

TEST_CASE("structure messages name the segment and the loop") {
    CHECK(said("NM1*85~", {edi::FaultKind::missing_segment, {0, 0, 0}, edi::LoopId::L2010AA, "N3"_seg}) ==
          "required segment N3 is missing in loop 2010AA after segment NM1");
    CHECK(said("REF*Q\x01~", {edi::FaultKind::qualifier_unknown, {0, 0, 0}, edi::LoopId::L2300, "REF"_seg}) ==
          "segment REF has qualifier \"Q.\", which has no use in loop 2300");
    CHECK(said("HL*4*3*24*0~", {edi::FaultKind::level_unknown, {0, 3, 0}, edi::LoopId::L2000B, "HL"_seg}) ==
          "HL03 is \"24\", which is no level of the guide");
    CHECK(said("HI*BK>7215~", {edi::FaultKind::qualifier_unknown, {0, 1, 1}, edi::LoopId::L2300, "HI"_seg}) ==
          "segment HI has qualifier \"BK>7215\", which has no use in loop 2300: ISA16 says that components are separated by \":\"");
    CHECK(said("HI*BK:7215~", {edi::FaultKind::qualifier_unknown, {0, 1, 0}, edi::LoopId::L2300, "HI"_seg}) ==
          "segment HI has qualifier \"BK:7215\", which has no use in loop 2300");
    CHECK(said("HL*2*1*22*1~", {edi::FaultKind::level_child_code, {0, 4, 0}, edi::LoopId::L2000B, "HL"_seg}) ==
          "HL04 is \"1\", but no level follows below this one");
    CHECK(said("HL*2*1*22*0~", {edi::FaultKind::level_child_code, {0, 4, 0}, edi::LoopId::L2000B, "HL"_seg}) ==
          "HL04 is \"0\", but a level follows below this one");
    CHECK(said("CLM*1*5~", {edi::FaultKind::out_of_sequence, {0, 0, 0}, edi::LoopId::L2300, "CLM"_seg}) ==
          "claim (CLM) stands below no subscriber or patient level (HL03 22 or 23)");
    CHECK(said("HL*2*1*22*0~", {edi::FaultKind::out_of_sequence, {0, 0, 0}, edi::LoopId::L2000B, "HL"_seg}) ==
          "HL of loop 2000B stands below no billing provider level (HL03 20)");
    CHECK(said("HL*3*2*23*0~", {edi::FaultKind::out_of_sequence, {0, 0, 0}, edi::LoopId::L2000C, "HL"_seg}) ==
          "HL of loop 2000C stands below no subscriber level (HL03 22)");
    CHECK(said("SV2*0636~", {edi::FaultKind::unrecognized_segment, {0, 0, 0}, edi::LoopId::L2400, "SV2"_seg}) ==
          "the guide has no segment SV2: it is the service of an 837I, and this is an 837P");
    CHECK(said("ZZZ*1~", {edi::FaultKind::unrecognized_segment, {0, 0, 0}, edi::LoopId::L2400, "ZZZ"_seg}) ==
          "the guide has no segment ZZZ");
}
