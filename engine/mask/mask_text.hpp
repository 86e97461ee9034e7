// Masks a whole file while it goes by: any X12, also broken or cut off, in constant memory.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "engine/mask/masker.hpp"

namespace engine::mask {

/// Gets the next bytes of a text: fills at most `room` bytes and returns how many; 0 at the end. An error throws nothing: it is the caller's to
/// remember, who then says that it is the end.
using ReadBytes = std::function<std::size_t(char* bytes, std::size_t room)>;
/// Takes masked bytes; false: no more are wanted.
using WriteBytes = std::function<bool(std::string_view bytes)>;

/// Every byte that comes in goes out, or its mask. Text outside of interchanges, and segments that nobody knows, are masked as a whole.
void mask_text(Masker const& masker, ReadBytes const& read, WriteBytes const& write);

} // namespace engine::mask
