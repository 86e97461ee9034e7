// The findings that are known: a text file with a line for each, its rule and a hash of the claim and the element, so that it names nobody. The
// key has neither offset nor segment number nor control numbers: it stays the same when a file is sent again with other claims around.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>

#include "rules/file_mistake.hpp"
#include "rules/rule.hpp"

namespace engine::waivers {

/// Where a finding is, in what stays when a file is sent again. Of a finding outside of claims `claim` is empty and `segment_text` tells which
/// provider, subscriber or patient it is about; of one about an envelope that is empty too.
struct KnownPlace {
    std::string_view sender;   ///< ISA06
    std::string_view provider; ///< of the claim, 2010AA NM109
    std::string_view claim;    ///< CLM01
    std::string_view segment_text;
    std::string_view loop, segment;
    std::uint32_t line = 0, element = 0, component = 0;
};

/// As many as 16 hex digits say.
using KnownKey = std::uint64_t;
KnownKey key_of(rules::Rule const& rule, KnownPlace const& place);

class Baseline {
public:
    static constexpr std::size_t most_entries = 2'000'000;

    static std::variant<Baseline, rules::FileMistake> read(std::string const& file);

    bool holds(KnownKey key) const { return keys_.contains(key); }
    /// False when there are too many.
    bool add(rules::Rule const& rule, KnownKey key);
    std::size_t size() const { return keys_.size(); }
    /// The keys alone, ascending.
    std::set<KnownKey> const& keys() const { return keys_; }
    /// The text of the file, by rule and key. Only of what was added.
    std::string text(std::string_view program_version) const;

private:
    std::set<KnownKey> keys_;
    std::set<std::pair<std::string_view, KnownKey>> lines_;
};

} // namespace engine::waivers
