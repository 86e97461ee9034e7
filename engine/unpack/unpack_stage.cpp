#include "engine/unpack/unpack_stage.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace engine::unpack {

UnpackStage::~UnpackStage() {
    if (!thread_.joinable()) return;
    {
        std::lock_guard const lock(mutex_);
        stop_ = quit_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void UnpackStage::open(std::unique_ptr<Unpacker> input) {
    for (Chunk& chunk : ring_)
        if (!chunk.bytes) chunk.bytes = std::make_unique_for_overwrite<char[]>(Unpacker::chunk_size);
    offset_ = 0;
    have_chunk_ = last_chunk_ = false;
    {
        std::lock_guard const lock(mutex_);
        input_ = std::move(input);
        read_ = written_ = 0;
        stop_ = false;
        working_ = ahead_;
    }
    if (ahead_ && !thread_.joinable()) thread_ = std::thread([this] { work(); });
    changed_.notify_all();
}

// The thread: fills free chunks of the ring until the input is at its end, then waits for the next one.
void UnpackStage::work() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [&] { return quit_ || (working_ && (stop_ || written_ - read_ < chunks)); });
        if (quit_) return;
        bool ended = stop_;
        if (!ended) {
            Chunk& chunk = ring_[written_ % chunks];
            Unpacker& input = *input_;
            lock.unlock();
            chunk.size = input.next(chunk.bytes.get());
            lock.lock();
            ++written_;
            ended = chunk.size < Unpacker::chunk_size;
        }
        if (ended) working_ = false;
        changed_.notify_all();
    }
}

// Gives back the chunk at hand and waits for the next one; false at the end.
bool UnpackStage::next_chunk() {
    if (last_chunk_) return false;
    offset_ = 0;
    if (!ahead_) {
        ring_[0].size = input_->next(ring_[0].bytes.get());
    } else {
        std::unique_lock lock(mutex_);
        if (have_chunk_) ++read_;
        changed_.notify_all();
        changed_.wait(lock, [&] { return written_ > read_; });
    }
    have_chunk_ = true;
    last_chunk_ = ring_[read_ % chunks].size < Unpacker::chunk_size;
    return true;
}

std::size_t UnpackStage::read(char* out, std::size_t room) {
    while (!have_chunk_ || offset_ == ring_[read_ % chunks].size)
        if (!next_chunk()) return 0;
    Chunk const& chunk = ring_[read_ % chunks];
    std::size_t const bytes = std::min(room, chunk.size - offset_);
    std::memcpy(out, chunk.bytes.get() + offset_, bytes);
    offset_ += bytes;
    return bytes;
}

Unpacked UnpackStage::close() {
    if (ahead_) {
        std::unique_lock lock(mutex_);
        stop_ = true;
        changed_.notify_all();
        changed_.wait(lock, [&] { return !working_; });
    }
    Unpacked outcome = input_->outcome();
    input_.reset();
    return outcome;
}

} // namespace engine::unpack
