// The claims that report.html shows with their segments: of each rule those with its first findings, as many as there is room for. Bounded, and the same
// for any number of threads. This is all that the page has of single claims.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/report/html/notes.hpp"
#include "engine/report/html/party_figures.hpp"

namespace engine::report::html {

struct KeptSegment {
    std::uint64_t number = 0; ///< in the set, ST = 1; 0 = outside of one
    std::string_view loop;    ///< static
    std::string text;
};

struct KeptFinding {
    rules::Rule const* rule = nullptr;
    rules::Severity severity = rules::Severity::error;
    bool waived = false; ///< the message says by whom
    std::uint32_t line = 0;
    std::optional<edi::Day> day;
    std::string message;
    NotedPlace place;
    std::vector<NotedPlace> related;
};

struct KeptClaim {
    std::shared_ptr<InputScope const> input;
    std::string interchange, group, set;       ///< control numbers
    std::optional<edi::Delimiters> delimiters; ///< of its segments; nothing: outside of interchanges
    std::uint64_t claim_no = 0;                ///< 0: findings outside of claims
    std::string claim, payer, provider;
    std::int64_t charge = 0;
    bool charge_known = true, accepted = true;
    std::uint32_t lines = 0;
    std::vector<KeptSegment> segments;
    std::uint32_t segments_left_out = 0;
    std::vector<KeptFinding> findings;
    std::uint64_t findings_left_out = 0;
    std::size_t bytes = 0; ///< of its texts
};

class KeptClaims {
public:
    struct Room {
        std::size_t findings = 5'000;
        std::size_t bytes = std::size_t{4} << 20;
        std::size_t findings_of_claim = 50;
    };

    explicit KeptClaims(Room room) : room_(room) {}

    /// The next claim of the run. `rank`: the smallest number of findings of one of its rules that came before it.
    void add(NotedClaim const& claim, std::uint64_t rank, Notes const& notes);
    /// `closed` ends; the claims in it go back when it is rejected.
    void close(Around closed, bool rejected);

    /// In the order of the run; the key is a running number.
    std::map<std::uint64_t, KeptClaim> const& claims() const { return claims_; }
    std::size_t findings() const { return findings_; }
    /// Of each rule the claims with its first so many findings are kept; nothing: all are.
    std::optional<std::uint64_t> quota() const { return quota_; }

private:
    void make_room();

    Room room_;
    std::map<std::uint64_t, KeptClaim> claims_;
    std::set<std::pair<std::uint64_t, std::uint64_t>> ranks_; ///< rank and number of those kept
    std::optional<std::uint64_t> quota_;
    std::uint64_t next_ = 0;
    std::array<std::uint64_t, 4> opened_{}; ///< the number at which the open set, group, interchange, input began at the earliest
    std::size_t findings_ = 0, bytes_ = 0;
};

} // namespace engine::report::html
