#include <fcntl.h>
#include <sys/random.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "cli/command.hpp"
#include "cli/policies.hpp"
#include "cli/shared_options.hpp"
#include "cli/standard_output.hpp"
#include "cli/talk.hpp"
#include "engine/mask/mask_text.hpp"
#include "engine/write/output_file.hpp"
#include "rules/sha256.hpp"

namespace cli {
namespace {

constexpr Option options[] = {
    {"out", "FILE", "write to FILE (for you alone, complete or not at all) instead of standard output", Offer::file},
    {"overwrite", nullptr, "replace FILE"},
    {"seed", "TEXT",
     "the same TEXT gives the same masks, also in other files; whoever knows it can look for a name again (default: random and forgotten)"},
    policy_option,
};

/// Random bytes, in hex.
std::string random_seed() {
    char bytes[32];
    if (::getrandom(bytes, sizeof bytes, 0) != sizeof bytes) return {};
    return rules::sha256({bytes, sizeof bytes});
}

/// The file that is read, and the first thing that went wrong with it.
class Source {
public:
    explicit Source(std::string const& path) : file_(path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
        if (file_ < 0) reason_ = std::strerror(errno);
    }
    Source(Source const&) = delete;
    Source& operator=(Source const&) = delete;
    ~Source() {
        if (file_ > STDERR_FILENO) ::close(file_);
    }
    std::size_t read(char* bytes, std::size_t room) {
        if (!reason_.empty()) return 0;
        ssize_t got;
        do {
            got = ::read(file_, bytes, room);
        } while (got < 0 && errno == EINTR);
        if (got < 0) reason_ = std::strerror(errno);
        return got < 0 ? 0 : static_cast<std::size_t>(got);
    }
    std::string const& reason() const { return reason_; }

private:
    int file_;
    std::string reason_;
};

/// Gives masked bytes to `write`; what is wrong with the source, or nothing.
std::string mask_source(Source& source, engine::mask::Masker const& masker, engine::mask::WriteBytes const& write) {
    engine::mask::mask_text(
        masker, [&](char* bytes, std::size_t room) { return source.read(bytes, room); }, write);
    return source.reason();
}

Exit cannot_read(std::string const& path, std::string const& reason) {
    talk::error("cannot read " + path + ": " + reason + "; the masked file is not complete");
    return Exit::unreadable;
}

Exit to_output(Source& source, std::string const& path, engine::mask::Masker const& masker) {
    StandardOutput out;
    auto const reason = mask_source(source, masker, [&](std::string_view bytes) {
        out.print(bytes);
        return !out.failed();
    });
    if (!reason.empty()) return cannot_read(path, reason);
    if (!out.failed()) return Exit::clean;
    talk::error("cannot write to standard output: " + out.reason() + "; the masked file is not complete");
    return Exit::internal_error;
}

Exit to_file(Source& source, std::string const& path, engine::mask::Masker const& masker, std::filesystem::path const& target,
             bool replace) {
    using namespace engine::write;
    std::error_code ignored;
    if (!replace && std::filesystem::exists(target, ignored))
        return wrong_use("mask", target.string() + " exists: give another --out, or --overwrite to replace it");
    if (std::filesystem::equivalent(path, target, ignored)) return wrong_use("mask", target.string() + " is the file that is read");
    OutputDirectory directory;
    std::optional<WriteError> failed = directory.open(target.has_parent_path() ? target.parent_path().string() : ".");
    if (!failed) {
        OutputFile file(directory, target.filename().string(), replace ? Existing::replace : Existing::refuse);
        file.open();
        auto const reason = mask_source(source, masker, [&](std::string_view bytes) {
            file.append(bytes);
            return !file.error();
        });
        if (!reason.empty()) return cannot_read(path, reason);
        failed = file.commit();
        if (!failed) failed = directory.sync();
    }
    if (!failed) return Exit::clean;
    talk::error(failed->text());
    return Exit::internal_error;
}

Exit mask(Given const& given) {
    if (given.words.size() != 1) return wrong_use("mask", "which file? Give one, or - for standard input");
    auto const loaded = load_policy(policy_names(given.all("policy")), std::nullopt);
    if (auto const* wrong = std::get_if<std::string>(&loaded)) return wrong_use("mask", *wrong);
    std::string const seed = given.last("seed").value_or(random_seed());
    if (seed.empty()) return wrong_use("mask", "--seed wants a text that is not empty");
    std::string const& path = given.words[0];
    Source source(path);
    if (!source.reason().empty()) return wrong_use("mask", "cannot read " + path + ": " + source.reason());
    engine::mask::Masker const masker(seed, engine::mask::KnownWords(std::get<LoadedPolicy>(loaded).policy));
    auto const target = given.last("out");
    return target ? to_file(source, path, masker, *target, given.has("overwrite")) : to_output(source, path, masker);
}

} // namespace

constinit Command const mask_command{
    .name = "mask",
    .arguments = "FILE",
    .summary = "write the file with names, ids, birth dates, addresses and free text masked, so that it can be sent to support",
    .manual =
        "The masked file has the same structure and lengths, and a check of it has the same findings. Within the file the same word has "
        "the same "
        "mask and two words never have the same; NPIs keep a right or wrong check digit; birth dates keep year and month, postal codes "
        "their "
        "first three characters. In free text, words that rules look for (drugs, routes, measures, also of --policy) and amounts before a "
        "measure stay.\n\nWhat stays, because findings hang on it: days of service and of death, sex, states, diagnoses, procedures, "
        "drugs, amounts, control "
        "numbers of envelopes, ids of payers (NM108 PI and XV). The file is for people who may see such data, not for the public.",
    .words = Offer::file,
    .options = options,
    .example = "scrub837 mask claims.837 --out masked.837",
    .run = mask,
};

} // namespace cli
