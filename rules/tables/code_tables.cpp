#include "rules/tables/code_tables.hpp"

#include <algorithm>
#include <numeric>

namespace rules {

namespace {

constexpr std::size_t symbols = 36; // 0-9 A-Z
constexpr std::size_t prefixes = symbols * symbols * symbols;

constexpr std::size_t symbol(char c) {
    if ('0' <= c && c <= '9') return static_cast<std::size_t>(c - '0');
    if ('A' <= c && c <= 'Z') return static_cast<std::size_t>(c - 'A' + 10);
    return symbols;
}

/// The number of the first three characters of a code, in order of their texts; `prefixes` when they are no code.
constexpr std::size_t prefix_of(std::string_view code) {
    if (code.size() < 3) return prefixes;
    std::size_t const a = symbol(code[0]), b = symbol(code[1]), c = symbol(code[2]);
    return a < symbols && b < symbols && c < symbols ? (a * symbols + b) * symbols + c : prefixes;
}

CodeKey code_of(ProcedureRow const& row) {
    return row.code;
}
CodeKey code_of(DiagnosisRow const& row) {
    return row.code();
}

template <class Row>
std::span<Row const> in_prefix(std::span<Row const> rows, std::span<std::uint32_t const> starts, std::string_view code) {
    std::size_t const prefix = prefix_of(code);
    if (prefix == prefixes || starts.empty()) return {};
    return rows.subspan(starts[prefix], starts[prefix + 1] - starts[prefix]);
}

std::size_t modifier_number(std::string_view modifier) {
    if (modifier.size() != 2) return symbols * symbols;
    std::size_t const a = symbol(modifier[0]), b = symbol(modifier[1]);
    return a < symbols && b < symbols ? a * symbols + b : symbols * symbols;
}

/// The rows of one kind, which stand together.
template <class Row, class Kind>
std::span<Row const> of_kind(std::span<Row const> rows, Kind kind) {
    auto const first = std::partition_point(rows.begin(), rows.end(), [&](Row const& row) { return row.kind < kind; });
    auto const last = std::partition_point(first, rows.end(), [&](Row const& row) { return row.kind == kind; });
    return {first, last};
}

bool is_lasting(Validity const& valid) {
    return valid.from == Validity{}.from && valid.to == Validity{}.to;
}

} // namespace

std::string_view measure_name(Measure measure) {
    switch (measure) {
        case Measure::mg: return "MG";
        case Measure::mcg: return "MCG";
        case Measure::g: return "G";
        case Measure::ml: return "ML";
        case Measure::iu: return "IU";
        case Measure::meq: return "MEQ";
        case Measure::square_cm: return "SQCM";
        case Measure::none: break;
    }
    return "";
}

std::vector<TableInfo> CodeTables::infos() const {
    std::vector<TableInfo> list;
#define SCRUB837_INFO(Row, name) list.push_back(name##_.info);
    SCRUB837_CODE_TABLES(SCRUB837_INFO)
#undef SCRUB837_INFO
    return list;
}

std::span<ProcedureRow const> CodeTables::procedure(std::string_view code) const {
    return rows_of(in_prefix(procedures_.rows, procedures_index_.starts, code), code_key(code));
}

bool CodeTables::is_hcpcs(std::string_view code) const {
    if (code.size() != 5 || code[0] < 'A' || code[0] > 'Z' || (procedure_letters_ >> (code[0] - 'A') & 1) == 0) return false;
    return std::all_of(code.begin() + 1, code.end(), [](char c) { return '0' <= c && c <= '9'; });
}

bool CodeTables::is_lasting_modifier(std::string_view modifier) const {
    std::size_t const number = modifier_number(modifier);
    return number < lasting_modifiers_.size() && lasting_modifiers_[number];
}

std::span<ModifierRow const> CodeTables::modifier(std::string_view modifier) const {
    return rows_of(modifiers_.rows, code_key(modifier));
}

UnitLimitRow const* CodeTables::unit_limit(std::string_view code, ServiceType service) const {
    for (UnitLimitRow const& row : rows_of(unit_limits_.rows, code_key(code)))
        if (row.service == service) return &row;
    return nullptr;
}

std::span<PackageRow const> CodeTables::package(std::uint64_t ndc) const {
    auto const rows = packages_.rows;
    auto const first =
        std::lower_bound(rows.begin(), rows.end(), ndc, [](PackageRow const& row, std::uint64_t key) { return row.ndc < key; });
    auto last = first;
    while (last != rows.end() && last->ndc == ndc) ++last;
    return {first, last};
}

PackageRow const* CodeTables::package(std::uint64_t ndc, std::string_view code) const {
    CodeKey const key = code_key(code);
    for (PackageRow const& row : package(ndc))
        if (row.code == key) return &row;
    return nullptr;
}

std::span<std::uint32_t const> CodeTables::packages_of(std::string_view code) const {
    auto const rows = packages_.rows;
    auto const all = packages_by_code_.starts;
    CodeKey const key = code_key(code);
    auto const first =
        std::lower_bound(all.begin(), all.end(), key, [&](std::uint32_t i, CodeKey wanted) { return rows[i].code < wanted; });
    auto const last = std::upper_bound(first, all.end(), key, [&](CodeKey wanted, std::uint32_t i) { return wanted < rows[i].code; });
    return {first, last};
}

std::optional<edi::Decimal> CodeTables::price(std::string_view code) const {
    auto const found = rows_of(prices_.rows, code_key(code));
    return found.empty() ? std::nullopt : std::optional(found.front().limit);
}

OutpatientRow const* CodeTables::outpatient_status(std::string_view code, edi::Day day) const {
    OutpatientRow const* held = nullptr;
    for (OutpatientRow const& row : rows_of(outpatient_status_.rows, code_key(code)))
        if (!held || row.valid.from <= day) held = &row;
    return held;
}

bool CodeTables::is_packaged(std::string_view code, edi::Day day) const {
    OutpatientRow const* row = outpatient_status(code, day);
    return row && row->status == code_key("N");
}

PlaceRow const* CodeTables::place(std::string_view code) const {
    auto const found = rows_of(places_.rows, code_key(code));
    return found.empty() ? nullptr : &found.front();
}

std::span<AdjustmentRow const> CodeTables::adjustment(AdjustmentKind kind, std::string_view code) const {
    return rows_of(adjustment_kinds_[static_cast<std::size_t>(kind)], code_key(code));
}

std::span<ClaimStatusRow const> CodeTables::claim_status(StatusKind kind, std::string_view code) const {
    return rows_of(of_kind(claim_status_.rows, kind), code_key(code));
}

DiagnosisRow const* CodeTables::diagnosis(std::string_view code) const {
    if (code.size() > 7) return nullptr;
    auto const rows = in_prefix(diagnoses_.rows, diagnoses_index_.starts, code);
    CodeKey const key = code_key(code);
    auto const found =
        std::lower_bound(rows.begin(), rows.end(), key, [](DiagnosisRow const& row, CodeKey wanted) { return row.code() < wanted; });
    return found != rows.end() && found->code() == key ? &*found : nullptr;
}

StateRow const* CodeTables::state(std::string_view code) const {
    auto const found = rows_of(states_.rows, code_key(code));
    return found.empty() ? nullptr : &found.front();
}

template <class Row>
CodeTables::PrefixIndex CodeTables::prefix_index(std::span<Row const> rows) {
    auto starts = std::make_shared<std::vector<std::uint32_t>>(prefixes + 1);
    for (Row const& row : rows) {
        std::size_t const prefix = prefix_of(CodeText(code_of(row)));
        if (prefix < prefixes) ++(*starts)[prefix + 1];
    }
    std::partial_sum(starts->begin(), starts->end(), starts->begin());
    return {*starts, starts};
}

void CodeTables::index() {
    procedures_index_ = prefix_index(procedures_.rows);
    diagnoses_index_ = prefix_index(diagnoses_.rows);
    auto by_code = std::make_shared<std::vector<std::uint32_t>>(packages_.rows.size());
    std::iota(by_code->begin(), by_code->end(), 0);
    std::stable_sort(by_code->begin(), by_code->end(),
                     [&](std::uint32_t a, std::uint32_t b) { return packages_.rows[a].code < packages_.rows[b].code; });
    packages_by_code_ = {*by_code, by_code};
    note_forms();
}

void CodeTables::note_forms() {
    for (std::size_t kind = 0; kind < adjustment_kinds_.size(); ++kind)
        adjustment_kinds_[kind] = of_kind(adjustments_.rows, static_cast<AdjustmentKind>(kind));
    lasting_modifiers_.fill(false);
    for (ModifierRow const& row : modifiers_.rows)
        if (std::size_t const number = modifier_number(CodeText(row.code)); number < lasting_modifiers_.size())
            lasting_modifiers_[number] = is_lasting(row.valid);
    procedure_letters_ = 0;
    auto const starts = procedures_index_.starts;
    for (std::size_t letter = 10; letter < symbols && !starts.empty(); ++letter)
        if (starts[letter * symbols * symbols] != starts[(letter + 1) * symbols * symbols]) procedure_letters_ |= 1U << (letter - 10);
}

} // namespace rules
