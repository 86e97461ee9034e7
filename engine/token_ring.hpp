// The tokens of a pipeline, used again and again.
#pragma once

#include <cstddef>
#include <vector>

namespace engine {

/// Outputs leave in the order in which blocks came in, so with n live tokens the one n places back is free again.
template <class Token>
class TokenRing {
public:
    explicit TokenRing(std::size_t size) : tokens_(size) {}
    Token& next() { return tokens_[turn_++ % tokens_.size()]; }

private:
    std::vector<Token> tokens_;
    std::size_t turn_ = 0;
};

} // namespace engine
