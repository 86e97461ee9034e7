#include "engine/report/waived_text.hpp"

#include "engine/report/counted.hpp"
#include "engine/report/utf8.hpp"
#include "rules/message.hpp"

namespace engine::report {
namespace {

void append_baseline(WaivedFindings const& waived, std::string& out) {
    waivers::Baseline const& baseline = waived.waivers->baseline();
    out.append("baseline ");
    append_printable((*waived.waivers)[0].file, out);
    out.append(": ")
        .append(counted(waived.found[0], "finding"))
        .append("; of ")
        .append(counted(baseline.size(), "known finding"))
        .append(" ");
    out.append(std::to_string(baseline.size() - waived.known_found)).append(" unused\n");
}

void append_waiver(WaivedFindings const& waived, std::uint32_t number, std::string& out) {
    waivers::Waiver const& waiver = (*waived.waivers)[number];
    std::string_view const state = state_of(waived, number);
    out.append("waiver of ").append(waiver.rule->id).append(" at ");
    append_printable(waiver.file, out);
    out.append(":").append(std::to_string(waiver.line)).append(", ");
    append_printable(words(waiver), out);
    out.append(": ");
    if (state == "used")
        out.append(counted(waived.found[number], "finding"));
    else
        out.append(state == "expired" ? "EXPIRED, it waives nothing" : "UNUSED");
    out.push_back('\n');
}

} // namespace

std::string_view state_of(WaivedFindings const& waived, std::uint32_t number) {
    if (waived.waivers->is_expired((*waived.waivers)[number])) return "expired";
    return waived.found[number] > 0 ? "used" : "unused";
}

void append_waived(WaivedFindings const& waived, Tally const& totals, std::string& out) {
    out.append(counted(totals.waived, "finding")).append(totals.waived == 1 ? " is" : " are").append(" waived; ");
    out.append(counted(totals.accepted_by_waiver, "claim")).append(" with ");
    rules::Message(out).money(totals.charges_by_waiver);
    out.append(totals.accepted_by_waiver == 1 ? " is" : " are").append(" accepted that would go back without\n");
    for (std::uint32_t i = 0; i < waived.waivers->size(); ++i)
        (*waived.waivers)[i].is_baseline() ? append_baseline(waived, out) : append_waiver(waived, i, out);
}

} // namespace engine::report
