// What all our answers are told.
#pragma once

#include <cstddef>

#include "edi/text/values.hpp"
#include "engine/ack/answer_envelope.hpp"
#include "engine/write/spool.hpp"

namespace engine::ack {

struct AnswerOptions {
    edi::Day processed;                                      ///< day of processing
    ControlNumbers* control_numbers = nullptr;               ///< of the run; never null
    std::size_t spool_memory = write::Spool::default_memory; ///< bytes of the open set or group kept in memory; what is more goes to a file
};

} // namespace engine::ack
