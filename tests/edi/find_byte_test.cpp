#include "edi/text/find_byte.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>

TEST_CASE("find_byte agrees with a plain search, whatever stands behind the text") {
    std::mt19937 random(837);
    for (int round = 0; round < 20'000; ++round) {
        std::size_t const length = random() % 70;
        std::string text(length + edi::find_byte_slack, 'a');
        for (char& c : text) c = static_cast<char>("ab~\xfe"[random() % (round % 2 ? 4 : 2)]);
        char const* const end = text.data() + length;
        CHECK(edi::find_byte(text.data(), end, '~') == std::find(static_cast<char const*>(text.data()), end, '~'));
    }
}
