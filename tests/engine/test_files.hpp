// All files that there are to try: our samples, the bases of the corpus, and the shared files where they are there.
#pragma once

#include <algorithm>
#include <vector>

#include "tests/engine/run_support.hpp"

namespace engine_test {

/// `shared`: whether the files of others are among them.
inline std::vector<fs::path> sample_files(bool& shared) {
    std::vector<fs::path> files;
    for (fs::path const& folder : {project() / "samples", project() / "samples/acknowledgements", project() / "tests/corpus"})
        for (auto const& entry : fs::directory_iterator(folder))
            if (entry.path().extension() == ".edi") files.push_back(entry.path());
    shared = fs::exists(shared_samples());
    if (shared)
        for (auto const& entry : fs::recursive_directory_iterator(shared_samples()))
            if (entry.is_regular_file() && entry.path().extension() != ".tsv" && entry.path().extension() != ".md")
                files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace engine_test
