// The 277CA (005010X214) of one input: one interchange for each received interchange with an 837 set, one functional group for each received
// group with one, one transaction set for each received 837 set. Called by the serial writer, in the order of the input.
// A billing provider is rejected in its own level (2200C) when an error stands in it, or all its claims have an error about it: then none of them is named.
// Totals stand before details, so the claims of a set are spooled until it is closed, and then answered at once. An error found later that rejects
// the group or the interchange as a whole (rare) takes the answer back and writes it again from the facts that are kept: about 200 bytes a set
// of the open interchange, and 72 bytes a billing provider of the open set.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "engine/ack/answer_options.hpp"
#include "engine/ack/status_codes.hpp"
#include "engine/scope.hpp"
#include "engine/tally.hpp"
#include "engine/write/output_file.hpp"
#include "engine/write/spool.hpp"

namespace engine::ack {

class Answer277 {
public:
    /// Renders into `file` (opened only when there is something to answer), spools in `directory`; both must outlive the answer.
    Answer277(AnswerOptions const& options, write::OutputDirectory& directory, write::OutputFile& file);
    ~Answer277();
    Answer277(Answer277 const&) = delete;
    Answer277& operator=(Answer277 const&) = delete;

    void open_interchange(InterchangeScope const& interchange);
    void open_group(GroupScope const& group);
    /// Sets that are no 837 are passed over, with everything up to their close_set().
    void open_set(SetScope const& set);
    /// Records of one piece of the open set, in order of the pieces.
    void append(std::string_view records);
    /// `tally` counts the set's claims and charges. With `rejected` (by an error of the set itself or by an unsupported version) the answer says
    /// so once for the whole set, with the tally's claims and charges, and names no claim.
    void close_set(bool rejected, Tally const& tally, std::string_view why = general_status);
    /// `rejected`: an error of the group rejects all sets in it.
    void close_group(bool rejected);
    /// The end of the interchange's answer; `rejected`: an error of the interchange rejects all sets in it.
    void close_interchange(bool rejected);

    /// True when the records of some set did not add up to its tally: an internal error, the file must not be committed.
    bool totals_differ() const;
    /// First error of the spool (those of the file are the file's own).
    std::optional<write::WriteError> const& error() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace engine::ack
