#include "engine/answers/answer_texts.hpp"

#include "edi/text/digits.hpp"
#include "edi/text/values.hpp"
#include "engine/report/json.hpp"
#include "engine/report/utf8.hpp"

namespace engine::answers {
namespace {

constexpr std::size_t most_digits = 15; // a number that every reader of JSON can hold

bool is_number(std::string_view text) {
    return text.size() <= most_digits && edi::all_digits(text);
}

} // namespace

AnswerLine::AnswerLine(std::string_view kind, std::string_view what, AnswerTexts const& texts) : out_(texts.jsonl) {
    ++texts.tally.answers;
    if (out_ == nullptr) return;
    out_->append("{\"schema\":1");
    if (texts.scope.input) text("file", texts.scope.input->path);
    text("kind", kind);
    text("what", what);
    if (texts.scope.interchange) text("interchange", texts.scope.interchange->control_number);
    if (texts.scope.group) text("group", texts.scope.group->control_number);
    if (texts.scope.set) text("set", texts.scope.set->control_number);
}

AnswerLine::~AnswerLine() {
    if (out_ != nullptr) out_->append("}\n");
}

void AnswerLine::text(std::string_view key, std::string_view value) {
    if (out_ == nullptr || value.empty()) return;
    report::append_json_key(key, *out_);
    report::append_json_string(value, *out_);
}

void AnswerLine::number(std::string_view key, std::string_view value) {
    if (!is_number(value)) return text(key, value);
    if (out_ == nullptr) return;
    std::uint64_t number = 0;
    for (char const c : value) number = number * 10 + static_cast<std::uint64_t>(c - '0');
    report::append_json_key(key, *out_);
    report::append_json_number(number, *out_);
}

void AnswerLine::money(std::string_view key, std::string_view value) {
    auto const amount = edi::read_money(value);
    if (amount.reading != edi::Reading::ok) return text(key, value);
    if (out_ == nullptr) return;
    report::append_json_key(key, *out_);
    report::append_json_money(amount.cents, *out_);
}

void AnswerLine::list(std::string_view key, std::span<std::string const> values) {
    if (out_ == nullptr || values.empty()) return;
    report::append_json_key(key, *out_);
    char before = '[';
    for (std::string const& value : values) {
        out_->push_back(before);
        report::append_json_string(value, *out_);
        before = ',';
    }
    out_->push_back(']');
}

void append_amount(std::string_view amount, std::string& out) {
    auto const read = edi::read_money(amount);
    if (read.reading != edi::Reading::ok) return report::append_printable(amount, out);
    char digits[32];
    out.append(digits, edi::write_money(digits, read.cents));
}

std::int64_t cents_of(std::string_view amount) {
    auto const read = edi::read_money(amount);
    return read.reading == edi::Reading::ok ? read.cents : 0;
}

} // namespace engine::answers
