#include "engine/database/table_file.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace engine::database {
namespace {

constexpr std::size_t page_size = TableFile::page_size;
constexpr std::size_t leaf_head = 8, inner_head = 12; ///< bytes of a page before the offsets of its cells
constexpr std::size_t child_bytes = 4, offset_bytes = 2;
constexpr std::size_t page_count_at = 28; ///< in the header of the file

/// The page with the byte at 2^30 belongs to SQLite's locks and holds nothing.
constexpr std::uint32_t lock_page = (1u << 30) / page_size + 1;

/// How much of a payload is in its page; the rest is in pages of its own (fileformat2, section 1.6).
constexpr std::size_t most_local_rowid = page_size - 35;
constexpr std::size_t most_local_index = (page_size - 12) * 64 / 255 - 23;
constexpr std::size_t least_local = (page_size - 12) * 32 / 255 - 23;

void put_big_endian(char* out, std::uint64_t value, std::size_t bytes) {
    for (std::size_t i = bytes; i-- > 0; value >>= 8) out[i] = static_cast<char>(value & 0xFF);
}

/// SQLite's variable-length integer, at most 9 bytes; returns one past the last.
char* put_varint(char* out, std::uint64_t value) {
    if (value < 0x80) {
        *out = static_cast<char>(value);
        return out + 1;
    }
    if (value >> 56) { // the ninth byte has eight bits
        out[8] = static_cast<char>(value & 0xFF);
        value >>= 8;
        for (std::size_t i = 8; i-- > 0; value >>= 7) out[i] = static_cast<char>((value & 0x7F) | 0x80);
        return out + 9;
    }
    std::size_t bytes = 1;
    for (std::uint64_t rest = value >> 7; rest; rest >>= 7) ++bytes;
    for (std::size_t i = bytes; i-- > 0; value >>= 7) out[i] = static_cast<char>((value & 0x7F) | (i + 1 < bytes ? 0x80 : 0));
    return out + bytes;
}

std::size_t varint_length(std::uint64_t value) {
    std::size_t bytes = 1;
    for (std::uint64_t rest = value >> 7; rest && bytes < 9; rest >>= 7) ++bytes;
    return bytes;
}

} // namespace

// ---- records -------------------------------------------------------------------------------------------------------------------

void Record::serial(std::uint64_t type) {
    header_size_ = static_cast<std::size_t>(put_varint(header_.data() + header_size_, type) - header_.data());
}

char* Record::body(std::size_t bytes) {
    if (body_size_ + bytes > body_.size()) body_.resize(2 * (body_size_ + bytes));
    char* const at = body_.data() + body_size_;
    body_size_ += bytes;
    return at;
}

void Record::integer(std::int64_t value) {
    if (value == 0 || value == 1) return serial(static_cast<std::uint64_t>(8 + value));
    std::int64_t const size = value < 0 ? ~value : value;
    // Serial types 1 to 6 have 1, 2, 3, 4, 6 and 8 bytes.
    std::size_t const bytes = size < 0x80             ? 1
                              : size < 0x8000         ? 2
                              : size < 0x800000       ? 3
                              : size < 0x80000000     ? 4
                              : size < 0x800000000000 ? 6
                                                      : 8;
    serial(bytes < 6 ? bytes : bytes == 6 ? 5 : 6);
    put_big_endian(body(bytes), static_cast<std::uint64_t>(value), bytes);
}

void Record::text(std::string_view utf8) {
    serial(13 + 2 * utf8.size());
    if (!utf8.empty()) std::memcpy(body(utf8.size()), utf8.data(), utf8.size());
}

// The length of the header counts itself.
std::size_t Record::header_length() const {
    std::size_t length = header_size_ + 1;
    while (header_size_ + varint_length(length) != length) ++length;
    return length;
}

void Record::write(char* out) const {
    out = put_varint(out, header_length());
    std::memcpy(out, header_.data(), header_size_);
    if (body_size_ > 0) std::memcpy(out + header_size_, body_.data(), body_size_);
}

// ---- the file ------------------------------------------------------------------------------------------------------------------

TableFile::TableFile(write::OutputFile& file, std::string_view empty) : file_(&file) {
    file_->append(empty);
    next_ = static_cast<std::uint32_t>(empty.size() / page_size) + 1;
}

void TableFile::skip_lock_page() {
    if (next_ != lock_page) return;
    file_->append(std::string(page_size, '\0'));
    ++next_;
}

std::uint32_t TableFile::next() {
    skip_lock_page();
    return next_;
}

std::uint32_t TableFile::append(std::string_view page) {
    skip_lock_page();
    file_->append(page);
    return next_++;
}

bool TableFile::replace(std::uint32_t number, std::string_view page) {
    return file_->replace(std::uint64_t{number - 1} * page_size, page);
}

bool TableFile::finish() {
    char count[4];
    put_big_endian(count, next_ - 1, sizeof count);
    return file_->replace(page_count_at, {count, sizeof count});
}

// ---- tables --------------------------------------------------------------------------------------------------------------------

void TableWriter::Page::clear() {
    cells.clear();
    ends.clear();
    children.clear();
    above.clear();
    right = 0;
}

void TableWriter::Page::give_up_last() {
    std::size_t const begin = ends.size() > 1 ? ends[ends.size() - 2] : 0;
    above.assign(cells, begin);
    cells.resize(begin);
    ends.pop_back();
    if (children.empty()) return;
    right = children.back();
    children.pop_back();
}

TableWriter::TableWriter(TableFile& file, std::uint32_t root, Kind kind)
    : file_(&file), root_(root), kind_(kind), page_(new char[page_size]) {}

/// The row's cell as a leaf has it; what does not fit goes into overflow pages.
void TableWriter::make_cell(std::int64_t rowid, Record const& record) {
    std::size_t const size = record.size();
    if (payload_.size() < size) payload_.resize(size);
    record.write(payload_.data());
    char head[18];
    char* end = put_varint(head, size);
    if (kind_ == Kind::rowid) end = put_varint(end, static_cast<std::uint64_t>(rowid));
    cell_.assign(head, end);
    std::size_t const most_local = kind_ == Kind::rowid ? most_local_rowid : most_local_index;
    std::size_t local = size;
    if (size > most_local) {
        local = least_local + (size - least_local) % (page_size - child_bytes);
        if (local > most_local) local = least_local;
    }
    cell_.append(payload_.data(), local);
    if (local == size) return;
    char first[child_bytes];
    put_big_endian(first, file_->next(), sizeof first);
    cell_.append(first, sizeof first);
    for (std::size_t at = local; at < size;) {
        std::size_t const here = std::min(size - at, page_size - child_bytes);
        std::memset(page_.get(), 0, page_size);
        std::memcpy(page_.get() + child_bytes, payload_.data() + at, here);
        at += here;
        std::uint32_t const number = file_->next();
        // The next page is the one behind it, but for the page of the locks.
        if (at < size) put_big_endian(page_.get(), number + 1 == lock_page ? number + 2 : number + 1, child_bytes);
        file_->append({page_.get(), page_size});
    }
}

bool TableWriter::fits(std::size_t level, std::size_t cell) const {
    Page const& page = levels_[level].current;
    std::size_t const each = level == 0 ? offset_bytes : offset_bytes + child_bytes;
    std::size_t const used = (level == 0 ? leaf_head : inner_head) + page.cells.size() + each * page.ends.size();
    return used + cell + each <= page_size;
}

void TableWriter::add(std::int64_t rowid, Record const& record) {
    make_cell(rowid, record);
    ++rows_;
    if (kind_ == Kind::without_rowid) {
        add_cell(0, 0, cell_);
    } else if (fits(0, cell_.size())) {
        levels_[0].current.add(cell_);
    } else {
        // The leaf is complete: the page above needs the last rowid in it.
        Level& leaves = levels_[0];
        char last[9];
        leaves.current.above.assign(last, put_varint(last, static_cast<std::uint64_t>(last_rowid_)));
        std::swap(leaves.current, leaves.full);
        leaves.waiting = true;
        release(0);
        levels_[0].current.add(cell_);
    }
    last_rowid_ = rowid;
}

/// Adds a cell that divides pages: it stays in the page or, where that is full, goes up.
void TableWriter::add_cell(std::size_t level, std::uint32_t child, std::string_view cell) {
    if (fits(level, cell.size())) return fill(level, child, cell);
    Level& full = levels_[level]; // it cannot wait already: its page has a cell
    full.current.right = child;
    full.current.above.assign(cell);
    std::swap(full.current, full.full);
    full.current.clear();
    full.waiting = true;
}

void TableWriter::fill(std::size_t level, std::uint32_t child, std::string_view cell) {
    Page& page = levels_[level].current;
    page.add(cell);
    if (level > 0) page.children.push_back(child);
    if (levels_[level].waiting) release(level);
}

/// Writes the page that waits and tells the one above.
void TableWriter::release(std::size_t level) {
    std::uint32_t const number = file_->append(compose(level, levels_[level].full));
    if (level + 1 == levels_.size()) levels_.emplace_back();
    std::string const above = std::exchange(levels_[level].full.above, {});
    levels_[level].full.clear();
    levels_[level].waiting = false;
    add_cell(level + 1, number, above);
}

std::string_view TableWriter::compose(std::size_t level, Page const& page) {
    bool const leaf = level == 0;
    char* const out = page_.get();
    std::memset(out, 0, page_size);
    out[0] = kind_ == Kind::rowid ? (leaf ? 0x0D : 0x05) : (leaf ? 0x0A : 0x02);
    std::size_t content = page_size, begin = 0;
    char* offset = out + (leaf ? leaf_head : inner_head);
    for (std::size_t i = 0; i < page.ends.size(); ++i) {
        std::size_t const length = page.ends[i] - begin;
        content -= length + (leaf ? 0 : child_bytes);
        char* cell = out + content;
        if (!leaf) {
            put_big_endian(cell, page.children[i], child_bytes);
            cell += child_bytes;
        }
        std::memcpy(cell, page.cells.data() + begin, length);
        put_big_endian(offset, content, offset_bytes);
        offset += offset_bytes;
        begin = page.ends[i];
    }
    put_big_endian(out + 3, page.ends.size(), 2);
    put_big_endian(out + 5, content, 2);
    if (!leaf) put_big_endian(out + leaf_head, page.right, child_bytes);
    return {out, page_size};
}

bool TableWriter::finish() {
    if (rows_ == 0) return true; // SQLite's own empty page stays
    std::uint32_t child = 0;
    for (std::size_t level = 0; level < levels_.size(); ++level) {
        if (levels_[level].waiting) {
            // No cell came behind the full page: it gives its last one, and what it has for the page above begins the page behind it.
            Level& at = levels_[level];
            std::string const cell = at.full.above;
            std::uint32_t const left = at.full.right;
            at.full.give_up_last();
            at.current.add(cell);
            if (level > 0) at.current.children.push_back(left);
            release(level);
        }
        Page& last = levels_[level].current;
        last.right = child;
        std::string_view const page = compose(level, last);
        if (level + 1 == levels_.size()) return file_->replace(root_, page);
        child = file_->append(page);
    }
    return false;
}

} // namespace engine::database
