#include "cli/talk.hpp"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

namespace cli::talk {
namespace {

bool no_colour() {
    char const* wish = std::getenv("NO_COLOR");
    return wish && *wish;
}

spdlog::logger& logger() {
    static std::shared_ptr<spdlog::logger> const made = [] {
        auto const mode = no_colour() ? spdlog::color_mode::never : spdlog::color_mode::automatic;
        auto log = std::make_shared<spdlog::logger>("scrub837", std::make_shared<spdlog::sinks::stderr_color_sink_st>(mode));
        log->set_pattern("%n: %^%l%$: %v");
        return log;
    }();
    return *made;
}

bool progress_shown = false;

// Talk that nobody can hear (a full disk, a closed pipe) changes no result.
void print(std::string const& text) {
    std::fwrite(text.data(), 1, text.size(), stderr);
    std::fflush(stderr);
}

} // namespace

void note(std::string_view message) {
    logger().info("{}", message);
}
void warning(std::string_view message) {
    logger().warn("{}", message);
}
void error(std::string_view message) {
    logger().error("{}", message);
}
void line(std::string_view text) {
    print(std::string(text) + "\n");
}
void quiet() {
    logger().set_level(spdlog::level::err);
}

void progress(std::uint64_t bytes) {
    static bool const terminal = ::isatty(STDERR_FILENO);
    static auto last = std::chrono::steady_clock::now();
    if (!terminal || !logger().should_log(spdlog::level::info)) return;
    auto const now = std::chrono::steady_clock::now();
    if (now - last < std::chrono::milliseconds(250)) return;
    last = now;
    progress_shown = true;
    print("\r" + std::to_string(bytes / 1'000'000) + " MB");
}

void end_progress() {
    if (progress_shown) print("\r\x1b[K");
    progress_shown = false;
}

bool stdout_is_terminal() {
    return ::isatty(STDOUT_FILENO) && !no_colour();
}

} // namespace cli::talk
