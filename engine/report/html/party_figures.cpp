#include "engine/report/html/party_figures.hpp"

#include "engine/tally.hpp"

namespace engine::report::html {
namespace {

constexpr std::size_t longest_id = 80, longest_name = 120; // bytes; what is longer was never an id or a name
constexpr std::uint32_t no_party = 0xFFFFFFFF;

} // namespace

std::uint32_t PartyFigures::find(std::string_view id, std::string_view name) {
    id = id.substr(0, longest_id);
    name = name.substr(0, longest_name);
    auto& index = id.empty() ? by_name_ : by_id_;
    if (auto const found = index.find(id.empty() ? name : id); found != index.end()) return found->second;
    if (parties_.size() == most_parties) return no_party;
    auto const added = static_cast<std::uint32_t>(parties_.size());
    Party const& party = parties_.emplace_back(Party{std::string(id), std::string(name), {}});
    open_.emplace_back();
    index.emplace(id.empty() ? party.name : party.id, added);
    return added;
}

void PartyFigures::add_accepted(std::uint32_t index, Around around, std::uint64_t accepted, std::int64_t charges) {
    if (around == Around::run) {
        verdicts(index) += {accepted, 0, charges, 0};
        return;
    }
    auto const level = static_cast<std::size_t>(around);
    Open& sum = open(index)[level];
    sum.accepted += accepted;
    Tally::add(sum.charges, charges);
    if (!sum.any) touched_[level].push_back(index);
    sum.any = true;
}

void PartyFigures::add(PartyVerdicts const& of, Around around) {
    std::uint32_t const index = find(of.id, of.name);
    verdicts(index) += {0, of.verdicts.rejected, 0, of.verdicts.charges_rejected};
    if (of.verdicts.accepted > 0) add_accepted(index, around, of.verdicts.accepted, of.verdicts.charges_accepted);
}

void PartyFigures::close(Around inner, Around outer, bool rejected) {
    auto const level = static_cast<std::size_t>(inner);
    for (std::uint32_t const index : touched_[level]) {
        Open const sum = open(index)[level];
        open(index)[level] = {};
        if (rejected)
            verdicts(index) += {0, sum.accepted, 0, sum.charges};
        else
            add_accepted(index, outer, sum.accepted, sum.charges);
    }
    touched_[level].clear();
}

Verdicts PartyFigures::total() const {
    Verdicts sum = others_;
    for (Party const& party : parties_) sum += party.verdicts;
    return sum;
}

} // namespace engine::report::html
