#include "engine/waivers/waivers.hpp"

#include <algorithm>
#include <fstream>
#include <functional>
#include <utility>

#include "rules/nearest_word.hpp"
#include "rules/policy/table_reader.hpp"

namespace engine::waivers {
namespace {

using rules::FileMistake;

constexpr std::size_t most_bytes = 16 << 20;

/// What cannot be read, or not be told apart, goes back whatever is waived.
bool can_be_waived(rules::Rule const& rule) {
    using enum edi::EnvelopeFault;
    if (!rule.envelope_fault) return true;
    switch (*rule.envelope_fault) {
        case file_empty:
        case file_not_x12:
        case file_not_unpacked:
        case isa_truncated:
        case isa_unreadable:
        case segment_too_long:
        case segment_outside_set:
        case segment_outside_group:
        case claim_too_large:
        case group_version_unsupported:
        case set_kind_unsupported: return false;
        default: return true;
    }
}

rules::Rule const* read_rule(rules::TableReader& entry, rules::Policy const& policy) {
    std::string const wanted = entry.text("rule", true);
    if (wanted.empty()) return nullptr;
    rules::Rule const* rule = policy.find(wanted);
    if (!rule) {
        std::vector<std::string_view> names;
        for (rules::Rule const* each : policy.rules()) names.insert(names.end(), {each->id, each->name});
        entry.fail_at("rule",
                      "no rule has the id or name \"" + wanted + "\"" + rules::did_you_mean(wanted, names) + ": see `scrub837 rules`");
    } else if (!can_be_waived(*rule)) {
        entry.fail_at("rule", std::string(rule->id) + " cannot be waived: what cannot be read goes back in any case");
    }
    return rule;
}

/// `wanted` is the path of the input, or the end of it behind a slash; empty: any.
bool is_file(std::string_view wanted, std::string_view path) {
    if (wanted.empty() || wanted == path) return true;
    return path.size() > wanted.size() && path.ends_with(wanted) && path[path.size() - wanted.size() - 1] == '/';
}

bool is_any(std::string_view wanted, std::string_view found) {
    return wanted.empty() || wanted == found;
}

bool fits(Waiver const& waiver, Around const& around) {
    Scope const& scope = *around.scope;
    bool const sender = is_any(waiver.submitter, around.submitter) ||
                        (scope.interchange && waiver.submitter == scope.interchange->sender) ||
                        (scope.group && waiver.submitter == scope.group->sender);
    return sender && is_any(waiver.payer, around.payer) && is_any(waiver.provider, around.provider) && is_any(waiver.claim, around.claim) &&
           is_file(waiver.input, scope.input->path);
}

} // namespace

std::string last_day(Waiver const& waiver) {
    std::string text;
    rules::Message(text) << waiver.until;
    return text;
}

std::string words(Waiver const& waiver) {
    std::string text = waiver.who;
    if (!waiver.is_baseline()) text.append(", until ").append(last_day(waiver));
    return text.append(": ").append(waiver.reason);
}

std::optional<FileMistake> Waivers::read_file(std::string const& file, rules::Policy const& policy) {
    std::ifstream in(file, std::ios::binary);
    std::string text(most_bytes + 1, '\0');
    if (in) in.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (!in.is_open() || in.bad() || (in.fail() && !in.eof()))
        return FileMistake{file, 0, 0, "cannot be read: give the path of a readable TOML file with [[waiver]] entries"};
    text.resize(static_cast<std::size_t>(in.gcount()));
    if (text.size() > most_bytes) return FileMistake{file, 0, 0, "is larger than 16 MiB: waivers are a small text file"};
    auto const read = [&](rules::TableReader& root) {
        if (!root.has("waiver")) root.fail("has no [[waiver]]: each one wants rule, who, reason and until");
        root.each("waiver", [&](rules::TableReader& entry) {
            Waiver waiver;
            waiver.file = file;
            waiver.line = entry.error_at("rule", "").line;
            waiver.rule = read_rule(entry, policy);
            waiver.who = entry.text("who", true);
            waiver.reason = entry.text("reason", true);
            auto const until = entry.day("until");
            if (!until && !entry.has("until"))
                entry.fail("has no until: a waiver wants the last day on which it holds, such as until = 2026-12-31");
            waiver.until = until.value_or(edi::Day{});
            waiver.payer = entry.text("payer", false);
            waiver.submitter = entry.text("submitter", false);
            waiver.provider = entry.text("provider", false);
            waiver.input = entry.text("file", false);
            waiver.claim = entry.text("claim", false);
            waivers_.push_back(std::move(waiver));
        });
    };
    return rules::TableReader::read_text(file, text, read, "the file of waivers");
}

std::variant<Waivers, FileMistake> Waivers::read(std::span<std::string const> files, std::optional<std::string> const& baseline,
                                                 rules::Policy const& policy, edi::Day today) {
    Waivers all;
    all.today_ = today;
    if (baseline) {
        auto read = Baseline::read(*baseline);
        if (auto* wrong = std::get_if<FileMistake>(&read)) return std::move(*wrong);
        all.baseline_ = std::get<Baseline>(std::move(read));
        Waiver& known = all.waivers_.emplace_back();
        known.who = "baseline";
        known.reason = "known before";
        known.file = *baseline;
    }
    for (std::string const& file : files)
        if (auto wrong = all.read_file(file, policy)) return std::move(*wrong);
    for (std::uint32_t i = 0; i < all.size(); ++i) {
        Waiver const& waiver = all.waivers_[i];
        if (waiver.is_baseline() || all.is_expired(waiver)) continue;
        auto const known =
            std::find_if(all.by_rule_.begin(), all.by_rule_.end(), [&](OfRule const& each) { return each.rule == waiver.rule; });
        if (known == all.by_rule_.end())
            all.by_rule_.push_back({waiver.rule, {i}});
        else
            known->numbers.push_back(i);
    }
    std::sort(all.by_rule_.begin(), all.by_rule_.end(), [](OfRule const& a, OfRule const& b) { return std::less<>()(a.rule, b.rule); });
    return all;
}

std::span<std::uint32_t const> Waivers::waivers_of(rules::Rule const& rule) const {
    auto const at = std::lower_bound(by_rule_.begin(), by_rule_.end(), &rule,
                                     [](OfRule const& each, rules::Rule const* wanted) { return std::less<>()(each.rule, wanted); });
    if (at == by_rule_.end() || at->rule != &rule) return {};
    return at->numbers;
}

std::optional<std::uint32_t> Waivers::find(rules::Rule const& rule, Around const& around, KnownPlace const& place) const {
    for (std::uint32_t const number : waivers_of(rule))
        if (fits(waivers_[number], around)) return number;
    if (has_baseline() && can_be_waived(rule) && baseline_.holds(key_of(rule, place))) return 0;
    return {};
}

} // namespace engine::waivers
