// What received acknowledgements say, counted. Addition is the only operation.
#pragma once

#include <cstdint>

#include "engine/tally.hpp"

namespace engine::answers {

struct AnswerTally {
    std::uint64_t answers = 0; ///< objects in answers.jsonl
    std::uint64_t interchanges_accepted = 0, interchanges_rejected = 0;
    std::uint64_t sets_accepted = 0, sets_rejected = 0;      ///< of 999s; accepted with errors is accepted
    std::uint64_t claims_accepted = 0, claims_rejected = 0;  ///< with those of providers that are rejected as a whole
    std::int64_t charges_accepted = 0, charges_rejected = 0; ///< cents; an amount that cannot be read counts as 0
    /// The same as the totals of the batches (277CA, 2200B) have it.
    std::uint64_t stated_accepted = 0, stated_rejected = 0;
    std::uint64_t uncounted_providers = 0; ///< rejected as a whole, and it is not said how many claims that are

    AnswerTally& operator+=(AnswerTally const& other) {
        answers += other.answers;
        interchanges_accepted += other.interchanges_accepted;
        interchanges_rejected += other.interchanges_rejected;
        sets_accepted += other.sets_accepted;
        sets_rejected += other.sets_rejected;
        claims_accepted += other.claims_accepted;
        claims_rejected += other.claims_rejected;
        Tally::add(charges_accepted, other.charges_accepted);
        Tally::add(charges_rejected, other.charges_rejected);
        stated_accepted += other.stated_accepted;
        stated_rejected += other.stated_rejected;
        uncounted_providers += other.uncounted_providers;
        return *this;
    }
    friend bool operator==(AnswerTally const&, AnswerTally const&) = default;
};

} // namespace engine::answers
