#include "engine/split/split_files.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string>

#include "engine/split/split_file.hpp"

namespace engine::split {
namespace {

constexpr std::size_t read_size = 1u << 20; ///< of the spool at a time

enum class FrameKind : std::uint8_t {
    group,  ///< the GS
    set,    ///< no text
    header, ///< as PartKind
    level,
    claim,
    unread,
    set_end,  ///< ST02
    group_end ///< GS06
};

// Flags of a frame.
constexpr std::uint8_t is_rejected = 1;       ///< group, set
constexpr std::uint8_t is_accepted = 1;       ///< claim
constexpr std::uint8_t has_unread_claims = 2; ///< set
constexpr std::uint8_t accepted_below = 1;    ///< level: accepted claims in levels below it
constexpr std::uint8_t rejected_below = 2;    ///< level: the same for rejected claims
constexpr std::uint64_t no_frame = UINT64_MAX;

/// Stands before a frame's text. Never leaves the process.
struct FrameHead {
    std::uint64_t segments = 0;
    std::uint32_t length = 0; ///< of the text
    FrameKind kind = FrameKind::group;
    std::uint8_t rank = 0; ///< level
    std::uint8_t flags = 0;
    std::uint8_t unused = 0;
};

/// A frame in the spool of which something may be learned later.
struct OpenFrame {
    std::uint64_t position = no_frame;
    std::uint8_t flags = 0;
};

} // namespace

struct SplitFiles::State {
    State(write::OutputDirectory& directory, write::OutputFile& accepted_output, write::OutputFile& rejected_output, std::size_t memory)
        : spool(directory, memory), accepted(accepted_output, true), rejected(rejected_output, false) {}

    // ---- into the spool ------------------------------------------------------------------------------------------------------------

    std::uint64_t append(FrameHead head, std::string_view text) {
        std::uint64_t const position = spool.bytes();
        head.length = static_cast<std::uint32_t>(text.size());
        char bytes[sizeof head];
        std::memcpy(bytes, &head, sizeof head);
        spool.append({bytes, sizeof bytes});
        spool.append(text);
        return position;
    }

    void learn(OpenFrame& frame, std::uint8_t flag) {
        if (frame.position == no_frame || (frame.flags & flag) != 0) return;
        frame.flags |= flag;
        spool.replace(frame.position + offsetof(FrameHead, flags), static_cast<char>(frame.flags));
    }

    void open_level(SplitPart const& part, std::string_view text) {
        std::fill(levels.begin() + part.rank, levels.end(), OpenFrame{});
        levels[part.rank].position = append({.segments = part.segments, .kind = FrameKind::level, .rank = part.rank}, text);
    }

    /// A claim in the innermost open level: the levels above it are kept.
    void mark_levels_above(std::uint8_t flag) {
        bool below = false;
        for (std::size_t rank = levels.size(); rank-- > 0;) {
            if (levels[rank].position == no_frame) continue;
            if (below) learn(levels[rank], flag);
            below = true;
        }
    }

    void take(SplitPart const& part, std::string_view text) {
        switch (part.kind) {
            case PartKind::header: append({.segments = part.segments, .kind = FrameKind::header}, text); break;
            case PartKind::level: open_level(part, text); break;
            case PartKind::claim:
                mark_levels_above(part.accepted ? accepted_below : rejected_below);
                append({.segments = part.segments, .kind = FrameKind::claim, .flags = part.accepted ? is_accepted : std::uint8_t{0}}, text);
                break;
        }
    }

    // ---- out of the spool ----------------------------------------------------------------------------------------------------------

    void write_interchange(bool all_rejected) {
        interchange_rejected = all_rejected;
        group_rejected = set_rejected = all_rejected; // of sets outside of any group
        around.gs.clear();
        for (std::uint64_t at = 0; at < spool.bytes() && !accepted.failed() && !rejected.failed();) {
            std::size_t used = write_frames(spool.read(at, read_size, buffer));
            if (used == 0) used = write_large_frame(at);
            if (used == 0) break; // the spool has failed: error() tells
            at += used;
        }
        accepted.end_interchange(around, interchange.control_number);
        rejected.end_interchange(around, interchange.control_number);
        spool.clear();
    }

    /// Returns how many bytes the whole frames at the start of `bytes` have.
    std::size_t write_frames(std::string_view bytes) {
        std::size_t used = 0;
        FrameHead head;
        while (bytes.size() - used >= sizeof head) {
            std::memcpy(&head, bytes.data() + used, sizeof head);
            if (bytes.size() - used - sizeof head < head.length) break;
            write(head, bytes.substr(used + sizeof head, head.length));
            used += sizeof head + head.length;
        }
        return used;
    }

    std::size_t write_large_frame(std::uint64_t at) {
        FrameHead head;
        std::string_view const start = spool.read(at, sizeof head, buffer);
        if (start.size() < sizeof head) return 0;
        std::memcpy(&head, start.data(), sizeof head);
        return write_frames(spool.read(at, sizeof head + head.length, buffer));
    }

    void write(FrameHead const& head, std::string_view text) {
        switch (head.kind) {
            case FrameKind::group:
                around.gs.assign(text);
                group_rejected = interchange_rejected || (head.flags & is_rejected) != 0;
                break;
            case FrameKind::set:
                set_rejected = group_rejected || (head.flags & is_rejected) != 0;
                keeps_unread = (head.flags & has_unread_claims) != 0;
                around.header.clear();
                around.header_segments = 0;
                for (LevelHead& level : around.levels) level.open = false;
                break;
            case FrameKind::header:
                around.header.assign(text);
                around.header_segments = static_cast<std::uint32_t>(head.segments);
                break;
            case FrameKind::level: begin_level(head, text); break;
            case FrameKind::claim: write_claim((head.flags & is_accepted) != 0 && !set_rejected, head.segments, text); break;
            case FrameKind::unread:
                if (keeps_unread) rejected.add(around, text, head.segments);
                break;
            case FrameKind::set_end:
                accepted.end_set(around, text);
                rejected.end_set(around, text);
                break;
            case FrameKind::group_end: end_group(text); break;
        }
    }

    void begin_level(FrameHead const& head, std::string_view text) {
        for (std::size_t below = head.rank; below < around.levels.size(); ++below) around.levels[below].open = false;
        LevelHead& level = around.levels[head.rank];
        level.open = true;
        level.text.assign(text);
        level.segments = static_cast<std::uint32_t>(head.segments);
        std::uint8_t const of_rejected = set_rejected ? accepted_below | rejected_below : rejected_below;
        level.has_children = {(head.flags & of_rejected) != 0, (head.flags & accepted_below) != 0};
        accepted.begin_level(head.rank);
        rejected.begin_level(head.rank);
    }

    void write_claim(bool is_good, std::uint64_t segments, std::string_view text) {
        (is_good ? accepted : rejected).add(around, text, segments);
        ++(is_good ? counts.accepted : counts.rejected);
    }

    void end_group(std::string_view control_number) {
        accepted.end_group(around, control_number);
        rejected.end_group(around, control_number);
        around.gs.clear();
        group_rejected = interchange_rejected;
    }

    write::Spool spool;
    SplitFile accepted, rejected;
    SplitCounts counts;
    InterchangeScope interchange; ///< the open one

    // While the spool is filled: what is open.
    OpenFrame group, set;
    std::array<OpenFrame, 3> levels; ///< by rank

    // While it is written.
    Surroundings around;
    bool interchange_rejected = false, group_rejected = false, set_rejected = false;
    bool keeps_unread = false; ///< there are claims in the text of the set that is in no piece
    std::string buffer;
};

SplitFiles::SplitFiles(write::OutputDirectory& directory, write::OutputFile& accepted, write::OutputFile& rejected, std::size_t memory)
    : state_(std::make_unique<State>(directory, accepted, rejected, memory)) {}

SplitFiles::~SplitFiles() = default;

void SplitFiles::open_interchange(InterchangeScope const& interchange, std::string_view isa) {
    state_->interchange = interchange;
    state_->around.delimiters = interchange.delimiters;
    state_->around.isa.assign(isa);
    std::size_t const terminator = isa.rfind(interchange.delimiters.segment);
    state_->around.line_break.assign(terminator < isa.size() ? isa.substr(terminator + 1) : std::string_view());
    state_->group = {};
}

void SplitFiles::open_group(std::string_view gs) {
    state_->group = {state_->append({.kind = FrameKind::group}, gs)};
}

void SplitFiles::open_set() {
    state_->set = {state_->append({.kind = FrameKind::set}, {})};
    state_->levels = {};
}

void SplitFiles::add(read::Block const& block, std::span<SplitPart const> parts) {
    for (SplitPart const& part : parts) {
        state_->take(part, block.text(part.begin, part.end));
        state_->counts.lost_lines += part.lines;
    }
}

void SplitFiles::add_unread(std::string_view text, std::uint64_t segments) {
    state_->mark_levels_above(rejected_below);
    state_->append({.segments = segments, .kind = FrameKind::unread}, text);
}

void SplitFiles::count_unread(std::uint64_t claims, bool in_set) {
    (in_set ? state_->counts.rejected : state_->counts.neither) += claims;
    if (in_set && claims > 0) state_->learn(state_->set, has_unread_claims);
}

void SplitFiles::close_set(bool rejected, SetScope const& set) {
    if (rejected) state_->learn(state_->set, is_rejected);
    state_->append({.kind = FrameKind::set_end}, set.control_number);
}

void SplitFiles::close_group(bool rejected, GroupScope const& group) {
    if (rejected) state_->learn(state_->group, is_rejected);
    state_->append({.kind = FrameKind::group_end}, group.control_number);
    state_->group = {};
}

void SplitFiles::close_interchange(bool rejected) {
    state_->write_interchange(rejected);
}

SplitCounts const& SplitFiles::counts() const {
    return state_->counts;
}

std::optional<write::WriteError> const& SplitFiles::error() const {
    return state_->spool.error();
}

} // namespace engine::split
