// The sets of the shared sample files, read with the tokenizer only, so that the cursor can be tested without the reader.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "edi/guide/outline.hpp"
#include "edi/text/delimiters.hpp"
#include "edi/text/segments.hpp"

namespace edi_test {

struct SampleSet {
    std::string file;
    std::string text; ///< ST to SE (or to the end of the interchange where there is no SE)
    edi::Delimiters delimiters;
    edi::GuideId guide;
};

inline std::filesystem::path shared_samples() {
    char const* shared = std::getenv("SCRUB837_SHARED");
    auto const root = shared != nullptr ? std::filesystem::path(shared) : std::filesystem::path(SCRUB837_SOURCE_DIR) / "../shared";
    return root / "samples";
}

inline std::string file_text(std::filesystem::path const& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline void add_sets(std::string const& file, std::string_view interchange, edi::Delimiters const& delimiters, std::vector<SampleSet>& sets,
                     std::string_view kind = "837") {
    using edi::operator""_seg;
    edi::SegmentTable table;
    table.assign(interchange, delimiters);
    std::string version;
    for (std::uint32_t i = 0; i < table.size(); ++i) {
        if (table[i].id() == "GS"_seg) version = table[i].element(8);
        if (table[i].id() != "ST"_seg || table[i].element(1) != kind) continue;
        auto const choice = edi::choose_guide(table[i].element(3).empty() ? std::string_view(version) : table[i].element(3));
        auto last = i;
        while (last + 1 < table.size() && table[last].id() != "SE"_seg && table[last + 1].id() != "ST"_seg &&
               table[last + 1].id() != "GE"_seg)
            ++last;
        auto const end = std::min<std::size_t>(table.end(last) + 1, interchange.size());
        if (choice.support != edi::Support::none && edi::guide(choice.guide).set == kind) {
            sets.push_back({file, std::string(interchange.substr(table.begin(i), end - table.begin(i))), delimiters, choice.guide});
        }
        i = last;
    }
}

/// All sets of that kind of guides that we check; of files with that label only, if one is given.
inline std::vector<SampleSet> sample_sets(std::string_view label = {}, std::string_view kind = "837") {
    std::vector<SampleSet> sets;
    std::ifstream index(shared_samples() / "INDEX.tsv");
    for (std::string line; std::getline(index, line);) {
        auto const name = line.substr(0, line.find('\t'));
        if (name == "path" || (!label.empty() && line.find(label) == std::string::npos)) continue;
        auto const text = file_text(shared_samples() / name);
        for (auto at = edi::find_isa(text); at != std::string::npos;) {
            auto const next = edi::find_isa(text, at + 3);
            auto const interchange = std::string_view(text).substr(at, next == std::string::npos ? next : next - at);
            if (auto const isa = edi::read_isa(interchange); isa.readable()) add_sets(name, interchange, isa.delimiters, sets, kind);
            at = next;
        }
    }
    return sets;
}

} // namespace edi_test
