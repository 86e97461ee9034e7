#include "rules/policy/drugs.hpp"

#include <algorithm>
#include <bit>
#include <tuple>

#include "rules/policy/lay_over.hpp"
#include "rules/policy/packed_code.hpp"
#include "rules/policy/table_reader.hpp"
#include "rules/tables/code_tables.hpp"

namespace rules {

namespace {

/// Where the search for a key begins in a table of `size` slots, a power of two.
std::size_t first_slot(std::uint64_t key, std::size_t size) {
    return static_cast<std::size_t>(key * 0x9E3779B97F4A7C15 >> 32) & (size - 1);
}

std::size_t next_slot(std::size_t slot, std::size_t size) {
    return (slot + 1) & (size - 1);
}

bool is_capital_word(std::string_view word) {
    return std::all_of(word.begin(), word.end(), [](char c) { return ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9'); });
}

Container read_container(TableReader& entry) {
    std::string const word = entry.text("container", false);
    if (word == "single-dose") return Container::single_dose;
    if (word == "multi-dose") return Container::multi_dose;
    if (!word.empty()) entry.fail_at("container", "\"container\" must be \"single-dose\" or \"multi-dose\"");
    return Container::unknown;
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
    strength.container = read_container(entry);
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
    drug.names = entry.texts("names", false);
    for (std::string const& name : drug.names)
        if (!is_capital_word(name)) entry.fail_at("names", "\"" + name + "\" in names must be one word of capital letters and digits");
    drug.incompatible_modifiers = entry.modifiers("incompatible_modifiers", false);
    std::sort(drug.incompatible_modifiers.begin(), drug.incompatible_modifiers.end());
    drug.source = entry.text("source", true);
    drug.redefines = entry.flag("redefines").value_or(false);
    drug.valid = entry.validity();
    drug.ndc_source = entry.text("ndc_source", entry.has("ndcs"));
    entry.each("ndcs", [&](TableReader& ndc) { drug.ndcs.push_back(read_ndc(ndc)); });
    entry.each("limits", [&](TableReader& limit) { drug.limits.push_back(read_limit(limit)); });
    entry.one("weight_dose", [&](TableReader& dose) {
        drug.weight_dose = WeightDose{dose.decimal("most_per_kg", true, false), dose.integer("from_age", 0, 0), dose.text("source", true)};
    });
    entry.each("beliefs", [&](TableReader& belief) {
        edi::Decimal const amount = belief.decimal("unit_amount", true, false);
        drug.beliefs.push_back({amount, belief.text("reason", true)});
    });
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
    index_codes();
    index_ndcs();
}

void Drugs::index_ndcs() {
    owners_.clear();
    auto const add = [&](Drug const& drug, std::size_t number) {
        for (std::uint32_t i = 0; i < drug.ndcs.size(); ++i)
            owners_.push_back({drug.ndcs[i].number, static_cast<std::uint32_t>(number), i});
    };
    for (std::size_t i = 0; i < drugs_.size(); ++i) add(drugs_[i], i);
    for (std::size_t i = 0; i < listed_.size(); ++i) add(listed_[i], drugs_.size() + i);
    std::sort(owners_.begin(), owners_.end(), [](NdcOwner const& a, NdcOwner const& b) {
        return std::tie(a.ndc, a.drug, a.strength) < std::tie(b.ndc, b.drug, b.strength);
    });
}

std::span<NdcOwner const> Drugs::owners(std::uint64_t ndc) const {
    struct ByNdc {
        bool operator()(NdcOwner const& owner, std::uint64_t wanted) const { return owner.ndc < wanted; }
        bool operator()(std::uint64_t wanted, NdcOwner const& owner) const { return wanted < owner.ndc; }
    };
    if (ndc == 0) return {};
    auto const [first, end] = std::equal_range(owners_.begin(), owners_.end(), ndc, ByNdc{});
    return {first, end};
}

void Drugs::index_codes() {
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

// -- drugs that only the code tables know --------------------------------------------------------------------------------------------

namespace {

std::string ndc_text(std::uint64_t number) {
    std::string text(11, '0');
    for (std::size_t i = text.size(); i-- > 0; number /= 10) text[i] = static_cast<char>('0' + number % 10);
    return text;
}

/// The crosswalk gives the size of an item in mL for liquids and in mg or pieces for others, and does not say which. One piece, or as many
/// milligrams as the item holds, is no volume that could be relied on.
bool may_be_volume(PackageRow const& row, edi::Decimal amount_per_item) {
    if (row.measure == Measure::ml) return true;
    if (row.measure == Measure::none || row.measure == Measure::square_cm || edi::compare(row.size, {1, 0}) == 0) return false;
    auto const milligrams = row.measure == Measure::g     ? edi::multiply(amount_per_item, {1000, 0})
                            : row.measure == Measure::mcg ? edi::multiply(amount_per_item, {1, 3})
                                                          : std::optional(amount_per_item);
    return !milligrams || edi::compare(row.size, *milligrams) != 0;
}

/// Nothing when a figure does not fit or is no whole number where one is due.
std::optional<NdcStrength> listed_strength(PackageRow const& row, edi::Decimal unit_amount) {
    NdcStrength strength;
    strength.number = row.ndc;
    strength.ndc = ndc_text(row.ndc);
    auto const amount = edi::multiply(row.units_per_item, unit_amount);
    auto const items = edi::divide_round_up(row.items, {1, 0});
    if (!amount || amount->mantissa <= 0 || !items || *items < 1) return std::nullopt;
    strength.amount_per_item = *amount;
    strength.items_per_package = edi::is_whole(row.items) ? *items : 1;
    strength.trusted = row.trusted();
    strength.volume_guessed = row.measure != Measure::ml;
    if (may_be_volume(row, *amount)) strength.ml_per_item = row.size;
    return strength;
}

Drug listed_drug(CodeTables const& tables, std::string_view code, PackageRow const& row) {
    Drug drug;
    drug.code = code;
    drug.substance = tables.packages().text(row.name);
    drug.unit_measure = measure_name(row.measure);
    drug.unit_amount = row.amount.mantissa > 0 ? row.amount : edi::Decimal{1, 0};
    drug.listed = true;
    auto const periods = tables.procedure(code);
    if (!periods.empty()) drug.valid = {periods.front().valid.from, periods.back().valid.to};
    return drug;
}

} // namespace

bool Drugs::defines(std::string_view code, bool& redefines) const {
    auto const found = entries(code);
    redefines = std::any_of(found.begin(), found.end(), [](Drug const& drug) { return drug.redefines; });
    return !found.empty();
}

void Drugs::add_listed(CodeTables const& tables) {
    listed_.clear();
    std::vector<std::pair<CodeKey, std::uint32_t>> by_code;
    auto const rows = tables.packages().rows;
    for (std::uint32_t i = 0; i < rows.size(); ++i) by_code.emplace_back(rows[i].code, i);
    std::sort(by_code.begin(), by_code.end());
    CodeKey last = 0;
    bool skipped = false;
    for (auto const& [key, i] : by_code) {
        if (key != last) {
            CodeText const code(key);
            bool redefined = false;
            skipped = defines(code, redefined) && !redefined;
            if (!skipped) listed_.push_back(listed_drug(tables, code, rows[i]));
            last = key;
        }
        if (skipped) continue;
        if (auto strength = listed_strength(rows[i], listed_.back().unit_amount)) listed_.back().ndcs.push_back(*std::move(strength));
    }
    index_ndcs();
}

} // namespace rules
