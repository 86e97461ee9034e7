// Standard output for large results.
#pragma once

#include <string>
#include <string_view>

namespace cli {

/// It may be a pipe that somebody closes; what cannot be written must not look written.
class StandardOutput {
public:
    /// After the first error nothing more is written.
    void print(std::string_view text);
    bool failed() const { return failed_; }
    /// It is a pipe, and nobody reads from it any more.
    bool closed() const { return closed_; }
    std::string const& reason() const { return reason_; }

private:
    bool failed_ = false, closed_ = false;
    std::string reason_;
};

} // namespace cli
