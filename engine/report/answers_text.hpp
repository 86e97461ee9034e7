// What received acknowledgements say of what was sent, in sums: for the summary and the end of a report.
#pragma once

#include <string>

#include "engine/answers/answer_tally.hpp"

namespace engine::report {

/// Appends a line for each kind of acknowledgement that was read; nothing when there was none.
void append_answers(answers::AnswerTally const& answered, std::string& out);

} // namespace engine::report
