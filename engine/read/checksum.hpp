// SHA-256 of the inputs as they pass through the pipeline, so that every result names the very bytes it is about.
#pragma once

#include "engine/read/block.hpp"
#include "rules/sha256.hpp"

namespace engine::read {

/// Serial, in order. Fills in Item::sha256 of every input_close that could be read to its end, unless it is there already: the bytes of packed
/// inputs are added up where they are unpacked.
class Checksum {
public:
    void pass(Block& block);

private:
    rules::Sha256 sum_;
};

} // namespace engine::read
