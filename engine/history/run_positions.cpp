#include "engine/history/run_positions.hpp"

#include <algorithm>
#include <utility>

namespace engine::history {

RunPositions::ControlNumber::ControlNumber(std::string_view text)
    : length_(static_cast<std::uint8_t>(std::min(text.size(), text_.size()))) {
    std::copy_n(text.begin(), length_, text_.begin());
}

void RunPositions::open_input(std::shared_ptr<InputScope const> input) {
    inputs_.push_back({std::move(input), next_, sets_.size()});
}

void RunPositions::open_set(std::string_view control_number) {
    sets_.push_back({next_, static_cast<std::uint32_t>(interchanges_.size()), ControlNumber(control_number)});
}

std::uint32_t RunPositions::pass(std::uint64_t claim_no) {
    auto const number = std::min<std::uint64_t>(inputs_.back().first_claim + claim_no - 1, UINT32_MAX - 1);
    next_ = static_cast<std::uint32_t>(number) + 1;
    return static_cast<std::uint32_t>(number);
}

void RunPositions::reject_from(std::uint32_t first) {
    if (first == next_) return;
    while (!rejected_.empty() && rejected_.back().begin >= first) rejected_.pop_back();
    if (!rejected_.empty() && rejected_.back().end >= first)
        rejected_.back().end = next_;
    else
        rejected_.push_back({first, next_});
}

bool RunPositions::is_rejected(std::uint32_t claim) const {
    auto const behind =
        std::upper_bound(rejected_.begin(), rejected_.end(), claim, [](std::uint32_t c, Rejected const& range) { return c < range.begin; });
    return behind != rejected_.begin() && claim < std::prev(behind)->end;
}

bool RunPositions::counts(std::uint32_t claim) const {
    if (is_rejected(claim)) return false;
    if (taken_back_.empty()) return true;
    auto const found = taken_back_.find(claim);
    return found == taken_back_.end() || is_rejected(found->second);
}

rules::EarlierClaim RunPositions::place_of(std::uint32_t claim) const {
    auto const input = std::prev(
        std::upper_bound(inputs_.begin(), inputs_.end(), claim, [](std::uint32_t c, Input const& each) { return c < each.first_claim; }));
    auto const first_set = sets_.begin() + static_cast<std::ptrdiff_t>(input->first_set);
    rules::EarlierClaim place;
    if (input != std::prev(inputs_.end())) place.input = input->scope->path;
    auto const behind =
        std::upper_bound(first_set, sets_.end(), claim, [](std::uint32_t c, Set const& set) { return c < set.first_claim; });
    place.set_no = static_cast<std::uint64_t>(behind - first_set);
    if (behind != first_set) {
        Set const& set = *std::prev(behind);
        place.set = set.number.text();
        if (set.interchange > 0) place.interchange = interchanges_[set.interchange - 1].text();
    }
    place.claim_no = std::uint64_t{claim} - input->first_claim + 1;
    return place;
}

std::size_t RunPositions::bytes() const {
    return sets_.size() * sizeof(Set) + interchanges_.size() * sizeof(ControlNumber) + rejected_.capacity() * sizeof(Rejected) +
           inputs_.capacity() * sizeof(Input) + taken_back_.size() * (2 * sizeof(std::uint32_t) + 2 * sizeof(void*));
}

} // namespace engine::history
