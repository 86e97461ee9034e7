#include "engine/read/inputs.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <system_error>

namespace engine::read {
namespace {

namespace fs = std::filesystem;

// Of anything but a file that can be read at any place nothing is told.
unpack::Packing packing_of_file(std::string const& path) {
    int const file = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0) return unpack::Packing::none;
    std::array<char, unpack::longest_mark> mark;
    ssize_t const got = ::pread(file, mark.data(), mark.size(), 0);
    if (file != STDIN_FILENO) ::close(file);
    return got > 0 ? unpack::packing_of({mark.data(), static_cast<std::size_t>(got)}) : unpack::Packing::none;
}

// The file at `path`, or the members of the archive that it is.
void add_file(std::string const& path, std::string const& name, unpack::UnpackLimits const& limits, std::vector<InputScope>& inputs) {
    unpack::Packing const packing = packing_of_file(path);
    if (packing != unpack::Packing::zip) {
        inputs.push_back({.path = path, .name = name, .packing = packing});
        return;
    }
    auto const archive = std::make_shared<unpack::ZipArchive>(path, limits);
    if (!archive->refused().empty()) {
        inputs.push_back({.path = path, .name = name, .packing = packing, .refused = archive->refused()});
        return;
    }
    for (unpack::ZipMember const& member : archive->members())
        inputs.push_back({path + "/" + member.name, name + "/" + member.name, packing, {archive, &member}, member.refused});
}

// Collects regular files (and whatever else can be opened and read) below `directory`; what cannot be listed is an error, because a
// folder that is passed over in silence is claims lost.
bool walk(fs::path const& directory, fs::path const& below, std::string const& outputs, unpack::UnpackLimits const& limits,
          std::vector<InputScope>& inputs, InputError& error) {
    std::error_code code;
    std::vector<fs::directory_entry> entries;
    for (fs::directory_iterator at(directory, code), end; !code && at != end; at.increment(code)) entries.push_back(*at);
    if (code) {
        error.message = "cannot list directory " + directory.string() + ": " + code.message();
        return false;
    }
    std::sort(entries.begin(), entries.end(),
              [](auto const& a, auto const& b) { return a.path().filename().native() < b.path().filename().native(); });
    for (auto const& entry : entries) {
        auto const name = entry.path().filename();
        if (name.native().front() == '.') continue;
        if (entry.is_directory(code)) {
            bool const ours = !outputs.empty() && fs::equivalent(entry.path(), outputs, code);
            if (!ours && !entry.is_symlink(code) && !walk(entry.path(), below / name, outputs, limits, inputs, error)) return false;
        } else {
            add_file(entry.path().string(), (below / name).string(), limits, inputs);
        }
    }
    return true;
}

} // namespace

std::variant<std::vector<InputScope>, InputError> list_inputs(std::span<std::string const> paths, std::string const& outputs,
                                                              unpack::UnpackLimits const& limits) {
    std::vector<InputScope> inputs;
    InputError error;
    for (auto const& path : paths) {
        std::error_code code;
        if (path == "-") {
            add_file("-", "stdin", limits, inputs);
        } else if (auto const status = fs::status(path, code); !fs::exists(status)) {
            return InputError{path + ": no such file or directory"};
        } else if (fs::is_directory(status)) {
            if (!walk(path, {}, outputs, limits, inputs, error)) return error;
        } else {
            add_file(path, fs::path(path).filename().string(), limits, inputs);
        }
    }
    std::map<std::string, std::string> seen;
    for (auto const& input : inputs) {
        auto const [at, fresh] = seen.emplace(input.name, input.path);
        if (!fresh)
            return InputError{"two inputs would share the output name " + input.name + ": " + at->second + " and " + input.path +
                              "; give them in separate runs or name their common directory"};
    }
    return inputs;
}

} // namespace engine::read
