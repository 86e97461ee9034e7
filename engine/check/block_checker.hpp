// The parallel stage: everything between a block of text and the bytes of every output. No locks, no shared writes; one checker per
// thread, its memory is reused from block to block.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "edi/claim/claim_reader.hpp"
#include "edi/loops/cursor.hpp"
#include "edi/loops/element_checker.hpp"
#include "edi/text/segments.hpp"
#include "engine/ack/records_277.hpp"
#include "engine/ack/records_999.hpp"
#include "engine/answers/read_277.hpp"
#include "engine/database/claim_rows.hpp"
#include "engine/history/keyed_claim.hpp"
#include "engine/read/block.hpp"
#include "engine/report/annotated_text.hpp"
#include "engine/report/html/note_taker.hpp"
#include "engine/report/rule_texts.hpp"
#include "engine/split/split_parts.hpp"
#include "engine/tally.hpp"
#include "engine/waivers/waivers.hpp"
#include "rules/claim_keys.hpp"
#include "rules/finding.hpp"
#include "rules/judge.hpp"
#include "rules/policy.hpp"

namespace engine::check {

/// Gets what is found instead of the reports.
class FindingSink {
public:
    /// What follows belongs to item `index` of the block.
    virtual void item(std::size_t index) = 0;
    /// Every claim that was checked, with its findings in the order of their places. Views are valid during the call.
    virtual void claim(report::Heading const& heading, rules::ClaimFacts const& facts, std::span<report::FindingView const> findings) = 0;
    /// Findings about no claim.
    virtual void outside(std::span<report::FindingView const> findings) = 0;

protected:
    ~FindingSink() = default;
};

struct CheckOptions {
    edi::Day processed;                        ///< day of processing, for the 277CA
    report::Style style;                       ///< of the annotated text
    bool files = false;                        ///< also render findings.jsonl, findings.csv and the records of the 277CA and the 999
    bool split = false;                        ///< also find the parts of the sets, to write them to the split files
    bool page = false;                         ///< also take the notes for report.html
    bool rows = false;                         ///< also note rows for the database
    bool keys = false;                         ///< also note what of each claim is compared over the run
    waivers::Waivers const* waivers = nullptr; ///< findings that somebody answers for; null: there are none
    bool known = false;                        ///< also note the findings for a baseline
    bool hide = false;           ///< nobody is named in what people read: annotated text, notes for report.html, what a sink gets
    FindingSink* sink = nullptr; ///< gets the findings; null: they are rendered
};

/// What came of one item of a block; the ranges are in CheckedBlock's texts.
struct CheckedItem {
    Tally tally;
    std::uint32_t text_begin = 0, text_end = 0;
    std::uint32_t records_begin = 0, records_end = 0;
    std::uint32_t errors_begin = 0, errors_end = 0;   ///< in CheckedBlock::errors_999
    std::uint32_t outside_begin = 0, outside_end = 0; ///< in CheckedBlock::outside
    std::uint32_t parts_begin = 0, parts_end = 0;     ///< in CheckedBlock::parts
    std::uint32_t claims_begin = 0, claims_end = 0;   ///< in CheckedBlock::claims
    std::size_t rows_begin = 0, rows_end = 0;         ///< in CheckedBlock::rows
    answers::AnswerTally answered;                    ///< what a received acknowledgement says
    /// An error about a whole scope: everything in it is rejected.
    bool rejects_interchange = false, rejects_group = false, rejects_set = false;
    bool repeats_set = false;       ///< the set is rejected because it was in the run before: that is said of it as a whole
    std::uint64_t header_print = 0; ///< of a piece, where claims are compared: what its set is known by, but for the claims
    /// What an envelope finding leads to in the answers: "IK502:4", "AK905:5" (errors) and a TA105 code (also warnings); empty = nothing.
    std::string_view ack_999, ta105;
};

/// Where a finding about no claim is told: [begin, end) of each text. The writer tells only so many of one rule in one input, because a file
/// of nothing but broken headers has results hundreds of times its size.
struct OutsideFinding {
    struct Range {
        std::uint32_t begin = 0, end = 0;
    };
    rules::Rule const* rule = nullptr;
    Range text, jsonl, csv;
    std::size_t rows_begin = 0, rows_end = 0; ///< in CheckedBlock::rows
};

/// A finding that is waived, or that a new baseline will know.
struct KnownFinding {
    rules::Rule const* rule = nullptr;
    std::uint32_t waiver = 0;  ///< number of the waiver; means nothing in CheckedBlock::known
    waivers::KnownKey key = 0; ///< where a baseline is asked or written
};

/// items[i] belongs to Block::items[i].
struct CheckedBlock {
    std::vector<CheckedItem> items;
    std::string text; ///< annotated, for INPUT.report.txt or the terminal
    std::string jsonl, csv;
    std::string answers;                 ///< answers.jsonl: what received acknowledgements say
    std::string records;                 ///< for the 277CA
    std::string errors_999;              ///< for the 999
    std::vector<OutsideFinding> outside; ///< in the order of the texts
    std::vector<split::SplitPart> parts; ///< for the split files
    database::RowBytes rows;             ///< for the database
    history::KeyedClaims claims;         ///< what of them is compared over the run
    report::html::Notes notes;           ///< for report.html
    std::vector<KnownFinding> waived;    ///< in no order that matters
    std::vector<KnownFinding> known;     ///< all others, for a baseline

    void clear();
};

class BlockChecker final : private edi::ClaimVisitor {
public:
    BlockChecker(rules::Policy const& policy, CheckOptions const& options);

    /// Fills `checked`; `block` must stay unchanged meanwhile.
    void check(read::Block const& block, CheckedBlock& checked);

    /// Fills it anew, now that it is known which earlier claims of the run bear on those of the block: everything is as if that had been known
    /// from the start.
    void check_again(read::Block const& block, history::BlockHistory const& history, CheckedBlock& checked);

private:
    /// State of one HL level of the piece at hand.
    struct LevelState {
        bool rejected = false; ///< an error above its claims
        bool claims_seen = false;
        bool waived = false;                     ///< an error above its claims would reject them if it were not waived
        std::vector<rules::Rule const*> rules{}; ///< whose errors reject it, each once; only where report.html is made
    };
    static constexpr std::size_t named_status = 2; ///< the third code says to look into the 999

    void check_items(read::Block const& block, CheckedBlock& checked);
    void check_piece(read::Item const& item);
    void check_claims(read::Item const& item);
    void check_answers(read::Item const& item);
    void check_interchange_acknowledgement(read::Item const& item);
    void tell_envelope(read::Item const& item, rules::EnvelopeDetail const& detail, std::span<rules::EarlierClaim const> earlier = {});
    waivers::Waiver const* waive_envelope(read::Item const& item, rules::Rule const& rule);
    bool is_accepted_by_waiver() const;
    void note_envelope(read::EnvelopeFinding const& fault, report::FindingView const& view);
    void tell_repeated_set(read::Item const& item, std::size_t index);
    void count_unread(read::Item const& item);

    void visit(edi::Claim const& claim) override;
    rules::EarlierClaims const* next_earlier();
    char usage() const;
    void note_keys(edi::Claim const& claim, bool rejected);
    std::uint64_t offset_of(std::uint32_t segment) const;
    void note_rows(edi::Claim const& claim, ack::ClaimVerdict const& verdict);
    void pass_placed(std::uint32_t end);
    void take_faults_before(std::uint32_t segment);
    void take_remaining_faults();
    void judge_level_fault(edi::Fault const& fault);
    bool levels_rejected() const;
    void tell_provider(edi::BillingProvider const& provider);

    void add_structure_finding(edi::Fault const& fault, rules::Findings& findings);
    void tell_outside_claim(edi::Fault const& fault, bool rejects_set = false);
    void note_below(std::int64_t charge);
    void note_for_999(edi::Fault const& fault, edi::Claim const* claim);
    /// The waiver of a finding at hand, by its number.
    struct WaiverMark {
        std::optional<std::uint32_t> number;
        rules::Severity found = rules::Severity::error; ///< what the finding would be
    };
    std::optional<std::uint32_t> waiver_of(rules::Finding const& finding, edi::Claim const* claim) const;
    waivers::KnownPlace known_place(rules::Finding const& finding, edi::Claim const* claim) const;
    std::string_view id_in_level(edi::LoopId level, edi::LoopId loop, std::uint32_t segment) const;
    void waive(rules::Findings& findings, edi::Claim const* claim);
    void note_waived(rules::Findings const& findings, edi::Claim const* claim);
    void begin_outside(rules::Rule const& rule);
    void end_outside();
    void render(rules::Findings& findings, report::Heading const* heading, edi::Claim const* claim);
    std::string_view hidden_segment(std::string_view text);
    void hide_earlier(rules::Findings& findings);
    std::string_view hidden_value(std::string_view text);
    void hide_messages(rules::Findings& findings);
    void hide_views();
    void hide_piece();
    report::Location locate(edi::Place place, edi::LoopId loop) const;
    edi::LoopId loop_of(edi::Place place) const;

    rules::Policy const* policy_;
    CheckOptions options_;
    rules::Judge judge_;
    rules::ClaimKeyFinder keys_;
    edi::Cursor cursor_;
    edi::ElementChecker elements_;
    edi::ClaimReader reader_;
    ack::RecordWriter277 records_;
    answers::Reader277 reader_277_;
    ack::RecordWriter999 errors_999_;
    split::PartFinder part_finder_;
    database::ClaimRows rows_;
    report::html::NoteTaker notes_;
    edi::SegmentTable segments_;
    std::vector<edi::PlacedSegment> placed_;
    std::vector<edi::Fault> faults_;
    rules::Findings findings_;
    rules::Findings outside_; ///< of the level at hand; its counts last until the next HL or claim
    report::RuleTexts rule_texts_;
    std::vector<report::FindingView> views_;
    std::vector<report::Location> related_;
    std::vector<std::uint32_t> order_;
    std::vector<WaiverMark> marks_;     ///< of the findings at hand, as they stand in their list; empty: none is waived
    std::deque<std::string> hidden_;    ///< texts of the views, hidden
    std::string hidden_text_;           ///< of a received acknowledgement
    edi::SegmentTable hidden_segments_; ///< the same
    answers::Reader277 hidden_reader_;

    // The piece at hand.
    read::Item const* item_ = nullptr;
    edi::Guide const* guide_ = nullptr;
    CheckedBlock* out_ = nullptr;
    CheckedItem* result_ = nullptr;
    history::BlockHistory const* history_ = nullptr; ///< null: not known yet
    std::size_t next_told_ = 0, next_set_ = 0;       ///< in it
    std::uint32_t claims_in_block_ = 0;
    std::size_t next_fault_ = 0;
    std::size_t next_placed_ = 0;
    std::array<LevelState, 4> levels_{};             ///< set, billing provider, subscriber, patient
    ack::StatusCodes provider_status_{named_status}; ///< what rejects the open billing provider, for its 2200C
    bool in_header_ = true;                          ///< no level and no claim of the piece was passed yet
    std::uint64_t claims_in_piece_ = 0;
    std::uint64_t told_provider_ordinal_ = 0;
    std::uint64_t noted_provider_ordinal_ = 0; ///< the same for the database
};

} // namespace engine::check
