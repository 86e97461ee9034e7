#include "rules/policy/indications.hpp"

#include <algorithm>
#include <array>

#include "rules/policy/lay_over.hpp"
#include "rules/policy/table_reader.hpp"

namespace rules {
namespace {

constexpr std::array<std::string_view, 5> grades = {"label", "accepted", "supporting", "caution", "contraindicated"};

IndicationGrade read_grade(TableReader& entry, std::string_view key, bool required, IndicationGrade otherwise) {
    if (!required && !entry.has(key)) return otherwise;
    std::string const name = entry.text(key, true);
    auto const found = std::find(grades.begin(), grades.end(), name);
    if (found != grades.end()) return static_cast<IndicationGrade>(found - grades.begin());
    entry.fail_at(key, "\"" + std::string(key) +
                           "\" in indication must be \"label\", \"accepted\", \"supporting\", \"caution\" or "
                           "\"contraindicated\"");
    return otherwise;
}

bool is_beginning(std::string_view code) {
    return code.size() >= 3 && code.size() <= 7 && code[0] >= 'A' && code[0] <= 'Z' &&
           std::all_of(code.begin(), code.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); });
}

std::vector<DiagnosisCodes> read_codes(TableReader& entry, std::string_view key, bool required) {
    std::vector<DiagnosisCodes> codes;
    for (std::string text : entry.texts(key, required)) {
        std::erase(text, '.');
        auto const dash = text.find('-');
        DiagnosisCodes span{text.substr(0, dash), dash == std::string::npos ? text : text.substr(dash + 1)};
        bool const sound =
            is_beginning(span.first) && is_beginning(span.last) && span.first.size() == span.last.size() && span.first <= span.last;
        if (!sound)
            entry.fail_at(key, "\"" + text + "\" in \"" + std::string(key) +
                                   "\" of indication is no beginning of ICD-10-CM codes: give three to "
                                   "seven characters (\"I82.4\"), or a range of two such (\"C00-C96\")");
        span.low = packed_diagnosis(span.first);
        span.high = packed_diagnosis(span.last);
        codes.push_back(std::move(span));
    }
    return codes;
}

} // namespace

std::uint64_t packed_diagnosis(std::string_view code) {
    std::uint64_t packed = 0;
    unsigned place = 64;
    for (char const c : code)
        if (c != '.' && place > 0) packed |= std::uint64_t{static_cast<unsigned char>(c)} << (place -= 8);
    return packed;
}

std::string_view grade_name(IndicationGrade grade) {
    return grades[static_cast<std::size_t>(grade)];
}

bool Indication::hold(std::uint64_t packed) const {
    for (DiagnosisCodes const& each : codes)
        if (each.hold(packed)) return true;
    return false;
}

void Indications::read(TableReader& root) {
    root.each("indication", [&](TableReader& entry) {
        Indication indication;
        indication.substance = entry.text("substance", true);
        indication.name = entry.text("name", true);
        indication.codes = read_codes(entry, "codes", true);
        indication.grade = read_grade(entry, "grade", true, IndicationGrade::supporting);
        indication.with = read_codes(entry, "with", false);
        indication.otherwise = read_grade(entry, "otherwise", false, IndicationGrade::supporting);
        indication.dose_by_weight = entry.flag("dose_by_weight").value_or(false);
        indication.severity = entry.severity("severity", Severity::warning);
        indication.source = entry.text("source", true);
        indication.valid = entry.validity();
        all_.push_back(std::move(indication));
    });
}

void Indications::lay(Indications const& later) {
    lay_over(all_, later.all_, [](Indication const& a, Indication const& b) { return a.substance == b.substance && a.name == b.name; });
}

void Indications::finish() {
    std::stable_sort(all_.begin(), all_.end(), [](Indication const& a, Indication const& b) { return a.substance < b.substance; });
    substances_.clear();
    for (std::size_t i = 0; i < all_.size(); ++i) {
        if (i == 0 || all_[i].substance != all_[i - 1].substance) substances_.push_back({i, 0, {}});
        Run& run = substances_.back();
        std::size_t const n = run.count++;
        if (n >= 64) continue;
        std::uint64_t const bit = std::uint64_t{1} << n;
        Indication const& each = all_[i];
        if (each.grade > IndicationGrade::supporting) run.uses.against |= bit;
        if (each.grade < IndicationGrade::supporting && each.with.empty() && each.valid.always()) run.uses.plain |= bit;
    }
}

DrugUses Indications::of(std::string_view substance) const {
    for (Run const& run : substances_) {
        if (all_[run.first].substance != substance) continue;
        DrugUses uses = run.uses;
        uses.all = std::span(all_).subspan(run.first, run.count);
        return uses;
    }
    return {};
}

} // namespace rules
