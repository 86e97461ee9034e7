#include "rules/policy/payers.hpp"

#include <algorithm>

#include "edi/claim/claim.hpp"
#include "rules/payer_kind.hpp"
#include "rules/policy/lay_over.hpp"
#include "rules/policy/packed_code.hpp"
#include "rules/policy/table_reader.hpp"
#include "rules/registry.hpp"

namespace rules {
namespace {

std::optional<Severity> demand(TableReader& entry, std::string_view key) {
    return entry.has(key) ? entry.severity_or_off(key, key) : std::nullopt;
}

WantedDocument read_document(TableReader& entry) {
    WantedDocument document;
    document.name = entry.text("name", true);
    document.types = entry.texts("types", true);
    document.severity = entry.severity("severity", Severity::advice);
    entry.text("source", false);
    return document;
}

void read_severities(TableReader& entry, PayerProfile& profile) {
    for (std::string const& key : entry.keys()) {
        Rule const* rule = find_rule(key);
        if (rule == nullptr) {
            entry.fail_at_key(key, "no rule has the id or name \"" + key + "\": see `scrub837 rules`");
        } else if (!rule->check) {
            entry.fail_at_key(key, std::string(rule->id) + " is about the guide, which is the same for every payer: set it in [severity]");
        } else {
            profile.severities.emplace_back(rule, entry.severity_or_off(key, rule->id));
        }
    }
}

/// `kinds`, as payer_kind() names them: the filing indicators that they stand for.
void read_kinds(TableReader& entry, PayerProfile& profile) {
    for (std::string const& kind : entry.texts("kinds", false)) {
        auto const codes = filing_codes_of(kind);
        if (codes.empty())
            entry.fail_at("kinds",
                          "\"" + kind +
                              "\" is no kind of payer: use commercial, medicare, medicare-advantage, medicaid, government or casualty, "
                              "or give \"filing_codes\"");
        profile.filing_codes.insert(profile.filing_codes.end(), codes.begin(), codes.end());
    }
}

bool has(std::vector<std::string> const& list, std::string_view text) {
    return std::find(list.begin(), list.end(), text) != list.end();
}

} // namespace

bool PayerProfile::is_about(std::string_view code) const {
    return codes.empty() || has(codes, code);
}

std::optional<Severity> PayerProfile::severity_of(Rule const& rule, Severity otherwise) const {
    for (auto const& [named, severity] : severities)
        if (named == &rule) return severity;
    return otherwise;
}

void Payers::read(TableReader& root) {
    root.each("payer", [&](TableReader& entry) {
        PayerProfile profile;
        profile.name = entry.text("name", true);
        profile.ids = entry.texts("ids", false);
        profile.filing_codes = entry.texts("filing_codes", false);
        read_kinds(entry, profile);
        if (profile.ids.empty() && profile.filing_codes.empty())
            entry.fail("payer \"" + profile.name +
                       "\" has no \"ids\" (2010BB NM109), \"kinds\" or \"filing_codes\" (SBR09): say which payers it is");
        profile.codes = entry.texts("codes", false);
        profile.prior_authorization = demand(entry, "prior_authorization");
        profile.step_therapy = demand(entry, "step_therapy");
        profile.ndc = demand(entry, "ndc");
        profile.diagnosis = demand(entry, "diagnosis");
        profile.dose = demand(entry, "dose");
        profile.route = demand(entry, "route");
        profile.weight = demand(entry, "weight");
        profile.pharmacy_benefit = demand(entry, "pharmacy_benefit");
        profile.timely_filing_days = entry.integer("timely_filing_days", 1, 0);
        if (profile.timely_filing_days != 0) profile.timely_filing = Severity::advice;
        if (entry.has("timely_filing")) profile.timely_filing = demand(entry, "timely_filing");
        if (profile.timely_filing && profile.timely_filing_days == 0)
            entry.fail_at("timely_filing", "\"timely_filing\" needs \"timely_filing_days\": the days between service and sending");
        entry.each("document", [&](TableReader& document) { profile.documents.push_back(read_document(document)); });
        entry.one("severity", [&](TableReader& severities) { read_severities(severities, profile); });
        profile.source = entry.text("source", true);
        profile.valid = entry.validity();
        profiles_.push_back(std::move(profile));
    });
}

void Payers::lay(Payers const& later) {
    lay_over(profiles_, later.profiles_, [](PayerProfile const& a, PayerProfile const& b) { return a.name == b.name; });
}

void Payers::finish() {
    shortest_filing_.reset();
    any_severities_ = false;
    ids_.clear();
    by_filing_code_.clear();
    for (std::uint32_t i = 0; i < profiles_.size(); ++i) {
        PayerProfile const& profile = profiles_[i];
        for (std::string const& id : profile.ids) ids_.push_back(packed_code(id));
        // A profile with ids is about those payers alone.
        if (profile.ids.empty())
            for (std::string const& code : profile.filing_codes) by_filing_code_.emplace_back(packed_code(code), i);
        if (profile.timely_filing)
            shortest_filing_ = std::min(profile.timely_filing_days, shortest_filing_.value_or(profile.timely_filing_days));
        any_severities_ = any_severities_ || !profile.severities.empty();
    }
}

PayerProfile const* Payers::of(edi::Claim const& claim, std::optional<edi::Day> day) const {
    auto const holds = [day](PayerProfile const& profile) { return !day || profile.valid.holds(*day); };
    std::string_view const id = claim.subscriber->payer.id.text;
    if (std::find(ids_.begin(), ids_.end(), packed_code(id)) != ids_.end())
        for (PayerProfile const& profile : profiles_)
            if (holds(profile) && has(profile.ids, id)) return &profile;
    std::uint64_t const filing_code = packed_code(claim.subscriber->coverage.filing_code.text);
    for (auto const& [code, profile] : by_filing_code_)
        if (code == filing_code && holds(profiles_[profile])) return &profiles_[profile];
    return nullptr;
}

} // namespace rules
