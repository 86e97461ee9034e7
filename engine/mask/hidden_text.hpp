// Hides what names people, in place and at the same length: what reports for people show with --mask. Which elements these are is told by masked_elements, as for
// masked files; but nothing of a value can be seen, and equal values cannot be told.
#pragma once

#include <cstddef>
#include <string_view>

#include "edi/text/delimiters.hpp"

namespace engine::mask {

/// Letters, digits and bytes outside of ASCII become 'x'.
void hide(char* text, std::size_t size);

/// The elements of the segment (without terminator) that name somebody; of a segment that nobody knows everything but its id.
void hide_segment(char* text, std::size_t size, edi::Delimiters const& delimiters);

/// Text that stands outside of interchanges: of an ISA what hide_segment() hides, of anything else all.
void hide_outside(char* text, std::size_t size);

/// Is something of element `element` (1 = first) hidden in this segment?
bool is_hidden(std::string_view segment, edi::Delimiters const& delimiters, std::uint32_t element);

} // namespace engine::mask
