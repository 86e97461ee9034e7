#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include "edi/guide/data_elements.hpp"
#include "edi/guide/element_uses.hpp"
#include "edi/guide/outline.hpp"

using edi::LoopId;
using edi::NodeKind;
using edi::Usage;
using edi::operator""_seg;

namespace {

/// The first row of that loop and segment id (with that code, if one is given).
edi::OutlineNode const* find(edi::GuideId id, LoopId loop, edi::SegmentId segment, NodeKind kind, std::string_view code = {}) {
    for (auto const& node : edi::guide(id).outline) {
        if (node.kind == kind && node.loop == loop && node.segment == segment && node.qualifier.codes.find(code) != std::string_view::npos)
            return &node;
    }
    return nullptr;
}

std::size_t count(edi::GuideId id, LoopId loop, NodeKind kind) {
    auto const outline = edi::guide(id).outline;
    return static_cast<std::size_t>(
        std::count_if(outline.begin(), outline.end(), [&](auto const& node) { return node.loop == loop && node.kind == kind; }));
}

constexpr auto professional = edi::GuideId::professional;
constexpr auto institutional = edi::GuideId::institutional;
constexpr auto claim_acknowledgement = edi::GuideId::claim_acknowledgement;
constexpr auto implementation_acknowledgement = edi::GuideId::implementation_acknowledgement;

} // namespace

TEST_CASE("guide: versions lead to the outline that answers for them") {
    CHECK(edi::choose_guide("005010X222A1").support == edi::Support::exact);
    CHECK(edi::choose_guide("005010X222A1").guide == professional);
    CHECK(edi::choose_guide("005010X223A2").support == edi::Support::exact);
    CHECK(edi::choose_guide("005010X223A2").guide == institutional);
    for (auto const* version : {"005010X222", "005010X222A2"}) {
        CHECK(edi::choose_guide(version).support == edi::Support::nearest);
        CHECK(edi::choose_guide(version).guide == professional);
    }
    for (auto const* version : {"005010X223", "005010X223A1", "005010X223A3"}) {
        CHECK(edi::choose_guide(version).support == edi::Support::nearest);
        CHECK(edi::choose_guide(version).guide == institutional);
    }
    CHECK(edi::choose_guide("005010X214").support == edi::Support::exact);
    CHECK(edi::choose_guide("005010X214").guide == claim_acknowledgement);
    CHECK(edi::choose_guide("005010X231A1").support == edi::Support::exact);
    CHECK(edi::choose_guide("005010X231A1").guide == implementation_acknowledgement);
    CHECK(edi::choose_guide("005010X231").support == edi::Support::nearest);
    CHECK(edi::choose_guide("005010X231").guide == implementation_acknowledgement);
    for (auto const* version :
         {"", "005010", "005010X212", "005010X224A2", "004010X098A1", "005010X222A", "005010X222A11", "005010X2", "837"}) {
        CHECK(edi::choose_guide(version).support == edi::Support::none);
    }
}

TEST_CASE("guide: every loop has a name of its own") {
    CHECK(edi::loop_name(LoopId::none) == "");
    CHECK(edi::loop_name(LoopId::header) == "header");
    CHECK(edi::loop_name(LoopId::L2010AA) == "2010AA");
    CHECK(edi::loop_name(LoopId::L2300) == "2300");
    CHECK(edi::loop_name(LoopId::L2330I) == "2330I");
    CHECK(edi::loop_name(LoopId::L2440) == "2440");
    CHECK(edi::loop_name(LoopId::count) == "");
    std::set<std::string_view> names;
    for (int loop = 0; loop < static_cast<int>(LoopId::count); ++loop) names.insert(edi::loop_name(static_cast<LoopId>(loop)));
    CHECK(names.size() == static_cast<std::size_t>(LoopId::count));
}

TEST_CASE("guide: the outlines are whole") {
    CHECK(edi::guide(professional).title == "837P");
    CHECK(edi::guide(professional).version == "005010X222A1");
    CHECK(edi::guide(institutional).title == "837I");
    CHECK(edi::guide(institutional).version == "005010X223A2");
    // Loops of one guide only.
    for (auto const loop : {LoopId::L2330H, LoopId::L2330I}) CHECK(count(professional, loop, NodeKind::loop) == 0);
    for (auto const loop : {LoopId::L2420E, LoopId::L2420F, LoopId::L2420G, LoopId::L2420H, LoopId::L2440})
        CHECK(count(institutional, loop, NodeKind::loop) == 0);
    // All others are there once above the claim, and twice from the claim on (under the subscriber and under the patient).
    for (auto const id : {professional, institutional}) {
        for (int number = static_cast<int>(LoopId::header); number < static_cast<int>(LoopId::count); ++number) {
            auto const loop = static_cast<LoopId>(number);
            auto const found = count(id, loop, NodeKind::loop);
            CAPTURE(edi::loop_name(loop));
            CHECK((found == 0 || found == (loop >= LoopId::L2300 ? 2u : 1u)));
        }
    }
    CHECK(count(professional, LoopId::header, NodeKind::segment) == 3);
    CHECK(count(professional, LoopId::L2300, NodeKind::segment) == 2 * 46);
    CHECK(count(professional, LoopId::L2400, NodeKind::segment) == 2 * 40);
    CHECK(count(institutional, LoopId::L2300, NodeKind::segment) == 2 * 39);
    CHECK(count(institutional, LoopId::L2400, NodeKind::segment) == 2 * 11);
}

TEST_CASE("guide: usage, repeat and codes of well-known rows") {
    auto const* tax = find(professional, LoopId::L2010AA, "REF"_seg, NodeKind::segment, "EI");
    REQUIRE(tax != nullptr);
    CHECK(tax->usage == Usage::required);
    CHECK(tax->qualifier.codes == "EI SY");
    CHECK(tax->name == "billing provider tax number");

    auto const* lines = find(professional, LoopId::L2400, "LX"_seg, NodeKind::loop);
    REQUIRE(lines != nullptr);
    CHECK(lines->repeat == 50);
    CHECK(lines->usage == Usage::required);
    CHECK(find(institutional, LoopId::L2400, "LX"_seg, NodeKind::loop)->repeat == 999);

    auto const* other = find(institutional, LoopId::L2320, "SBR"_seg, NodeKind::loop);
    REQUIRE(other != nullptr);
    CHECK(other->repeat == 10);
    CHECK(other->usage == Usage::situational);

    auto const* statement = find(institutional, LoopId::L2300, "DTP"_seg, NodeKind::segment, "434");
    REQUIRE(statement != nullptr);
    CHECK(statement->usage == Usage::required);
    CHECK(find(institutional, LoopId::L2300, "CL1"_seg, NodeKind::segment)->usage == Usage::required);
    CHECK(find(professional, LoopId::L2300, "CL1"_seg, NodeKind::segment) == nullptr);

    for (auto const& [loop, code] : {std::pair{LoopId::L2000A, "20"}, std::pair{LoopId::L2000B, "22"}, std::pair{LoopId::L2000C, "23"}}) {
        for (auto const id : {professional, institutional}) {
            auto const* level = find(id, loop, "HL"_seg, NodeKind::loop);
            REQUIRE(level != nullptr);
            CHECK(level->qualifier.element == 3);
            CHECK(level->qualifier.codes == code);
            CHECK(level->repeat == 0);
        }
    }
}

TEST_CASE("guide: the claim is the same under subscriber and patient, but its usage") {
    for (auto const id : {professional, institutional}) {
        auto const outline = edi::guide(id).outline;
        auto const opens_claim = [](edi::OutlineNode const& node) { return node.kind == NodeKind::loop && node.loop == LoopId::L2300; };
        auto const first = std::find_if(outline.begin(), outline.end(), opens_claim);
        auto const second = std::find_if(first + 1, outline.end(), opens_claim);
        REQUIRE(second != outline.end());
        CHECK(first->usage == Usage::situational);
        CHECK(second->usage == Usage::required);
        CHECK(second->depth == first->depth + 1);
        for (auto a = first + 1, b = second + 1; b != outline.end() && b->depth > second->depth; ++a, ++b) {
            CHECK(a->name == b->name);
            CHECK(a->segment == b->segment);
            CHECK(a->usage == b->usage);
            CHECK(b->depth == a->depth + 1);
        }
    }
}

TEST_CASE("guide: levels hang below each other") {
    for (auto const id : {professional, institutional}) {
        for (auto const& [at, depth] :
             {std::pair{LoopId::header, 0}, std::pair{LoopId::L1000A, 1}, std::pair{LoopId::L2000A, 1}, std::pair{LoopId::L2010AA, 2},
              std::pair{LoopId::L2000B, 2}, std::pair{LoopId::L2010BA, 3}, std::pair{LoopId::L2000C, 3}, std::pair{LoopId::L2010CA, 4},
              std::pair{LoopId::L2300, 3}, std::pair{LoopId::L2320, 4}, std::pair{LoopId::L2330B, 5}, std::pair{LoopId::L2430, 5}}) {
            auto const outline = edi::guide(id).outline;
            auto const loop = at;
            auto const found = std::find_if(outline.begin(), outline.end(),
                                            [&](auto const& node) { return node.kind == NodeKind::loop && node.loop == loop; });
            REQUIRE(found != outline.end());
            CAPTURE(edi::loop_name(loop));
            CHECK(found->depth == depth);
        }
    }
}

TEST_CASE("guide: what follows from the tables") {
    auto const& p = edi::guide(professional);
    CHECK(p.set == "837");
    CHECK(p.group == "HC");
    CHECK(p.has_claims);
    REQUIRE(p.levels.count == 3);
    CHECK(p.levels.unknown_rank == 1);
    CHECK(p.rank_of("20") == 0);
    CHECK(p.rank_of("22 ") == 1);
    CHECK(p.rank_of("23\r") == 2);
    CHECK(p.rank_of("PT") == 3);
    CHECK(p.levels.list[2].loop == LoopId::L2000C);

    auto const& answer = edi::guide(claim_acknowledgement);
    CHECK(answer.set == "277");
    CHECK(answer.group == "HN");
    CHECK(answer.title == "277CA");
    CHECK_FALSE(answer.has_claims);
    REQUIRE(answer.levels.count == 4);
    CHECK(answer.levels.unknown_rank == 3);
    std::size_t rank = 0;
    for (auto const* code : {"20", "21", "19", "PT"}) CHECK(answer.rank_of(code) == rank++);
    CHECK(answer.rank_of("22") == 4);
    CHECK(answer.levels.list[3].loop == LoopId::L2000D);

    CHECK(edi::guide(implementation_acknowledgement).group == "FA");
    CHECK(edi::guide(implementation_acknowledgement).levels.count == 0);
    CHECK_FALSE(edi::guide(implementation_acknowledgement).has_claims);
}

TEST_CASE("guide: the acknowledgements' rows") {
    CHECK(find(claim_acknowledgement, LoopId::L2200C, "TRN"_seg, NodeKind::loop)->usage == Usage::situational);
    CHECK(find(claim_acknowledgement, LoopId::L2000C, "HL"_seg, NodeKind::loop, "19")->usage == Usage::situational);
    CHECK(find(claim_acknowledgement, LoopId::L2200B, "QTY"_seg, NodeKind::segment, "90")->name == "accepted claims");
    CHECK(find(claim_acknowledgement, LoopId::L2200B, "QTY"_seg, NodeKind::segment, "QA") == nullptr);
    CHECK(find(claim_acknowledgement, LoopId::L2200C, "QTY"_seg, NodeKind::segment, "QC") != nullptr);
    CHECK(find(claim_acknowledgement, LoopId::L2200D, "STC"_seg, NodeKind::segment)->repeat == 0);
    CHECK(find(claim_acknowledgement, LoopId::L2220D, "SVC"_seg, NodeKind::loop)->repeat == 0);
    CHECK(find(claim_acknowledgement, LoopId::L2200D, "DTP"_seg, NodeKind::segment, "472")->usage == Usage::required);
    CHECK(count(claim_acknowledgement, LoopId::L2200B, NodeKind::segment) == 6);

    CHECK(find(implementation_acknowledgement, LoopId::L2000, "AK2"_seg, NodeKind::loop)->usage == Usage::situational);
    CHECK(find(implementation_acknowledgement, LoopId::header, "AK9"_seg, NodeKind::segment)->usage == Usage::required);
    CHECK(find(implementation_acknowledgement, LoopId::L2100, "CTX"_seg, NodeKind::segment)->repeat == 10);
    CHECK(count(implementation_acknowledgement, LoopId::L2110, NodeKind::segment) == 2);
}

TEST_CASE("guide: every element of the acknowledgements is a known data element") {
    for (auto const id : {claim_acknowledgement, implementation_acknowledgement, edi::GuideId::interchange_acknowledgement}) {
        auto const& uses = edi::element_uses(id);
        for (std::size_t n = 0; n < edi::guide(id).outline.size(); ++n) {
            for (auto const& use : uses.of(static_cast<edi::NodeIndex>(n))) {
                CAPTURE(edi::guide(id).outline[n].name);
                CAPTURE(use.number);
                CHECK(edi::data_element(use.number) != nullptr);
                for (auto const& component : uses.components_of(use)) CHECK(edi::data_element(component.number) != nullptr);
            }
        }
    }
    auto const at = [](edi::GuideId id, LoopId loop, edi::SegmentId segment, std::uint8_t element, std::uint8_t component = 0) {
        auto const node = find(id, loop, segment, NodeKind::segment) - edi::guide(id).outline.data();
        return edi::element_uses(id).at(static_cast<edi::NodeIndex>(node), {0, element, component});
    };
    CHECK(at(claim_acknowledgement, LoopId::L2200D, "STC"_seg, 1, 1)->codes.find("A7") != std::string_view::npos);
    CHECK(at(claim_acknowledgement, LoopId::L2200D, "STC"_seg, 12)->usage == Usage::situational);
    CHECK(at(claim_acknowledgement, LoopId::L2220D, "STC"_seg, 12)->usage == Usage::not_used);
    CHECK(at(claim_acknowledgement, LoopId::L2220D, "STC"_seg, 3)->codes == "U");
    CHECK(at(claim_acknowledgement, LoopId::L2000D, "HL"_seg, 4)->usage == Usage::not_used);
    CHECK(at(implementation_acknowledgement, LoopId::L2100, "IK3"_seg, 2)->longest == 10);
    CHECK(at(implementation_acknowledgement, LoopId::L2000, "AK2"_seg, 3)->longest == 35);
    CHECK(at(edi::GuideId::interchange_acknowledgement, LoopId::header, "TA1"_seg, 1)->digits == 9);
}
