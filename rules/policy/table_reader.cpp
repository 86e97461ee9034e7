// The only file that knows TOML.
#include "rules/policy/table_reader.hpp"

#include <algorithm>
#include <sstream>
#include <utility>

#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include "rules/nearest_word.hpp"
#include "rules/policy.hpp"

namespace rules {

namespace {

toml::table const& table_of(void const* table) {
    return *static_cast<toml::table const*>(table);
}

toml::node const* node_of(void const* node) {
    return static_cast<toml::node const*>(node);
}

std::optional<Severity> read_severity(std::string_view word) {
    for (Severity const severity : {Severity::error, Severity::warning, Severity::advice})
        if (word == severity_name(severity)) return severity;
    return std::nullopt;
}

} // namespace

struct TableReader::Source {
    std::string const& file;
    std::string_view text;
    std::optional<PolicyError> error;

    void fail(toml::source_region const& where, std::string message) {
        if (!error) error = PolicyError{file, where.begin.line, where.begin.column, std::move(message)};
    }
};

std::optional<PolicyError> TableReader::read_text(std::string const& file, std::string_view text,
                                                  std::function<void(TableReader&)> const& read, std::string const& what) {
    toml::parse_result const parsed = toml::parse(text, std::string_view(file));
    Source source{file, text, std::nullopt};
    if (!parsed) {
        source.fail(parsed.error().source(), "not TOML: " + std::string(parsed.error().description()));
        return source.error;
    }
    TableReader root(&parsed.table(), what, source);
    read(root);
    root.finish();
    return source.error;
}

void TableReader::fail_node(void const* node, std::string message) const {
    source_->fail(node ? node_of(node)->source() : table_of(table_).source(), std::move(message));
}

void TableReader::fail(std::string message) const {
    fail_node(nullptr, std::move(message));
}

void TableReader::fail_at(std::string_view key, std::string message) const {
    fail_node(table_of(table_).get(key), std::move(message));
}

void TableReader::fail_at_key(std::string_view key, std::string message) const {
    for (auto const& [each, node] : table_of(table_))
        if (each.str() == key) return source_->fail(each.source(), std::move(message));
    fail(std::move(message));
}

PolicyError TableReader::error_at(std::string_view key, std::string message) const {
    toml::node const* const node = table_of(table_).get(key);
    auto const where = (node ? node->source() : table_of(table_).source()).begin;
    return {source_->file, where.line, where.column, std::move(message)};
}

PolicyError TableReader::error_at_key(std::string_view key, std::string message) const {
    auto where = table_of(table_).source().begin;
    for (auto const& [each, node] : table_of(table_))
        if (each.str() == key) where = each.source().begin;
    return {source_->file, where.line, where.column, std::move(message)};
}

// The value in the file begins behind its quotes; where it is not the same text there (escapes), its own place must do.
void TableReader::fail_inside(std::string_view key, std::string_view value, std::size_t offset, std::string message) const {
    PolicyError error = error_at(key, std::move(message));
    std::string_view rest = source_->text;
    for (std::uint32_t line = 1; line < error.line && !rest.empty(); ++line)
        rest.remove_prefix(std::min(rest.find('\n'), rest.size() - 1) + 1);
    rest.remove_prefix(std::min<std::size_t>(error.column > 0 ? error.column - 1 : 0, rest.size()));
    bool const many_lines = rest.starts_with("\"\"\"") || rest.starts_with("'''");
    rest.remove_prefix(std::min<std::size_t>(many_lines ? 3 : 1, rest.size()));
    error.column += many_lines ? 3 : 1;
    auto const next_line = [&] {
        ++error.line;
        error.column = 1;
    };
    if (many_lines && (rest.starts_with("\n") || rest.starts_with("\r\n"))) {
        rest.remove_prefix(rest.find('\n') + 1);
        next_line();
    }
    if (!rest.starts_with(value)) return fail_at(key, std::move(error.message));
    for (char const c : value.substr(0, offset)) {
        ++error.column;
        if (c == '\n') next_line();
    }
    if (!source_->error) source_->error = std::move(error);
}

bool TableReader::has(std::string_view key) const {
    return table_of(table_).contains(key);
}

std::vector<std::string> TableReader::keys() {
    std::vector<std::string> list;
    for (auto const& [key, node] : table_of(table_)) list.emplace_back(key.str());
    asked_.insert(list.begin(), list.end());
    return list;
}

void const* TableReader::get(std::string_view key, bool required) {
    asked_.emplace(key);
    if (source_->error) return nullptr;
    toml::node const* node = table_of(table_).get(key);
    if (!node && required) fail("\"" + std::string(key) + "\" is missing in " + what_ + ": add it");
    return node;
}

std::string TableReader::name(std::string_view key) const {
    return "\"" + std::string(key) + "\" in " + what_;
}

std::string TableReader::known_keys() const {
    std::string list = ": take it out, or use one of";
    for (std::string const& key : asked_) list += " " + key;
    return list;
}

std::string TableReader::meant_key(std::string_view key) const {
    std::vector<std::string_view> const known(asked_.begin(), asked_.end());
    return did_you_mean(key, known);
}

void TableReader::finish() const {
    for (auto const& [key, node] : table_of(table_))
        if (!asked_.contains(key.str()))
            source_->fail(key.source(), "unknown key \"" + std::string(key.str()) + "\" in " + what_ + meant_key(key.str()) + known_keys());
}

std::string TableReader::text(std::string_view key, bool required) {
    toml::node const* node = node_of(get(key, required));
    if (!node) return {};
    auto const value = node->value_exact<std::string>();
    if (value && !value->empty()) return *value;
    fail_node(node, name(key) + " must be a text in quotes and not empty");
    return {};
}

edi::Decimal TableReader::decimal(std::string_view key, bool required, bool zero_allowed) {
    toml::node const* node = node_of(get(key, required));
    if (!node) return {};
    std::string digits;
    if (auto const whole = node->value_exact<std::int64_t>()) digits = std::to_string(*whole);
    if (auto const quoted = node->value_exact<std::string>()) digits = *quoted;
    auto const read = edi::read_decimal(digits);
    if (read.reading == edi::Reading::ok && (read.value.mantissa > 0 || (zero_allowed && read.value.mantissa == 0))) return read.value;
    fail_node(node, name(key) + " must be a positive number: a whole number, or a decimal in quotes such as \"7.2\"");
    return {};
}

std::int64_t TableReader::integer(std::string_view key, std::int64_t least, std::int64_t otherwise) {
    toml::node const* node = node_of(get(key, false));
    if (!node) return otherwise;
    auto const value = node->value_exact<std::int64_t>();
    if (value && *value >= least && *value <= 1'000'000'000) return *value;
    fail_node(node, name(key) + " must be a whole number from " + std::to_string(least) + " to 1000000000");
    return otherwise;
}

std::optional<bool> TableReader::flag(std::string_view key) {
    toml::node const* node = node_of(get(key, false));
    if (!node) return std::nullopt;
    auto const value = node->value_exact<bool>();
    if (!value) fail_node(node, name(key) + " must be true or false, without quotes");
    return value;
}

std::vector<std::string> TableReader::texts(std::string_view key, bool required) {
    std::vector<std::string> list;
    toml::node const* node = node_of(get(key, required));
    if (!node) return list;
    if (toml::array const* array = node->as_array())
        for (toml::node const& item : *array)
            if (auto value = item.value_exact<std::string>(); value && !value->empty()) list.push_back(*std::move(value));
    if (!node->as_array() || list.size() != node->as_array()->size())
        fail_node(node, name(key) + " must be a list of texts, such as [\"JW\", \"JZ\"]");
    return list;
}

std::vector<std::string> TableReader::text_or_texts(std::string_view key) {
    toml::node const* node = node_of(get(key, false));
    if (!node) return {};
    if (node->is_string()) return {text(key, true)};
    return texts(key, true);
}

namespace {

/// Empty: it is none.
std::string word_of(toml::node const& node) {
    std::ostringstream word;
    if (auto const text = node.value_exact<std::string>()) word << *text;
    if (auto const number = node.value_exact<std::int64_t>()) word << *number;
    if (auto const day = node.value_exact<toml::date>()) word << *day;
    return word.str();
}

} // namespace

std::vector<std::string> TableReader::words(std::string_view key) {
    std::vector<std::string> list;
    toml::node const* node = node_of(get(key, false));
    if (!node) return list;
    toml::array const* array = node->as_array();
    for (std::size_t i = 0; i < (array ? array->size() : 1); ++i) {
        std::string word = word_of(array ? *array->get(i) : *node);
        if (word.empty())
            fail_node(array ? array->get(i) : node, name(key) + " must be a text in quotes, a whole number or a day, or a list of them");
        list.push_back(std::move(word));
    }
    return list;
}

std::vector<std::string> TableReader::modifiers(std::string_view key, bool required) {
    auto list = texts(key, required);
    auto const part = [](char c) { return ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9'); };
    for (std::string const& modifier : list)
        if (modifier.size() != 2 || !part(modifier[0]) || !part(modifier[1]))
            fail_at(key, "\"" + modifier + "\" is no modifier: write two capital letters or digits");
    return list;
}

std::optional<edi::Day> TableReader::day(std::string_view key) {
    toml::node const* node = node_of(get(key, false));
    if (!node) return std::nullopt;
    if (auto const value = node->value_exact<toml::date>()) return edi::day_of(value->year, value->month, value->day);
    fail_node(node, name(key) + " must be a day without quotes, such as 2023-07-01");
    return std::nullopt;
}

Validity TableReader::validity() {
    Validity valid;
    if (auto const first = day("from")) valid.from = *first;
    if (auto const last = day("to")) valid.to = *last;
    if (valid.to < valid.from) fail_at("to", "the last day (to) is before the first (from): exchange them");
    return valid;
}

Severity TableReader::severity(std::string_view key, Severity otherwise) {
    toml::node const* node = node_of(get(key, false));
    if (!node) return otherwise;
    auto const named = read_severity(node->value_exact<std::string>().value_or(""));
    if (!named) fail_node(node, name(key) + " must be \"error\", \"warning\" or \"advice\"");
    return named.value_or(otherwise);
}

std::optional<Severity> TableReader::severity_or_off(std::string_view key, std::string_view of) {
    toml::node const* node = node_of(get(key, true));
    if (!node) return std::nullopt;
    auto const word = node->value_exact<std::string>().value_or("");
    auto const named = read_severity(word);
    if (!named && word != "off")
        fail_node(node, "severity of " + std::string(of) + " must be \"error\", \"warning\", \"advice\" or \"off\"");
    return named;
}

AppliesTo TableReader::applies_to(std::string_view key) {
    toml::node const* node = node_of(get(key, false));
    if (!node) return AppliesTo::both;
    auto const value = node->value_exact<std::string>().value_or("");
    if (value == "professional") return AppliesTo::professional;
    if (value == "institutional") return AppliesTo::institutional;
    if (value != "both") fail_node(node, name(key) + " must be \"both\", \"professional\" or \"institutional\"");
    return AppliesTo::both;
}

void TableReader::each(std::string_view key, std::function<void(TableReader&)> const& read) {
    toml::node const* node = node_of(get(key, false));
    if (!node) return;
    toml::array const* array = node->as_array();
    if (!array) return fail_node(node, name(key) + " must be a list of tables: write [[" + std::string(key) + "]]");
    for (toml::node const& item : *array) {
        toml::table const* table = item.as_table();
        if (!table) return fail_node(&item, name(key) + " must hold tables only");
        TableReader entry(table, std::string(key), *source_);
        read(entry);
        entry.finish();
    }
}

void TableReader::one(std::string_view key, std::function<void(TableReader&)> const& read) {
    toml::node const* node = node_of(get(key, false));
    if (!node) return;
    toml::table const* table = node->as_table();
    if (!table) return fail_node(node, name(key) + " must be a table: write [" + std::string(key) + "]");
    TableReader entry(table, std::string(key), *source_);
    read(entry);
    entry.finish();
}

// -- a policy's entries for people ----------------------------------------------------------------------------------------------------

namespace {

void append_value(toml::node const& node, std::string& out) {
    if (auto const text = node.value_exact<std::string>()) {
        out += '"' + *text + '"';
    } else if (auto const number = node.value_exact<std::int64_t>()) {
        out += std::to_string(*number);
    } else if (auto const flag = node.value_exact<bool>()) {
        out += *flag ? "true" : "false";
    } else if (auto const day = node.value_exact<toml::date>()) {
        std::ostringstream written;
        written << *day;
        out += written.str();
    } else if (toml::array const* array = node.as_array()) {
        out += '[';
        for (std::size_t i = 0; i < array->size(); ++i) append_value(*array->get(i), out += i == 0 ? "" : ", ");
        out += ']';
    } else if (toml::table const* table = node.as_table()) {
        out += '{';
        std::string_view between = " ";
        for (auto const& [key, value] : *table) {
            out.append(between).append(key.str()).append(" = ");
            append_value(value, out);
            between = ", ";
        }
        out += " }";
    }
}

/// Whether the entry's `from` and `to` hold on the day; what has none holds always.
bool holds_on(toml::node const& node, std::optional<edi::Day> day) {
    toml::table const* table = node.as_table();
    if (!day || !table) return true;
    auto const end = [&](std::string_view key) {
        toml::node const* value = table->get(key);
        auto const date = value ? value->value_exact<toml::date>() : std::nullopt;
        return date ? std::optional(edi::day_of(date->year, date->month, date->day)) : std::nullopt;
    };
    return end("from").value_or(*day) <= *day && *day <= end("to").value_or(*day);
}

void append_fields(toml::table const& table, std::optional<edi::Day> day, std::string& out) {
    for (auto const& [key, value] : table) {
        toml::array const* array = value.as_array();
        if (!array || array->empty() || !array->get(0)->is_table()) {
            out.append("  ").append(key.str()).append(" = ");
            append_value(value, out);
            out += '\n';
            continue;
        }
        for (toml::node const& item : *array) {
            if (!holds_on(item, day)) continue;
            out.append("  ").append(key.str()).append(" ");
            append_value(item, out);
            out += '\n';
        }
    }
}

} // namespace

std::string policy_entries(PolicyText const& text, std::optional<edi::Day> day) {
    toml::parse_result const parsed = toml::parse(std::string_view(text.text), std::string_view(text.file));
    std::string out;
    if (!parsed) return out; // layer_policies() says what is wrong
    for (auto const& [key, value] : parsed.table()) {
        if (toml::table const* table = value.as_table()) {
            out.append("\n[").append(key.str()).append("]\n");
            append_fields(*table, day, out);
        } else if (toml::array const* array = value.as_array()) {
            for (toml::node const& item : *array) {
                if (!item.is_table() || !holds_on(item, day)) continue;
                out.append("\n[[").append(key.str()).append("]]\n");
                append_fields(*item.as_table(), day, out);
            }
        }
    }
    return out;
}

} // namespace rules
