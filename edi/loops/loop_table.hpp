// What the cursor looks up, derived from a guide's outline once: for a loop and a segment id, the uses it may be. Internal to edi/loops.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "edi/guide/outline.hpp"

namespace edi {

/// One segment or loop directly below a loop.
struct LoopPart {
    NodeIndex node = no_node;   ///< outline node of the segment or the loop
    NodeIndex opener = no_node; ///< outline node of the segment that is placed: the loop's opening segment, or `node`
    std::uint16_t loop = 0;     ///< index of the loop it opens; 0 for a segment (nothing opens the set)
    std::uint16_t repeat = 0;   ///< 0 = no limit
    std::uint8_t group = 0;     ///< place in the order; neighbours with the same segment id share one
    bool opens_loop() const { return loop != 0; }
};

inline constexpr std::uint8_t no_part = 0xFF;

/// One code, packed (pack_code), that leads to a part. A slot without a code has `no_code` and the catch-all part.
struct LoopUse {
    std::uint32_t code = no_code;
    std::uint8_t part = no_part;
};

/// The uses of one segment id in one loop, and where their qualifier stands (element 0: none has one). The codes are kept by a hash that
/// sends each to a slot of its own (as in LoopTable::number_ids), because a claim or a line knows up to twenty of one id.
struct LoopUses {
    std::uint32_t factor = 0; ///< of the hash
    std::uint32_t first = 0;  ///< slot of LoopTable's uses
    std::uint8_t shift = 31;  ///< of the hash
    std::uint8_t element = 0, component = 0;
    std::uint8_t catch_all = no_part; ///< the part for any code that has no part of its own
    bool any = false;                 ///< the id has a use in the loop
};

struct LoopEntry {
    LoopId id = LoopId::none;
    NodeIndex node = no_node;
    std::uint16_t first_part = 0; ///< in LoopTable::parts
    std::uint8_t part_count = 0;
    std::uint64_t required = 0;       ///< bit n: part n must be there
    std::uint64_t head = ~0ull;       ///< bit n: part n comes before the levels and claims below (all of them, in other loops)
    std::uint8_t due_below = no_part; ///< of a level: the level or claim below that it cannot be without
};

class LoopTable {
public:
    explicit LoopTable(Guide const& guide);

    /// The small number of a segment id, 0 when the guide does not have it.
    std::uint32_t number_of(SegmentId id) const {
        auto const& slot = ids_[(id * hash_factor_) >> hash_shift];
        return slot.id == id ? slot.number : 0;
    }
    LoopEntry const& loop(std::uint16_t index) const { return loops_[index]; }
    /// The parts of a loop, `part_count` of them.
    LoopPart const* parts_of(std::uint16_t loop) const { return parts_.data() + loops_[loop].first_part; }
    /// For each segment id's number its uses in the loop.
    LoopUses const* uses_of(std::uint16_t loop) const { return uses_.data() + loop * id_count_; }
    /// The part that `code` leads to.
    std::uint8_t part_for(LoopUses const& uses, std::uint32_t code) const {
        auto const& use = use_list_[uses.first + ((code * uses.factor) >> uses.shift)];
        return use.code == code ? use.part : uses.catch_all;
    }

    /// A loop without parts: what a level with an unknown code is.
    std::uint16_t unknown_level() const { return static_cast<std::uint16_t>(loops_.size() - 1); }

    /// The part of `loop` that opens loop `id`; 0xFF when there is none.
    std::uint8_t part_opening(std::uint16_t loop, LoopId id) const;
    /// Index of the first loop with this id (2300 is there twice: under the subscriber first).
    std::uint16_t find(LoopId id) const;
    /// The part of `loop` that `node` stands in, 0xFF when it stands elsewhere.
    std::uint8_t part_of(std::uint16_t loop, NodeIndex node) const;

    /// Bit of a segment id's number in the sets below (an outline has fewer than 64 ids, see outline::well_formed).
    static std::uint64_t bit(std::uint32_t number) { return 1ull << number; }
    /// True when the id opens loops somewhere in the guide.
    bool opens_loops(std::uint32_t number) const { return details_[number] != 0; }
    /// The ids that stand below a loop opened by this id: what is passed over when the opener has no place.
    std::uint64_t details(std::uint32_t number) const { return details_[number]; }

private:
    static constexpr std::uint32_t hash_shift = 22;
    struct IdSlot {
        SegmentId id = no_id;
        std::uint32_t number = 0;
    };

    void number_ids(std::span<OutlineNode const> outline);
    void add_loop(std::span<OutlineNode const> outline, NodeIndex node);
    void add_parts(std::span<OutlineNode const> outline, NodeIndex node, LoopEntry& entry);
    void add_uses(std::span<OutlineNode const> outline, std::uint16_t loop);
    void spread_codes(std::span<LoopUse const> codes, LoopUses& uses);
    void add_details(std::span<OutlineNode const> outline);

    std::uint32_t hash_factor_ = 1;
    std::uint32_t id_count_ = 1;
    std::array<IdSlot, 1u << (32 - hash_shift)> ids_{};
    std::vector<LoopEntry> loops_;
    std::vector<LoopPart> parts_;
    std::vector<LoopUses> uses_;
    std::vector<LoopUse> use_list_;
    std::array<std::uint64_t, 64> details_{};
    std::vector<std::uint16_t> loop_of_node_; ///< index of the loop that a node opens (loop nodes) or stands in (segments)
    std::vector<std::uint16_t> parent_of_loop_;
    std::vector<std::uint8_t> part_of_node_; ///< its part number in the loop it stands in
};

/// The table of a guide, built at first use and kept.
LoopTable const& loop_table(GuideId id);

} // namespace edi
