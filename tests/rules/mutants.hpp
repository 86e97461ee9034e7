// Sound sets with one thing changed, and what must be told of it. The expectation comes from the guide's tables, the tree of the sound set
// (tests/edi/set_tree.hpp) and the kind of the change; neither the cursor nor the element checker is asked.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/edi/full_set.hpp"
#include "tests/edi/set_tree.hpp"

namespace mutation {

enum class Kind {
    segment_removed,
    loop_removed,
    opener_removed,
    segment_over_limit,
    loop_over_limit,
    segments_swapped,
    loops_swapped,
    segment_moved,
    segment_unknown,
    qualifier_unknown,
    qualifier_blank,
    element_blank,
    component_blank,
    note_broken,
    code_unknown,
    code_of_elsewhere,
    value_too_long,
    value_too_short,
    not_used_filled,
    number_malformed,
    date_malformed,
    time_malformed,
    pattern_broken,
    element_too_many,
    component_too_many,
    repeated,
    control_character,
    letter_of_a_language,
    blank_at_the_end,
    separator_at_the_end,
    level_number,
    level_parent,
    level_code,
    level_child_code,
    // Changes that are no fault: of them nothing may be told.
    legal_left_out,
    legal_code,
    legal_length,
    legal_number,
    legal_date,
    count
};

inline std::string_view kind_name(Kind kind) {
    static constexpr std::array<std::string_view, static_cast<std::size_t>(Kind::count)> names{
        "segment removed",      "loop removed",     "opening segment removed",
        "segment over limit",   "loop over limit",  "segments swapped",
        "loops swapped",        "segment moved",    "segment unknown",
        "qualifier unknown",    "qualifier blank",  "element blank",
        "component blank",      "note broken",      "code unknown",
        "code of elsewhere",    "value too long",   "value too short",
        "not-used filled",      "number malformed", "date malformed",
        "time malformed",       "pattern broken",   "element too many",
        "component too many",   "repeated",         "control character",
        "letter of a language", "blank at the end", "separator at the end",
        "level number",         "level parent",     "level code",
        "level child code",     "legal: left out",  "legal: other code",
        "legal: length",        "legal: number",    "legal: date",
    };
    return names[static_cast<std::size_t>(kind)];
}

inline bool is_legal(Kind kind) {
    return kind >= Kind::legal_left_out;
}

/// What is told, or must be: the code for the 999 (the rule's id, of what a 999 does not tell) and the place.
struct Told {
    std::string code;
    std::uint32_t segment = 0;
    std::uint32_t element = 0, component = 0;
    std::string loop;
    std::string id; ///< the segment that is wrong or missing

    friend auto operator<=>(Told const&, Told const&) = default;
};

struct Mutant {
    Kind kind{};
    /// The segments [first, end) of the sound set are replaced by `instead`.
    std::uint32_t first = 0, end = 0;
    std::string instead;
    std::vector<Told> expected;
    /// What was changed: the row and the element; the segment's position in the changed set.
    edi::NodeIndex node = edi::no_node;
    std::uint32_t segment = 0, element = 0, component = 0;
    /// Segments [segment, left_behind) have lost the one that opens their loop.
    std::uint32_t left_behind = 0;
};

using Each = std::function<void(Mutant const&)>;

/// All codes that any guide has for a data element.
inline std::set<std::string> const& codes_of_element(edi::ElementNumber number) {
    static auto const all = [] {
        std::map<edi::ElementNumber, std::set<std::string>> known;
        for (std::size_t each = 0; each < static_cast<std::size_t>(edi::GuideId::count); ++each) {
            auto const id = static_cast<edi::GuideId>(each);
            auto const& uses = edi::element_uses(id);
            auto const outline = edi::guide(id).outline;
            auto const add = [&](edi::ElementUse const& use, std::string_view codes, char between) {
                for (auto const& code : edi_test::split(codes, between))
                    if (!code.empty()) known[use.number].insert(code);
            };
            for (std::size_t n = 0; n < outline.size(); ++n) {
                auto const node = static_cast<edi::NodeIndex>(n);
                auto const qualifier = edi_test::qualifier_of(outline, node);
                std::uint8_t element = 0;
                for (auto const& use : uses.of(node)) {
                    ++element;
                    std::uint8_t component = 0;
                    add(use, use.codes, ',');
                    if (qualifier.element == element && qualifier.component == 0) add(use, qualifier.codes, ' ');
                    for (auto const& part : uses.components_of(use)) {
                        add(part, part.codes, ',');
                        if (qualifier.element == element && qualifier.component == ++component) add(part, qualifier.codes, ' ');
                    }
                }
            }
        }
        return known;
    }();
    static std::set<std::string> const none;
    auto const found = all.find(number);
    return found == all.end() ? none : found->second;
}

class Mutator {
public:
    Mutator(edi_test::SetTree const& tree, Each each)
        : tree_(tree), outline_(tree.outline()), uses_(edi::element_uses(tree.guide)), each_(std::move(each)) {}

    void all() {
        auto const size = static_cast<std::uint32_t>(tree_.segments.size());
        for (std::uint32_t loop = 1; loop < tree_.loops.size(); ++loop) loop_mutants(loop);
        for (std::uint32_t s = 1; s + 1 < size; ++s) segment_mutants(s);
        for (std::uint32_t s = 0; s < size; ++s) element_mutants(s);
    }
    /// Those of the elements of one segment only.
    void elements_of(std::uint32_t s) { element_mutants(s); }

private:
    using Elements = edi_test::Elements;
    using Usage = edi::Usage;

    // -- places ---------------------------------------------------------------------------------------------------------------------

    std::string loop_name(edi::NodeIndex node) const { return std::string(edi::loop_name(outline_[node].loop)); }
    std::string id_of(edi::NodeIndex node) const {
        std::string text;
        for (auto id = outline_[node].segment; id != 0; id >>= 8) text += static_cast<char>(id & 0xFF);
        return text;
    }
    std::string text(std::uint32_t first, std::uint32_t end) const {
        std::string all;
        for (auto s = first; s < end; ++s) all += edi_test::text_of(tree_.segments[s].elements, tree_.delimiters);
        return all;
    }
    std::string text(Elements const& elements) const { return edi_test::text_of(elements, tree_.delimiters); }

    /// The row directly below loop `loop` by which segment `s` stands in it.
    edi::NodeIndex way_into(std::uint32_t loop, std::uint32_t s) const {
        auto node = tree_.segments[s].node;
        for (auto at = tree_.segments[s].loop; at != loop; at = tree_.loops[at].parent) node = tree_.loops[at].node;
        return node;
    }
    std::uint32_t point(edi::NodeIndex loop, edi::NodeIndex child) const {
        return edi_test::point_of(outline_, edi_test::children_of(outline_, loop), child);
    }
    /// How often row `child` is there in a loop, and where last.
    std::uint32_t count_in(std::uint32_t loop, edi::NodeIndex child, std::uint32_t& last) const {
        std::uint32_t n = 0;
        for (auto s = tree_.loops[loop].first; s < tree_.loops[loop].end; ++s) {
            bool const own = tree_.segments[s].loop == loop && tree_.segments[s].node == child;
            bool const opens = tree_.opens(s) && tree_.loops[tree_.segments[s].loop].parent == loop &&
                               tree_.loops[tree_.segments[s].loop].node == child && s != tree_.loops[loop].first;
            if (own || opens) ++n, last = s;
        }
        return n;
    }
    /// Where row `child` of `loop` is missed when the segments [first, end) are gone: after the loop's last segment before it in the
    /// guide's order, or beside it where segments have the same id; a loop comes before its later siblings in any case.
    std::uint32_t due_after(std::uint32_t loop, edi::NodeIndex child, std::uint32_t first, std::uint32_t end) const {
        auto const own = tree_.loops[loop];
        bool const is_loop = outline_[child].kind == edi::NodeKind::loop;
        auto const comes_before = [&](edi::NodeIndex other) {
            return is_loop ? other < child : point(own.node, other) <= point(own.node, child);
        };
        std::uint32_t due = own.first;
        for (auto s = own.first; s < own.end; ++s) {
            if (s >= first && s < end) continue;
            if (s == own.first || comes_before(way_into(loop, s))) due = s < first ? s : s - (end - first);
        }
        return due;
    }
    Told missing(std::uint32_t loop, edi::NodeIndex child, std::uint32_t first, std::uint32_t end) const {
        return {"IK304:3", due_after(loop, child, first, end), 0, 0, loop_name(tree_.loops[loop].node), id_of(child)};
    }

    // -- where a segment goes that stands in the wrong place ---------------------------------------------------------------------------

    struct Goes {
        enum { in_order, late, code_unknown, unexpected } how = unexpected;
        std::uint32_t loop = 0; ///< of the tree
        edi::NodeIndex child = edi::no_node;
        std::uint8_t element = 0, component = 0; ///< where the unknown code stands
    };
    bool is(edi::NodeIndex node, Elements const& elements) const {
        auto const& qualifier = outline_[node].qualifier;
        return qualifier.codes.empty() ||
               edi::outline::has_code(qualifier.codes,
                                      edi_test::value_at(elements, qualifier.element, qualifier.component, tree_.delimiters));
    }
    static bool is_level(edi::OutlineNode const& node) { return node.segment == edi::segment_id("HL"); }
    /// Whether a level or claim of the set hangs below a level. Of a patient's claims the patient is not the one above.
    bool is_above_others(std::uint32_t loop) const {
        auto const& own = tree_.loops[loop];
        bool above = tree_.node(own).loop == edi::LoopId::L2000B;
        for (auto s = own.first + 1; s < own.end; ++s) above = above || tree_.segments[s].elements[0] == "HL";
        return above;
    }
    bool bounds(std::uint32_t loop) const {
        auto const& node = tree_.node(tree_.loops[loop]);
        return node.loop == edi::LoopId::header || is_level(node) || node.loop == edi::LoopId::L2300;
    }
    /// Segment `elements` behind segment `behind` of the tree, by the rule of the guide's order: the innermost open loop, out to the
    /// claim or level, that has it at or after the point it has reached; else the innermost that has it at all.
    Goes goes(Elements const& elements, std::uint32_t behind) const {
        Goes late, unknown, none;
        auto const id = edi::segment_id(elements[0]);
        for (auto loop = tree_.segments[behind].loop;; loop = tree_.loops[loop].parent) {
            auto const node = tree_.loops[loop].node;
            auto const reached = point(node, way_into(loop, behind));
            auto const children = edi_test::children_of(outline_, node);
            edi::NodeIndex found = edi::no_node;
            for (std::size_t c = 1; c < children.size(); ++c) {
                auto const& child = outline_[children[c]];
                if (child.segment != id) continue;
                if (is(children[c], elements) && (found == edi::no_node || outline_[found].qualifier.codes.empty())) found = children[c];
                if (!child.qualifier.codes.empty() && unknown.how == Goes::unexpected)
                    unknown = {Goes::code_unknown, loop, edi::no_node, child.qualifier.element, child.qualifier.component};
            }
            if (found != edi::no_node && point(node, found) >= reached) return {Goes::in_order, loop, found, 0, 0};
            if (found != edi::no_node && late.how == Goes::unexpected) late = {Goes::late, loop, found, 0, 0};
            if (bounds(loop)) break;
        }
        if (late.how == Goes::late) return late;
        if (unknown.how == Goes::code_unknown) return unknown;
        none.loop = tree_.segments[behind].loop;
        return none;
    }
    Told told(Goes const& where, std::uint32_t s, std::string const& id) const {
        return {where.how == Goes::late ? "IK304:7" : "IK304:2", s, where.element, where.component,
                loop_name(tree_.loops[where.loop].node),         id};
    }

    // -- loops ------------------------------------------------------------------------------------------------------------------------

    void loop_mutants(std::uint32_t loop) {
        auto const own = tree_.loops[loop];
        auto const& node = tree_.node(own);
        auto const opener = static_cast<edi::NodeIndex>(own.node + 1);
        std::uint32_t last = 0;
        auto const count = count_in(own.parent, own.node, last);
        Mutant mutant{Kind::loop_removed, own.first, own.end, {}, {}, opener, own.first, 0, 0};
        // A subscriber without patients must have a claim, whatever the usage printed.
        bool const needed = node.usage == Usage::required || node.loop == edi::LoopId::L2300;
        if (count == 1 && needed)
            mutant.expected = {missing(own.parent, own.node, own.first, own.end)};
        else if (is_level(node))
            return; // the numbers of the levels behind it would change
        else
            mutant.kind = Kind::legal_left_out;
        each_(mutant);

        if (needed && count == 1 && own.end - own.first > 1) remove_opener(loop, mutant);
        // Of a level the numbers of the copy would be wrong, too.
        if (node.repeat != 0 && own.first == last && !is_level(node)) over_limit(loop, count);
        if (loop + 1 < tree_.loops.size()) swap_loops(loop);
    }

    void remove_opener(std::uint32_t loop, Mutant mutant) {
        auto const own = tree_.loops[loop];
        mutant.kind = Kind::opener_removed;
        mutant.end = own.first + 1;
        mutant.left_behind = own.end - 1;
        // What is left behind stands where it stood.
        auto& told = mutant.expected[0];
        if (told.segment >= own.first) told.segment += own.end - own.first - 1;
        // A level or claim without the one above it is out of sequence; that is the reason then, and not that the one above is missing.
        auto const& node = tree_.node(own);
        if (is_level(node) && is_above_others(loop)) {
            auto s = own.first + 1;
            while (tree_.segments[s].elements[0] != "HL" && tree_.segments[s].elements[0] != "CLM") ++s;
            told = {"IK304:7", s - 1, 0, 0, loop_name(tree_.segments[s].node), tree_.segments[s].elements[0]};
        }
        each_(mutant);
    }

    /// The required parts of a loop only.
    std::string bare(std::uint32_t loop) const {
        auto const own = tree_.loops[loop];
        std::string all;
        std::vector<edi::NodeIndex> had;
        for (auto s = own.first; s < own.end; ++s) {
            bool needed = true;
            for (auto at = tree_.segments[s].loop; at != loop; at = tree_.loops[at].parent)
                needed = needed && tree_.node(tree_.loops[at]).usage == Usage::required;
            auto const node = tree_.segments[s].node;
            if (needed && outline_[node].usage == Usage::required && std::find(had.begin(), had.end(), node) == had.end())
                all += text(s, s + 1), had.push_back(node);
        }
        return all;
    }
    static std::uint32_t count_segments(std::string const& text, char terminator) {
        return static_cast<std::uint32_t>(std::count(text.begin(), text.end(), terminator));
    }

    void over_limit(std::uint32_t loop, std::uint32_t count) {
        auto const own = tree_.loops[loop];
        auto const opener = static_cast<edi::NodeIndex>(own.node + 1);
        Mutant mutant{Kind::loop_over_limit, own.end, own.end, {}, {}, opener, 0, 0, 0};
        auto const copy = bare(loop);
        auto const length = count_segments(copy, tree_.delimiters.segment);
        std::uint32_t const copies = tree_.node(own).repeat + 1u - count;
        for (std::uint32_t n = 0; n < copies; ++n) mutant.instead += copy;
        mutant.segment = own.end + (copies - 1) * length;
        mutant.expected = {{"IK304:4", mutant.segment, 0, 0, loop_name(tree_.loops[own.parent].node), id_of(own.node)}};
        each_(mutant);
    }

    void swap_loops(std::uint32_t loop) {
        auto const first = tree_.loops[loop];
        for (std::uint32_t other = loop + 1; other < tree_.loops.size(); ++other) {
            auto const second = tree_.loops[other];
            if (second.parent != first.parent || second.first != first.end) continue;
            if (bounds(loop) || bounds(other)) return;
            auto const parent = tree_.loops[first.parent].node;
            if (point(parent, first.node) == point(parent, second.node)) return;
            auto const& opener = tree_.segments[first.first].elements;
            auto const where = goes(opener, second.end - 1);
            if (where.how != Goes::late || where.loop != first.parent) return;
            Mutant mutant{Kind::loops_swapped,
                          first.first,
                          second.end,
                          text(second.first, second.end) + text(first.first, first.end),
                          {},
                          tree_.segments[first.first].node,
                          first.first + (second.end - second.first),
                          0,
                          0};
            mutant.expected = {told(where, mutant.segment, opener[0])};
            return each_(mutant);
        }
    }

    // -- segments ---------------------------------------------------------------------------------------------------------------------

    void segment_mutants(std::uint32_t s) {
        auto const& segment = tree_.segments[s];
        auto const& node = tree_.node(segment);
        Mutant mutant{Kind::segment_unknown, s + 1, s + 1, text(Elements{"ZZZ", "1"}), {}, segment.node, s + 1, 0, 0};
        mutant.expected = {{"IK304:1", s + 1, 0, 0, loop_name(segment.node), "ZZZ"}};
        each_(mutant);
        qualifier(s);
        if (tree_.opens(s)) return;

        std::uint32_t last = 0;
        auto const count = count_in(segment.loop, segment.node, last);
        Mutant removed{Kind::segment_removed, s, s + 1, {}, {}, segment.node, s, 0, 0};
        if (node.usage == Usage::required && count == 1)
            removed.expected = {missing(segment.loop, segment.node, s, s + 1)};
        else
            removed.kind = Kind::legal_left_out;
        each_(removed);

        if (node.repeat != 0 && s == last) {
            Mutant repeated{Kind::segment_over_limit, s + 1, s + 1, {}, {}, segment.node, 0, 0, 0};
            std::uint32_t const copies = node.repeat + 1u - count;
            for (std::uint32_t n = 0; n < copies; ++n) repeated.instead += text(s, s + 1);
            repeated.segment = s + copies;
            repeated.expected = {{"IK304:5", repeated.segment, 0, 0, loop_name(segment.node), segment.elements[0]}};
            each_(repeated);
        }
        swap_with_next(s);
        move_elsewhere(s);
    }

    void swap_with_next(std::uint32_t s) {
        auto const& segment = tree_.segments[s];
        if (s + 2 >= tree_.segments.size() || tree_.segments[s + 1].loop != segment.loop) return;
        auto const loop = tree_.loops[segment.loop].node;
        if (point(loop, segment.node) == point(loop, tree_.segments[s + 1].node)) return;
        Mutant mutant{Kind::segments_swapped, s, s + 2, text(s + 1, s + 2) + text(s, s + 1), {}, segment.node, s + 1, 0, 0};
        mutant.expected = {{"IK304:7", s + 1, 0, 0, loop_name(segment.node), segment.elements[0]}};
        each_(mutant);
    }

    void move_elsewhere(std::uint32_t s) {
        std::set<std::uint32_t> places{1};
        for (auto const& loop : tree_.loops) places.insert({loop.first, loop.end - 1});
        for (auto const place : places)
            if (place != s && place + 1 != s && place + 1 < tree_.segments.size()) move(s, place);
    }

    void move(std::uint32_t s, std::uint32_t behind) {
        auto const& segment = tree_.segments[s];
        auto const where = goes(segment.elements, behind);
        if (where.how == Goes::in_order) return; // nothing wrong with that place
        // It would begin another loop there, and everything behind it would be another matter.
        if (where.how == Goes::late && outline_[where.child].kind == edi::NodeKind::loop) return;
        Mutant mutant{Kind::segment_moved, std::min(s, behind + 1), std::max(s, behind) + 1, {}, {}, segment.node, 0, 0, 0};
        if (behind > s)
            mutant.instead = text(s + 1, behind + 1) + text(s, s + 1), mutant.segment = behind;
        else
            mutant.instead = text(s, s + 1) + text(behind + 1, s), mutant.segment = behind + 1;
        mutant.expected = {told(where, mutant.segment, segment.elements[0])};
        std::uint32_t last = 0;
        bool const there = where.how == Goes::late && where.loop == segment.loop && where.child == segment.node;
        if (tree_.node(segment).usage == Usage::required && count_in(segment.loop, segment.node, last) == 1 && !there) {
            auto gone = missing(segment.loop, segment.node, s, s + 1);
            if (gone.segment >= mutant.segment) ++gone.segment;
            mutant.expected.push_back(gone);
        }
        if (!there) add_over_limit(where, mutant);
        each_(mutant);
    }

    /// A segment that is late for another use may be one too many of that use, too.
    void add_over_limit(Goes const& where, Mutant& mutant) const {
        if (where.how != Goes::late) return;
        auto const& used = outline_[where.child];
        std::uint32_t last = 0;
        if (used.repeat == 0 || count_in(where.loop, where.child, last) < used.repeat) return;
        mutant.expected.push_back({used.kind == edi::NodeKind::loop ? "IK304:4" : "IK304:5", mutant.segment, 0, 0,
                                   loop_name(tree_.loops[where.loop].node), id_of(where.child)});
    }

    void qualifier(std::uint32_t s) {
        auto const& segment = tree_.segments[s];
        auto const qualifier = edi_test::qualifier_of(outline_, segment.node);
        if (qualifier.element == 0 || segment.elements[0] == "HL") return;
        auto const* use = uses_.at(segment.node, {0, qualifier.element, qualifier.component});
        for (auto const& [kind, code] :
             {std::pair{Kind::qualifier_unknown, unknown_code(*use, 2)}, std::pair{Kind::qualifier_blank, std::string()}}) {
            auto const elements = with(segment.elements, qualifier.element, qualifier.component, code);
            auto const where = goes(elements, s - 1);
            Mutant mutant{kind, s, s + 1, text(elements), {}, segment.node, s, qualifier.element, qualifier.component};
            if (where.how == Goes::in_order) {
                // Another use of the segment takes any code, and has a list of them.
                mutant.expected = {at(code.empty() ? "IK403:1" : "IK403:7", s, qualifier.element, qualifier.component)};
                each_(mutant);
                continue;
            }
            mutant.expected = {told(where, s, segment.elements[0])};
            add_over_limit(where, mutant);
            std::uint32_t last = 0;
            if (tree_.opens(s)) {
                auto const own = tree_.loops[segment.loop];
                if (tree_.node(own).usage == Usage::required && count_in(own.parent, own.node, last) == 1) {
                    auto gone = missing(own.parent, own.node, own.first, own.end);
                    if (gone.segment >= own.first) gone.segment += own.end - own.first;
                    mutant.expected.push_back(gone);
                }
            } else if (tree_.node(segment).usage == Usage::required && count_in(segment.loop, segment.node, last) == 1) {
                auto gone = missing(segment.loop, segment.node, s, s + 1);
                if (gone.segment >= s) ++gone.segment;
                mutant.expected.push_back(gone);
            }
            each_(mutant);
        }
    }

    // -- elements ---------------------------------------------------------------------------------------------------------------------

    Elements with(Elements elements, std::uint32_t element, std::uint32_t component, std::string const& value) const {
        if (elements.size() <= element) elements.resize(element + 1);
        if (component == 0)
            elements[element] = value;
        else {
            auto parts = edi_test::split(elements[element], tree_.delimiters.component);
            if (parts.size() < component) parts.resize(component);
            parts[component - 1] = value;
            edi_test::trim(parts);
            elements[element] = edi_test::joined(parts, tree_.delimiters.component);
        }
        edi_test::trim(elements);
        return elements;
    }

    /// A code of that length (or less, as the element allows) that no guide has for the element.
    std::string unknown_code(edi::ElementUse const& use, std::size_t length) const {
        length = std::clamp<std::size_t>(length, use.shortest, use.longest);
        auto const& known = codes_of_element(use.number);
        for (char const c : std::string_view("QJ7KX3")) {
            std::string const code(length, c);
            if (known.count(code) == 0) return code;
        }
        return std::string(length, '%');
    }

    /// The segment `s` with another value.
    Mutant changed(Kind kind, std::uint32_t s, std::uint32_t element, std::uint32_t component, std::string const& value) const {
        auto const& segment = tree_.segments[s];
        return {kind, s, s + 1, text(with(segment.elements, element, component, value)), {}, segment.node, s, element, component};
    }
    Told at(std::string const& code, std::uint32_t s, std::uint32_t element, std::uint32_t component) const {
        return {code, s, element, component, loop_name(tree_.segments[s].node), tree_.segments[s].elements[0]};
    }
    void fault(Kind kind, std::string const& code, std::uint32_t s, std::uint32_t element, std::uint32_t component,
               std::string const& value) {
        auto mutant = changed(kind, s, element, component, value);
        mutant.expected = {at(code, s, element, component)};
        each_(mutant);
    }
    void legal(Kind kind, std::uint32_t s, std::uint32_t element, std::uint32_t component, std::string const& value) {
        each_(changed(kind, s, element, component, value));
    }

    /// What the standard's notes say of a segment in which these elements are filled.
    std::vector<Told> broken_notes(std::uint32_t s, Elements const& elements) const {
        auto const& segment = tree_.segments[s];
        auto const uses = uses_.of(segment.node);
        auto const usage = [&](std::uint32_t n) { return n <= uses.size() ? uses[n - 1].usage : Usage::not_used; };
        auto const there = [&](std::uint32_t n) { return usage(n) != Usage::not_used && n < elements.size() && !elements[n].empty(); };
        std::set<Told> broken;
        for (auto const& note : edi::ElementUses::notes_of(outline_[segment.node].segment)) {
            std::vector<std::uint32_t> filled, empty;
            for (std::size_t i = 0; i < note.count; ++i) (there(note.elements[i]) ? filled : empty).push_back(note.elements[i]);
            auto const demand = [&](std::uint32_t n) {
                if (usage(n) == Usage::situational) broken.insert(at("IK403:2", s, n, 0));
            };
            bool const led = there(note.elements[0]);
            switch (note.kind) {
                case 'P':
                    if (!filled.empty()) std::for_each(empty.begin(), empty.end(), demand);
                    break;
                case 'R':
                    if (filled.empty()) demand(note.elements[0]);
                    break;
                case 'E':
                    if (filled.size() > 1) broken.insert(at("IK403:10", s, filled.back(), 0));
                    break;
                case 'C':
                    if (led) std::for_each(empty.begin(), empty.end(), demand);
                    break;
                case 'L':
                    if (led && filled.size() == 1) demand(note.elements[1]);
                    break;
                default: break;
            }
        }
        return {broken.begin(), broken.end()};
    }

    void element_mutants(std::uint32_t s) {
        auto const& segment = tree_.segments[s];
        auto const uses = uses_.of(segment.node);
        auto const size = static_cast<std::uint32_t>(uses.size());
        auto const qualifier = edi_test::qualifier_of(outline_, segment.node);
        for (std::uint32_t n = 1; n <= size; ++n) {
            auto const value = n < segment.elements.size() ? segment.elements[n] : std::string();
            auto const before = n > 1 && n <= segment.elements.size() ? segment.elements[n - 1] : std::string();
            if (qualifier.element == n && qualifier.component == 0) {
                if (segment.elements[0] == "HL") level_code(s);
                continue;
            }
            if (uses[n - 1].component_count != 0)
                composite(s, n, uses[n - 1], value);
            else
                simple(s, n, 0, uses[n - 1], value, before);
        }
        rivals(s);
        auto too_many = segment.elements;
        too_many.resize(size + 1);
        too_many.push_back("1");
        Mutant mutant{Kind::element_too_many, s, s + 1, text(too_many), {at("IK403:3", s, size + 1, 0)}, segment.node, s, size + 1, 0};
        each_(mutant);
        auto trailing = text(segment.elements);
        trailing.insert(trailing.size() - 1, 1, tree_.delimiters.element);
        each_({Kind::separator_at_the_end, s, s + 1, trailing, {at("D018", s, 0, 0)}, segment.node, s, 0, 0});
        if (segment.elements[0] == "HL") levels(s);
    }

    void composite(std::uint32_t s, std::uint32_t n, edi::ElementUse const& use, std::string const& value) {
        if (value.empty()) return;
        auto const components = uses_.components_of(use);
        auto const qualifier = edi_test::qualifier_of(outline_, tree_.segments[s].node);
        auto parts = edi_test::split(value, tree_.delimiters.component);
        for (std::uint32_t c = 1; c <= components.size(); ++c) {
            if (qualifier.element == n && qualifier.component == c) continue;
            simple(s, n, c, components[c - 1], c <= parts.size() ? parts[c - 1] : "", c > 1 && c <= parts.size() + 1 ? parts[c - 2] : "");
        }
        if (qualifier.element != n) blank(s, n, 0, use);
        auto more = parts;
        more.resize(components.size());
        more.push_back("1");
        fault(Kind::component_too_many, "IK403:13", s, n, 0, edi_test::joined(more, tree_.delimiters.component));
        fault(Kind::repeated, "IK403:12", s, n, 0, value + tree_.delimiters.repetition + value);
        auto mutant = changed(Kind::separator_at_the_end, s, n, 0, value + tree_.delimiters.component);
        mutant.expected = {at("D018", s, n, 0)};
        each_(mutant);
    }

    void blank(std::uint32_t s, std::uint32_t n, std::uint32_t c, edi::ElementUse const& use) {
        auto mutant = changed(c == 0 ? Kind::element_blank : Kind::component_blank, s, n, c, "");
        auto const left = with(tree_.segments[s].elements, n, c, "");
        if (c != 0 && (left.size() <= n || left[n].empty())) return; // then the whole composite is blank
        if (c == 0) mutant.expected = broken_notes(s, left);
        if (use.usage == Usage::required)
            mutant.expected.push_back(at("IK403:1", s, n, c));
        else if (!mutant.expected.empty())
            mutant.kind = Kind::note_broken;
        else
            mutant.kind = Kind::legal_left_out;
        each_(mutant);
    }

    /// What a note lets stand alone, beside its rival.
    void rivals(std::uint32_t s) {
        auto const& segment = tree_.segments[s];
        auto const uses = uses_.of(segment.node);
        for (auto const& note : edi::ElementUses::notes_of(outline_[segment.node].segment)) {
            if (note.kind != 'E') continue;
            for (std::size_t i = 0; i < note.count; ++i) {
                auto const n = note.elements[i];
                if (n > uses.size() || uses[n - 1].usage == Usage::not_used) continue;
                if (n < segment.elements.size() && !segment.elements[n].empty()) continue;
                auto mutant = changed(Kind::note_broken, s, n, 0, edi_test::valid_value(uses[n - 1], ""));
                mutant.expected = broken_notes(s, with(segment.elements, n, 0, "1"));
                if (!mutant.expected.empty()) each_(mutant);
            }
        }
    }

    void simple(std::uint32_t s, std::uint32_t n, std::uint32_t c, edi::ElementUse const& use, std::string const& value,
                std::string const& before) {
        if (use.usage == Usage::not_used) return fault(Kind::not_used_filled, "IK403:I10", s, n, c, edi_test::valid_value(use, before));
        if (value.empty()) return;
        blank(s, n, c, use);
        if (c == 0) {
            fault(Kind::component_too_many, "IK403:13", s, n, c, value + tree_.delimiters.component + value);
            fault(Kind::repeated, "IK403:12", s, n, c, value + tree_.delimiters.repetition + value);
        }
        if (!use.codes.empty()) return coded(s, n, c, use, value);
        switch (use.type) {
            case edi::ElementType::decimal:
            case edi::ElementType::integer: return number(s, n, c, use);
            case edi::ElementType::day: return date(s, n, c, "D8", Kind::date_malformed, use);
            case edi::ElementType::time: return date(s, n, c, "TM", Kind::time_malformed, use);
            default: break;
        }
        if (use.digits != 0) return pattern(s, n, c, use);
        if (use.number == 1251) return date(s, n, c, before, before == "TM" ? Kind::time_malformed : Kind::date_malformed, use);
        plain(s, n, c, use, value);
    }

    void coded(std::uint32_t s, std::uint32_t n, std::uint32_t c, edi::ElementUse const& use, std::string const& value) {
        auto const codes = edi_test::split(use.codes, ',');
        for (std::size_t length = use.shortest; length <= use.longest; ++length)
            fault(Kind::code_unknown, "IK403:7", s, n, c, unknown_code(use, length));
        for (auto const& code : codes_of_element(use.number)) {
            if (std::find(codes.begin(), codes.end(), code) != codes.end()) continue;
            if (!tree_.opens(s) && goes(with(tree_.segments[s].elements, n, c, code), s - 1).child != tree_.segments[s].node) continue;
            fault(Kind::code_of_elsewhere, "IK403:I6", s, n, c, code);
            break;
        }
        fault(Kind::value_too_long, "IK403:5", s, n, c, std::string(use.longest + 1u, 'Q'));
        fault(Kind::control_character, "IK403:7", s, n, c, value.substr(0, value.size() - 1) + '\x01');
        if (use.number != 1250 && tree_.segments[s].elements[0] != "HL")
            for (auto const& code : codes) legal(Kind::legal_code, s, n, c, code);
    }

    void number(std::uint32_t s, std::uint32_t n, std::uint32_t c, edi::ElementUse const& use) {
        bool const whole = use.type == edi::ElementType::integer;
        for (auto const* const wrong : {"A", "1A", "+1", "1,0", "-", "1-", " 1", "1\x01"})
            fault(Kind::number_malformed, "IK403:6", s, n, c, wrong);
        for (auto const* const fraction : {"1.5", ".5", "5.", "1E2"})
            if (whole)
                fault(Kind::number_malformed, "IK403:6", s, n, c, fraction);
            else if (use.longest >= 2)
                legal(Kind::legal_number, s, n, c, fraction);
        for (auto const* const wrong : {".", "1..2", "1.2.3", "E2", "1E", "1e2"})
            if (!whole) fault(Kind::number_malformed, "IK403:6", s, n, c, wrong);
        fault(Kind::value_too_long, "IK403:5", s, n, c, std::string(use.longest + 1u, '1'));
        fault(Kind::value_too_long, "IK403:5", s, n, c, '-' + std::string(use.longest + 1u, '1'));
        if (use.shortest > 1) fault(Kind::value_too_short, "IK403:4", s, n, c, std::string(use.shortest - 1u, '1'));
        legal(Kind::legal_length, s, n, c, std::string(use.longest, '1'));
        legal(Kind::legal_length, s, n, c, '-' + std::string(use.longest, '1'));
        legal(Kind::legal_length, s, n, c, std::string(use.shortest, '1'));
        if (!whole && use.longest > 1) legal(Kind::legal_length, s, n, c, '-' + std::string(use.longest - 1u, '1') + ".1");
    }

    void date(std::uint32_t s, std::uint32_t n, std::uint32_t c, std::string const& format, Kind kind, edi::ElementUse const& use) {
        std::string const code = kind == Kind::time_malformed ? "IK403:9" : "IK403:8";
        std::vector<std::string> wrong, right;
        if (format == "D8") {
            wrong = {"20260231", "20261301", "20260100", "2026010A", "20250229", "2026-1-1", "202601\x01\x31"};
            right = {"20240229", "19000101", "20261231"};
        } else if (format == "RD8") {
            wrong = {"20260105-20260104", "20260105-",        "-20260105",       "20260105-20260231",
                     "20260105/20260106", "20260105-2026010", "2026010520260106"};
            right = {"20260105-20260105", "20251231-20260101", "20260105"};
        } else if (format == "DT") {
            wrong = {"202601052400", "202601051260", "202602310900", "20260105", "2026010509A0"};
            right = {"202601050000", "202601052359"};
        } else {
            wrong = {"2400", "1260", "091560", "09150", "09A5", "-915"};
            right = {"0000", "2359", "091559"};
        }
        for (auto const& value : wrong) fault(kind, code, s, n, c, value);
        for (auto const& value : right) legal(Kind::legal_date, s, n, c, value);
        fault(Kind::value_too_long, "IK403:5", s, n, c, std::string(use.longest + 1u, '2'));
        if (use.shortest > 1) fault(Kind::value_too_short, "IK403:4", s, n, c, std::string(use.shortest - 1u, '1'));
    }

    void pattern(std::uint32_t s, std::uint32_t n, std::uint32_t c, edi::ElementUse const& use) {
        for (auto const& wrong :
             {std::string(use.digits - 1u, '1'), std::string(use.digits + 1u, '1'), std::string(use.digits - 1u, '1') + 'A',
              std::string("12-34-567"), std::string(use.digits - 1u, '1') + '\x01'})
            fault(Kind::pattern_broken, "IK403:I12", s, n, c, wrong);
        fault(Kind::value_too_long, "IK403:5", s, n, c, std::string(use.longest + 1u, '1'));
    }

    void plain(std::uint32_t s, std::uint32_t n, std::uint32_t c, edi::ElementUse const& use, std::string const& value) {
        fault(Kind::value_too_long, "IK403:5", s, n, c, std::string(use.longest + 1u, 'A'));
        if (use.shortest > 1) fault(Kind::value_too_short, "IK403:4", s, n, c, std::string(use.shortest - 1u, 'A'));
        if (tree_.segments[s].elements[0] != "HL") {
            legal(Kind::legal_length, s, n, c, std::string(use.longest, 'A'));
            legal(Kind::legal_length, s, n, c, std::string(use.shortest, 'A'));
        }
        auto const but_last = value.substr(0, value.size() - 1);
        fault(Kind::control_character, "IK403:6", s, n, c, but_last + '\x01');
        fault(Kind::control_character, "IK403:6", s, n, c, but_last + '\x7f');
        if (value.size() + 1 <= use.longest) {
            fault(Kind::letter_of_a_language, "D017", s, n, c, but_last + "\xC3\xA9");
            fault(Kind::blank_at_the_end, "D016", s, n, c, value + ' ');
        }
    }

    // -- levels -----------------------------------------------------------------------------------------------------------------------

    void levels(std::uint32_t s) {
        auto const& hl = tree_.segments[s].elements;
        fault(Kind::level_number, "IK403:I12", s, 1, 0, "99");
        if (!hl[2].empty()) fault(Kind::level_parent, "IK403:I12", s, 2, 0, "99");
        if (hl.size() > 4) fault(Kind::level_child_code, "IK403:I12", s, 4, 0, hl[4] == "1" ? "0" : "1");
    }
    void level_code(std::uint32_t s) {
        for (auto const* const code : {"24", "", "2"}) {
            auto mutant = changed(Kind::level_code, s, 3, 0, code);
            mutant.expected = {at("IK403:7", s, 3, 0)};
            mutant.expected[0].loop = "header";
            each_(mutant);
        }
    }

    edi_test::SetTree const& tree_;
    std::span<edi::OutlineNode const> outline_;
    edi::ElementUses const& uses_;
    Each each_;
};

} // namespace mutation
