// A sound transaction set as a tree: every segment with its row of the outline and its loop. Read by recursive descent along the outline,
// without the cursor, so that tests can say what a change must lead to without asking the code under test.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "edi/guide/outline.hpp"
#include "edi/guide/outline_rows.hpp"
#include "edi/text/segments.hpp"

namespace edi_test {

using Elements = std::vector<std::string>; ///< [0] is the segment id

struct TreeSegment {
    Elements elements;
    edi::NodeIndex node = edi::no_node; ///< its own row
    std::uint32_t loop = 0;             ///< in SetTree::loops
};

struct TreeLoop {
    edi::NodeIndex node = edi::no_node; ///< the loop's row
    std::uint32_t parent = 0;
    std::uint32_t first = 0, end = 0; ///< its segments with those of the loops below it
};

struct SetTree {
    edi::GuideId guide{};
    edi::Delimiters delimiters{};
    std::vector<TreeSegment> segments;
    std::vector<TreeLoop> loops;

    std::span<edi::OutlineNode const> outline() const { return edi::guide(guide).outline; }
    edi::OutlineNode const& node(TreeSegment const& segment) const { return outline()[segment.node]; }
    edi::OutlineNode const& node(TreeLoop const& loop) const { return outline()[loop.node]; }
    bool opens(std::uint32_t segment) const { return loops[segments[segment].loop].first == segment; }
};

/// Rows directly below a loop's row.
inline std::vector<edi::NodeIndex> children_of(std::span<edi::OutlineNode const> outline, edi::NodeIndex loop) {
    std::vector<edi::NodeIndex> children;
    for (std::size_t i = loop + 1u; i < outline.size() && outline[i].depth > outline[loop].depth; ++i)
        if (outline[i].depth == outline[loop].depth + 1) children.push_back(static_cast<edi::NodeIndex>(i));
    return children;
}

/// A child's point in the order of its loop: neighbours with the same segment id share one.
inline std::uint32_t point_of(std::span<edi::OutlineNode const> outline, std::vector<edi::NodeIndex> const& children,
                              edi::NodeIndex child) {
    std::uint32_t point = 0;
    for (std::size_t i = 0; i < children.size(); ++i) {
        if (i > 0 && outline[children[i]].segment != outline[children[i - 1]].segment) ++point;
        if (children[i] == child) return point;
    }
    return point;
}

inline std::string joined(std::vector<std::string> const& parts, char separator) {
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) text += (i > 0 ? std::string(1, separator) : "") + parts[i];
    return text;
}

inline std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts(1);
    for (char const c : text) {
        if (c == separator)
            parts.emplace_back();
        else
            parts.back() += c;
    }
    return parts;
}

inline std::string text_of(Elements const& elements, edi::Delimiters const& delimiters) {
    return joined(elements, delimiters.element) + delimiters.segment;
}

/// What a qualifier looks at.
inline std::string value_at(Elements const& elements, std::uint32_t element, std::uint32_t component, edi::Delimiters const& delimiters) {
    if (element >= elements.size()) return {};
    if (component == 0) return elements[element];
    auto const parts = split(elements[element], delimiters.component);
    return component <= parts.size() ? parts[component - 1] : std::string();
}

class TreeReader {
public:
    /// False when the segments do not follow the outline from ST to SE.
    static bool read(std::string_view text, edi::GuideId guide, edi::Delimiters const& delimiters, SetTree& tree) {
        tree = {guide, delimiters, {}, {}};
        edi::SegmentTable table;
        table.assign(text, delimiters);
        for (std::uint32_t i = 0; i < table.size(); ++i)
            tree.segments.push_back({split(table[i].text(), delimiters.element), edi::no_node, 0});
        TreeReader reader(tree);
        return !tree.segments.empty() && (reader.loop(0, 0), reader.at_ == tree.segments.size());
    }

private:
    explicit TreeReader(SetTree& tree) : tree_(tree), outline_(tree.outline()) {}

    bool is(edi::NodeIndex node, Elements const& elements) const {
        auto const& qualifier = outline_[node].qualifier;
        return qualifier.codes.empty() ||
               edi::outline::has_code(qualifier.codes, value_at(elements, qualifier.element, qualifier.component, tree_.delimiters));
    }

    void loop(edi::NodeIndex node, std::uint32_t parent) {
        auto const self = static_cast<std::uint32_t>(tree_.loops.size());
        tree_.loops.push_back({node, parent, at_, at_});
        auto const children = children_of(outline_, node);
        take(children.front(), self);
        for (std::size_t group = 1; group < children.size();) {
            std::size_t end = group + 1;
            while (end < children.size() && outline_[children[end]].segment == outline_[children[group]].segment) ++end;
            while (at_ < tree_.segments.size() &&
                   take_one_of({children.begin() + static_cast<std::ptrdiff_t>(group), children.begin() + static_cast<std::ptrdiff_t>(end)},
                               self)) {}
            group = end;
        }
        tree_.loops[self].end = at_;
    }

    bool take_one_of(std::vector<edi::NodeIndex> const& group, std::uint32_t self) {
        auto const& elements = tree_.segments[at_].elements;
        if (edi::segment_id(elements[0]) != outline_[group.front()].segment) return false;
        edi::NodeIndex found = edi::no_node;
        for (auto const child : group)
            if (is(child, elements) && (found == edi::no_node || outline_[found].qualifier.codes.empty())) found = child;
        if (found == edi::no_node) return false;
        if (outline_[found].kind == edi::NodeKind::loop)
            loop(found, self);
        else
            take(found, self);
        return true;
    }

    void take(edi::NodeIndex node, std::uint32_t self) {
        tree_.segments[at_].node = node;
        tree_.segments[at_].loop = self;
        ++at_;
    }

    SetTree& tree_;
    std::span<edi::OutlineNode const> outline_;
    std::uint32_t at_ = 0;
};

} // namespace edi_test
