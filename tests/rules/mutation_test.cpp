// One fault at a time, everywhere: each is told with the right code at the right place, and nothing else is told that is not explained.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <map>
#include <set>
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

bool of_lines(Case const& c) {
    return (c.is(Kind::loop_over_limit) || c.is(Kind::opener_removed) || c.is(Kind::loop_removed)) &&
           (c.loop() == edi::LoopId::L2400 || c.loop() == edi::LoopId::L2300);
}
bool of_payer(Case const& c) {
    return c.loop() == edi::LoopId::L2330B && c.changes("NM1"_seg);
}
bool of_decision(Case const& c) {
    return c.changes("DTP"_seg) && (c.loop() == edi::LoopId::L2330B || c.loop() == edi::LoopId::L2430);
}
bool of_payments(Case const& c) {
    bool const line = c.loop() == edi::LoopId::L2400 && (c.is(Kind::loop_removed) || c.is(Kind::opener_removed) || c.changes("SV1"_seg));
    bool const payer = c.loop() == edi::LoopId::L2320 && (c.changes("AMT"_seg) || c.changes("CAS"_seg));
    bool const decision = c.loop() == edi::LoopId::L2430 && (c.changes("SVD"_seg) || c.changes("CAS"_seg));
    return line || payer || decision;
}

/// A code that ends with a colon, or has less than four characters, stands for all that begin so.
constexpr Consequence consequences[] = {
    {"IK304:2", in_what_was_left_behind, "segments that have lost their loop have no place"},
    {"IK304:4", in_what_was_left_behind, "loops whose parent is gone come into the one before it, which has them already"},
    {"IK304:5", in_what_was_left_behind, "segments that have lost their loop come into the one before it, which has them already"},
    {"IK304:7", in_what_was_left_behind, "segments that have lost their loop come into the one before it, behind their place there"},
    {"IK403:", [](Case const& c) { return in_what_was_left_behind(c) && c.told.loop != edi::loop_name(c.loop()); },
     "segments that have lost their loop are taken for another use, which has other elements"},
    {"IK403:I12",
     [](Case const& c) { return c.is(Kind::opener_removed) && c.changes("HL"_seg) && c.told.id == "HL" && c.told.element == 1; },
     "the levels behind the one that is gone have the numbers after theirs"},
    {"IK304:3", [](Case const& c) { return c.is(Kind::segment_moved) && c.changes("SBR"_seg) && c.told.segment + 1 == c.mutant.segment; },
     "behind a segment that opens a loop and has no place, the segments that may stand in such a loop are passed over"},
    {"IK403:", [](Case const& c) { return c.is(Kind::segment_moved) && c.at_segment() && c.told.loop != edi::loop_name(c.loop()); },
     "where the segment has come, its use has other elements"},
    {"IK403:I12", at_level_number, "what is wrong with HL01 is not the number of the level either"},
    {"IK403:I12", at_level_parent, "what is wrong with HL02 does not name the level above either"},
    {"IK403:I12", [](Case const& c) { return c.changes("HL"_seg, 1) && c.told.id == "HL" && c.told.element == 2 && !c.at_segment(); },
     "the level below names the number that the level should have"},
    {"IK403:I12", [](Case const& c) { return c.is(Kind::code_of_elsewhere) && c.changes("HL"_seg, 4) && c.at_element(); },
     "the other code of HL04 says the other thing"},
    {"IK403:I6", [](Case const& c) { return c.is(Kind::level_child_code) && c.at_element(); },
     "the guide has one code only where the level below is always there, or never"},
    {"IK403:I12", [](Case const& c) { return c.is(Kind::loop_removed) && c.told.id == "HL" && c.told.element == 4; },
     "HL04 of the level above still says that there are levels below"},
    {"IK403:I12", [](Case const& c) { return c.is(Kind::level_code) && c.loop() == edi::LoopId::L2000C && c.told.element == 4; },
     "HL04 of the subscriber says that there is a patient, and the level has another code"},
    {"IK304:3", [](Case const& c) { return c.is(Kind::level_code) && c.loop() == edi::LoopId::L2000C && c.told.id == "CLM"; },
     "a subscriber without patients must have a claim"},
    {"IK304:7",
     [](Case const& c) { return c.is(Kind::level_code) && c.told.segment > c.mutant.segment && (c.told.id == "HL" || c.told.id == "CLM"); },
     "the level or claim below has no level above it any more"},
    {"IK403:8", [](Case const& c) { return c.is(Kind::code_of_elsewhere) && c.number() == 1250 && c.behind_element(); },
     "the date is not in the format of the other code"},
    // What rules of claims say.
    {"V00", [](Case const& c) { return c.at_element(); }, "the rule reads the same value, and is told in place of the fault"},
    {"V004", [](Case const& c) { return c.number() == 1250 && c.behind_element(); }, "the date cannot be read in another format"},
    {"U10", [](Case const& c) { return c.at_element(); }, "the rule reads the same value, and is told in place of the fault"},
    {"C101", of_lines, "the charge of the claim is not that of so many, or so few, lines"},
    {"C20", of_payments, "what the payer paid and adjusted is no more there, or there twice"},
    {"C301", [](Case const& c) { return c.is(Kind::loop_over_limit) && c.loop() == edi::LoopId::L2320; },
     "the same payer comes again and again"},
    {"C302", [](Case const& c) { return c.is(Kind::loop_over_limit) && c.loop() == edi::LoopId::L2300; },
     "the claims that are too many have one payer only"},
    {"C302", [](Case const& c) { return c.changes("SBR"_seg, 1) && c.loop() == edi::LoopId::L2320; },
     "the primary payer is no more told by its code"},
    {"C303", [](Case const& c) { return c.changes("SVD"_seg, 1) && c.at_element(); }, "the payer's id is another now"},
    {"C303", of_payer, "the payer that the line names is gone, or has another id"},
    {"C211", of_payments, "what the payer paid is no more there"},
    {"C212", [](Case const& c) { return c.at_element(); }, "the number that is too long is negative"},
    {"C306", [](Case const& c) { return c.is(Kind::loop_over_limit) && c.loop() == edi::LoopId::L2320; },
     "the payers that are too many have not decided"},
    {"C308", [](Case const& c) { return c.is(Kind::loop_over_limit) && c.loop() == edi::LoopId::L2320; },
     "the same payer comes again and again"},
    {"C309", [](Case const& c) { return c.is(Kind::loop_over_limit) && c.loop() == edi::LoopId::L2320; },
     "the same payer comes again and again"},
    {"C309", of_payer, "a payer too many takes the place of the other"},
    {"C311", [](Case const& c) { return c.changes("LX"_seg, 1) || c.changes("SVD"_seg, 6); }, "the number of the line is another now"},
    {"C40", [](Case const& c) { return c.changes("CAS"_seg); }, "the adjustments of zero come again and again"},
    {"C304", of_payer, "the payer that decided is no more told"},
    {"C304", of_lines, "the date of the decision stood in the line"},
    {"C304", [](Case const& c) { return c.is(Kind::segment_moved) && (c.loop() == edi::LoopId::L2320 || c.changes("CAS"_seg)); },
     "what comes late for the coverage ends its payer, and the date of the decision stands behind it"},
    {"C304", of_decision, "the date of the decision is no more there"},
    {"C305", of_decision, "the date of the decision has come to the other level"},
    {"M105", [](Case const& c) { return c.loop() == edi::LoopId::L2400 && c.changes("SV1"_seg, 1); },
     "the modifier for a second time on a day is another now"},
    {"M105", of_lines, "the same line comes again and again"},
    {"U10", of_lines, "the same line comes again and again on one day"},
    {"U10", [](Case const& c) { return c.changes("SV1"_seg, 4); }, "the lines of a day are added up"},
};

// -- running ------------------------------------------------------------------------------------------------------------------------------

struct Tally {
    std::size_t mutants = 0, caught = 0, unexplained = 0;
};

class Visitor : public edi::ClaimVisitor {
public:
    Visitor(edi::SegmentTable const& segments, std::vector<edi::PlacedSegment> const& placed, rules::Judge& judge, std::vector<Told>& told)
        : segments_(segments), placed_(placed), judge_(judge), told_(told) {}

    void visit(edi::Claim const& claim) override {
        findings_.clear();
        judge_.judge(claim, findings_);
        for (rules::Finding const& finding : findings_.list) {
            // Situations follow what is there and what is not: whatever is changed may make one.
            if (finding.rule->id.front() == 'N' || finding.rule->id.front() == 'K') continue;       // the set's codes are made up
            if (finding.rule->id.substr(0, 2) >= "U2" && finding.rule->id.front() == 'U') continue; // so are its NDCs
            if (finding.rule->id == "M106" || finding.rule->id == "U110") continue;                 // a modifier emptied, units made longer
            bool const known = finding.place.known();
            told_.push_back({std::string(finding.rule->id), finding.place.segment, finding.place.element, finding.place.component,
                             std::string(known ? edi::loop_name(placed_[finding.place.segment].loop) : ""),
                             std::string(known ? segments_[finding.place.segment].id_text() : "")});
        }
    }

private:
    edi::SegmentTable const& segments_;
    std::vector<edi::PlacedSegment> const& placed_;
    rules::Judge& judge_;
    std::vector<Told>& told_;
    rules::Findings findings_;
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
        sound_faults = faults_of(text_);
        sound_ = findings_of();
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

        if (!mutation::is_legal(mutant.kind)) {
            auto const findings = findings_of();
            auto const known = sound_findings_in(mutant, segments_.size());
            std::vector<Told> more;
            std::set_difference(findings.begin(), findings.end(), known.begin(), known.end(), std::back_inserter(more));
            for (auto const& each : sound_)
                if (each.segment >= mutant.first && each.segment < mutant.end) erase_like(each, more);
            std::erase_if(more, [&](Told const& each) { return is_explained(mutant, each); });
            extra.insert(extra.end(), more.begin(), more.end());
        }

        Tally& tally = tallies[mutant.kind];
        ++tally.mutants;
        if (missed.empty()) ++tally.caught;
        if (!extra.empty()) ++tally.unexplained;
        if (!missed.empty() || !extra.empty()) show(mutant, missed, extra);
    }

    std::vector<Told> sound_faults; ///< of the set without a change: none
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

    /// What the rules of claims find in the set at hand.
    std::vector<Told> findings_of() {
        judged_.clear();
        Visitor visitor(segments_, placed_, judge_, judged_);
        reader_.read(tree_.guide, segments_, placed_, visitor);
        std::sort(judged_.begin(), judged_.end());
        return judged_;
    }
    /// The findings of the sound set, at their places in the changed one.
    std::vector<Told> sound_findings_in(Mutant const& mutant, std::size_t changed_size) const {
        std::vector<Told> moved;
        for (Told each : sound_) {
            if (each.segment >= mutant.end) each.segment = static_cast<std::uint32_t>(each.segment + changed_size - tree_.segments.size());
            moved.push_back(each);
        }
        std::sort(moved.begin(), moved.end());
        return moved;
    }

    /// Of what was replaced nobody says where it stands now.
    static void erase_like(Told const& known, std::vector<Told>& list) {
        auto const like = [&](Told const& each) { return each.code == known.code && each.element == known.element && each.id == known.id; };
        if (auto const found = std::find_if(list.begin(), list.end(), like); found != list.end()) list.erase(found);
    }

    bool is_explained(Mutant const& mutant, Told const& told) {
        bool explained = false;
        for (std::size_t i = 0; i < std::size(consequences); ++i) {
            auto const& code = consequences[i].code;
            bool const is_code = code.size() < 4 || code.ends_with(':') ? told.code.starts_with(code) : told.code == code;
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
                                                 << mutant.element << "-" << mutant.component << ": " << mutant.instead.substr(0, 100)
                                                 << "\n  missed:" << as_text(missed) << "\n  extra:" << as_text(extra));
    }

    SetTree const& tree_;
    std::string text_, changed_;
    std::vector<std::size_t> offsets_;
    edi::SegmentTable segments_;
    std::vector<edi::PlacedSegment> placed_;
    std::vector<edi::Fault> faults_;
    edi::ElementChecker checker_;
    edi::ClaimReader reader_;
    rules::Judge judge_{rules_test::undemanding_policy()};
    std::vector<Told> judged_, sound_; ///< sound_: what is found without a change
};

/// What mutants of a guide have touched.
class Touched {
public:
    /// The set itself has no mutant here: without ST it is none, which the reader tells.
    explicit Touched(edi::GuideId guide) : guide_(guide), rows_(edi::guide(guide).outline.size()) { rows_[0] = true; }

    void add(Mutant const& mutant) {
        if (mutation::is_legal(mutant.kind)) return;
        bool const of_loop = mutant.kind == Kind::loop_removed || mutant.kind == Kind::opener_removed ||
                             mutant.kind == Kind::loop_over_limit || mutant.kind == Kind::level_code ||
                             mutant.kind == Kind::qualifier_unknown || mutant.kind == Kind::segment_unknown;
        rows_[mutant.node] = true;
        auto const before = static_cast<std::size_t>(mutant.node - 1);
        if (of_loop && mutant.node > 0 && edi::guide(guide_).outline[before].kind == edi::NodeKind::loop) rows_[before] = true;
        if (mutant.element != 0) elements_.insert({mutant.node, mutant.element, mutant.component});
    }

    /// The rows, elements and components that none has touched.
    std::vector<std::string> rest() const {
        std::vector<std::string> rest;
        auto const& uses = edi::element_uses(guide_);
        auto const outline = edi::guide(guide_).outline;
        for (std::size_t n = 0; n < outline.size(); ++n) {
            auto const node = static_cast<edi::NodeIndex>(n);
            auto const name = std::string(edi::loop_name(outline[n].loop)) + " " + std::string(outline[n].name);
            if (!rows_[n]) rest.push_back(name);
            std::uint32_t element = 0;
            for (auto const& use : uses.of(node)) {
                if (elements_.count({node, ++element, 0}) == 0) rest.push_back(name + " " + std::to_string(element));
                for (std::uint32_t c = 1; c <= use.component_count; ++c)
                    if (elements_.count({node, element, c}) == 0)
                        rest.push_back(name + " " + std::to_string(element) + "-" + std::to_string(c));
            }
        }
        return rest;
    }

private:
    edi::GuideId guide_;
    std::vector<bool> rows_;
    std::set<std::tuple<edi::NodeIndex, std::uint32_t, std::uint32_t>> elements_;
};

using Tallies = std::map<Kind, Tally>;

void add(Tallies const& some, Tallies& all) {
    for (auto const& [kind, tally] : some) {
        all[kind].mutants += tally.mutants;
        all[kind].caught += tally.caught;
        all[kind].unexplained += tally.unexplained;
    }
}

/// Prints the table, and fails when something is not caught or not explained.
void judge(std::string_view title, Tallies const& tallies) {
    Tally sum;
    std::string text = "mutants of " + std::string(title) + "\n";
    auto const row = [&](std::string_view name, Tally const& tally) {
        char line[120];
        std::snprintf(line, sizeof line, "  %-24.*s %7zu, caught %7zu, with something unexplained %zu\n", static_cast<int>(name.size()),
                      name.data(), tally.mutants, tally.caught, tally.unexplained);
        text += line;
    };
    for (auto const& [kind, tally] : tallies) {
        row(mutation::kind_name(kind), tally);
        sum.mutants += tally.mutants;
        sum.caught += tally.caught;
        sum.unexplained += tally.unexplained;
    }
    row("all", sum);
    std::cout << text;
    CHECK(sum.caught == sum.mutants);
    CHECK(sum.unexplained == 0);
}

} // namespace

TEST_CASE("mutation: each fault of a full set is told, and nothing else") {
    Tallies all;
    for (auto const guide : {edi::GuideId::professional, edi::GuideId::institutional, edi::GuideId::claim_acknowledgement,
                             edi::GuideId::implementation_acknowledgement}) {
        Touched touched(guide);
        for (bool const below_patient : {false, true}) {
            SetTree tree, rivals;
            REQUIRE(edi_test::TreeReader::read(edi_test::full_set(guide, {below_patient, false}), guide, {}, tree));
            Runner runner(tree);
            CHECK(runner.sound_faults.empty());
            mutation::Mutator(tree, [&](Mutant const& mutant) {
                runner.run(mutant);
                touched.add(mutant);
            }).all();
            add(runner.tallies, all);

            // Where elements exclude each other: the other one.
            REQUIRE(edi_test::TreeReader::read(edi_test::full_set(guide, {below_patient, true}), guide, {}, rivals));
            Runner other(rivals);
            CHECK(other.sound_faults.empty());
            mutation::Mutator mutator(rivals, [&](Mutant const& mutant) {
                other.run(mutant);
                touched.add(mutant);
            });
            for (std::uint32_t s = 0; s < tree.segments.size(); ++s)
                if (tree.segments[s].elements != rivals.segments[s].elements) mutator.elements_of(s);
            add(other.tallies, all);
        }
        for (auto const& each : touched.rest()) CHECK_MESSAGE(false, edi::guide(guide).title, ": no mutant of ", each);
    }
    judge("full sets", all);
}

TEST_CASE("mutation: each fault of the clean samples is told, and nothing else") {
    Tallies all;
    for (auto const* const name : {"837p-clean.edi", "837i-clean.edi", "837p-cob.edi"}) {
        std::vector<edi_test::SampleSet> sets;
        edi_test::add_sets(name, rules_test::sample(name), {}, sets);
        REQUIRE(sets.size() == 1);
        SetTree tree;
        REQUIRE(edi_test::TreeReader::read(sets[0].text, sets[0].guide, {}, tree));
        Runner runner(tree);
        CHECK(runner.sound_faults.empty());
        mutation::Mutator(tree, [&](Mutant const& mutant) { runner.run(mutant); }).all();
        add(runner.tallies, all);
    }
    judge("clean samples", all);
}

TEST_CASE("mutation: every consequence that is explained does happen") {
    for (std::size_t i = 0; i < std::size(consequences); ++i)
        CHECK_MESSAGE(consequence_uses[i] > 0, consequences[i].code, ": ", consequences[i].why);
}
