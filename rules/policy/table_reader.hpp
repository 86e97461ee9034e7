// Reads the tables of a policy file key by key. toml++ stays behind this header.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "edi/text/values.hpp"
#include "rules/file_mistake.hpp"
#include "rules/rule.hpp"
#include "rules/validity.hpp"

namespace rules {

/// One TOML table. The first error stays; after it everything reads as absent, so sections read on without asking. A key that is there
/// and that nobody asks for is an error too. Lives no longer than the call it is handed to.
class TableReader {
public:
    /// Parses `text` and hands its root to `read`; the first thing that is wrong, or nothing. `file` is the name it has in errors, `what` what
    /// the file is.
    static std::optional<PolicyError> read_text(std::string const& file, std::string_view text,
                                                std::function<void(TableReader&)> const& read, std::string const& what = "the policy");

    /// An error at the table, at a key of it, or at the value of that key.
    void fail(std::string message) const;
    void fail_at_key(std::string_view key, std::string message) const;
    void fail_at(std::string_view key, std::string message) const;

    /// An error within the value of a key: at byte `offset` of `value`, which is that text, as far as the file shows it unescaped.
    void fail_inside(std::string_view key, std::string_view value, std::size_t offset, std::string message) const;
    /// The same errors without telling them, for what shows only when all layers are there.
    PolicyError error_at(std::string_view key, std::string message) const;
    PolicyError error_at_key(std::string_view key, std::string message) const;

    bool has(std::string_view key) const;
    /// The keys of the table, in order of the alphabet; with this all of them are asked for.
    std::vector<std::string> keys();

    /// A non-empty text; with `required` its absence is an error.
    std::string text(std::string_view key, bool required);
    /// A decimal as text or an integer: binary floating point would not keep 7.2.
    edi::Decimal decimal(std::string_view key, bool required, bool zero_allowed);
    std::int64_t integer(std::string_view key, std::int64_t least, std::int64_t otherwise);
    /// true or false; nothing when the key is not there.
    std::optional<bool> flag(std::string_view key);
    std::vector<std::string> texts(std::string_view key, bool required);
    /// A list of texts, or one text without the brackets; may be absent.
    std::vector<std::string> text_or_texts(std::string_view key);
    /// Texts, whole numbers and days as they are written on a command line: one of them or a list; may be absent.
    std::vector<std::string> words(std::string_view key);
    /// Modifiers: two letters or digits each.
    std::vector<std::string> modifiers(std::string_view key, bool required);
    /// A day without quotes; nothing when the key is not there.
    std::optional<edi::Day> day(std::string_view key);
    /// `from` and `to`.
    Validity validity();
    Severity severity(std::string_view key, Severity otherwise);
    /// The same with "off", which is nothing.
    std::optional<Severity> severity_or_off(std::string_view key, std::string_view of);
    AppliesTo applies_to(std::string_view key);

    /// Calls `read` with a reader for each table of the list `key` and finishes it.
    void each(std::string_view key, std::function<void(TableReader&)> const& read);
    /// Calls `read` with a reader for the table `key`, if there is one.
    void one(std::string_view key, std::function<void(TableReader&)> const& read);

private:
    struct Source; ///< the file and its first error
    /// `table` is a toml::table.
    TableReader(void const* table, std::string what, Source& source) : table_(table), what_(std::move(what)), source_(&source) {}

    /// The toml::node of a key, or null.
    void const* get(std::string_view key, bool required);
    void fail_node(void const* node, std::string message) const;
    std::string name(std::string_view key) const;
    std::string known_keys() const;
    /// The known key that an unknown one may mean, for messages.
    std::string meant_key(std::string_view key) const;
    /// Complains of keys nobody asked for.
    void finish() const;

    void const* table_;
    std::string what_;
    Source* source_;
    std::set<std::string, std::less<>> asked_;
};

} // namespace rules
