#include "edi/loops/cursor.hpp"

#include <bit>
#include <span>
#include <string_view>

#include "edi/loops/loop_table.hpp"

namespace edi {
namespace {

struct LevelCode {
    int rank;
    bool known;
};

/// One run over one piece.
class Walk {
public:
    Walk(Guide const& guide, SegmentTable const& segments, CursorStart const& start, PlacedSegment* placed, std::vector<Fault>& faults)
        : guide_(guide), outline_(guide.outline), table_(loop_table(guide.id)), segments_(segments), start_(start), placed_(placed),
          faults_(faults), rank_count_(guide.levels.count) {}

    void run(CursorEnd const& end) {
        open(frames_[0], 0, 0, Kind::set);
        auto const size = segments_.size();
        auto const context = start_.context_segments < size ? start_.context_segments : size;
        for (current_ = 0; current_ < context; ++current_) take();
        if (context > 0) leave_context();
        for (; current_ < size; ++current_) take();
        finish(end);
    }

private:
    enum class Kind : std::uint8_t { set, level, claim, other };

    /// An open loop.
    struct Frame {
        LoopUses const* uses;   ///< of its loop, by number of the segment id
        LoopPart const* parts;  ///< of its loop
        Frame* anchor;          ///< the innermost set, level or claim at or around it
        std::uint64_t required; ///< bit n: part n must be there; of the set and the levels those before the levels and claims below
        std::uint64_t seen;     ///< bit n: part n was there
        std::uint32_t first;    ///< its opening segment
        std::uint16_t loop;
        std::uint8_t group; ///< the point in its order that it has reached
        LoopId id;
        Kind kind;
        std::uint32_t counts[64]; ///< of the parts seen; the others are not set
    };
    struct Level {
        bool open = false;
        bool known = false;        ///< false: HL03 is no level of the guide; its frame is a loop without parts
        std::uint32_t segment = 0; ///< its HL
        std::uint32_t children = 0;
        bool occupied = false; ///< claims or a level of too low a rank stand below it
    };

    Frame& top() { return *top_; }

    // -- one segment ----------------------------------------------------------------------------------------------------------

    // What nearly every segment goes through is kept apart from the rest, so that it is short and stays in registers.
    [[gnu::always_inline]] void take() {
        auto const segment = segments_[current_];
        auto const number = table_.number_of(segment.id());
        if (passing_over_ != 0 || !take_in_order(segment, number)) take_otherwise(segment, number);
    }

    /// Most segments: one of the innermost open loop, in order. False for anything else, which is left to the full rule.
    [[gnu::always_inline]] bool take_in_order(Segment segment, std::uint32_t number) {
        auto& frame = top();
        auto const which = match(segment, frame.uses[number]);
        if (which == no_part || part(frame, which).group < frame.group) return false;
        take_part(frame, which);
        return true;
    }

    [[gnu::noinline]] void take_otherwise(Segment segment, std::uint32_t number) {
        switch (segment.id()) {
            case "HL"_seg:
                if (rank_count_ > 0) return take_level(segment);
                break;
            case "CLM"_seg:
                if (guide_.has_claims) return take_claim();
                break;
            case "SE"_seg: return take_trailer();
            case "ST"_seg:
                if (current_ == 0) return put(part(frames_[0], 0).node, LoopId::header);
                break;
            default: break;
        }
        if (number == 0) return leave_out(FaultKind::unrecognized_segment, segment.place(), top());
        if (passing_over_ != 0 || !take_further_out(segment, number)) take_by_order(segment, number);
    }

    /// Most of the others: in order in a loop around the innermost one, which knows no such segment.
    bool take_further_out(Segment segment, std::uint32_t number) {
        for (Frame* frame = top_; frame >= top_->anchor; --frame) {
            auto const& uses = frame->uses[number];
            if (!uses.any) continue;
            auto const which = match(segment, uses);
            if (which == no_part || part(*frame, which).group < frame->group) return false;
            accept(*frame, which);
            return true;
        }
        return false;
    }

    /// The rule at the top of the header, steps 1 to 3.
    [[gnu::noinline]] void take_by_order(Segment segment, std::uint32_t number) {
        if ((passing_over_ & LoopTable::bit(number)) != 0 && !table_.opens_loops(number)) return put(no_node, top().id);
        Frame *late = nullptr, *unknown = nullptr;
        std::uint8_t late_part = no_part;
        Place code_place;
        for (Frame *frame = top_, *anchor = top().anchor; frame >= anchor; --frame) {
            auto const& uses = frame->uses[number];
            if (!uses.any) continue;
            auto const found = match(segment, uses);
            if (found == no_part) {
                if (unknown == nullptr) unknown = frame, code_place = segment.place(uses.element, uses.component);
                continue;
            }
            if (part(*frame, found).group >= frame->group) return accept(*frame, found);
            if (late == nullptr) late = frame, late_part = found;
        }
        if (late != nullptr) return accept_late(*late, late_part);
        if (table_.opens_loops(number)) {
            // Below an opener that has no place itself: part of the same mistake.
            if ((passing_over_ & LoopTable::bit(number)) != 0) return put(no_node, top().id);
            passing_over_ = table_.details(number);
        }
        if (unknown != nullptr) return leave_out(FaultKind::qualifier_unknown, code_place, *unknown);
        leave_out(FaultKind::unexpected_segment, segment.place(), top());
    }

    /// The part that the segment is, no_part where the loop has no such id or code.
    [[gnu::always_inline]] std::uint8_t match(Segment segment, LoopUses const& uses) const {
        if (uses.element == 0) return uses.catch_all;
        return table_.part_for(uses, uses.component == 0 ? segment.code(uses.element) : component_code(segment, uses));
    }
    [[gnu::noinline]] static std::uint32_t component_code(Segment segment, LoopUses const& uses) {
        return pack_code(segment.component(uses.element, uses.component));
    }

    void accept(Frame& frame, std::uint8_t number) {
        close_down_to(frame);
        take_part(frame, number);
    }

    /// `frame` is the innermost.
    [[gnu::always_inline]] void take_part(Frame& frame, std::uint8_t number) {
        auto const& found = part(frame, number);
        frame.group = found.group;
        count(frame, number);
        if (!found.opens_loop()) return put(found.opener, frame.id);
        push(found.loop, current_, Kind::other);
        put(found.opener, top().id);
    }

    void accept_late(Frame& frame, std::uint8_t number) {
        auto const& found = part(frame, number);
        report(FaultKind::out_of_sequence, segments_[current_].place(), frame, found.opener);
        if (found.opens_loop() || &frame == top_) return accept(frame, number);
        count(frame, number);
        // What is late for the claim would cut the line or the other payer in two, what is late for the line the decision.
        auto const inside = (&frame)[1].id;
        if (inside == LoopId::L2400 || inside == LoopId::L2320 || inside == LoopId::L2430) return put(no_node, top().id);
        put(found.opener, frame.id);
    }

    [[gnu::always_inline]] void count(Frame& frame, std::uint8_t number) {
        auto const bit = 1ull << number;
        if ((frame.seen & bit) != 0) return count_again(frame, number);
        frame.seen |= bit;
        frame.counts[number] = 1;
    }
    [[gnu::noinline]] void count_again(Frame& frame, std::uint8_t number) {
        auto const& counted = part(frame, number);
        if (++frame.counts[number] <= counted.repeat || counted.repeat == 0) return;
        report(counted.opens_loop() ? FaultKind::too_many_loops : FaultKind::too_many_segments, segments_[current_].place(), frame,
               counted.node);
    }

    void put(NodeIndex node, LoopId loop) { placed_[current_] = {current_, node, loop, segments_[current_].id()}; }

    void leave_out(FaultKind kind, Place place, Frame const& frame) {
        report(kind, place, frame, no_node);
        put(no_node, top().id);
    }

    // -- levels and claims ----------------------------------------------------------------------------------------------------

    void take_level(Segment segment) {
        passing_over_ = 0;
        auto const code = level_code_of(segment.element(3));
        close_levels(code.rank);
        report_missing_head(top());
        bool const has_parent = count_as_child(code.rank);
        auto& level = levels_[code.rank];
        level = {true, code.known, current_, 0, false};
        ++level_count_;
        if (!code.known) {
            push(table_.unknown_level(), current_, Kind::level);
            passing_over_ = table_.details(table_.number_of("HL"_seg));
            return leave_out(FaultKind::level_unknown, segment.place(3), frames_[0]);
        }
        auto const id = level_loop(code.rank);
        auto const number = table_.part_opening(top().loop, id);
        if (number != no_part) {
            top().group = part(top(), number).group;
            count(top(), number);
        }
        push(number != no_part ? part(top(), number).loop : table_.find(id), current_, Kind::level);
        auto const node = part(top(), 0).node;
        if (code.rank != 0 && !has_parent) report(FaultKind::out_of_sequence, segment.place(), top(), node);
        check_numbers(segment, code.rank, node);
        put(node, id);
    }

    /// Tells the level above that it has one below. False when no level above is open.
    bool count_as_child(int rank) {
        if (rank == 0) return false;
        auto& parent = levels_[rank - 1];
        if (!parent.open) {
            for (int r = rank - 2; r >= 0; --r) levels_[r].occupied = true;
            return false;
        }
        if (++parent.children == 1 && parent.known && segments_[parent.segment].element(4) == "0") report_child_code(parent, rank - 1);
        return true;
    }

    void check_numbers(Segment segment, int rank, NodeIndex node) {
        if (!is_number(segment.element(1), running_number(rank))) report(FaultKind::level_number, segment.place(1), top(), node);
        if (rank == 0) {
            if (!segment.element(2).empty()) report(FaultKind::level_parent, segment.place(2), top(), node);
        } else if (auto const& parent = levels_[rank - 1]; parent.open) {
            if (segment.element(2) != segments_[parent.segment].element(1)) report(FaultKind::level_parent, segment.place(2), top(), node);
        }
    }

    /// Number that the HL just counted must have.
    std::uint64_t running_number(int rank) const {
        return current_ < start_.context_segments ? start_.context_levels[static_cast<std::size_t>(rank)] : level_count_;
    }

    static bool is_number(std::string_view text, std::uint64_t number) {
        if (text.empty() || text.size() > 18) return false;
        std::uint64_t value = 0;
        for (char const c : text) {
            if (c < '0' || c > '9') return false;
            value = value * 10 + static_cast<std::uint64_t>(c - '0');
        }
        return value == number;
    }

    void take_claim() {
        passing_over_ = 0;
        close_to_level();
        note_claims();
        report_missing_head(top());
        auto const number = table_.part_opening(top().loop, LoopId::L2300);
        if (number != no_part) {
            top().group = part(top(), number).group;
            count(top(), number);
        }
        push(number != no_part ? part(top(), number).loop : table_.find(LoopId::L2300), current_, Kind::claim);
        auto const node = part(top(), 0).node;
        // Below a level that is unknown the claim's only mistake is that level, and it was reported.
        auto const& level = levels_[guide_.levels.unknown_rank];
        bool const below_unknown = level.open && !level.known;
        if (number == no_part && !below_unknown) report(FaultKind::out_of_sequence, segments_[current_].place(), top(), node);
        put(node, LoopId::L2300);
    }

    /// There are claims in the innermost level, whether they belong there or not.
    void note_claims() {
        claim_seen_ = true;
        for (int rank = rank_count_ - 1; rank >= 0; --rank) {
            if (!levels_[rank].open) continue;
            levels_[rank].occupied = true;
            return;
        }
    }

    void take_trailer() {
        passing_over_ = 0;
        close_set();
        put(part(frames_[0], static_cast<std::uint8_t>(table_.loop(0).part_count - 1)).node, LoopId::header);
    }

    // -- opening and closing --------------------------------------------------------------------------------------------------

    [[gnu::noinline]] void push(std::uint16_t loop, std::uint32_t first, Kind kind) {
        ++top_;
        open(*top_, loop, first, kind);
        if (kind == Kind::other) passing_over_ = 0;
    }

    /// `frame` stands on the others.
    void open(Frame& frame, std::uint16_t loop, std::uint32_t first, Kind kind) const {
        auto const& entry = table_.loop(loop);
        frame.uses = table_.uses_of(loop);
        frame.parts = table_.parts_of(loop);
        frame.anchor = kind == Kind::other ? (&frame)[-1].anchor : &frame;
        frame.required = entry.required & entry.head;
        frame.seen = 1;
        frame.first = first;
        frame.loop = loop;
        frame.group = 0;
        frame.id = entry.id;
        frame.kind = kind;
        frame.counts[0] = 1;
    }

    /// Closes the loops above `frame` on the stack. None of them is a level.
    void close_down_to(Frame& frame) {
        for (; top_ > &frame; --top_) report_missing_head(*top_);
    }

    /// Closes claim, line and party, down to the innermost level or the set.
    void close_to_level() {
        for (; top_->kind == Kind::claim || top_->kind == Kind::other; --top_) report_missing_head(*top_);
    }

    /// Closes the levels of `rank` and higher numbers.
    void close_levels(int rank) {
        close_to_level();
        for (int r = rank_count_ - 1; r >= rank; --r) {
            auto& level = levels_[r];
            if (level.open) close_level(level, r);
            level.open = false;
        }
    }

    void close_level(Level const& level, int rank) {
        report_missing_head(top());
        // Without the level below, but with what belongs further down (of an 837: no subscriber, but a patient or claims): each of those has
        // been reported.
        auto const due = table_.loop(top().loop).due_below;
        bool const has_claims = due != no_part && outline_[part(top(), due).node].segment == "CLM"_seg;
        bool const skipped_over = level.occupied && !has_claims;
        if (level.known && level.children == 0 && !skipped_over) {
            // Where no level can be below, HL04 is not used: the element checker tells.
            bool const has_code = rank + 1 < rank_count_ || guide_.has_claims;
            if (has_code && segments_[level.segment].element(4) == "1") report_child_code(level, rank);
            if (!level.occupied && due != no_part) report_missing_part(top(), due);
        }
        --top_;
    }

    void close_set() {
        close_levels(0);
        report_missing_head(top());
        bool const empty = level_count_ == 0 && start_.levels == 0 && !claim_seen_ && start_.claims == 0;
        auto const due = table_.loop(0).due_below;
        if (empty && !set_closed_ && due != no_part) report_missing_part(top(), due);
        set_closed_ = true;
    }

    /// The context is placed: from here on, counts are those of the set.
    void leave_context() {
        level_count_ = start_.levels;
        for (int r = 0; r < rank_count_ - 1; ++r) levels_[r].children = start_.children[static_cast<std::size_t>(r)];
        close_to_level();
        if (start_.claims == 0) return;
        note_claims();
        auto const claim = table_.part_opening(top().loop, LoopId::L2300);
        if (claim == no_part) return;
        top().seen |= 1ull << claim;
        top().counts[claim] = start_.claims;
    }

    void finish(CursorEnd const& end) {
        switch (end.next) {
            case CursorEnd::Next::claim: close_to_level(); break;
            case CursorEnd::Next::level: close_levels(level_code_of(end.level_code).rank); break;
            case CursorEnd::Next::set_end: return close_set();
        }
        report_missing_head(top());
    }

    // -- faults ---------------------------------------------------------------------------------------------------------------

    /// Reports the required parts that were not there; of the set and the levels those before the levels and claims below, once.
    void report_missing_head(Frame& frame) {
        auto const missing = frame.required & ~frame.seen;
        frame.required = 0;
        if (missing != 0) report_missing(frame, missing);
    }

    [[gnu::noinline]] void report_missing(Frame const& frame, std::uint64_t missing) {
        for (; missing != 0; missing &= missing - 1) report_missing_part(frame, static_cast<std::uint8_t>(std::countr_zero(missing)));
    }

    [[gnu::noinline]] void report_missing_part(Frame const& frame, std::uint8_t number) {
        auto const& missing = part(frame, number);
        report(missing.opens_loop() ? FaultKind::missing_loop : FaultKind::missing_segment, due_after(frame, number), frame, missing.node);
    }

    /// The last segment of the open loop that stands before the part that is missing, or beside it where any order will do: segments with the
    /// same id. A loop comes before its later siblings, whatever opens them.
    Place due_after(Frame const& frame, std::uint8_t missing) const {
        bool const is_loop = part(frame, missing).opens_loop();
        auto const comes_before = [&](std::uint8_t number) {
            return is_loop ? number < missing : part(frame, number).group <= part(frame, missing).group;
        };
        for (auto i = current_; i > frame.first; --i) {
            auto const& before = placed_[i - 1];
            if (before.node == no_node) continue;
            auto const number = table_.part_of(frame.loop, before.node);
            if (number != no_part && comes_before(number)) return {before.segment, 0, 0};
        }
        return {frame.first, 0, 0};
    }

    [[gnu::noinline]] void report_child_code(Level const& level, int rank) {
        faults_.push_back({FaultKind::level_child_code, segments_[level.segment].place(4), level_loop(rank), "HL"_seg,
                           placed_[level.segment].node, current_ < start_.context_segments, current_});
    }

    [[gnu::noinline]] void report(FaultKind kind, Place place, Frame const& frame, NodeIndex node) {
        auto const id = node != no_node ? outline_[node].segment : segments_[place.segment].id();
        faults_.push_back({kind, place, frame.id, id, node, place.segment < start_.context_segments, current_});
    }

    LevelCode level_code_of(std::string_view hl03) const {
        std::size_t const rank = guide_.rank_of(hl03);
        return rank < guide_.levels.count ? LevelCode{static_cast<int>(rank), true} : LevelCode{guide_.levels.unknown_rank, false};
    }
    LoopId level_loop(int rank) const { return guide_.levels.list[static_cast<std::size_t>(rank)].loop; }

    static LoopPart const& part(Frame const& frame, std::uint8_t number) { return frame.parts[number]; }

    Guide const& guide_;
    std::span<OutlineNode const> outline_;
    LoopTable const& table_;
    SegmentTable const& segments_;
    CursorStart const& start_;
    PlacedSegment* placed_;
    std::vector<Fault>& faults_;

    // The deepest chains of loops are set, 2000A, 2000B, 2000C, 2300, 2320, 2330 and set, 2000A to 2000D, 2200D, 2220D.
    Frame frames_[8];
    Frame* top_ = frames_; ///< the innermost
    int const rank_count_;
    Level levels_[GuideLevels::most];
    std::uint32_t current_ = 0;
    std::uint64_t level_count_ = 0;
    std::uint64_t passing_over_ = 0; ///< segment ids to pass over, see the header
    bool claim_seen_ = false;
    bool set_closed_ = false;
};

} // namespace

void Cursor::place(Guide const& guide, SegmentTable const& segments, CursorStart const& start, CursorEnd const& end,
                   std::vector<PlacedSegment>& placed, std::vector<Fault>& faults) {
    faults.clear();
    placed.resize(segments.size());
    if (segments.size() == 0) return;
    Walk(guide, segments, start, placed.data(), faults).run(end);
}

} // namespace edi
