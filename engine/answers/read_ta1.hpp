// What a received TA1 says: which interchange, accepted or not, and why.
#pragma once

#include "engine/answers/answer_texts.hpp"

namespace engine::answers {

void read_ta1(edi::Segment ta1, AnswerTexts const& texts);

} // namespace engine::answers
