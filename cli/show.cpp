#include <array>
#include <cerrno>

#include "cli/command.hpp"
#include "cli/policies.hpp"
#include "cli/shared_options.hpp"
#include "cli/standard_output.hpp"
#include "cli/talk.hpp"
#include "engine/read/inputs.hpp"
#include "engine/report/counted.hpp"
#include "engine/show/show.hpp"
#include "engine/today.hpp"
#include "rules/nearest_word.hpp"

namespace cli {
namespace {

constexpr std::size_t most_memory = std::size_t{2} << 30; // for comparing claims, as a check has it

constexpr Option form_options[] = {
    {"claim", "ID", "only claims with this CLM01, all of them, with the levels above them"},
    {"loop", "LOOP", "only segments of this loop and the loops below it, such as 2400, 2300 or 2010BA"},
    {"brief", nullptr, "one line a segment: leave out the lines of the elements"},
    {"annotate", nullptr, "also check the file, and show what is found below the segments"},
    {"mask", nullptr, "hide names, ids, birth dates, addresses and free text"},
    policy_option,
    tables_option,
    snip_option,
    no_cross_claim_option,
};

/// The loop of this name, whatever its case; or what is wrong.
std::variant<edi::LoopId, std::string> loop_of(std::string const& wanted) {
    std::vector<std::string_view> names;
    std::string capitals = wanted;
    for (char& c : capitals)
        if ('a' <= c && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    for (auto number = static_cast<std::size_t>(edi::LoopId::L1000A); number < static_cast<std::size_t>(edi::LoopId::count); ++number) {
        auto const loop = static_cast<edi::LoopId>(number);
        if (edi::loop_name(loop) == capitals) return loop;
        names.push_back(edi::loop_name(loop));
    }
    return "no guide has a loop " + wanted + rules::did_you_mean(capitals, names);
}

/// What of a selection was there; standard error gets no data of patients, so no claim is named.
Exit conclude(engine::show::ShowResult const& result, engine::show::Selection const& selection) {
    using engine::report::counted;
    for (auto const& [path, reason] : result.unreadable) talk::warning(path + ": " + reason);
    bool const none =
        selection.claim.empty() ? selection.loop != edi::LoopId::none && result.shown.segments == 0 : result.shown.claims == 0;
    if (!selection.claim.empty()) talk::note(counted(result.shown.claims, "claim") + " with this CLM01");
    if (selection.claim.empty() && none) talk::note("no segment of this loop");
    if (!result.unreadable.empty()) return Exit::unreadable;
    return none || result.shown.errors > 0 ? Exit::findings : Exit::clean;
}

Exit show(Given const& given) {
    if (given.words.size() != 1) return wrong_use("show", "which file? Give one, or - for standard input");
    engine::show::ShowOptions options;
    if (auto const claim = given.last("claim")) {
        if (claim->empty()) return wrong_use("show", "--claim wants a CLM01 that is not empty");
        options.selection.claim = *claim;
    }
    if (auto const text = given.last("loop")) {
        auto const loop = loop_of(*text);
        if (auto const* wrong = std::get_if<std::string>(&loop)) return wrong_use("show", *wrong);
        options.selection.loop = std::get<edi::LoopId>(loop);
    }
    options.selection.elements = !given.has("brief");
    options.selection.mask = given.has("mask");
    options.style.colour = talk::colored_output();
    options.processed = engine::today();
    std::optional<LoadedPolicy> policy;
    auto const snip = snip_of(given);
    if (auto const* wrong = std::get_if<std::string>(&snip)) return wrong_use("show", *wrong);
    if (given.has("annotate")) {
        auto loaded = load_policy(policy_names(given.all("policy")), given.last("tables"));
        if (auto const* wrong = std::get_if<std::string>(&loaded)) return wrong_use("show", *wrong);
        policy = std::get<LoadedPolicy>(std::move(loaded));
        if (auto const& types = std::get<rules::SnipTypes>(snip); !types.all()) policy->policy.limit_to(types);
        options.policy = &policy->policy;
        options.cross_claim_memory = given.has("no-cross-claim") ? 0 : most_memory;
    }
    auto inputs = engine::read::list_inputs(given.words);
    if (auto const* wrong = std::get_if<engine::read::InputError>(&inputs)) return wrong_use("show", wrong->message);
    options.inputs = std::get<std::vector<engine::InputScope>>(std::move(inputs));
    if (options.inputs.size() != 1)
        return wrong_use("show", "show takes one file, and " + given.words[0] + " has " + std::to_string(options.inputs.size()));
    StandardOutput out;
    options.write = [&](std::string_view text) {
        out.print(text);
        return !out.failed();
    };
    auto const selection = options.selection;
    auto const result = engine::show::show(std::move(options));
    if (out.closed()) return Exit::clean; // whoever reads has seen enough
    if (out.failed()) {
        talk::error("cannot write to standard output: " + out.reason() + "; not everything is shown");
        return Exit::internal_error;
    }
    return conclude(result, selection);
}

} // namespace

constinit Command const show_command{
    .name = "show",
    .arguments = "FILE",
    .summary = "print any X12 file for people: a segment a line, indented by loop, with loops, segments and elements named",
    .manual = "Left of the bar stand the number of the segment in its set (ST is 1) and its loop, as in the reports of a check. FILE may "
              "be packed as for check; - is "
              "standard input. Sets of guides that are not known (835, 834, older versions) are indented by envelope and HL, and named as "
              "far as the standard "
              "names the same segments alike. Control characters are shown as '.', the file itself is not changed.\n\n--annotate shows "
              "what check finds, with the same rules and the same options for them, below the "
              "segments; what is found of earlier segments only later stands where it is found.\n\nWhat is printed is the file: names, ids "
              "and health data of patients. Mind where it goes, or give --mask.\n\n"
              "Exit status: 0 shown; 1 nothing was selected, or errors were found; 2 the file could not be read to its end, or is no X12. "
              "A pager that is closed early is no error.",
    .words = Offer::file,
    .options = form_options,
    .example = "scrub837 show claims.837 --claim A-100 --annotate --brief | less -R",
    .run = show,
};

} // namespace cli
