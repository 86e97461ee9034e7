// One of the two files of a split: gets the claims that belong to it and writes around them what they need, once: interchange, group,
// set header, levels with right numbers, trailers with right counts. What has no claim in this file is not written at all.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "edi/text/delimiters.hpp"
#include "engine/write/output_file.hpp"

namespace engine::split {

/// An open level: its text from the HL on, as sent.
struct LevelHead {
    bool open = false;
    std::string text;
    std::uint32_t segments = 0;
    std::array<bool, 2> has_children{}; ///< is there a claim in a level below it? [0] in the rejected, [1] in the accepted file
};

/// What stands around the next claim in the input. Shared by the two files.
struct Surroundings {
    edi::Delimiters delimiters;
    std::string isa;        ///< with terminator and line break
    std::string line_break; ///< that stands behind the ISA: for the segments that are ours
    std::string gs;         ///< with terminator; empty: outside of any group
    std::string header;     ///< ST up to the first HL or CLM; empty when that text could not be read
    std::uint32_t header_segments = 0;
    std::array<LevelHead, 3> levels; ///< by rank
};

class SplitFile {
public:
    /// `file` must outlive this; it is opened with the first claim.
    SplitFile(write::OutputFile& file, bool accepted) : file_(&file), side_(accepted ? 1 : 0) {}

    /// The text of a claim, or of a part of the set that could not be read, below all that is open in `around`.
    void add(Surroundings const& around, std::string_view text, std::uint64_t segments);

    /// A level of this rank begins: those of its rank and below are not those that were written.
    void begin_level(std::size_t rank);

    /// Ends what was written of the set, group or interchange; nothing where nothing was. The control numbers are those of the headers.
    void end_set(Surroundings const& around, std::string_view control_number);
    void end_group(Surroundings const& around, std::string_view control_number);
    void end_interchange(Surroundings const& around, std::string_view control_number);

    bool failed() const { return file_->error().has_value(); }

private:
    void write_openings(Surroundings const& around);
    void write_levels(Surroundings const& around);
    void write_level(edi::Delimiters const& delimiters, LevelHead const& head, std::uint64_t parent);
    void write_trailer(std::string_view id, std::uint64_t count, std::string_view control_number, Surroundings const& around);

    write::OutputFile* file_;
    std::size_t side_; ///< index in LevelHead::has_children
    bool interchange_open_ = false, group_open_ = false, set_open_ = false;
    std::uint64_t groups_ = 0, sets_ = 0, segments_ = 0, levels_ = 0; ///< written of what is open; segments and levels of the set
    std::array<std::uint64_t, 3> numbers_{};                          ///< HL01 of the level that was written, by rank; 0 = none was
    bool terminated_ = true;                                          ///< does the set's text end with a terminator?
    std::string scratch_;
};

} // namespace engine::split
