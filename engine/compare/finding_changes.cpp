#include "engine/compare/finding_changes.hpp"

#include <algorithm>
#include <tuple>

namespace engine::compare {
namespace {

/// What makes two findings the same one.
auto identity(Told const& told) {
    return std::tuple(told.location.offset, told.location.segment_no, told.location.element, told.location.component, told.line, told.rule);
}

} // namespace

void FindingList::clear() {
    told_.clear();
    messages_.clear();
    claims_.clear();
    outside_.clear();
}

ToldRun FindingList::keep(std::span<report::FindingView const> findings) {
    ToldRun const run{static_cast<std::uint32_t>(told_.size()), static_cast<std::uint32_t>(findings.size())};
    for (report::FindingView const& finding : findings) {
        Told& told = told_.emplace_back();
        told.rule = finding.rule->id;
        told.name = finding.rule->name;
        told.severity = finding.severity;
        told.line = finding.line;
        told.location = finding.location;
        told.message_begin = static_cast<std::uint32_t>(messages_.size());
        messages_ += finding.message;
        told.message_end = static_cast<std::uint32_t>(messages_.size());
    }
    return run;
}

void FindingList::claim(report::Heading const& heading, rules::ClaimFacts const&, std::span<report::FindingView const> findings) {
    claims_.push_back({item_, heading, keep(findings)});
}

void FindingList::outside(std::span<report::FindingView const> findings) {
    outside_.push_back({item_, keep(findings)});
}

void FindingList::outside_of(std::size_t item, std::vector<Told const*>& out) const {
    out.clear();
    auto const first = std::lower_bound(outside_.begin(), outside_.end(), item,
                                        [](Outside const& each, std::size_t wanted) { return each.item < wanted; });
    for (auto each = first; each != outside_.end() && each->item == item; ++each)
        for (Told const& told : of(each->run)) out.push_back(&told);
}

void find_changes(FindingList const& of_a, std::vector<Told const*>& a, FindingList const& of_b, std::vector<Told const*>& b,
                  std::vector<Change>& changes) {
    auto const words = [](FindingList const& list, Told const& told) { return std::tuple(told.severity, list.message(told)); };
    auto const sort = [&](FindingList const& list, std::vector<Told const*>& findings) {
        std::sort(findings.begin(), findings.end(), [&](Told const* x, Told const* y) {
            return std::tuple_cat(identity(*x), words(list, *x)) < std::tuple_cat(identity(*y), words(list, *y));
        });
    };
    sort(of_a, a);
    sort(of_b, b);
    // Of what a rule finds at one place, the equal ones are taken out first.
    std::vector<Told const*> only_a, only_b;
    auto const settle = [&] {
        for (std::size_t i = 0; i < std::max(only_a.size(), only_b.size()); ++i)
            changes.push_back({i < only_a.size() ? only_a[i] : nullptr, i < only_b.size() ? only_b[i] : nullptr});
        only_a.clear();
        only_b.clear();
    };
    changes.clear();
    for (std::size_t i = 0, j = 0; i < a.size() || j < b.size();) {
        Told const& first = j == b.size() || (i < a.size() && identity(*a[i]) < identity(*b[j])) ? *a[i] : *b[j];
        Told const* const last = !only_a.empty() ? only_a.back() : !only_b.empty() ? only_b.back() : nullptr;
        if (last && identity(*last) != identity(first)) settle();
        bool const in_a = i < a.size() && identity(*a[i]) == identity(first), in_b = j < b.size() && identity(*b[j]) == identity(first);
        if (in_a && in_b && words(of_a, *a[i]) == words(of_b, *b[j])) {
            ++i;
            ++j;
        } else if (in_a && (!in_b || words(of_a, *a[i]) < words(of_b, *b[j]))) {
            only_a.push_back(a[i++]);
        } else {
            only_b.push_back(b[j++]);
        }
    }
    settle();
}

} // namespace engine::compare
