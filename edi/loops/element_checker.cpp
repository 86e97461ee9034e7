#include "edi/loops/element_checker.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "edi/loops/element_table.hpp"
#include "edi/loops/ordinary_elements.hpp"
#include "edi/text/digits.hpp"
#include "edi/text/oddities.hpp"
#include "edi/text/values.hpp"

namespace edi {
namespace {

// -- values ------------------------------------------------------------------------------------------------------------------------

/// Nothing wrong is told as `count`.
constexpr FaultKind fine = FaultKind::count;

char const* skip_digits(char const* at, char const* end) {
    while (at != end && is_digit(*at)) ++at;
    return at;
}

/// Digits of type R ("-12.50", ".5", "5.", "1E2"); 0 when it is none. The exponent's digits count, point and signs do not.
std::size_t decimal_digits(std::string_view text) {
    char const* at = text.data();
    char const* const end = at + text.size();
    if (at != end && *at == '-') ++at;
    char const* next = skip_digits(at, end);
    auto digits = static_cast<std::size_t>(next - at);
    if (next != end && *next == '.') {
        at = next + 1;
        next = skip_digits(at, end);
        digits += static_cast<std::size_t>(next - at);
    }
    if (digits == 0 || next == end) return digits;
    if (*next != 'E') return 0;
    at = next + 1;
    if (at != end && *at == '-') ++at;
    next = skip_digits(at, end);
    return next != at && next == end ? digits + static_cast<std::size_t>(next - at) : 0;
}

std::size_t integer_digits(std::string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
    return all_digits(text) ? text.size() : 0;
}

/// Digits of a number against the lengths of its element.
FaultKind number_fits(std::size_t digits, ValueCheck const& check) {
    if (digits == 0) return FaultKind::element_character;
    if (digits < check.least) return FaultKind::element_short;
    return digits > check.count ? FaultKind::element_long : fine;
}

int two_digits(std::string_view text, std::size_t at) {
    return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

/// HHMM, HHMMSS, HHMMSSD, HHMMSSDD.
std::uint64_t eight_bytes(char const* text) {
    std::uint64_t bytes;
    std::memcpy(&bytes, text, sizeof bytes);
    return bytes;
}

/// Most dates, at a glance: CCYYMMDD in 1900 to 2099, not after the 28th. What is not so may still be a date.
bool is_plain_day(std::string_view text) {
    if (text.size() != 8) return false;
    // Each byte's distance from '0' must be less than ten: neither below, nor 6 below 16.
    std::uint64_t const digits = eight_bytes(text.data()) - 0x3030303030303030;
    if (((digits | (digits + 0x0606060606060606)) & 0xF0F0F0F0F0F0F0F0) != 0) return false;
    int const century = two_digits(text, 0), month = two_digits(text, 4), day = two_digits(text, 6);
    return (century == 19 || century == 20) && month >= 1 && month <= 12 && day >= 1 && day <= 28;
}

bool is_day(std::string_view text) {
    return is_plain_day(text) || read_day(text).reading == Reading::ok;
}

/// `format` as in DTP02. Formats that we do not know are the affair of their own code list.
FaultKind dated_fits(std::string_view format, std::string_view text) {
    if (format == "D8") return is_day(text) ? fine : FaultKind::element_date;
    if (format == "TM") return is_time(text) ? fine : FaultKind::element_time;
    if (format != "RD8" && format != "DT") return fine;
    if (format == "RD8" && is_day(text)) return fine;
    return read_period(format, text).reading == Reading::ok ? fine : FaultKind::element_date;
}

// -- segments ----------------------------------------------------------------------------------------------------------------------

/// One run over one piece.
class Check {
public:
    Check(Guide const& guide, SegmentTable const& segments, std::uint32_t context, std::vector<Fault>& found)
        : outline_(guide.outline), uses_(element_uses(guide.id)), table_(element_table(guide.id)), segments_(segments),
          bytes_(segments.text().data()), context_(context), found_(found) {}

    void segment(PlacedSegment const& placed) {
        SegmentCheck const& check = table_.segments[placed.node];
        Segment const segment = segments_[placed.segment];
        std::uint32_t const sent = segment.size();
        placed_ = placed;
        ends_ = segment.ends();
        mark_ = segment.first_mark();

        std::uint32_t const known = std::min<std::uint32_t>(sent, check.count);
        std::uint32_t present = 0, wrong = 0; // bit n is element n + 1
        for (std::uint32_t i = 0; i < known; ++i) {
            auto const length = static_cast<std::int32_t>(ends_[i + 1] - ends_[i] - 1);
            if (length == 0) continue;
            present |= 1u << i;
            if (length < table_.shortest[check.first + i] || length > table_.longest[check.first + i]) wrong |= 1u << i;
        }
        wrong_elements(check, check.required & ~present, wrong, sent);
        values_and_marks(table_.values.data() + check.first, present & check.valued & ~wrong, known);
        look_at_notes(check, present);
    }

    /// A byte that ordinary segments do not have; `segment` has it, at `position` of the text. Positions ascend.
    void oddity(PlacedSegment const& placed, std::uint32_t position) {
        placed_ = placed;
        Segment const segment = segments_[placed.segment];
        std::uint32_t const* const ends = segment.ends();
        seek(segment, position);
        std::uint32_t const n = odd_.element;
        if (n == 0 || n > segment.size()) return; // in the id: the cursor has told
        char const c = bytes_[position];
        auto const& delimiters = segments_.delimiters();
        auto const is_mark = [&](char byte) { return byte != 0 && (byte == delimiters.component || byte == delimiters.repetition); };
        bool const at_end = position == ends[n] || is_mark(c); // of a value, or at a CR before the LF that ends the segment
        char const before = bytes_[position - 1];
        if (at_end && (before == delimiters.element || is_mark(before)))
            return report_unless_told(FaultKind::trailing_separators, segment.place(before == delimiters.element ? 0 : n));
        auto const* use = uses_.at(placed.node, segment.place(n));
        if (use == nullptr) return; // one too many, whatever is in it
        Place const place = segment.place(n, odd_.component <= use->component_count ? odd_.component : 0);
        bool const control = static_cast<unsigned char>(c) < ' ' || c == '\x7f';
        if (!at_end)
            report_unless_told(control ? FaultKind::element_character : FaultKind::element_character_local, place);
        else if (before == ' ')
            report_unless_told(FaultKind::element_padded, place);
    }

    /// The elements are looked through; what follows are oddities.
    void end_of_elements() { told_ = found_.size(); }

private:
    // -- what is wrong with one element -------------------------------------------------------------------------------------------

    ElementUse const& use(std::uint32_t element, std::uint32_t component) const {
        return *uses_.at(placed_.node, {0, static_cast<std::uint8_t>(element), static_cast<std::uint8_t>(component)});
    }

    void wrong_elements(SegmentCheck const& check, std::uint32_t missing, std::uint32_t wrong, std::uint32_t sent) {
        for (std::uint32_t left = missing | wrong; left != 0; left &= left - 1) {
            auto const i = static_cast<std::uint32_t>(std::countr_zero(left));
            if ((missing >> i & 1) != 0)
                report(FaultKind::element_missing, i + 1);
            else
                wrong_length(i + 1, 0, ends_[i + 1] - ends_[i] - 1);
        }
        // Elements behind the last one that the segment has; separators alone are no elements.
        for (std::uint32_t i = check.count; i < sent; ++i)
            if (ends_[i + 1] - ends_[i] > 1) return report(FaultKind::too_many_elements, i + 1);
    }

    void wrong_length(std::uint32_t element, std::uint32_t component, std::uint32_t length) {
        ElementUse const& wanted = use(element, component);
        if (wanted.usage == Usage::not_used) return report(FaultKind::element_not_used, element, component);
        // A code of another length is no code of the list; a separator inside is the cause of an excess.
        if (!wanted.codes.empty() && length <= wanted.longest) return wrong_code(wanted, element, component);
        if (component == 0 && has_mark(element)) return;
        report(length < wanted.shortest ? FaultKind::element_short : FaultKind::element_long, element, component);
    }

    bool has_mark(std::uint32_t element) const {
        std::uint32_t const* mark = segments_[placed_.segment].first_mark();
        while (*mark < ends_[element - 1]) ++mark;
        return *mark < ends_[element];
    }

    /// The values of a segment that has components or repeats, or separators of them where they do not belong. `good` are the elements that
    /// are there and have the right length.
    void values_and_marks(ValueCheck const* values, std::uint32_t good, std::uint32_t known) {
        std::uint32_t done = 0; // elements whose separators have been looked at
        for (; good != 0; good &= good - 1) {
            auto const i = static_cast<std::uint32_t>(std::countr_zero(good));
            std::uint32_t const begin = ends_[i] + 1, end = ends_[i + 1];
            if (*mark_ < begin) [[unlikely]]
                stray_marks(values, done, i);
            if (values[i].kind == ValueKind::composite)
                composite(values[i], i + 1, begin, end);
            else if (*mark_ < end) [[unlikely]]
                stray_mark(values[i], i + 1, end);
            else
                simple(values[i], i + 1, 0, begin, end);
            done = i + 1;
        }
        if (*mark_ < ends_[known]) [[unlikely]]
            stray_marks(values, done, known);
    }

    /// The elements from `first` (0 = the first) on, up to `last`.
    void stray_marks(ValueCheck const* values, std::uint32_t first, std::uint32_t last) {
        for (std::uint32_t i = first; i < last; ++i)
            if (*mark_ < ends_[i + 1]) stray_mark(values[i], i + 1, ends_[i + 1]);
    }

    /// `begin` is where the value begins; the value before it, for dates, ends one byte earlier.
    void simple(ValueCheck const& check, std::uint32_t element, std::uint32_t component, std::uint32_t begin, std::uint32_t end) {
        std::string_view const text(bytes_ + begin, end - begin);
        FaultKind kind = fine;
        switch (check.kind) {
            case ValueKind::letters:
            case ValueKind::codes:
                if (!table_.has_code(check, text)) return wrong_code(use(element, component), element, component);
                break;
            case ValueKind::decimal: kind = number_fits(decimal_digits(text), check); break;
            case ValueKind::integer: kind = number_fits(integer_digits(text), check); break;
            case ValueKind::day: kind = is_day(text) ? fine : FaultKind::element_date; break;
            case ValueKind::time: kind = is_time(text) ? fine : FaultKind::element_time; break;
            case ValueKind::dated: kind = dated_fits(format_before(element, component), text); break;
            case ValueKind::digits: kind = text.size() == check.count && all_digits(text) ? fine : FaultKind::element_pattern; break;
            case ValueKind::interchange_day:
                if (text.size() != check.count || !all_digits(text))
                    kind = FaultKind::element_pattern;
                else if (read_interchange_day(text).reading != Reading::ok)
                    kind = FaultKind::element_date;
                break;
            case ValueKind::plain:
            case ValueKind::composite: break;
        }
        if (kind != fine) report(kind, element, component);
    }

    std::string_view format_before(std::uint32_t element, std::uint32_t component) const {
        if (component != 0) return segments_[placed_.segment].component(element, component - 1);
        std::uint32_t const begin = ends_[element - 2] + 1;
        return {bytes_ + begin, ends_[element - 1] - begin};
    }

    void wrong_code(ElementUse const& wanted, std::uint32_t element, std::uint32_t component) {
        std::string_view const code = segments_.at(place(element, component));
        bool const elsewhere = ElementUses::known_code(wanted.number, code);
        report(elsewhere ? FaultKind::element_code_elsewhere : FaultKind::element_code, element, component);
    }

    // -- composites and repeats ---------------------------------------------------------------------------------------------------

    void composite(ValueCheck const& check, std::uint32_t element, std::uint32_t begin, std::uint32_t end) {
        char const repetition = segments_.delimiters().repetition;
        ComponentCheck const* const parts = table_.components.data() + check.first;
        std::uint32_t component = 0;
        bool surplus = false; // a component behind the last; separators alone are none
        for (bool more = true; more;) {
            std::uint32_t const stop = *mark_ < end ? *mark_ : end;
            more = stop < end;
            bool const repeats = more && bytes_[stop] == repetition && repetition != 0;
            more = more && !repeats;
            if (component < check.count)
                part(parts[component], element, component + 1, begin, stop);
            else if (stop > begin && !surplus) {
                surplus = true;
                report(FaultKind::too_many_components, element);
            }
            ++component;
            if (repeats && check.repeat == 1) report(FaultKind::too_many_repeats, element);
            begin = stop + 1;
            if (stop < end) ++mark_;
        }
        for (; component < check.least; ++component)
            if (parts[component].required) report(FaultKind::element_missing, element, component + 1);
        while (*mark_ < end) ++mark_; // later repeats are not looked into
    }

    void part(ComponentCheck const& check, std::uint32_t element, std::uint32_t component, std::uint32_t begin, std::uint32_t end) {
        std::uint32_t const length = end - begin;
        if (length == 0) {
            if (check.required) report(FaultKind::element_missing, element, component);
        } else if (length < check.shortest || length > check.longest) {
            wrong_length(element, component, length);
        } else if (check.value.kind != ValueKind::plain) {
            simple(check.value, element, component, begin, end);
        }
    }

    /// A component or repetition separator in an element that has no components.
    void stray_mark(ValueCheck const& check, std::uint32_t element, std::uint32_t end) {
        bool components = false, repeats = false;
        for (; *mark_ < end; ++mark_) (bytes_[*mark_] == segments_.delimiters().repetition ? repeats : components) = true;
        if (use(element, 0).usage == Usage::not_used) return;
        if (components) report(FaultKind::too_many_components, element);
        if (repeats && check.repeat == 1) report(FaultKind::too_many_repeats, element);
    }

    // -- the segment as a whole -----------------------------------------------------------------------------------------------------

    void look_at_notes(SegmentCheck const& check, std::uint32_t present) {
        NoteCheck const* const notes = table_.notes.data() + check.first_note;
        std::uint32_t settled = check.required;
        for (std::uint32_t i = 0; i < check.note_count; ++i)
            if (notes[i].broken(present)) broken_note(notes[i], present, settled);
    }

    /// `settled`: what is required, or found missing by another note; nobody need tell it.
    void broken_note(NoteCheck const& note, std::uint32_t present, std::uint32_t& settled) {
        if (note.kind == 'E') {
            // The first one stands; the others are too many.
            auto const there = note.all & present;
            return report(FaultKind::element_excluded, static_cast<std::uint32_t>(32 - std::countl_zero(there)));
        }
        std::uint32_t missing = note.all & ~present;
        if (note.kind == 'C' || note.kind == 'L') missing &= ~note.first;
        // Of several that would do, the first is named; what is required anyway is told as missing already.
        bool const one_is_enough = note.kind == 'R' || note.kind == 'L';
        for (; missing != 0; missing &= missing - 1) {
            auto const i = static_cast<std::uint32_t>(std::countr_zero(missing));
            if ((settled >> i & 1) == 0) report(FaultKind::element_dependent, i + 1);
            settled |= 1u << i;
            if (one_is_enough) return;
        }
    }

    Place place(std::uint32_t element, std::uint32_t component) const { return segments_[placed_.segment].place(element, component); }

    /// Goes on to the element and component that has `position`, or ends there: never back, so that a segment of nothing but odd bytes costs
    /// linear time.
    void seek(Segment segment, std::uint32_t position) {
        if (odd_.segment != segment.index()) odd_ = {segment.index(), 0, 1, segment.first_mark()};
        std::uint32_t const* const ends = segment.ends();
        std::uint32_t const last = odd_.element;
        while (odd_.element <= segment.size() && ends[odd_.element] < position) ++odd_.element;
        if (odd_.element != last) odd_.component = 1;
        for (; *odd_.mark < position; ++odd_.mark) odd_.component += odd_.element > 0 && *odd_.mark > ends[odd_.element - 1] ? 1 : 0;
    }

    void report(FaultKind kind, std::uint32_t element, std::uint32_t component = 0) { report(kind, place(element, component)); }
    void report(FaultKind kind, Place at) {
        found_.push_back(
            {kind, at, placed_.loop, outline_[placed_.node].segment, placed_.node, placed_.segment < context_, placed_.segment});
    }
    /// One element may have many odd bytes, and a value that is wrong already needs no second reason.
    void report_unless_told(FaultKind kind, Place at) {
        for (auto i = found_.size(); i > told_ && found_[i - 1].place.segment == at.segment; --i)
            if (found_[i - 1].place == at && (found_[i - 1].kind == kind || found_[i - 1].kind == FaultKind::element_character)) return;
        auto const by_segment = [](Fault const& fault, std::uint32_t segment) { return fault.place.segment < segment; };
        auto const end = found_.begin() + static_cast<std::ptrdiff_t>(told_);
        for (auto i = std::lower_bound(found_.begin(), end, at.segment, by_segment); i != end && i->place.segment == at.segment; ++i)
            if (i->place == at) return;
        report(kind, at);
    }

    std::span<OutlineNode const> outline_;
    ElementUses const& uses_;
    ElementTable const& table_;
    SegmentTable const& segments_;
    char const* bytes_;
    std::uint32_t context_;
    std::vector<Fault>& found_;

    /// The place of the last odd byte.
    struct OddPlace {
        std::uint32_t segment = Place::nowhere, element = 0, component = 1;
        std::uint32_t const* mark = nullptr; ///< the next one at or behind it
    };

    PlacedSegment placed_;
    OddPlace odd_;
    std::size_t told_ = 0;                ///< so many of the faults are about elements as a whole
    std::uint32_t const* ends_ = nullptr; ///< of the segment, see Segment::ends()
    std::uint32_t const* mark_ = nullptr; ///< the next component or repetition separator that has not been looked at
};

/// The elements of no segment: none has so many.
constexpr std::uint32_t no_elements = 0xFFFFFFFF;

bool found_earlier(Fault const& a, Fault const& b) {
    return a.found_at < b.found_at;
}

/// The segment of the piece that has the byte at `position`, at or behind `from`; size() when it stands between segments.
std::uint32_t segment_with(SegmentTable const& segments, std::uint32_t position, std::uint32_t from) {
    std::uint32_t first = from, last = segments.size();
    while (first < last) {
        std::uint32_t const middle = first + (last - first) / 2;
        if (segments.end(middle) < position)
            first = middle + 1;
        else
            last = middle;
    }
    return first < segments.size() && segments.begin(first) <= position ? first : segments.size();
}

} // namespace

void ElementChecker::check(Guide const& guide, SegmentTable const& segments, std::span<PlacedSegment const> placed,
                           std::uint32_t context_segments, std::vector<Fault>& faults) {
    if (guide_ != &guide) {
        guide_ = &guide;
        quiet_.assign(guide.outline.size(), no_elements);
    }
    doubtful_.clear();
    find_doubtful(segments, placed, element_table(guide.id), quiet_.data(), doubtful_);
    look_at_doubtful(guide, segments, placed, context_segments, faults);
}

void ElementChecker::check_one_by_one(Guide const& guide, SegmentTable const& segments, std::span<PlacedSegment const> placed,
                                      std::uint32_t context_segments, std::vector<Fault>& faults) {
    doubtful_.clear();
    for (std::uint32_t i = 0; i < placed.size(); ++i)
        if (placed[i].node != no_node) doubtful_.push_back(i);
    look_at_doubtful(guide, segments, placed, context_segments, faults);
}

void ElementChecker::look_at_doubtful(Guide const& guide, SegmentTable const& segments, std::span<PlacedSegment const> placed,
                                      std::uint32_t context_segments, std::vector<Fault>& faults) {
    found_.clear();
    Check check(guide, segments, context_segments, found_);
    for (std::uint32_t const i : doubtful_) check.segment(placed[i]);
    check.end_of_elements();

    oddities_.clear();
    find_oddities(segments.text(), segments.delimiters(), oddities_);
    std::uint32_t at = 0;
    for (std::uint32_t const position : oddities_) {
        std::uint32_t const found = segment_with(segments, position, at);
        if (found == segments.size()) continue;
        at = found;
        if (placed[found].node != no_node) check.oddity(placed[found], position);
    }
    if (found_.empty()) return;
    if (!oddities_.empty()) std::stable_sort(found_.begin(), found_.end(), found_earlier);
    merged_.clear();
    std::merge(faults.begin(), faults.end(), found_.begin(), found_.end(), std::back_inserter(merged_), found_earlier);
    faults.swap(merged_);
}

} // namespace edi
