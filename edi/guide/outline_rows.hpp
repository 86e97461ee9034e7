// How the outlines are written down: one row a loop or segment, parts joined at compile time, and the proof that a table is sound.
// Only the guide tables include this.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "edi/guide/element_lists.hpp"
#include "edi/guide/element_notation.hpp"
#include "edi/guide/outline.hpp"

namespace edi {

extern Guide const professional_guide;                   ///< 005010X222A1
extern Guide const institutional_guide;                  ///< 005010X223A2
extern Guide const claim_acknowledgement_guide;          ///< 005010X214
extern Guide const implementation_acknowledgement_guide; ///< 005010X231A1
extern Guide const interchange_acknowledgement_guide;    ///< TA1 of 00501

namespace outline {

template <std::size_t N>
using Rows = std::array<OutlineNode, N>;

/// A loop's own row: how its parent uses it. The qualifier is looked for in the segment that opens it.
consteval OutlineNode loop(std::uint8_t depth, LoopId id, SegmentId opener, Usage usage, std::uint16_t repeat, std::string_view name,
                           Qualifier qualifier = {}) {
    return {NodeKind::loop, depth, id, opener, usage, repeat, name, qualifier, {}};
}

consteval OutlineNode segment(std::uint8_t depth, LoopId id, SegmentId segment, Usage usage, std::uint16_t repeat, std::string_view name,
                              Qualifier qualifier, std::string_view elements) {
    return {NodeKind::segment, depth, id, segment, usage, repeat, name, qualifier, elements};
}

template <class... Nodes>
consteval Rows<sizeof...(Nodes)> rows(Nodes... nodes) {
    return {nodes...};
}

/// A part written at depth 0, hung `depth` deeper; `usage` is that of its first loop there.
template <std::size_t N>
consteval Rows<N> below(std::uint8_t depth, Usage usage, Rows<N> part) {
    for (auto& node : part) node.depth = static_cast<std::uint8_t>(node.depth + depth);
    part[0].usage = usage;
    return part;
}

/// The parts one after the other.
template <std::size_t... N>
consteval Rows<(N + ...)> join(Rows<N> const&... parts) {
    Rows<(N + ...)> all{};
    std::size_t next = 0;
    auto append = [&](auto const& part) {
        for (auto const& node : part) all[next++] = node;
    };
    (append(parts), ...);
    return all;
}

/// Takes the first blank-separated code off `codes`.
constexpr std::string_view next_code(std::string_view& codes) {
    auto const blank = codes.find(' ');
    auto const code = codes.substr(0, blank);
    codes = blank == std::string_view::npos ? std::string_view{} : codes.substr(blank + 1);
    return code;
}

constexpr bool has_code(std::string_view codes, std::string_view wanted) {
    while (!codes.empty()) {
        if (next_code(codes) == wanted) return true;
    }
    return false;
}

constexpr bool share_a_code(std::string_view a, std::string_view b) {
    while (!a.empty()) {
        if (has_code(b, next_code(a))) return true;
    }
    return false;
}

/// Two uses of one segment id in one loop: their codes must differ and stand at the same place, or only one of them has codes (the
/// other takes what is left).
constexpr bool can_be_told_apart(OutlineNode const& a, OutlineNode const& b) {
    if (a.qualifier.codes.empty() && b.qualifier.codes.empty()) return false;
    if (a.qualifier.codes.empty() || b.qualifier.codes.empty()) return true;
    return a.qualifier.element == b.qualifier.element && a.qualifier.component == b.qualifier.component &&
           !share_a_code(a.qualifier.codes, b.qualifier.codes);
}

constexpr bool codes_fit(std::string_view codes) {
    while (!codes.empty()) {
        auto const code = next_code(codes);
        if (code.empty() || code.size() > 4) return false;
    }
    return true;
}

template <std::size_t N>
constexpr std::size_t distinct_ids(Rows<N> const& nodes) {
    std::size_t distinct = 0;
    for (std::size_t i = 0; i < N; ++i) {
        bool first = true;
        for (std::size_t j = 0; j < i && first; ++j) first = nodes[j].segment != nodes[i].segment;
        distinct += first ? 1 : 0;
    }
    return distinct;
}

/// True when the table starts with the set, depths step down by one at most, every loop starts with the segment that opens it, no loop
/// has more than 64 parts, the table has fewer than 64 segment ids, the uses of a segment id in one loop can be told apart, and every
/// segment's elements can be read.
template <std::size_t N>
constexpr bool well_formed(Rows<N> const& nodes) {
    if (distinct_ids(nodes) > 63) return false;
    if (nodes[0].kind != NodeKind::loop || nodes[0].loop != LoopId::header || nodes[0].depth != 0) return false;
    for (std::size_t i = 0; i < N; ++i) {
        auto const& node = nodes[i];
        if (node.segment == no_id || node.name.empty() || !codes_fit(node.qualifier.codes)) return false;
        if ((node.qualifier.element == 0) != node.qualifier.codes.empty()) return false;
        if (i > 0 && (node.depth == 0 || node.depth > nodes[i - 1].depth + (nodes[i - 1].kind == NodeKind::loop ? 1 : 0))) return false;
        if (node.kind == NodeKind::segment) {
            if (!notation::well_formed(node.elements)) return false;
            continue;
        }
        if (i + 1 == N || nodes[i + 1].kind != NodeKind::segment || nodes[i + 1].depth != node.depth + 1) return false;
        if (nodes[i + 1].segment != node.segment || nodes[i + 1].loop != node.loop) return false;
        std::size_t parts = 0;
        for (std::size_t a = i + 1; a < N && nodes[a].depth > node.depth; ++a) {
            if (nodes[a].depth != node.depth + 1) continue;
            if (++parts > 64) return false;
            if (nodes[a].kind == NodeKind::segment && nodes[a].loop != node.loop) return false;
            for (std::size_t b = a + 1; b < N && nodes[b].depth > node.depth; ++b) {
                if (nodes[b].depth == node.depth + 1 && nodes[a].segment == nodes[b].segment && a != i + 1 &&
                    !can_be_told_apart(nodes[a], nodes[b]))
                    return false;
            }
        }
    }
    return true;
}

template <std::size_t N>
constexpr bool has_claims(Rows<N> const& nodes) {
    return std::any_of(nodes.begin(), nodes.end(), [](OutlineNode const& node) { return node.segment == "CLM"_seg; });
}

/// The kinds of levels in the table. They hang below each other in one chain, so the order of the table is theirs.
template <std::size_t N>
consteval GuideLevels levels_of(Rows<N> const& nodes) {
    GuideLevels levels;
    bool claims_seen = false;
    for (auto const& node : nodes) {
        if (node.kind != NodeKind::loop) continue;
        if (node.segment == "HL"_seg) {
            levels.list[levels.count] = {node.loop, node.qualifier.codes};
            if (!claims_seen) levels.unknown_rank = levels.count;
            ++levels.count;
        }
        claims_seen = claims_seen || node.segment == "CLM"_seg;
    }
    return levels;
}

/// A guide with what follows from its table.
template <std::size_t N>
consteval Guide guide_of(GuideId id, std::string_view set, std::string_view group, std::string_view version, std::string_view title,
                         Rows<N> const& nodes) {
    return {id, set, group, version, title, nodes, levels_of(nodes), has_claims(nodes)};
}

} // namespace outline
} // namespace edi
