// How far a run is, for those who wait for it.
#pragma once

#include <cstdint>
#include <functional>

namespace engine {

struct Progress {
    std::uint64_t bytes = 0;  ///< of text that has been written out
    std::uint64_t claims = 0; ///< among them
};

/// Called now and then from the writing stage; may be empty.
using TellProgress = std::function<void(Progress const&)>;

} // namespace engine
