#include "engine/read/checksum.hpp"

namespace engine::read {

void Checksum::pass(Block& block) {
    for (Item& item : block.items) {
        // The sum of a packed input is that of its file: who unpacks it has seen it.
        if (item.kind == ItemKind::bytes && item.packing == unpack::Packing::none) sum_.add(block.text(item.begin, item.end));
        if (item.kind != ItemKind::input_close) continue;
        std::string sum = sum_.hex();
        if (item.whole && item.sha256.empty()) item.sha256 = std::move(sum);
    }
}

} // namespace engine::read
