// Answers have the delimiters of the interchange that they answer, so that what they echo comes back as it was sent.
#include <doctest/doctest.h>

#include "engine/ack/answer_delimiters.hpp"
#include "engine/run_support.hpp"

using namespace engine_test;

namespace {

bool has(std::string_view text, std::string_view what) {
    return text.find(what) != std::string_view::npos;
}

/// The sample with other delimiters, and in the first claim's number characters that are delimiters elsewhere.
std::string with(edi::Delimiters const& delimiters, std::string_view claim) {
    auto text = replaced_all(sample("837p-wrong-units.edi"), "\n", "");
    for (char& c : text)
        c = c == '*'   ? delimiters.element
            : c == ':' ? delimiters.component
            : c == '^' ? delimiters.repetition
            : c == '~' ? delimiters.segment
                       : c;
    return replaced(text, "RB-4001", claim);
}

} // namespace

TEST_CASE("the delimiters of an answer") {
    using engine::ack::answer_delimiters;
    edi::Delimiters const usual_ones, others{'|', '>', '{', '!'}, control{'\x1d', '\x1f', '\x1e', '\x1c'}, lines{'*', ':', '^', '\n'};
    for (auto const& received : {usual_ones, others, control, lines}) CHECK(answer_delimiters(received) == received);
    // What our own words need is no delimiter, nor is what nobody can tell from letters.
    for (char const c : {'-', '.', '\x01', '\n', '\xe9'}) {
        CHECK(answer_delimiters({c, ':', '^', '~'}) == usual_ones);
        CHECK(answer_delimiters({'*', c, '^', '~'}) == usual_ones);
        CHECK(answer_delimiters({'*', ':', c, '~'}) == usual_ones);
    }
    CHECK(answer_delimiters({'*', ':', '^', '.'}) == usual_ones);
    // Before 00402 there was no repetition separator.
    CHECK(answer_delimiters({'*', ':', 0, '~'}) == usual_ones);
    CHECK(answer_delimiters({'^', ':', 0, '~'}) == edi::Delimiters{'^', ':', '{', '~'});
}

TEST_CASE("a claim number with characters that are delimiters elsewhere comes back as it was sent") {
    for (edi::Delimiters const& delimiters : {edi::Delimiters{'|', '>', '{', '!'}, edi::Delimiters{'\x1d', '\x1f', '\x1e', '\x1c'}}) {
        std::string_view const claim = "R*B:4~0^1";
        auto const outcome = run_text(with(delimiters, claim));
        CHECK(outcome.error == "");
        for (auto const* name : {"in.edi.999.edi", "in.edi.277ca.edi"}) {
            CAPTURE(name);
            auto const& answer = outcome.files.at(name);
            CHECK(edi::read_isa(answer).delimiters == delimiters);
            auto const back = run_text(answer);
            CHECK(back.findings() == "");
        }
        auto const& answer = outcome.files.at("in.edi.277ca.edi");
        CHECK(has(answer, std::string("\nTRN") + delimiters.element + "2" + delimiters.element + std::string(claim) + delimiters.segment));
        CHECK(has(run_text(answer).files.at("answers.jsonl"), "\"claim\":\"R*B:4~0^1\""));
        Settings cut;
        cut.block_size = 300;
        cut.threads = 4;
        CHECK(run_text(with(delimiters, claim), cut).files == outcome.files);
    }
}

TEST_CASE("answers with other delimiters say the same as with the usual ones") {
    for (auto const* name : {"837p-wrong-structure.edi", "837i-wrong-situations.edi", "837p-clean.edi"}) {
        auto const text = replaced_all(sample(name), "\n", "");
        auto other = text;
        for (char& c : other) c = c == '*' ? '|' : c == ':' ? '>' : c == '^' ? '{' : c == '~' ? '\n' : c;
        auto const plain = run_text(text), same = run_text(other);
        for (auto const& [file, content] : plain.files)
            if (file.ends_with("ta1.edi") || file.ends_with("999.edi") || file.ends_with("277ca.edi"))
                CHECK(replaced_all(usual(same.files.at(file)), "|", "*") == content);
    }
}

TEST_CASE("delimiters that no answer can have are told, and what they cost") {
    auto text = replaced_all(replaced_all(sample("837p-clean.edi"), "-", ""), "~\n", "-");
    auto const outcome = run_text(replaced(text, "CLM*RB1001*", "CLM*RB~1001*"));
    CHECK(outcome.count("E017") == 1);
    CHECK(outcome.totals().rejected == 0);
    CHECK(has(outcome.files.at("in.edi.277ca.edi"), "TRN*2*RB 1001~\n"));
    CHECK(run_text(outcome.files.at("in.edi.277ca.edi")).findings() == "");
}
