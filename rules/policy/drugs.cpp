#include "rules/policy/drugs.hpp"

#include <algorithm>
#include <bit>
#include <tuple>

#include "rules/policy/lay_over.hpp"
#include "rules/policy/packed_code.hpp"
#include "rules/policy/table_reader.hpp"

namespace rules {

namespace {

/// Where the search for a key begins in a table of `size` slots, a power of two.
std::size_t first_slot(std::uint64_t key, std::size_t size) {
    return static_cast<std::size_t>(key * 0x9E3779B97F4A7C15 >> 32) & (size - 1);
}

std::size_t next_slot(std::size_t slot, std::size_t size) {
    return (slot + 1) & (size - 1);
}

NdcStrength read_ndc(TableReader& entry) {
    NdcStrength strength;
    strength.ndc = entry.text("ndc", true);
    strength.number = ndc_number(strength.ndc);
    if (!strength.ndc.empty() && strength.number == 0)
        entry.fail_at("ndc", "\"" + strength.ndc + "\" is no NDC: write its 11 digits without dashes");
    strength.amount_per_item = entry.decimal("amount", true, false);
    strength.ml_per_item = entry.decimal("ml", true, true);
    strength.items_per_package = entry.integer("package", 1, 1);
    strength.valid = entry.validity();
    return strength;
}

DayLimit read_limit(TableReader& entry) {
    DayLimit limit;
    limit.units = entry.decimal("units", true, false);
    limit.severity = entry.severity("severity", Severity::warning);
    limit.applies_to = entry.applies_to("applies_to");
    limit.source = entry.text("source", true);
    limit.valid = entry.validity();
    return limit;
}

Drug read_drug(TableReader& entry) {
    Drug drug;
    drug.code = entry.text("code", true);
    drug.substance = entry.text("substance", true);
    drug.unit_measure = entry.text("unit_measure", true);
    if (!drug.unit_measure.empty() && drug.unit_measure != "IU" && drug.unit_measure != "MG" && drug.unit_measure != "MCG" &&
        drug.unit_measure != "ML")
        entry.fail_at("unit_measure", "\"unit_measure\" must be \"IU\", \"MG\", \"MCG\" or \"ML\"");
    drug.unit_amount = entry.decimal("unit_amount", true, false);
    drug.route = entry.text("route", false);
    drug.incompatible_modifiers = entry.modifiers("incompatible_modifiers", false);
    std::sort(drug.incompatible_modifiers.begin(), drug.incompatible_modifiers.end());
    drug.source = entry.text("source", true);
    drug.valid = entry.validity();
    drug.ndc_source = entry.text("ndc_source", entry.has("ndcs"));
    entry.each("ndcs", [&](TableReader& ndc) { drug.ndcs.push_back(read_ndc(ndc)); });
    entry.each("limits", [&](TableReader& limit) { drug.limits.push_back(read_limit(limit)); });
    for (NdcStrength& strength : drug.ndcs)
        strength.unit_dose = strength.ml_per_item.mantissa > 0 ? edi::multiply(drug.unit_amount, strength.ml_per_item) : drug.unit_amount;
    std::stable_sort(drug.ndcs.begin(), drug.ndcs.end(), [](NdcStrength const& a, NdcStrength const& b) { return a.number < b.number; });
    return drug;
}

} // namespace

std::uint64_t ndc_number(std::string_view ndc) {
    if (ndc.size() != 11) return 0;
    std::uint64_t number = 0;
    for (char const c : ndc) {
        if (c < '0' || c > '9') return 0;
        number = number * 10 + static_cast<std::uint64_t>(c - '0');
    }
    return number;
}

void Drugs::read(TableReader& root) {
    root.each("drug", [&](TableReader& entry) {
        Drug drug = read_drug(entry);
        for (Drug const& earlier : drugs_)
            if (earlier.code == drug.code && overlap(earlier.valid, drug.valid))
                entry.fail("two entries for " + drug.code + " hold on the same day: set their from and to so that one follows the other");
        drugs_.push_back(std::move(drug));
    });
}

void Drugs::lay(Drugs const& later) {
    lay_over(drugs_, later.drugs_, [](Drug const& a, Drug const& b) { return a.code == b.code; });
}

void Drugs::finish() {
    std::sort(drugs_.begin(), drugs_.end(),
              [](Drug const& a, Drug const& b) { return std::tie(a.code, a.valid.from) < std::tie(b.code, b.valid.from); });
    code_slots_.assign(std::bit_ceil(4 * drugs_.size() + 1), {});
    for (std::size_t first = 0, end = 0; first < drugs_.size(); first = end) {
        while (end < drugs_.size() && drugs_[end].code == drugs_[first].code) ++end;
        std::uint64_t const key = packed_code(drugs_[first].code);
        std::size_t i = first_slot(key, code_slots_.size());
        while (code_slots_[i].count != 0) i = next_slot(i, code_slots_.size());
        code_slots_[i] = {key, static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(end - first)};
    }
}

std::span<Drug const> Drugs::entries(std::string_view code) const {
    std::uint64_t const key = packed_code(code);
    for (std::size_t i = first_slot(key, code_slots_.size()); code_slots_[i].count != 0; i = next_slot(i, code_slots_.size())) {
        CodeSlot const& slot = code_slots_[i];
        if (slot.key == key && drugs_[slot.first].code == code) return {&drugs_[slot.first], slot.count};
    }
    return {};
}

Drug const* Drugs::on_day(std::string_view code, edi::Day day) const {
    for (Drug const& drug : entries(code))
        if (drug.valid.holds(day)) return &drug;
    return nullptr;
}

Drug const* Drugs::on_unknown_day(std::string_view code) const {
    auto const found = entries(code);
    return found.size() == 1 ? &found.front() : nullptr;
}

// Every line of every claim asks, and nearly always the answer is no: one look at a free slot.
bool Drugs::knows(std::string_view code) const {
    std::uint64_t const key = packed_code(code);
    for (std::size_t i = first_slot(key, code_slots_.size()); code_slots_[i].count != 0; i = next_slot(i, code_slots_.size()))
        if (code_slots_[i].key == key) return true;
    return false;
}

} // namespace rules
