// What the summary says of one input and of the whole run.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/answers/answer_tally.hpp"
#include "engine/report/compared_claims.hpp"
#include "engine/report/waived_text.hpp"
#include "engine/split/split_counts.hpp"
#include "engine/tally.hpp"
#include "rules/policy.hpp"

namespace engine::report {

struct InputSummary {
    std::string path;
    std::uint64_t bytes = 0; ///< of the file; of a zip member, its bytes in the archive
    std::string sha256; ///< of the file, which is the archive for a zip member; lower-case hex; empty when it could not be read to the end
    std::string_view packing;         ///< "gzip", "zstd", "zip"; empty: it is plain text
    std::uint64_t unpacked_bytes = 0; ///< of text in a packed input
    std::string archive;              ///< of a zip member: the archive's path
    Tally tally;
    std::string_view kind;                   ///< "837", "999", "277CA", "TA1", "mixed"; empty: nothing of these
    answers::AnswerTally answered;           ///< what received acknowledgements say
    bool readable = true;                    ///< "status": "read" or "unreadable"
    std::string reason;                      ///< why it is unreadable (no patient data), empty otherwise
    bool damaged = false;                    ///< packed and damaged: nothing of it is accepted
    std::optional<split::SplitCounts> split; ///< with --split
};

struct RunSummary {
    std::string program_version;
    std::span<rules::PolicySource const> policies;
    std::span<rules::Notice const> notices;
    std::vector<rules::TableInfo> tables; ///< code tables in force, by name
    rules::SnipTypes snip;                ///< types of rules that the run was limited to
    bool masked = false;                  ///< nobody is named in what people read
    std::vector<InputSummary> inputs;     ///< in the order they were read
    Tally totals;
    answers::AnswerTally answered;
    std::optional<split::SplitCounts> split; ///< with --split: sum over the inputs
    std::optional<ComparedClaims> compared;  ///< nothing: claims were not compared with each other
    std::optional<WaivedFindings> waived;    ///< nothing: no waivers and no baseline were given
    std::uint64_t bytes = 0;
};

} // namespace engine::report
