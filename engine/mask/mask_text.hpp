// Masks a whole file while it goes by: any X12, also broken or cut off, in constant memory.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "engine/mask/masker.hpp"
#include "engine/read/text_walk.hpp"
#include "engine/scope.hpp"

namespace engine::mask {

/// Takes masked bytes; false: no more are wanted.
using WriteBytes = std::function<bool(std::string_view bytes)>;

/// A text that comes in pieces of any size. Every byte that comes in goes out, or its mask. Text outside of interchanges, and segments that
/// nobody knows, are masked as a whole.
class TextMask {
public:
    TextMask(Masker const& masker, WriteBytes write) : masker_(&masker), write_(std::move(write)) {}

    /// The next bytes. False: no more are wanted.
    bool add(std::string_view bytes);
    /// There are no more.
    bool finish();

private:
    bool pass(bool whole);

    Masker const* masker_;
    WriteBytes write_;
    read::TextWalk walk_;
    std::string text_; ///< what is not written yet
};

/// Masks an input. What is wrong with it (it cannot be read to its end), or nothing.
std::string mask_input(InputScope const& input, Masker const& masker, WriteBytes const& write);

} // namespace engine::mask
