#include "engine/run_example.hpp"

#include <algorithm>
#include <utility>

#include "engine/read/memory_file.hpp"
#include "engine/run.hpp"
#include "rules/sample_files.hpp"

namespace engine {
std::string example_text(rules::Example const& example) {
    auto const files = rules::sample_files();
    auto const file = std::find_if(files.begin(), files.end(), [&](auto const& each) { return each.name == example.sample; });
    if (file == files.end()) return {};
    std::string text(file->text);
    if (auto const at = text.find(example.replace); !example.replace.empty() && at != std::string::npos)
        text.replace(at, example.replace.size(), example.with);
    return text;
}

std::string run_example(rules::Policy policy, rules::Rule const& rule, std::string const& text, report::Style style) {
    policy.limit_to(rule);
    read::MemoryFile const file(text);
    std::string out;
    RunOptions options;
    options.inputs = {{.path = file.path(), .name = "example"}};
    options.writer.print = [&](std::string_view part) { out += part; };
    options.style = style;
    options.threads = 1;
    run(policy, std::move(options));
    return out;
}

} // namespace engine
