// What all our answers (TA1, 999, 277CA) have in common: ISA and IEA with the two sides of the received interchange changed about, GS and GE,
// control numbers. Written with the delimiters of answer_delimiters(); versions 00501. ISA14 is 0: nobody answers an answer.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "edi/text/values.hpp"
#include "engine/scope.hpp"

namespace engine::ack {

/// The time of day of every answer, so that runs can be repeated.
inline constexpr std::string_view midnight = "0000";
/// Stands where the standard wants something and there is nothing that could be said.
inline constexpr std::string_view unknown = "UNKNOWN";

/// ISA13 of the answers of a run: one after the other for all files, in the order in which the answers are begun, modulo 10^9 (0 is left out).
class ControlNumbers {
public:
    explicit ControlNumbers(std::uint32_t first) : next_(valid(first)) {}
    std::uint32_t take() {
        std::uint32_t const taken = next_;
        next_ = valid(next_ + std::uint64_t{1});
        return taken;
    }
    /// The answer was taken back. Its number is used again if it was the last one.
    void give_back(std::uint32_t number) {
        if (valid(number + std::uint64_t{1}) == next_) next_ = number;
    }
    std::uint32_t next() const { return next_; }

private:
    static std::uint32_t valid(std::uint64_t value) {
        auto const number = static_cast<std::uint32_t>(value % 1'000'000'000);
        return number == 0 ? 1 : number;
    }
    std::uint32_t next_;
};

/// The first of `texts` of which `least` characters are left when it is cleaned; `unknown` without one.
std::string_view first_usable(std::initializer_list<std::string_view> texts, edi::Delimiters const& delimiters, std::size_t least = 1);

/// With zeros in front, at least `width` digits.
std::string digits(std::uint64_t value, std::size_t width);

/// YYMMDD.
std::string short_day(edi::Day day);

/// The sides of the received interchange change places; its usage indicator is ours.
void write_isa(InterchangeScope const& received, edi::Day processed, std::uint32_t control_number, std::string& out);
void write_iea(std::uint64_t groups, std::uint32_t control_number, edi::Delimiters const& delimiters, std::string& out);

/// Who has sent a group and to whom (GS02, GS03), cleaned for an answer with these delimiters.
struct GroupParties {
    std::string sender, receiver;
    friend bool operator==(GroupParties const&, GroupParties const&) = default;
};
GroupParties parties_of(GroupScope const& group, edi::Delimiters const& delimiters);

struct GroupHead {
    std::string_view kind;    ///< GS01
    std::string_view version; ///< GS08
    std::uint64_t number;     ///< GS06
};
void write_gs(GroupHead const& head, GroupParties const& received, InterchangeScope const& interchange, edi::Day processed,
              std::string& out);
void write_ge(std::uint64_t sets, std::uint64_t number, edi::Delimiters const& delimiters, std::string& out);

} // namespace engine::ack
