// What a received 277CA says: of the batch, of each billing provider, claim and line, with the totals of each level.
#pragma once

#include <string>
#include <vector>

#include "engine/answers/answer_texts.hpp"

namespace engine::answers {

/// Reads one piece after the other, one level (an HL up to the next) at a time. Keeps views into the piece between the levels of a piece.
class Reader277 {
public:
    /// Begins a piece.
    void start();
    /// The segments [begin, end) are one level, or the head of the set. With `texts` null they are context: told before.
    void level(PlacedTable const& piece, std::uint32_t begin, std::uint32_t end, AnswerTexts const* texts);

private:
    /// What stands in one 2200 or 2220 loop.
    struct Status {
        bool any = false; ///< there is an STC
        bool accepted = false;
        std::string_view verdict() const { return !any ? "no verdict" : accepted ? "accepted" : "rejected"; }
        std::string_view trace, amount, message, service_dates;
        std::string_view payer_claim, clearinghouse_claim, bill_type, line_number, prescription;
        std::string_view accepted_count, rejected_count, accepted_amount, rejected_amount;
        std::vector<std::string> codes;
        void clear();
    };
    struct Party {
        std::string_view name, first_name, id_qualifier, id;
    };

    void read_status(PlacedTable const& piece, std::uint32_t begin, std::uint32_t end);
    void add_codes(edi::Segment stc);
    void source(PlacedTable const& piece, std::uint32_t begin, std::uint32_t end, AnswerTexts const& texts) const;
    void batch(AnswerTexts const& texts);
    void provider(AnswerTexts const& texts, bool names_patients);
    void count_unnamed(AnswerTally& tally) const;
    static std::uint64_t count_of(std::string_view quantity);
    void patient(PlacedTable const& piece, std::uint32_t begin, std::uint32_t end, AnswerTexts const& texts);
    void claim(AnswerTexts const& texts);
    void line(edi::Segment svc, AnswerTexts const& texts);
    void say_verdict(std::string& out) const;
    void say_totals(std::string_view indent, std::string& out) const;
    void say_codes(std::string_view indent, std::string& out) const;
    void totals_keys(AnswerLine& line) const;

    Status status_; ///< of the loop at hand
    Party source_, receiver_, provider_;
    std::string_view batch_, claim_; ///< TRN02 of the batch and of the claim at hand
};

} // namespace engine::answers
