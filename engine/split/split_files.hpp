// INPUT.accepted.edi and INPUT.rejected.edi of one input: every claim in one of them. Called by the serial writer, in the order of the input.
// What becomes of a claim is known only when its interchange closes (a wrong IEA rejects all of it), so an interchange waits in a spool of
// frames, in the order of the input, and is written to both files in one pass then. Memory is the spool's and the open levels' texts, whatever
// the size of the input: what is learned late (a rejected set, a level that has levels below it) is put into the frame it is about.
// Control numbers are those of the input; counts and the numbers of levels are made new.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "engine/read/block.hpp"
#include "engine/scope.hpp"
#include "engine/split/split_counts.hpp"
#include "engine/split/split_parts.hpp"
#include "engine/write/output_file.hpp"
#include "engine/write/spool.hpp"

namespace engine::split {

class SplitFiles {
public:
    static constexpr std::size_t default_memory = 4u << 20;

    /// The files are opened only when they get a claim; spools in `directory`, up to `memory` bytes without a file. All must outlive this.
    SplitFiles(write::OutputDirectory& directory, write::OutputFile& accepted, write::OutputFile& rejected,
               std::size_t memory = default_memory);
    ~SplitFiles();
    SplitFiles(SplitFiles const&) = delete;
    SplitFiles& operator=(SplitFiles const&) = delete;

    /// `isa` and `gs` as sent, the ISA with its line break.
    void open_interchange(InterchangeScope const& interchange, std::string_view isa);
    void open_group(std::string_view gs);
    void open_set();
    /// The parts of one piece of the open set; `block` has their texts.
    void add(read::Block const& block, std::span<SplitPart const> parts);
    /// Text of the open set that is in no piece. Its claims are told with count_unread().
    void add_unread(std::string_view text, std::uint64_t segments);
    /// Claims that were counted and not checked: of the open set, or (`in_set` false) outside of any.
    void count_unread(std::uint64_t claims, bool in_set);
    /// `rejected`: by an error of its own or by an unsupported version; likewise below.
    void close_set(bool rejected, SetScope const& set);
    void close_group(bool rejected, GroupScope const& group);
    void close_interchange(bool rejected);

    /// Claims in the files; complete for what is closed.
    SplitCounts const& counts() const;
    /// First error of the spool (those of the files are their own).
    std::optional<write::WriteError> const& error() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace engine::split
