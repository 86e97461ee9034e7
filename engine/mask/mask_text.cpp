#include "engine/mask/mask_text.hpp"

#include "engine/read/batch_reader.hpp"

namespace engine::mask {

bool TextMask::add(std::string_view bytes) {
    text_.append(bytes);
    return pass(false);
}

bool TextMask::finish() {
    return pass(true);
}

bool TextMask::pass(bool whole) {
    using Kind = read::TextToken::Kind;
    std::size_t at = 0;
    while (at < text_.size()) {
        edi::Delimiters const before = walk_.delimiters(); // an IEA ends them, and is a segment with them
        read::TextToken const token = walk_.next(std::string_view(text_).substr(at), whole);
        if (token.size == 0) break;
        char* const begin = text_.data() + at;
        switch (token.kind) {
            case Kind::isa: masker_->mask_segment(begin, token.length, walk_.delimiters()); break;
            case Kind::segment: masker_->mask_segment(begin, token.length, before); break;
            case Kind::outside:
            case Kind::part_of_segment: masker_->mask_unknown(begin, token.length); break;
            default: break; // an ISA that cannot be read names no person
        }
        at += token.size;
    }
    bool const wanted = at == 0 || write_(std::string_view(text_).substr(0, at));
    text_.erase(0, at);
    return wanted;
}

std::string mask_input(InputScope const& input, Masker const& masker, WriteBytes const& write) {
    TextMask mask(masker, write);
    read::BatchReader reader({input}, {});
    read::Block block;
    while (reader.next(block))
        for (read::Item const& item : block.items) {
            if (item.kind == read::ItemKind::bytes && !mask.add(block.text(item.begin, item.end))) return {};
            if (item.kind != read::ItemKind::input_close) continue;
            mask.finish();
            if (!item.whole) return item.unreadable;
        }
    return {};
}

} // namespace engine::mask
