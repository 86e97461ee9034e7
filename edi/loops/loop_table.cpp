#include "edi/loops/loop_table.hpp"

#include <algorithm>

#include "edi/guide/outline_rows.hpp"

namespace edi {
namespace {

/// The first multiplier that is tried.
constexpr std::uint32_t first_factor = 0x9E3779B1;

constexpr bool is_level_or_claim(OutlineNode const& node) {
    return node.kind == NodeKind::loop && (node.segment == "HL"_seg || node.segment == "CLM"_seg);
}

} // namespace

LoopTable::LoopTable(Guide const& guide) {
    auto const outline = guide.outline;
    number_ids(outline);
    loop_of_node_.resize(outline.size());
    part_of_node_.resize(outline.size());
    for (std::size_t node = 0; node < outline.size(); ++node) {
        if (outline[node].kind == NodeKind::loop) add_loop(outline, static_cast<NodeIndex>(node));
    }
    loops_.push_back({LoopId::header, no_node, 0, 0, 0, 0});
    // Second round: parts need the indexes of the loops they open.
    parent_of_loop_.resize(loops_.size());
    for (std::size_t node = 0; node < outline.size(); ++node) {
        if (outline[node].kind == NodeKind::loop) add_parts(outline, static_cast<NodeIndex>(node), loops_[loop_of_node_[node]]);
    }
    uses_.resize(loops_.size() * id_count_);
    for (std::size_t loop = 0; loop < loops_.size(); ++loop) add_uses(outline, static_cast<std::uint16_t>(loop));
    add_details(outline);
}

// A multiplier is searched that sends the ids of the guide to different slots, so a look-up is one multiplication and one compare.
void LoopTable::number_ids(std::span<OutlineNode const> outline) {
    std::vector<SegmentId> ids;
    for (auto const& node : outline) {
        if (std::find(ids.begin(), ids.end(), node.segment) == ids.end()) ids.push_back(node.segment);
    }
    for (hash_factor_ = first_factor;; hash_factor_ += 2) {
        ids_.fill({});
        bool free = true;
        for (std::size_t i = 0; i < ids.size() && free; ++i) {
            auto& slot = ids_[(ids[i] * hash_factor_) >> hash_shift];
            free = slot.id == no_id;
            slot = {ids[i], static_cast<std::uint32_t>(i + 1)};
        }
        if (free) break;
    }
    id_count_ = static_cast<std::uint32_t>(ids.size() + 1);
}

void LoopTable::add_loop(std::span<OutlineNode const> outline, NodeIndex node) {
    loop_of_node_[node] = static_cast<std::uint16_t>(loops_.size());
    LoopEntry entry;
    entry.id = outline[node].loop;
    entry.node = node;
    loops_.push_back(entry);
}

void LoopTable::add_parts(std::span<OutlineNode const> outline, NodeIndex node, LoopEntry& entry) {
    auto const loop = loop_of_node_[node];
    auto const depth = outline[node].depth;
    entry.first_part = static_cast<std::uint16_t>(parts_.size());
    SegmentId previous = no_id;
    std::uint8_t group = 0;
    for (std::size_t i = node + 1u; i < outline.size() && outline[i].depth > depth; ++i) {
        auto const& child = outline[i];
        if (child.depth != depth + 1) continue;
        auto const number = entry.part_count++;
        bool const is_loop = child.kind == NodeKind::loop;
        if (child.segment != previous) ++group;
        previous = child.segment;
        if (is_loop)
            parent_of_loop_[loop_of_node_[i]] = loop;
        else
            loop_of_node_[i] = loop;
        part_of_node_[i] = number;
        parts_.push_back({static_cast<NodeIndex>(i), static_cast<NodeIndex>(is_loop ? i + 1 : i),
                          is_loop ? loop_of_node_[i] : std::uint16_t{0}, child.repeat, group});
        if (child.usage == Usage::required) entry.required |= 1ull << number;
        if (is_level_or_claim(child)) {
            entry.head &= ~(1ull << number);
            // Of a subscriber it is the claim, though there may be a patient in its place.
            if (child.segment == "CLM"_seg || child.usage == Usage::required) entry.due_below = number;
        }
        // The envelope reader answers for ST and SE.
        if (child.segment == "ST"_seg || child.segment == "SE"_seg) entry.required &= ~(1ull << number);
    }
}

void LoopTable::add_uses(std::span<OutlineNode const> outline, std::uint16_t loop) {
    auto const& entry = loops_[loop];
    auto const* const parts = parts_of(loop);
    std::vector<std::vector<LoopUse>> codes_of(id_count_);
    // A loop's own opening segment (part 0) opens a new occurrence of the loop, which is the parent's affair.
    for (std::uint32_t p = 1; p < entry.part_count; ++p) {
        auto const& node = outline[parts[p].node];
        // These go their own ways, see Cursor.
        if (node.segment == "HL"_seg || node.segment == "CLM"_seg || node.segment == "SE"_seg) continue;
        auto const number = number_of(node.segment);
        auto& uses = uses_[loop * id_count_ + number];
        uses.any = true;
        auto codes = node.qualifier.codes;
        if (codes.empty())
            uses.catch_all = static_cast<std::uint8_t>(p);
        else
            uses.element = node.qualifier.element, uses.component = node.qualifier.component;
        auto& known = codes_of[number];
        while (!codes.empty()) {
            auto const code = pack_code(outline::next_code(codes));
            // The first part with a code has it.
            if (std::none_of(known.begin(), known.end(), [code](LoopUse const& use) { return use.code == code; }))
                known.push_back({code, static_cast<std::uint8_t>(p)});
        }
    }
    for (std::uint32_t number = 0; number < id_count_; ++number) spread_codes(codes_of[number], uses_[loop * id_count_ + number]);
}

/// Gives each code a slot of its own. There are far more slots than codes, so that a multiplier is soon found.
void LoopTable::spread_codes(std::span<LoopUse const> codes, LoopUses& uses) {
    constexpr std::uint32_t tries_a_size = 4;
    if (codes.empty()) return; // never looked up
    uses.first = static_cast<std::uint32_t>(use_list_.size());
    std::uint32_t const least_bits = 3 + static_cast<std::uint32_t>(std::bit_width(codes.size()));
    for (std::uint32_t tries = 0;; ++tries) {
        std::uint32_t const bits = least_bits + tries / tries_a_size;
        uses.shift = static_cast<std::uint8_t>(32 - bits);
        uses.factor = first_factor + 2 * tries;
        use_list_.resize(uses.first);
        use_list_.resize(uses.first + (std::size_t{1} << bits), {no_code, uses.catch_all});
        bool const free = std::all_of(codes.begin(), codes.end(), [&](LoopUse const& use) {
            auto& slot = use_list_[uses.first + ((use.code * uses.factor) >> uses.shift)];
            return slot.code == no_code && (slot = use, true);
        });
        if (free) return;
    }
}

void LoopTable::add_details(std::span<OutlineNode const> outline) {
    for (std::size_t loop = 1; loop < outline.size(); ++loop) {
        if (outline[loop].kind != NodeKind::loop) continue;
        auto& details = details_[number_of(outline[loop].segment)];
        for (std::size_t i = loop + 2; i < outline.size() && outline[i].depth > outline[loop].depth; ++i)
            details |= bit(number_of(outline[i].segment));
        // Openers that differ only by their code are told apart, so a second one without a place is worth its own report.
        if (outline[loop].qualifier.codes.empty()) details |= bit(number_of(outline[loop].segment));
    }
}

std::uint8_t LoopTable::part_opening(std::uint16_t loop, LoopId id) const {
    auto const* const parts = parts_of(loop);
    for (std::uint8_t p = 0; p < loops_[loop].part_count; ++p) {
        if (parts[p].opens_loop() && loops_[parts[p].loop].id == id) return p;
    }
    return 0xFF;
}

std::uint16_t LoopTable::find(LoopId id) const {
    auto const found = std::find_if(loops_.begin(), loops_.end(), [id](LoopEntry const& entry) { return entry.id == id; });
    return static_cast<std::uint16_t>(found - loops_.begin());
}

std::uint8_t LoopTable::part_of(std::uint16_t loop, NodeIndex node) const {
    auto at = loop_of_node_[node];
    while (at != loop) {
        if (at == 0) return 0xFF;
        node = loops_[at].node;
        at = parent_of_loop_[at];
    }
    return part_of_node_[node];
}

LoopTable const& loop_table(GuideId id) {
    return per_guide<LoopTable>(id);
}

} // namespace edi
