// The stage in front of the reader: packed inputs, one after the other, unpacked by a thread of its own that works ahead of the reader by a few chunks.
#pragma once

#include <array>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <thread>

#include "engine/unpack/unpacker.hpp"

namespace engine::unpack {

/// Belongs to the reader's thread. What it gives does not depend on whether it works ahead. Memory: a few chunks.
class UnpackStage {
public:
    /// `ahead` false: no thread, everything is done within read().
    explicit UnpackStage(bool ahead) : ahead_(ahead) {}
    ~UnpackStage();
    UnpackStage(UnpackStage const&) = delete;
    UnpackStage& operator=(UnpackStage const&) = delete;

    /// Begins an input; the one before was read to its end.
    void open(std::unique_ptr<Unpacker> input);
    /// Copies at most `room` bytes; 0 at the end, and then close().
    std::size_t read(char* out, std::size_t room);
    /// Ends the input, read to its end or not.
    Unpacked close();

private:
    struct Chunk {
        std::unique_ptr<char[]> bytes;
        std::size_t size = 0;
    };

    bool next_chunk();
    void work();

    static constexpr std::size_t chunks = 4;
    std::array<Chunk, chunks> ring_;
    std::size_t offset_ = 0;  ///< of the chunk at hand: bytes given
    bool have_chunk_ = false; ///< ring_[read_ % chunks] is being read
    bool last_chunk_ = false; ///< there is none behind it
    std::unique_ptr<Unpacker> input_;

    bool ahead_;
    std::thread thread_; ///< begun with the first input
    std::mutex mutex_;
    std::condition_variable changed_;
    // Under the mutex: chunks [read_, written_) of the ring are full.
    std::size_t read_ = 0, written_ = 0;
    bool working_ = false; ///< the thread has the input
    bool stop_ = false;    ///< give the input up
    bool quit_ = false;
};

} // namespace engine::unpack
