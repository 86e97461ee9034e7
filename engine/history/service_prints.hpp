// The services of the claims of a run (rules::ServiceKey), four bytes each and four a claim, in chunks that never move.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "rules/claim_keys.hpp"

namespace engine::history {

/// A row of numbers that only grows, without ever needing twice its memory.
class NumberRow {
public:
    static constexpr std::size_t chunk = 1024;
    static constexpr std::size_t chunk_bytes = chunk * sizeof(std::uint32_t);

    std::size_t size() const { return size_; }
    std::uint32_t operator[](std::size_t i) const { return chunks_[i / chunk][i % chunk]; }
    /// The next `count` numbers want so many chunks more.
    std::size_t chunks_for(std::size_t count) const { return (size_ + count + chunk - 1) / chunk - chunks_.size(); }
    void push_back(std::uint32_t number) {
        if (size_ == chunks_.size() * chunk) chunks_.push_back(std::make_unique_for_overwrite<std::uint32_t[]>(chunk));
        chunks_[size_ / chunk][size_ % chunk] = number;
        ++size_;
    }

private:
    std::vector<std::unique_ptr<std::uint32_t[]>> chunks_;
    std::size_t size_ = 0;
};

class ServicePrints {
public:
    /// Bytes that add() will take.
    std::size_t bytes_for(std::uint32_t claim, std::size_t services) const {
        return (first_.chunks_for(claim + 1 - first_.size()) + prints_.chunks_for(services)) * NumberRow::chunk_bytes;
    }
    /// The services of a claim; claims are numbered over the run and come in ascending order, not all of them.
    void add(std::uint32_t claim, std::span<rules::ServiceKey const> services) {
        while (first_.size() <= claim) first_.push_back(static_cast<std::uint32_t>(prints_.size()));
        for (rules::ServiceKey const& service : services) prints_.push_back(service.print);
    }
    /// How many there are in all.
    std::size_t size() const { return prints_.size(); }
    /// Appends the prints of a claim that was added.
    void append(std::uint32_t claim, std::vector<std::uint32_t>& prints) const {
        std::size_t const end = claim + 1 < first_.size() ? first_[claim + 1] : prints_.size();
        for (std::size_t i = first_[claim]; i < end; ++i) prints.push_back(prints_[i]);
    }

private:
    NumberRow first_, prints_;
};

} // namespace engine::history
