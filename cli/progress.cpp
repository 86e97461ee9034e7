#include "cli/progress.hpp"

#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <string_view>

#include "cli/talk.hpp"

namespace cli::progress {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto first_shown = std::chrono::seconds(1);
constexpr auto shown_again = std::chrono::milliseconds(200);
constexpr std::string_view remove_line = "\r\x1b[K";

std::uint64_t total = 0;
Clock::time_point began, last;
volatile std::sig_atomic_t shown = 0, ending = 0;

void write_out(std::string_view text) {
    [[maybe_unused]] auto const written = ::write(STDERR_FILENO, text.data(), text.size()); // nobody hears: no result changes
}

// The line must not stay behind on the terminal; then the signal does what it would have done.
void remove_and_end(int signal) {
    ending = 1; // another thread must not show it again
    if (shown) write_out(remove_line);
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

void watch_signals() {
    for (int const signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT})
        if (std::signal(signal, remove_and_end) == SIG_IGN) std::signal(signal, SIG_IGN); // a parent wished so (nohup)
}

/// Bytes of text of all inputs; 0 where one of them has no size that says so (a pipe, a packed file).
std::uint64_t size_of(std::span<engine::InputScope const> inputs) {
    std::uint64_t sum = 0;
    for (engine::InputScope const& input : inputs) {
        if (input.member.archive) {
            sum += input.member.member->unpacked;
            continue;
        }
        struct stat status {};
        int const failed = input.path == "-" ? ::fstat(STDIN_FILENO, &status) : ::stat(input.path.c_str(), &status);
        if (failed != 0 || !S_ISREG(status.st_mode) || input.packing != engine::unpack::Packing::none) return 0;
        sum += static_cast<std::uint64_t>(status.st_size);
    }
    return sum;
}

std::size_t terminal_width() {
    winsize size{};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

std::string duration(std::uint64_t seconds) {
    if (seconds < 60) return std::to_string(seconds) + " s";
    if (seconds < 3600) return std::to_string(seconds / 60) + " min " + std::to_string(seconds % 60) + " s";
    return std::to_string(seconds / 3600) + " h " + std::to_string(seconds / 60 % 60) + " min";
}

} // namespace

void begin(std::span<engine::InputScope const> inputs) {
    began = last = Clock::now();
    total = talk::progress_wanted() ? size_of(inputs) : 0;
}

std::string text(engine::Progress const& now, std::uint64_t all, double seconds) {
    constexpr double million = 1e6;
    std::uint64_t const bytes = now.bytes;
    double const speed = seconds > 0 ? static_cast<double>(bytes) / seconds : 0;
    std::string out = std::to_string(bytes / 1'000'000);
    bool const known = all >= bytes && all > 0;
    if (known) out += " of " + std::to_string(all / 1'000'000);
    out += " MB";
    if (known)
        out += " (" + std::to_string(static_cast<std::uint64_t>(100.0 * static_cast<double>(bytes) / static_cast<double>(all))) + " %)";
    out += ", " + std::to_string(now.claims) + " claims, " + std::to_string(static_cast<std::uint64_t>(speed / million)) + " MB/s";
    if (known && speed > 0) out += ", " + duration(static_cast<std::uint64_t>(static_cast<double>(all - bytes) / speed)) + " left";
    return out;
}

void show(engine::Progress const& now) {
    static bool const wanted = talk::progress_wanted();
    if (!wanted || ending) return;
    auto const time = Clock::now();
    if (time - began < first_shown || time - last < shown_again) return;
    static bool const watched = (watch_signals(), true);
    static_cast<void>(watched);
    last = time;
    std::string line = text(now, total, std::chrono::duration<double>(time - began).count());
    line.resize(std::min(line.size(), terminal_width() - 1)); // a line that wraps cannot be removed
    shown = 1;
    write_out(std::string("\r") + line + "\x1b[K");
}

void clear() {
    if (!shown) return;
    shown = 0;
    write_out(remove_line);
}

} // namespace cli::progress
