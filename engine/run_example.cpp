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

namespace {

/// As gzip without its last eight bytes, the checksum and the size: one block that is stored as it is.
std::string gzip_cut_off(std::string_view text) {
    constexpr std::size_t most_of_block = 65535;
    text = text.substr(0, most_of_block);
    std::string packed("\x1F\x8B\x08\0\0\0\0\0\0\xFF\x01", 11);
    for (std::size_t const size : {text.size(), ~text.size()}) {
        packed.push_back(static_cast<char>(size & 0xFF));
        packed.push_back(static_cast<char>(size >> 8 & 0xFF));
    }
    return packed.append(text);
}

} // namespace

std::string staged_text(rules::StagedExample staged) {
    std::string const text = example_text({"837p-clean.edi", "", ""});
    return staged == rules::StagedExample::sent_twice ? text + text : gzip_cut_off(text);
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
