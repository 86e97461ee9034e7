// Many complete files made durable together: waiting for the disk once for each of thousands of small files would take far longer than checking them.
// For every file the order holds: its bytes on the disk, then its name, then (OutputDirectory::sync()) the name on the disk.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "engine/write/output_directory.hpp"
#include "engine/write/output_file.hpp"
#include "engine/write/write_error.hpp"

namespace engine::write {

/// Not thread-safe. Destroyed without commit(), it leaves nothing of the files it still has. At most `few` of its files are open at
/// a time, and the folders they are in.
class CommitBatch {
public:
    static constexpr std::size_t most = 256; ///< files
    static constexpr std::size_t few = 8;    ///< up to here each file is made durable by itself

    /// `directory` is that of the files and must outlive the batch.
    explicit CommitBatch(OutputDirectory& directory) : directory_(&directory) {}

    /// Takes over a file that is complete; commits when the batch is full. A file that was never opened is passed over.
    std::optional<WriteError> add(OutputFile&& file);

    /// Makes the files durable, then gives them their names. When one cannot be made durable none gets its name.
    std::optional<WriteError> commit();

private:
    bool make_durable(std::optional<WriteError>& error);

    OutputDirectory* directory_;
    std::vector<OutputFile> files_;
};

} // namespace engine::write
