#include <sys/random.h>

#include <filesystem>

#include "cli/command.hpp"
#include "cli/policies.hpp"
#include "cli/shared_options.hpp"
#include "cli/standard_output.hpp"
#include "cli/talk.hpp"
#include "engine/mask/mask_text.hpp"
#include "engine/read/inputs.hpp"
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

Exit cannot_read(std::string const& path, std::string const& reason) {
    talk::error(path + " " + reason + "; the masked file is not complete");
    return Exit::unreadable;
}

Exit to_output(engine::InputScope const& input, engine::mask::Masker const& masker) {
    StandardOutput out;
    auto const reason = engine::mask::mask_input(input, masker, [&](std::string_view bytes) {
        out.print(bytes);
        return !out.failed();
    });
    if (!reason.empty()) return cannot_read(input.path, reason);
    if (!out.failed()) return Exit::clean;
    talk::error("cannot write to standard output: " + out.reason() + "; the masked file is not complete");
    return Exit::internal_error;
}

Exit to_file(engine::InputScope const& input, engine::mask::Masker const& masker, std::filesystem::path const& target, bool replace) {
    using namespace engine::write;
    std::error_code ignored;
    if (!replace && std::filesystem::exists(target, ignored))
        return wrong_use("mask", target.string() + " exists: give another --out, or --overwrite to replace it");
    if (std::filesystem::equivalent(input.file(), target, ignored)) return wrong_use("mask", target.string() + " is the file that is read");
    OutputDirectory directory;
    std::optional<WriteError> failed = directory.open(target.has_parent_path() ? target.parent_path().string() : ".");
    if (!failed) {
        OutputFile file(directory, target.filename().string(), replace ? Existing::replace : Existing::refuse);
        file.open();
        auto const reason = engine::mask::mask_input(input, masker, [&](std::string_view bytes) {
            file.append(bytes);
            return !file.error();
        });
        if (!reason.empty()) return cannot_read(input.path, reason);
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
    auto const wish = given.last("seed");
    if (wish && wish->empty()) return wrong_use("mask", "--seed wants a text that is not empty");
    std::string const seed = wish ? *wish : random_seed();
    if (seed.empty()) {
        talk::error("the system gives no random numbers: give --seed");
        return Exit::internal_error;
    }
    auto const inputs = engine::read::list_inputs(given.words);
    if (auto const* wrong = std::get_if<engine::read::InputError>(&inputs)) return wrong_use("mask", wrong->message);
    auto const& list = std::get<std::vector<engine::InputScope>>(inputs);
    if (list.size() != 1) return wrong_use("mask", "mask takes one file, and " + given.words[0] + " has " + std::to_string(list.size()));
    engine::mask::Masker const masker(seed, engine::mask::KnownWords(std::get<LoadedPolicy>(loaded).policy));
    auto const target = given.last("out");
    return target ? to_file(list[0], masker, *target, given.has("overwrite")) : to_output(list[0], masker);
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
