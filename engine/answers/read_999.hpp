// What a received 999 says: of the group, of each set, and of each segment and element with errors, with the claim that CTX names.
#pragma once

#include "engine/answers/answer_texts.hpp"

namespace engine::answers {

/// Reads a whole set.
void read_999(PlacedTable const& set, AnswerTexts const& texts);

} // namespace engine::answers
