#include "engine/ack/answers.hpp"

#include "engine/ack/status_codes.hpp"

namespace engine::ack {

Answers::Answers(AnswerOptions const& options, write::OutputDirectory& directory, Names const& names, write::Existing existing)
    : files_{write::OutputFile(directory, names[ta1_answer], existing), write::OutputFile(directory, names[functional_answer], existing),
             write::OutputFile(directory, names[claim_answer], existing)},
      ta1_(options, files_[ta1_answer]), answer_999_(options, directory, files_[functional_answer]),
      answer_277_(options, directory, files_[claim_answer]) {}

void Answers::open_interchange(InterchangeScope const& interchange) {
    ta1_.open_interchange(interchange);
    answer_999_.open_interchange(interchange);
    answer_277_.open_interchange(interchange);
}

void Answers::open_group(GroupScope const& group) {
    answer_999_.open_group(group);
    answer_277_.open_group(group);
}

// The claims of a set outside of any group are answered in a group of its own; the group itself cannot be.
void Answers::open_set(Scope const& scope) {
    answer_999_.open_set(*scope.set);
    if (!scope.group) answer_277_.open_group({});
    answer_277_.open_set(*scope.set);
}

void Answers::append(std::string_view records_277, std::string_view records_999) {
    if (!records_277.empty()) answer_277_.append(records_277);
    if (!records_999.empty()) answer_999_.append(records_999);
}

void Answers::note(std::string_view ack_999, std::string_view ta105, Rejects rejects) {
    answer_999_.note(ack_999);
    ta1_.note(ta105, rejects);
}

void Answers::close_set(Scope const& scope, bool rejected, bool repeated, Tally const& tally) {
    answer_999_.close_set(rejected && !repeated); // nothing is wrong with its form
    answer_277_.close_set(rejected, tally, repeated ? repeated_batch_status : general_status);
    if (!scope.group) answer_277_.close_group(false);
}

void Answers::close_group(bool rejected, std::uint64_t included_sets) {
    answer_999_.close_group(rejected, included_sets);
    answer_277_.close_group(rejected);
}

void Answers::close_interchange(bool rejected, bool answers_only) {
    answer_277_.close_interchange(rejected);
    answer_999_.close_interchange(rejected); // a number that it gives back is the TA1's
    ta1_.close_interchange(rejected, answers_only);
}

std::optional<write::WriteError> const& Answers::error() const {
    for (write::OutputFile const& file : files_)
        if (file.error()) return file.error();
    return answer_999_.error() ? answer_999_.error() : answer_277_.error();
}

} // namespace engine::ack
