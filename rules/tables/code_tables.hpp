// The code tables in force: what codes there are, since when and until when, and the figures of drugs. Compiled in from the text files of
// this folder, replaceable by newer files at run time. Lookups are by code and, where codes come and go, by day; none allocates.
//
// A code that a table does not have is only known to be none on days that the table covers (info.covers); a table of prices or packages is
// never complete, and its silence means nothing.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "rules/tables/table.hpp"

namespace rules {

/// The one list of tables: row, name. The name is that of the text file and of the accessor.
// clang-format off
#define SCRUB837_CODE_TABLES(TABLE)          \
    TABLE(AdjustmentRow, adjustments)        \
    TABLE(ClaimStatusRow, claim_status)      \
    TABLE(DiagnosisRow, diagnoses)           \
    TABLE(ModifierRow, modifiers)            \
    TABLE(OutpatientRow, outpatient_status)  \
    TABLE(PackageRow, packages)              \
    TABLE(PlaceRow, places)                  \
    TABLE(PriceRow, prices)                  \
    TABLE(ProcedureRow, procedures)          \
    TABLE(StateRow, states)                  \
    TABLE(UnitLimitRow, unit_limits)
// clang-format on

class CodeTables {
public:
    /// The tables that are compiled in.
    static CodeTables const& builtin();
    /// `base` with the tables of the files *.tsv of a directory in place of its own.
    static std::variant<CodeTables, TableError> with_files(CodeTables const& base, std::string const& directory);
    /// No tables at all.
    CodeTables() = default;

#define SCRUB837_ACCESSOR(Row, name)                                                                                                       \
    Table<Row> const& name() const {                                                                                                       \
        return name##_;                                                                                                                    \
    }
    SCRUB837_CODE_TABLES(SCRUB837_ACCESSOR)
#undef SCRUB837_ACCESSOR

    /// What each table says of itself, in order of name.
    std::vector<TableInfo> infos() const;

    /// All periods of a procedure code, in order of their first day.
    std::span<ProcedureRow const> procedure(std::string_view code) const;
    /// Whether `code` has the form of the codes that the table of procedures is about: a letter that it knows and four digits. Others (CPT,
    /// CDT, local codes) are in no table.
    bool is_hcpcs(std::string_view code) const;

    /// Whether a modifier is known and valid whatever the day: the cheap question, which nearly always is answered with yes.
    bool is_lasting_modifier(std::string_view modifier) const;
    std::span<ModifierRow const> modifier(std::string_view modifier) const;

    /// The limit for a kind of service, or null.
    UnitLimitRow const* unit_limit(std::string_view code, ServiceType service) const;

    /// All codes of an NDC (ndc_number() of its 11 digits).
    std::span<PackageRow const> package(std::uint64_t ndc) const;
    /// The row of one NDC and code, or null.
    PackageRow const* package(std::uint64_t ndc, std::string_view code) const;
    /// Indexes into packages().rows of all packages of a code, ascending by NDC.
    std::span<std::uint32_t const> packages_of(std::string_view code) const;

    /// US dollars for one billing unit, or nothing.
    std::optional<edi::Decimal> price(std::string_view code) const;

    /// The row that holds on `day`; before all of them the first one: how a drug is paid seldom changes. Null: unknown code.
    OutpatientRow const* outpatient_status(std::string_view code, edi::Day day) const;
    /// Medicare pays it to hospital outpatients with the service, not on its own (status N).
    bool is_packaged(std::string_view code, edi::Day day) const;

    /// Null: no such place of service.
    PlaceRow const* place(std::string_view code) const;

    std::span<AdjustmentRow const> adjustment(AdjustmentKind kind, std::string_view code) const;
    std::span<ClaimStatusRow const> claim_status(StatusKind kind, std::string_view code) const;

    /// ICD-10-CM, without a point. Null: unknown.
    DiagnosisRow const* diagnosis(std::string_view code) const;

    StateRow const* state(std::string_view code) const;

    /// Reads `text`, the file of one table, in place of the table that it is; what is wrong with it, or nothing. The name of the table goes
    /// to `name`, for the caller who wants no table twice.
    std::optional<TableError> replace(std::string const& file, std::string_view text, bool built_in, std::string& name);
    /// To be called after the last replace().
    void index();

    /// The tables as bytes in the form of this machine, for the program's own build; and the tables over such bytes, which must outlive them.
    std::string image() const;
    static CodeTables of_image(std::string_view bytes);

private:
    /// Where the codes that begin with the same three characters stand: one step instead of eight.
    struct PrefixIndex {
        std::span<std::uint32_t const> starts;
        std::shared_ptr<void const> memory;
    };
    template <class Row>
    static PrefixIndex prefix_index(std::span<Row const> rows);
    /// What is quicker to find again than to keep.
    void note_forms();

#define SCRUB837_MEMBER(Row, name) Table<Row> name##_;
    SCRUB837_CODE_TABLES(SCRUB837_MEMBER)
#undef SCRUB837_MEMBER

    PrefixIndex procedures_index_, diagnoses_index_;
    PrefixIndex packages_by_code_;                                     ///< starts: rows of packages_ in order of code, then NDC
    std::array<std::span<AdjustmentRow const>, 3> adjustment_kinds_{}; ///< by AdjustmentKind
    std::array<bool, 36 * 36> lasting_modifiers_{};
    std::uint32_t procedure_letters_ = 0; ///< bit n: codes may begin with the letter 'A' + n
};

} // namespace rules
