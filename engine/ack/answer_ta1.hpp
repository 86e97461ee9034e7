// The TA1 of one input: an interchange with a TA1 and no group for each received interchange that asks for one (ISA14 is 1) or has a fault of its
// own. The standard has one TA1 an interchange, so it names the worst fault, the first of those; the findings name all. An interchange of nothing but
// TA1 segments is never answered. Called by the serial writer, in the order of the input.
// Source: X12 005010 control standard, TA1; elements I17 (TA104), I18 (TA105).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/ack/answer_options.hpp"
#include "engine/scope.hpp"
#include "engine/write/output_file.hpp"

namespace engine::ack {

/// How much an envelope fault rejects, ascending. Where all parts are rejected, the interchange may be.
enum class Rejects : std::uint8_t { nothing, part, interchange };

class AnswerTa1 {
public:
    /// Renders into `file` (opened only when there is something to answer), which must outlive the answer.
    AnswerTa1(AnswerOptions const& options, write::OutputFile& file);

    void open_interchange(InterchangeScope const& interchange);
    /// A fault in the open interchange that has a TA105 code, and what it rejects.
    void note(std::string_view ta105, Rejects rejects);
    void close_interchange(bool rejected, bool answers_only);
    /// An ISA that could not be read but for those who sent and should have got it.
    void reject_unreadable(InterchangeScope const& known, std::string_view ta105);

private:
    void write(InterchangeScope const& received, char verdict, std::string_view ta105);

    edi::Day processed_;
    ControlNumbers& control_numbers_;
    write::OutputFile& file_;
    InterchangeScope interchange_;
    Rejects rejects_ = Rejects::nothing;
    std::string_view code_; ///< of the worst fault so far; empty = none
    std::string out_;
};

} // namespace engine::ack
