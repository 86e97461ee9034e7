#include "engine/read/batch_reader.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <unordered_set>
#include <utility>

#include "edi/envelope/kinds.hpp"
#include "edi/text/boundary_scan.hpp"
#include "edi/text/digits.hpp"
#include "edi/text/find_byte.hpp"
#include "edi/text/space.hpp"
#include "edi/text/values.hpp"
#include "engine/ack/answer_delimiters.hpp"
#include "engine/read/gs_values.hpp"
#include "engine/read/isa_values.hpp"
#include "engine/tally.hpp"
#include "engine/unpack/unpack_stage.hpp"

namespace engine::read {

void Block::reserve(std::size_t bytes) {
    if (bytes <= capacity) return;
    auto larger = std::make_unique_for_overwrite<char[]>(bytes + edi::find_byte_slack);
    if (size) std::memcpy(larger.get(), buffer.get(), size);
    buffer = std::move(larger);
    capacity = bytes;
}

namespace {

using edi::EnvelopeFault;
using edi::is_line_break;
using edi::SegmentId;
using edi::operator""_seg;

constexpr std::size_t least_for_runs = 128;    // of ReadLimits::largest_segment, for edi::pass_ordinary()
constexpr std::size_t longest_ordinary = 1024; // bytes of a segment in which nobody looks for an ISA; legal ones have far fewer
constexpr std::size_t clipped_segment = 4096;  // bytes of an envelope segment that a finding quotes
// A block ends early when it has this much to tell of: results are far larger than text that is nothing but broken headers.
constexpr std::size_t most_items = 4096;
constexpr std::uint64_t most_claims_and_levels = 4096;

// What may stand around interchanges without being text: blanks, line breaks, and the padding that mainframes and editors leave.
bool is_padding(char c) {
    return c == ' ' || c == '\t' || is_line_break(c) || c == '\0' || c == '\x1a' || c == '\f' || c == '\v';
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
    return text;
}

// The byte order marks of UTF-16.
bool looks_wide(std::string_view text) {
    return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
}

std::string number(std::uint64_t value) {
    return std::to_string(value);
}

// Control counts may be padded with zeros.
bool is_number(std::string_view text, std::uint64_t wanted) {
    auto const reading = edi::read_integer(trimmed(text));
    return reading.reading == edi::Reading::ok && reading.value >= 0 && static_cast<std::uint64_t>(reading.value) == wanted;
}

// Element `n` (1 = first) of a segment's text; the id is element 0.
std::string_view element(std::string_view segment, char separator, unsigned n) {
    for (; n; --n) {
        auto const at = segment.find(separator);
        if (at == std::string_view::npos) return {};
        segment.remove_prefix(at + 1);
    }
    return segment.substr(0, segment.find(separator));
}

// One open level of a set: header, billing provider, subscriber, patient. Its text goes in front of every later piece of the set.
struct Level {
    bool open = false;                // part of the context
    bool collecting = false;          // its end has not been seen
    bool saved = false;               // its text is in `text`, no longer in the buffer
    std::uint32_t begin = 0, end = 0; // in the buffer, unless saved
    std::uint64_t file_offset = 0, segment_no = 0;
    std::uint32_t segments = 0;
    std::uint64_t number = 0; // running number of its HL
    std::string text;
};

// The two values that should agree, and the element where the wrong one stands.
struct FaultText {
    std::string expected, found;
    std::uint8_t element = 0;
    std::string_view ta105{};
};

// Counts of the set at the place where a piece begins.
struct SetProgress {
    std::uint64_t segment_no = 0; // of the next segment, ST = 1
    std::uint64_t levels = 0;
    std::uint32_t claims_in_level = 0;
    std::array<std::uint32_t, edi::GuideLevels::most - 1> children{};
    std::uint64_t claims = 0; // of the input
};

enum class SetMode : std::uint8_t {
    checked,  // cut into pieces
    skipping, // checked, but the claim that is being read is too large: wait for the next boundary
    counted   // cannot be checked: claims are only counted
};

/// GS06 and GE02: type N0, one to nine digits.
bool is_group_number(std::string_view text) {
    return text.size() <= 9 && edi::all_digits(text);
}

} // namespace

struct BatchReader::State {
    State(std::vector<InputScope> all, ReadLimits given) : inputs(std::move(all)), limits(given), unpacking(given.unpack_ahead) {}
    ~State() {
        if (input_is_open && packing != unpack::Packing::none) unpacking.close();
        close_file();
    }

    std::vector<InputScope> inputs;
    ReadLimits limits;
    std::size_t next_input = 0;
    std::string carry; // text of the open input that the last block did not use up

    // The open input.
    int file = -1;
    bool input_is_open = false;
    bool at_end = false;
    std::string unreadable;
    Scope scope;
    std::uint64_t bytes_read = 0; // of text
    unpack::Packing packing = unpack::Packing::none;
    unpack::UnpackStage unpacking;
    bool any_interchange = false, any_isa = false, any_text = false; // any_isa: also one that cannot be read
    bool packed_text = false, wide = false;                          // packed_text: the text is packed itself
    bool not_unpacked = false;                                       // packed, and not even tried
    std::uint64_t base_offset = 0;                                   // file offset of buffer position `base`
    std::uint32_t base = 0;

    // The scan.
    Block* block = nullptr;
    std::uint32_t at = 0; // next byte to look at: the start of a segment, or of the text between interchanges
    bool inside_long_segment = false;
    std::uint64_t stray_begin = 0, stray_bytes = 0; // text outside interchanges
    std::uint64_t outside_bytes = 0;                // all of it, in the input
    std::uint64_t orphan_begin = 0, orphans = 0;    // segments outside a set or group
    CountedClaims counted;

    // The open interchange, group and set.
    edi::Delimiters delimiters;
    std::uint64_t interchanges = 0, groups = 0, sets = 0;
    std::uint64_t interchange_segments = 0, group_segments = 0; // not counted by a scope inside
    std::uint64_t input_claims = 0;
    std::uint64_t isa_offset = 0, gs_offset = 0, st_offset = 0;
    std::string isa_text, gs_text, st_text;
    std::unordered_set<std::string> interchange_numbers, group_numbers, set_numbers;
    bool any_answer = false, any_other_segment = false; // in the interchange, behind its ISA: TA1; anything but TA1 and trailer
    bool group_version_told = false;
    std::string unterminated; // the last segment of an input that ends inside it
    std::uint64_t unterminated_offset = 0;
    std::uint64_t set_claims = 0, empty_segments = 0, empty_offset = 0;

    // The set's pieces.
    SetMode mode = SetMode::counted;
    edi::Guide const* guide = nullptr;                    // of the open set; null outside of one and where there is none
    std::array<Level, 1 + edi::GuideLevels::most> levels; // header, then the levels by rank
    std::uint32_t piece_begin = 0;                        // own text of the piece being gathered
    bool piece_has_context = false;                       // false: it begins with ST
    std::uint32_t context_begin = 0;
    std::array<TextPart, 1 + edi::GuideLevels::most> context_parts{};
    std::uint32_t context_part_count = 0, context_segments = 0;
    std::array<std::uint64_t, edi::GuideLevels::most> context_numbers{};
    SetProgress progress, piece_start, boundary_progress;
    std::uint32_t boundary = 0; // last place where the set may be cut
    edi::CursorEnd boundary_kind;
    std::uint32_t unread_begin = 0; // unless the set is checked: text that no item has yet, and the number of its first segment
    std::uint64_t unread_segment_no = 0;
    bool block_must_end = false;
    std::uint64_t claims_and_levels = 0; // in the block

    // ---- positions -------------------------------------------------------------------------------------------------------

    std::uint64_t offset_of(std::uint32_t position) const { return base_offset + (position - base); }
    char const* text() const { return block->buffer.get(); }
    std::uint32_t filled() const { return static_cast<std::uint32_t>(block->size); }

    Item& add(ItemKind kind) {
        Item& item = block->items.emplace_back();
        item.kind = kind;
        item.scope = scope;
        return item;
    }

    Item& add_text(ItemKind kind, std::uint32_t begin, std::uint32_t end) {
        Item& item = add(kind);
        item.begin = begin;
        item.end = end;
        return item;
    }

    // Between segments only: then the block may end here.
    bool block_is_full() {
        block_must_end = block_must_end || block->items.size() >= most_items;
        return block_must_end;
    }

    void fault(EnvelopeFault kind, ScopeLevel level, std::uint64_t offset, std::string_view segment, FaultText detail = {}) {
        auto& finding = add(ItemKind::fault).finding;
        finding.fault = kind;
        finding.level = level;
        finding.expected = std::move(detail.expected);
        finding.found = std::move(detail.found);
        finding.offset = offset;
        finding.element = detail.element;
        std::string_view const part = detail.element > 0 ? element(segment, delimiters.element, detail.element) : segment;
        auto const clipped = [](std::size_t size) { return static_cast<std::uint32_t>(std::min<std::size_t>(size, UINT32_MAX)); };
        finding.begin = clipped(part.data() ? static_cast<std::size_t>(part.data() - segment.data()) : segment.size());
        finding.length = clipped(part.size());
        finding.ta105 = detail.ta105;
        finding.segment_text = segment.substr(0, clipped_segment);
    }

    // ---- files -----------------------------------------------------------------------------------------------------------

    void close_file() {
        if (file > 0) ::close(file);
        file = -1;
    }

    void open_input() {
        scope = {};
        scope.input = std::make_shared<InputScope const>(inputs[next_input++]);
        input_is_open = true;
        at_end = false;
        unreadable.clear();
        bytes_read = 0;
        any_interchange = any_isa = any_text = packed_text = wide = not_unpacked = false;
        packing = unpack::Packing::none;
        interchanges = 0;
        interchange_numbers.clear();
        stray_bytes = outside_bytes = 0;
        input_claims = 0;
        base = filled();
        base_offset = 0;
        at = base;
        inside_long_segment = false;
        add(ItemKind::input_open);
        if (!scope.input->refused.empty()) {
            unreadable = scope.input->refused;
            at_end = not_unpacked = true;
            return;
        }
        if (scope.input->member.archive) {
            packing = unpack::Packing::zip;
            unpacking.open(std::make_unique<unpack::Unpacker>(scope.input->member, limits.unpack));
            return;
        }
        if (scope.input->path == "-") {
            file = STDIN_FILENO;
            return;
        }
        // O_NONBLOCK so that a FIFO without a writer cannot hang the batch; regular files ignore it.
        file = ::open(scope.input->path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
        struct stat status {};
        if (file < 0 || ::fstat(file, &status) != 0) {
            unreadable = std::string("cannot be opened: ") + std::strerror(errno);
        } else if (!S_ISREG(status.st_mode)) {
            unreadable = "is not a regular file; pipe it to standard input and give - as PATH";
        } else {
            ::posix_fadvise(file, 0, 0, POSIX_FADV_SEQUENTIAL);
            return;
        }
        at_end = true;
    }

    // Fills the buffer up to its capacity.
    void read_more() {
        std::uint32_t const begin = filled();
        bool const first = begin == base && bytes_read == 0;
        fill();
        if (first && packing == unpack::Packing::none) begin_unpacking(begin, unpack::packing_of({text() + begin, filled() - begin}));
        if (first) {
            packed_text = unpack::packing_of({text() + begin, filled() - begin}) != unpack::Packing::none;
            wide = looks_wide({text() + begin, filled() - begin});
        }
        if (filled() > begin) add_text(ItemKind::bytes, begin, filled()).packing = packing;
    }

    void fill() {
        while (!at_end && block->size < block->capacity) {
            char* const out = block->buffer.get() + block->size;
            std::size_t const room = block->capacity - block->size;
            auto const got = packing == unpack::Packing::none ? ::read(file, out, room) : static_cast<ssize_t>(unpacking.read(out, room));
            if (got > 0) {
                block->size += static_cast<std::size_t>(got);
                bytes_read += static_cast<std::uint64_t>(got);
            } else if (got == 0) {
                at_end = true;
            } else if (errno != EINTR) {
                unreadable = std::string("cannot be read to its end: ") + std::strerror(errno);
                at_end = true;
            }
        }
    }

    // What was read from `begin` on is packed: it goes to the stage that unpacks, and what comes out takes its place.
    void begin_unpacking(std::uint32_t begin, unpack::Packing found) {
        if (found == unpack::Packing::none || !unreadable.empty()) return;
        if (found == unpack::Packing::zip) { // list_inputs() names the members of those that can be
            unreadable = "is a zip archive, whose directory is at its end, so it cannot be read from a pipe: give its path";
            block->size = begin;
            at_end = not_unpacked = true;
            return;
        }
        std::string first(text() + begin, filled() - begin);
        block->size = begin;
        bytes_read = 0;
        at_end = false;
        packing = found;
        unpacking.open(std::make_unique<unpack::Unpacker>(file, std::move(first), packing, limits.unpack));
        fill();
    }

    void close_input() {
        unpack::Unpacked unpacked;
        if (packing != unpack::Packing::none) unpacked = unpacking.close();
        if (unreadable.empty()) unreadable = unpacked.failure;
        close_file();
        input_is_open = false;
        if (not_unpacked || !unpacked.failure.empty()) fault(EnvelopeFault::file_not_unpacked, ScopeLevel::input, 0, {}, {"", unreadable});
        bool const whole = unreadable.empty();
        if (unreadable.empty() && !any_interchange) {
            auto const kind = any_text ? EnvelopeFault::file_not_x12 : EnvelopeFault::file_empty;
            if (!any_isa) fault(kind, ScopeLevel::input, 0, {});
            unreadable = packed_text ? "holds something that is packed once more: unpack it and give it again"
                         : wide      ? "is UTF-16: save it as ASCII or UTF-8 and give it again"
                         : any_isa   ? "has no ISA that can be read"
                         : any_text  ? "is no X12: it has no ISA"
                                     : "is empty";
        }
        auto& item = add(ItemKind::input_close);
        item.unreadable = unreadable;
        item.input_bytes = bytes_read;
        item.outside_bytes = outside_bytes;
        item.whole = whole;
        item.packing = packing;
        if (packing != unpack::Packing::none) {
            item.input_bytes = unpacked.packed;
            item.unpacked_bytes = unpacked.unpacked;
            item.sha256 = std::move(unpacked.sha256);
            item.damaged = !unpacked.failure.empty();
        }
        scope = {};
    }

    // ---- between interchanges --------------------------------------------------------------------------------------------

    // Returns false when more text is wanted.
    bool scan_outside() {
        while (at < filled()) {
            if (block_is_full()) return true;
            if (bytes_read == filled() - base && at == base && skip_byte_order_mark()) continue;
            if (is_padding(text()[at])) {
                if (stray_bytes) ++stray_bytes; // padding inside stray text is part of it
                ++at;
                continue;
            }
            any_text = true;
            std::string_view const rest{text() + at, filled() - at};
            // Inside stray text `at` may stand anywhere, as the buffer happened to end.
            std::size_t found = stray_bytes == 0 && edi::looks_like_isa(rest) ? 0 : edi::find_isa(rest);
            bool const whole = found != std::string_view::npos && rest.size() - found >= 2048;
            if (!at_end && (found == std::string_view::npos || !whole)) {
                // An ISA may begin in the last bytes, or go on beyond them.
                std::size_t const safe = found != std::string_view::npos ? found
                                         : rest.size() > edi::isa_length ? rest.size() - edi::isa_length
                                                                         : 0;
                add_stray(safe);
                return false;
            }
            if (found == std::string_view::npos) found = rest.size();
            add_stray(found);
            if (at < filled()) open_interchange();
            if (scope.interchange) return true;
        }
        return at_end;
    }

    bool skip_byte_order_mark() {
        if (filled() - at < 3 || std::memcmp(text() + at, "\xEF\xBB\xBF", 3) != 0) return false;
        at += 3;
        return true;
    }

    void add_stray(std::size_t bytes) {
        if (bytes == 0) return;
        if (stray_bytes == 0) stray_begin = offset_of(at);
        stray_bytes += bytes;
        at += static_cast<std::uint32_t>(bytes);
    }

    void tell_stray() {
        // A file without any interchange is told as a whole.
        if (stray_bytes && any_interchange)
            fault(EnvelopeFault::text_outside_interchange, ScopeLevel::input, stray_begin, {}, {"", number(stray_bytes)});
        outside_bytes += stray_bytes;
        stray_bytes = 0;
    }

    void open_interchange() {
        std::string_view const rest{text() + at, filled() - at};
        auto const isa = edi::read_isa(rest);
        if (!isa.readable()) return unreadable_isa(rest, isa);
        any_interchange = true;
        tell_stray();
        delimiters = isa.delimiters;
        std::string_view const segment = rest.substr(0, isa.length - 1);
        auto interchange = std::make_shared<InterchangeScope>(isa_scope(segment, delimiters));
        interchange->ordinal = ++interchanges;
        scope.interchange = interchange;
        isa_offset = offset_of(at);
        isa_text = segment;
        groups = 0;
        interchange_segments = 1;
        group_numbers.clear();
        any_answer = any_other_segment = false;
        add_text(ItemKind::interchange_open, at, at + static_cast<std::uint32_t>(isa.length + line_break(rest.substr(isa.length))));
        if (isa.fault == edi::IsaFault::wrong_width)
            fault(EnvelopeFault::isa_width, ScopeLevel::interchange, isa_offset, segment, {number(edi::isa_length), number(isa.length)});
        check_isa_values();
        if (!ack::are_for_answers(delimiters))
            fault(EnvelopeFault::delimiter_not_for_answers, ScopeLevel::interchange, isa_offset, isa_text);
        at += static_cast<std::uint32_t>(isa.length);
    }

    // Bytes of the line break at the start of `text`, if there is one: of a CR LF whose CR is the terminator only the LF is left.
    static std::size_t line_break(std::string_view text) {
        std::size_t const cr = text.starts_with('\r') ? 1 : 0;
        return text.substr(cr).starts_with('\n') ? cr + 1 : cr;
    }

    static std::string_view isa_fault_name(edi::IsaFault kind) {
        switch (kind) {
            case edi::IsaFault::truncated: return "the text ends inside it";
            case edi::IsaFault::delimiters_not_distinct: return "two of its delimiters are the same character";
            case edi::IsaFault::delimiter_not_allowed: return "a delimiter is a letter, a digit or a blank";
            default: return "it has not the 16 elements of an ISA";
        }
    }

    void check_isa_values() {
        for (IsaMistake const& mistake : isa_mistakes(isa_text, delimiters))
            fault(EnvelopeFault::isa_element, ScopeLevel::interchange, isa_offset, isa_text,
                  {std::string(mistake.wanted), std::string(mistake.value), mistake.element, mistake.ta105});
        InterchangeScope const& isa = *scope.interchange;
        std::string parties = isa.sender_qualifier + isa.sender + '\n' + isa.receiver_qualifier + isa.receiver + '\n' + isa.control_number;
        if (!interchange_numbers.insert(std::move(parties)).second)
            fault(EnvelopeFault::interchange_number_repeated, ScopeLevel::interchange, isa_offset, isa_text, {"", isa.control_number, 13});
    }

    // Nothing in it can be told apart; at most the sender can be answered.
    void unreadable_isa(std::string_view rest, edi::IsaReading const& isa) {
        any_isa = true;
        auto answerable = answerable_isa(rest);
        std::string const unanswered = answerable ? "" : "too little of it can be read to answer with a TA1";
        fault(isa.fault == edi::IsaFault::truncated ? EnvelopeFault::isa_truncated : EnvelopeFault::isa_unreadable, ScopeLevel::input,
              offset_of(at), rest.substr(0, edi::isa_length),
              {unanswered, std::string(isa_fault_name(isa.fault)), 0, unreadable_isa_code(isa)});
        block->items.back().finding.answerable = std::move(answerable);
        add_stray(3); // look for the next ISA behind these letters
    }

    // ---- inside an interchange -------------------------------------------------------------------------------------------

    // Scans whole segments up to the end of the buffer. Returns true when the interchange is closed, the input has ended or the block
    // must end; false when more text is wanted.
    bool scan_inside() {
        while (scope.interchange && !block_must_end) {
            if (block_is_full()) return true;
            if (!inside_long_segment) {
                if (scope.set && mode == SetMode::checked) pass_ordinary_segments();
                skip_space();
            }
            if (at >= filled()) {
                if (at_end) end_of_input();
                return at_end;
            }
            auto const* end = static_cast<char const*>(std::memchr(text() + at, delimiters.segment, filled() - at));
            auto const length = static_cast<std::uint32_t>((end ? end - text() : static_cast<std::ptrdiff_t>(filled())) - at);
            if (inside_long_segment) {
                at += length + (end ? 1 : 0);
                inside_long_segment = end == nullptr && !at_end;
                if (!end && at_end) end_of_input();
                if (!end) return at_end;
                continue;
            }
            if (length > edi::isa_length && (end || at_end || length > limits.largest_segment) && is_cut_off(length)) continue;
            if (length > limits.largest_segment) {
                long_segment(length, end != nullptr);
                continue;
            }
            if (!end) {
                if (!at_end) return false;
                last_segment_unterminated(length);
                continue;
            }
            segment(length, length + 1);
        }
        return true;
    }

    // Most segments are neither boundaries nor envelopes and are only counted. Stops in front of anything else: one of those, a segment that is
    // empty, long or not whole, unusual space.
    void pass_ordinary_segments() {
        char const* const begin = text();
        char const* const end = begin + filled();
        char const* here = begin + at;
        char const terminator = delimiters.segment;
        std::size_t const longest = std::min(limits.largest_segment, longest_ordinary);
        std::uint64_t passed = 0;
        while (here < end) {
            if (*here == '\n' && terminator != '\n') ++here;
            std::uint32_t first_bytes;
            std::memcpy(&first_bytes, here, sizeof first_bytes); // the buffer has room behind its text
            if (may_matter(first_bytes) || static_cast<unsigned char>(*here) <= ' ') break;
            char const* const found = edi::find_byte(here, end, terminator);
            if (found == here || found == end || static_cast<std::size_t>(found - here) > longest) break;
            here = found + 1;
            ++passed;
            // From a terminator on, whole blocks of them.
            if (longest < least_for_runs) continue;
            bool const line_feeds = *here == '\n' && terminator != '\n';
            auto const run = edi::pass_ordinary({found, static_cast<std::size_t>(end - found)}, terminator, line_feeds, longest);
            if (run.segments < 2) continue; // the terminator at `found` is counted
            here = found + run.end;
            passed += run.segments - 1;
        }
        progress.segment_no += passed;
        at = static_cast<std::uint32_t>(here - begin);
    }

    // Could be one of the ids that segment() looks for in a set that is checked: CLM HL ST SE GS GE IEA ISA.
    static bool may_matter(std::uint32_t first_bytes) {
        switch (first_bytes & 0xFFFF) {
            case "CL"_seg: return (first_bytes >> 16 & 0xFF) == 'M';
            case "HL"_seg:
            case "ST"_seg:
            case "SE"_seg:
            case "GS"_seg:
            case "GE"_seg:
            case "IE"_seg:
            case "IS"_seg: return true;
            default: return false;
        }
    }

    // As SegmentTable has it: line breaks, and blanks of files that people have indented, may stand before a segment.
    void skip_space() {
        char const terminator = is_line_break(delimiters.segment) ? '\0' : delimiters.segment; // then a blank line is no empty segment
        while (at < filled()) {
            char const c = text()[at];
            if (!edi::is_space(c) || c == delimiters.element || c == terminator) return;
            ++at;
        }
    }

    // The padding after a trailer is no segment; text is.
    void last_segment_unterminated(std::uint32_t length) {
        auto const all = std::string_view{text() + at, length};
        if (std::all_of(all.begin(), all.end(), is_padding)) {
            at += length;
            return;
        }
        if (scope.set) {
            unterminated = all.substr(0, clipped_segment); // told behind the set's last piece, wherever that begins
            unterminated_offset = offset_of(at);
        } else {
            fault(EnvelopeFault::segment_unterminated, ScopeLevel::interchange, offset_of(at), all.substr(0, clipped_segment));
        }
        segment(length, length);
    }

    // One segment of `length` bytes at `at`; `advance` bytes are used up with its terminator.
    void segment(std::uint32_t length, std::uint32_t advance) {
        if (length == 0) {
            empty_segment();
            at += advance;
            return;
        }
        char const* const begin = text() + at;
        std::uint32_t packed = 0;
        std::memcpy(&packed, begin, std::min<std::uint32_t>(length, 4));
        char const separator = delimiters.element;
        // Two first: in "SE**1" a separator stands behind three bytes, too.
        bool const two = length == 2 || (length > 2 && begin[2] == separator);
        bool const three = length == 3 || (length > 3 && begin[3] == separator);
        SegmentId const id = two ? packed & 0xFFFF : three ? packed & 0xFFFFFF : edi::no_id;
        std::string_view const whole{begin, length};
        switch (id) {
            case "CLM"_seg:
                if (guide && !guide->has_claims)
                    plain();
                else
                    claim(whole);
                break;
            case "LX"_seg: service_line(); break;
            case "HL"_seg:
                if (guide && guide->levels.count == 0)
                    plain();
                else
                    level(whole);
                break;
            case "ST"_seg: set_header(whole, advance); return;
            case "SE"_seg: set_trailer(whole, advance); return;
            case "GS"_seg: group_header(whole, advance); return;
            case "GE"_seg: group_trailer(whole, advance); return;
            case "IEA"_seg: interchange_trailer(whole, advance); return;
            case "TA1"_seg: interchange_acknowledged(advance); break;
            case "ISA"_seg:
                if (isa_here()) return;
                plain();
                break;
            default: plain(); break;
        }
        if (!block_must_end) at += advance; // otherwise the segment is the first of the next block
    }

    void service_line() {
        if (!scope.set || (scope.set->kind == "837" && mode != SetMode::checked)) ++counted.lines;
        plain();
    }

    // Counts a segment where it stands.
    void plain() {
        if (scope.set) {
            ++progress.segment_no;
            return;
        }
        orphan();
    }

    void orphan() {
        any_other_segment = true;
        ++(scope.group ? group_segments : interchange_segments);
        if (orphans++ == 0) orphan_begin = offset_of(at);
    }

    void tell_orphans() {
        if (orphans)
            fault(scope.group ? EnvelopeFault::segment_outside_set : EnvelopeFault::segment_outside_group,
                  scope.group ? ScopeLevel::group : ScopeLevel::interchange, orphan_begin, {},
                  {counted.claims ? number(counted.claims) : "", number(orphans)});
        orphans = 0;
        tell_counted();
    }

    void tell_counted() {
        if (counted.claims || counted.lines) add(ItemKind::counted).counted = counted;
        counted = {};
    }

    void interchange_acknowledged(std::uint32_t advance) {
        if (scope.group || scope.set) return plain();
        any_answer = true;
        ++interchange_segments;
        Piece& piece = add(ItemKind::interchange_acknowledgement).piece;
        piece.begin = at;
        piece.end = at + advance;
        piece.parts[0] = {0, 0, offset_of(at), 0};
        piece.part_count = 1;
    }

    void empty_segment() {
        if (empty_segments++ == 0) empty_offset = offset_of(at);
    }
    void tell_empty(ScopeLevel where) {
        if (empty_segments) fault(EnvelopeFault::empty_segment, where, empty_offset, {}, {"", number(empty_segments)});
        empty_segments = 0;
    }

    // An ISA where a segment is due: the interchange before it has lost its end.
    bool isa_here() {
        std::string_view const rest{text() + at, filled() - at};
        if (edi::find_isa(rest.substr(0, edi::isa_length)) != 0) return false;
        close_interchange_without_trailer();
        return true;
    }

    // ---- a file that was cut off, and another one behind it ----------------------------------------------------------------
    // Its last segment has no terminator, so it swallows the next ISA. An ISA in every detail, inside of a segment or in front of a GS where none
    // can be, is in no legal text.

    // Whether an interchange begins at `position`: an ISA as the standard has it, with a group or a trailer behind it as far as that can be seen.
    bool begins_interchange(std::uint32_t position) const {
        std::string_view const rest{text() + position, filled() - position};
        auto const isa = edi::read_isa(rest);
        if (isa.fault != edi::IsaFault::none || isa.length != edi::isa_length) return false;
        if (!isa_mistakes(rest.substr(0, isa.length - 1), isa.delimiters).empty()) return false;
        std::string_view next = rest.substr(isa.length);
        while (!next.empty() && is_line_break(next.front())) next.remove_prefix(1);
        if (next.size() < 4) return true;
        for (std::string_view const id : {"GS", "TA1", "IEA"})
            if (next.starts_with(id) && next[id.size()] == isa.delimiters.element) return true;
        return false;
    }

    // The segment of `length` bytes at `at` has swallowed an ISA: what stands before that is all there is of the open interchange.
    bool is_cut_off(std::uint32_t length) {
        std::string_view const segment{text() + at, length};
        for (auto found = edi::find_isa(segment, 1); found != std::string_view::npos; found = edi::find_isa(segment, found + 1)) {
            auto const begin = at + static_cast<std::uint32_t>(found);
            if (!begins_interchange(begin)) continue;
            last_segment_unterminated(without_line_break(at, begin));
            if (block_must_end) return true; // it is the first of the next block
            at = begin;
            if (scope.interchange) close_interchange_without_trailer();
            return true;
        }
        return false;
    }

    // The same, seen at a GS or IEA: the segment in front of it, which was passed, has swallowed the ISA.
    bool was_cut_off() {
        std::uint32_t end = at;
        while (end > base && is_line_break(text()[end - 1])) --end;
        if (end - base <= edi::isa_length) return false;
        auto const begin = end - static_cast<std::uint32_t>(edi::isa_length);
        std::string_view const before{text() + base, begin - base};
        auto const terminator = before.rfind(delimiters.segment);
        if (offset_of(begin) == isa_offset || !begins_interchange(begin) || terminator == std::string_view::npos) return false;
        auto cut = base + static_cast<std::uint32_t>(terminator) + 1;
        while (cut < begin && is_line_break(text()[cut])) ++cut;
        if (cut == begin) return false; // it has swallowed nothing: the ISA was seen
        std::string_view const segment{text() + cut, without_line_break(cut, begin)};
        if (scope.set) {
            unterminated = segment.substr(0, clipped_segment);
            unterminated_offset = offset_of(cut);
        } else {
            fault(EnvelopeFault::segment_unterminated, ScopeLevel::interchange, offset_of(cut), segment.substr(0, clipped_segment));
        }
        at = begin;
        close_interchange_without_trailer();
        return true;
    }

    std::uint32_t without_line_break(std::uint32_t begin, std::uint32_t end) const {
        while (end > begin && is_line_break(text()[end - 1])) --end;
        return end - begin;
    }

    // ---- groups ----------------------------------------------------------------------------------------------------------

    void group_header(std::string_view gs, std::uint32_t advance) {
        if (was_cut_off()) return;
        if (scope.set) close_set_without_trailer(); // also one outside of any group
        if (scope.group) close_group_without_trailer();
        tell_orphans();
        auto group = std::make_shared<GroupScope>();
        auto const part = [&](unsigned n) { return std::string(trimmed(element(gs, delimiters.element, n))); };
        group->ordinal = ++groups;
        group->kind = part(1);
        group->sender = part(2);
        group->receiver = part(3);
        group->date = part(4);
        group->time = part(5);
        group->control_number = part(6);
        group->version = part(8);
        scope.group = group;
        gs_offset = offset_of(at);
        gs_text = gs.substr(0, clipped_segment);
        sets = 0;
        group_segments = 1;
        set_numbers.clear();
        group_version_told = false;
        add_text(ItemKind::group_open, at, at + advance);
        check_gs_values(trimmed(element(gs, delimiters.element, 7)), gs);
        if (!is_group_number(group->control_number))
            fault(EnvelopeFault::group_number_invalid, ScopeLevel::group, gs_offset, gs_text, {"", group->control_number, 6});
        else if (!group_numbers.insert(group->control_number).second)
            fault(EnvelopeFault::group_number_repeated, ScopeLevel::group, gs_offset, gs_text, {"", group->control_number, 6});
        at += advance;
    }

    void check_gs_values(std::string_view responsible, std::string_view gs) {
        GroupScope const& group = *scope.group;
        bool const more = std::count(gs.begin(), gs.end(), delimiters.element) > 8;
        for (GsMistake& mistake : gs_mistakes(group, responsible, more))
            fault(EnvelopeFault::group_element, ScopeLevel::group, gs_offset, gs_text,
                  {std::string(mistake.wanted), std::move(mistake.value), mistake.element});
        bool const known = !edi::set_of_group(group.kind).empty(), taken = group.kind == "HC" || group.kind == "HN" || group.kind == "FA";
        if (known && !taken) fault(EnvelopeFault::group_kind, ScopeLevel::group, gs_offset, gs_text, {"", group.kind, 1});
    }

    void group_trailer(std::string_view ge, std::uint32_t advance) {
        if (scope.set) close_set_without_trailer();
        if (!scope.group) {
            trailer_unexpected(ge, advance, ScopeLevel::interchange);
            return;
        }
        tell_orphans();
        ++group_segments;
        auto const count = element(ge, delimiters.element, 1), control = trimmed(element(ge, delimiters.element, 2));
        if (!is_number(count, sets))
            fault(EnvelopeFault::group_set_count, ScopeLevel::group, offset_of(at), ge, {number(sets), std::string(count), 1});
        if (control != scope.group->control_number)
            fault(EnvelopeFault::group_number, ScopeLevel::group, offset_of(at), ge,
                  {scope.group->control_number, std::string(control), 2});
        at += advance;
        auto const included = edi::read_integer(trimmed(count));
        bool const known = included.reading == edi::Reading::ok && included.value >= 0;
        close_group(known ? static_cast<std::uint64_t>(included.value) : sets);
    }

    void close_group_without_trailer() {
        if (scope.set) close_set_without_trailer();
        tell_orphans();
        fault(EnvelopeFault::group_trailer_missing, ScopeLevel::group, gs_offset, gs_text, {scope.group->control_number, ""});
        close_group(sets);
    }

    void close_group(std::uint64_t included_sets) {
        tell_empty(ScopeLevel::group);
        if (sets == 0 && group_segments <= 2) fault(EnvelopeFault::group_without_sets, ScopeLevel::group, gs_offset, gs_text);
        Item& item = add(ItemKind::group_close);
        item.segments = group_segments;
        item.included_sets = included_sets;
        scope.group.reset();
    }

    void trailer_unexpected(std::string_view trailer, std::uint32_t advance, ScopeLevel where) {
        tell_orphans();
        ++(scope.group ? group_segments : interchange_segments);
        fault(EnvelopeFault::trailer_unexpected, where, offset_of(at), trailer,
              {"", std::string(trailer.substr(0, trailer.find(delimiters.element)))});
        at += advance;
    }

    // ---- the end of an interchange ---------------------------------------------------------------------------------------

    void interchange_trailer(std::string_view iea, std::uint32_t advance) {
        if (was_cut_off()) return;
        if (scope.set) close_set_without_trailer(); // also one outside of any group
        if (scope.group) close_group_without_trailer();
        tell_orphans();
        ++interchange_segments;
        auto const count = element(iea, delimiters.element, 1), control = trimmed(element(iea, delimiters.element, 2));
        if (!is_number(count, groups))
            fault(EnvelopeFault::interchange_group_count, ScopeLevel::interchange, offset_of(at), iea,
                  {number(groups), std::string(count), 1});
        if (control != scope.interchange->control_number)
            fault(EnvelopeFault::interchange_number, ScopeLevel::interchange, offset_of(at), iea,
                  {scope.interchange->control_number, std::string(control), 2});
        at += advance;
        close_interchange();
    }

    void close_interchange_without_trailer() {
        if (scope.set) close_set_without_trailer(); // also one outside of any group
        if (scope.group) close_group_without_trailer();
        tell_orphans();
        fault(EnvelopeFault::interchange_trailer_missing, ScopeLevel::interchange, isa_offset, isa_text,
              {scope.interchange->control_number, ""});
        close_interchange();
    }

    void close_interchange() {
        tell_empty(ScopeLevel::interchange);
        if (groups == 0 && !any_answer && !any_other_segment)
            fault(EnvelopeFault::interchange_without_groups, ScopeLevel::interchange, isa_offset, isa_text);
        Item& item = add(ItemKind::interchange_close);
        item.segments = interchange_segments;
        item.answers_only = any_answer && !any_other_segment && groups == 0;
        scope.interchange.reset();
    }

    void end_of_input() {
        if (scope.interchange) close_interchange_without_trailer();
    }

    // ---- sets ------------------------------------------------------------------------------------------------------------

    void set_header(std::string_view st, std::uint32_t advance) {
        if (scope.set) close_set_without_trailer();
        tell_orphans();
        auto set = std::make_shared<SetScope>();
        auto const part = [&](unsigned n) { return std::string(trimmed(element(st, delimiters.element, n))); };
        set->ordinal = ++sets;
        set->kind = part(1);
        set->control_number = part(2);
        set->version = part(3);
        std::string const group_version = scope.group ? scope.group->version : std::string();
        std::string const version = set->version.empty() ? group_version : set->version;
        auto choice = choose_guide(set->kind, version);
        if (choice.support == edi::Support::none && !group_version.empty()) choice = choose_guide(set->kind, group_version);
        set->support = choice.support;
        set->guide = choice.guide;
        guide = choice.support == edi::Support::none ? nullptr : &edi::guide(choice.guide);
        scope.set = set;
        any_other_segment = true;
        st_offset = offset_of(at);
        st_text = st.substr(0, clipped_segment);
        set_claims = 0;
        add(ItemKind::set_open);
        set_faults(*set, version, group_version);
        progress = {};
        progress.segment_no = 1;
        progress.claims = input_claims;
        mode = set->support == edi::Support::none ? SetMode::counted : SetMode::checked;
        for (Level& each : levels) each.open = each.collecting = each.saved = false;
        begin_level(0);
        piece_begin = boundary = at;
        piece_has_context = false;
        context_segments = context_part_count = 0;
        context_numbers = {};
        piece_start = boundary_progress = progress;
        begin_unread(at, progress);
        ++progress.segment_no;
        at += advance;
    }

    static edi::GuideChoice choose_guide(std::string_view kind, std::string_view version) {
        auto const choice = edi::choose_guide(version);
        return edi::guide(choice.guide).set == kind ? choice : edi::GuideChoice{};
    }

    // The versions that sets of this kind are checked against; empty: sets of this kind are not.
    static std::string_view versions_of(std::string_view kind) {
        if (kind == "837") return "005010X222A1 or 005010X223A2";
        if (kind == "277") return "005010X214";
        if (kind == "999") return "005010X231A1";
        return {};
    }

    void set_faults(SetScope const& set, std::string const& version, std::string const& group_version) {
        auto const tell = [&](EnvelopeFault kind, ScopeLevel where, FaultText detail) {
            fault(kind, where, st_offset, st_text, std::move(detail));
        };
        if (!scope.group) {
            fault(EnvelopeFault::segment_outside_group, ScopeLevel::set, st_offset, st_text, {"", "1"});
        } else {
            // Of a GS01 that is none at all the group has told.
            std::string_view const wanted = edi::group_of_set(set.kind);
            if (!wanted.empty() && scope.group->kind != wanted && !edi::set_of_group(scope.group->kind).empty())
                tell(EnvelopeFault::set_in_other_group, ScopeLevel::set, {std::string(wanted), set.kind, 1});
        }
        if (!set_numbers.insert(set.control_number).second)
            tell(EnvelopeFault::set_number_repeated, ScopeLevel::set, {"", set.control_number, 2});
        // The version is one for sets of another kind: then ST01 is what is wrong.
        auto const other = edi::choose_guide(version);
        bool const of_another_kind = set.kind != "837" && set.support == edi::Support::none && other.support != edi::Support::none;
        if (versions_of(set.kind).empty() || of_another_kind) {
            std::string_view const wanted = of_another_kind ? edi::guide(other.guide).set : std::string_view();
            tell(EnvelopeFault::set_kind_unsupported, ScopeLevel::set, {std::string(wanted), set.kind, 1});
        } else if (set.support == edi::Support::none) {
            // Without an ST03 it is GS08 that says so.
            bool const of_group = set.version.empty() && scope.group;
            FaultText detail{std::string(versions_of(set.kind)), version, static_cast<std::uint8_t>(of_group ? 8 : 3)};
            fault(EnvelopeFault::group_version_unsupported, ScopeLevel::set, of_group ? gs_offset : st_offset, of_group ? gs_text : st_text,
                  std::move(detail));
        } else {
            if (!set.version.empty() && !group_version.empty() && set.version != group_version)
                tell(EnvelopeFault::set_version_differs, ScopeLevel::set, {group_version, set.version, 3});
            if (set.support == edi::Support::nearest && !std::exchange(group_version_told, true))
                fault(EnvelopeFault::group_version_nearest, ScopeLevel::group, gs_offset, gs_text,
                      {std::string(edi::guide(set.guide).version), version, 8});
        }
    }

    void set_trailer(std::string_view se, std::uint32_t advance) {
        if (!scope.set) {
            trailer_unexpected(se, advance, scope.group ? ScopeLevel::group : ScopeLevel::interchange);
            return;
        }
        end_content();
        std::uint64_t const segments = progress.segment_no;
        ++progress.segment_no;
        std::uint64_t const se_offset = offset_of(at);
        at += advance;
        end_piece();
        auto const count = element(se, delimiters.element, 1), control = trimmed(element(se, delimiters.element, 2));
        if (!is_number(count, segments)) {
            fault(EnvelopeFault::set_segment_count, ScopeLevel::set, se_offset, se, {number(segments), std::string(trimmed(count)), 1});
            block->items.back().finding.segment_no = segments;
        }
        if (control != scope.set->control_number) {
            fault(EnvelopeFault::set_number, ScopeLevel::set, se_offset, se, {scope.set->control_number, std::string(control), 2});
            block->items.back().finding.segment_no = segments;
        }
        close_set();
    }

    void close_set_without_trailer() {
        end_content();
        end_piece();
        fault(EnvelopeFault::set_trailer_missing, ScopeLevel::set, st_offset, st_text, {scope.set->control_number, ""});
        close_set();
    }

    void close_set() {
        tell_counted();
        tell_empty(ScopeLevel::set);
        if (scope.set->kind == "837" && set_claims == 0) fault(EnvelopeFault::set_without_claims, ScopeLevel::set, st_offset, st_text);
        Item& closed = add(ItemKind::set_close);
        closed.segments = progress.segment_no - 1;
        closed.finding.fault = EnvelopeFault::set_repeated;
        closed.finding.level = ScopeLevel::set;
        closed.finding.offset = st_offset;
        closed.finding.segment_no = 1;
        closed.finding.segment_text = st_text;
        closed.finding.length = static_cast<std::uint32_t>(st_text.size());
        input_claims = progress.claims;
        guide = nullptr;
        scope.set.reset();
    }

    // ---- levels and claims -----------------------------------------------------------------------------------------------

    void begin_level(std::size_t which) {
        Level& opened = levels[which];
        opened.open = opened.collecting = true;
        opened.saved = false;
        opened.begin = at;
        opened.file_offset = offset_of(at);
        opened.segment_no = progress.segment_no;
        opened.number = progress.levels;
        for (std::size_t below = which + 1; below < levels.size(); ++below) levels[below].open = levels[below].collecting = false;
    }

    void end_levels() {
        for (Level& each : levels) {
            if (!each.collecting) continue;
            each.collecting = false;
            each.end = at;
            each.segments = static_cast<std::uint32_t>(progress.segment_no - each.segment_no);
        }
    }

    // A place where the set may be cut: in front of a CLM, an HL.
    void mark_boundary(edi::CursorEnd::Next next, std::string_view level_code) {
        if (mode == SetMode::checked && claim_is_too_large()) too_large(EnvelopeFault::claim_too_large);
        end_levels();
        boundary = at;
        boundary_progress = progress;
        boundary_kind = {};
        boundary_kind.next = next;
        level_code.copy(boundary_kind.level_code, 2);
        if (mode == SetMode::skipping) {
            // What follows is checked again; it wants its context in front, so a new block begins here.
            tell_unread();
            mode = SetMode::checked;
            tell_counted();
            piece_begin = at;
            piece_start = progress;
            piece_has_context = true;
            block_must_end = true;
        } else if (mode == SetMode::checked && ++claims_and_levels > most_claims_and_levels) {
            block_must_end = true;
        }
    }

    bool claim_is_too_large() const {
        return at - boundary > limits.largest_claim || progress.segment_no - boundary_progress.segment_no > limits.most_segments;
    }

    void claim(std::string_view clm) {
        if (!scope.set) {
            count_claim(clm);
            ++input_claims;
            return orphan();
        }
        if (mode != SetMode::counted) mark_boundary(edi::CursorEnd::Next::claim, {});
        if (block_must_end) return;
        if (mode == SetMode::counted) count_claim(clm);
        ++set_claims;
        ++progress.claims;
        ++progress.claims_in_level;
        ++progress.segment_no;
    }

    void count_claim(std::string_view clm) {
        ++counted.claims;
        auto const charge = edi::read_money(trimmed(element(clm, delimiters.element, 2)));
        if (charge.reading == edi::Reading::ok) Tally::add(counted.charges, charge.cents);
    }

    void level(std::string_view hl) {
        if (!scope.set) return orphan();
        auto const code = trimmed(element(hl, delimiters.element, 3));
        // As the cursor has it: an HL ends the open levels of its rank and below.
        auto const& kinds = edi::guide(scope.set->guide).levels;
        std::size_t const known = edi::guide(scope.set->guide).rank_of(code), rank = known < kinds.count ? known : kinds.unknown_rank;
        if (mode != SetMode::counted) mark_boundary(edi::CursorEnd::Next::level, code.size() == 2 ? code : std::string_view{});
        if (block_must_end) {
            for (std::size_t below = rank + 1; below < levels.size(); ++below) levels[below].open = false;
            return;
        }
        ++progress.levels;
        begin_level(rank + 1);
        if (rank > 0) ++progress.children[rank - 1];
        std::fill(progress.children.begin() + static_cast<std::ptrdiff_t>(std::min(rank, progress.children.size())),
                  progress.children.end(), 0);
        progress.claims_in_level = 0;
        ++progress.segment_no;
    }

    // ---- pieces ----------------------------------------------------------------------------------------------------------

    void add_piece(std::uint32_t end, edi::CursorEnd next) {
        auto& item = add(ItemKind::piece);
        Piece& piece = item.piece;
        piece.begin = piece_has_context ? context_begin : piece_begin;
        piece.own_begin = piece_begin - piece.begin;
        piece.end = end;
        piece.part_count = 0;
        if (piece_has_context) {
            for (std::uint32_t part = 0; part < context_part_count; ++part) piece.parts[piece.part_count++] = context_parts[part];
            piece.start.context_segments = context_segments;
            piece.start.context_levels = context_numbers;
        }
        piece.parts[piece.part_count++] = {piece.own_begin, piece.start.context_segments, offset_of(piece_begin), piece_start.segment_no};
        piece.start.levels = piece_start.levels;
        piece.start.claims = piece_start.claims_in_level;
        piece.start.children = piece_start.children;
        piece.next = next;
        piece.claims_before = piece_start.claims;
    }

    // What the set holds ends at `at`: an SE or what stands there instead.
    void end_content() {
        if (mode == SetMode::checked && claim_is_too_large()) too_large(EnvelopeFault::claim_too_large);
        tell_unread();
    }

    // The set ends at `at`.
    void end_piece() {
        if (mode == SetMode::checked) add_piece(at, {});
        if (mode == SetMode::skipping) tell_counted();
        if (!unterminated.empty()) fault(EnvelopeFault::segment_unterminated, ScopeLevel::set, unterminated_offset, unterminated);
        unterminated.clear();
        mode = SetMode::counted;
    }

    // What begins at the boundary cannot be kept. A claim is passed over alone; a level or header spoils its set.
    void too_large(EnvelopeFault kind) {
        std::string_view const start{text() + boundary, std::min<std::size_t>(filled() - boundary, clipped_segment)};
        bool const is_claim =
            start.size() > 3 && start.starts_with("CLM") && (start[3] == delimiters.element || start[3] == delimiters.segment);
        std::uint32_t const length = at - boundary;
        if (boundary > piece_begin) add_piece(boundary, boundary_kind);
        cut_levels(boundary);
        std::string_view const first = start.substr(0, start.find(delimiters.segment));
        fault(kind, is_claim ? ScopeLevel::claim : ScopeLevel::set, offset_of(boundary), first, {"", number(length)});
        auto& finding = block->items.back().finding;
        finding.segment_no = boundary_progress.segment_no;
        if (is_claim) {
            finding.claim = element(first, delimiters.element, 1);
            finding.claim_no = boundary_progress.claims + 1;
            count_claim(first);
            finding.charge = counted.charges;
            counted.lines += service_lines(boundary, at);
            counted.control_number = finding.claim;
            mode = SetMode::skipping;
        } else {
            // Claims of the set so far were told with their pieces; the rest is counted.
            mode = SetMode::counted;
        }
        begin_unread(boundary, boundary_progress);
        piece_begin = boundary = at;
    }

    void begin_unread(std::uint32_t begin, SetProgress const& there) {
        unread_begin = begin;
        unread_segment_no = there.segment_no;
    }

    // Hands out the text of the set that is not checked.
    void tell_unread() {
        if (mode == SetMode::checked || at == unread_begin) return;
        add_text(ItemKind::unread, unread_begin, at).segments = progress.segment_no - unread_segment_no;
        begin_unread(at, progress);
    }

    void long_segment(std::uint32_t length, bool terminated) {
        if (scope.set && mode == SetMode::checked) {
            at += length;
            too_large(EnvelopeFault::segment_too_long);
            at -= length;
        } else if (!(scope.set && mode == SetMode::skipping)) {
            fault(EnvelopeFault::segment_too_long,
                  scope.set     ? ScopeLevel::set
                  : scope.group ? ScopeLevel::group
                                : ScopeLevel::interchange,
                  offset_of(at), {text() + at, std::min(limits.largest_segment, clipped_segment)}, {"", number(length)});
        }
        if (scope.set)
            ++progress.segment_no;
        else
            ++(scope.group ? group_segments : interchange_segments);
        at += length + (terminated ? 1 : 0);
        inside_long_segment = !terminated;
    }

    // Service lines among the whole segments of [begin, end).
    std::uint64_t service_lines(std::uint32_t begin, std::uint32_t end) const {
        std::uint64_t lines = 0;
        while (begin < end) {
            while (begin < end && (is_padding(text()[begin]))) ++begin;
            bool const lx = end - begin > 2 && text()[begin] == 'L' && text()[begin + 1] == 'X';
            if (lx && (text()[begin + 2] == delimiters.element || text()[begin + 2] == delimiters.segment)) ++lines;
            auto const* terminator = static_cast<char const*>(std::memchr(text() + begin, delimiters.segment, end - begin));
            if (!terminator) break;
            begin = static_cast<std::uint32_t>(terminator - text()) + 1;
        }
        return lines;
    }

    // Levels whose text ends at or before `keep` leave the buffer with this block: their text is saved.
    void cut_levels(std::uint32_t keep) {
        for (Level& each : levels) {
            if (!each.open || each.saved || each.collecting || each.end > keep) continue;
            each.text.assign(text() + each.begin, each.end - each.begin);
            each.saved = true;
        }
    }

    // ---- blocks ----------------------------------------------------------------------------------------------------------

    // Ends the block at a place where it may end, and keeps the rest of the text for the next one. False: there is no such place yet.
    bool cut() {
        std::uint32_t keep = at;
        if (scope.set) tell_unread();
        if (scope.set && mode == SetMode::checked) {
            if (boundary > piece_begin) {
                add_piece(boundary, boundary_kind);
                piece_begin = boundary;
                piece_start = boundary_progress;
                piece_has_context = true;
            }
            keep = piece_begin;
            cut_levels(keep);
        }
        if (keep == base && filled() - keep >= limits.block_size && !block_must_end) return false;
        carry.assign(text() + keep, filled() - keep);
        carry_offset = block->settled = offset_of(keep);
        carry_from = keep;
        return true;
    }
    std::uint64_t carry_offset = 0;
    std::uint32_t carry_from = 0;

    // Starts a block with the context of the open set and the text kept from the last block.
    void start_block() {
        block->size = 0;
        block->settled = 0;
        block->items.clear();
        block_must_end = false;
        claims_and_levels = 0;
        context_begin = 0;
        std::size_t context_size = 0;
        bool const with_context = scope.set && mode == SetMode::checked && piece_has_context;
        if (with_context)
            for (Level const& each : levels)
                if (each.open && each.saved) context_size += each.text.size();
        block->reserve(context_size + carry.size() + limits.block_size);
        if (with_context) write_context();
        base = filled();
        base_offset = carry_offset;
        if (!carry.empty()) std::memcpy(block->buffer.get() + block->size, carry.data(), carry.size());
        block->size += carry.size();
        carry.clear();
        shift(base);
    }

    void write_context() {
        context_part_count = context_segments = 0;
        context_numbers = {};
        std::size_t level_of = 0;
        for (Level const& each : levels) {
            std::size_t const which = level_of++;
            if (!each.open || !each.saved) continue;
            context_parts[context_part_count++] = {filled(), context_segments, each.file_offset, each.segment_no};
            std::memcpy(block->buffer.get() + block->size, each.text.data(), each.text.size());
            block->size += each.text.size();
            context_segments += each.segments;
            if (which > 0) context_numbers[which - 1] = each.number;
        }
    }

    // The kept text has moved from carry_from to `to`.
    void shift(std::uint32_t to) {
        auto const move = [&](std::uint32_t& position) { position = position - carry_from + to; };
        move(at);
        move(piece_begin);
        move(boundary);
        move(unread_begin);
        for (Level& each : levels)
            if (each.open && !each.saved) {
                move(each.begin);
                move(each.end);
            }
        carry_from = to;
    }

    bool scan() {
        for (;;) {
            bool const enough = scope.interchange ? scan_inside() : scan_outside();
            if (block_must_end) return true;
            if (!enough) return false;
            if (at >= filled() && at_end && !scope.interchange) return true;
        }
    }

    bool next(Block& given) {
        block = &given;
        start_block();
        for (;;) {
            if (!input_is_open) {
                if (next_input == inputs.size()) return !block->items.empty();
                open_input();
                read_more();
            }
            bool const finished = scan();
            if (finished && !block_must_end) {
                tell_stray();
                close_input();
                // Small inputs share a block while there is room.
                if (block->capacity - block->size < limits.block_size / 4 || block->items.size() >= most_items ||
                    next_input == inputs.size()) {
                    carry_offset = 0;
                    carry_from = at;
                    return true;
                }
                continue;
            }
            if (!at_end && block->size < block->capacity && !block_must_end) {
                read_more();
                continue;
            }
            if (scope.set && mode == SetMode::checked && claim_is_too_large()) too_large(EnvelopeFault::claim_too_large);
            if (cut()) return true;
            block->reserve(block->capacity * 2);
            read_more();
        }
    }
};

BatchReader::BatchReader(std::vector<InputScope> inputs, ReadLimits limits) : state_(std::make_unique<State>(std::move(inputs), limits)) {}
BatchReader::~BatchReader() = default;
bool BatchReader::next(Block& block) {
    return state_->next(block);
}

} // namespace engine::read
