#include "cli/shared_options.hpp"

namespace cli {

constexpr std::uint64_t most_jobs = 1024;

std::variant<unsigned, std::string> jobs_of(Given const& given) {
    auto const text = given.last("jobs");
    if (!text) return 0U;
    auto const number = read_number(*text, 1, most_jobs);
    if (!number) return "-j " + *text + " is not a number from 1 to 1024";
    return static_cast<unsigned>(*number);
}

std::variant<std::optional<edi::Day>, std::string> day_of(Given const& given, std::string_view option) {
    auto const text = given.last(option);
    if (!text) return std::optional<edi::Day>();
    auto const day = edi::read_iso_day(*text);
    if (day.reading != edi::Reading::ok) return "--" + std::string(option) + " " + *text + " is not a day: write it as YYYY-MM-DD";
    return std::optional(day.day);
}

std::optional<std::uint64_t> read_number(std::string const& text, std::uint64_t least, std::uint64_t most) {
    auto const number = edi::read_integer(text);
    if (number.reading != edi::Reading::ok || number.value < 0) return {};
    auto const value = static_cast<std::uint64_t>(number.value);
    if (value < least || value > most) return {};
    return value;
}

std::variant<rules::SnipTypes, std::string> snip_of(Given const& given) {
    auto const text = given.last("snip");
    if (!text) return rules::SnipTypes{};
    auto const types = rules::SnipTypes::read(*text);
    if (!types) return "--snip " + *text + " are no SNIP types: write numbers from 1 to 7, such as 3, 1-5 or 1,2,4-6";
    return *types;
}

} // namespace cli
