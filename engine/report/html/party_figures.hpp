// Verdicts by party over the run, in bounded memory: the first parties of the run are told apart, claims of those that come later are counted
// together. What a set, group or interchange that goes back does to the claims in it is done to each party's.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/report/html/notes.hpp"

namespace engine::report::html {

/// What is around a claim and may be rejected as a whole, the innermost first (an input when it is packed and damaged); `run` never is.
enum class Around : std::uint8_t { set, group, interchange, input, run };

class PartyFigures {
public:
    static constexpr std::size_t most_parties = 50'000; ///< told apart; some 12 MB of memory

    struct Party {
        std::string id, name; ///< as sent; the name is the first that came with the id
        Verdicts verdicts;    ///< complete when everything around is closed
    };

    /// Claims of an item that stands in `around`; in the order of the run.
    void add(PartyVerdicts const& of, Around around);
    /// `inner` ends and is part of `outer`.
    void close(Around inner, Around outer, bool rejected);

    /// In order of first appearance.
    std::deque<Party> const& parties() const { return parties_; }
    /// Claims of parties that came when all places were taken.
    Verdicts const& others() const { return others_; }
    Verdicts total() const;

private:
    /// Accepted claims in a scope that is not closed.
    struct Open {
        std::uint64_t accepted = 0;
        std::int64_t charges = 0;
        bool any = false; ///< it is in the list of the scope
    };
    static constexpr std::size_t levels = 4;
    using OpenLevels = std::array<Open, levels>;

    std::uint32_t find(std::string_view id, std::string_view name);
    Verdicts& verdicts(std::uint32_t index) { return index < parties_.size() ? parties_[index].verdicts : others_; }
    OpenLevels& open(std::uint32_t index) { return index < parties_.size() ? open_[index] : open_others_; }
    void add_accepted(std::uint32_t index, Around around, std::uint64_t accepted, std::int64_t charges);

    std::deque<Party> parties_; ///< stays where it is, the keys below are views of it
    std::unordered_map<std::string_view, std::uint32_t> by_id_, by_name_;
    std::vector<OpenLevels> open_;
    Verdicts others_;
    OpenLevels open_others_;
    std::array<std::vector<std::uint32_t>, levels> touched_; ///< parties with accepted claims in the open scope
};

} // namespace engine::report::html
