// The implementation acknowledgement 999 (005010X231A1): the guide's loops and segments in printed order. Names are ours.
// Source: the guide's structure, held against the maps of pyx12 (BSD; facts only). The two uses of CTX behind IK3 (what made the fault
// one, and the business unit it stands in) are one row: what tells them apart is a word with a blank in it.
#include "edi/guide/outline_rows.hpp"

namespace edi {
namespace {

using enum LoopId;
using enum Usage;
using outline::loop;
using outline::segment;

// clang-format off
constexpr auto nodes = outline::rows(
    loop(0, header, "ST"_seg, required, 1, "transaction set"),
      segment(1, header, "ST"_seg, required, 1, "set header", {}, elements::set_header),
      segment(1, header, "AK1"_seg, required, 1, "group that is answered", {}, "R479=BE,HB,HC,HI,HN,HP,HR,HS,RA R28 R480"),
      loop(1, L2000, "AK2"_seg, situational, 0, "answer to a set"),
        segment(2, L2000, "AK2"_seg, required, 1, "set that is answered", {}, "R143=270,271,276,277,278,820,834,835,837 R329 S1705"),
        loop(2, L2100, "IK3"_seg, situational, 0, "segment with errors"),
          segment(3, L2100, "IK3"_seg, required, 1, "segment with errors", {}, "R721 R719 S447 R620=1,2,3,4,5,6,7,8,I4,I6,I7,I8,I9"),
          segment(3, L2100, "CTX"_seg, situational, 10, "context of the segment", {}, elements::context),
          loop(3, L2110, "IK4"_seg, situational, 0, "element with errors"),
            segment(4, L2110, "IK4"_seg, required, 1, "element with errors", {},
                    "RC030(R722 S1528 S1686) S725 R621=1,2,3,4,5,6,7,8,9,10,11,12,13,I6,I9,I10,I11,I12,I13 S724"),
            segment(4, L2110, "CTX"_seg, situational, 10, "context of the element", {}, elements::context),
        segment(2, L2000, "IK5"_seg, required, 1, "verdict on the set", {}, "R717=A,E,M,R,W,X 5*S618=@set_errors"),
      segment(1, header, "AK9"_seg, required, 1, "verdict on the group", {}, "R715=A,E,M,P,R,W,X R97 R123 R2 5*S716=@group_errors"),
      segment(1, header, "SE"_seg, required, 1, "set trailer", {}, elements::set_trailer)
);
// clang-format on

static_assert(outline::well_formed(nodes));

} // namespace

constinit Guide const implementation_acknowledgement_guide =
    outline::guide_of(GuideId::implementation_acknowledgement, "999", "FA", "005010X231A1", "999", nodes);

} // namespace edi
