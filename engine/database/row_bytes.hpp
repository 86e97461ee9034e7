// Rows for the database on their way from the parallel stage to the one thread that writes it: numbers and texts one behind the other, in the
// byte order of the machine (they never leave the process). Nothing is formatted, and nothing is allocated but when the buffer grows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>

namespace engine::database {

/// A buffer that only grows. A writer asks for room() once for a row, and then writes without looking.
class RowBytes {
public:
    RowBytes() = default;
    RowBytes(RowBytes&& other) noexcept
        : begin_(std::move(other.begin_)), used_(std::exchange(other.used_, 0)), capacity_(std::exchange(other.capacity_, 0)) {}
    RowBytes& operator=(RowBytes&& other) noexcept {
        begin_ = std::move(other.begin_);
        used_ = std::exchange(other.used_, 0);
        capacity_ = std::exchange(other.capacity_, 0);
        return *this;
    }

    std::size_t size() const { return used_; }
    void clear() { used_ = 0; }
    std::string_view bytes() const { return {begin_.get(), used_}; }

    /// Makes sure that `most` more bytes fit.
    void room(std::size_t most) {
        if (most > capacity_ - used_) grow(most);
    }
    /// Bytes that text() takes at most.
    static constexpr std::size_t room_of(std::string_view text) { return text.size() + long_head; }

    template <class Number>
    void number(Number value) {
        static_assert(std::has_unique_object_representations_v<Number>);
        std::memcpy(begin_.get() + used_, &value, sizeof value);
        used_ += sizeof value;
    }
    void text(std::string_view text) {
        if (text.size() < long_text) {
            begin_[used_++] = static_cast<char>(text.size());
        } else {
            begin_[used_++] = static_cast<char>(long_text);
            number(static_cast<std::uint32_t>(text.size()));
        }
        copy(text);
    }

    static constexpr unsigned char long_text = 255; ///< in place of a length: four bytes of it follow
    static constexpr std::size_t long_head = 1 + sizeof(std::uint32_t);

private:
    /// Nearly all texts are short: two moves that may overlap are faster than a call of memcpy().
    void copy(std::string_view text) {
        char* const to = begin_.get() + used_;
        std::size_t const n = text.size();
        used_ += n;
        if (n > 16) {
            std::memcpy(to, text.data(), n);
        } else if (n >= 8) {
            move_ends<std::uint64_t>(to, text);
        } else if (n >= 4) {
            move_ends<std::uint32_t>(to, text);
        } else {
            for (std::size_t i = 0; i < n; ++i) to[i] = text[i];
        }
    }
    template <class Word>
    static void move_ends(char* to, std::string_view text) {
        Word first, last;
        std::memcpy(&first, text.data(), sizeof first);
        std::memcpy(&last, text.data() + text.size() - sizeof last, sizeof last);
        std::memcpy(to, &first, sizeof first);
        std::memcpy(to + text.size() - sizeof last, &last, sizeof last);
    }
    void grow(std::size_t most) {
        std::size_t const capacity = 2 * capacity_ + most;
        std::unique_ptr<char[]> larger(new char[capacity]);
        if (used_ > 0) std::memcpy(larger.get(), begin_.get(), used_);
        begin_ = std::move(larger);
        capacity_ = capacity;
    }

    std::unique_ptr<char[]> begin_;
    std::size_t used_ = 0, capacity_ = 0;
};

/// Reads what RowBytes has, value by value.
class RowReader {
public:
    explicit RowReader(std::string_view bytes) : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}

    bool at_end() const { return at_ == end_; }
    template <class Number>
    Number number() {
        Number value;
        std::memcpy(&value, at_, sizeof value);
        at_ += sizeof value;
        return value;
    }
    std::string_view text() {
        std::size_t size = static_cast<unsigned char>(*at_++);
        if (size == RowBytes::long_text) size = number<std::uint32_t>();
        std::string_view const text(at_, size);
        at_ += size;
        return text;
    }

private:
    char const* at_;
    char const* end_;
};

} // namespace engine::database
