// Writes X12 segments with the delimiters of all our answers: * : ^ ~ and a line feed after each terminator.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "edi/text/values.hpp"

namespace engine::ack {

/// Appends at most `most` characters of `text` as they may stand in an answer: our delimiters, control characters and what is no ASCII become
/// blanks, blanks at both ends are dropped. False when nothing is left.
bool append_clean(std::string_view text, std::size_t most, std::string& out);

/// One segment at a time: open, elements in order, close. Empty elements at the end of a segment and empty components at the end of an
/// element are not written. Counts the segments.
class SegmentWriter {
public:
    explicit SegmentWriter(std::string& out) : out_(&out) {}

    SegmentWriter& open(std::string_view id);
    /// Our own text, written as it is (it may have component separators); "" = empty element.
    SegmentWriter& element(std::string_view text);
    /// `count` empty elements.
    SegmentWriter& empty(unsigned count);
    /// Text of the received file, cleaned and cut to `most` characters; `fallback` when less than `least` characters are left.
    SegmentWriter& echo(std::string_view text, std::size_t most, std::string_view fallback = {}, std::size_t least = 1);
    SegmentWriter& number(std::uint64_t value);
    SegmentWriter& money(std::int64_t cents);
    SegmentWriter& day(edi::Day day);
    /// Begins an element made of components.
    SegmentWriter& composite();
    /// As echo() with `least` 1, for the next component.
    SegmentWriter& component(std::string_view text, std::size_t most, std::string_view fallback = {});
    void close();

    std::uint32_t count() const { return count_; }

private:
    void separators();
    bool clean(std::string_view text, std::size_t most, std::string_view fallback, std::size_t least);

    std::string* out_;
    std::size_t elements_due_ = 0, components_due_ = 0; ///< separators that wait for something to separate
    std::uint32_t count_ = 0;
};

} // namespace engine::ack
