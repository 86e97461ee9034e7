#include "engine/show/show.hpp"

#include <deque>
#include <map>
#include <memory>
#include <optional>

#include "engine/check/block_checker.hpp"
#include "engine/history/claim_history.hpp"
#include "engine/read/text_walk.hpp"

namespace engine::show {
namespace {

/// A finding with all its texts, until its segment comes.
struct KeptFinding {
    std::size_t item = 0; ///< of the block that it was found in
    Scope scope;
    std::string message, segment;
    std::deque<std::string> texts;
    std::vector<report::Location> related;
    report::FindingView view;

    KeptFinding(std::size_t of, report::FindingView const& found)
        : item(of), scope(*found.scope), message(found.message), segment(found.location.segment_text),
          related(found.related.begin(), found.related.end()), view(found) {
        view.message = message;
        view.scope = &scope;
        view.claim = {};
        view.earlier = {}; // the message says it
        keep(view.location, segment);
        for (report::Location& other : related) keep(other, texts.emplace_back(other.segment_text));
        view.related = related;
    }
    KeptFinding(KeptFinding const&) = delete;
    KeptFinding& operator=(KeptFinding const&) = delete;

private:
    static void keep(report::Location& location, std::string const& text) {
        location.segment_text = text;
        location.segment = {};
    }
};

/// A segment that the cursor has placed.
struct PlacedAt {
    std::uint64_t offset;
    GuidePlace place;
    edi::LoopId loop;
};

std::string_view without_line_break(std::string_view text) {
    while (!text.empty() && (text.back() == '\r' || text.back() == '\n')) text.remove_suffix(1);
    return text;
}

class ShowRun final : private check::FindingSink {
public:
    explicit ShowRun(ShowOptions& options) : options_(options), text_(options.selection, options.style, options.write) {
        if (!options.policy) return;
        if (options.cross_claim_memory > 0 && history::ClaimHistory::is_wanted(*options.policy))
            history_.emplace(*options.policy, options.cross_claim_memory);
        check::CheckOptions check;
        check.processed = options.processed;
        check.keys = history_.has_value();
        check.hide = options.selection.mask;
        check.sink = this;
        checker_.emplace(*options.policy, check);
    }

    ShowResult run() {
        options_.limits.unpack_ahead = false;
        read::BatchReader reader(std::move(options_.inputs), options_.limits);
        read::Block block;
        while (text_.wanted() && reader.next(block)) pass(block);
        result_.shown = text_.shown();
        return std::move(result_);
    }

private:
    // ---- findings ----------------------------------------------------------------------------------------------------------------

    void item(std::size_t index) override {
        if (index == 0) found_.clear(); // perhaps once more
        item_ = index;
    }
    void claim(report::Heading const&, rules::ClaimFacts const&, std::span<report::FindingView const> findings) override {
        outside(findings);
    }
    void outside(std::span<report::FindingView const> findings) override {
        for (report::FindingView const& finding : findings) found_.push_back(std::make_unique<KeptFinding>(item_, finding));
    }

    void find(read::Block const& block) {
        if (!checker_) return;
        checker_->check(block, checked_);
        if (!history_) return;
        history_->pass(block, checked_, block_history_);
        if (block_history_.any()) checker_->check_again(block, block_history_, checked_);
    }

    // ---- segments ----------------------------------------------------------------------------------------------------------------

    void pass(read::Block const& block) {
        found_.clear();
        find(block);
        auto next = found_.begin();
        bool open = true;
        for (std::size_t i = 0; i < block.items.size(); ++i) {
            read::Item const& item = block.items[i];
            for (; next != found_.end() && (*next)->item == i; ++next) {
                std::uint64_t const offset = (*next)->view.location.segment_offset;
                pending_.emplace(offset, std::move(*next));
            }
            open = item.kind != read::ItemKind::input_close;
            pass(block, item);
        }
        if (open) walk(block.settled, false);
    }

    void pass(read::Block const& block, read::Item const& item) {
        switch (item.kind) {
            case read::ItemKind::input_open:
                text_.start();
                walk_ = {};
                bytes_.clear();
                offset_ = 0;
                places_.clear();
                break;
            case read::ItemKind::bytes: bytes_.append(block.text(item.begin, item.end)); break;
            case read::ItemKind::piece:
            case read::ItemKind::interchange_acknowledgement: place(block, item); break;
            case read::ItemKind::input_close:
                walk(UINT64_MAX, true);
                text_.end_other();
                while (!pending_.empty()) tell_late(pending_.begin());
                if (!item.unreadable.empty()) result_.unreadable.emplace_back(item.scope.input->path, item.unreadable);
                break;
            default: break;
        }
    }

    void place(read::Block const& block, read::Item const& item) {
        bool const alone = item.kind == read::ItemKind::interchange_acknowledgement;
        edi::Guide const& guide = edi::guide(alone ? edi::GuideId::interchange_acknowledgement : item.scope.set->guide);
        read::Piece const& piece = item.piece;
        segments_.assign(block.text(piece.begin, piece.end), item.scope.interchange->delimiters);
        if (!alone) cursor_.place(guide, segments_, piece.start, piece.next, placed_, faults_);
        for (std::uint32_t i = piece.start.context_segments; i < segments_.size(); ++i) {
            read::TextPart const& part = piece.part_of(i);
            std::uint64_t const offset = part.file_offset + (segments_.begin(i) - part.begin);
            if (alone)
                places_.push_back({offset, {&guide, 1}, edi::LoopId::none});
            else
                places_.push_back({offset, {&guide, placed_[i].node}, placed_[i].loop});
        }
    }

    /// Writes what begins before `limit`.
    void walk(std::uint64_t limit, bool whole) {
        using Kind = read::TextToken::Kind;
        std::size_t at = 0;
        while (at < bytes_.size() && offset_ + at < limit && text_.wanted()) {
            edi::Delimiters const before = walk_.delimiters(); // an IEA ends them, and is a segment with them
            read::TextToken const token = walk_.next(std::string_view(bytes_).substr(at), whole);
            if (token.size == 0) break;
            std::string_view const all = std::string_view(bytes_).substr(at, token.length), text = without_line_break(all);
            std::uint64_t const offset = offset_ + at;
            while (!pending_.empty() && pending_.begin()->first < offset) tell_late(pending_.begin());
            switch (token.kind) {
                case Kind::isa: segment(text, walk_.delimiters(), offset); break;
                case Kind::segment: segment(text, before, offset); break;
                case Kind::outside: text_.other(all, "outside of interchanges"); break;
                case Kind::bad_isa: text_.other(all, "an ISA that cannot be read"); break;
                case Kind::part_of_segment: text_.other(all, "part of a segment that is too long"); break;
                case Kind::blank: text_.blank(all); break;
                default: break;
            }
            at += token.size;
        }
        bytes_.erase(0, at);
        offset_ += at;
    }

    void segment(std::string_view text, edi::Delimiters const& delimiters, std::uint64_t offset) {
        while (!places_.empty() && places_.front().offset < offset) places_.pop_front();
        ShowSegment at{text, delimiters, {}, edi::LoopId::none, {}};
        if (!places_.empty() && places_.front().offset == offset) {
            at.place = places_.front().place;
            at.loop = places_.front().loop;
        }
        here_.clear();
        auto const end = pending_.upper_bound(offset);
        for (auto each = pending_.begin(); each != end; ++each)
            if (!each->second->segment.empty()) here_.push_back(each->second->view);
        at.findings = here_;
        text_.segment(at);
        for (auto each = pending_.begin(); each != end;) each = each->second->segment.empty() ? std::next(each) : pending_.erase(each);
    }

    void tell_late(std::multimap<std::uint64_t, std::unique_ptr<KeptFinding>>::iterator finding) {
        text_.late(finding->second->view);
        pending_.erase(finding);
    }

    ShowOptions& options_;
    ShowText text_;
    ShowResult result_;
    std::optional<check::BlockChecker> checker_;
    std::optional<history::ClaimHistory> history_;
    check::CheckedBlock checked_;
    history::BlockHistory block_history_;
    std::size_t item_ = 0;
    std::vector<std::unique_ptr<KeptFinding>> found_;                    ///< of the block at hand
    std::multimap<std::uint64_t, std::unique_ptr<KeptFinding>> pending_; ///< by their segments' offsets
    std::vector<report::FindingView> here_;

    edi::Cursor cursor_;
    edi::SegmentTable segments_;
    std::vector<edi::PlacedSegment> placed_;
    std::vector<edi::Fault> faults_;
    std::deque<PlacedAt> places_; ///< of segments that are not shown yet
    read::TextWalk walk_;
    std::string bytes_; ///< of the input, what is not shown yet
    std::uint64_t offset_ = 0;
};

} // namespace

ShowResult show(ShowOptions options) {
    return ShowRun(options).run();
}

} // namespace engine::show
