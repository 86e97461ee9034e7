// Where the claims of a run are: the number of a claim in the run to its file, set and number there; and which of them do not count.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/scope.hpp"
#include "rules/earlier_claims.hpp"

namespace engine::history {

/// Claims are numbered through the run, in its order. 20 bytes a set, 12 an interchange, a few a file; 8 a rejected set.
class RunPositions {
public:
    void open_input(std::shared_ptr<InputScope const> input);
    void open_interchange(std::string_view control_number) { interchanges_.emplace_back(control_number); }
    void open_set(std::string_view control_number);
    /// The number of claim `claim_no` (1 = first) of the open input in the run.
    std::uint32_t pass(std::uint64_t claim_no);
    /// The number that the next claim has at least.
    std::uint32_t next() const { return next_; }
    /// No claim behind this one can have a number.
    bool full() const { return next_ >= UINT32_MAX - 1; }

    /// All claims from `first` on are rejected.
    void reject_from(std::uint32_t first);
    /// `claim` was taken back or replaced by the claim `by`, if that one counts.
    void take_back(std::uint32_t claim, std::uint32_t by) { taken_back_[claim] = by; }
    /// Is it in a part of the run that is rejected as a whole, for good?
    bool is_rejected(std::uint32_t claim) const;
    /// Is it accepted, as far as that is known, and not taken back?
    bool counts(std::uint32_t claim) const;

    rules::EarlierClaim place_of(std::uint32_t claim) const;
    std::size_t bytes() const;

private:
    /// A control number, of at most nine characters where it is right.
    class ControlNumber {
    public:
        explicit ControlNumber(std::string_view text);
        std::string_view text() const { return {text_.data(), length_}; }

    private:
        std::array<char, 11> text_{};
        std::uint8_t length_;
    };
    struct Set {
        std::uint32_t first_claim; ///< number of the first claim that it can have
        std::uint32_t interchange; ///< index in interchanges_, and one; 0 = outside of any
        ControlNumber number;
    };
    struct Input {
        std::shared_ptr<InputScope const> scope;
        std::uint32_t first_claim;
        std::size_t first_set;
    };
    struct Rejected {
        std::uint32_t begin, end;
    };

    std::vector<Input> inputs_;
    std::deque<Set> sets_;
    std::deque<ControlNumber> interchanges_;
    std::vector<Rejected> rejected_; ///< ascending, apart
    std::unordered_map<std::uint32_t, std::uint32_t> taken_back_;
    std::uint32_t next_ = 0;
};

} // namespace engine::history
