#include <doctest/doctest.h>

#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "edi/text/oddities.hpp"
#include "edi/text/segments.hpp"
#include "sample_sets.hpp"
#include "simd_targets.hpp"

namespace {

using Positions = std::vector<std::uint32_t>;

Positions oddities(std::string_view text, edi::Delimiters const& delimiters = {}) {
    Positions positions;
    edi::find_oddities(text, delimiters, positions);
    return positions;
}

bool scans_agree(std::string_view text, edi::Delimiters const& delimiters) {
    Positions slow;
    edi::find_oddities_scalar(text, delimiters, slow);
    return oddities(text, delimiters) == slow;
}

} // namespace

TEST_CASE("oddities: what is one and what is none") {
    CHECK(oddities("") == Positions{});
    CHECK(oddities("NM1*IL*1*DOE:A^B~N3*1~\r\nN4~\nREF*EI*9~\n\rSE*1~\n\n") == Positions{});
    // A third line break, one inside a segment, and before the first.
    CHECK(oddities("SE*1~\r\n\nGE~") == Positions{7});
    CHECK(oddities("SE*\n1~") == Positions{3});
    CHECK(oddities("\nSE*1~") == Positions{0});
    // Control characters and letters of a language.
    CHECK(oddities("N3*A\x01~") == Positions{4});
    CHECK(oddities("N3*A\x7f\xC3\xA9~") == Positions{4, 5, 6});
    CHECK(oddities("N3*\tA~") == Positions{3});
    // Blanks before a delimiter, not behind one.
    CHECK(oddities("N3*A ~") == Positions{5});
    CHECK(oddities("N3 *A B*:A~") == Positions{3});
    CHECK(oddities("HI*A :B ^C*D~") == Positions{5, 8});
    // Separators at the end.
    CHECK(oddities("N3*A*~") == Positions{5});
    CHECK(oddities("N3*A**~") == Positions{6});
    CHECK(oddities("N3*A**B~") == Positions{});
    CHECK(oddities("HI*A:~") == Positions{5});
    CHECK(oddities("HI*A:*B~") == Positions{5});
    CHECK(oddities("HI*A::B~") == Positions{});
    CHECK(oddities("~~") == Positions{});
    // Other delimiters; without a repetition separator it is an ordinary character.
    CHECK(oddities("N3|A*~ |B {", {'|', '>', '!', '{'}) == Positions{7, 10});
    CHECK(oddities("N3*A^~", {'*', ':', 0, '~'}) == Positions{});
    CHECK(oddities("N3*A*\nN4*B\r\n", {'*', ':', '^', '\n'}) == Positions{5, 10});
}

TEST_CASE("oddities: SIMD and scalar scan agree for every length and density, with every instruction set") {
    std::vector<std::string> const alphabets{"*",
                                             "~ ",
                                             ":* ~",
                                             "*~:^",
                                             "*~:^A \r\n",
                                             "\r\n~",
                                             "A\x01 ",
                                             "~\r\n A*:\t",
                                             "\xC3\xA9~* ",
                                             "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .-*~:^",
                                             std::string("\0*~", 3)};
    edi_test::with_every_simd_target([&](char const* target) {
        CAPTURE(target);
        std::mt19937 random(837);
        for (auto const& alphabet : alphabets)
            for (std::size_t length = 0; length <= 200; ++length)
                for (int round = 0; round < 2; ++round) {
                    std::string text(length, ' ');
                    for (char& c : text) c = alphabet[random() % alphabet.size()];
                    CAPTURE(text);
                    REQUIRE(scans_agree(text, {}));
                }
    });
}

TEST_CASE("oddities: SIMD and scalar scan agree on all bytes with any delimiters, with every instruction set") {
    edi_test::with_every_simd_target([](char const* target) {
        CAPTURE(target);
        std::mt19937 random(1);
        for (int round = 0; round < 1000; ++round) {
            std::string text(random() % 1000, ' ');
            for (char& c : text) c = static_cast<char>(random());
            auto const any = [&] { return static_cast<char>(random()); };
            edi::Delimiters delimiters{any(), any(), any(), any()};
            if (round % 3 == 0) delimiters.repetition = 0;
            if (round % 5 == 0) delimiters.component = 0;
            if (round % 7 == 0) delimiters.segment = '\n';
            REQUIRE(scans_agree(text, delimiters));
        }
    });
}

TEST_CASE("oddities: SIMD and scalar scan agree on all samples, with every instruction set") {
    std::vector<std::string> texts;
    for (auto const& folder : {std::filesystem::path(SCRUB837_SOURCE_DIR) / "samples", edi_test::shared_samples()}) {
        if (!std::filesystem::exists(folder)) {
            MESSAGE("skipped: no samples at " << folder.string() << " (set SCRUB837_SHARED)");
            continue;
        }
        for (auto const& entry : std::filesystem::recursive_directory_iterator(folder))
            if (entry.is_regular_file()) texts.push_back(edi_test::file_text(entry.path()));
    }
    CHECK(texts.size() > 7);
    edi_test::with_every_simd_target([&](char const* target) {
        CAPTURE(target);
        for (auto const& text : texts) {
            auto const isa = edi::read_isa(text);
            REQUIRE(scans_agree(text, isa.readable() ? isa.delimiters : edi::Delimiters{}));
        }
    });
}

TEST_CASE("oddities: the scan reads nothing outside the text, and adds to what is there") {
    std::string const text(300, '\x01');
    for (std::size_t begin = 0; begin < 70; ++begin)
        for (std::size_t length = 0; length <= 200; ++length)
            REQUIRE(oddities(std::string_view(text).substr(begin, length)).size() == length);
    Positions positions{7};
    edi::find_oddities("\x01", {}, positions);
    CHECK(positions == Positions{7, 0});
}
