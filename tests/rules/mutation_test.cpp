// One fault at a time, everywhere: each is told with the right code at the right place, and nothing else is told that is not explained.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "edi/loops/element_checker.hpp"
#include "tests/rules/judged.hpp"
#include "tests/rules/mutants.hpp"

using edi_test::Fill;
using edi_test::SetTree;
using mutation::Kind;
using mutation::Mutant;
using mutation::Told;

namespace {

// -- what a fault may bring with it -----------------------------------------------------------------------------------------------------

struct Case {
    SetTree const& tree;
    Mutant const& mutant;
    Told const& told;

    bool is(Kind kind) const { return mutant.kind == kind; }
    /// The row and element that were changed.
    edi::LoopId loop() const { return tree.outline()[mutant.node].loop; }
    bool changes(edi::SegmentId segment) const { return tree.outline()[mutant.node].segment == segment; }
    bool changes(edi::SegmentId segment, std::uint32_t element) const { return changes(segment) && mutant.element == element; }
    edi::ElementNumber number() const {
        auto const place = edi::Place{0, static_cast<std::uint8_t>(mutant.element), static_cast<std::uint8_t>(mutant.component)};
        auto const* use = edi::element_uses(tree.guide).at(mutant.node, place);
        return use ? use->number : edi::ElementNumber{0};
    }
    bool at_segment() const { return told.segment == mutant.segment; }
    bool at_element() const { return at_segment() && told.element == mutant.element && told.component == mutant.component; }
    bool behind_element() const {
        if (!at_segment()) return false;
        return mutant.component == 0 ? told.element == mutant.element + 1 && told.component == 0
                                     : told.element == mutant.element && told.component == mutant.component + 1;
    }
};

struct Consequence {
    std::string_view code;
    bool (*holds)(Case const&);
    std::string_view why;
};

using edi::operator""_seg;

bool in_what_was_left_behind(Case const& c) {
    return c.is(Kind::opener_removed) && c.told.segment >= c.mutant.segment && c.told.segment < c.mutant.left_behind;
}
bool at_level_number(Case const& c) {
    return c.changes("HL"_seg, 1) && c.at_element();
}
bool at_level_parent(Case const& c) {
    return c.changes("HL"_seg, 2) && c.at_element();
}

/// Sorted by code; a code that ends with a colon stands for all that begin so.
constexpr Consequence consequences[] = {
    {"IK304:2", in_what_was_left_behind, "segments that have lost their loop have no place"},
    {"IK304:4", in_what_was_left_behind, "loops whose parent is gone come into the one before it, which has them already"},
    {"IK304:5", in_what_was_left_behind, "segments that have lost their loop come into the one before it, which has them already"},
    {"IK304:7", in_what_was_left_behind, "segments that have lost their loop come into the one before it, behind their place there"},
    {"IK403:", [](Case const& c) { return in_what_was_left_behind(c) && c.told.loop != edi::loop_name(c.loop()); },
     "segments that have lost their loop are taken for another use, which has other elements"},
    {"IK304:8", [](Case const& c) { return c.is(Kind::opener_removed) && c.changes("HL"_seg) && c.told.id == "HL" && c.told.element == 1; },
     "the levels behind the one that is gone have the numbers after theirs"},
    {"IK304:3", [](Case const& c) { return c.is(Kind::segment_moved) && c.changes("SBR"_seg) && c.told.loop == "2320" && c.at_segment(); },
     "SBR of the subscriber opens other coverage inside of a claim, which then lacks everything else"},
    {"IK403:I6", [](Case const& c) { return c.is(Kind::segment_moved) && c.at_segment() && c.told.loop != edi::loop_name(c.loop()); },
     "where the segment has come, its use has other codes"},
    {"IK304:8", at_level_number, "what is wrong with HL01 is not the number of the level either"},
    {"IK304:8", at_level_parent, "what is wrong with HL02 does not name the level above either"},
    {"IK304:8", [](Case const& c) { return c.changes("HL"_seg, 1) && c.told.id == "HL" && c.told.element == 2 && !c.at_segment(); },
     "the level below names the number that the level should have"},
    {"IK304:8", [](Case const& c) { return c.is(Kind::code_of_elsewhere) && c.changes("HL"_seg, 4) && c.at_element(); },
     "the other code of HL04 says the other thing"},
    {"IK403:I6", [](Case const& c) { return c.is(Kind::level_child_code) && c.at_element(); },
     "the guide has one code only where the level below is always there, or never"},
    {"IK304:8", [](Case const& c) { return c.is(Kind::loop_removed) && c.told.id == "HL" && c.told.element == 4; },
     "HL04 of the level above still says that there are levels below"},
    {"IK304:8", [](Case const& c) { return c.is(Kind::level_code) && c.loop() == edi::LoopId::L2000C && c.told.element == 4; },
     "HL04 of the subscriber says that there is a patient, and the level has another code"},
    {"IK304:3", [](Case const& c) { return c.is(Kind::level_code) && c.loop() == edi::LoopId::L2000C && c.told.id == "CLM"; },
     "a subscriber without patients must have a claim"},
    {"IK304:7",
     [](Case const& c) { return c.is(Kind::level_code) && c.told.segment > c.mutant.segment && (c.told.id == "HL" || c.told.id == "CLM"); },
     "the level or claim below has no level above it any more"},
    {"IK403:8", [](Case const& c) { return c.is(Kind::code_of_elsewhere) && c.number() == 1250 && c.behind_element(); },
     "the date is not in the format of the other code"},
    {"IK403:9", [](Case const& c) { return c.is(Kind::code_of_elsewhere) && c.number() == 1250 && c.behind_element(); },
     "the date is no time, which the other code makes of it"},
};

// -- running ------------------------------------------------------------------------------------------------------------------------------

struct Tally {
    std::size_t mutants = 0, caught = 0, unexplained = 0;
};

std::size_t consequence_uses[std::size(consequences)] = {};

class Runner {
public:
    explicit Runner(SetTree const& tree) : tree_(tree) {
        offsets_.push_back(0);
        for (auto const& segment : tree.segments) {
            text_ += edi_test::text_of(segment.elements, tree.delimiters);
            offsets_.push_back(text_.size());
        }
    }

    void run(Mutant const& mutant) {
        changed_.assign(text_, 0, offsets_[mutant.first]);
        changed_ += mutant.instead;
        changed_.append(text_, offsets_[mutant.end]);
        auto told = faults_of(changed_);
        // What is missed without its opening segment is due behind what was left behind of it, as far as that has found another place.
        for (auto& each : told)
            if (mutant.kind == Kind::opener_removed && each.code == "IK304:3" && each.segment >= mutant.segment &&
                each.segment < mutant.left_behind)
                each.segment = mutant.expected[0].segment;
        std::sort(told.begin(), told.end());
        std::vector<Told> missed, extra;
        auto expected = mutant.expected;
        std::sort(expected.begin(), expected.end());
        std::set_difference(expected.begin(), expected.end(), told.begin(), told.end(), std::back_inserter(missed));
        std::set_difference(told.begin(), told.end(), expected.begin(), expected.end(), std::back_inserter(extra));
        std::erase_if(extra, [&](Told const& each) { return is_explained(mutant, each); });

        Tally& tally = tallies[mutant.kind];
        ++tally.mutants;
        if (missed.empty()) ++tally.caught;
        if (!extra.empty()) ++tally.unexplained;
        if (!missed.empty() || !extra.empty()) show(mutant, missed, extra);
    }

    std::map<Kind, Tally> tallies;
    std::map<std::pair<Kind, bool>, std::size_t> shown;

private:
    std::vector<Told> faults_of(std::string const& text) {
        segments_.assign(text, tree_.delimiters);
        edi::Cursor().place(edi::guide(tree_.guide), segments_, {}, {}, placed_, faults_);
        checker_.check(edi::guide(tree_.guide), segments_, placed_, 0, faults_);
        std::vector<Told> told;
        for (auto const& fault : faults_) {
            auto const& rule = rules::rule_of(fault.kind);
            std::string id;
            for (auto rest = fault.segment; rest != 0; rest >>= 8) id += static_cast<char>(rest & 0xFF);
            told.push_back({std::string(rule.ack_999.empty() ? rule.id : rule.ack_999), fault.place.segment, fault.place.element,
                            fault.place.component, std::string(edi::loop_name(fault.loop)), id});
        }
        return told;
    }

    bool is_explained(Mutant const& mutant, Told const& told) {
        bool explained = false;
        for (std::size_t i = 0; i < std::size(consequences); ++i) {
            auto const& code = consequences[i].code;
            bool const is_code = code.ends_with(':') ? told.code.starts_with(code) : told.code == code;
            if (!is_code || !consequences[i].holds({tree_, mutant, told})) continue;
            explained = true;
            ++consequence_uses[i];
        }
        return explained;
    }

    static std::string as_text(std::vector<Told> const& list) {
        std::string text;
        for (auto const& each : list)
            text += " {" + each.code + " " + each.id + " #" + std::to_string(each.segment) + " " + std::to_string(each.element) + "-" +
                    std::to_string(each.component) + " " + each.loop + "}";
        return text;
    }

    void show(Mutant const& mutant, std::vector<Told> const& missed, std::vector<Told> const& extra) {
        if (++shown[{mutant.kind, !missed.empty()}] > 12) return;
        auto const& node = tree_.outline()[mutant.node];
        MESSAGE(mutation::kind_name(mutant.kind) << " in " << edi::loop_name(node.loop) << " " << node.name << " #" << mutant.segment << " "
                                                 << mutant.element << "-" << mutant.component << ": "
                                                 << mutant.instead.substr(0, 100) << "\n  missed:" << as_text(missed)
                                                 << "\n  extra:" << as_text(extra));
    }

    SetTree const& tree_;
    std::string text_, changed_;
    std::vector<std::size_t> offsets_;
    edi::SegmentTable segments_;
    std::vector<edi::PlacedSegment> placed_;
    std::vector<edi::Fault> faults_;
    edi::ElementChecker checker_;
};

} // namespace

TEST_CASE("mutation: each fault of a full set is told, and nothing else") {
    std::map<Kind, Tally> all;
    for (auto const guide : {edi::GuideId::professional, edi::GuideId::institutional}) {
        for (Fill const fill : {Fill{false, false}, Fill{true, false}}) {
            SetTree tree;
            REQUIRE(edi_test::TreeReader::read(edi_test::full_set(guide, fill), guide, {}, tree));
            Runner runner(tree);
            mutation::Mutator(tree, [&](Mutant const& mutant) { runner.run(mutant); }).all();
            for (auto const& [kind, tally] : runner.tallies) {
                all[kind].mutants += tally.mutants;
                all[kind].caught += tally.caught;
                all[kind].unexplained += tally.unexplained;
            }
        }
    }
    Tally sum;
    for (auto const& [kind, tally] : all) {
        std::cout << mutation::kind_name(kind) << ": " << tally.mutants << " " << tally.caught << " " << tally.unexplained << "\n";
        sum.mutants += tally.mutants, sum.caught += tally.caught, sum.unexplained += tally.unexplained;
    }
    std::cout << sum.mutants << " " << sum.caught << " " << sum.unexplained << "\n";
    CHECK(sum.caught == sum.mutants);
    CHECK(sum.unexplained == 0);
}
