#include "engine/check/block_checker.hpp"

#include <algorithm>
#include <tuple>

#include "edi/text/digits.hpp"
#include "engine/ack/provider_status.hpp"
#include "engine/answers/read_999.hpp"
#include "engine/answers/read_ta1.hpp"
#include "engine/mask/hidden_text.hpp"
#include "engine/report/findings_csv.hpp"
#include "engine/report/findings_jsonl.hpp"
#include "rules/registry.hpp"

namespace engine::check {
namespace {

using edi::operator""_seg;
using read::ItemKind;
using read::ScopeLevel;

constexpr std::size_t clipped_segment = 64 * 1024;
constexpr std::size_t billing_level = 1; ///< as level_of() has it

// Index of the level a loop belongs to: 0 set header, 1 billing provider, 2 subscriber, 3 patient.
std::size_t level_of(edi::LoopId loop) {
    using enum edi::LoopId;
    switch (loop) {
        case L2000A:
        case L2010AA:
        case L2010AB:
        case L2010AC: return 1;
        case L2000B:
        case L2010BA:
        case L2010BB: return 2;
        case L2000C:
        case L2010CA: return 3;
        default: return 0;
    }
}

/// A claim's rule knows more of an element than the guide does ("units missing" against "element missing"): where both find an error at the
/// same place, the rule's finding is told alone. The first `faults` findings are those of the guide.
void drop_told_better(std::size_t faults, rules::Findings& findings) {
    auto& list = findings.list;
    auto const told_by_rule = [&](rules::Finding const& fault) {
        if (*fault.rule->structure_fault < edi::first_element_fault) return false;
        return std::any_of(list.begin() + static_cast<std::ptrdiff_t>(faults), list.end(), [&](rules::Finding const& finding) {
            return finding.place == fault.place && finding.severity == rules::Severity::error;
        });
    };
    for (std::size_t i = faults; i-- > 0;)
        if (told_by_rule(list[i])) list.erase(list.begin() + static_cast<std::ptrdiff_t>(i));
}

/// TA101 to TA103 repeat ISA13, ISA09 and ISA10 of the interchange that is answered, right or wrong, so a TA1 that tells of a fault (TA104 E
/// or R) may have it in there. It has room for one note (TA105), which need not be the one about this value.
bool echoes_a_fault(edi::Segment const& ta1, edi::Fault const& fault) {
    std::string_view const verdict = ta1.element(4);
    bool const of_value = fault.kind != edi::FaultKind::element_missing && fault.kind >= edi::first_element_fault;
    return of_value && fault.place.element >= 1 && fault.place.element <= 3 && (verdict == "E" || verdict == "R");
}

} // namespace

void CheckedBlock::clear() {
    items.clear();
    text.clear();
    jsonl.clear();
    csv.clear();
    answers.clear();
    records.clear();
    errors_999.clear();
    outside.clear();
    parts.clear();
    rows.clear();
    claims.clear();
    notes.clear();
    waived.clear();
    known.clear();
}

BlockChecker::BlockChecker(rules::Policy const& policy, CheckOptions const& options)
    : policy_(&policy), options_(options), judge_(policy), keys_(policy), records_(options.processed) {}

void BlockChecker::check(read::Block const& block, CheckedBlock& checked) {
    history_ = nullptr;
    check_items(block, checked);
}

void BlockChecker::check_again(read::Block const& block, history::BlockHistory const& history, CheckedBlock& checked) {
    history_ = &history;
    check_items(block, checked);
}

void BlockChecker::check_items(read::Block const& block, CheckedBlock& checked) {
    checked.clear();
    next_told_ = next_set_ = 0;
    claims_in_block_ = 0;
    checked.items.resize(block.items.size());
    out_ = &checked;
    for (std::size_t i = 0; i < block.items.size(); ++i) {
        read::Item const& item = block.items[i];
        item_ = &item;
        result_ = &checked.items[i];
        if (options_.sink) options_.sink->item(i);
        if (options_.page) notes_.item(checked.notes);
        result_->text_begin = static_cast<std::uint32_t>(checked.text.size());
        result_->records_begin = static_cast<std::uint32_t>(checked.records.size());
        result_->errors_begin = static_cast<std::uint32_t>(checked.errors_999.size());
        result_->outside_begin = static_cast<std::uint32_t>(checked.outside.size());
        result_->parts_begin = static_cast<std::uint32_t>(checked.parts.size());
        result_->claims_begin = static_cast<std::uint32_t>(checked.claims.list.size());
        result_->rows_begin = checked.rows.size();
        switch (item.kind) {
            case ItemKind::interchange_open: result_->tally.interchanges = 1; break;
            case ItemKind::group_open: result_->tally.groups = 1; break;
            case ItemKind::set_open: result_->tally.sets = 1; break;
            case ItemKind::set_close:
                result_->tally.segments = item.segments;
                tell_repeated_set(item, i);
                break;
            case ItemKind::group_close:
            case ItemKind::interchange_close: result_->tally.segments = item.segments; break;
            case ItemKind::fault: tell_envelope(item, {item.finding.expected, item.finding.found, item.finding.element}); break;
            case ItemKind::counted: count_unread(item); break;
            case ItemKind::piece:
                segments_.assign(block.text(item.piece.begin, item.piece.end), item.scope.interchange->delimiters);
                if (options_.hide) findings_.quotes.source = outside_.quotes.source = segments_.text();
                check_piece(item);
                break;
            case ItemKind::interchange_acknowledgement:
                segments_.assign(block.text(item.piece.begin, item.piece.end), item.scope.interchange->delimiters);
                check_interchange_acknowledgement(item);
                break;
            default: break;
        }
        result_->text_end = static_cast<std::uint32_t>(checked.text.size());
        result_->records_end = static_cast<std::uint32_t>(checked.records.size());
        result_->errors_end = static_cast<std::uint32_t>(checked.errors_999.size());
        result_->outside_end = static_cast<std::uint32_t>(checked.outside.size());
        result_->parts_end = static_cast<std::uint32_t>(checked.parts.size());
        result_->claims_end = static_cast<std::uint32_t>(checked.claims.list.size());
        result_->rows_end = checked.rows.size();
    }
}

// ---- envelopes -----------------------------------------------------------------------------------------------------------------

void BlockChecker::tell_envelope(read::Item const& item, rules::EnvelopeDetail const& detail,
                                 std::span<rules::EarlierClaim const> earlier) {
    read::EnvelopeFinding const& fault = item.finding;
    rules::Rule const& rule = rules::rule_of(fault.fault);
    bool const unreadable_part = fault.fault == edi::EnvelopeFault::segment_too_long || fault.fault == edi::EnvelopeFault::claim_too_large;
    auto severity = policy_->severity(rule);
    report::FindingView view{.rule = &rule, .severity = severity.value_or(rules::Severity::advice), .scope = &item.scope};
    if (severity) view.waiver = waive_envelope(item, rule);
    if (view.waiver) severity = rules::Severity::advice;
    // What could not be read is rejected even where a policy, or --snip, does not want to hear of it.
    if (severity == rules::Severity::error || unreadable_part) {
        result_->rejects_interchange = fault.level == ScopeLevel::interchange;
        result_->rejects_group = fault.level == ScopeLevel::group;
        result_->rejects_set = fault.level == ScopeLevel::set;
    }
    if (!severity) return;
    if (severity == rules::Severity::error) result_->ack_999 = rule.ack_999;
    if (severity != rules::Severity::advice) result_->ta105 = fault.ta105.empty() ? rule.ack_ta1 : fault.ta105;
    findings_.clear();
    rules::Message message(findings_.text);
    rule.envelope_message(detail, message);
    view.waiver ? void(++result_->tally.waived) : result_->tally.count(rule, *severity);
    view.message = findings_.text;
    view.ta105 = fault.ta105;
    view.earlier = earlier;
    view.claim = fault.claim;
    view.claim_no = fault.claim_no;
    view.location.segment_text = fault.segment_text;
    char const separator = item.scope.interchange ? item.scope.interchange->delimiters.element : '*';
    view.location.segment = std::string_view(fault.segment_text).substr(0, std::min<std::size_t>(fault.segment_text.find(separator), 3));
    view.location.segment_no = fault.segment_no;
    view.location.element = fault.element;
    view.location.segment_offset = fault.offset;
    view.location.offset = fault.offset + fault.begin;
    view.location.length = fault.length;
    if (!options_.sink) begin_outside(rule);
    if (options_.files && !options_.sink) {
        report::append_jsonl(view, rule_texts_, out_->jsonl);
        report::append_csv(view, rule_texts_, out_->csv);
        if (options_.rows) rows_.finding(view, false, out_->rows);
    }
    // From here on for people.
    std::string shown;
    if (options_.hide) {
        hidden_.clear();
        bool const named = detail.element != 0 && item.scope.interchange &&
                           mask::is_hidden(fault.segment_text, item.scope.interchange->delimiters, detail.element);
        if (named) {
            rules::Message hidden(shown);
            rule.envelope_message({detail.expected, hidden_value(detail.found), detail.element}, hidden);
            view.message = shown;
        }
    }
    if (options_.page) note_envelope(fault, view); // its segment is hidden when the page is written
    if (options_.hide) view.location.segment_text = hidden_segment(fault.segment_text);
    if (options_.sink) return options_.sink->outside(std::span(&view, 1));
    report::append_annotated(nullptr, std::span(&view, 1), options_.style, out_->text);
    end_outside();
}

/// Null: none fits.
waivers::Waiver const* BlockChecker::waive_envelope(read::Item const& item, rules::Rule const& rule) {
    if (!options_.waivers && !options_.known) return nullptr;
    std::string_view const segment = item.finding.segment_text;
    waivers::KnownPlace place;
    if (item.scope.interchange) place.sender = item.scope.interchange->sender;
    place.claim = item.finding.claim;
    place.segment = segment.substr(0, std::min<std::size_t>(segment.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"), 3));
    place.element = item.finding.element;
    waivers::Around around{.scope = &item.scope};
    around.claim = item.finding.claim;
    auto const number = options_.waivers ? options_.waivers->find(rule, around, place) : std::nullopt;
    KnownFinding const known{&rule, number.value_or(0), waivers::key_of(rule, place)};
    bool const of_baseline = number && (*options_.waivers)[*number].is_baseline();
    if (options_.known && (!number || of_baseline)) out_->known.push_back(known);
    if (!number) return nullptr;
    out_->waived.push_back(known);
    return &(*options_.waivers)[*number];
}

// What is wrong with an input rejects it only where it is packed and damaged; then its claims were told before.
void BlockChecker::note_envelope(read::EnvelopeFinding const& fault, report::FindingView const& view) {
    bool const of_scope = fault.level != ScopeLevel::input || fault.fault == edi::EnvelopeFault::file_not_unpacked;
    bool const rejects = view.severity == rules::Severity::error && !view.waiver && of_scope;
    bool const of_claim = fault.level == ScopeLevel::claim && fault.claim_no > 0;
    notes_.envelope(view, rejects ? fault.level : ScopeLevel::claim, of_claim ? std::optional(fault.charge) : std::nullopt, out_->notes);
}

// At the end of a set that was in the run before.
void BlockChecker::tell_repeated_set(read::Item const& item, std::size_t index) {
    if (!history_ || next_set_ == history_->sets.size() || history_->sets[next_set_].item != index) return;
    rules::EarlierClaim const& first = history_->sets[next_set_++].first;
    tell_envelope(item, {{}, {}, 0, &first}, {&first, 1});
    result_->repeats_set = result_->rejects_set;
}

void BlockChecker::begin_outside(rules::Rule const& rule) {
    OutsideFinding& told = out_->outside.emplace_back();
    told.rule = &rule;
    told.text.begin = static_cast<std::uint32_t>(out_->text.size());
    told.jsonl.begin = static_cast<std::uint32_t>(out_->jsonl.size());
    told.csv.begin = static_cast<std::uint32_t>(out_->csv.size());
    told.rows_begin = out_->rows.size();
}

void BlockChecker::end_outside() {
    OutsideFinding& told = out_->outside.back();
    told.text.end = static_cast<std::uint32_t>(out_->text.size());
    told.jsonl.end = static_cast<std::uint32_t>(out_->jsonl.size());
    told.csv.end = static_cast<std::uint32_t>(out_->csv.size());
    told.rows_end = out_->rows.size();
}

void BlockChecker::count_unread(read::Item const& item) {
    read::CountedClaims const& counted = item.counted;
    Tally& tally = result_->tally;
    tally.claims = tally.rejected = counted.claims;
    tally.lines = counted.lines;
    tally.charges_rejected = counted.charges;
    if (options_.rows) rows_.unread(counted, out_->rows);
    if (options_.page) notes_.unread(counted, out_->notes);
    if (!options_.files || counted.claims != 1 || !item.scope.set) return;
    records_.received_with(item.scope.interchange->delimiters);
    records_.unread_claim(counted.control_number, counted.charges, out_->records);
}

// ---- pieces --------------------------------------------------------------------------------------------------------------------

void BlockChecker::check_piece(read::Item const& item) {
    guide_ = &edi::guide(item.scope.set->guide);
    cursor_.place(*guide_, segments_, item.piece.start, item.piece.next, placed_, faults_);
    elements_.check(*guide_, segments_, placed_, item.piece.start.context_segments, faults_);
    next_fault_ = next_placed_ = 0;
    levels_ = {};
    provider_status_ = ack::StatusCodes(named_status);
    in_header_ = true;
    outside_.clear();
    if (guide_->has_claims)
        check_claims(item);
    else
        check_answers(item);
    take_remaining_faults();
    if (!guide_->has_claims) return;
    errors_999_.finish(out_->errors_999);
    // The first claim of the last provider may be one that is passed over.
    edi::BillingProvider const& last = reader_.billing_provider();
    if (options_.files && last.ordinal > 0 && last.ordinal != told_provider_ordinal_) tell_provider(last);
}

void BlockChecker::check_claims(read::Item const& item) {
    claims_in_piece_ = 0;
    told_provider_ordinal_ = noted_provider_ordinal_ = 0;
    records_.received_with(segments_.delimiters());
    errors_999_.start(*guide_, segments_, placed_, item.piece);
    if (options_.split) part_finder_.start(segments_, item.piece, out_->parts);
    reader_.read(guide_->id, segments_, placed_, *this);
    if (options_.keys) result_->header_print = rules::batch_print(reader_.header(), usage());
    if (options_.split) part_finder_.finish();
    if (claims_in_piece_ > 0 || item.piece.start.context_segments > 0 || !options_.files) return;
    records_.header(reader_.header(), out_->records);
    if (options_.rows) rows_.header(reader_.header(), out_->rows);
}

void BlockChecker::tell_provider(edi::BillingProvider const& provider) {
    ack::StatusCodes rejected = provider_status_;
    rejected.raise_limit();
    if (levels_[billing_level].rejected) rejected.add(ack::general_status);
    records_.provider(provider, rejected, out_->records);
    told_provider_ordinal_ = provider.ordinal;
}

// ---- acknowledgements ----------------------------------------------------------------------------------------------------------

// What is said is told level by level, with the findings of a level behind it, so that it does not hang on where the set is cut.
void BlockChecker::check_answers(read::Item const& item) {
    answers::PlacedTable const table{segments_, placed_}, hidden_table{hidden_segments_, placed_};
    if (options_.hide) hide_piece();
    std::string unhidden; // nobody reads it
    answers::AnswerTally counted;
    answers::AnswerTexts const texts{options_.hide ? unhidden : out_->text, options_.files ? &out_->answers : nullptr, result_->answered,
                                     item.scope};
    answers::AnswerTexts const for_people{out_->text, nullptr, counted, item.scope};
    if (guide_->id == edi::GuideId::implementation_acknowledgement) {
        answers::read_999(table, texts);
        if (options_.hide) answers::read_999(hidden_table, for_people);
        return;
    }
    reader_277_.start();
    hidden_reader_.start();
    auto const size = static_cast<std::uint32_t>(placed_.size());
    for (std::uint32_t begin = 0, end = 1; begin < size; begin = end++) {
        while (end < size && placed_[end].id != "HL"_seg) ++end;
        bool const told_before = begin < item.piece.start.context_segments;
        if (!told_before) take_faults_before(begin);
        reader_277_.level(table, begin, end, told_before ? nullptr : &texts);
        if (options_.hide) hidden_reader_.level(hidden_table, begin, end, told_before ? nullptr : &for_people);
    }
}

void BlockChecker::check_interchange_acknowledgement(read::Item const& item) {
    guide_ = &edi::guide(edi::GuideId::interchange_acknowledgement);
    placed_.clear();
    for (std::uint32_t i = 0; i < segments_.size(); ++i) placed_.push_back({i, 1, edi::LoopId::none, segments_[i].id()});
    faults_.clear();
    elements_.check(*guide_, segments_, placed_, 0, faults_);
    outside_.clear();
    answers::AnswerTexts const texts{out_->text, options_.files ? &out_->answers : nullptr, result_->answered, item.scope};
    for (auto const& placed : placed_) answers::read_ta1(segments_[placed.segment], texts); // a TA1 names nobody
    for (edi::Fault const& fault : faults_)
        if (!echoes_a_fault(segments_[fault.place.segment], fault)) tell_outside_claim(fault);
}

// A new HL level forgets what was known of the one before it, and of those below.
void BlockChecker::pass_placed(std::uint32_t end) {
    if (faults_.empty()) return; // then every level is good
    for (; next_placed_ < placed_.size() && placed_[next_placed_].segment < end; ++next_placed_) {
        edi::PlacedSegment const& at = placed_[next_placed_];
        if (segments_[at.segment].id() != "HL"_seg) continue;
        outside_.clear(); // where a piece may begin counts begin anew
        in_header_ = false;
        // A level that no guide has stands where a subscriber would.
        std::size_t const first = at.node == edi::no_node ? level_of(edi::LoopId::L2000B) : level_of(at.loop);
        for (std::size_t level = first; level > 0 && level < levels_.size(); ++level) levels_[level] = {};
        if (first == billing_level) provider_status_ = ack::StatusCodes(named_status);
    }
}

// `segment` begins a claim, or a level of an acknowledgement.
void BlockChecker::take_faults_before(std::uint32_t segment) {
    for (; next_fault_ < faults_.size(); ++next_fault_) {
        edi::Fault const& fault = faults_[next_fault_];
        if (fault.found_at > segment || fault.place.segment >= segment) break;
        judge_level_fault(fault);
    }
    pass_placed(segment);
    in_header_ = false;
}

void BlockChecker::take_remaining_faults() {
    for (; next_fault_ < faults_.size(); ++next_fault_) judge_level_fault(faults_[next_fault_]);
}

// A fault outside of claims: rejects the claims of its level. When some of them were told before it was found, the whole set goes back.
void BlockChecker::judge_level_fault(edi::Fault const& fault) {
    pass_placed(fault.place.segment == fault.found_at ? fault.found_at + 1 : fault.found_at);
    rules::Rule const& rule = rules::rule_of(fault.kind);
    auto const severity = policy_->severity(rule);
    rules::Finding const finding{.rule = &rule, .place = fault.place, .loop = fault.loop};
    bool const waived = severity && waiver_of(finding, nullptr);
    bool rejects_set = false;
    if (severity == rules::Severity::error && waived) levels_[level_of(fault.loop)].waived = true;
    if (severity == rules::Severity::error && !waived) {
        std::size_t const level = level_of(fault.loop);
        bool const in_context = fault.place.segment < item_->piece.start.context_segments;
        // A wrong HL04 is found where it shows, which may be in another piece than the level and its claims.
        bool const shows_late = fault.kind == edi::FaultKind::level_child_code;
        if (level == 0 || shows_late || levels_[level].claims_seen || (in_context && !fault.repeated)) rejects_set = true;
        result_->rejects_set |= rejects_set;
        // A fault of the set behind its header is not in the context of later pieces: no claim's own verdict may hang on it.
        if (level > 0 || in_header_) levels_[level].rejected = true;
        auto& rules = levels_[level].rules;
        if (options_.page && std::find(rules.begin(), rules.end(), &rule) == rules.end()) rules.push_back(&rule);
        if (level == billing_level) provider_status_.add(ack::provider_status(fault, segments_));
    }
    if (!severity || fault.repeated) return;
    if (!waived) note_for_999(fault, nullptr);
    tell_outside_claim(fault, rejects_set);
}

bool BlockChecker::levels_rejected() const {
    return std::any_of(levels_.begin(), levels_.end(), [](LevelState const& level) { return level.rejected; });
}

void BlockChecker::visit(edi::Claim const& claim) {
    take_faults_before(claim.first_segment);
    outside_.clear();
    findings_.clear();
    for (; next_fault_ < faults_.size(); ++next_fault_) {
        edi::Fault const& fault = faults_[next_fault_];
        bool const inside = fault.place.segment >= claim.first_segment && fault.place.segment < claim.end_segment;
        if (!inside || fault.found_at > claim.end_segment) break;
        rules::Finding const finding{.rule = &rules::rule_of(fault.kind), .place = fault.place, .loop = fault.loop};
        if (!waiver_of(finding, &claim)) note_for_999(fault, &claim);
        add_structure_finding(fault, findings_);
    }
    std::size_t const faults = findings_.list.size();
    judge_.judge(claim, findings_, next_earlier());
    if (faults > 0) drop_told_better(faults, findings_);
    waive(findings_, &claim);

    bool const error = std::any_of(findings_.list.begin(), findings_.list.end(),
                                   [](rules::Finding const& finding) { return finding.severity == rules::Severity::error; });
    bool const above = levels_rejected();
    ack::ClaimVerdict const verdict{
        .accepted = !error && !above, .charge = claim.charge.cents, .findings = findings_.list, .level_rejected = above};

    if (options_.keys && !history_) note_keys(claim, !verdict.accepted);

    Tally& tally = result_->tally;
    ++tally.claims;
    tally.lines += claim.lines.size();
    tally.drug_lines += judge_.drug_lines();
    ++(verdict.accepted ? tally.accepted : tally.rejected);
    Tally::add(verdict.accepted ? tally.charges_accepted : tally.charges_rejected, verdict.charge);
    if (verdict.accepted && is_accepted_by_waiver()) {
        ++tally.accepted_by_waiver;
        Tally::add(tally.charges_by_waiver, verdict.charge);
    }
    for (LevelState& level : levels_) level.claims_seen = true;
    if (options_.split) part_finder_.claim(claim, verdict.accepted);
    if (options_.page) notes_.claim(judge_.facts(), {.own_error = error, .level_error = above}, out_->notes);
    if (options_.page && above) note_below(verdict.charge);

    if (options_.files) {
        if (claims_in_piece_ == 0 && item_->piece.start.context_segments == 0) records_.header(*claim.header, out_->records);
        if (claims_in_piece_ == 0 || told_provider_ordinal_ != claim.billing_provider->ordinal) tell_provider(*claim.billing_provider);
        records_.claim(claim, verdict, out_->records);
    }
    ++claims_in_piece_;
    if (options_.rows) note_rows(claim, verdict);
    if (findings_.list.empty() && verdict.accepted && !options_.sink) return;

    report::Heading heading;
    heading.claim_no = item_->piece.claims_before + claims_in_piece_;
    heading.claim = claim.control_number.text;
    heading.charge = claim.charge.cents;
    heading.charge_known = claim.charge.ok();
    heading.lines = static_cast<std::uint32_t>(claim.lines.size());
    heading.accepted = verdict.accepted;
    heading.billing_provider = claim.billing_provider->name.last_name.text;
    heading.scope = &item_->scope;
    render(findings_, &heading, &claim);
}

// Of an accepted claim: would it go back if nobody answered for what is wrong?
bool BlockChecker::is_accepted_by_waiver() const {
    auto const is_error = [](WaiverMark const& mark) { return mark.number && mark.found == rules::Severity::error; };
    return std::any_of(marks_.begin(), marks_.end(), is_error) ||
           std::any_of(levels_.begin(), levels_.end(), [](LevelState const& level) { return level.waived; });
}

// The claim at hand goes back because of levels above it.
void BlockChecker::note_below(std::int64_t charge) {
    std::vector<rules::Rule const*> above;
    for (LevelState const& level : levels_)
        for (rules::Rule const* rule : level.rules)
            if (level.rejected && std::find(above.begin(), above.end(), rule) == above.end()) above.push_back(rule);
    notes_.below(above, findings_, charge, out_->notes);
}

// What the run knows of the claim at hand; null: nothing.
rules::EarlierClaims const* BlockChecker::next_earlier() {
    std::uint32_t const claim = claims_in_block_++;
    bool const told = history_ && next_told_ < history_->told.size() && history_->told[next_told_].claim == claim;
    return told ? &history_->told[next_told_++].earlier : nullptr;
}

char BlockChecker::usage() const {
    std::string const& usage = item_->scope.interchange->usage;
    return usage.empty() ? ' ' : usage.front();
}

void BlockChecker::note_keys(edi::Claim const& claim, bool rejected) {
    history::KeyedClaim& keyed = out_->claims.list.emplace_back();
    rules::KeyLists& lists = out_->claims.lists;
    auto const size = [](auto const& list) { return static_cast<std::uint32_t>(list.size()); };
    keyed.days_begin = size(lists.drug_days);
    keyed.services_begin = size(lists.services);
    keyed.later_begin = size(lists.later_weeks);
    keyed.keys = keys_.find(judge_.facts(), usage(), lists);
    keyed.days_end = size(lists.drug_days);
    keyed.services_end = size(lists.services);
    keyed.later_end = size(lists.later_weeks);
    keyed.number = claim.control_number.text;
    keyed.offset = offset_of(claim.first_segment);
    keyed.rejected = rejected;
}

/// Bytes from the start of the input to a segment of the piece.
std::uint64_t BlockChecker::offset_of(std::uint32_t segment) const {
    read::TextPart const& part = item_->piece.part_of(segment);
    return part.file_offset + (segments_.begin(segment) - part.begin);
}

// The claim for the database, once it is counted; its findings come behind it.
void BlockChecker::note_rows(edi::Claim const& claim, ack::ClaimVerdict const& verdict) {
    read::Piece const& piece = item_->piece;
    if (claims_in_piece_ == 1 && piece.start.context_segments == 0) rows_.header(*claim.header, out_->rows);
    edi::BillingProvider const& provider = *claim.billing_provider;
    std::uint64_t const level = provider.level.known() ? piece.segment_no(provider.level.segment) : 0;
    if (level != 0 && noted_provider_ordinal_ != provider.ordinal) rows_.provider(provider, level, out_->rows);
    noted_provider_ordinal_ = provider.ordinal;

    database::ClaimNote note;
    note.claim_no = piece.claims_before + claims_in_piece_;
    note.byte_offset = offset_of(claim.first_segment);
    note.segment_no = piece.segment_no(claim.first_segment);
    note.provider_segment = level;
    for (std::size_t i = 0; i < findings_.list.size(); ++i) {
        if (i < marks_.size() && marks_[i].number) continue;
        rules::Severity const severity = findings_.list[i].severity;
        note.errors += severity == rules::Severity::error;
        note.warnings += severity == rules::Severity::warning;
        note.advice += severity == rules::Severity::advice;
    }
    note.verdict = verdict.accepted  ? database::OwnVerdict::accepted
                   : note.errors > 0 ? database::OwnVerdict::error_in_claim
                                     : database::OwnVerdict::error_above;
    rows_.claim(judge_.facts(), note, piece, out_->rows);
}

// ---- findings ------------------------------------------------------------------------------------------------------------------

void BlockChecker::add_structure_finding(edi::Fault const& fault, rules::Findings& findings) {
    rules::Rule const& rule = rules::rule_of(fault.kind);
    auto const severity = policy_->severity(rule);
    if (!severity) return;
    rules::Report report(findings, rule, *severity);
    report.add(fault.place, fault.loop, 0, {},
               [&](rules::Message& message) { rule.structure_message(fault, *guide_, segments_, message); });
}

// The 999 tells what the guide does not allow, also where a claim's rule tells the same better in the 277CA.
void BlockChecker::note_for_999(edi::Fault const& fault, edi::Claim const* claim) {
    rules::Rule const& rule = rules::rule_of(fault.kind);
    if (!options_.files || !guide_->has_claims || policy_->severity(rule) != rules::Severity::error) return;
    errors_999_.add(fault, rule.ack_999, claim ? claim->control_number.text : std::string_view(), out_->errors_999);
}

void BlockChecker::tell_outside_claim(edi::Fault const& fault, bool rejects_set) {
    outside_.list.clear();
    outside_.text.clear();
    outside_.related.clear();
    outside_.quotes.list.clear();
    add_structure_finding(fault, outside_);
    if (outside_.list.empty()) return;
    waive(outside_, nullptr);
    begin_outside(*outside_.list.front().rule);
    render(outside_, nullptr, nullptr);
    if (options_.page && rejects_set && !options_.sink) out_->notes.findings.back().rejects = ScopeLevel::set;
    end_outside();
}

void BlockChecker::render(rules::Findings& findings, report::Heading const* heading, edi::Claim const* claim) {
    order_.resize(findings.list.size());
    for (std::uint32_t i = 0; i < order_.size(); ++i) order_[i] = i;
    auto const key = [&](std::uint32_t i) {
        edi::Place const& place = findings.list[i].place;
        return std::tuple(place.segment, place.element, place.component, i);
    };
    std::sort(order_.begin(), order_.end(), [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });

    views_.clear();
    related_.clear();
    related_.reserve(findings.related.size());
    for (std::uint32_t const i : order_) {
        rules::Finding const& finding = findings.list[i];
        WaiverMark const mark = i < marks_.size() ? marks_[i] : WaiverMark{};
        mark.number ? void(++result_->tally.waived) : result_->tally.count(*finding.rule, finding.severity);
        std::size_t const first = related_.size();
        rules::Related const* own = nullptr;
        for (rules::Related const& other : findings.related_to(finding)) {
            if (other.place == finding.place) {
                own = &other;
                continue;
            }
            report::Location& located = related_.emplace_back(locate(other.place, loop_of(other.place)));
            report::set_amount(located, other);
        }
        report::FindingView view{
            .rule = finding.rule, .severity = finding.severity, .message = findings.message(finding), .scope = &item_->scope};
        if (claim) {
            view.claim = claim->control_number.text;
            view.claim_no = heading->claim_no;
            view.line = finding.line;
        }
        if (mark.number) {
            view.severity = mark.found;
            view.waiver = &(*options_.waivers)[*mark.number];
        }
        view.location = locate(finding.place, finding.loop == edi::LoopId::none ? loop_of(finding.place) : finding.loop);
        if (own) report::set_amount(view.location, *own);
        view.related = std::span<report::Location const>(related_).subspan(first);
        view.related_more = finding.related_more;
        view.earlier = finding.earlier;
        if (finding.rule->stands_on_policy) view.policy = policy_->name();
        views_.push_back(view);
    }
    if (options_.known || !marks_.empty()) note_waived(findings, claim);
    if (options_.files && !options_.sink) {
        for (report::FindingView const& view : views_) {
            report::append_jsonl(view, rule_texts_, out_->jsonl);
            report::append_csv(view, rule_texts_, out_->csv);
            if (options_.rows) rows_.finding(view, claim != nullptr, out_->rows);
        }
    }
    // From here on for people.
    report::Heading shown;
    if (heading) shown = *heading;
    if (options_.hide) {
        hidden_.clear();
        hide_messages(findings);
        hide_earlier(findings);
        hide_views();
        shown.claim = hidden_value(shown.claim);
        shown.billing_provider = hidden_value(shown.billing_provider);
    }
    if (options_.sink) return heading ? options_.sink->claim(shown, judge_.facts(), views_) : options_.sink->outside(views_);
    report::append_annotated(heading ? &shown : nullptr, views_, options_.style, out_->text);
    if (!options_.page) return;
    notes_.findings(findings, order_, heading, claim, item_->scope, {segments_, placed_, item_->piece}, out_->notes);
    for (std::size_t i = 0; !marks_.empty() && i < views_.size(); ++i) {
        report::html::NotedFinding& noted = out_->notes.findings[out_->notes.findings.size() - views_.size() + i];
        noted.severity = views_[i].severity;
        noted.waiver = views_[i].waiver;
    }
}

std::string_view BlockChecker::hidden_segment(std::string_view text) {
    std::string& hidden = hidden_.emplace_back(text);
    if (item_->scope.interchange)
        mask::hide_segment(hidden.data(), hidden.size(), item_->scope.interchange->delimiters);
    else
        mask::hide_outside(hidden.data(), hidden.size());
    return hidden;
}

std::string_view BlockChecker::hidden_value(std::string_view text) {
    std::string& hidden = hidden_.emplace_back(text);
    mask::hide(hidden.data(), hidden.size());
    return hidden;
}

namespace {

/// Days in messages of users' own rules are computed, so nobody knows their place: any of them may be a birth date.
void hide_days(std::string_view message, std::string& text) {
    constexpr std::string_view form = "0000-00-00";
    auto const is_day = [&](std::size_t at) {
        for (std::size_t i = 0; i < form.size(); ++i)
            if (form[i] == '-' ? message[at + i] != '-' : !edi::is_digit(message[at + i])) return false;
        return true;
    };
    char* const begin = text.data() + (message.data() - text.data());
    for (std::size_t at = 0; at + form.size() <= message.size(); ++at)
        if (is_day(at)) mask::hide(begin + at, form.size());
}

} // namespace

// What messages quote is hidden as its segment is.
void BlockChecker::hide_messages(rules::Findings& findings) {
    for (rules::Finding const& finding : findings.list)
        if (finding.rule->user) hide_days(findings.message(finding), findings.text);
    for (rules::Quotes::Quote const& quote : findings.quotes.list) {
        std::uint32_t first = 0, count = segments_.size();
        while (count > 1) { // the last segment that does not begin behind it
            std::uint32_t const half = count / 2;
            if (segments_.begin(first + half) <= quote.source)
                first += half, count -= half;
            else
                count = half;
        }
        if (count == 0 || segments_.begin(first) > quote.source) continue;
        std::string_view const text = segments_[first].text();
        std::size_t const begin = quote.source - segments_.begin(first);
        if (begin >= text.size()) continue;
        std::string_view const hidden = hidden_segment(text).substr(begin, quote.source_size), sent = text.substr(begin, quote.source_size);
        if (hidden == sent) continue;
        char* const told = findings.text.data() + quote.begin;
        if (hidden.size() == quote.end - quote.begin)
            std::copy(hidden.begin(), hidden.end(), told);
        else
            mask::hide(told, quote.end - quote.begin);
    }
}

// The number of an earlier claim stands in no segment at hand: "claim RB-1003 at byte 1822".
void BlockChecker::hide_earlier(rules::Findings& findings) {
    constexpr std::string_view before = "claim ", behind = " at byte ";
    for (rules::Finding const& finding : findings.list) {
        if (finding.earlier.empty()) continue;
        std::string_view const message = findings.message(finding);
        for (std::size_t end = message.find(behind); end != message.npos; end = message.find(behind, end + 1)) {
            std::size_t const begin = message.rfind(before, end);
            if (begin == message.npos) continue;
            mask::hide(findings.text.data() + finding.message_begin + begin + before.size(), end - begin - before.size());
        }
    }
}

void BlockChecker::hide_views() {
    for (report::FindingView& view : views_)
        if (!view.location.segment_text.empty()) view.location.segment_text = hidden_segment(view.location.segment_text);
    for (report::Location& related : related_) related.segment_text = hidden_segment(related.segment_text);
}

// Received acknowledgements are told from a copy in which everybody is hidden.
void BlockChecker::hide_piece() {
    hidden_text_ = segments_.text();
    for (std::uint32_t i = 0; i < segments_.size(); ++i)
        mask::hide_segment(hidden_text_.data() + segments_.begin(i), segments_.end(i) - segments_.begin(i), segments_.delimiters());
    hidden_segments_.assign(hidden_text_, segments_.delimiters());
}

// ---- waivers -------------------------------------------------------------------------------------------------------------------

// NM109 of `loop` in the level that is open at a segment outside of claims: the NM1 behind the last HL of `level` before it; empty: there is none.
std::string_view BlockChecker::id_in_level(edi::LoopId level, edi::LoopId loop, std::uint32_t segment) const {
    std::size_t at = std::min<std::size_t>(segment + std::size_t{1}, placed_.size());
    while (at > 0 && !(placed_[at - 1].id == "HL"_seg && placed_[at - 1].loop == level)) {
        bool const of_provider = placed_[at - 1].id == "HL"_seg && placed_[at - 1].loop == edi::LoopId::L2000A;
        if (of_provider) return {}; // no subscriber of this provider stands before
        --at;
    }
    if (at == 0) return {};
    for (; at < placed_.size() && placed_[at].id != "HL"_seg && placed_[at].id != "CLM"_seg; ++at)
        if (placed_[at].loop == loop && placed_[at].id == "NM1"_seg) return segments_[placed_[at].segment].element(9);
    return {};
}

waivers::KnownPlace BlockChecker::known_place(rules::Finding const& finding, edi::Claim const* claim) const {
    waivers::KnownPlace known;
    edi::Place const& place = finding.place;
    known.sender = item_->scope.interchange->sender;
    known.loop = edi::loop_name(finding.loop == edi::LoopId::none ? loop_of(place) : finding.loop);
    known.line = finding.line;
    known.element = place.element;
    known.component = place.component;
    bool const stands = place.known() && place.segment < segments_.size();
    if (stands) known.segment = segments_[place.segment].id_text();
    if (claim) {
        known.provider = claim->billing_provider->name.id.text;
        known.claim = claim->control_number.text;
        return known;
    }
    known.provider = id_in_level(edi::LoopId::L2000A, edi::LoopId::L2010AA, place.segment);
    if (stands && known.segment != "HL") known.segment_text = segments_[place.segment].text(); // the numbers of an HL change
    return known;
}

std::optional<std::uint32_t> BlockChecker::waiver_of(rules::Finding const& finding, edi::Claim const* claim) const {
    if (!options_.waivers || !options_.waivers->may_fit(*finding.rule)) return {};
    waivers::Around around{.scope = &item_->scope};
    waivers::KnownPlace const known = known_place(finding, claim);
    around.provider = known.provider;
    around.claim = known.claim;
    if (claim) {
        around.submitter = claim->header->submitter.id.text;
        around.payer = claim->subscriber->payer.id.text;
    } else {
        around.payer = id_in_level(edi::LoopId::L2000B, edi::LoopId::L2010BB, finding.place.segment);
    }
    return options_.waivers->find(*finding.rule, around, known);
}

// What a waiver fits rejects nothing from here on.
void BlockChecker::waive(rules::Findings& findings, edi::Claim const* claim) {
    marks_.clear();
    if (!options_.waivers) return;
    marks_.resize(findings.list.size());
    for (std::size_t i = 0; i < marks_.size(); ++i) {
        rules::Finding& finding = findings.list[i];
        marks_[i].number = waiver_of(finding, claim);
        if (!marks_[i].number) continue;
        marks_[i].found = finding.severity;
        finding.severity = rules::Severity::advice;
    }
}

void BlockChecker::note_waived(rules::Findings const& findings, edi::Claim const* claim) {
    bool const keys = options_.known || (options_.waivers && options_.waivers->has_baseline());
    for (std::size_t i = 0; i < findings.list.size(); ++i) {
        bool const waived = i < marks_.size() && marks_[i].number;
        if (!waived && !options_.known) continue;
        rules::Finding const& finding = findings.list[i];
        KnownFinding const known{finding.rule, waived ? *marks_[i].number : 0,
                                 keys ? waivers::key_of(*finding.rule, known_place(finding, claim)) : 0};
        if (waived) out_->waived.push_back(known);
        if (options_.known && (!waived || (*options_.waivers)[known.waiver].is_baseline())) out_->known.push_back(known);
    }
}

edi::LoopId BlockChecker::loop_of(edi::Place place) const {
    return place.known() && place.segment < placed_.size() ? placed_[place.segment].loop : edi::LoopId::none;
}

report::Location BlockChecker::locate(edi::Place place, edi::LoopId loop) const {
    report::Location location;
    if (!place.known() || place.segment >= segments_.size()) return location;
    edi::Segment const segment = segments_[place.segment];
    read::TextPart const& from = item_->piece.part_of(place.segment);
    std::string_view const bytes = segments_.at(place);
    auto const begin = static_cast<std::uint32_t>(bytes.data() - segments_.text().data());
    location.segment = segment.id_text();
    location.loop = edi::loop_name(loop);
    location.segment_no = from.segment_no + (place.segment - from.first_index);
    location.element = place.element;
    location.component = place.component;
    location.offset = from.file_offset + (begin - from.begin);
    location.length = static_cast<std::uint32_t>(bytes.size());
    location.segment_text = segment.text().substr(0, clipped_segment);
    location.segment_offset = offset_of(place.segment);
    return location;
}

} // namespace engine::check
