#include "engine/ack/segment_writer.hpp"

#include <charconv>

namespace engine::ack {
namespace {

/// The character that stands for `c` in an answer; 0 = none (the later bytes of a UTF-8 character).
char answer_character(char c) {
    auto const byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 && byte < 0xC0) return 0;
    bool const delimiter = c == '*' || c == ':' || c == '^' || c == '~';
    return byte < 0x20 || byte >= 0x7F || delimiter ? ' ' : c;
}

} // namespace

bool append_clean(std::string_view text, std::size_t most, std::string& out) {
    std::size_t const begin = out.size();
    for (char const c : text) {
        if (out.size() - begin == most) break;
        char const clean = answer_character(c);
        bool const leading_blank = clean == ' ' && out.size() == begin;
        if (clean != 0 && !leading_blank) out.push_back(clean);
    }
    while (out.size() > begin && out.back() == ' ') out.pop_back();
    return out.size() > begin;
}

SegmentWriter& SegmentWriter::open(std::string_view id) {
    out_->append(id);
    elements_due_ = components_due_ = 0;
    return *this;
}

void SegmentWriter::separators() {
    out_->append(elements_due_, '*');
    out_->append(components_due_, ':');
    elements_due_ = components_due_ = 0;
}

SegmentWriter& SegmentWriter::element(std::string_view text) {
    ++elements_due_;
    components_due_ = 0;
    if (text.empty()) return *this;
    separators();
    out_->append(text);
    return *this;
}

SegmentWriter& SegmentWriter::empty(unsigned count) {
    elements_due_ += count;
    components_due_ = 0;
    return *this;
}

/// Writes separators first and takes them back when nothing follows.
bool SegmentWriter::clean(std::string_view text, std::size_t most, std::string_view fallback, std::size_t least) {
    std::size_t const begin = out_->size(), elements = elements_due_, components = components_due_;
    separators();
    std::size_t const value = out_->size();
    append_clean(text, most, *out_);
    if (out_->size() - value >= least) return true;
    out_->resize(value);
    out_->append(fallback);
    if (!fallback.empty()) return true;
    out_->resize(begin);
    elements_due_ = elements;
    components_due_ = components;
    return false;
}

SegmentWriter& SegmentWriter::echo(std::string_view text, std::size_t most, std::string_view fallback, std::size_t least) {
    ++elements_due_;
    components_due_ = 0;
    clean(text, most, fallback, least);
    return *this;
}

SegmentWriter& SegmentWriter::number(std::uint64_t value) {
    char digits[24];
    return element({digits, static_cast<std::size_t>(std::to_chars(digits, digits + sizeof digits, value).ptr - digits)});
}

SegmentWriter& SegmentWriter::money(std::int64_t cents) {
    char digits[32];
    return element({digits, static_cast<std::size_t>(edi::write_x12_money(digits, cents) - digits)});
}

SegmentWriter& SegmentWriter::day(edi::Day day) {
    char digits[16];
    return element({digits, static_cast<std::size_t>(edi::write_day(digits, day) - digits)});
}

SegmentWriter& SegmentWriter::composite() {
    ++elements_due_;
    components_due_ = 0;
    return *this;
}

SegmentWriter& SegmentWriter::component(std::string_view text, std::size_t most, std::string_view fallback) {
    clean(text, most, fallback, 1);
    ++components_due_;
    return *this;
}

void SegmentWriter::close() {
    out_->append("~\n");
    ++count_;
}

} // namespace engine::ack
