// SHA-256 of the inputs as they pass through the pipeline, so that every result names the very bytes it is about.
#pragma once

#include <memory>

#include "engine/read/block.hpp"

namespace engine::read {

/// Serial, in order. Fills in Item::sha256 of every input_close that could be read to its end.
class Checksum {
public:
    Checksum();
    ~Checksum();
    Checksum(Checksum const&) = delete;
    Checksum& operator=(Checksum const&) = delete;

    void pass(Block& block);

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace engine::read
