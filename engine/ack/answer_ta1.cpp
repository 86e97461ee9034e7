#include "engine/ack/answer_ta1.hpp"

#include "edi/text/digits.hpp"
#include "engine/ack/answer_delimiters.hpp"
#include "engine/ack/segment_writer.hpp"
#include "engine/read/isa_values.hpp"

namespace engine::ack {
namespace {

constexpr std::string_view no_error = "000";
constexpr std::string_view control_structure = "022"; ///< where what rejects the interchange has no code of its own

/// TA101 is a number of nine digits. An ISA13 that is none is not made into one that nobody has sent: zeros, and the date and time tell which
/// interchange it is.
std::string nine_digits(std::string_view control_number) {
    bool const number = control_number.size() <= 9 && edi::all_digits(control_number);
    return number ? std::string(9 - control_number.size(), '0').append(control_number) : std::string(9, '0');
}

} // namespace

AnswerTa1::AnswerTa1(AnswerOptions const& options, write::OutputFile& file)
    : processed_(options.processed), control_numbers_(*options.control_numbers), file_(file) {}

void AnswerTa1::open_interchange(InterchangeScope const& interchange) {
    interchange_ = interchange;
    rejects_ = Rejects::nothing;
    code_ = {};
}

void AnswerTa1::note(std::string_view ta105, Rejects rejects) {
    if (ta105.empty() || (!code_.empty() && rejects <= rejects_)) return;
    code_ = ta105;
    rejects_ = rejects;
}

void AnswerTa1::close_interchange(bool rejected, bool answers_only) {
    if (answers_only) return;
    if (rejected)
        write(interchange_, 'R', rejects_ != Rejects::nothing ? code_ : control_structure);
    else if (!code_.empty())
        write(interchange_, 'E', code_);
    else if (interchange_.ack_requested == "1")
        write(interchange_, 'A', no_error);
}

void AnswerTa1::reject_unreadable(InterchangeScope const& known, std::string_view ta105) {
    write(known, 'R', ta105);
}

void AnswerTa1::write(InterchangeScope const& received, char verdict, std::string_view ta105) {
    std::uint32_t const control_number = control_numbers_.take();
    out_.clear();
    write_isa(received, processed_, control_number, out_);
    {
        SegmentWriter segments(out_, answer_delimiters(received.delimiters));
        segments.open("TA1").element(nine_digits(received.control_number));
        segments.element(read::is_isa_day(received.date) ? received.date : short_day(processed_));
        segments.element(read::is_isa_time(received.time) ? std::string_view(received.time) : midnight);
        segments.element({&verdict, 1}).element(ta105).close();
    }
    write_iea(0, control_number, answer_delimiters(received.delimiters), out_);
    file_.append(out_);
}

} // namespace engine::ack
