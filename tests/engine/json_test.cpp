#include <doctest/doctest.h>

#include <cstdint>
#include <string>

#include "engine/report/json.hpp"
#include "engine/report/plain_text.hpp"
#include "engine/report/utf8.hpp"

using namespace engine::report;

namespace {

std::string json(std::string_view text) {
    std::string out;
    append_json_string(text, out);
    return out;
}

std::string printable(std::string_view text) {
    std::string out;
    append_printable(text, out);
    return out;
}

} // namespace

TEST_CASE("JSON strings escape what JSON demands, and DEL") {
    CHECK(json("") == "\"\"");
    CHECK(json("a/b 'c'") == "\"a/b 'c'\"");
    CHECK(json("say \"no\" \\ yes") == "\"say \\\"no\\\" \\\\ yes\"");
    CHECK(json("a\nb\rc\td") == "\"a\\nb\\rc\\td\"");
    CHECK(json(std::string_view("\0\x1b\x7f", 3)) == "\"\\u0000\\u001b\\u007f\"");
}

TEST_CASE("JSON strings are valid UTF-8 whatever the bytes were") {
    CHECK(json("Jos\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80") == "\"Jos\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80\"");
    CHECK(json("a\xFFz") == "\"a\xEF\xBF\xBDz\"");
    CHECK(json("cut \xE2\x82") == "\"cut \xEF\xBF\xBD\xEF\xBF\xBD\"");
    CHECK(json("\xC0\xAF") == "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");                 // overlong
    CHECK(json("\xED\xA0\x80") == "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""); // surrogate
    CHECK(json("\xF4\x90\x80\x80").find("\xF4") == std::string::npos);         // above U+10FFFF
}

TEST_CASE("plain bytes are told from others at every distance, eight at a time or one by one") {
    for (std::size_t size = 0; size < 20; ++size)
        for (std::size_t at = 0; at < size; ++at)
            for (int b = 0; b < 256; ++b) {
                std::string text(size, 'a');
                text[at] = static_cast<char>(b);
                bool const special = b < 0x20 || b >= 0x7F || b == '"' || b == ',';
                REQUIRE(plain_length(text, 0, '"', ',') == (special ? at : size));
                REQUIRE(plain_length(text, at, '"', ',') == (special ? 0 : size - at));
            }
}

TEST_CASE("every two bytes make valid JSON text") {
    for (int a = 0; a < 256; ++a)
        for (int b = 0; b < 256; ++b) {
            char const bytes[2] = {static_cast<char>(a), static_cast<char>(b)};
            std::string const out = json({bytes, 2});
            for (std::size_t i = 0; i < out.size();) {
                std::size_t const length = utf8_length(out, i);
                REQUIRE(length != 0);
                REQUIRE(static_cast<unsigned char>(out[i]) >= 0x20);
                i += length;
            }
        }
}

TEST_CASE("JSON numbers, amounts and keys") {
    std::string out = "{";
    append_json_key("a", out);
    append_json_number(18446744073709551615u, out);
    append_json_key("b", out);
    append_json_money(7904, out);
    append_json_key("c", out);
    append_json_money(-5, out);
    CHECK(out == "{\"a\":18446744073709551615,\"b\":\"79.04\",\"c\":\"-0.05\"");
}

TEST_CASE("text for people has no controls, no invalid bytes and no marks that turn it round") {
    CHECK(printable("Jos\xC3\xA9") == "Jos\xC3\xA9");
    CHECK(printable("a\x1b[31mb\n") == "a.[31mb.");
    CHECK(printable("a\xC2\x9B"
                    "b") == "a.b"); // C1: a terminal command in one character
    CHECK(printable("a\xE2\x80\xAE"
                    "b") == "a.b"); // right-to-left override
    CHECK(printable("a\xE2\x81\xA6"
                    "b") == "a.b"); // isolate
    CHECK(printable("a\xFF") == "a\xEF\xBF\xBD");
    CHECK(is_printable(printable("\x01\xFF\xC2\x9B\xE2\x80\xA8")));
    CHECK_FALSE(is_printable("a\n"));
    CHECK_FALSE(is_printable("\xE2\x80\xAE"));
}
