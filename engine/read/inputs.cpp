#include "engine/read/inputs.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <system_error>

namespace engine::read {
namespace {

namespace fs = std::filesystem;

// Collects regular files (and whatever else can be opened and read) below `directory`; what cannot be listed is an error, because a
// folder that is passed over in silence is claims lost.
bool walk(fs::path const& directory, fs::path const& below, std::string const& outputs, std::vector<InputScope>& inputs,
          InputError& error) {
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
            if (!ours && !entry.is_symlink(code) && !walk(entry.path(), below / name, outputs, inputs, error)) return false;
        } else {
            inputs.push_back({entry.path().string(), (below / name).string()});
        }
    }
    return true;
}

} // namespace

std::variant<std::vector<InputScope>, InputError> list_inputs(std::span<std::string const> paths, std::string const& outputs) {
    std::vector<InputScope> inputs;
    InputError error;
    for (auto const& path : paths) {
        std::error_code code;
        if (path == "-") {
            inputs.push_back({"-", "stdin"});
        } else if (auto const status = fs::status(path, code); !fs::exists(status)) {
            return InputError{path + ": no such file or directory"};
        } else if (fs::is_directory(status)) {
            if (!walk(path, {}, outputs, inputs, error)) return error;
        } else {
            inputs.push_back({path, fs::path(path).filename().string()});
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
