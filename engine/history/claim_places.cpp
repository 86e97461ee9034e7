#include "engine/history/claim_places.hpp"

#include <algorithm>
#include <cstring>

namespace engine::history {
namespace {

// Seven bits a byte, the lowest first.
unsigned char* write_number(unsigned char* at, std::uint64_t number) {
    for (; number >= 0x80; number >>= 7) *at++ = static_cast<unsigned char>(number | 0x80);
    *at++ = static_cast<unsigned char>(number);
    return at;
}

std::uint64_t read_number(unsigned char const*& at) {
    std::uint64_t number = 0;
    unsigned shift = 0;
    for (; *at >= 0x80; shift += 7) number |= std::uint64_t{*at++ & 0x7FU} << shift;
    return number | std::uint64_t{*at++} << shift;
}

// A new input begins again with small offsets, so a step can go back: the sign is the lowest bit.
std::uint64_t step_between(std::uint64_t from, std::uint64_t to) {
    return to >= from ? (to - from) << 1 : (from - to) << 1 | 1;
}
std::uint64_t step_from(std::uint64_t from, std::uint64_t step) {
    return step & 1 ? from - (step >> 1) : from + (step >> 1);
}

} // namespace

void ClaimPlaces::add(std::uint32_t claim, ClaimPlace const& place) {
    if (bytes_for_next() > 0) {
        chunks_.push_back(std::make_unique_for_overwrite<unsigned char[]>(chunk_bytes));
        used_ = 0;
    }
    if (used_ == 0 || since_mark_ == entries_a_mark) {
        marks_.push_back({place.offset, claim, static_cast<std::uint32_t>(chunks_.size() - 1), static_cast<std::uint32_t>(used_)});
        last_offset_ = place.offset;
        last_claim_ = claim;
        since_mark_ = 0;
    }
    unsigned char* const begin = chunks_.back().get() + used_;
    unsigned char* at = write_number(begin, claim - last_claim_);
    at = write_number(at, step_between(last_offset_, place.offset));
    std::memcpy(at, &place.parts, sizeof place.parts);
    at += sizeof place.parts;
    std::size_t const length = std::min(place.number.size(), longest_number);
    *at++ = static_cast<unsigned char>(length);
    if (length > 0) std::memcpy(at, place.number.data(), length);
    used_ += static_cast<std::size_t>(at + length - begin);
    last_offset_ = place.offset;
    last_claim_ = claim;
    ++since_mark_;
}

ClaimPlace ClaimPlaces::find(std::uint32_t claim) const {
    auto const behind =
        std::upper_bound(marks_.begin(), marks_.end(), claim, [](std::uint32_t wanted, Mark const& mark) { return wanted < mark.claim; });
    if (behind == marks_.begin()) return {};
    Mark const& mark = *std::prev(behind);
    bool const is_last = behind == marks_.end();
    unsigned char const* at = chunks_[mark.chunk].get() + mark.at;
    std::uint64_t offset = mark.offset;
    std::uint32_t found = mark.claim;
    for (std::uint32_t i = 0; i < (is_last ? since_mark_ : entries_a_mark); ++i) {
        found += static_cast<std::uint32_t>(read_number(at));
        offset = step_from(offset, read_number(at));
        ClaimPlace place{.number = {}, .offset = offset, .parts = 0};
        std::memcpy(&place.parts, at, sizeof place.parts);
        at += sizeof place.parts;
        std::size_t const length = *at++;
        place.number = {reinterpret_cast<char const*>(at), length};
        at += length;
        if (found == claim) return place;
        if (found > claim) break;
    }
    return {};
}

} // namespace engine::history
