// The notation of the elements and what is read from it; that the tables of both guides make sense.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "edi/guide/element_lists.hpp"
#include "edi/guide/element_notation.hpp"
#include "edi/guide/element_uses.hpp"
#include "full_set.hpp"

using edi::ElementUse;
using edi::NodeIndex;
using edi::Usage;
using edi::operator""_seg;

namespace {

/// "R66=PI,XV/1#9^5(R235 S1339)" and so on, one a use.
std::vector<std::string> read(std::string_view text) {
    std::vector<std::string> uses;
    bool const good = edi::notation::for_each_use(text, [&](edi::notation::Use const& use) {
        std::string said(1, use.usage == Usage::required ? 'R' : use.usage == Usage::situational ? 'S' : 'N');
        said += use.number >= edi::first_composite ? "C" + std::to_string(use.number - edi::first_composite) : std::to_string(use.number);
        if (!use.codes.empty()) said += "=" + std::string(use.codes);
        if (use.digits != 0) said += "#" + std::to_string(use.digits);
        if (use.repeat != 1) said += "^" + std::to_string(use.repeat);
        if (!use.components.empty()) said += "(" + std::string(use.components) + ")";
        uses.push_back(said);
    });
    if (!good) uses.emplace_back("unreadable");
    return uses;
}
using Said = std::vector<std::string>;

std::vector<edi::GuideId> const guides = [] {
    std::vector<edi::GuideId> all;
    for (std::size_t i = 0; i < static_cast<std::size_t>(edi::GuideId::count); ++i) all.push_back(static_cast<edi::GuideId>(i));
    return all;
}();

/// Calls `each(name, use)` for every element and component of every row.
template <class Each>
void for_each_use(Each&& each) {
    for (auto const id : guides) {
        auto const& uses = edi::element_uses(id);
        auto const outline = edi::guide(id).outline;
        for (std::size_t n = 0; n < outline.size(); ++n) {
            std::uint32_t element = 0;
            for (auto const& use : uses.of(static_cast<NodeIndex>(n))) {
                std::string const name = std::string(edi::guide(id).title) + " " + std::string(edi::loop_name(outline[n].loop)) + " " +
                                         std::string(outline[n].name) + " " + std::to_string(++element);
                each(name, use);
                for (auto const& part : uses.components_of(use)) each(name + "-", part);
            }
        }
    }
}

NodeIndex row(edi::GuideId id, std::string_view name) {
    auto const outline = edi::guide(id).outline;
    auto const found = std::find_if(outline.begin(), outline.end(),
                                    [&](edi::OutlineNode const& node) { return node.kind == edi::NodeKind::segment && node.name == name; });
    REQUIRE(found != outline.end());
    return static_cast<NodeIndex>(found - outline.begin());
}

} // namespace

TEST_CASE("element notation: what is written is read") {
    CHECK(read("R98") == Said{"R98"});
    CHECK(read("R98 S1036 N1038") == Said{"R98", "S1036", "N1038"});
    CHECK(read("R66=PI,XV R67") == Said{"R66=PI,XV", "R67"});
    CHECK(read("R755=@attachments S1=A") == Said{"R755=@attachments", "S1=A"});
    CHECK(read("R127#9 N352") == Said{"R127#9", "N352"});
    CHECK(read("S1271^5") == Said{"S1271^5"});
    CHECK(read("2*S1339") == Said{"S1339", "S1339"});
    CHECK(read("2*(S1034 S782) N1") == Said{"S1034", "S782", "S1034", "S782", "N1"});
    CHECK(read("RC003(R235=HC R234 4*S1339) R782") == Said{"RC3(R235=HC R234 4*S1339)", "R782"});
    CHECK(read("2*SC022(R1270=BG R1271)") == Said{"SC22(R1270=BG R1271)", "SC22(R1270=BG R1271)"});
    CHECK(read("NC040") == Said{"NC40"});
    CHECK(read("") == Said{});
}

TEST_CASE("element notation: what cannot be read is told") {
    for (std::string_view const wrong : {"X98", "R", "R0", "R98S1", "R98,S1", "2*", "2S1", "*S1", "R98(R1)", "RC003()", "RC003(R1", "R1)",
                                         "R1 (", "R20000", "R1?", "2*(R1", "r98", "R98  R1", " R98"}) {
        CAPTURE(wrong);
        CHECK(!read(wrong).empty());
        CHECK(read(wrong).back() == "unreadable");
        CHECK_FALSE(edi::notation::well_formed(wrong));
    }
    CHECK_FALSE(edi::notation::well_formed(""));
    CHECK_FALSE(edi::notation::well_formed("RC003(R235 X1)"));
    CHECK(edi::notation::well_formed("RC003(R235 S1339) N1"));
}

TEST_CASE("element uses: a segment as the guide has it") {
    auto const& uses = edi::element_uses(edi::GuideId::professional);
    auto const service = row(edi::GuideId::professional, "professional service");
    CHECK(uses.of(service).size() == 21);
    auto const* procedure = uses.at(service, {0, 1, 0});
    REQUIRE(procedure);
    CHECK(procedure->usage == Usage::required);
    CHECK(procedure->type == edi::ElementType::composite);
    CHECK(procedure->component_count == 8);
    CHECK(uses.at(service, {0, 1, 1})->codes == "ER,HC,IV,WK");
    CHECK(uses.at(service, {0, 1, 6})->number == 1339);
    CHECK(uses.at(service, {0, 1, 8})->usage == Usage::not_used);
    CHECK(uses.at(service, {0, 2, 0})->number == 782);
    CHECK(uses.at(service, {0, 2, 0})->longest == 18);
    // None there: before the first, behind the last, no row.
    CHECK(uses.at(service, {0, 0, 0}) == nullptr);
    CHECK(uses.at(service, {0, 22, 0}) == nullptr);
    CHECK(uses.at(service, {0, 1, 9}) == nullptr);
    CHECK(uses.at(service, {0, 2, 1}) == nullptr);
    CHECK(uses.at(edi::no_node, {0, 1, 0}) == nullptr);
    // A loop has no elements of its own.
    CHECK(uses.of(0).empty());
}

TEST_CASE("element uses: every element is known, and its lengths make sense") {
    for_each_use([](std::string const& name, ElementUse const& use) {
        CAPTURE(name);
        auto const* element = edi::data_element(use.number);
        REQUIRE_MESSAGE(element, use.number);
        CHECK(!element->name.empty());
        bool const composite = element->type == edi::ElementType::composite;
        CHECK((use.component_count == 0 || composite));
        if (composite && use.usage != Usage::not_used) CHECK(use.component_count > 0);
        if (!composite) CHECK((use.shortest >= 1 && use.shortest <= use.longest));
        CHECK(use.repeat >= 1);
        if (use.digits != 0) CHECK((use.digits >= use.shortest && use.digits <= use.longest));
    });
}

TEST_CASE("element uses: code lists have no doubles, fit the element and are of elements in use") {
    for_each_use([](std::string const& name, ElementUse const& use) {
        if (use.codes.empty()) return;
        CAPTURE(name);
        CHECK(use.usage != Usage::not_used);
        std::set<std::string> seen;
        for (auto const& code : edi_test::split(use.codes, ',')) {
            CAPTURE(code);
            CHECK(seen.insert(code).second);
            CHECK((code.size() >= use.shortest && code.size() <= use.longest));
            CHECK(edi::has_listed_code(use.codes, code));
            CHECK(edi::ElementUses::known_code(use.number, code));
        }
        CHECK_FALSE(edi::has_listed_code(use.codes, ""));
        CHECK_FALSE(edi::has_listed_code(use.codes, use.codes.size() > use.longest ? use.codes : "%"));
    });
}

TEST_CASE("element uses: qualifiers fit their element, which has no list beside them") {
    for (auto const id : guides) {
        auto const outline = edi::guide(id).outline;
        for (std::size_t n = 0; n < outline.size(); ++n) {
            if (outline[n].kind != edi::NodeKind::segment) continue;
            auto const node = static_cast<NodeIndex>(n);
            auto const qualifier = edi_test::qualifier_of(outline, node);
            if (qualifier.element == 0) continue;
            CAPTURE(outline[n].name);
            auto const* use = edi::element_uses(id).at(node, {0, qualifier.element, qualifier.component});
            REQUIRE(use);
            CHECK(use->usage == Usage::required);
            CHECK(use->codes == "");
            for (auto const& code : edi_test::split(qualifier.codes, ' ')) {
                CAPTURE(code);
                CHECK((code.size() >= use->shortest && code.size() <= use->longest));
                CHECK(edi::ElementUses::known_code(use->number, code));
            }
        }
    }
    CHECK_FALSE(edi::ElementUses::known_code(128, "QQ"));
    CHECK_FALSE(edi::ElementUses::known_code(128, ""));
}

TEST_CASE("element uses: code sets are named once, and used") {
    std::set<std::string_view> names, used;
    for (auto const& set : edi::elements::code_sets) {
        CHECK(names.insert(set.name).second);
        CHECK(!set.codes.empty());
    }
    for (auto const id : guides)
        for (auto const& node : edi::guide(id).outline)
            for (auto at = node.elements.find('@'); at != std::string_view::npos; at = node.elements.find('@', at + 1)) {
                auto const name = node.elements.substr(at + 1, node.elements.find_first_of(" )", at) - at - 1);
                CAPTURE(name);
                CHECK(names.count(name) == 1);
                used.insert(name);
            }
    CHECK(used == names);
}

TEST_CASE("element uses: notes name elements that the segment has, and can be kept") {
    std::set<edi::SegmentId> with_notes;
    for (auto const id : guides) {
        auto const outline = edi::guide(id).outline;
        for (std::size_t n = 0; n < outline.size(); ++n) {
            if (outline[n].kind != edi::NodeKind::segment) continue;
            auto const uses = edi::element_uses(id).of(static_cast<NodeIndex>(n));
            auto const usage = [&](std::uint8_t element) { return uses[element - 1u].usage; };
            CAPTURE(outline[n].name);
            for (auto const& note : edi::ElementUses::notes_of(outline[n].segment)) {
                with_notes.insert(outline[n].segment);
                CHECK(std::string_view("PRECL").find(note.kind) != std::string_view::npos);
                REQUIRE(note.count >= 2);
                bool all_there = true, some_used = false, first_required = usage(note.elements[0]) == Usage::required;
                for (std::uint8_t i = 0; i < note.count; ++i) {
                    REQUIRE((note.elements[i] >= 1 && note.elements[i] <= uses.size()));
                    all_there = all_there && usage(note.elements[i]) != Usage::not_used;
                    some_used = some_used || (i > 0 && usage(note.elements[i]) != Usage::not_used);
                }
                // No note may demand what the guide forbids.
                if (note.kind == 'P') CHECK((all_there || !(first_required || some_used)));
                if (note.kind == 'C' && first_required) CHECK(all_there);
                if (note.kind == 'L' && first_required) CHECK(some_used);
            }
        }
    }
    CHECK(with_notes.size() >= 18);
    CHECK(edi::ElementUses::notes_of("N3"_seg).empty());
    CHECK(edi::ElementUses::notes_of(edi::no_id).empty());
}
