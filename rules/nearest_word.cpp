#include "rules/nearest_word.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace rules {

namespace {

char lower(char c) {
    return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Letters to insert, delete, exchange or swap with their neighbour to make one word the other.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        now[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            bool const same = lower(a[i - 1]) == lower(b[j - 1]);
            now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]))
                now[j] = std::min(now[j], before[j - 2] + 1);
        }
        std::swap(before, last);
        std::swap(last, now);
    }
    return last[b.size()];
}

} // namespace

std::string_view nearest_word(std::string_view word, std::span<std::string_view const> candidates) {
    constexpr std::size_t longest = 64; // nobody means a word that long
    std::string_view best;
    std::size_t least = std::max<std::size_t>(1, std::min(word.size(), longest) / 3) + 1;
    for (std::string_view const candidate : candidates) {
        if (word.size() > longest || candidate.size() > longest) continue;
        std::size_t const away = distance(word, candidate);
        if (away < least) {
            least = away;
            best = candidate;
        }
    }
    return best;
}

std::string did_you_mean(std::string_view word, std::span<std::string_view const> candidates) {
    std::string_view const meant = nearest_word(word, candidates);
    return meant.empty() ? "" : " (did you mean " + std::string(meant) + "?)";
}

} // namespace rules
