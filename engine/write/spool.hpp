// Bytes that must be read again before they can be written for good (an answer whose totals precede its details): in memory up to a limit,
// then in a nameless file of the output directory, so that memory stays flat whatever the size of the input.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/write/output_directory.hpp"
#include "engine/write/write_error.hpp"

namespace engine::write {

/// Not thread-safe. After the first error appends are ignored and reads give nothing.
class Spool {
public:
    static constexpr std::size_t default_memory = 16u << 20;

    /// Keeps up to `memory` bytes; what is more goes to the file, which is created when first needed.
    explicit Spool(OutputDirectory& directory, std::size_t memory = default_memory);

    void append(std::string_view bytes);
    std::uint64_t bytes() const { return bytes_; }

    /// Puts another byte in the place of one that was appended.
    void replace(std::uint64_t offset, char byte);

    /// The bytes [offset, offset + length), fewer at the end of the spool or after an error. Bytes that are in memory are given without a
    /// copy; others are read into `buffer`. Valid until the next append(), clear() or use of `buffer`.
    std::string_view read(std::uint64_t offset, std::size_t length, std::string& buffer);

    /// Forgets all bytes; keeps memory and file for the next use.
    void clear();

    std::optional<WriteError> const& error() const { return error_; }

private:
    void flush();
    void fail(int number, char const* action);

    OutputDirectory* directory_;
    std::size_t limit_;
    Descriptor file_;
    std::uint64_t filed_ = 0; ///< bytes that are in the file; the rest is in tail_
    std::string tail_;
    std::uint64_t bytes_ = 0;
    std::optional<WriteError> error_;
};

} // namespace engine::write
