#include "engine/mask/mask_text.hpp"

#include <algorithm>
#include <cctype>
#include <optional>

namespace engine::mask {
namespace {

constexpr std::size_t read_at_once = 256 * 1024;
constexpr std::size_t largest_segment = 1024 * 1024; ///< as for the check: more without a terminator is no segment
constexpr std::size_t enough_for_isa = 256;

bool is_blank(char c) {
    return c == '\r' || c == '\n' || c == ' ' || c == '\t';
}

class TextMask {
public:
    TextMask(Masker const& masker, ReadBytes const& read, WriteBytes const& write) : masker_(&masker), read_(&read), write_(&write) {}

    void run() {
        while (!stopped_ && fill()) {
            if (delimiters_)
                pass_segment();
            else
                pass_outside();
        }
    }

private:
    std::string_view rest() const { return std::string_view(text_).substr(at_); }

    /// Sees to it that a whole segment is there, or all there is. False at the end.
    bool fill() {
        if (rest().size() <= largest_segment && !ended_) {
            text_.erase(0, at_);
            at_ = 0;
            while (text_.size() <= largest_segment && !ended_) {
                std::size_t const size = text_.size();
                text_.resize(size + read_at_once);
                std::size_t const got = (*read_)(text_.data() + size, read_at_once);
                text_.resize(size + got);
                ended_ = got == 0;
            }
        }
        return at_ < text_.size();
    }

    void put(std::size_t size) {
        stopped_ = !(*write_)(rest().substr(0, size));
        at_ += size;
    }

    void pass_unknown(std::size_t size) {
        masker_->mask_unknown(text_.data() + at_, size);
        put(size);
    }

    /// Up to the next interchange. What is cut here and there is a word at most.
    void pass_outside() {
        constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
        if (first_ && rest().starts_with(byte_order_mark)) put(byte_order_mark.size());
        first_ = false;
        pass_blanks();
        std::string_view const text = rest();
        // An ISA of any width stands where an interchange is due; within other text only one in every detail is one.
        std::size_t const isa = !stray_ && looks_like_isa(text) ? 0 : edi::find_isa(text);
        if (isa == 0) return open_interchange();
        stray_ = true;
        std::size_t const sure = ended_ ? text.size() : text.size() - std::min(text.size(), edi::isa_length);
        pass_unknown(std::min(isa, sure));
    }

    static bool looks_like_isa(std::string_view text) {
        return text.starts_with("ISA") && text.size() > 3 && std::ispunct(static_cast<unsigned char>(text[3]));
    }

    static bool is_whole_isa(std::string_view text) {
        edi::IsaReading const isa = edi::read_isa(text);
        return isa.fault == edi::IsaFault::none && isa.length == edi::isa_length;
    }

    void pass_blanks() {
        std::size_t blanks = 0;
        while (blanks < rest().size() && is_blank(rest()[blanks]) && (!delimiters_ || rest()[blanks] != delimiters_->segment)) ++blanks;
        if (blanks > 0) put(blanks);
    }

    /// At an ISA. One that cannot be read names no person: it goes by as it is, and what follows is outside.
    void open_interchange() {
        edi::IsaReading const isa = edi::read_isa(rest().substr(0, enough_for_isa));
        if (!isa.readable()) {
            delimiters_.reset();
            stray_ = true;
            std::string_view const text = rest().substr(0, edi::isa_length);
            return put(std::max<std::size_t>(3, std::min(text.size(), text.find_first_of("\r\n"))));
        }
        delimiters_ = isa.delimiters;
        stray_ = false;
        masker_->mask_segment(text_.data() + at_, isa.length - 1, isa.delimiters);
        put(isa.length);
    }

    void pass_segment() {
        pass_blanks();
        if (rest().empty()) return;
        if (edi::find_isa(rest().substr(0, enough_for_isa)) == 0) return open_interchange();
        std::size_t const end = rest().substr(0, largest_segment).find(delimiters_->segment);
        if (end == std::string_view::npos && rest().size() >= largest_segment) return pass_unknown(largest_segment);
        std::size_t size = std::min(end, rest().size()), with_terminator = std::min(size + 1, rest().size());
        // The end of a file that was cut off swallows the ISA of the next one. LISA* does not begin one.
        std::size_t const swallowed = edi::find_isa(rest().substr(0, with_terminator), 1);
        if (swallowed != std::string_view::npos && is_whole_isa(rest().substr(swallowed, enough_for_isa)))
            size = with_terminator = swallowed;
        masker_->mask_segment(text_.data() + at_, size, *delimiters_);
        bool const closes = rest().starts_with("IEA");
        put(with_terminator);
        if (closes) delimiters_.reset();
    }

    Masker const* masker_;
    ReadBytes const* read_;
    WriteBytes const* write_;
    std::string text_;
    std::size_t at_ = 0; ///< up to here text_ was written
    bool first_ = true;  ///< nothing was passed yet
    bool stray_ = false; ///< text outside of interchanges was passed since the last one
    bool ended_ = false, stopped_ = false;
    std::optional<edi::Delimiters> delimiters_; ///< of the open interchange
};

} // namespace

void mask_text(Masker const& masker, ReadBytes const& read, WriteBytes const& write) {
    TextMask(masker, read, write).run();
}

} // namespace engine::mask
