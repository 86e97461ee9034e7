#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "edi/text/delimiters.hpp"

namespace {

/// A well-formed ISA with these delimiters.
std::string isa_with(char element = '*', char component = ':', char repetition = '^', char segment = '~') {
    std::string isa = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260307*1124*^*00501*000000001*0*T*:~";
    for (char& c : isa)
        if (c == '*') c = element;
    isa[82] = repetition;
    isa[104] = component;
    isa[105] = segment;
    return isa;
}

std::string const narrow_isa = "ISA*00* *00* *ZZ*SENDER123      *ZZ*RECEIVER456    *260307*1124*^*00501*000000001*0*T*:~";

} // namespace

TEST_CASE("a well-formed ISA gives its delimiters by position") {
    auto const text = isa_with();
    REQUIRE(text.size() == edi::isa_length);
    auto const isa = edi::read_isa(text);
    CHECK(isa.fault == edi::IsaFault::none);
    CHECK(isa.readable());
    CHECK(isa.length == 106);
    CHECK(isa.delimiters == edi::Delimiters{'*', ':', '^', '~'});
    CHECK(edi::read_isa(text + "GS*HC*A*B").delimiters == isa.delimiters);
}

TEST_CASE("unusual delimiters are read as they are") {
    auto const isa = edi::read_isa(isa_with('|', '>', '!', '\x1c'));
    CHECK(isa.fault == edi::IsaFault::none);
    CHECK(isa.delimiters == edi::Delimiters{'|', '>', '!', '\x1c'});
    CHECK(edi::read_isa(isa_with('\x1d', '\x1f', '\x1e', '\x1c')).fault == edi::IsaFault::none);
}

TEST_CASE("the terminator may be a line break and CR LF makes it CR") {
    CHECK(edi::read_isa(isa_with('*', ':', '^', '\n') + "GS*").delimiters.segment == '\n');
    auto const isa = edi::read_isa(isa_with('*', ':', '^', '\r') + "\nGS*");
    CHECK(isa.fault == edi::IsaFault::none);
    CHECK(isa.delimiters.segment == '\r');
    CHECK(isa.length == 106);
}

TEST_CASE("an ISA11 of the older standard separates nothing") {
    for (char const c : {'U', '0', ' '}) {
        auto const isa = edi::read_isa(isa_with('*', ':', c));
        CHECK(isa.fault == edi::IsaFault::none);
        CHECK(isa.delimiters.repetition == 0);
    }
}

TEST_CASE("equal delimiters cannot be split") {
    for (auto const& text : {isa_with('*', '*'), isa_with('*', ':', '*'), isa_with('*', ':', '^', '*'), isa_with('*', ':', ':'),
                             isa_with('*', '~'), isa_with('*', ':', '~')}) {
        auto const isa = edi::read_isa(text);
        CHECK(isa.fault == edi::IsaFault::delimiters_not_distinct);
        CHECK_FALSE(isa.readable());
        CHECK(isa.length == 0);
    }
}

TEST_CASE("letters digits blanks and NUL delimit nothing") {
    for (char const c : {'A', 'z', '7', ' ', '\0'}) {
        CHECK(edi::read_isa(isa_with('*', c)).fault == edi::IsaFault::delimiter_not_allowed);
        CHECK(edi::read_isa(isa_with('*', ':', '^', c)).fault == edi::IsaFault::delimiter_not_allowed);
        CHECK(edi::read_isa(isa_with(c)).fault == edi::IsaFault::not_an_isa);
    }
    CHECK(edi::read_isa(isa_with('*', '\n')).fault == edi::IsaFault::delimiter_not_allowed);
    CHECK(edi::read_isa(isa_with('*', ':', '\r')).fault == edi::IsaFault::delimiter_not_allowed);
    CHECK(edi::read_isa(isa_with('\n')).fault == edi::IsaFault::not_an_isa);
}

TEST_CASE("every shortened ISA is truncated") {
    for (auto const& whole : {isa_with(), narrow_isa})
        for (std::size_t length = 1; length < whole.size(); ++length) {
            CAPTURE(length);
            CHECK(edi::read_isa(std::string_view(whole).substr(0, length)).fault == edi::IsaFault::truncated);
        }
    CHECK(edi::read_isa("").fault == edi::IsaFault::not_an_isa);
}

TEST_CASE("other texts are no ISA") {
    for (auto const* text : {"GS*HC*A*B~", "ISB*", "isa*00*", "ISABELLA", "I S", "\nISA*00*"}) {
        CAPTURE(text);
        CHECK(edi::read_isa(text).fault == edi::IsaFault::not_an_isa);
    }
    CHECK(edi::read_isa("ISA*" + std::string(5000, 'x')).fault == edi::IsaFault::not_an_isa);
}

TEST_CASE("an ISA of the wrong width is read by its separators") {
    auto const isa = edi::read_isa(narrow_isa + "\nGS*HC*A*B~");
    CHECK(isa.fault == edi::IsaFault::wrong_width);
    CHECK(isa.readable());
    CHECK(isa.length == narrow_isa.size());
    CHECK(isa.delimiters == edi::Delimiters{'*', ':', '^', '~'});
    CHECK(edi::read_isa(narrow_isa).fault == edi::IsaFault::wrong_width);

    auto wide = isa_with();
    wide.insert(50, "   ");
    CHECK(edi::read_isa(wide + "GS*").fault == edi::IsaFault::wrong_width);
    CHECK(edi::read_isa(wide + "GS*").length == 109);
}

TEST_CASE("a separator inside an element of fixed width leaves the positions true") {
    auto text = isa_with();
    text[40] = '*';
    auto const isa = edi::read_isa(text);
    CHECK(isa.fault == edi::IsaFault::wrong_width);
    CHECK(isa.length == 106);
    CHECK(isa.delimiters == edi::Delimiters{'*', ':', '^', '~'});
}

TEST_CASE("an ISA with too few elements does not borrow from the next segment") {
    std::string const text =
        "ISA*00* *00* *ZZ*SENDER123      *ZZ*RECEIVER456    *260307*1124*^*00501*000000001*0*:~GS*HC*A*B*20260307*1124*1*X*005010X222A1~";
    CHECK(edi::read_isa(text).fault == edi::IsaFault::not_an_isa);
}

TEST_CASE("any bytes give an answer") {
    std::uint64_t state = 1;
    for (int round = 0; round < 20000; ++round) {
        std::string text = round % 2 != 0 ? isa_with() : narrow_isa + "GS*HC~";
        for (int change = 0; change < 4; ++change) {
            state = state * 6364136223846793005U + 1442695040888963407U;
            text[(state >> 33) % text.size()] = static_cast<char>(state >> 25);
        }
        auto const isa = edi::read_isa(text);
        CHECK_EQ(isa.readable(), isa.length != 0);
        if (isa.readable()) CHECK(text[isa.length - 1] == isa.delimiters.segment);
    }
}

TEST_CASE("an ISA is found where its separators stand in place") {
    auto const isa = isa_with();
    CHECK(edi::find_isa(isa) == 0);
    CHECK(edi::find_isa("junk\n" + isa) == 5);
    CHECK(edi::find_isa(isa + isa, 1) == 106);
    CHECK(edi::find_isa("IISA*no" + isa) == 7);
    CHECK(edi::find_isa("NM1*85*2*ISA*VISA*ISABEL~" + isa_with('|')) == 25);
    CHECK(edi::find_isa("NM1*IL*1*ISA*LISA*XX~HL*1~CLM*ISA*5~SV1*HC:99213*125*UN*1***1~DTP*472*D8*20260307~DTP*472*D8*20260307~SE*1*1~") ==
          std::string::npos);
    CHECK(edi::find_isa("") == std::string::npos);
    CHECK(edi::find_isa("ISA") == std::string::npos);
    CHECK(edi::find_isa(isa, 500) == std::string::npos);
}

TEST_CASE("the start of an ISA at the end of the text may begin one") {
    auto const isa = isa_with();
    for (std::size_t length = 4; length <= isa.size(); ++length) CHECK(edi::find_isa("~\n" + isa.substr(0, length)) == 2);
}

TEST_CASE("the interchanges among the samples are readable") {
    char const* const shared = std::getenv("SCRUB837_SHARED");
    std::filesystem::path const folder = std::filesystem::path(shared != nullptr ? shared : SCRUB837_SOURCE_DIR "/../shared") / "samples";
    if (!std::filesystem::exists(folder)) {
        MESSAGE("skipped: no samples at " << folder.string());
        return;
    }
    int interchanges = 0;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream file(entry.path(), std::ios::binary);
        std::string text((std::istreambuf_iterator<char>(file)), {});
        text.resize(std::min<std::size_t>(text.size(), 4096));
        if (!text.starts_with("ISA*")) continue;
        ++interchanges;
        CAPTURE(entry.path().string());
        CHECK(edi::read_isa(text).readable());
    }
    CHECK(interchanges > 20);
    std::ifstream narrow(folder / "ASTRO-N1--EDI-PARSER" / "backend_sample_files_sample_837.txt", std::ios::binary);
    std::string const text((std::istreambuf_iterator<char>(narrow)), {});
    CHECK(edi::read_isa(text).fault == edi::IsaFault::wrong_width);
    CHECK(edi::read_isa(text).length == 88);
}
