// The seven types of testing that WEDI SNIP gave names to: what kind of a demand a rule stands for, and which of them a run asks for.
// Source: the public descriptions of SNIP types 1 to 7; the words are ours.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rules {

/// Types are numbered from 1 to this.
inline constexpr unsigned snip_types = 7;

/// "balancing"; empty for a number that is no type.
std::string_view snip_name(unsigned type);

/// A set of types; all of them when nothing is said.
class SnipTypes {
public:
    bool holds(unsigned type) const { return (bits_ >> type & 1) != 0; }
    bool all() const { return bits_ == every; }
    /// "1-3,5"
    std::string text() const;

    /// Reads "1-5", "3" or "1,2,4-6"; nothing when `text` is no such list.
    static std::optional<SnipTypes> read(std::string_view text);

private:
    static constexpr std::uint8_t every = 0xFE; ///< bit n is type n
    std::uint8_t bits_ = every;
};

} // namespace rules
