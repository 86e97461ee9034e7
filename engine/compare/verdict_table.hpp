// What became of claims under two policies, A and B: four cells, with their charges.
#pragma once

#include <array>
#include <cstdint>

#include "engine/tally.hpp"

namespace engine::compare {

/// [A][B], 0 accepted, 1 rejected. The sum of all cells is all claims.
struct VerdictTable {
    struct Cell {
        std::uint64_t claims = 0;
        std::int64_t charges = 0; ///< cents
        friend bool operator==(Cell const&, Cell const&) = default;
    };
    std::array<std::array<Cell, 2>, 2> cells{};

    void add(bool rejected_a, bool rejected_b, std::uint64_t claims, std::int64_t charges) {
        Cell& cell = cells[rejected_a][rejected_b];
        cell.claims += claims;
        Tally::add(cell.charges, charges);
    }
    VerdictTable& operator+=(VerdictTable const& other) {
        for (std::size_t a = 0; a < 2; ++a)
            for (std::size_t b = 0; b < 2; ++b) add(a, b, other.cells[a][b].claims, other.cells[a][b].charges);
        return *this;
    }
    /// What it is when A, or B, rejects all of it.
    VerdictTable rejected_by(bool a, bool b) const {
        VerdictTable result;
        for (std::size_t was_a = 0; was_a < 2; ++was_a)
            for (std::size_t was_b = 0; was_b < 2; ++was_b)
                result.add(was_a || a, was_b || b, cells[was_a][was_b].claims, cells[was_a][was_b].charges);
        return result;
    }
    Cell total() const {
        VerdictTable const all = rejected_by(true, true);
        return all.cells[1][1];
    }
    /// Accepted by one of the two.
    Cell accepted(bool by_b) const {
        VerdictTable const all = by_b ? rejected_by(true, false) : rejected_by(false, true);
        return by_b ? all.cells[1][0] : all.cells[0][1];
    }
    friend bool operator==(VerdictTable const&, VerdictTable const&) = default;
};

} // namespace engine::compare
