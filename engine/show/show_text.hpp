// Writes segments one a line, indented by envelope, loop or level, with their names: what `scrub837 show` prints. Gets them in the order of the file, each with its
// place in the guide as far as it has one, and with its findings. Bounded memory whatever comes.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "edi/text/delimiters.hpp"
#include "engine/report/annotated_text.hpp"
#include "engine/show/segment_names.hpp"

namespace engine::show {

/// Takes text; false: no more is wanted.
using WriteText = std::function<bool(std::string_view text)>;

struct Selection {
    std::string claim;                    ///< CLM01; empty: everything
    edi::LoopId loop = edi::LoopId::none; ///< with the loops below it; none: all
    bool elements = true;                 ///< also each element on a line of its own
    bool mask = false;                    ///< names, ids, birth dates, addresses and free text are hidden
};

struct Shown {
    std::uint64_t segments = 0, claims = 0; ///< claims: those of Selection::claim
    std::uint64_t errors = 0;               ///< among the findings that were shown
};

/// One segment on its way.
struct ShowSegment {
    std::string_view text; ///< without terminator
    edi::Delimiters delimiters;
    GuidePlace place;
    edi::LoopId loop = edi::LoopId::none; ///< as the cursor has it, also where the segment has no place
    std::span<report::FindingView const> findings{};
};

class ShowText {
public:
    ShowText(Selection selection, report::Style style, WriteText write);

    /// The next input begins.
    void start();
    void segment(ShowSegment const& at);
    /// Text that is no segment: outside of interchanges, or the parts of one that is too long.
    void other(std::string_view text, std::string_view name);
    /// Line breaks and blanks, which belong to such text where it goes on.
    void blank(std::string_view text);
    /// The input ends.
    void end_other();
    /// Findings about what was shown before, or about no segment.
    void late(report::FindingView const& finding);

    bool wanted() const { return wanted_; }
    Shown const& shown() const { return shown_; }

private:
    /// An open HL.
    struct Level {
        std::string number; ///< HL01
        std::string text;   ///< its head, rendered, until a claim that is wanted comes; only with Selection::claim
        Shown counted;      ///< in it
        bool full = false;
    };
    enum class Where : std::uint8_t { outside, interchange, group, set };

    void enter(std::string_view id, ShowSegment const& at);
    void open_level(ShowSegment const& at);
    std::size_t depth(std::string_view id, ShowSegment const& at);
    bool selected(ShowSegment const& at);
    void render(ShowSegment const& at, std::size_t depth, std::string& out, Shown& counted);
    void render_elements(ShowSegment const& at, std::string_view text, std::size_t indent, std::string& out) const;
    void render_element(ShowSegment const& at, std::string label, std::string_view value, std::uint32_t element, std::uint32_t component,
                        std::size_t indent, std::string& out) const;
    void lines_of_other(bool whole);
    void line_of_other(std::string_view text);
    void announce(std::string& out);
    void emit(std::string_view text);

    Selection selection_;
    report::Style style_;
    WriteText write_;
    bool wanted_ = true;
    Shown shown_;

    Where where_ = Where::outside;
    std::string interchange_, group_, set_; ///< control numbers
    std::uint64_t segment_no_ = 0;          ///< in the set
    std::uint64_t claim_no_ = 0;            ///< in the input
    std::string claim_;                     ///< CLM01 of the open claim
    bool in_claim_ = false, claim_wanted_ = false;
    bool announced_set_ = false, announced_claim_ = false;
    std::vector<Level> levels_;
    std::size_t last_depth_ = 0;
    GuidePlace last_place_;
    std::string other_;           ///< text that is no segment, up to the end of its line
    std::string_view other_name_; ///< what it is; empty: there is none
    bool other_named_ = false;    ///< that was said
    std::string out_, hidden_;
};

} // namespace engine::show
