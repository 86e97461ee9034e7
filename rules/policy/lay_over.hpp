// How entries of a later policy replace those of an earlier one.
#pragma once

#include <algorithm>
#include <vector>

namespace rules {

/// Replaces the entries of `all` that have the key of one in `later` by those of `later`; `same_key(old, entry)` compares two.
template <class Entry, class SameKey>
void lay_over(std::vector<Entry>& all, std::vector<Entry> const& later, SameKey&& same_key) {
    std::erase_if(all, [&](Entry const& old) {
        return std::any_of(later.begin(), later.end(), [&](Entry const& entry) { return same_key(old, entry); });
    });
    all.insert(all.end(), later.begin(), later.end());
}

} // namespace rules
