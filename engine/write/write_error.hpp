// Why something could not be written, as a value.
#pragma once

#include <string>

namespace engine::write {

struct WriteError {
    int number = 0;     ///< errno
    std::string path;   ///< what was being written
    std::string action; ///< "create", "write", "rename", ...

    /// One line for people, without a full stop: "cannot write out/findings.csv: No space left on device".
    std::string text() const;
};

} // namespace engine::write
