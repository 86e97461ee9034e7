// The only serial stage on the way in: reads the inputs one after the other and cuts them into blocks. Looks at terminators and at the
// segment ids ISA GS ST HL CLM LX SE GE IEA only; checks the envelopes on the way.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/read/block.hpp"
#include "engine/unpack/packing.hpp"

namespace engine::read {

struct ReadLimits {
    std::size_t block_size = 512 * 1024; ///< bytes of fresh text a block is to have
    /// Bytes from one CLM (or HL) to the next, or of a whole 999; more is passed over with a finding.
    std::size_t largest_claim = 16 * 1024 * 1024;
    std::size_t largest_segment = 1024 * 1024; ///< bytes without a terminator; more is passed over with a finding
    std::uint64_t most_segments = 250'000;     ///< the same in segments
    unpack::UnpackLimits unpack{};
    bool unpack_ahead = true; ///< packed inputs have a thread of their own
};

class BatchReader {
public:
    BatchReader(std::vector<InputScope> inputs, ReadLimits limits);
    ~BatchReader();
    BatchReader(BatchReader const&) = delete;
    BatchReader& operator=(BatchReader const&) = delete;

    /// Fills `block` (what it held is gone) with the next part of the batch. False when everything has been handed out.
    bool next(Block& block);

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace engine::read
