#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "edi/text/segments.hpp"

using edi::operator""_seg;

namespace {

std::vector<std::uint32_t> used(std::vector<std::uint32_t> const& positions, std::size_t count) {
    return {positions.begin(), positions.begin() + static_cast<std::ptrdiff_t>(count)};
}

/// Both scans give the same index. Both are reused, as in the program.
bool scans_agree(std::string_view text, edi::Delimiters const& delimiters) {
    static edi::DelimiterIndex fast, slow;
    edi::index_delimiters(text, delimiters, fast);
    edi::index_delimiters_scalar(text, delimiters, slow);
    return used(fast.ends, fast.end_count) == used(slow.ends, slow.end_count) &&
           used(fast.marks, fast.mark_count) == used(slow.marks, slow.mark_count) &&
           used(fast.segment_ends, fast.segment_count) == used(slow.segment_ends, slow.segment_count);
}

/// `text` must outlive the table.
edi::SegmentTable table_of(std::string_view text, edi::Delimiters const& delimiters = {}) {
    edi::SegmentTable table;
    table.assign(text, delimiters);
    return table;
}

std::vector<std::string> texts_of(edi::SegmentTable const& table) {
    std::vector<std::string> texts;
    for (std::uint32_t i = 0; i < table.size(); ++i) texts.emplace_back(table[i].text());
    return texts;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (;;) {
        auto const at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos) return parts;
        text.remove_prefix(at + 1);
    }
}

using Texts = std::vector<std::string>;

} // namespace

TEST_CASE("segment ids are packed") {
    CHECK("CLM"_seg == ('C' | 'L' << 8 | 'M' << 16));
    CHECK(edi::segment_id("HL") == ('H' | 'L' << 8));
    CHECK(edi::segment_id("") == edi::no_id);
    CHECK(edi::segment_id("X") == edi::no_id);
    CHECK(edi::segment_id("ABCD") == edi::no_id);
}

TEST_CASE("the scan finds what a reader would") {
    edi::DelimiterIndex index;
    edi::index_delimiters("SV1*HC:J2371*5^6~LX*1~", {}, index);
    CHECK(used(index.ends, index.end_count) == std::vector<std::uint32_t>{3, 12, 16, 19, 21});
    CHECK(used(index.marks, index.mark_count) == std::vector<std::uint32_t>{6, 14});
    CHECK(used(index.segment_ends, index.segment_count) == std::vector<std::uint32_t>{2, 4});
    edi::index_delimiters("", {}, index);
    CHECK(index.end_count + index.mark_count + index.segment_count == 0);
}

TEST_CASE("SIMD and scalar scan agree for every length and density") {
    std::mt19937 random(837);
    std::string const sparse = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .-*~:^";
    std::vector<std::string> const alphabets{"*", "~", ":", "*~:^", "*~:^A\r\n", sparse, "A", std::string("\0*~", 3), "\x80\xff*~\xaa"};
    for (auto const& alphabet : alphabets)
        for (std::size_t length = 0; length <= 200; ++length)
            for (int round = 0; round < 4; ++round) {
                std::string text(length, ' ');
                for (char& c : text) c = alphabet[random() % alphabet.size()];
                CAPTURE(text);
                REQUIRE(scans_agree(text, {}));
            }
}

TEST_CASE("SIMD and scalar scan agree on all bytes with any delimiters") {
    std::mt19937 random(1);
    for (int round = 0; round < 2000; ++round) {
        std::string text(random() % 1000, ' ');
        for (char& c : text) c = static_cast<char>(random());
        auto const any = [&] { return static_cast<char>(random()); };
        edi::Delimiters delimiters{any(), any(), any(), any()};
        if (round % 3 == 0) delimiters.repetition = 0;
        if (round % 5 == 0) delimiters.component = 0;
        if (round % 7 == 0) delimiters.segment = delimiters.element;
        REQUIRE(scans_agree(text, delimiters));
    }
}

TEST_CASE("the scan reads nothing outside the text") {
    // Every start and length inside a text full of delimiters: a byte too many would show.
    std::string const text(300, '~');
    edi::DelimiterIndex index;
    for (std::size_t begin = 0; begin < 70; ++begin)
        for (std::size_t length = 0; length <= 200; ++length) {
            edi::index_delimiters(std::string_view(text).substr(begin, length), {}, index);
            REQUIRE(index.end_count == length);
            REQUIRE(index.segment_count == length);
        }
}

TEST_CASE("a delimiter of zero matches nothing") {
    std::string const text("A\0B^C:D*E~", 10);
    edi::DelimiterIndex index;
    edi::index_delimiters(text, {'*', ':', 0, '~'}, index);
    CHECK(used(index.marks, index.mark_count) == std::vector<std::uint32_t>{5});
    edi::index_delimiters(text, {'*', 0, '^', '~'}, index);
    CHECK(used(index.marks, index.mark_count) == std::vector<std::uint32_t>{3});
    edi::index_delimiters(text, {'*', 0, 0, '~'}, index);
    CHECK(index.mark_count == 0);
}

TEST_CASE("segments and elements are views of the text") {
    std::string const text = "CLM*26403774*150***11:B:1*Y~HI*ABK:J0300~";
    auto const table = table_of(text);
    REQUIRE(table.size() == 2);
    auto const clm = table[0];
    CHECK(clm.id() == "CLM"_seg);
    CHECK(clm.id_text() == "CLM");
    CHECK(clm.text() == "CLM*26403774*150***11:B:1*Y");
    CHECK(clm.size() == 6);
    CHECK(clm.element(0).empty());
    CHECK(clm.element(1) == "26403774");
    CHECK(clm.element(1).data() == text.data() + 4);
    CHECK(clm.element(3).empty());
    CHECK(clm.element(5) == "11:B:1");
    CHECK(clm.element(6) == "Y");
    CHECK(clm.element(7).empty());
    CHECK(table[1].id() == "HI"_seg);
    CHECK(table.begin(1) == 28);
    CHECK(table.end(0) == 27);
    CHECK(table.end(1) == text.size() - 1);
    CHECK_FALSE(table.last_is_unterminated());
    CHECK(table.empty_segments() == 0);
}

TEST_CASE("line breaks before segments are skipped") {
    for (auto const* text : {"ST*837~\nBHT*1~\nSE*2~\n", "ST*837~\r\nBHT*1~\r\nSE*2~\r\n", "\n\nST*837~\n\r\n\nBHT*1~SE*2~\n\n\n"}) {
        auto const table = table_of(text);
        CHECK(texts_of(table) == Texts{"ST*837", "BHT*1", "SE*2"});
        CHECK(table[1].id_text() == "BHT");
        CHECK(table.empty_segments() == 0);
        CHECK_FALSE(table.last_is_unterminated());
    }
}

TEST_CASE("line breaks may be the terminator") {
    edi::Delimiters const feed{'*', ':', '^', '\n'}, carriage{'*', ':', '^', '\r'};
    std::vector<std::pair<std::string, edi::Delimiters>> const inputs{{"ST*837\nBHT\nSE*2*A:B\n", feed},
                                                                      {"ST*837\r\nBHT\r\nSE*2*A:B\r\n", feed},
                                                                      {"ST*837\r\nBHT\nSE*2*A:B\n", feed},
                                                                      {"ST*837\rBHT\rSE*2*A:B\r", carriage},
                                                                      {"ST*837\r\nBHT\r\nSE*2*A:B\r\n", carriage}};
    for (auto const& [text, delimiters] : inputs) {
        CAPTURE(text);
        auto const table = table_of(text, delimiters);
        CHECK(texts_of(table) == Texts{"ST*837", "BHT", "SE*2*A:B"});
        CHECK(table[0].element(1) == "837");
        CHECK(table[1].id() == "BHT"_seg);
        CHECK(table[1].size() == 0);
        CHECK(table[2].component(2, 2) == "B");
        CHECK(table.empty_segments() == 0);
        CHECK(text[table.end(0)] == delimiters.segment);
    }
}

TEST_CASE("a CR before LF belongs to no element even when the element is empty") {
    auto const table = table_of("REF*G1*\r\nREF*\r\n\r\n", {'*', ':', '^', '\n'});
    CHECK(texts_of(table) == Texts{"REF*G1*", "REF*"});
    CHECK(table[0].size() == 2);
    CHECK(table[0].element(2).empty());
    CHECK(table.empty_segments() == 1);
}

TEST_CASE("empty segments are dropped and counted") {
    auto const table = table_of("~ST*1~~\r\n~SE*1~ ~*~");
    CHECK(texts_of(table) == Texts{"ST*1", "SE*1", "*"});
    CHECK(table.empty_segments() == 4);
    CHECK(table[1].element(1) == "1");
    CHECK(table[2].id() == edi::no_id);
    CHECK(table[2].size() == 1);
    CHECK(table[2].id_text().empty());
    auto again = table_of("~~~");
    CHECK(again.size() == 0);
    CHECK(again.empty_segments() == 3);
    again.assign("ST*1~", {});
    CHECK(again.empty_segments() == 0);
}

TEST_CASE("text after the last terminator is an unterminated segment") {
    std::string const text = "ST*1~CLM*A:B*7\r\n";
    auto const table = table_of(text);
    CHECK(texts_of(table) == Texts{"ST*1", "CLM*A:B*7"});
    CHECK(table.last_is_unterminated());
    CHECK(table.end(1) == text.size());
    CHECK(table[1].element(2) == "7");
    CHECK(table[1].component(1, 2) == "B");
    CHECK(table_of("IEA").last_is_unterminated());
    CHECK(texts_of(table_of("IEA*")) == Texts{"IEA*"});
    CHECK(texts_of(table_of("\r\nIEA")) == Texts{"IEA"});
    CHECK(table_of("").size() == 0);
    CHECK_FALSE(table_of("\r\n\r\n").last_is_unterminated());
    CHECK(table_of("\r\n\r\n").empty_segments() == 0);
}

TEST_CASE("components are those of the first repeat") {
    auto const table = table_of("SV1*HC:J2371::25*150*A^B:C*:X:*X^^Y~REF*:~");
    auto const sv1 = table[0];
    CHECK(sv1.component(1, 1) == "HC");
    CHECK(sv1.component(1, 2) == "J2371");
    CHECK(sv1.component(1, 3).empty());
    CHECK(sv1.component(1, 4) == "25");
    CHECK(sv1.component(1, 5).empty());
    CHECK(sv1.component(1, 0).empty());
    CHECK(sv1.component(2, 1) == "150");
    CHECK(sv1.component(2, 2).empty());
    CHECK(sv1.component(3, 1) == "A");
    CHECK(sv1.component(3, 2).empty());
    CHECK(sv1.component(4, 1).empty());
    CHECK(sv1.component(4, 2) == "X");
    CHECK(sv1.component(5, 1) == "X");
    CHECK(sv1.component(9, 1).empty());

    std::string_view parts[2];
    CHECK(sv1.components(1, parts, 2) == 4);
    CHECK(parts[0] == "HC");
    CHECK(parts[1] == "J2371");
    CHECK(sv1.components(2, parts, 2) == 1);
    CHECK(parts[0] == "150");
    CHECK(sv1.components(3, parts, 2) == 1);
    CHECK(parts[0] == "A");
    CHECK(sv1.components(4, parts, 2) == 3);
    CHECK(sv1.components(9, parts, 2) == 0);
    CHECK(sv1.components(4, nullptr, 0) == 3);
    CHECK(table[1].components(1, parts, 2) == 2);
}

TEST_CASE("without a repetition separator its character is data") {
    auto const table = table_of("SV1*HC^X:J2371~", {'*', ':', 0, '~'});
    CHECK(table[0].component(1, 1) == "HC^X");
    CHECK(table[0].component(1, 2) == "J2371");
    CHECK(table_of("SV1*HC:X^Y~", {'*', 0, '^', '~'})[0].component(1, 1) == "HC:X");
}

TEST_CASE("components far into a long segment are found") {
    std::string text = "HI";
    for (int i = 0; i < 300; ++i) text += "*A" + std::to_string(i) + ":B" + std::to_string(i) + ":";
    text += '~';
    auto const table = table_of(text);
    for (std::uint32_t i = 0; i < 300; ++i) {
        CHECK(table[0].component(i + 1, 1) == "A" + std::to_string(i));
        CHECK(table[0].component(i + 1, 2) == "B" + std::to_string(i));
    }
}

TEST_CASE("places name bytes") {
    auto const table = table_of("ST*837~SV1*HC:J2371*150~");
    auto const sv1 = table[1];
    CHECK(table.at(sv1.place()) == "SV1*HC:J2371*150");
    CHECK(table.at(sv1.place(1)) == "HC:J2371");
    CHECK(table.at(sv1.place(1, 2)) == "J2371");
    auto const absent = table.at(sv1.place(5));
    CHECK(absent.empty());
    CHECK(absent.data() == table.text().data() + table.end(1));
    CHECK(table.at(sv1.place(1, 7)).data() == table.text().data() + table.end(1));
    CHECK(table.at({}).empty());
    CHECK(table.at({2, 1, 0}).empty());
    CHECK(sv1.place(300, 999) == edi::Place{1, 255, 255});
}

TEST_CASE("a table agrees with plain splitting on random texts") {
    std::mt19937 random(5010);
    std::string const alphabet = "AB1*~:^\n\r*~AB12";
    edi::SegmentTable table;
    for (int round = 0; round < 20000; ++round) {
        std::string text(random() % 150, ' ');
        for (char& c : text) c = alphabet[random() % alphabet.size()];
        CAPTURE(text);
        table.assign(text, {});

        std::vector<std::string_view> expected;
        std::uint32_t empty = 0;
        auto const pieces = split(text, '~');
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            auto piece = pieces[i];
            piece.remove_prefix(std::min(piece.find_first_not_of("\r\n"), piece.size()));
            if (i + 1 == pieces.size()) piece = piece.substr(0, piece.find_last_not_of("\r\n") + 1);
            if (!piece.empty())
                expected.push_back(piece);
            else if (i + 1 != pieces.size())
                ++empty;
        }
        REQUIRE(table.size() == expected.size());
        REQUIRE(table.empty_segments() == empty);
        for (std::uint32_t s = 0; s < table.size(); ++s) {
            auto const segment = table[s];
            auto const elements = split(expected[s], '*');
            REQUIRE(segment.text() == expected[s]);
            REQUIRE(segment.size() + 1 == elements.size());
            REQUIRE(segment.id() == edi::segment_id(elements[0]));
            for (std::uint32_t e = 1; e <= segment.size(); ++e) {
                REQUIRE(segment.element(e) == elements[e]);
                auto const components = split(split(elements[e], '^')[0], ':');
                std::string_view found[200];
                std::uint32_t const count = segment.components(e, found, 200);
                REQUIRE(count == (elements[e].empty() ? 0 : components.size()));
                for (std::uint32_t c = 0; c < count; ++c) {
                    REQUIRE(found[c] == components[c]);
                    REQUIRE(segment.component(e, c + 1) == components[c]);
                }
                REQUIRE(segment.component(e, count + 1).empty());
            }
        }
    }
}

TEST_CASE("a table survives any bytes and any delimiters") {
    std::mt19937 random(42);
    std::string const alphabet = "A*\r\n:^";
    edi::SegmentTable table;
    for (int round = 0; round < 20000; ++round) {
        std::string text(random() % 80, ' ');
        for (char& c : text) c = alphabet[random() % alphabet.size()];
        auto const any = [&] { return alphabet[random() % alphabet.size()]; };
        table.assign(text, {any(), any(), any(), any()});
        std::size_t bytes = 0;
        for (std::uint32_t s = 0; s < table.size(); ++s) {
            REQUIRE(table[s].text().size() <= text.size());
            REQUIRE(table[s].id_text().size() <= text.size());
            for (std::uint32_t e = 1; e <= table[s].size(); ++e) {
                REQUIRE(table[s].element(e).size() <= text.size());
                REQUIRE(table[s].component(e, 2).size() <= text.size());
                bytes += table[s].element(e).size();
            }
        }
        REQUIRE(bytes <= text.size());
    }
}
