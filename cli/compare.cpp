#include "engine/compare/compare.hpp"

#include <algorithm>

#include "cli/command.hpp"
#include "cli/policies.hpp"
#include "cli/progress.hpp"
#include "cli/shared_options.hpp"
#include "cli/standard_output.hpp"
#include "cli/talk.hpp"
#include "engine/read/inputs.hpp"

namespace cli {
namespace {

constexpr Option options[] = {
    {"policy", "NAME|FILE[,...]",
     "given twice: policy A and policy B; given once: the policy of both (default j2371). Several that lie over each other are joined with "
     "commas: --policy cms --policy cms,mine.toml",
     Offer::policy, true},
    {"date", "YYYY-MM-DD",
     "given twice: A and B look up policies and code tables as for services on these days; given once: both do. Without it every line is "
     "looked up on its own day of service, also in old files",
     Offer::nothing, true},
    {"tables", "DIR", "given twice: the code tables of A and of B in place of the built-in ones; given once: of both", Offer::directory,
     true},
    {"out", "DIR", "write compare.txt, compare.jsonl, compare.csv, summary.txt and summary.json to DIR (made if missing)",
     Offer::directory},
    overwrite_option,
    jobs_option,
};

/// The value of an option for A (0) or B (1): given once it is that of both.
std::optional<std::string> value_of(Given const& given, std::string_view option, std::size_t side) {
    auto const values = given.all(option);
    if (values.empty()) return {};
    return values[std::min(side, values.size() - 1)];
}

/// One side's policy, or what is wrong.
std::variant<LoadedPolicy, std::string> load_side(Given const& given, std::size_t side) {
    std::vector<std::string> values;
    if (auto const policy = value_of(given, "policy", side)) values.push_back(*policy);
    auto loaded = load_policy(policy_names(values), value_of(given, "tables", side));
    if (auto* policy = std::get_if<LoadedPolicy>(&loaded)) {
        if (auto const date = value_of(given, "date", side)) {
            auto const day = edi::read_iso_day(*date);
            if (day.reading != edi::Reading::ok) return "--date " + *date + " is not a day: write it as YYYY-MM-DD";
            policy->policy.look_up_as_of(day.day);
        }
    }
    return loaded;
}

/// What is wrong with the options; empty: nothing.
std::string fault_of(Given const& given) {
    bool two = false;
    for (std::string_view const option : {"policy", "date", "tables"}) {
        if (given.all(option).size() > 2)
            return "--" + std::string(option) + " is given more than twice: the first is A, the second B" +
                   (option == "policy" ? "; join policies that lie over each other with commas" : "");
        two = two || given.all(option).size() == 2;
    }
    if (given.words.empty()) return "no PATH given: name files or directories, or - for standard input";
    if (!two) return "what is to be compared? Give --policy, --date or --tables twice, for A and for B";
    if (given.has("out") && given.last("out")->empty()) return "--out wants the name of a directory";
    return {};
}

Exit compare(Given const& given) {
    if (auto const wrong = fault_of(given); !wrong.empty()) return wrong_use("compare", wrong);
    auto const jobs = jobs_of(given);
    if (auto const* wrong = std::get_if<std::string>(&jobs)) return wrong_use("compare", *wrong);
    auto const a = load_side(given, 0), b = load_side(given, 1);
    for (auto const* side : {&a, &b})
        if (auto const* wrong = std::get_if<std::string>(side)) return wrong_use("compare", *wrong);
    auto inputs = engine::read::list_inputs(given.words, given.last("out").value_or(""));
    if (auto const* wrong = std::get_if<engine::read::InputError>(&inputs)) return wrong_use("compare", wrong->message);

    StandardOutput out;
    engine::compare::CompareOptions run_options;
    run_options.inputs = std::get<std::vector<engine::InputScope>>(std::move(inputs));
    run_options.directory = given.last("out");
    run_options.replace = given.has("overwrite");
    run_options.print = [&](std::string_view text) { out.print(text); };
    run_options.progress = progress::show;
    progress::begin(run_options.inputs);
    run_options.threads = std::get<unsigned>(jobs);
    auto const result = engine::compare::run(std::get<LoadedPolicy>(a).policy, std::get<LoadedPolicy>(b).policy, std::move(run_options));
    progress::clear();
    if (result.wrong_use) return wrong_use("compare", result.error);
    if (!result.error.empty()) {
        talk::error(result.error + "; the results are not complete");
        return Exit::internal_error;
    }
    out.print((given.has("out") ? "" : "\n") + comparison_text(result.comparison));
    if (out.failed()) {
        talk::error("cannot write to standard output: " + out.reason() + "; the comparison is not complete");
        return Exit::internal_error;
    }
    auto const& all = result.comparison.inputs;
    if (std::any_of(all.begin(), all.end(), [](auto const& input) { return !input.reason.empty(); })) return Exit::unreadable;
    return result.comparison.any_difference() ? Exit::findings : Exit::clean;
}

} // namespace

constinit Command const compare_command{
    .name = "compare",
    .arguments = "PATH... --policy A --policy B",
    .summary = "for auditors: which findings appear, disappear or change between two policies or dates, by claim and in money",
    .manual = "PATH is a file, a directory (walked, sorted by name) or - for standard input.",
    .words = Offer::file,
    .options = options,
    .example = "scrub837 compare claims/ --policy cms --policy cms,mine.toml --out audit",
    .run = compare,
};

} // namespace cli
