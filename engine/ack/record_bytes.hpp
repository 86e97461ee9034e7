// How the records of the 277CA and the 999 are kept between the parallel stage and the assembly: frames of a length, a kind and fields, in the byte
// order of the machine (they never leave the process).
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

namespace engine::ack {

enum class RecordKind : std::uint8_t {
    header,   ///< texts: BHT03; submitter's type, name, first name and id; receiver's name and id
    provider, ///< text: the codes that reject it, if any; the provider's NM1 segment, to the end of the frame
    claim,    ///< ClaimHead; codes about the billing provider; payer id; the patient's NM1 segment; the segments below it
    // Of the assembly itself, what it must know to answer once more that all is rejected:
    group, ///< texts: GS02, GS03
    set,   ///< SetHead; texts: ST02, then those of the header; all cleaned
    // Of the 999:
    segment_error, ///< ErrorHead999; an IK3 with what belongs to it
    answered_set   ///< of the assembly: VerdictHead999; the codes of the IK5; AK2 and what follows up to the IK5
};

/// Begins the fields of a claim's frame.
struct ClaimHead {
    std::int64_t charge = 0;          ///< cents
    std::uint32_t segments = 0;       ///< below the patient's name
    std::uint32_t payer_length = 0;   ///< bytes
    std::uint32_t patient_length = 0; ///< bytes
    std::uint16_t accepted = 0;       ///< 0, 1
    std::uint16_t status_length = 0;  ///< bytes of the codes about the billing provider
};

/// Begins the fields of a segment_error.
struct ErrorHead999 {
    std::uint64_t position = 0;      ///< of the segment in its set, ST = 1
    std::uint32_t rank = 0;          ///< of those at one position: ErrorRank999
    std::uint32_t segments = 0;      ///< IK3 and all that follows
    std::uint32_t head_segments = 0; ///< of those: IK3 and its CTX
    std::uint32_t head_length = 0;   ///< bytes of the head
    std::uint32_t elements = 0;      ///< IK4
    std::uint32_t kinds = 0;         ///< bits of ErrorKinds999
};

/// What a set's errors are about, for its IK502.
enum ErrorKinds999 : std::uint32_t {
    standard_error_999 = 1, ///< of the standard
    guide_error_999 = 2,    ///< of the guide (codes with I)
    set_number_999 = 4,     ///< of ST02
    set_version_999 = 8     ///< of ST03
};

/// What is missing stands before the segment in whose place it was due; all errors of elements of one segment are one IK3.
enum ErrorRank999 : std::uint32_t { missing_999, segment_999, elements_999 };

/// Begins the fields of an answered_set.
struct VerdictHead999 {
    std::uint32_t verdict = 0;      ///< 'A', 'E' or 'R'
    std::uint32_t codes_length = 0; ///< bytes
    std::uint32_t segments = 0;     ///< without the IK5
    std::uint32_t unused = 0;
};

/// Bytes before a frame's fields: 32-bit length of the fields, 8-bit kind.
inline constexpr std::size_t frame_head = 5;

/// A number, or a structure of numbers without padding.
template <class Number>
void put_number(Number const& value, std::string& out) {
    static_assert(std::has_unique_object_representations_v<Number>);
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
    /// The next `length` bytes.
    std::string_view bytes(std::size_t length) {
        std::string_view const read = bytes_.substr(0, length);
        bytes_.remove_prefix(length);
        return read;
    }
    std::string_view rest() const { return bytes_; }
    std::string_view text() {
        auto const length = number<std::uint32_t>();
        return bytes(length);
    }

private:
    std::string_view bytes_;
};

/// One frame at the start of `bytes`; whole is false when `bytes` ends before it does (length is then what is wanted, if that much is known).
struct Frame {
    bool whole = false;
    RecordKind kind = RecordKind::header;
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
