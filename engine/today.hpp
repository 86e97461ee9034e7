// The day of processing where nobody names another.
#pragma once

#include <ctime>

#include "edi/text/values.hpp"

namespace engine {

/// Today, by the local clock.
inline edi::Day today() {
    std::time_t const now = std::time(nullptr);
    std::tm local{};
    ::localtime_r(&now, &local);
    return edi::day_of(local.tm_year + 1900, static_cast<unsigned>(local.tm_mon + 1), static_cast<unsigned>(local.tm_mday));
}

} // namespace engine
