// Loading of policies: from names to texts, from texts to layers, layer over layer. The format is described in rules/policies/README.md.
#include <algorithm>
#include <fstream>

#include "rules/nearest_word.hpp"
#include "rules/policies/builtin.hpp"
#include "rules/policy.hpp"
#include "rules/policy/table_reader.hpp"
#include "rules/sha256.hpp"

namespace rules {

namespace {

/// What one file says, before it is laid over the earlier ones.
struct Layer {
    PolicySource source;
    PolicySections sections;
};

void read_source(TableReader& root, PolicySource& source) {
    source.id = root.text("id", true);
    source.version = root.text("version", true);
    source.title = root.text("title", true);
    for (char const c : source.id)
        if (!(('a' <= c && c <= 'z') || ('0' <= c && c <= '9') || c == '-' || c == '.' || c == '_'))
            root.fail_at("id", "\"id\" may hold small letters, digits, '-', '.' and '_' only");
}

std::optional<PolicyError> read_layer(PolicyText const& text, Layer& layer) {
    layer.source.sha256 = sha256(text.text);
    return TableReader::read_text(text.file, text.text, [&](TableReader& root) {
        read_source(root, layer.source);
        layer.sections.read(root);
    });
}

} // namespace

std::span<std::string_view const> builtin_policies() {
    static std::vector<std::string_view> const names = [] {
        std::vector<std::string_view> list;
        for (BuiltinPolicy const& policy : builtin_policy_table()) list.push_back(policy.name);
        return list;
    }();
    return names;
}

std::variant<Policy, PolicyError> layer_policies(std::span<PolicyText const> layers, CodeTables const& tables) {
    Policy policy;
    policy.tables_ = &tables;
    for (PolicyText const& text : layers) {
        Layer layer;
        if (auto error = read_layer(text, layer)) return *std::move(error);
        policy.sections_.lay(layer.sections);
        policy.name_ += (policy.name_.empty() ? "" : "+") + layer.source.id;
        policy.sources_.push_back(layer.source);
    }
    if (auto error = policy.finish()) return *std::move(error);
    return policy;
}

std::variant<std::vector<PolicyText>, PolicyError> policy_texts(std::span<std::string const> names) {
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
            return PolicyError{name, 0, 0, message + did_you_mean(name, builtin_policies())};
        }
        text.resize(static_cast<std::size_t>(file.gcount()));
        if (text.size() > most_bytes) return PolicyError{name, 0, 0, "is larger than 16 MiB: a policy is a small text file"};
        layers.push_back({name, std::move(text)});
    }
    return layers;
}

std::variant<Policy, PolicyError> load_policies(std::span<std::string const> names, CodeTables const& tables) {
    auto texts = policy_texts(names);
    if (auto* error = std::get_if<PolicyError>(&texts)) return std::move(*error);
    return layer_policies(std::get<std::vector<PolicyText>>(texts), tables);
}

} // namespace rules
