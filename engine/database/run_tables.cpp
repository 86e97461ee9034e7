#include "engine/database/run_tables.hpp"

#include <algorithm>
#include <limits>

#include "edi/text/values.hpp"
#include "engine/database/claim_rows.hpp"
#include "engine/database/schema.hpp"
#include "engine/report/utf8.hpp"

namespace engine::database {
namespace {

constexpr std::array<std::string_view, table_count> table_names{
    "meta",         "policies",          "notices",      "code_tables",       "rules",       "inputs",
    "interchanges", "functional_groups", "sets",         "billing_providers", "claims",      "unread_claims",
    "lines",        "drug_lines",        "other_payers", "decisions",         "adjustments", "findings"};

std::int64_t whole(std::uint64_t count) {
    return static_cast<std::int64_t>(std::min<std::uint64_t>(count, std::numeric_limits<std::int64_t>::max()));
}

} // namespace

RunTables::RunTables(write::OutputFile& file, EmptyDatabase const& empty) : file_(file, empty.pages) {
    for (EmptyTable const& each : empty.tables) {
        auto const name = std::find(table_names.begin(), table_names.end(), each.name);
        if (name == table_names.end()) continue;
        auto const kind = each.has_rowid ? TableWriter::Kind::rowid : TableWriter::Kind::without_rowid;
        tables_[static_cast<std::size_t>(name - table_names.begin())] = std::make_unique<TableWriter>(file_, each.root, kind);
    }
}

// ---- columns -------------------------------------------------------------------------------------------------------------------

void RunTables::text(std::string_view bytes) {
    if (report::is_printable(bytes)) return record_.text(bytes);
    clean_.clear();
    report::append_printable(bytes, clean_);
    record_.text(clean_);
}

void RunTables::text_if_any(std::string_view bytes) {
    bytes.empty() ? record_.null() : text(bytes);
}

// "2026-10-08"
void RunTables::day(bool there, std::int32_t number) {
    if (!there) return record_.null();
    char iso[10];
    edi::write_iso_day(iso, edi::Day{number});
    record_.text({iso, sizeof iso});
}

void RunTables::days(std::uint8_t flags, std::int32_t from, std::int32_t through) {
    day(flags & has_day, from);
    day(flags & has_day, through);
}

void RunTables::thousandths(bool there, std::int64_t mantissa, std::uint8_t scale) {
    constexpr std::array<std::int64_t, 4> factors{1000, 100, 10, 1};
    std::int64_t value = 0;
    if (!there || scale >= factors.size() || __builtin_mul_overflow(mantissa, factors[scale], &value)) return record_.null();
    record_.integer(value);
}

// ---- scopes --------------------------------------------------------------------------------------------------------------------

void RunTables::open_input(InputScope const& input) {
    open_ = {};
    ++input_id_;
    path_ = input.path;
    name_ = input.name;
    outside_unread_ = {};
}

void RunTables::open_interchange(Scope const& scope) {
    open_ = scope;
    ++interchange_id_;
}

void RunTables::open_group(Scope const& scope) {
    open_ = scope;
    ++group_id_;
}

void RunTables::open_set(Scope const& scope) {
    open_ = scope;
    ++set_id_;
    header_ = {};
    provider_segment_ = 0;
    set_first_claim_ = 0;
    set_unread_ = {};
}

void RunTables::close_set(bool rejected) {
    SetScope const& set = *open_.set;
    put_unread(set_unread_, set_id_);
    record_.begin();
    record_.null();
    record_.integer(input_id_);
    record_.integer(interchange_id_);
    id_or_null(open_.group ? group_id_ : 0);
    record_.integer(whole(set.ordinal));
    text_if_any(set.kind);
    text_if_any(set.control_number);
    text_if_any(set.version);
    for (std::string const& each : header_) text_if_any(each);
    record_.integer(set.support != edi::Support::none);
    record_.integer(rejected);
    id_or_null(set_first_claim_);
    id_or_null(set_first_claim_ ? claim_id_ : 0);
    put(TableId::sets, set_id_);
    open_.set.reset();
}

void RunTables::close_group(bool rejected) {
    GroupScope const& group = *open_.group;
    record_.begin();
    record_.null();
    record_.integer(interchange_id_);
    record_.integer(whole(group.ordinal));
    for (std::string const* each :
         {&group.kind, &group.control_number, &group.sender, &group.receiver, &group.date, &group.time, &group.version})
        text_if_any(*each);
    record_.integer(rejected);
    put(TableId::functional_groups, group_id_);
    open_.group.reset();
}

void RunTables::close_interchange(bool rejected) {
    InterchangeScope const& interchange = *open_.interchange;
    record_.begin();
    record_.null();
    record_.integer(input_id_);
    record_.integer(whole(interchange.ordinal));
    for (std::string const* each :
         {&interchange.control_number, &interchange.sender_qualifier, &interchange.sender, &interchange.receiver_qualifier,
          &interchange.receiver, &interchange.date, &interchange.time, &interchange.version, &interchange.usage})
        text_if_any(*each);
    record_.integer(rejected);
    put(TableId::interchanges, interchange_id_);
    open_.interchange.reset();
}

void RunTables::close_input(report::InputSummary const& summary) {
    put_unread(outside_unread_, 0);
    Tally const& tally = summary.tally;
    record_.begin();
    record_.null();
    text(summary.path);
    text(name_);
    text_if_any(summary.kind);
    record_.integer(whole(summary.bytes));
    text_if_any(summary.sha256);
    record_.integer(summary.readable);
    text_if_any(summary.reason);
    record_.integer(summary.damaged);
    for (std::uint64_t const count : {tally.interchanges, tally.groups, tally.sets, tally.segments, tally.claims, tally.lines,
                                      tally.drug_lines, tally.accepted, tally.rejected})
        record_.integer(whole(count));
    record_.integer(tally.charges_accepted);
    record_.integer(tally.charges_rejected);
    for (std::uint64_t const count : {tally.errors, tally.warnings, tally.advice}) record_.integer(whole(count));
    put(TableId::inputs, input_id_);
    claims_before_.emplace(path_, claims_before_input_);
    claims_before_input_ = std::max(claims_before_input_ + whole(tally.claims), claim_id_);
    open_ = {};
}

// ---- rows ----------------------------------------------------------------------------------------------------------------------

void RunTables::add(std::string_view rows) {
    RowReader row(rows);
    while (!row.at_end()) {
        switch (static_cast<RowKind>(row.number<std::uint8_t>())) {
            case RowKind::header: header(row); break;
            case RowKind::provider: provider(row); break;
            case RowKind::claim: claim(row); break;
            case RowKind::line: line(row); break;
            case RowKind::drug_line: drug_line(row); break;
            case RowKind::other_payer: other_payer(row); break;
            case RowKind::decision: decision(row); break;
            case RowKind::adjustment: adjustment(row); break;
            case RowKind::finding: finding(row); break;
            case RowKind::unread: unread(row); break;
        }
    }
}

void RunTables::header(RowReader& row) {
    for (std::string& each : header_) each = row.text();
}

void RunTables::provider(RowReader& row) {
    auto const segment_no = row.number<std::uint64_t>();
    std::array<std::string_view, 7> texts;
    for (std::string_view& each : texts) each = row.text();
    if (segment_no == provider_segment_) return; // the same level, in another piece
    provider_segment_ = segment_no;
    record_.begin();
    record_.null();
    record_.integer(set_id_);
    record_.integer(whole(segment_no));
    for (std::string_view const each : texts) text_if_any(each);
    put(TableId::billing_providers, ++provider_id_);
}

void RunTables::claim(RowReader& row) {
    auto const flags = row.number<std::uint8_t>();
    auto const guide = static_cast<edi::GuideId>(row.number<std::uint8_t>());
    auto const verdict = static_cast<OwnVerdict>(row.number<std::uint8_t>());
    auto const claim_no = row.number<std::uint64_t>();
    auto const byte_offset = row.number<std::uint64_t>(), segment_no = row.number<std::uint64_t>();
    auto const provider_segment = row.number<std::uint64_t>();
    auto const charge = row.number<std::int64_t>();
    auto const from = row.number<std::int32_t>(), through = row.number<std::int32_t>();
    auto const errors = row.number<std::uint32_t>(), warnings = row.number<std::uint32_t>(), advice = row.number<std::uint32_t>();
    auto const lines = row.number<std::uint32_t>();
    std::int64_t const id = claims_before_input_ + whole(claim_no);
    if (id <= claim_id_ && error_.empty()) error_ = "internal error: claims are not in order";
    claim_id_ = id;
    if (set_first_claim_ == 0) set_first_claim_ = id;
    adjustments_ = line_no_ = 0;
    ++counts_.claims;

    record_.begin();
    record_.null();
    record_.integer(input_id_);
    record_.integer(set_id_);
    id_or_null(provider_segment != 0 && provider_segment == provider_segment_ ? provider_id_ : 0);
    record_.integer(whole(claim_no));
    text_if_any(row.text()); // control number
    record_.text(guide == edi::GuideId::institutional ? "837I" : "837P");
    record_.integer_if(flags & has_amount, charge);
    text_if_any(row.text()); // facility
    text_if_any(row.text()); // frequency
    days(flags, from, through);
    for (int i = 0; i < 8; ++i) text_if_any(row.text()); // payer to principal diagnosis
    record_.integer(lines);
    record_.integer(verdict == OwnVerdict::accepted);
    switch (verdict) {
        case OwnVerdict::accepted: record_.null(); break;
        case OwnVerdict::error_in_claim: record_.text("claim"); break;
        case OwnVerdict::error_above: record_.text("level"); break;
    }
    record_.integer(errors);
    record_.integer(warnings);
    record_.integer(advice);
    record_.integer(whole(segment_no));
    record_.integer(whole(byte_offset));
    put(TableId::claims, id);
}

void RunTables::line(RowReader& row) {
    auto const flags = row.number<std::uint8_t>();
    auto const segment_no = row.number<std::uint64_t>();
    auto const charge = row.number<std::int64_t>();
    auto const mantissa = row.number<std::int64_t>();
    auto const scale = row.number<std::uint8_t>();
    auto const from = row.number<std::int32_t>(), through = row.number<std::int32_t>();
    ++counts_.lines;
    record_.begin();
    record_.integer(claim_id_);
    record_.integer(++line_no_);
    text_if_any(row.text()); // qualifier
    std::string_view const code = row.text();
    text_if_any(code);
    modifiers_.clear();
    for (int i = 0; i < 4; ++i) {
        std::string_view const modifier = row.text();
        if (modifier.empty()) continue;
        if (!modifiers_.empty()) modifiers_.push_back(',');
        modifiers_.append(modifier);
    }
    text_if_any(modifiers_);
    text_if_any(row.text()); // revenue code
    record_.integer_if(flags & has_amount, charge);
    thousandths(flags & has_units, mantissa, scale);
    text_if_any(row.text()); // unit basis
    text_if_any(row.text()); // place of service
    days(flags, from, through);
    record_.integer(whole(segment_no));
    put(TableId::lines);
    line_code_.assign(code);
    line_units_ = {mantissa, scale};
    line_units_known_ = flags & has_units;
}

void RunTables::drug_line(RowReader& row) {
    auto const flags = row.number<std::uint8_t>(), known = row.number<std::uint8_t>();
    auto const mantissa = row.number<std::int64_t>();
    auto const scale = row.number<std::uint8_t>();
    auto const group_line = row.number<std::uint32_t>();
    auto const own = row.number<std::int64_t>(), right = row.number<std::int64_t>(), stake = row.number<std::int64_t>();
    if (flags & of_policy) ++counts_.drug_lines;
    record_.begin();
    record_.integer(claim_id_);
    record_.integer(line_no_);
    text_if_any(line_code_);
    text_if_any(row.text()); // substance
    record_.integer((flags & of_policy) != 0);
    text_if_any(row.text()); // LIN02
    text_if_any(row.text()); // LIN03
    thousandths(flags & has_units, mantissa, scale);
    text_if_any(row.text()); // CTP05
    thousandths(line_units_known_, line_units_.mantissa, line_units_.scale);
    record_.integer_if(known & has_units, own);
    record_.integer((flags & discarded) != 0);
    record_.integer_if(group_line != 0, group_line);
    record_.integer_if(flags & units_judged, right);
    record_.integer_if(flags & units_judged, (flags & units_agree) != 0);
    record_.integer_if(known & has_amount, stake);
    put(TableId::drug_lines);
}

void RunTables::other_payer(RowReader& row) {
    auto const flags = row.number<std::uint8_t>(), known = row.number<std::uint8_t>();
    auto const payer_no = row.number<std::uint32_t>();
    auto const paid = row.number<std::int64_t>(), non_covered = row.number<std::int64_t>(), liability = row.number<std::int64_t>(),
               difference = row.number<std::int64_t>();
    auto const from = row.number<std::int32_t>();
    row.number<std::int32_t>();
    record_.begin();
    record_.integer(claim_id_);
    record_.integer(payer_no);
    for (int i = 0; i < 4; ++i) text_if_any(row.text());
    record_.integer_if(flags & has_amount, paid);
    record_.integer_if(known & has_non_covered, non_covered);
    record_.integer_if(known & has_liability, liability);
    day(flags & has_day, from);
    record_.integer_if(known & has_difference, difference);
    put(TableId::other_payers);
}

void RunTables::decision(RowReader& row) {
    auto const flags = row.number<std::uint8_t>(), known = row.number<std::uint8_t>();
    auto const decision_no = row.number<std::uint32_t>(), line = row.number<std::uint32_t>(), payer_no = row.number<std::uint32_t>();
    auto const paid = row.number<std::int64_t>(), liability = row.number<std::int64_t>(), difference = row.number<std::int64_t>();
    auto const lines = row.number<std::uint32_t>();
    auto const mantissa = row.number<std::int64_t>();
    auto const scale = row.number<std::uint8_t>();
    auto const from = row.number<std::int32_t>();
    row.number<std::int32_t>();
    record_.begin();
    record_.integer(claim_id_);
    record_.integer(decision_no);
    record_.integer(line);
    record_.integer_if(payer_no != 0, payer_no);
    text_if_any(row.text()); // SVD01
    record_.integer_if(flags & has_amount, paid);
    text_if_any(row.text()); // procedure
    text_if_any(row.text()); // revenue code
    thousandths(flags & has_units, mantissa, scale);
    text_if_any(row.text()); // SVD06
    record_.integer_if(known & has_liability, liability);
    day(flags & has_day, from);
    record_.integer_if(known & has_difference, lines);
    record_.integer_if(known & has_difference, difference);
    put(TableId::decisions);
}

void RunTables::adjustment(RowReader& row) {
    auto const flags = row.number<std::uint8_t>();
    auto const payer_no = row.number<std::uint32_t>(), decision_no = row.number<std::uint32_t>();
    auto const amount = row.number<std::int64_t>(), mantissa = row.number<std::int64_t>();
    auto const scale = row.number<std::uint8_t>();
    record_.begin();
    record_.integer(claim_id_);
    record_.integer(++adjustments_);
    record_.integer_if(payer_no != 0, payer_no);
    record_.integer_if(decision_no != 0, decision_no);
    text_if_any(row.text()); // group
    text_if_any(row.text()); // reason
    record_.integer_if(flags & has_amount, amount);
    thousandths(flags & has_units, mantissa, scale);
    put(TableId::adjustments);
}

void RunTables::finding(RowReader& row) {
    auto const in = row.number<std::uint8_t>();
    auto const severity = static_cast<rules::Severity>(row.number<std::uint8_t>());
    auto const* const rule = reinterpret_cast<rules::Rule const*>(row.number<std::uintptr_t>());
    auto const claim_no = row.number<std::uint64_t>();
    auto const line = row.number<std::uint32_t>();
    auto const segment_no = row.number<std::uint64_t>();
    auto const element = row.number<std::uint32_t>(), component = row.number<std::uint32_t>();
    auto const offset = row.number<std::uint64_t>();
    auto const length = row.number<std::uint32_t>();
    auto const earlier_claim = row.number<std::uint64_t>();
    std::string_view const message = row.text(), loop = row.text(), segment = row.text(), earlier_path = row.text(), policy = row.text();
    std::string_view const waived_by = row.text(), waived_reason = row.text();
    auto const earlier_input = claims_before_.find(earlier_path);
    std::int64_t const before =
        earlier_path.empty() || earlier_input == claims_before_.end() ? claims_before_input_ : earlier_input->second;
    record_.begin();
    record_.null();
    record_.text(rule->id);
    record_.text(rules::severity_name(severity));
    text(message);
    record_.integer(input_id_);
    id_or_null(in & in_interchange ? interchange_id_ : 0);
    id_or_null(in & in_group ? group_id_ : 0);
    id_or_null(in & in_set ? set_id_ : 0);
    id_or_null(in & in_claim ? claim_id_ : 0);
    id_or_null(whole(claim_no));
    id_or_null(line);
    text_if_any(loop);
    text_if_any(segment);
    id_or_null(whole(segment_no));
    id_or_null(element);
    id_or_null(component);
    record_.integer(whole(offset));
    record_.integer(length);
    text_if_any(policy);
    id_or_null(earlier_claim == 0 ? 0 : before + whole(earlier_claim));
    text_if_any(waived_by);
    text_if_any(waived_reason);
    put(TableId::findings, ++finding_id_);
}

void RunTables::unread(RowReader& row) {
    Unread& unread = open_.set ? set_unread_ : outside_unread_;
    unread.claims += row.number<std::uint64_t>();
    unread.lines += row.number<std::uint64_t>();
    Tally::add(unread.charges, row.number<std::int64_t>());
}

void RunTables::put_unread(Unread& unread, std::int64_t set_id) {
    if (!unread.any()) return;
    counts_.claims += unread.claims;
    counts_.lines += unread.lines;
    record_.begin();
    record_.null();
    record_.integer(input_id_);
    id_or_null(set_id);
    record_.integer(whole(unread.claims));
    record_.integer(whole(unread.lines));
    record_.integer(unread.charges);
    put(TableId::unread_claims, ++unread_id_);
    unread = {};
}

// ---- the run -------------------------------------------------------------------------------------------------------------------

void RunTables::put_meta(rules::Policy const& policy, report::RunSummary const& summary, edi::Day processed) {
    char day_text[10];
    edi::write_iso_day(day_text, processed);
    std::map<std::string, std::string> const entries{{"cob_tolerance_cents", std::to_string(policy.cob_tolerance())},
                                                     {"compared", summary.compared ? "1" : "0"},
                                                     {"policy", std::string(policy.name())},
                                                     {"processed", std::string(day_text, sizeof day_text)},
                                                     {"program", "scrub837"},
                                                     {"program_version", summary.program_version},
                                                     {"schema_version", std::to_string(schema_version)},
                                                     {"snip", summary.snip.text()}};
    for (auto const& [key, value] : entries) {
        record_.begin();
        record_.text(key);
        text(value);
        put(TableId::meta);
    }
}

void RunTables::put_policy(rules::Policy const& policy, report::RunSummary const& summary) {
    std::int64_t id = 0;
    for (rules::PolicySource const& source : summary.policies) {
        record_.begin();
        record_.null();
        text(source.id);
        text(source.version);
        text(source.sha256);
        text_if_any(source.title);
        put(TableId::policies, ++id);
    }
    id = 0;
    for (rules::Notice const& notice : policy.notices()) {
        record_.begin();
        record_.null();
        text_if_any(notice.code);
        text(notice.text);
        put(TableId::notices, ++id);
    }
    std::vector<rules::TableInfo const*> tables;
    for (rules::TableInfo const& each : summary.tables) tables.push_back(&each);
    std::sort(tables.begin(), tables.end(), [](auto const* a, auto const* b) { return a->name < b->name; });
    for (rules::TableInfo const* each : tables) {
        rules::Validity const always;
        record_.begin();
        text(each->name);
        text(each->version);
        text_if_any(each->source);
        day(each->covers.from != always.from, each->covers.from.number);
        day(each->covers.to != always.to, each->covers.to.number);
        text(each->sha256);
        record_.integer(each->built_in);
        put(TableId::code_tables);
    }
}

void RunTables::put_rules(rules::Policy const& policy) {
    std::string status;
    for (rules::Rule const* rule : policy.rules()) {
        auto const severity = policy.severity(*rule);
        status.clear();
        for (std::string_view const code : rule->claim_status)
            if (!code.empty()) status.append(status.empty() ? "" : " ").append(code);
        record_.begin();
        text(rule->id);
        text(rule->name);
        severity ? record_.text(rules::severity_name(*severity)) : record_.null();
        record_.integer(rule->snip);
        text(rule->title);
        text(rule->help);
        text_if_any(status);
        text_if_any(rule->ack_999);
        text_if_any(rule->ack_ta1);
        put(TableId::rules);
    }
}

bool RunTables::finish(rules::Policy const& policy, report::RunSummary const& summary, edi::Day processed) {
    Tally const& totals = summary.totals;
    if (error_.empty() && (counts_.claims != totals.claims || counts_.lines != totals.lines || counts_.drug_lines != totals.drug_lines))
        error_ = "internal error: the rows of results.sqlite do not add up to the summary; it was not written";
    if (!error_.empty()) return false;
    put_meta(policy, summary, processed);
    put_policy(policy, summary);
    put_rules(policy);
    for (auto const& each : tables_)
        if (!each->finish()) return false;
    return file_.finish();
}

} // namespace engine::database
