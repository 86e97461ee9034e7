// All answers to one input, TA1, 999 and 277CA, each a file of its own: what the writer tells of the input goes to those that want to know.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/ack/answer_277.hpp"
#include "engine/ack/answer_999.hpp"
#include "engine/ack/answer_options.hpp"
#include "engine/ack/answer_ta1.hpp"
#include "engine/scope.hpp"
#include "engine/tally.hpp"
#include "engine/write/output_file.hpp"

namespace engine::ack {

/// In the order of the protocol.
enum AnswerKind : std::size_t { ta1_answer, functional_answer, claim_answer, answer_kinds };

class Answers {
public:
    using Names = std::array<std::string, answer_kinds>;

    Answers(AnswerOptions const& options, write::OutputDirectory& directory, Names const& names, write::Existing existing);

    void open_interchange(InterchangeScope const& interchange);
    void open_group(GroupScope const& group);
    void open_set(Scope const& scope);
    /// Records of a piece of the open set.
    void append(std::string_view records_277, std::string_view records_999);
    /// An envelope finding: what it leads to in a 999 and in a TA1 (empty = nothing), and what it rejects.
    void note(std::string_view ack_999, std::string_view ta105, Rejects rejects);
    void reject_unreadable_isa(InterchangeScope const& known, std::string_view ta105) { ta1_.reject_unreadable(known, ta105); }
    /// `repeated`: it is rejected because it was in the run before, and for nothing else.
    void close_set(Scope const& scope, bool rejected, bool repeated, Tally const& tally);
    void close_group(bool rejected, std::uint64_t included_sets);
    void close_interchange(bool rejected, bool answers_only);

    /// True when the 277CA does not add up: an internal error.
    bool totals_differ() const { return answer_277_.totals_differ(); }
    /// First error of a file or spool.
    std::optional<write::WriteError> const& error() const;
    /// The files, which are complete after the last interchange was closed; those without an answer have no bytes.
    std::array<write::OutputFile, answer_kinds>& files() { return files_; }

private:
    std::array<write::OutputFile, answer_kinds> files_;
    AnswerTa1 ta1_;
    Answer999 answer_999_;
    Answer277 answer_277_;
};

} // namespace engine::ack
