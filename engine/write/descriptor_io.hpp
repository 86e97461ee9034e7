// Whole reads and writes: the system may do a part only, or be interrupted.
#pragma once

#include <cstdint>
#include <string_view>

namespace engine::write {

/// Writes all of `bytes` at the descriptor's position; false with errno set.
bool write_whole(int descriptor, std::string_view bytes);
/// Writes all of `bytes` from `offset` on, whatever the descriptor's position; false with errno set.
bool write_whole(int descriptor, std::string_view bytes, std::uint64_t offset);

/// Reads `length` bytes from `offset`, fewer only at the end of the file; returns how many, or -1 with errno set.
std::int64_t read_whole(int descriptor, char* out, std::size_t length, std::uint64_t offset);

} // namespace engine::write
