// SHA-256, so that every result names the very bytes it is about.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace rules {

/// Of bytes that come in parts.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    void add(std::string_view bytes);
    /// Lower-case hex; afterwards it is as new.
    std::string hex();

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Of a text, lower-case hex.
std::string sha256(std::string_view text);

} // namespace rules
