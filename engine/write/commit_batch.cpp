#include "engine/write/commit_batch.hpp"

#include <utility>

namespace engine::write {

std::optional<WriteError> CommitBatch::add(OutputFile&& file) {
    if (!file.opened() || file.error()) return file.error();
    OutputFile& added = files_.emplace_back(std::move(file));
    bool good = added.flush() && (directory_->sync_files_reaches(added.descriptor()) || (added.sync() && added.close()));
    if (good && files_.size() > few) good = added.close();
    if (!good) {
        std::optional<WriteError> const error = added.error();
        files_.pop_back();
        return error;
    }
    return files_.size() == most ? commit() : std::nullopt;
}

bool CommitBatch::make_durable(std::optional<WriteError>& error) {
    if (files_.size() > few) {
        error = directory_->sync_files();
        return !error;
    }
    for (OutputFile& file : files_)
        if (!file.sync()) {
            error = file.error();
            return false;
        }
    return true;
}

std::optional<WriteError> CommitBatch::commit() {
    std::optional<WriteError> error;
    bool good = make_durable(error);
    for (auto file = files_.begin(); good && file != files_.end(); ++file) {
        good = file->close() && file->rename();
        if (!good) error = file->error();
    }
    files_.clear();
    return error;
}

} // namespace engine::write
