#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>

#include "edi/claim/component_splitter.hpp"

namespace {

/// All ways of splitting give the same components of element 1 of every segment.
void check_against_table(std::string const& text, edi::Delimiters const& delimiters) {
    edi::SegmentTable segments;
    segments.assign(text, delimiters);
    edi::ComponentSplitter const splitter(segments);
    for (std::uint32_t i = 0; i < segments.size(); ++i) {
        auto const whole = segments[i].element(1);
        if (whole.empty()) continue;
        edi::ComponentSplitter::Parts expected, parts;
        auto const capacity = static_cast<std::uint32_t>(expected.size());
        auto const count = std::min(segments[i].components(1, expected.data(), capacity), capacity);
        CAPTURE(whole);
        REQUIRE(splitter.split(whole, parts) == count);
        for (std::uint32_t c = 0; c < count; ++c) {
            CHECK(parts[c] == expected[c]);
            CHECK(parts[c].data() == expected[c].data());
        }
        edi::ShortComposite composite;
        if (!splitter.open(whole, composite)) continue;
        for (std::uint32_t c = 0; c < capacity; ++c) {
            CHECK(composite.at_end() == (c >= count));
            CHECK(composite.next() == (c < count ? expected[c] : std::string_view()));
        }
    }
}

} // namespace

TEST_CASE("component splitter: the components are those of the segment table") {
    check_against_table("HI*ABK:N390~SV1*HC:90834:25:59:76:77:A LONG DESCRIPTION OF IT~X1*1~X2*:~X3*::~X4*^~X5*A^B~X6*A:B^C:D~"
                        "HI*BE:80:::100:::::Y~X7*1:2:3:4:5:6:7:8:9:10:11~X8*12345678~X9*1234567:~XA*12345678:~XB*123456789:1",
                        {});
}

TEST_CASE("component splitter: any bytes, any length, up to the last byte of the text") {
    std::mt19937 random(837);
    // Neighbours of the separators in the character set and bytes above 127 are what a careless search by words would mistake.
    std::string const alphabet = "A1:^;9]_\xBA\xDE\x01\x80";
    for (bool const repeats : {true, false}) {
        edi::Delimiters delimiters;
        if (!repeats) delimiters.repetition = 0;
        for (int round = 0; round < 3000; ++round) {
            std::string text;
            for (int segment = 0; segment < 3; ++segment) {
                text += "HI*";
                for (auto length = random() % 40; length != 0; --length) text += alphabet[random() % alphabet.size()];
                if (!repeats && round % 2 == 0) text += '\0';
                if (segment != 2) text += '~';
            }
            check_against_table(text, delimiters);
        }
    }
}
