// Appends the parts of a finding's message to a text without streams, locales or temporary strings.
#pragma once

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

#include "edi/text/values.hpp"

namespace rules {

class Message {
public:
    explicit Message(std::string& out) : out_(&out) {}

    Message& operator<<(std::string_view text) {
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
        for (char const c : text.substr(0, most)) {
            if (c == '\r' || c == '\n')
                *this << (c == '\r' ? "\\r" : "\\n");
            else
                out_->push_back(' ' <= c && c <= '~' ? c : '.');
        }
        if (text.size() > most) *this << "...";
        return *this;
    }

private:
    std::string* out_;
};

} // namespace rules
