// The first stage of a pipeline over the blocks of a batch, with the tokens that go round in it.
#pragma once

#include <tbb/parallel_pipeline.h>

#include <atomic>
#include <cstddef>
#include <vector>

#include "engine/read/batch_reader.hpp"

namespace engine {

/// `Token` has a member `block`. Outputs leave in the order in which blocks came in, so with n live tokens the one n places back is free again.
template <class Token>
class BlockSource {
public:
    BlockSource(read::BatchReader& reader, std::size_t threads) : reader_(&reader), tokens_(threads == 1 ? 1 : 2 * threads + 1) {}

    /// How many tokens there are, which is how many blocks may be under way.
    std::size_t live() const { return tokens_.size(); }
    /// A free token with the next block; null, and the end of the flow, when there is none or after stop().
    Token* next(tbb::flow_control& flow) {
        Token& token = tokens_[turn_++ % tokens_.size()];
        if (!stopped() && reader_->next(token.block)) return &token;
        flow.stop();
        return nullptr;
    }
    /// No more blocks; from any thread.
    void stop() { stopped_.store(true, std::memory_order_relaxed); }
    bool stopped() const { return stopped_.load(std::memory_order_relaxed); }

private:
    read::BatchReader* reader_;
    std::vector<Token> tokens_;
    std::size_t turn_ = 0;
    std::atomic<bool> stopped_ = false;
};

} // namespace engine
