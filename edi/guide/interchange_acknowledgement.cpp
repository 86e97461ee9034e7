// The interchange acknowledgement TA1: one segment between ISA and GS, no set. It has a table, so that its elements are checked like all
// others. Source: X12 00501 interchange control structures, held against the maps of pyx12 (BSD; facts only).
#include "edi/guide/outline_rows.hpp"

namespace edi {
namespace {

using enum LoopId;
using enum Usage;
using outline::loop;
using outline::segment;

// clang-format off
constexpr auto nodes = outline::rows(
    loop(0, header, "TA1"_seg, required, 1, "interchange acknowledgement"),
      segment(1, header, "TA1"_seg, required, 1, "interchange acknowledgement", {},
              "RI12#9 RI8#6 RI9 RI17=A,E,R RI18=@interchange_notes")
);
// clang-format on

static_assert(outline::well_formed(nodes));

} // namespace

constinit Guide const interchange_acknowledgement_guide = outline::guide_of(GuideId::interchange_acknowledgement, "", "", "", "TA1", nodes);

} // namespace edi
