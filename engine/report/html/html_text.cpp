#include "engine/report/html/html_text.hpp"

#include <algorithm>

#include "engine/report/utf8.hpp"

namespace engine::report::html {
namespace {

__extension__ typedef unsigned __int128 Wide;

std::string with_commas(std::string_view digits) {
    std::string out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) out.push_back(',');
        out.push_back(digits[i]);
    }
    return out;
}

} // namespace

std::string html(std::string_view text) {
    std::string printable, out;
    append_printable(text, printable);
    for (char const c : printable) switch (c) {
            case '&': out.append("&amp;"); break;
            case '<': out.append("&lt;"); break;
            case '>': out.append("&gt;"); break;
            case '"': out.append("&quot;"); break;
            case '\'': out.append("&#39;"); break;
            default: out.push_back(c);
        }
    return out;
}

std::string grouped(std::uint64_t number) {
    return with_commas(std::to_string(number));
}

std::string grouped_signed(std::int64_t number) {
    std::string const digits = std::to_string(number);
    return number < 0 ? "-" + with_commas(std::string_view(digits).substr(1)) : with_commas(digits);
}

std::string dollars(std::int64_t cents) {
    char digits[32];
    std::string_view text(digits, static_cast<std::size_t>(edi::write_money(digits, cents) - digits));
    std::string out;
    if (text.front() == '-') {
        out.push_back('-');
        text.remove_prefix(1);
    }
    std::size_t const point = text.find('.');
    return out.append(with_commas(text.substr(0, point))).append(text.substr(point));
}

std::string iso_day(edi::Day day) {
    char text[10];
    return {text, edi::write_iso_day(text, day)};
}

unsigned thousandths(std::uint64_t part, std::uint64_t whole) {
    if (whole == 0 || part == 0) return 0;
    if (part >= whole) return 1000;
    auto const share = static_cast<unsigned>((static_cast<Wide>(part) * 1000 + whole / 2) / whole);
    return std::clamp(share, 1u, 999u);
}

std::string percent(unsigned thousandths) {
    return std::to_string(thousandths / 10).append(".").append(std::to_string(thousandths % 10)).append("%");
}

} // namespace engine::report::html
