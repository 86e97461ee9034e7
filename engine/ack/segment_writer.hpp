// Writes X12 segments with the delimiters of an answer (answer_delimiters.hpp) and a line feed after each terminator.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "edi/text/delimiters.hpp"
#include "edi/text/values.hpp"

namespace engine::ack {

/// The longest text that is ever cleaned: the upper bound of `most` below.
inline constexpr std::size_t clean_most = 99;

/// Writes at most `most` (<= clean_most) characters of `text` to `out` as they may stand in an answer with these delimiters: delimiters, control
/// characters and what is no ASCII become blanks, blanks at both ends are dropped. Returns one past the last character; `out` when nothing is left.
char* write_clean(std::string_view text, std::size_t most, edi::Delimiters const& delimiters, char* out);

/// Appends what write_clean() writes. False when nothing is left.
bool append_clean(std::string_view text, std::size_t most, edi::Delimiters const& delimiters, std::string& out);

/// One segment at a time: open, elements in order, close. Empty elements at the end of a segment and empty components at the end of an
/// element are not written. Counts the segments. Holds text back: `out` has all of it after finish() or when the writer is gone.
class SegmentWriter {
public:
    SegmentWriter(std::string& out, edi::Delimiters const& delimiters)
        : out_(&out), delimiters_(delimiters), usual_(delimiters == edi::Delimiters{}) {}
    ~SegmentWriter() { finish(); }
    SegmentWriter(SegmentWriter const&) = delete;
    SegmentWriter& operator=(SegmentWriter const&) = delete;

    /// The segment's id, with its first elements where these are constant ("NM1*QC*1", whatever the delimiters are).
    SegmentWriter& open(std::string_view start) {
        put_own(start);
        elements_due_ = components_due_ = 0;
        return *this;
    }
    /// Our own text, which may have components ("A7:562:85", whatever the delimiters are); "" = empty element.
    SegmentWriter& element(std::string_view text) {
        ++elements_due_;
        components_due_ = 0;
        if (text.empty()) return *this;
        separators();
        put_own(text);
        return *this;
    }
    /// `count` empty elements.
    SegmentWriter& empty(unsigned count) {
        elements_due_ += count;
        components_due_ = 0;
        return *this;
    }
    /// Text of the received file, cleaned and cut to `most` (<= clean_most) characters; `fallback` when fewer than `least` are left.
    SegmentWriter& echo(std::string_view text, std::size_t most, std::string_view fallback = {}, std::size_t least = 1) {
        ++elements_due_;
        components_due_ = 0;
        clean(text, most, fallback, least);
        return *this;
    }
    SegmentWriter& number(std::uint64_t value);
    SegmentWriter& money(std::int64_t cents);
    SegmentWriter& day(edi::Day day);
    /// Begins an element made of components.
    SegmentWriter& composite() { return empty(1); }
    /// As echo() with `least` 1, for the next component.
    SegmentWriter& component(std::string_view text, std::size_t most, std::string_view fallback = {}) {
        clean(text, most, fallback, 1);
        ++components_due_;
        return *this;
    }
    void close() {
        char const end[] = {delimiters_.segment, '\n'};
        put({end, delimiters_.segment == '\n' ? std::size_t(1) : sizeof end});
        ++count_;
    }
    /// Several elements of our own, each with a * before it.
    SegmentWriter& elements(std::string_view text) {
        if (!text.empty()) separators();
        put_own(text);
        return *this;
    }
    /// `count` whole segments as another writer has written them.
    void copy(std::string_view segments, std::uint32_t count = 1) {
        put(segments);
        count_ += count;
    }
    /// Bytes that are no segment: the frame around some.
    void raw(std::string_view bytes) { put(bytes); }
    /// Hands what is held back to `out`.
    void finish() {
        out_->append(held_, held());
        at_ = held_;
    }

    std::uint32_t count() const { return count_; }
    /// What out.size() will be after finish().
    std::size_t bytes() const { return out_->size() + held(); }

private:
    std::size_t held() const { return static_cast<std::size_t>(at_ - held_); }
    /// Makes room for `size` bytes, which fit when everything else is gone.
    void make_room(std::size_t size) {
        if (size > sizeof held_ - held()) finish();
    }
    /// Inlined, so that constant texts are stored without a call.
    [[gnu::always_inline]] void put(std::string_view text) {
        if (text.size() > sizeof held_ - held()) return put_large(text);
        if (!text.empty()) std::memcpy(at_, text.data(), text.size());
        at_ += text.size();
    }
    /// Our own text has the usual delimiters.
    [[gnu::always_inline]] void put_own(std::string_view text) { usual_ ? put(text) : put_translated(text); }
    void put_translated(std::string_view text);
    void put_large(std::string_view text) {
        finish();
        out_->append(text);
    }
    void separators() {
        make_room(elements_due_ + components_due_);
        for (; elements_due_ > 0; --elements_due_) *at_++ = delimiters_.element;
        for (; components_due_ > 0; --components_due_) *at_++ = delimiters_.component;
    }
    void clean(std::string_view text, std::size_t most, std::string_view fallback, std::size_t least);

    std::string* out_;
    edi::Delimiters delimiters_;
    bool usual_;                                        ///< * : ^ ~
    std::size_t elements_due_ = 0, components_due_ = 0; ///< separators that wait for something to separate
    std::uint32_t count_ = 0;
    char held_[1024]; ///< text for which `out_` need not grow yet
    char* at_ = held_;
};

} // namespace engine::ack
