// With which delimiters an answer is written.
#pragma once

#include "edi/text/delimiters.hpp"

namespace engine::ack {

/// Those of the received interchange, which by definition occur in none of its values, so that every value comes back as it was sent. A delimiter
/// that our own words and numbers need (a hyphen, a point) is none for an answer: then all four are the usual * : ^ ~. A repetition separator that
/// the received ISA has not (before 00402) is a character that is none of the others.
edi::Delimiters answer_delimiters(edi::Delimiters const& received);

/// Can answers be written with these? Otherwise values with one of * : ^ ~ come back with blanks there.
bool are_for_answers(edi::Delimiters const& received);

} // namespace engine::ack
