// Loading of policies. The only file that knows TOML; the format is described in rules/policies/README.md.
#include "rules/policy.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <utility>

#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include "rules/policies/builtin.hpp"
#include "rules/registry.hpp"

namespace rules {

// -- what is asked of a policy ----------------------------------------------------------------------------------------------

namespace {

/// The first eight bytes of a code as one integer: comparing integers is cheaper than comparing texts.
std::uint64_t packed_code(std::string_view code) {
    std::uint64_t key = 0;
    if (code.size() == 5) { // an HCPCS code, the most frequent: no loop
        std::uint32_t head = 0;
        std::memcpy(&head, code.data(), sizeof head);
        return std::uint64_t{head} << 8 | static_cast<unsigned char>(code[4]);
    }
    for (char const c : code.substr(0, sizeof key)) key = key << 8 | static_cast<unsigned char>(c);
    return key;
}

/// Where the search for a key begins in a table of `size` slots, a power of two.
std::size_t first_slot(std::uint64_t key, std::size_t size) {
    return static_cast<std::size_t>(key * 0x9E3779B97F4A7C15 >> 32) & (size - 1);
}

std::size_t next_slot(std::size_t slot, std::size_t size) {
    return (slot + 1) & (size - 1);
}

} // namespace

std::span<Drug const> Policy::entries(std::string_view code) const {
    std::uint64_t const key = packed_code(code);
    for (std::size_t i = first_slot(key, code_slots_.size()); code_slots_[i].count != 0; i = next_slot(i, code_slots_.size())) {
        CodeSlot const& slot = code_slots_[i];
        if (slot.key == key && drugs_[slot.first].code == code) return {&drugs_[slot.first], slot.count};
    }
    return {};
}

void Policy::index_drugs() {
    code_slots_.assign(std::bit_ceil(4 * drugs_.size() + 1), {});
    for (std::size_t first = 0, end = 0; first < drugs_.size(); first = end) {
        while (end < drugs_.size() && drugs_[end].code == drugs_[first].code) ++end;
        std::uint64_t const key = packed_code(drugs_[first].code);
        std::size_t i = first_slot(key, code_slots_.size());
        while (code_slots_[i].count != 0) i = next_slot(i, code_slots_.size());
        code_slots_[i] = {key, static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(end - first)};
    }
}

Drug const* Policy::drug(std::string_view code, edi::Day day) const {
    for (Drug const& drug : entries(code))
        if (drug.valid.holds(day)) return &drug;
    return nullptr;
}

Drug const* Policy::drug_on_unknown_day(std::string_view code) const {
    auto const found = entries(code);
    return found.size() == 1 ? &found.front() : nullptr;
}

// Every line of every claim asks, and nearly always the answer is no: one look at a free slot.
bool Policy::knows_drug(std::string_view code) const {
    std::uint64_t const key = packed_code(code);
    for (std::size_t i = first_slot(key, code_slots_.size()); code_slots_[i].count != 0; i = next_slot(i, code_slots_.size()))
        if (code_slots_[i].key == key) return true;
    return false;
}

void Policy::list_rejected_modifiers() {
    rejected_modifiers_.clear();
    for (ModifierMisuse const& misuse : misuses_) rejected_modifiers_.push_back(packed_code(misuse.modifier));
    for (Drug const& drug : drugs_)
        for (std::string const& modifier : drug.incompatible_modifiers) rejected_modifiers_.push_back(packed_code(modifier));
    std::sort(rejected_modifiers_.begin(), rejected_modifiers_.end());
}

bool Policy::may_reject_modifier(std::string_view modifier) const {
    return std::binary_search(rejected_modifiers_.begin(), rejected_modifiers_.end(), packed_code(modifier));
}

void Policy::index_unclassified() {
    unclassified_letters_ = 0;
    for (UnclassifiedCode const& entry : unclassified_) unclassified_letters_ |= 1U << (entry.code[0] & 31);
}

bool Policy::is_unclassified(std::string_view code, std::optional<edi::Day> day) const {
    auto const before = [](UnclassifiedCode const& entry, std::string_view wanted) { return entry.code < wanted; };
    auto found = std::lower_bound(unclassified_.begin(), unclassified_.end(), code, before);
    for (; found != unclassified_.end() && found->code == code; ++found)
        if (!day || found->valid.holds(*day)) return true;
    return false;
}

std::uint64_t ndc_number(std::string_view ndc) {
    if (ndc.size() != 11) return 0;
    std::uint64_t number = 0;
    for (char const c : ndc) {
        if (c < '0' || c > '9') return 0;
        number = number * 10 + static_cast<std::uint64_t>(c - '0');
    }
    return number;
}

std::optional<Severity> Policy::severity(Rule const& rule) const {
    return severities_[rule_index(rule)];
}

void Policy::limit_to(SnipTypes types) {
    snip_ = types;
    for (Rule const* rule : all_rules())
        if (!types.holds(rule->snip)) severities_[rule_index(*rule)].reset();
}

std::span<std::string_view const> builtin_policies() {
    static std::vector<std::string_view> const names = [] {
        std::vector<std::string_view> list;
        for (BuiltinPolicy const& policy : builtin_policy_table()) list.push_back(policy.name);
        return list;
    }();
    return names;
}

// -- reading TOML -------------------------------------------------------------------------------------------------------------

namespace {

/// One layer's own view of what it says, before it is laid over the earlier ones.
struct Layer {
    PolicySource source;
    std::vector<Drug> drugs;
    std::vector<ModifierConflict> conflicts;
    std::vector<ModifierMisuse> misuses;
    std::vector<UnclassifiedCode> unclassified;
    std::vector<Notice> notices;
    std::vector<std::pair<Rule const*, std::optional<Severity>>> severities;
    std::optional<std::vector<std::string>> repeat_modifiers;
    std::optional<std::int64_t> cob_tolerance;
};

std::string sha256(std::string_view text) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    if (EVP_Digest(text.data(), text.size(), digest, &size, EVP_sha256(), nullptr) != 1) return {};
    std::string hex;
    for (unsigned int i = 0; i < size; ++i) {
        hex.push_back("0123456789abcdef"[digest[i] >> 4]);
        hex.push_back("0123456789abcdef"[digest[i] & 15]);
    }
    return hex;
}

/// Reads one table key by key. The first error stays; after it everything reads as absent. finish() complains of keys nobody asked for.
class TableReader {
public:
    TableReader(toml::table const& table, std::string what, std::string const& file, std::optional<PolicyError>& error)
        : table_(&table), what_(std::move(what)), file_(&file), error_(&error) {}

    void fail(toml::source_region const& where, std::string message) const {
        if (!*error_) *error_ = PolicyError{*file_, where.begin.line, where.begin.column, std::move(message)};
    }
    void fail(std::string message) const { fail(table_->source(), std::move(message)); }
    void fail_at(std::string_view key, std::string message) const {
        toml::node const* node = table_->get(key);
        fail(node ? node->source() : table_->source(), std::move(message));
    }

    bool has(std::string_view key) const { return table_->contains(key); }

    /// A non-empty text; with `required` its absence is an error.
    std::string text(std::string_view key, bool required) {
        toml::node const* node = get(key, required);
        if (!node) return {};
        auto const value = node->value_exact<std::string>();
        if (value && !value->empty()) return *value;
        fail(node->source(), name(key) + " must be a text in quotes and not empty");
        return {};
    }

    /// A decimal as text or an integer: binary floating point would not keep 7.2.
    edi::Decimal decimal(std::string_view key, bool required, bool zero_allowed) {
        toml::node const* node = get(key, required);
        if (!node) return {};
        std::string digits;
        if (auto const whole = node->value_exact<std::int64_t>()) digits = std::to_string(*whole);
        if (auto const quoted = node->value_exact<std::string>()) digits = *quoted;
        auto const read = edi::read_decimal(digits);
        if (read.reading == edi::Reading::ok && (read.value.mantissa > 0 || (zero_allowed && read.value.mantissa == 0))) return read.value;
        fail(node->source(), name(key) + " must be a positive number: a whole number, or a decimal in quotes such as \"7.2\"");
        return {};
    }

    std::int64_t integer(std::string_view key, std::int64_t least, std::int64_t otherwise) {
        toml::node const* node = get(key, false);
        if (!node) return otherwise;
        auto const value = node->value_exact<std::int64_t>();
        if (value && *value >= least && *value <= 1'000'000'000) return *value;
        fail(node->source(), name(key) + " must be a whole number from " + std::to_string(least) + " to 1000000000");
        return otherwise;
    }

    std::vector<std::string> texts(std::string_view key, bool required) {
        std::vector<std::string> list;
        toml::node const* node = get(key, required);
        if (!node) return list;
        if (toml::array const* array = node->as_array())
            for (toml::node const& item : *array)
                if (auto value = item.value_exact<std::string>(); value && !value->empty()) list.push_back(*std::move(value));
        if (!node->as_array() || list.size() != node->as_array()->size())
            fail(node->source(), name(key) + " must be a list of texts, such as [\"JW\", \"JZ\"]");
        return list;
    }

    /// Modifiers: two letters or digits each.
    std::vector<std::string> modifiers(std::string_view key, bool required) {
        auto list = texts(key, required);
        auto const part = [](char c) { return ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9'); };
        for (std::string const& modifier : list)
            if (modifier.size() != 2 || !part(modifier[0]) || !part(modifier[1]))
                fail_at(key, "\"" + modifier + "\" is no modifier: write two capital letters or digits");
        return list;
    }

    Validity validity() {
        Validity valid;
        if (auto const day = date("from")) valid.from = *day;
        if (auto const day = date("to")) valid.to = *day;
        if (valid.to < valid.from) fail_at("to", "the last day (to) is before the first (from): exchange them");
        return valid;
    }

    Severity severity(std::string_view key, Severity otherwise) {
        toml::node const* node = get(key, false);
        if (!node) return otherwise;
        auto const named = read_severity(node->value_exact<std::string>().value_or(""));
        if (!named) fail(node->source(), name(key) + " must be \"error\", \"warning\" or \"advice\"");
        return named.value_or(otherwise);
    }

    AppliesTo applies_to(std::string_view key) {
        toml::node const* node = get(key, false);
        if (!node) return AppliesTo::both;
        auto const value = node->value_exact<std::string>().value_or("");
        if (value == "professional") return AppliesTo::professional;
        if (value == "institutional") return AppliesTo::institutional;
        if (value != "both") fail(node->source(), name(key) + " must be \"both\", \"professional\" or \"institutional\"");
        return AppliesTo::both;
    }

    /// Calls `read` with a reader for each table of the list `key` and finishes it.
    template <class Read>
    void each(std::string_view key, Read&& read) {
        toml::node const* node = get(key, false);
        if (!node) return;
        toml::array const* array = node->as_array();
        if (!array) return fail(node->source(), name(key) + " must be a list of tables: write [[" + std::string(key) + "]]");
        for (toml::node const& item : *array) {
            toml::table const* table = item.as_table();
            if (!table) return fail(item.source(), name(key) + " must hold tables only");
            TableReader entry(*table, std::string(key), *file_, *error_);
            read(entry);
            entry.finish();
        }
    }

    /// Calls `read` with a reader for the table `key`, if there is one.
    template <class Read>
    void one(std::string_view key, Read&& read) {
        toml::node const* node = get(key, false);
        if (!node) return;
        toml::table const* table = node->as_table();
        if (!table) return fail(node->source(), name(key) + " must be a table: write [" + std::string(key) + "]");
        TableReader entry(*table, std::string(key), *file_, *error_);
        read(entry, *table);
        entry.finish();
    }

    void know(std::string_view key) { asked_.emplace(key); }

    void finish() const {
        for (auto const& [key, node] : *table_)
            if (!asked_.contains(key.str()))
                fail(key.source(), "unknown key \"" + std::string(key.str()) + "\" in " + what_ + known_keys());
    }

    static std::optional<Severity> read_severity(std::string_view word) {
        for (Severity const severity : {Severity::error, Severity::warning, Severity::advice})
            if (word == severity_name(severity)) return severity;
        return std::nullopt;
    }

private:
    toml::node const* get(std::string_view key, bool required) {
        asked_.emplace(key);
        if (*error_) return nullptr;
        toml::node const* node = table_->get(key);
        if (!node && required) fail("\"" + std::string(key) + "\" is missing in " + what_ + ": add it");
        return node;
    }
    std::optional<edi::Day> date(std::string_view key) {
        toml::node const* node = get(key, false);
        if (!node) return std::nullopt;
        if (auto const value = node->value_exact<toml::date>()) return edi::day_of(value->year, value->month, value->day);
        fail(node->source(), name(key) + " must be a day without quotes, such as 2023-07-01");
        return std::nullopt;
    }
    std::string name(std::string_view key) const { return "\"" + std::string(key) + "\" in " + what_; }
    std::string known_keys() const {
        std::string list = ": take it out, or use one of";
        for (std::string const& key : asked_) list += " " + key;
        return list;
    }

    toml::table const* table_;
    std::string what_;
    std::string const* file_;
    std::optional<PolicyError>* error_;
    std::set<std::string, std::less<>> asked_;
};

NdcStrength read_ndc(TableReader& entry) {
    NdcStrength strength;
    strength.ndc = entry.text("ndc", true);
    strength.number = ndc_number(strength.ndc);
    if (!strength.ndc.empty() && strength.number == 0)
        entry.fail_at("ndc", "\"" + strength.ndc + "\" is no NDC: write its 11 digits without dashes");
    strength.amount_per_item = entry.decimal("amount", true, false);
    strength.ml_per_item = entry.decimal("ml", true, true);
    strength.items_per_package = entry.integer("package", 1, 1);
    strength.valid = entry.validity();
    return strength;
}

DayLimit read_limit(TableReader& entry) {
    DayLimit limit;
    limit.units = entry.decimal("units", true, false);
    limit.severity = entry.severity("severity", Severity::warning);
    limit.applies_to = entry.applies_to("applies_to");
    limit.source = entry.text("source", true);
    limit.valid = entry.validity();
    return limit;
}

Drug read_drug(TableReader& entry) {
    Drug drug;
    drug.code = entry.text("code", true);
    drug.substance = entry.text("substance", true);
    drug.unit_measure = entry.text("unit_measure", true);
    if (!drug.unit_measure.empty() && drug.unit_measure != "IU" && drug.unit_measure != "MG" && drug.unit_measure != "MCG" &&
        drug.unit_measure != "ML")
        entry.fail_at("unit_measure", "\"unit_measure\" must be \"IU\", \"MG\", \"MCG\" or \"ML\"");
    drug.unit_amount = entry.decimal("unit_amount", true, false);
    drug.route = entry.text("route", false);
    drug.incompatible_modifiers = entry.modifiers("incompatible_modifiers", false);
    std::sort(drug.incompatible_modifiers.begin(), drug.incompatible_modifiers.end());
    drug.source = entry.text("source", true);
    drug.valid = entry.validity();
    drug.ndc_source = entry.text("ndc_source", entry.has("ndcs"));
    entry.each("ndcs", [&](TableReader& ndc) { drug.ndcs.push_back(read_ndc(ndc)); });
    entry.each("limits", [&](TableReader& limit) { drug.limits.push_back(read_limit(limit)); });
    entry.each("beliefs", [&](TableReader& belief) {
        edi::Decimal const amount = belief.decimal("unit_amount", true, false);
        drug.beliefs.push_back({amount, belief.text("reason", true)});
    });
    std::stable_sort(drug.ndcs.begin(), drug.ndcs.end(), [](NdcStrength const& a, NdcStrength const& b) { return a.number < b.number; });
    return drug;
}

bool overlap(Validity const& a, Validity const& b) {
    return a.from <= b.to && b.from <= a.to;
}

void read_drugs(TableReader& root, Layer& layer) {
    root.each("drug", [&](TableReader& entry) {
        Drug drug = read_drug(entry);
        for (Drug const& earlier : layer.drugs)
            if (earlier.code == drug.code && overlap(earlier.valid, drug.valid))
                entry.fail("two entries for " + drug.code + " hold on the same day: set their from and to so that one follows the other");
        layer.drugs.push_back(std::move(drug));
    });
}

void read_modifiers(TableReader& root, Layer& layer) {
    root.each("conflict", [&](TableReader& entry) {
        ModifierConflict conflict;
        auto pair = entry.modifiers("modifiers", true);
        if (pair.size() == 2 && pair[0] != pair[1]) {
            std::tie(conflict.first, conflict.second) = std::minmax(pair[0], pair[1]);
        } else {
            entry.fail_at("modifiers", "\"modifiers\" in conflict must name two different modifiers");
        }
        conflict.severity = entry.severity("severity", Severity::error);
        conflict.reason = entry.text("reason", true);
        conflict.source = entry.text("source", true);
        conflict.valid = entry.validity();
        layer.conflicts.push_back(std::move(conflict));
    });
    root.each("misuse", [&](TableReader& entry) {
        ModifierMisuse misuse;
        misuse.severity = entry.severity("severity", Severity::error);
        misuse.reason = entry.text("reason", true);
        misuse.source = entry.text("source", true);
        misuse.valid = entry.validity();
        for (std::string& modifier : entry.modifiers("modifiers", true)) {
            misuse.modifier = std::move(modifier);
            layer.misuses.push_back(misuse);
        }
    });
    root.one("repeat", [&](TableReader& entry, toml::table const&) {
        layer.repeat_modifiers = entry.modifiers("modifiers", true);
        entry.text("source", true);
    });
}

void read_unclassified(TableReader& root, Layer& layer) {
    root.each("unclassified", [&](TableReader& entry) {
        UnclassifiedCode code;
        code.source = entry.text("source", true);
        code.valid = entry.validity();
        for (std::string& each : entry.texts("codes", true)) {
            code.code = std::move(each);
            layer.unclassified.push_back(code);
        }
    });
}

void read_severities(TableReader& root, Layer& layer) {
    root.one("severity", [&](TableReader& entry, toml::table const& table) {
        for (auto const& [key, node] : table) {
            entry.know(key.str());
            Rule const* rule = find_rule(key.str());
            if (!rule) {
                entry.fail(key.source(), "no rule has the id or name \"" + std::string(key.str()) + "\": see `scrub837 rules`");
                continue;
            }
            auto const word = node.value_exact<std::string>().value_or("");
            auto const severity = TableReader::read_severity(word);
            if (!severity && word != "off")
                entry.fail(node.source(),
                           "severity of " + std::string(rule->id) + " must be \"error\", \"warning\", \"advice\" or \"off\"");
            layer.severities.emplace_back(rule, severity);
        }
    });
}

Layer read_layer(PolicyText const& text, std::optional<PolicyError>& error) {
    Layer layer;
    toml::parse_result const parsed = toml::parse(std::string_view(text.text), std::string_view(text.file));
    if (!parsed) {
        auto const where = parsed.error().source().begin;
        error = PolicyError{text.file, where.line, where.column, "not TOML: " + std::string(parsed.error().description())};
        return layer;
    }
    TableReader root(parsed.table(), "the policy", text.file, error);
    layer.source.id = root.text("id", true);
    layer.source.version = root.text("version", true);
    root.text("title", true);
    layer.source.sha256 = sha256(text.text);
    for (char const c : layer.source.id)
        if (!(('a' <= c && c <= 'z') || ('0' <= c && c <= '9') || c == '-' || c == '.' || c == '_'))
            root.fail_at("id", "\"id\" may hold small letters, digits, '-', '.' and '_' only");
    root.one("cob", [&](TableReader& entry, toml::table const&) { layer.cob_tolerance = entry.integer("tolerance_cents", 0, 0); });
    root.each("notice", [&](TableReader& entry) {
        std::string code = entry.text("code", true), words = entry.text("text", true);
        layer.notices.push_back({std::move(code), std::move(words), entry.text("source", true)});
    });
    read_severities(root, layer);
    read_drugs(root, layer);
    read_modifiers(root, layer);
    read_unclassified(root, layer);
    root.finish();
    return layer;
}

/// Replaces the entries of `all` that have the key of one in `layer` by those of `layer`.
template <class Entry, class SameKey>
void lay_over(std::vector<Entry>& all, std::vector<Entry> const& layer, SameKey&& same_key) {
    std::erase_if(all, [&](Entry const& old) {
        return std::any_of(layer.begin(), layer.end(), [&](Entry const& entry) { return same_key(old, entry); });
    });
    all.insert(all.end(), layer.begin(), layer.end());
}

} // namespace

/// Puts layers into a Policy.
struct PolicyLoader {
    Policy policy;

    PolicyLoader() {
        for (Rule const* rule : all_rules()) policy.severities_.push_back(rule->severity);
    }

    void lay(Layer const& layer) {
        lay_over(policy.drugs_, layer.drugs, [](Drug const& a, Drug const& b) { return a.code == b.code; });
        lay_over(policy.conflicts_, layer.conflicts,
                 [](ModifierConflict const& a, ModifierConflict const& b) { return a.first == b.first && a.second == b.second; });
        lay_over(policy.misuses_, layer.misuses, [](ModifierMisuse const& a, ModifierMisuse const& b) { return a.modifier == b.modifier; });
        lay_over(policy.unclassified_, layer.unclassified,
                 [](UnclassifiedCode const& a, UnclassifiedCode const& b) { return a.code == b.code; });
        lay_over(policy.notices_, layer.notices, [](Notice const& a, Notice const& b) { return a.code == b.code; });
        for (auto const& [rule, severity] : layer.severities) policy.severities_[rule_index(*rule)] = severity;
        if (layer.repeat_modifiers) policy.repeat_modifiers_ = *layer.repeat_modifiers;
        if (layer.cob_tolerance) policy.cob_tolerance_ = *layer.cob_tolerance;
        policy.name_ += (policy.name_.empty() ? "" : "+") + layer.source.id;
        policy.sources_.push_back(layer.source);
    }

    Policy finish() {
        std::sort(policy.drugs_.begin(), policy.drugs_.end(),
                  [](Drug const& a, Drug const& b) { return std::tie(a.code, a.valid.from) < std::tie(b.code, b.valid.from); });
        policy.index_drugs();
        policy.list_rejected_modifiers();
        std::stable_sort(policy.unclassified_.begin(), policy.unclassified_.end(),
                         [](UnclassifiedCode const& a, UnclassifiedCode const& b) { return a.code < b.code; });
        policy.index_unclassified();
        std::sort(policy.repeat_modifiers_.begin(), policy.repeat_modifiers_.end());
        return std::move(policy);
    }
};

std::variant<Policy, PolicyError> layer_policies(std::span<PolicyText const> layers) {
    PolicyLoader loader;
    for (PolicyText const& text : layers) {
        std::optional<PolicyError> error;
        Layer const layer = read_layer(text, error);
        if (error) return *std::move(error);
        loader.lay(layer);
    }
    return loader.finish();
}

std::variant<Policy, PolicyError> load_policies(std::span<std::string const> names) {
    constexpr std::size_t most_bytes = 16 << 20;
    static std::string const fallback[] = {"j2371"};
    std::vector<PolicyText> layers;
    for (std::string const& name : names.empty() ? std::span<std::string const>(fallback) : names) {
        auto const table = builtin_policy_table();
        auto const builtin = std::find_if(table.begin(), table.end(), [&](BuiltinPolicy const& policy) { return policy.name == name; });
        if (builtin != table.end()) {
            layers.push_back({name + " (built in)", std::string(builtin->text)});
            continue;
        }
        std::ifstream file(name, std::ios::binary);
        std::string text(most_bytes + 1, '\0');
        if (file) file.read(text.data(), static_cast<std::streamsize>(text.size()));
        if (!file.is_open() || file.bad() || (file.fail() && !file.eof())) {
            std::string message = "cannot be read: give the path of a readable TOML file or the name of a built-in policy:";
            for (BuiltinPolicy const& policy : table) message += " " + std::string(policy.name);
            return PolicyError{name, 0, 0, message};
        }
        text.resize(static_cast<std::size_t>(file.gcount()));
        if (text.size() > most_bytes) return PolicyError{name, 0, 0, "is larger than 16 MiB: a policy is a small text file"};
        layers.push_back({name, std::move(text)});
    }
    return layer_policies(layers);
}

} // namespace rules
