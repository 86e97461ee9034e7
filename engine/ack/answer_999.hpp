// The 999 (005010X231A1) of one input: one interchange for each received interchange with a functional group, in it one transaction set for each
// received group. Called by the serial writer, in the order of the input.
//
// A set is rejected (IK5*R) when it is rejected as a whole; a fault inside a claim, or in a level above some claims, rejects those claims in the 277CA
// and the set is accepted with errors (E). A group is rejected by an error of its own or when all its sets are; P, E and A follow from
// the sets; of sets without an error in a rejected group nothing is said, AK9 rejects them. An interchange that is rejected is answered by its TA1 alone. Nothing answers an acknowledgement: no group FA, or one
// that AK101 cannot name (GS01 is no kind of group: the TA1 says 024),
// no group with a 997, a 999 or a 277CA.
//
// The answer of a group is spooled until the group is closed, because an error at its end changes the verdict on all its sets; the IK3 of the
// open set are in memory (5 MB at the most), because they are ordered by position.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "engine/ack/answer_options.hpp"
#include "engine/scope.hpp"
#include "engine/write/output_file.hpp"
#include "engine/write/spool.hpp"

namespace engine::ack {

class Answer999 {
public:
    /// Renders into `file` (opened only when there is something to answer), spools in `directory`; both must outlive the answer.
    Answer999(AnswerOptions const& options, write::OutputDirectory& directory, write::OutputFile& file);
    ~Answer999();
    Answer999(Answer999 const&) = delete;
    Answer999& operator=(Answer999 const&) = delete;

    void open_interchange(InterchangeScope const& interchange);
    void open_group(GroupScope const& group);
    /// A set outside of any group has no 999: there is no group that could be named. Everything up to its close_set() is passed over.
    void open_set(SetScope const& set);
    /// Records of one piece of the open set, in order of the pieces.
    void append(std::string_view records);
    /// A finding about the open set or group: "IK502:4", "AK905:5"; anything else is passed over.
    void note(std::string_view code);
    /// `rejected`: as a whole.
    void close_set(bool rejected);
    /// `rejected`: an error of the group rejects all sets in it. `included_sets`: GE01.
    void close_group(bool rejected, std::uint64_t included_sets);
    /// The end of the interchange's answer; nothing is left of it with `rejected`.
    void close_interchange(bool rejected);

    /// First error of the spool (those of the file are the file's own).
    std::optional<write::WriteError> const& error() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace engine::ack
