// The claim acknowledgement 277CA (005010X214): the guide's loops and segments in printed order. Names are ours.
// Source: the guide's structure, held against the maps of pyx12 (BSD; facts only). Where X12's own examples show another usage than the map
// they are followed: a provider may have no 2200C, a level that is rejected as a whole nothing below it.
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
      segment(1, header, "BHT"_seg, required, 1, "set purpose", {}, "R1005=0085 R353=08 R127 R373 R337 R640=TH"),
      loop(1, L2000A, "HL"_seg, required, 0, "information source level", {3, 0, "20"}),
        segment(2, L2000A, "HL"_seg, required, 1, "information source level", {}, elements::level),
        loop(2, L2100A, "NM1"_seg, required, 1, "information source", {1, 0, "AY PR"}),
          segment(3, L2100A, "NM1"_seg, required, 1, "information source name", {},
                  "R98 R1065=2 R1035 N1036 N1037 N1038 N1039 R66=46,FI,PI,XV R67 N706 N98 N1035"),
        loop(2, L2200A, "TRN"_seg, required, 0, "receipt of the batch", {1, 0, "1"}),
          segment(3, L2200A, "TRN"_seg, required, 1, "receipt number", {}, elements::trace),
          segment(3, L2200A, "DTP"_seg, required, 1, "day of receipt", {1, 0, "050"}, elements::day),
          segment(3, L2200A, "DTP"_seg, required, 1, "day of processing", {1, 0, "009"}, elements::day),
        loop(2, L2000B, "HL"_seg, required, 1, "information receiver level", {3, 0, "21"}),
          segment(3, L2000B, "HL"_seg, required, 1, "information receiver level", {}, elements::level_with_parent),
          loop(3, L2100B, "NM1"_seg, required, 1, "information receiver", {1, 0, "41"}),
            segment(4, L2100B, "NM1"_seg, required, 1, "information receiver name", {}, elements::submitter),
          loop(3, L2200B, "TRN"_seg, required, 1, "answer to the batch", {1, 0, "2"}),
            segment(4, L2200B, "TRN"_seg, required, 1, "batch number", {}, elements::trace),
            segment(4, L2200B, "STC"_seg, required, 0, "status of the batch", {},
                    "RC043(R1271=@acknowledgements R1271 S98=36,40,41,AY,PR N1270) R373 R306=U,WQ R782 N782 N373 N591 N373 N429 "
                    "SC043(R1271=@acknowledgements R1271 S98=36,40,41,AY,PR N1270) "
                    "SC043(R1271=@acknowledgements R1271 S98=36,40,41,AY,PR N1270) N933"),
            segment(4, L2200B, "QTY"_seg, situational, 1, "accepted claims", {1, 0, "90"}, elements::quantity),
            segment(4, L2200B, "QTY"_seg, situational, 1, "rejected claims", {1, 0, "AA"}, elements::quantity),
            segment(4, L2200B, "AMT"_seg, situational, 1, "accepted charges", {1, 0, "YU"}, elements::amount),
            segment(4, L2200B, "AMT"_seg, situational, 1, "rejected charges", {1, 0, "YY"}, elements::amount),
          loop(3, L2000C, "HL"_seg, situational, 0, "billing provider level", {3, 0, "19"}),
            segment(4, L2000C, "HL"_seg, required, 1, "billing provider level", {}, elements::level_with_parent),
            loop(4, L2100C, "NM1"_seg, required, 1, "billing provider", {1, 0, "85"}),
              segment(5, L2100C, "NM1"_seg, required, 1, "billing provider name", {},
                      "R98 R1065=1,2 R1035 S1036 S1037 S1038 S1039 R66=FI,SV,XX R67 N706 N98 N1035"),
            loop(4, L2200C, "TRN"_seg, situational, 1, "answer to the provider", {1, 0, "1"}),
              segment(5, L2200C, "TRN"_seg, required, 1, "provider trace number", {}, elements::trace),
              segment(5, L2200C, "STC"_seg, required, 0, "status of the provider", {},
                      "RC043(R1271=@acknowledgements R1271 S98=36,40,41,77,82,85,87,AY,PR N1270) N373 R306=U,WQ R782 N782 N373 N591 N373 N429 "
                      "SC043(R1271=@acknowledgements R1271 S98=36,40,41,77,82,85,87,AY,PR N1270) "
                      "SC043(R1271=@acknowledgements R1271 S98=36,40,41,77,82,85,87,AY,PR N1270) N933"),
              segment(5, L2200C, "REF"_seg, situational, 3, "provider other ids", {1, 0, "0B 1G G2 LU SY TJ"}, elements::reference),
              segment(5, L2200C, "QTY"_seg, situational, 1, "accepted claims", {1, 0, "QA"}, elements::quantity),
              segment(5, L2200C, "QTY"_seg, situational, 1, "rejected claims", {1, 0, "QC"}, elements::quantity),
              segment(5, L2200C, "AMT"_seg, situational, 1, "accepted charges", {1, 0, "YU"}, elements::amount),
              segment(5, L2200C, "AMT"_seg, situational, 1, "rejected charges", {1, 0, "YY"}, elements::amount),
            loop(4, L2000D, "HL"_seg, situational, 0, "patient level", {3, 0, "PT"}),
              segment(5, L2000D, "HL"_seg, required, 1, "patient level", {}, "R628 R734 R735 N736"),
              loop(5, L2100D, "NM1"_seg, required, 1, "patient", {1, 0, "QC"}),
                segment(6, L2100D, "NM1"_seg, required, 1, "patient name", {},
                        "R98 R1065=1 R1035 S1036 S1037 S1038 S1039 R66=II,MI R67 N706 N98 N1035"),
              loop(5, L2200D, "TRN"_seg, required, 0, "answer to the claim", {1, 0, "2"}),
                segment(6, L2200D, "TRN"_seg, required, 1, "claim control number", {}, elements::trace),
                segment(6, L2200D, "STC"_seg, required, 0, "status of the claim", {},
                        "RC043(R1271=@acknowledgements R1271 S98=@status_entities N1270) R373 R306=U,WQ R782 N782 N373 N591 N373 N429 "
                        "SC043(R1271=@acknowledgements R1271 S98=@status_entities N1270) "
                        "SC043(R1271=@acknowledgements R1271 S98=@status_entities N1270) S933"),
                segment(6, L2200D, "REF"_seg, situational, 1, "payer's claim number", {1, 0, "1K"}, elements::reference),
                segment(6, L2200D, "REF"_seg, situational, 1, "clearinghouse's claim number", {1, 0, "D9"}, elements::reference),
                segment(6, L2200D, "REF"_seg, situational, 1, "bill type", {1, 0, "BLT"}, elements::reference),
                segment(6, L2200D, "DTP"_seg, required, 1, "service of the claim", {1, 0, "472"}, elements::day_or_period),
                loop(6, L2220D, "SVC"_seg, situational, 0, "answer to the line"),
                  segment(7, L2220D, "SVC"_seg, required, 1, "service line", {},
                          "RC003(R235=AD,ER,HC,HP,IV,N4,NU,WK R234 4*S1339 N352 N234) R782 N782 S234 N380 "
                          "NC003 S380"),
                  segment(7, L2220D, "STC"_seg, required, 0, "status of the line", {},
                          "RC043(R1271=@acknowledgements R1271 S98=@status_entities N1270) N373 R306=U N782 N782 N373 N591 N373 N429 "
                          "SC043(R1271=@acknowledgements R1271 S98=@status_entities N1270) "
                          "SC043(R1271=@acknowledgements R1271 S98=@status_entities N1270) N933"),
                  segment(7, L2220D, "REF"_seg, situational, 1, "line control number", {1, 0, "FJ"}, elements::reference),
                  segment(7, L2220D, "REF"_seg, situational, 1, "prescription", {1, 0, "XZ"}, elements::reference),
                  segment(7, L2220D, "DTP"_seg, situational, 1, "service of the line", {1, 0, "472"}, elements::day_or_period),
      segment(1, header, "SE"_seg, required, 1, "set trailer", {}, elements::set_trailer)
);
// clang-format on

static_assert(outline::well_formed(nodes));

} // namespace

constinit Guide const claim_acknowledgement_guide =
    outline::guide_of(GuideId::claim_acknowledgement, "277", "HN", "005010X214", "277CA", nodes);

} // namespace edi
