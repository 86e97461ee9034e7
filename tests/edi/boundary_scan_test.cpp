#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "edi/text/boundary_scan.hpp"

namespace {

bool must_stop(std::string_view behind, char terminator, bool line_feeds) {
    if (line_feeds && !behind.starts_with('\n')) return true;
    if (line_feeds) behind.remove_prefix(1);
    auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(i < behind.size() ? behind[i] : ' '); };
    return behind.starts_with(terminator) || edi::may_be_boundary(byte(0), byte(1));
}

/// Offset behind the terminator at which a walk byte by byte stops.
std::size_t first_stop(std::string_view text, char terminator, bool line_feeds) {
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] == terminator && must_stop(text.substr(i + 1), terminator, line_feeds)) return i + 1;
    return text.size();
}

} // namespace

TEST_CASE("boundary scan: stops where a walk byte by byte stops, or earlier near the end") {
    constexpr std::size_t near_end = 200, longest = 1000;
    std::vector<std::string> const segments{"NM1*82*1*A", "N3*B",  "SV1*HC:1*2", "DTP*472*D8*20260101",
                                            "REF*6R*L1",  "LX*1",  "CL1*1*7*30", "PER*IC",
                                            "HL*2*1*22",  "CLM*1", "SE*5*1",     "IEA*1*1",
                                            "",           " LX*2", "S",          "K3*~"};
    std::mt19937 random(837);
    for (int round = 0; round < 4000; ++round) {
        bool const line_feeds = round % 3 == 0;
        char const terminator = round % 5 == 0 ? '\'' : '~';
        std::size_t const rare = random() % 60 + 1; // how often a segment is one to stop at
        std::string text(1, terminator);
        for (auto count = random() % 80; count != 0; --count) {
            if (line_feeds && random() % 50 != 0) text += '\n';
            text += segments[random() % rare == 0 ? random() % segments.size() : random() % 6];
            text.append(random() % 30, 'x');
            text += terminator;
        }
        CAPTURE(text);
        auto const run = edi::pass_ordinary(text, terminator, line_feeds, longest);
        std::size_t const stop = first_stop(text, terminator, line_feeds);
        CHECK(run.end <= stop);
        if (stop + near_end < text.size()) CHECK(run.end == stop);
        if (run.end > 0) CHECK(text[run.end - 1] == terminator);
        auto const passed = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(run.end), terminator);
        CHECK(run.segments == static_cast<std::uint64_t>(passed));
    }
}

TEST_CASE("boundary scan: a segment that is too long is not passed, nor is one without an end") {
    std::string const ordinary = "~N3*A";
    std::string text = ordinary + "~NTE*ADD*" + std::string(500, 'x') + "~N3*B~" + std::string(300, 'y');
    CHECK(edi::pass_ordinary(text, '~', false, 128).end <= ordinary.size() + 1);
    CHECK(edi::pass_ordinary(text, '~', false, 1000).segments == 4);
    CHECK(edi::pass_ordinary("~" + std::string(500, 'x'), '~', false, 1000).end <= 1);
    CHECK(edi::pass_ordinary("~", '~', false, 1000).end == 0);
}
