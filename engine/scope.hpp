// Where in the batch something stands: input, interchange, functional group, transaction set. Immutable once made; shared by every
// item that speaks of it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "edi/guide/outline.hpp"
#include "edi/text/delimiters.hpp"
#include "engine/unpack/zip_archive.hpp"

namespace engine {

/// One input file (or standard input).
struct InputScope {
    std::string path; ///< as it was opened; "-" for standard input
    std::string name; ///< INPUT: path below the given PATH, sub-folders kept; names of output files begin with it
    unpack::Packing packing = unpack::Packing::none; ///< of the file, as it was listed; of standard input nobody knows
    unpack::MemberScope member{};                    ///< in a zip archive; nothing: a file of its own
    std::string refused{};                           ///< why it cannot be read, known before it is opened; empty: it may

    /// The file on the disk: the archive of a member.
    std::string const& file() const { return member.archive ? member.archive->path() : path; }
};

/// One ISA. Texts are as sent, blanks at the end removed.
struct InterchangeScope {
    std::uint64_t ordinal = 0; ///< 1 = first of the input
    edi::Delimiters delimiters;
    std::string sender_qualifier, sender, receiver_qualifier, receiver; ///< ISA05..08
    std::string date, time;                                             ///< ISA09, ISA10
    std::string version;                                                ///< ISA12
    std::string control_number;                                         ///< ISA13
    std::string ack_requested;                                          ///< ISA14
    std::string usage;                                                  ///< ISA15: P or T
};

/// One GS.
struct GroupScope {
    std::uint64_t ordinal = 0;    ///< 1 = first of the interchange
    std::string kind;             ///< GS01: HC, HN, FA, HP, ...
    std::string sender, receiver; ///< GS02, GS03
    std::string date, time;       ///< GS04, GS05
    std::string control_number;   ///< GS06
    std::string version;          ///< GS08
};

/// One ST.
struct SetScope {
    std::uint64_t ordinal = 0;  ///< 1 = first of the group
    std::string kind;           ///< ST01: 837
    std::string control_number; ///< ST02
    std::string version;        ///< ST03
    edi::Support support = edi::Support::none;
    edi::GuideId guide = edi::GuideId::professional; ///< meaningless when support is none
};

/// Null pointers: outside of any.
struct Scope {
    std::shared_ptr<InputScope const> input;
    std::shared_ptr<InterchangeScope const> interchange;
    std::shared_ptr<GroupScope const> group;
    std::shared_ptr<SetScope const> set;
};

} // namespace engine
