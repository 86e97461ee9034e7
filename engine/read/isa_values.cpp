#include "engine/read/isa_values.hpp"

#include <algorithm>
#include <array>

#include "edi/text/digits.hpp"
#include "edi/text/values.hpp"

namespace engine::read {
namespace {

/// Where ISA01 to ISA13 stand in an ISA of fixed widths.
struct Stretch {
    std::size_t begin, length;
};
constexpr std::array<Stretch, 13> element_places{
    {{4, 2}, {7, 10}, {18, 2}, {21, 10}, {32, 2}, {35, 15}, {51, 2}, {54, 15}, {70, 6}, {77, 4}, {82, 1}, {84, 5}, {90, 9}}};
constexpr std::size_t end_of_control_number = 99, usage_place = 102;

/// Element I05 of the standard. The guides name fewer, but who the partners are is not ours to judge.
constexpr std::string_view id_qualifiers =
    "01 02 03 04 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 "
    "36 37 38 AM NR SA SN ZZ";

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
    return text;
}

/// Element `n` (1 = first), without blanks at the end.
std::string_view element(std::string_view isa, char separator, unsigned n) {
    for (; n > 0; --n) {
        auto const at = isa.find(separator);
        if (at == std::string_view::npos) return {};
        isa.remove_prefix(at + 1);
    }
    return trimmed(isa.substr(0, isa.find(separator)));
}

bool is_blank(std::string_view text) {
    return text.find_first_not_of(' ') == std::string_view::npos;
}

bool is_one_of(std::string_view code, std::string_view codes) {
    for (std::size_t at = 0; at + 2 <= codes.size(); at += 3)
        if (codes.substr(at, 2) == code) return true;
    return false;
}

/// Five digits that begin like the versions there were: known to the standard, but not supported.
std::string_view version_code(std::string_view version) {
    return version.size() == 5 && edi::all_digits(version) && version.starts_with("00") ? "003" : "017";
}

bool is_printable(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

} // namespace

bool is_id_qualifier(std::string_view text) {
    return is_one_of(text, id_qualifiers);
}

bool is_isa_day(std::string_view text) {
    return edi::read_interchange_day(text).reading == edi::Reading::ok;
}

bool is_isa_time(std::string_view text) {
    return text.size() == 4 && edi::is_time(text);
}

std::vector<IsaMistake> isa_mistakes(std::string_view isa, edi::Delimiters const& delimiters) {
    std::vector<IsaMistake> found;
    auto const part = [&](unsigned n) { return element(isa, delimiters.element, n); };
    auto const demand = [&](bool good, std::uint8_t n, std::string_view ta105, std::string_view wanted) {
        if (!good) found.push_back({n, ta105, wanted, part(n)});
    };
    bool const names_authorization = is_one_of(part(1), "01 02 03 04 05 06 07 08");
    demand(part(1) == "00" || names_authorization, 1, "010", "00 to 08");
    demand(!names_authorization || !is_blank(part(2)), 2, "011", "filled in, as ISA01 is not 00");
    demand(is_one_of(part(3), "00 01"), 3, "012", "00 or 01");
    demand(part(3) != "01" || !is_blank(part(4)), 4, "013", "filled in, as ISA03 is 01");
    demand(is_id_qualifier(part(5)), 5, "005", "a qualifier of the standard");
    demand(!is_blank(part(6)), 6, "006", "the sender");
    demand(is_id_qualifier(part(7)), 7, "007", "a qualifier of the standard");
    demand(!is_blank(part(8)), 8, "008", "the receiver");
    demand(is_isa_day(part(9)), 9, "014", "a day, YYMMDD");
    demand(is_isa_time(part(10)), 10, "015", "a time, HHMM");
    // Before 00402 the element was another one; then ISA12 is the mistake.
    demand(delimiters.repetition != 0 || part(12) < "00402", 11, "016", "a repetition separator, which is no letter, digit or blank");
    demand(part(12) == "00501", 12, version_code(part(12)), "00501");
    demand(edi::all_digits(part(13)), 13, "018", "nine digits");
    demand(part(14) == "0" || part(14) == "1", 14, "019", "0 or 1");
    demand(part(15) == "P" || part(15) == "T", 15, "020", "P or T");
    return found;
}

InterchangeScope isa_scope(std::string_view isa, edi::Delimiters const& delimiters) {
    auto const part = [&](unsigned n) { return std::string(element(isa, delimiters.element, n)); };
    InterchangeScope scope;
    scope.delimiters = delimiters;
    scope.sender_qualifier = part(5);
    scope.sender = part(6);
    scope.receiver_qualifier = part(7);
    scope.receiver = part(8);
    scope.date = part(9);
    scope.time = part(10);
    scope.version = part(12);
    scope.control_number = part(13);
    scope.ack_requested = part(14);
    scope.usage = part(15);
    return scope;
}

std::string_view unreadable_isa_code(edi::IsaReading const& reading) {
    auto const& [element, component, repetition, segment] = reading.delimiters;
    auto const separates = [](char c) {
        return c == 0 || (c > ' ' && c <= '~' && !edi::is_digit(c) && !((c | 0x20) >= 'a' && (c | 0x20) <= 'z'));
    };
    switch (reading.fault) {
        case edi::IsaFault::truncated: return "023";
        case edi::IsaFault::delimiters_not_distinct:
            if (segment == element || segment == component || segment == repetition) return "004";
            return component == element || component == repetition ? "027" : "016";
        case edi::IsaFault::delimiter_not_allowed:
            if (component == 0 || !separates(component)) return "027";
            return repetition != 0 && !separates(repetition) ? "016" : "004";
        default: return "022";
    }
}

std::shared_ptr<InterchangeScope const> answerable_isa(std::string_view text) {
    if (text.size() < end_of_control_number) return nullptr;
    bool const in_place =
        std::all_of(element_places.begin(), element_places.end(), [&](Stretch place) { return text[place.begin - 1] == text[3]; }) &&
        (text.size() == end_of_control_number || text[end_of_control_number] == text[3]);
    if (!in_place) return nullptr;
    auto const part = [&](std::size_t n) {
        return std::string(trimmed(text.substr(element_places[n - 1].begin, element_places[n - 1].length)));
    };
    auto scope = std::make_shared<InterchangeScope>();
    scope->sender_qualifier = part(5);
    scope->sender = part(6);
    scope->receiver_qualifier = part(7);
    scope->receiver = part(8);
    scope->date = part(9);
    scope->time = part(10);
    scope->control_number = part(13);
    if (text.size() > usage_place) scope->usage = text[usage_place];
    auto const usable = [](std::string const& id) { return !is_blank(id) && is_printable(id); };
    bool const answerable = usable(scope->sender) && usable(scope->receiver) && edi::all_digits(scope->control_number);
    return answerable ? scope : nullptr;
}

} // namespace engine::read
