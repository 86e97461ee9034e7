#include "engine/waivers/baseline.hpp"

#include <charconv>
#include <fstream>

#include "rules/sha256.hpp"

namespace engine::waivers {
namespace {

using rules::FileMistake;

constexpr std::string_view first_words = "# scrub837 baseline 1";
constexpr std::size_t key_digits = 16;

void add_part(std::string& text, std::string_view part) {
    text.append(part).push_back('\n');
}

std::optional<KnownKey> read_key(std::string_view digits) {
    KnownKey key = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), key, 16);
    bool const whole = digits.size() == key_digits && end == digits.data() + digits.size() && error == std::errc{};
    return whole ? std::optional(key) : std::nullopt;
}

std::string written(KnownKey key) {
    char digits[key_digits];
    auto const end = std::to_chars(digits, digits + key_digits, key, 16).ptr;
    std::string const text(digits, end);
    return std::string(key_digits - text.size(), '0') + text;
}

} // namespace

KnownKey key_of(rules::Rule const& rule, KnownPlace const& place) {
    std::string text;
    for (std::string_view const part : {rule.id, place.sender, place.provider, place.claim, place.segment_text, place.loop, place.segment})
        add_part(text, part);
    for (std::uint32_t const number : {place.line, place.element, place.component}) add_part(text, std::to_string(number));
    return *read_key(std::string_view(rules::sha256(text)).substr(0, key_digits));
}

std::variant<Baseline, FileMistake> Baseline::read(std::string const& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return FileMistake{file, 0, 0, "cannot be read: give the path of a file that --write-baseline wrote"};
    Baseline baseline;
    std::string line;
    for (std::uint32_t number = 1; std::getline(in, line); ++number) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        if (number == 1 && !line.starts_with(first_words))
            return FileMistake{file, 1, 1,
                               "is no baseline: its first line is to begin with \"" + std::string(first_words) +
                                   "\"; --write-baseline writes one"};
        if (line.empty() || line.front() == '#') continue;
        std::size_t const blank = line.find(' ');
        auto const key = blank == std::string::npos ? std::nullopt : read_key(std::string_view(line).substr(blank + 1));
        if (!key)
            return FileMistake{file, number, 1,
                               "is no known finding: write the id of a rule, a blank and 16 hex digits, or take the line out"};
        baseline.keys_.insert(*key);
        if (baseline.keys_.size() > most_entries)
            return FileMistake{file, number, 1,
                               "has more than " + std::to_string(most_entries) + " findings: mend what is wrong, or change the policy"};
    }
    if (baseline.keys_.empty() && line.empty() && in.bad()) return FileMistake{file, 0, 0, "cannot be read to its end"};
    return baseline;
}

bool Baseline::add(rules::Rule const& rule, KnownKey key) {
    if (keys_.size() >= most_entries) return keys_.contains(key);
    keys_.insert(key);
    lines_.emplace(rule.id, key);
    return true;
}

std::string Baseline::text(std::string_view program_version) const {
    std::string out(first_words);
    out.append(", written by scrub837 ").append(program_version);
    out.append("\n# A line for each known finding: its rule, and a hash of claim and element. Taking a line out makes it new again.\n");
    for (auto const& [rule, key] : lines_) out.append(rule).append(" ").append(written(key)).append("\n");
    return out;
}

} // namespace engine::waivers
