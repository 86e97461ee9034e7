// The list of inputs that a command line names.
#pragma once

#include <span>
#include <string>
#include <variant>
#include <vector>

#include "engine/scope.hpp"
#include "engine/unpack/packing.hpp"

namespace engine::read {

/// A path that does not exist or two inputs whose output files would have the same name: wrong use, nothing is processed.
struct InputError {
    std::string message;
};

/// Files as they are, directories walked (hidden entries and links to directories left out) and sorted by name, "-" for standard input.
/// InputScope::name is the path below the given directory, the bare file name for a file, "stdin" for "-".
/// A zip archive, told by its first bytes, is as a directory: its members are inputs below its name ("a.zip/b.edi"), in the order of its directory. One that cannot be
/// read is one input with the reason in InputScope::refused.
/// The directory `outputs` is not walked into where it lies below a given one: what an earlier run wrote is no input.
std::variant<std::vector<InputScope>, InputError> list_inputs(std::span<std::string const> paths, std::string const& outputs = {},
                                                              unpack::UnpackLimits const& limits = {});

} // namespace engine::read
