// Drugs of the policy that a description names in words.
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "rules/facts.hpp"

namespace rules {

/// Whether `text` has one of the drug's names as a word, in any letter case.
bool names_drug(std::string_view text, Drug const& drug);

/// The drugs valid on the line's day whose substance `text` names, in order of code, the first of them.
struct NamedDrugs {
    std::array<Drug const*, 4> list{};
    std::size_t count = 0;
    std::span<Drug const* const> all() const { return std::span(list).first(count); }
};
NamedDrugs drugs_named_in(std::string_view text, ClaimFacts const& facts, LineFacts const& line);

/// "dalteparin sodium, J1645 (2500 IU a unit) or J2371 (250 IU a unit)": drugs of one substance.
void say_drugs(std::span<Drug const* const> drugs, Message& m);

} // namespace rules
