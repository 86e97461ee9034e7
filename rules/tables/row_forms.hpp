// The columns of each code table (README.md explains them) and how a line becomes a row.
#pragma once

#include <tuple>

#include "rules/tables/table.hpp"

namespace rules {

template <>
struct RowForm<ProcedureRow> {
    static constexpr std::string_view columns[] = {"code", "from", "to", "inferred", "unclassified", "successor", "text"};
    static void read(TableText& text, ProcedureRow& row) {
        row.code = text.code(0, 5);
        row.valid = text.validity(1);
        auto const inferred = text.one_of(3, {"", "from", "to", "both"});
        row.from_inferred = inferred & 1;
        row.to_inferred = inferred >> 1;
        row.unclassified = text.flag(4);
        row.successor = text.code_or_none(5, 5);
        row.text = text.text(6);
    }
    static auto key(ProcedureRow const& row) { return std::tuple(row.code, row.valid.from); }
};

template <>
struct RowForm<ModifierRow> {
    static constexpr std::string_view columns[] = {"code", "from", "to", "kind"};
    static void read(TableText& text, ModifierRow& row) {
        row.code = text.code(0, 2);
        row.valid = text.validity(1);
        row.cpt = text.one_of(3, {"HCPCS", "CPT"});
    }
    static auto key(ModifierRow const& row) { return std::tuple(row.code, row.valid.from); }
};

template <>
struct RowForm<UnitLimitRow> {
    static constexpr std::string_view columns[] = {"code", "service", "units", "indicator", "rationale"};
    static void read(TableText& text, UnitLimitRow& row) {
        row.code = text.code(0, 5);
        row.service = static_cast<ServiceType>(text.one_of(1, {"equipment", "outpatient", "practitioner"}));
        row.units = static_cast<std::uint32_t>(text.number(2, 1'000'000));
        row.indicator = static_cast<std::uint8_t>(text.one_of(3, {"1", "2", "3"}) + 1);
        row.rationale = text.text(4);
    }
    static auto key(UnitLimitRow const& row) { return std::tuple(row.code, row.service); }
};

template <>
struct RowForm<PackageRow> {
    static constexpr std::string_view columns[] = {
        "ndc", "code", "amount", "measure", "size", "items", "units_per_item", "units_per_package", "name"};
    static void read(TableText& text, PackageRow& row) {
        row.ndc = text.number(0, 99'999'999'999);
        if (text.field(0).size() != 11) text.fail(0, "must be the 11 digits of an NDC");
        row.code = text.code(1, 5);
        row.amount = text.decimal_or_none(2);
        row.measure = static_cast<Measure>(text.one_of(3, {"", "MG", "MCG", "G", "ML", "IU", "MEQ", "SQCM"}));
        row.size = text.decimal(4);
        row.items = text.decimal(5);
        row.units_per_item = text.decimal(6);
        row.units_per_package = text.decimal_or_none(7);
        row.name = text.text(8);
        auto const units = edi::multiply(row.units_per_item, row.items);
        row.consistent = units && edi::compare(*units, row.units_per_package) == 0;
    }
    static auto key(PackageRow const& row) { return std::tuple(row.ndc, row.code); }
    static void finish(std::vector<PackageRow>& rows) {
        for (std::size_t i = 1; i < rows.size(); ++i)
            if (rows[i].ndc == rows[i - 1].ndc) rows[i].several_codes = rows[i - 1].several_codes = 1;
    }
};

template <>
struct RowForm<PriceRow> {
    static constexpr std::string_view columns[] = {"code", "limit"};
    static void read(TableText& text, PriceRow& row) {
        row.code = text.code(0, 5);
        row.limit = text.decimal(1);
    }
    static auto key(PriceRow const& row) { return std::tuple(row.code); }
};

template <>
struct RowForm<OutpatientRow> {
    static constexpr std::string_view columns[] = {"code", "from", "to", "status"};
    static void read(TableText& text, OutpatientRow& row) {
        row.code = text.code(0, 5);
        row.valid = text.validity(1);
        row.status = text.code(3, 2);
    }
    static auto key(OutpatientRow const& row) { return std::tuple(row.code, row.valid.from); }
};

template <>
struct RowForm<PlaceRow> {
    static constexpr std::string_view columns[] = {"code", "kind", "text"};
    static void read(TableText& text, PlaceRow& row) {
        row.code = text.code(0, 2);
        row.facility = text.one_of(1, {"office", "facility"});
        row.text = text.text(2);
    }
    static auto key(PlaceRow const& row) { return std::tuple(row.code); }
};

template <>
struct RowForm<AdjustmentRow> {
    static constexpr std::string_view columns[] = {"kind", "code", "from", "to"};
    static void read(TableText& text, AdjustmentRow& row) {
        row.kind = static_cast<AdjustmentKind>(text.one_of(0, {"group", "reason", "remark"}));
        row.code = text.code(1, 5);
        row.valid = text.validity(2);
    }
    static auto key(AdjustmentRow const& row) { return std::tuple(row.kind, row.code, row.valid.from); }
};

template <>
struct RowForm<ClaimStatusRow> {
    static constexpr std::string_view columns[] = {"kind", "code", "from", "to"};
    static void read(TableText& text, ClaimStatusRow& row) {
        row.kind = static_cast<StatusKind>(text.one_of(0, {"category", "status"}));
        row.code = text.code(1, 4);
        row.valid = text.validity(2);
    }
    static auto key(ClaimStatusRow const& row) { return std::tuple(row.kind, row.code, row.valid.from); }
};

template <>
struct RowForm<DiagnosisRow> {
    static constexpr std::string_view columns[] = {"code", "billable"};
    static void read(TableText& text, DiagnosisRow& row) {
        row.packed = text.code(0, 7);
        row.packed |= text.one_of(1, {"0", "1"});
    }
    static auto key(DiagnosisRow const& row) { return std::tuple(row.code()); }
};

template <>
struct RowForm<StateRow> {
    static constexpr std::string_view columns[] = {"code", "kind"};
    static void read(TableText& text, StateRow& row) {
        row.code = text.code(0, 2);
        row.kind = static_cast<StateKind>(text.one_of(1, {"state", "territory", "province"}));
    }
    static auto key(StateRow const& row) { return std::tuple(row.code); }
};

} // namespace rules
