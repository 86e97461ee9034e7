// From rows of bytes and scopes to the tables of the database: gives numbers to what is in it and writes records.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/database/row_bytes.hpp"
#include "engine/database/sqlite.hpp"
#include "engine/database/table_file.hpp"
#include "engine/report/input_summary.hpp"
#include "engine/scope.hpp"
#include "engine/write/output_file.hpp"
#include "rules/policy.hpp"

namespace engine::database {

/// The tables, in the order of their statements in schema.cpp.
enum class TableId : std::uint8_t {
    meta,
    policies,
    notices,
    code_tables,
    rules,
    inputs,
    interchanges,
    functional_groups,
    sets,
    billing_providers,
    claims,
    unread_claims,
    lines,
    drug_lines,
    other_payers,
    decisions,
    adjustments,
    findings
};
inline constexpr std::size_t table_count = static_cast<std::size_t>(TableId::findings) + 1;

/// Used by one thread at a time.
class RunTables {
public:
    /// `empty` is what schema.cpp makes.
    RunTables(write::OutputFile& file, EmptyDatabase const& empty);

    void open_input(InputScope const& input);
    void open_interchange(Scope const& scope);
    void open_group(Scope const& scope);
    void open_set(Scope const& scope);
    void close_set(bool rejected);
    void close_group(bool rejected);
    void close_interchange(bool rejected);
    void close_input(report::InputSummary const& summary);
    /// Rows that ClaimRows wrote.
    void add(std::string_view rows);

    /// The tables about the run, then everything that is still open in the file. False on error; what does not tie with the summary is in error().
    bool finish(rules::Policy const& policy, report::RunSummary const& summary, edi::Day processed);
    std::string const& error() const { return error_; }

private:
    /// Claims that could not be checked, of the open set or outside of any.
    struct Unread {
        std::uint64_t claims = 0, lines = 0;
        std::int64_t charges = 0;
        bool any() const { return claims > 0 || lines > 0; }
    };
    /// What must tie with the summary.
    struct Counts {
        std::uint64_t claims = 0, lines = 0, drug_lines = 0;
    };

    TableWriter& table(TableId id) { return *tables_[static_cast<std::size_t>(id)]; }
    void put(TableId id, std::int64_t rowid = 0) { table(id).add(rowid, record_); }
    void text(std::string_view bytes);
    void text_if_any(std::string_view bytes);
    void day(bool there, std::int32_t number);
    void days(std::uint8_t flags, std::int32_t from, std::int32_t through);
    void thousandths(bool there, std::int64_t mantissa, std::uint8_t scale);
    void id_or_null(std::int64_t id) { record_.integer_if(id != 0, id); }

    void header(RowReader& row);
    void provider(RowReader& row);
    void claim(RowReader& row);
    void line(RowReader& row);
    void drug_line(RowReader& row);
    void other_payer(RowReader& row);
    void decision(RowReader& row);
    void adjustment(RowReader& row);
    void finding(RowReader& row);
    void unread(RowReader& row);
    void put_unread(Unread& unread, std::int64_t set_id);

    void put_meta(rules::Policy const& policy, report::RunSummary const& summary, edi::Day processed);
    void put_policy(rules::Policy const& policy, report::RunSummary const& summary);
    void put_rules(rules::Policy const& policy);

    TableFile file_;
    std::array<std::unique_ptr<TableWriter>, table_count> tables_;
    Record record_;
    std::string clean_, modifiers_;
    std::string error_;

    std::string path_, name_; ///< of the open input
    // Numbers given last.
    std::int64_t input_id_ = 0, interchange_id_ = 0, group_id_ = 0, set_id_ = 0, provider_id_ = 0, claim_id_ = 0, finding_id_ = 0,
                 unread_id_ = 0;
    Scope open_;                                                     ///< the scopes that are open
    std::array<std::string, 5> header_;                              ///< of the open set: BHT03, submitter's id and name, receiver's
    std::uint64_t provider_segment_ = 0;                             ///< of the last provider in the open set
    std::int64_t set_first_claim_ = 0;                               ///< 0: none yet
    std::int64_t claims_before_input_ = 0;                           ///< claim_id = this + claim_no
    std::map<std::string, std::int64_t, std::less<>> claims_before_; ///< the same by path, for earlier inputs
    Unread set_unread_, outside_unread_;
    std::int64_t adjustments_ = 0; ///< of the last claim
    Counts counts_;

    // Of the last line, which its drug line repeats.
    std::int64_t line_no_ = 0;
    edi::Decimal line_units_;
    bool line_units_known_ = false;
    std::string line_code_;
};

} // namespace engine::database
