// What the machine can do and what each stage of `scrub837 check` takes, one thread, in one run: GB/s, cycles a byte, share of the whole; and
// what the serial stages allow with more cores.
//
//   stages FILE DIRECTORY [RUNS]
//
// FILE is an 837 file without findings; DIRECTORY gets files that are removed again. Every figure is the least of RUNS (default 5) over the whole
// file, in blocks as the program has them, with the file in the page cache.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "bench/splitter.hpp"
#include "edi/claim/claim_reader.hpp"
#include "edi/loops/cursor.hpp"
#include "edi/loops/element_checker.hpp"
#include "edi/text/segments.hpp"
#include "engine/check/block_checker.hpp"
#include "engine/history/claim_history.hpp"
#include "engine/read/batch_reader.hpp"
#include "engine/read/checksum.hpp"
#include "engine/read/inputs.hpp"
#include "engine/run.hpp"
#include "engine/write/batch_writer.hpp"
#include "rules/claim_keys.hpp"
#include "rules/judge.hpp"
#include "rules/policy.hpp"

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

template <class Work>
double seconds_of(Work&& work) {
    auto const start = Clock::now();
    work();
    return seconds_since(start);
}

[[noreturn]] void fail(std::string const& message) {
    std::fprintf(stderr, "stages: %s\n", message.c_str());
    std::exit(4);
}

/// Keeps the compiler from leaving out what nobody reads.
void keep(std::uint64_t value) {
    asm volatile("" : : "r"(value));
}

/// Cycles of the core in a nanosecond, by additions that wait for each other: the time stamp counter has a clock of its own.
double gigahertz() {
    constexpr std::uint64_t additions = 200'000'000;
    double best = 1e9;
    for (int run = 0; run < 3; ++run)
        best = std::min(best, seconds_of([] {
                            std::uint64_t sum = 0;
                            for (std::uint64_t i = 0; i < additions / 8; ++i)
                                asm volatile("add $1, %0\n\tadd $1, %0\n\tadd $1, %0\n\tadd $1, %0\n\t"
                                             "add $1, %0\n\tadd $1, %0\n\tadd $1, %0\n\tadd $1, %0"
                                             : "+r"(sum));
                            keep(sum);
                        }));
    return additions / best / 1e9;
}

// ---- what the machine can do -----------------------------------------------------------------------------------------------------

constexpr std::size_t block_size = 512 * 1024;

class File {
public:
    explicit File(char const* path) : descriptor_(open(path, O_RDONLY | O_CLOEXEC)) {
        struct stat status {};
        if (descriptor_ < 0 || fstat(descriptor_, &status) != 0) fail(std::string("cannot read ") + path);
        bytes = static_cast<std::size_t>(status.st_size);
        if (bytes < 106) fail(std::string(path) + " is shorter than an ISA");
        char isa[106];
        if (pread(descriptor_, isa, sizeof isa, 0) != sizeof isa) fail(std::string("cannot read ") + path);
        delimiters.element = isa[3];
        delimiters.repetition = isa[82];
        delimiters.component = isa[104];
        delimiters.segment = isa[105];
    }
    ~File() { close(descriptor_); }
    File(File const&) = delete;
    File& operator=(File const&) = delete;

    /// Calls `look` with one block after the other; gives the seconds of `look` alone, and of reading.
    template <class Look>
    std::array<double, 2> each_block(Look&& look) {
        std::array<double, 2> seconds{};
        for (std::size_t offset = 0; offset < bytes;) {
            auto const start = Clock::now();
            auto const got = pread(descriptor_, buffer_.get(), block_size, static_cast<off_t>(offset));
            if (got <= 0) fail("cannot read on");
            auto const middle = Clock::now();
            look(std::string_view(buffer_.get(), static_cast<std::size_t>(got)));
            seconds[0] += seconds_since(middle);
            seconds[1] += std::chrono::duration<double>(middle - start).count();
            offset += static_cast<std::size_t>(got);
        }
        return seconds;
    }

    std::size_t bytes = 0;
    edi::Delimiters delimiters;

private:
    int descriptor_;
    std::unique_ptr<char[]> buffer_ = std::make_unique<char[]>(block_size + 64);
};

/// Bytes that are one of the four delimiters; the compiler makes vector code of it.
__attribute__((target_clones("arch=x86-64-v4", "avx2", "default"))) std::uint64_t count(char const* text, std::size_t size,
                                                                                        edi::Delimiters const delimiters) {
    std::uint64_t sum = 0;
    for (std::size_t begin = 0; begin < size; begin += 128) {
        std::size_t const end = std::min(size, begin + 128);
        unsigned char few = 0;
        for (std::size_t i = begin; i < end; ++i)
            few = static_cast<unsigned char>(few + ((text[i] == delimiters.segment) | (text[i] == delimiters.element) |
                                                    (text[i] == delimiters.component) | (text[i] == delimiters.repetition)));
        sum += few;
    }
    return sum;
}

struct Ceilings {
    double read = 1e9, count = 1e9, index = 1e9, split = 1e9, write = 1e9; ///< seconds for the file
};

Ceilings find_ceilings(File& file, std::string const& directory, int runs) {
    Ceilings least;
    edi::DelimiterIndex index;
    auto const lower = [](double& least_so_far, double seconds) { least_so_far = std::min(least_so_far, seconds); };
    std::string const path = directory + "/written";
    for (int run = 0; run < runs; ++run) {
        auto const counted = file.each_block([&](std::string_view text) { keep(count(text.data(), text.size(), file.delimiters)); });
        lower(least.count, counted[0]);
        lower(least.read, counted[1]);
        lower(least.index, file.each_block([&](std::string_view text) { edi::index_delimiters(text, file.delimiters, index); })[0]);
        lower(least.split, file.each_block([&](std::string_view text) {
            auto const counts = bench::split(text.data(), text.data() + text.size(), file.delimiters.element, file.delimiters.segment);
            keep(counts.longest + counts.elements);
        })[0]);
        int const out = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        if (out < 0) fail("cannot write " + path);
        lower(least.write, file.each_block([&](std::string_view text) {
            if (write(out, text.data(), text.size()) != static_cast<ssize_t>(text.size())) fail("cannot write " + path);
        })[0]);
        close(out);
        std::filesystem::remove(path);
    }
    return least;
}

// ---- the stages ------------------------------------------------------------------------------------------------------------------

enum Stage : std::size_t { cut, checksum, check, history, write_out, segments, place, elements, bind, rules_on_claims, keys, stages };

using Seconds = std::array<double, stages>;

/// The parallel stage once more, from what it is made of, each piece step by step. Each step does again what is above it, in claims.
class Steps {
public:
    explicit Steps(rules::Policy const& policy) : judge_(policy), keys_(policy) {}

    void take(engine::read::Block const& block, Seconds& seconds) {
        for (engine::read::Item const& item : block.items) {
            if (item.kind != engine::read::ItemKind::piece) continue;
            edi::Guide const& guide = edi::guide(item.scope.set->guide);
            seconds[segments] +=
                seconds_of([&] { table_.assign(block.text(item.piece.begin, item.piece.end), item.scope.interchange->delimiters); });
            seconds[place] += seconds_of([&] { cursor_.place(guide, table_, item.piece.start, item.piece.next, placed_, faults_); });
            seconds[elements] += seconds_of([&] { checker_.check(guide, table_, placed_, item.piece.start.context_segments, faults_); });
            if (!guide.has_claims) continue;
            Nothing nothing;
            Judging judging(*this);
            Keying keying(*this);
            lists_.clear();
            double const bound = seconds_of([&] { reader_.read(guide.id, table_, placed_, nothing); });
            double const judged = seconds_of([&] { reader_.read(guide.id, table_, placed_, judging); });
            double const keyed = seconds_of([&] { reader_.read(guide.id, table_, placed_, keying); });
            seconds[bind] += bound;
            seconds[rules_on_claims] += judged - bound;
            seconds[keys] += keyed - judged;
        }
    }

private:
    struct Nothing final : edi::ClaimVisitor {
        void visit(edi::Claim const& claim) override { keep(claim.lines.size()); }
    };
    struct Judging final : edi::ClaimVisitor {
        explicit Judging(Steps& steps) : steps_(steps) {}
        void visit(edi::Claim const& claim) override {
            steps_.findings_.clear();
            steps_.judge_.judge(claim, steps_.findings_);
        }
        Steps& steps_;
    };
    struct Keying final : edi::ClaimVisitor {
        explicit Keying(Steps& steps) : steps_(steps) {}
        void visit(edi::Claim const& claim) override {
            steps_.findings_.clear();
            steps_.judge_.judge(claim, steps_.findings_);
            keep(steps_.keys_.find(steps_.judge_.facts(), 'P', steps_.lists_).key);
        }
        Steps& steps_;
    };

    edi::SegmentTable table_;
    edi::Cursor cursor_;
    edi::ElementChecker checker_;
    edi::ClaimReader reader_;
    rules::Judge judge_;
    rules::ClaimKeyFinder keys_;
    rules::Findings findings_;
    rules::KeyLists lists_;
    std::vector<edi::PlacedSegment> placed_;
    std::vector<edi::Fault> faults_;
};

/// `scrub837 check FILE --out DIRECTORY --no-database --no-html -j 1`, as engine::run() does it, with a look at the clock between the stages.
/// `output`: bytes written.
Seconds run_stages(rules::Policy const& policy, std::string const& path, std::string const& directory, std::uint64_t& output) {
    Seconds seconds{};
    auto inputs = std::get<std::vector<engine::InputScope>>(engine::read::list_inputs(std::vector{path}));
    engine::write::WriterOptions writing;
    writing.directory = directory + "/out";
    writing.replace = true;
    writing.page = false;
    writing.processed = edi::day_of(2026, 11, 24);
    engine::RunOptions const defaults;
    engine::write::BatchWriter writer(policy, writing);
    if (!writer.open(inputs)) fail(writer.error());
    engine::read::BatchReader reader(std::move(inputs), defaults.limits);
    engine::read::Checksum sum;
    engine::check::CheckOptions options{.processed = writing.processed, .style = {}, .files = true};
    options.keys = true;
    engine::check::BlockChecker checker(policy, options);
    engine::history::ClaimHistory earlier(policy, defaults.cross_claim_memory);
    Steps steps(policy);
    engine::read::Block block;
    engine::check::CheckedBlock checked;
    engine::history::BlockHistory told;
    for (bool more = true; more;) {
        seconds[cut] += seconds_of([&] { more = reader.next(block); });
        if (!more) break;
        seconds[checksum] += seconds_of([&] { sum.pass(block); });
        seconds[check] += seconds_of([&] { checker.check(block, checked); });
        seconds[history] += seconds_of([&] { earlier.pass(block, checked, told); });
        if (told.any()) fail("the file has findings over several claims; take one without");
        seconds[write_out] += seconds_of([&] { writer.write(block, checked); });
        steps.take(block, seconds);
    }
    writer.note(earlier.compared());
    seconds[write_out] += seconds_of([&] { writer.finish(); });
    if (!writer.error().empty()) fail(writer.error());
    output = 0;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(*writing.directory))
        if (entry.is_regular_file()) output += entry.file_size();
    std::filesystem::remove_all(*writing.directory);
    return seconds;
}

// ---- the table -------------------------------------------------------------------------------------------------------------------

class Table {
public:
    Table(std::size_t bytes, double clock) : bytes_(static_cast<double>(bytes)), clock_(clock) {
        std::printf("%-42s %8s %8s %12s %8s\n", "", "ms", "GB/s", "cycles/byte", "share");
    }
    void row(char const* name, double seconds, double whole = 0) const {
        std::printf("%-42s %8.1f %8.2f %12.2f", name, seconds * 1e3, bytes_ / seconds / 1e9, seconds * clock_ * 1e9 / bytes_);
        if (whole > 0) std::printf(" %6.1f %%", 100 * seconds / whole);
        std::printf("\n");
    }

private:
    double bytes_, clock_;
};

void tell_cores(Seconds const& seconds, double whole, std::size_t bytes) {
    static constexpr std::array<std::pair<Stage, char const*>, 4> serial = {
        {{cut, "read and cut"}, {checksum, "SHA-256"}, {history, "earlier claims"}, {write_out, "write"}}};
    auto const slowest =
        std::max_element(serial.begin(), serial.end(), [&](auto const& a, auto const& b) { return seconds[a.first] < seconds[b.first]; });
    double const limit = seconds[slowest->first];
    std::printf("\nSerial stages, busy when the pipeline runs on\n%-42s", "");
    for (int const cores : {2, 8, 16, 64}) std::printf(" %6d", cores);
    std::printf(" cores\n");
    // A stage that takes a share s of one core's time is busy for n * s of it when n cores share the work, until the slowest is always busy.
    for (auto const& [stage, name] : serial) {
        std::printf("%-42s", name);
        for (int const cores : {2, 8, 16, 64}) std::printf(" %5.0f%%", 100 * seconds[stage] / std::max(limit, whole / cores));
        std::printf("\n");
    }
    std::printf("%-42s", "GB/s at most (estimate)");
    for (int const cores : {2, 8, 16, 64}) std::printf(" %6.2f", static_cast<double>(bytes) / std::max(limit, whole / cores) / 1e9);
    std::printf("\n\"%s\" is the first to be always busy, from %.1f cores on.\n", slowest->second, whole / limit);
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 3 && argc != 4) {
        std::fputs("usage: stages FILE DIRECTORY [RUNS]\n", stderr);
        return 3;
    }
    int const runs = argc == 4 ? std::max(1, std::atoi(argv[3])) : 5;
    std::string const path = argv[1], directory = argv[2];
    std::filesystem::create_directories(directory);
    double const clock = gigahertz();
    File file(argv[1]);
    Ceilings const ceilings = find_ceilings(file, directory, runs);
    auto const policy = std::get<rules::Policy>(rules::load_policies({}));
    Seconds least;
    least.fill(1e9);
    std::uint64_t output = 0;
    for (int run = 0; run < runs; ++run) {
        Seconds const seconds = run_stages(policy, path, directory, output);
        for (std::size_t i = 0; i < stages; ++i) least[i] = std::min(least[i], seconds[i]);
    }

    std::printf("%s: %zu bytes, %.2f GHz, one thread, least of %d runs\n\n", path.c_str(), file.bytes, clock, runs);
    Table const table(file.bytes, clock);
    table.row("The machine: read()", ceilings.read);
    table.row("  count delimiters, SIMD", ceilings.count);
    table.row("  index of delimiters (edi/text)", ceilings.index);
    table.row("  split with memchr", ceilings.split);
    table.row("  write() as much", ceilings.write);
    double const whole = least[cut] + least[checksum] + least[check] + least[history] + least[write_out];
    double const render =
        least[check] - least[segments] - least[place] - least[elements] - least[bind] - least[rules_on_claims] - least[keys];
    std::printf("\n");
    table.row("Ours: read and cut (serial)", least[cut], whole);
    table.row("  SHA-256 (serial)", least[checksum], whole);
    table.row("  segments", least[segments], whole);
    table.row("  place", least[place], whole);
    table.row("  elements", least[elements], whole);
    table.row("  bind claims", least[bind], whole);
    table.row("  rules", least[rules_on_claims], whole);
    table.row("  keys of claims", least[keys], whole);
    table.row("  render, and the rest of the check", render, whole);
    table.row("  earlier claims (serial)", least[history], whole);
    table.row("  write, fsync (serial)", least[write_out], whole);
    table.row("all", whole, whole);
    double const written = ceilings.write * static_cast<double>(output) / static_cast<double>(file.bytes);
    double const floor = ceilings.read + ceilings.index + least[checksum] + written;
    table.row("floor: read, index, SHA-256, write", floor, whole);
    std::printf("%.3f bytes out for a byte in. All is %.1f times the floor; the splitter takes %.2f of all.\n",
                static_cast<double>(output) / static_cast<double>(file.bytes), whole / floor, (ceilings.split + ceilings.read) / whole);
    tell_cores(least, whole, file.bytes);
}
