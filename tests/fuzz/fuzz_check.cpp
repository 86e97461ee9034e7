// Any bytes through the whole check, once in pieces of a claim and once in one piece: it must neither crash nor hang, and both ways must
// say the same.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <variant>

#include "engine/check/block_checker.hpp"
#include "engine/read/batch_reader.hpp"
#include "engine/read/block.hpp"
#include "engine/tally.hpp"
#include "rules/policy.hpp"

namespace {

struct Outcome {
    engine::Tally tally;
    std::string text, jsonl, csv, answers;
    std::string errors; ///< for the 999
    std::string parts;  ///< for the split files
};

rules::Policy const& policy() {
    static auto const loaded = rules::load_policies({});
    if (auto const* error = std::get_if<rules::PolicyError>(&loaded)) {
        std::fprintf(stderr, "%s\n", error->message.c_str());
        std::abort();
    }
    return std::get<rules::Policy>(loaded);
}

// What the split files get of an item, in the order of the input.
void append_parts(engine::read::Block const& block, engine::read::Item const& item, engine::check::CheckedBlock const& checked,
                  engine::check::CheckedItem const& result, std::string& out) {
    if (item.kind == engine::read::ItemKind::unread) out += block.text(item.begin, item.end);
    for (std::uint32_t i = result.parts_begin; i < result.parts_end; ++i) {
        engine::split::SplitPart const& part = checked.parts[i];
        out += static_cast<char>('0' + static_cast<int>(part.kind) * 8 + part.rank * 2 + part.accepted);
        out += std::to_string(part.segments);
        out += block.text(part.begin, part.end);
    }
}

Outcome check(std::string const& path, std::size_t block_size) {
    engine::read::BatchReader reader({{.path = path, .name = "fuzz"}},
                                     {.block_size = block_size, .largest_claim = 8192, .largest_segment = 4096});
    engine::check::BlockChecker checker(policy(), {.processed = edi::Day{20000}, .style = {}, .files = true, .split = true});
    engine::read::Block block;
    engine::check::CheckedBlock checked;
    Outcome outcome;
    while (reader.next(block)) {
        checker.check(block, checked);
        for (engine::check::CheckedItem const& item : checked.items) outcome.tally += item.tally;
        for (std::size_t i = 0; i < block.items.size(); ++i) append_parts(block, block.items[i], checked, checked.items[i], outcome.parts);
        outcome.text += checked.text;
        outcome.jsonl += checked.jsonl;
        outcome.csv += checked.csv;
        outcome.answers += checked.answers;
        outcome.errors += checked.errors_999;
    }
    return outcome;
}

void must(bool holds, char const* what) {
    if (holds) return;
    std::fprintf(stderr, "does not hold: %s\n", what);
    std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    static int const file = memfd_create("fuzz", 0);
    static std::string const path = "/proc/self/fd/" + std::to_string(file);
    must(ftruncate(file, 0) == 0 && pwrite(file, data, size, 0) == static_cast<ssize_t>(size), "the input could be stored");

    Outcome const small = check(path, 1), large = check(path, 1 << 20);
    must(small.tally == large.tally, "the same counts in any piece size");
    must(small.parts == large.parts, "the same parts for the split files in any piece size");
    must(small.text == large.text, "the same annotated text in any piece size");
    must(small.jsonl == large.jsonl, "the same findings.jsonl in any piece size");
    must(small.csv == large.csv, "the same findings.csv in any piece size");
    must(small.answers == large.answers, "the same answers.jsonl in any piece size");
    must(small.errors == large.errors, "the same errors for the 999 in any piece size");
    must(small.tally.claims == small.tally.accepted + small.tally.rejected, "claims = accepted + rejected");
    return 0;
}
