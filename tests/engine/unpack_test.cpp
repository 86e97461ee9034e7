// Packed inputs: what is in them gives the results that it has as a plain file, and what is damaged, cut off or too large never looks whole.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "engine/unpack/inflater.hpp"
#include "engine/unpack/unpack_stage.hpp"
#include "rules/sha256.hpp"
#include "tests/engine/packed.hpp"
#include "tests/engine/run_files.hpp"
#include "tests/engine/run_support.hpp"

using namespace engine_test;
using engine::unpack::Packing;
using engine::unpack::Unpacker;

namespace {

bool is_answer(std::string const& name) {
    return name.ends_with(".edi");
}

/// Results of a run that tell bytes and SHA-256 of the input as it lies on the disk.
constexpr char const* names_inputs[] = {"summary.json", "report.html", "results.sqlite"};

/// The files of a run without what speaks of the packed file itself.
std::map<std::string, std::string> results(Outcome outcome) {
    for (char const* const named : names_inputs) outcome.files.erase(named);
    auto& text = outcome.files.at("summary.txt");
    auto const at = text.find(" bytes, ");
    REQUIRE(at != std::string::npos);
    text.erase(text.rfind(' ', at - 1), at - text.rfind(' ', at - 1));
    return outcome.files;
}

/// It could not be read to its end, and nothing of it is accepted or answered.
void check_not_whole(Outcome const& outcome, std::string_view reason = "") {
    REQUIRE(outcome.error == "");
    REQUIRE(outcome.summary.inputs.size() == 1);
    auto const& input = outcome.summary.inputs.front();
    CHECK(!input.readable);
    CHECK(outcome.count("E019") == 1);
    CHECK_MESSAGE(input.reason.find(reason) != std::string::npos, input.reason);
    CHECK(input.tally.accepted == 0);
    CHECK(input.tally.rejected == input.tally.claims);
    if (input.split) CHECK(input.split->damaged == input.tally.claims);
    for (auto const& [name, text] : outcome.files) CHECK_MESSAGE(!is_answer(name), name);
}

std::string text_of_some_size() {
    std::vector<ClaimText> claims(40);
    for (std::size_t i = 0; i < claims.size(); ++i) claims[i].number = "A" + std::to_string(i);
    return file_of(claims);
}

} // namespace

TEST_CASE("a packed file gives the results of the plain one, for every sample and form and for any number of threads") {
    for (auto const& entry : fs::directory_iterator(project() / "samples")) {
        if (entry.path().extension() != ".edi") continue;
        CAPTURE(entry.path().filename().string());
        std::string const text = read_file(entry.path());
        auto const plain = results(run_text(text, {.split = true}));
        for (unsigned const threads : {1U, 3U}) {
            Settings const settings{.threads = threads, .block_size = threads == 1 ? 512 * 1024UL : 700UL, .split = true};
            CHECK(results(run_text(gzip(text), settings)) == plain);
            CHECK(results(run_text(zstd(text), settings)) == plain);
        }
    }
}

TEST_CASE("the summary names the packed file as it lies on the disk, and the bytes that were in it") {
    std::string const text = sample("837p-clean.edi"), packed = gzip(text);
    auto const outcome = run_text(packed);
    auto const& input = outcome.summary.inputs.at(0);
    CHECK(input.bytes == packed.size());
    CHECK(input.sha256 == rules::sha256(packed));
    CHECK(input.unpacked_bytes == text.size());
    CHECK(input.packing == "gzip");
    CHECK(outcome.files.at("summary.json").find("\"packed\":\"gzip\",\"unpacked_bytes\":" + std::to_string(text.size())) !=
          std::string::npos);
    CHECK(run_text(text).files.at("summary.json").find("packed") == std::string::npos);
}

TEST_CASE("all members of a gzip file and all frames of a Zstandard file are read") {
    std::string const text = text_of_some_size();
    auto const plain = results(run_text(text));
    for (std::size_t const part : {1UL, 7UL, 1000UL, 5000UL}) {
        CAPTURE(part);
        std::string gz, zst;
        for (std::size_t at = 0; at < text.size(); at += part) {
            gz += gzip(text.substr(at, part));
            zst += zstd(text.substr(at, part));
        }
        CHECK(results(run_text(gz)) == plain);
        CHECK(results(run_text(zst)) == plain);
    }
    CHECK(results(run_text(gzip("") + gzip(text) + gzip(""))) == plain);
    CHECK(results(run_text(gzip(text) + std::string(3000, '\0'))) == plain); // blocks of a tape
}

TEST_CASE("what stands behind the last member is told") {
    std::string const packed = gzip(sample("837p-clean.edi"));
    for (std::string const behind : {"x", "garbage, much of it", "\x1f", "\x1f\x8b", "\x1f\x8b\x08"}) {
        CAPTURE(behind);
        check_not_whole(run_text(packed + behind, {.split = true}));
    }
    check_not_whole(run_text(packed + std::string(100, '\0') + "x"), "followed by something else");
    check_not_whole(run_text(packed + sample("837p-clean.edi")), "followed by something else");
    check_not_whole(run_text(zstd(sample("837p-clean.edi")) + "garbage"), "followed by something else");
}

TEST_CASE("a packed file that is cut off anywhere never looks whole") {
    std::string const text = sample("837p-clean.edi");
    for (std::string const& packed : {gzip(text), zstd(text), gzip(text.substr(0, 500)) + gzip(text.substr(500))}) {
        for (std::size_t size = 4; size < packed.size(); ++size) {
            CAPTURE(size);
            auto const outcome = run_text(packed.substr(0, size), {.split = true});
            // Between two members nothing of the packed file is missing, but of the interchange there is.
            if (outcome.summary.inputs.at(0).readable)
                CHECK(outcome.totals().accepted == 0);
            else
                check_not_whole(outcome, "that is cut off");
        }
    }
    std::string const packed = zip({{"a.edi", text}});
    for (std::size_t size = 4; size < packed.size(); ++size) check_not_whole(run_text(packed.substr(0, size)), "damaged or cut off");
}

TEST_CASE("a byte that is wrong never changes results without being told") {
    std::string const text = sample("837p-wrong-units.edi");
    auto const plain = results(run_text(text, {.split = true}));
    for (std::string const& packed : {gzip(text), zstd(text)}) {
        for (std::size_t at = 4; at < packed.size(); ++at) {
            CAPTURE(at);
            std::string wrong = packed;
            wrong[at] = static_cast<char>(wrong[at] ^ 0x55);
            auto const outcome = run_text(wrong, {.split = true});
            if (outcome.summary.inputs.at(0).readable)
                CHECK(results(outcome) == plain); // a byte that says nothing, as the time of packing
            else
                check_not_whole(outcome);
        }
    }
}

TEST_CASE("a good file is no duplicate of one that is damaged") {
    std::string const text = text_of_some_size(), packed = gzip(text);
    std::string wrong = packed;
    wrong[packed.size() - 6] = static_cast<char>(wrong[packed.size() - 6] ^ 1); // the checksum
    auto const outcome = run_files({wrong, packed});
    CHECK(outcome.summary.inputs.at(0).reason == "is a gzip file whose checksum or size is not that of its data: it is damaged");
    CHECK(outcome.summary.inputs.at(0).tally.rejected == 40);
    CHECK(outcome.summary.inputs.at(1).tally.accepted == run_text(text, comparing()).totals().accepted);
    CHECK(!outcome.files.contains("a.edi.277ca.edi"));
    CHECK(outcome.files.contains("b.edi.277ca.edi"));
}

TEST_CASE("a file that unpacks to more than it may is read no further") {
    std::string const text = text_of_some_size();
    Settings settings;
    settings.unpack.most_bytes = text.size();
    CHECK(run_text(gzip(text), settings).summary.inputs.at(0).readable);
    settings.unpack.most_bytes = text.size() - 1;
    check_not_whole(run_text(gzip(text), settings), "--max-unpacked");
    check_not_whole(run_text(zstd(text), settings), "--max-unpacked");
    check_not_whole(run_text(zip({{"a.edi", text}}), settings), "--max-unpacked");

    std::string const zeros(std::size_t{70} << 20, '0');
    check_not_whole(run_text(gzip(zeros)), "--max-ratio");
    check_not_whole(run_text(zstd(zeros)), "--max-ratio");
    check_not_whole(run_text(zip({{"a.edi", zeros}})), "--max-ratio");
    settings = {};
    settings.unpack.most_ratio = 100'000;
    CHECK(run_text(gzip(zeros), settings).summary.inputs.at(0).reason == "is no X12: it has no ISA");
}

TEST_CASE("what is packed twice is refused") {
    std::string const text = sample("837p-clean.edi");
    for (std::string const& inner : {gzip(text), zstd(text), zip({{"a.edi", text}})}) {
        for (std::string const& outer : {gzip(inner), zstd(inner), zip({{"b.edi", inner}})}) {
            auto const outcome = run_text(outer);
            CHECK(outcome.summary.inputs.at(0).reason == "holds something that is packed once more: unpack it and give it again");
            CHECK(outcome.totals().claims == 0);
        }
    }
}

// ---- zip -----------------------------------------------------------------------------------------------------------------------

TEST_CASE("the members of a zip archive are inputs as files in a folder are") {
    std::string const clean = sample("837p-clean.edi"), wrong = sample("837p-wrong-units.edi");
    TemporaryDirectory const in;
    fs::create_directories(in / "plain/z.zip/sub");
    write_file(in / "plain/z.zip/one.edi", clean);
    write_file(in / "plain/z.zip/sub/two.edi", wrong);
    auto plain = run_paths({in / "plain"}, {.split = true});
    for (bool const zip64 : {false, true}) {
        for (std::uint16_t const method : {std::uint16_t{0}, std::uint16_t{8}, std::uint16_t{93}}) {
            CAPTURE(method);
            write_file(in / "z.zip",
                       zip({{"one.edi", clean, method}, {"sub/", "", 0}, {"sub\\two.edi", wrong, method}, {".hidden/x", "x", 0}},
                           {.zip64 = zip64, .comment = "PK\x05\x06 in a comment"}));
            auto packed = run_paths({in / "z.zip"}, {.threads = method == 8 ? 2U : 1U, .split = true});
            REQUIRE(packed.summary.inputs.size() == 2);
            CHECK(packed.summary.inputs[1].path == in / "z.zip" + "/sub/two.edi");
            CHECK(packed.summary.inputs[1].archive == in / "z.zip");
            CHECK(packed.summary.inputs[1].unpacked_bytes == wrong.size());
            CHECK(packed.summary.inputs[1].sha256 == rules::sha256(read_file(in / "z.zip")));
            CHECK(packed.totals() == plain.totals());
            for (auto const& [name, text] : plain.files) {
                if (name.starts_with("summary") ||
                    std::find(std::begin(names_inputs), std::end(names_inputs), name) != std::end(names_inputs))
                    continue;
                CHECK_MESSAGE(without(packed.files.at(name), in.path().string()) == without(text, in.path().string() + "/plain"), name);
            }
            CHECK(packed.files.size() == plain.files.size());
        }
    }
}

TEST_CASE("a name in an archive leads nowhere else") {
    std::string const text = sample("837p-clean.edi");
    std::string const nul("a\0b", 3);
    for (std::string const& name : {std::string("../evil.edi"), std::string("/etc/evil.edi"), std::string("a/../../evil.edi"),
                                    std::string("a//b"), std::string("..\\evil.edi"), std::string("a/./b"), std::string("a/.."),
                                    std::string("x\ny"), nul, std::string("C:/.."), std::string("a/"), std::string(300, 'n')}) {
        CAPTURE(name);
        auto const outcome = run_text(zip({{name, text, 0}, {"good.edi", text}}));
        REQUIRE(outcome.summary.inputs.size() == 2);
        CHECK(outcome.summary.inputs[0].path.ends_with("in.edi/member 1"));
        CHECK(outcome.summary.inputs[0].reason.find("has a name that") == 0);
        CHECK(outcome.summary.inputs[1].readable);
    }
    auto const twice = run_text(zip({{"a.edi", text}, {"a.edi", text}}));
    CHECK(twice.summary.inputs.at(0).readable);
    CHECK(twice.summary.inputs.at(1).reason == "has the name of another member of the archive");
}

TEST_CASE("an archive or a member that cannot be trusted is refused with the reason") {
    std::string const text = sample("837p-clean.edi");
    check_not_whole(run_text(zip({{"a.edi", text, 8, 1}})), "is encrypted");
    check_not_whole(run_text(zip({{"a.edi", text, 99}})), "is encrypted");
    check_not_whole(run_text(zip({{"a.edi", text, 14}})), "method 14");
    check_not_whole(run_text(zip({})), "without files");
    check_not_whole(run_text(zip({{"a.edi", text}}, {.behind = "x"})), "damaged or cut off");
    check_not_whole(run_text(zip({{.name = "a.edi", .text = text, .local_name = "b.edi"}})), "does not begin as the directory says");
    check_not_whole(run_text(zip({{.name = "a.edi", .text = text, .crc_change = 1}}), {.split = true}), "checksum or size");
    check_not_whole(run_text(zip({{.name = "a.edi", .text = text, .more_size = 1}})), "checksum or size");
    check_not_whole(run_text(zip({{.name = "a.edi", .text = text, .more_size = -1}})), "larger than its directory says");
    check_not_whole(run_text(zip({{.name = "a.edi", .text = text, .method = 0, .more_size = -1}})), "larger than its directory says");
    check_not_whole(run_text(zip({{.name = "a", .text = text}, {.name = "b", .text = text, .local_name = "a", .shared_with = 0}})),
                    "overlap");
    Settings settings;
    settings.unpack.most_members = 2;
    CHECK(run_text(zip({{"a", text}, {"b", text}}), settings).summary.inputs.size() == 2);
    check_not_whole(run_text(zip({{"a", text}, {"b", text}, {"c", text}}), settings), "--max-members");
}

TEST_CASE("bytes of an archive that are wrong never crash, and never look whole where claims differ") {
    std::string const text = sample("837p-clean.edi"), packed = zip({{"a.edi", text}}, {.zip64 = true});
    std::mt19937 dice(7);
    for (int round = 0; round < 1500; ++round) {
        std::string wrong = packed;
        for (int n = static_cast<int>(dice() % 3); n >= 0; --n) wrong[4 + dice() % (wrong.size() - 4)] = static_cast<char>(dice());
        auto const outcome = run_text(wrong);
        REQUIRE(outcome.error == "");
        for (auto const& input : outcome.summary.inputs)
            if (input.readable) CHECK((input.tally.accepted == 3 && input.unpacked_bytes == text.size()));
    }
}

// ---- the stage -----------------------------------------------------------------------------------------------------------------

TEST_CASE("both libraries for deflate say the same") {
    using namespace engine::unpack;
    auto const isal = isal_inflater(Wrapper::gzip);
    if (!isal) {
        MESSAGE("built without ISA-L: nothing to compare");
        return;
    }
    auto const zlib = zlib_inflater(Wrapper::gzip);
    std::mt19937 dice(11);
    std::string const text = text_of_some_size();
    for (int round = 0; round < 400; ++round) {
        std::string packed =
            deflated(std::string_view(text).substr(dice() % 1000, dice() % text.size()), 31, static_cast<int>(dice() % 10));
        if (round % 2) packed[dice() % packed.size()] = static_cast<char>(dice());
        if (round % 5 == 0) packed.resize(dice() % packed.size());
        std::array<std::string, 2> unpacked;
        std::array<Inflater::Step, 2> last{};
        for (std::size_t which = 0; which < 2; ++which) {
            Inflater& each = which ? *isal : *zlib;
            each.start();
            std::string buffer(1 + dice() % 5000, '\0');
            std::string_view rest = packed;
            for (;;) {
                Room room{buffer.data(), buffer.size()};
                std::string_view in = rest.substr(0, 1 + dice() % 3000);
                std::size_t const given = in.size();
                last[which] = each.run(in, room);
                rest.remove_prefix(given - in.size());
                unpacked[which].append(buffer.data(), buffer.size() - room.size);
                if (last[which] != Inflater::Step::going || (given == in.size() && room.size == buffer.size())) break;
            }
        }
        if (last[0] == Inflater::Step::done || last[1] == Inflater::Step::done) CHECK(unpacked[0] == unpacked[1]);
        CHECK((last[0] == Inflater::Step::done) == (last[1] == Inflater::Step::done));
        if (last[0] == Inflater::Step::going || last[1] == Inflater::Step::going) CHECK(last[0] == last[1]);
    }
}

TEST_CASE("the stage can be left at any place") {
    std::string const packed = gzip(std::string(3'000'000, 'x'));
    for (bool const ahead : {false, true}) {
        engine::unpack::UnpackStage stage(ahead);
        std::string out(100'000, '\0');
        for (int round = 0; round < 20; ++round) {
            stage.open(std::make_unique<Unpacker>(-1, packed, Packing::gzip, engine::unpack::UnpackLimits{}));
            for (int n = 0; n < round; ++n) CHECK(stage.read(out.data(), out.size()) > 0);
            stage.close();
        }
        stage.open(std::make_unique<Unpacker>(-1, packed, Packing::gzip, engine::unpack::UnpackLimits{}));
    }
}
