// The tables as bytes: written by the build (build_image.cpp), compiled into the program as they are, and used where they lie. Nothing is
// parsed at start but the head of each table.
#include <cstring>
#include <type_traits>

#include "rules/tables/code_tables.hpp"

namespace rules {

namespace {

constexpr std::size_t alignment = 16;

class ImageWriter {
public:
    void bytes(void const* begin, std::size_t size) {
        std::uint64_t const count = size;
        out_.append(reinterpret_cast<char const*>(&count), sizeof count);
        out_.append((alignment - out_.size() % alignment) % alignment, '\0');
        if (size > 0) out_.append(static_cast<char const*>(begin), size);
        out_.append((alignment - out_.size() % alignment) % alignment, '\0');
    }
    void text(std::string_view text) { bytes(text.data(), text.size()); }
    template <class T>
    void array(std::span<T const> values) {
        static_assert(std::is_trivially_copyable_v<T>);
        bytes(values.data(), values.size_bytes());
    }
    std::string take() { return std::move(out_); }

private:
    std::string out_;
};

/// Reads what ImageWriter wrote; the image is the program's own, so it is taken at its word.
class ImageReader {
public:
    explicit ImageReader(std::string_view bytes) : rest_(bytes) {}
    std::string_view text() {
        std::uint64_t size = 0;
        std::memcpy(&size, rest_.data(), sizeof size);
        std::string_view const found = rest_.substr(alignment, size);
        rest_.remove_prefix(alignment + (size + alignment - 1) / alignment * alignment);
        return found;
    }
    template <class T>
    std::span<T const> array() {
        std::string_view const found = text();
        return {reinterpret_cast<T const*>(found.data()), found.size() / sizeof(T)};
    }

private:
    std::string_view rest_;
};

template <class Row>
void write_table(ImageWriter& out, Table<Row> const& table) {
    for (std::string const* text : {&table.info.name, &table.info.version, &table.info.source, &table.info.licence, &table.info.sha256})
        out.text(*text);
    out.array(std::span<Validity const>(&table.info.covers, 1));
    out.array(table.rows);
    out.text(table.texts);
}

template <class Row>
void read_table(ImageReader& in, Table<Row>& table) {
    for (std::string* text : {&table.info.name, &table.info.version, &table.info.source, &table.info.licence, &table.info.sha256})
        *text = in.text();
    table.info.covers = in.array<Validity>().front();
    table.rows = in.array<Row>();
    table.texts = in.text();
}

} // namespace

std::string CodeTables::image() const {
    ImageWriter out;
#define SCRUB837_WRITE(Row, name) write_table(out, name##_);
    SCRUB837_CODE_TABLES(SCRUB837_WRITE)
#undef SCRUB837_WRITE
    for (PrefixIndex const* index : {&procedures_index_, &diagnoses_index_, &packages_by_code_}) out.array(index->starts);
    return out.take();
}

CodeTables CodeTables::of_image(std::string_view bytes) {
    CodeTables tables;
    ImageReader in(bytes);
#define SCRUB837_READ(Row, name) read_table(in, tables.name##_);
    SCRUB837_CODE_TABLES(SCRUB837_READ)
#undef SCRUB837_READ
    for (PrefixIndex* index : {&tables.procedures_index_, &tables.diagnoses_index_, &tables.packages_by_code_})
        index->starts = in.array<std::uint32_t>();
    tables.note_forms();
    return tables;
}

} // namespace rules
