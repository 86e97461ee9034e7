#include "cli/talk.hpp"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "cli/progress.hpp"

namespace cli::talk {
namespace {

std::string color_wish = "auto";

bool is_set(char const* name) {
    char const* wish = std::getenv(name);
    return wish && *wish;
}

bool dumb_terminal() {
    char const* name = std::getenv("TERM");
    return name && std::string_view(name) == "dumb";
}

bool colored(int stream) {
    if (color_wish != "auto") return color_wish == "always";
    return ::isatty(stream) && !is_set("NO_COLOR") && !dumb_terminal();
}

struct Log {
    std::shared_ptr<spdlog::sinks::stderr_color_sink_st> sink = std::make_shared<spdlog::sinks::stderr_color_sink_st>();
    spdlog::logger logger{"scrub837", sink};
    Log() {
        logger.set_pattern("%n: %^%l%$: %v");
        set_colors();
    }
    void set_colors() { sink->set_color_mode(colored(STDERR_FILENO) ? spdlog::color_mode::always : spdlog::color_mode::never); }
};

Log& log() {
    static Log made;
    return made;
}

// Talk that nobody can hear (a full disk, a closed pipe) changes no result.
void print(std::string const& text) {
    progress::clear();
    std::fwrite(text.data(), 1, text.size(), stderr);
    std::fflush(stderr);
}

void say(spdlog::level::level_enum level, std::string_view message) {
    progress::clear();
    log().logger.log(level, "{}", message);
}

} // namespace

void note(std::string_view message) {
    say(spdlog::level::info, message);
}
void warning(std::string_view message) {
    say(spdlog::level::warn, message);
}
void error(std::string_view message) {
    say(spdlog::level::err, message);
}
void detail(std::string_view message) {
    say(spdlog::level::debug, message);
}
void line(std::string_view text) {
    print(std::string(text) + "\n");
}
void quiet() {
    log().logger.set_level(spdlog::level::err);
}
void verbose() {
    log().logger.set_level(spdlog::level::debug);
}
void colors(std::string_view when) {
    color_wish = when;
    log().set_colors();
}

bool colored_output() {
    return colored(STDOUT_FILENO);
}

bool progress_wanted() {
    return ::isatty(STDERR_FILENO) && !dumb_terminal() && log().logger.should_log(spdlog::level::info);
}

} // namespace cli::talk
