#include "engine/write/write_error.hpp"

#include <system_error>

namespace engine::write {

std::string WriteError::text() const {
    return "cannot " + action + " " + path + ": " + std::generic_category().message(number);
}

} // namespace engine::write
