// How the records of the 277CA are kept between the parallel stage and the assembly: frames of a length, a kind and fields, in the byte
// order of the machine (they never leave the process).
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace engine::ack {

enum class RecordKind : std::uint8_t {
    header,   ///< texts: BHT03; submitter's type, name, first name and id; receiver's name and id
    provider, ///< text: the provider's NM1 segment
    claim, ///< number charge; number accepted (0, 1); number of segments below the patient's name; texts: payer id, patient's NM1 segment, the others
    // Of the assembly itself:
    group,  ///< texts: GS02, GS03 as received
    set,    ///< text: ST02 as received
    set_end ///< nothing
};

/// Bytes before a frame's fields: 32-bit length of the fields, 8-bit kind.
inline constexpr std::size_t frame_head = 5;

template <class Number>
void put_number(Number value, std::string& out) {
    char bytes[sizeof value];
    std::memcpy(bytes, &value, sizeof value);
    out.append(bytes, sizeof value);
}

inline void put_text(std::string_view text, std::string& out) {
    put_number(static_cast<std::uint32_t>(text.size()), out);
    out.append(text);
}

/// Begins a frame; end_frame() needs the value.
inline std::size_t begin_frame(RecordKind kind, std::string& out) {
    std::size_t const begin = out.size();
    put_number(std::uint32_t{0}, out);
    out.push_back(static_cast<char>(kind));
    return begin;
}

inline void end_frame(std::size_t begin, std::string& out) {
    auto const length = static_cast<std::uint32_t>(out.size() - begin - frame_head);
    std::memcpy(out.data() + begin, &length, sizeof length);
}

/// Begins a text whose length is not known yet; end_text() needs the value.
inline std::size_t begin_text(std::string& out) {
    put_number(std::uint32_t{0}, out);
    return out.size();
}

inline void end_text(std::size_t begin, std::string& out) {
    auto const length = static_cast<std::uint32_t>(out.size() - begin);
    std::memcpy(out.data() + begin - sizeof length, &length, sizeof length);
}

/// Reads what the functions above have written.
class FieldReader {
public:
    explicit FieldReader(std::string_view bytes) : bytes_(bytes) {}

    template <class Number>
    Number number() {
        Number value{};
        std::memcpy(&value, bytes_.data(), sizeof value);
        bytes_.remove_prefix(sizeof value);
        return value;
    }
    std::string_view text() {
        auto const length = number<std::uint32_t>();
        std::string_view const text = bytes_.substr(0, length);
        bytes_.remove_prefix(length);
        return text;
    }

private:
    std::string_view bytes_;
};

/// One frame at the start of `bytes`; whole is false when `bytes` ends before it does (length is then what is wanted, if that much is known).
struct Frame {
    bool whole = false;
    RecordKind kind = RecordKind::set_end;
    std::string_view fields;
    std::size_t length = frame_head; ///< of the frame with its head
};

inline Frame first_frame(std::string_view bytes) {
    Frame frame;
    if (bytes.size() < frame_head) return frame;
    FieldReader reader(bytes);
    frame.length = frame_head + reader.number<std::uint32_t>();
    frame.kind = static_cast<RecordKind>(bytes[4]);
    frame.whole = bytes.size() >= frame.length;
    if (frame.whole) frame.fields = bytes.substr(frame_head, frame.length - frame_head);
    return frame;
}

} // namespace engine::ack
