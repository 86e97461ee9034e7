#include "engine/report/answers_text.hpp"

#include <cstdint>
#include <string_view>

#include "edi/text/values.hpp"

namespace engine::report {

void append_answers(answers::AnswerTally const& answered, std::string& out) {
    auto const money = [&](std::int64_t cents) {
        char digits[32];
        out.append(" (").append(digits, edi::write_money(digits, cents)).append(")");
    };
    auto const start = [&](std::string_view what, std::uint64_t accepted) {
        out.append("answers to ").append(what).append(": accepted ").append(std::to_string(accepted));
    };
    auto const say = [&](std::string_view what, std::uint64_t accepted, std::uint64_t rejected) {
        if (accepted + rejected == 0) return;
        start(what, accepted);
        out.append(", rejected ").append(std::to_string(rejected)).append("\n");
    };
    say("interchanges (TA1)", answered.interchanges_accepted, answered.interchanges_rejected);
    say("sets (999)", answered.sets_accepted, answered.sets_rejected);
    if (answered.claims_accepted + answered.claims_rejected == 0) return;
    start("claims (277CA)", answered.claims_accepted);
    money(answered.charges_accepted);
    out.append(", rejected ").append(std::to_string(answered.claims_rejected));
    money(answered.charges_rejected);
    out.append("\n");
}

} // namespace engine::report
