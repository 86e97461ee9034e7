// Appends the parts of a finding's message to a text without streams, locales or temporary strings.
#pragma once

#include <charconv>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "edi/text/values.hpp"

namespace rules {

/// Which parts of messages are text of the file, so that whoever hides names there can hide them in the messages too. Nothing is noted without a source.
struct Quotes {
    struct Quote {
        std::uint32_t begin, end;          ///< in the text of the messages
        std::uint32_t source, source_size; ///< in the source
    };
    std::string_view source{}; ///< the text that findings are about; empty: not wanted
    std::vector<Quote> list;

    /// `text` was written as [begin, end).
    void note(std::string_view text, std::size_t begin, std::size_t end) {
        std::less<char const*> const before;
        if (text.empty() || before(text.data(), source.data()) || !before(text.data(), source.data() + source.size())) return;
        list.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end),
                        static_cast<std::uint32_t>(text.data() - source.data()), static_cast<std::uint32_t>(text.size())});
    }
};

class Message {
public:
    /// `quotes`: notes what is copied from the file; may be null.
    explicit Message(std::string& out, Quotes* quotes = nullptr)
        : out_(&out), quotes_(quotes && !quotes->source.empty() ? quotes : nullptr) {}

    Message& operator<<(std::string_view text) {
        if (quotes_) quotes_->note(text, out_->size(), out_->size() + text.size());
        out_->append(text);
        return *this;
    }
    Message& operator<<(char const* text) { return *this << std::string_view(text); }
    Message& operator<<(char c) {
        out_->push_back(c);
        return *this;
    }
    template <class Integer>
        requires(std::is_integral_v<Integer> && !std::is_same_v<Integer, char> && !std::is_same_v<Integer, bool>)
    Message& operator<<(Integer value) {
        char digits[24];
        auto const end = std::to_chars(digits, digits + sizeof digits, value).ptr;
        return *this << std::string_view(digits, static_cast<std::size_t>(end - digits));
    }
    Message& operator<<(edi::Decimal value) {
        char digits[32];
        return *this << std::string_view(digits, static_cast<std::size_t>(edi::write_decimal(digits, value) - digits));
    }
    /// YYYY-MM-DD
    Message& operator<<(edi::Day day) {
        char text[10];
        return *this << std::string_view(text, static_cast<std::size_t>(edi::write_iso_day(text, day) - text));
    }
    /// Cents as dollars: "79.04".
    Message& money(std::int64_t cents) {
        char digits[32];
        return *this << std::string_view(digits, static_cast<std::size_t>(edi::write_money(digits, cents) - digits));
    }
    /// Text of a file: at most `most` characters of it and "..." for more, line breaks as \r and \n, any other that is not printable ASCII
    /// as '.'.
    Message& printable(std::string_view text, std::size_t most) {
        std::size_t const begin = out_->size();
        for (char const c : text.substr(0, most)) {
            if (c == '\r' || c == '\n')
                *this << (c == '\r' ? "\\r" : "\\n");
            else
                out_->push_back(' ' <= c && c <= '~' ? c : '.');
        }
        if (quotes_) quotes_->note(text.substr(0, most), begin, out_->size());
        if (text.size() > most) *this << "...";
        return *this;
    }

private:
    std::string* out_;
    Quotes* quotes_;
};

} // namespace rules
