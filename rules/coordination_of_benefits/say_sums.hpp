// Tells a sum item by item, so that the place of the missing cents is seen. Claims may have very many lines: the first items are told.
#pragma once

#include "rules/coordination_of_benefits/balanced_payer.hpp"
#include "rules/finding.hpp"
#include "rules/message.hpp"

namespace rules {

/// Items of a sum behind a message: ": a; b; c; and 20 more".
class Items {
public:
    static constexpr std::uint32_t most = 12;

    explicit Items(Message& m) : m_(&m) {}

    template <class Say>
    void add(Say&& say) {
        if (count_++ >= most) return;
        *m_ << (count_ == 1 ? ": " : "; ");
        say(*m_);
    }
    void end() {
        if (count_ > most) *m_ << "; and " << count_ - most << " more";
    }

private:
    Message* m_;
    std::uint32_t count_ = 0;
};

/// "CO 45 30.00 + PR 2 24.00"
inline void say_adjustments(Message& m, edi::Claim const& claim, edi::Range range) {
    std::uint32_t count = 0;
    for (edi::Adjustment const& adjustment :
         edi::Claim::part(claim.adjustments, range.count > Items::most ? edi::Range{range.first, Items::most} : range)) {
        if (count++ > 0) m << " + ";
        m.printable(adjustment.group.text, 2) << ' ';
        m.printable(adjustment.reason.text, 5) << ' ';
        m.money(adjustment.amount.cents);
    }
    if (range.count > Items::most) m << " + " << range.count - Items::most << " more";
}

/// Where they stand.
inline void mark_adjustments(Report& report, Finding* told, edi::Claim const& claim, edi::Range range) {
    for (edi::Adjustment const& adjustment : edi::Claim::part(claim.adjustments, range)) report.also(told, {"adjusted", adjustment.amount});
}

/// The adjustments of the whole claim (CAS in 2320), if there are any.
inline void say_claim_adjustments(Items& items, edi::Claim const& claim, edi::OtherPayer const& other) {
    if (other.adjustments.count == 0) return;
    items.add([&](Message& m) {
        m << "claim ";
        say_adjustments(m, claim, other.adjustments);
    });
}

/// Where the payer's first lines were paid that do not balance themselves (SVD02).
inline std::array<edi::Place, 3> lines_off(ClaimFacts const& facts, std::size_t payer) {
    std::array<edi::Place, 3> places{};
    std::size_t count = 0;
    for (LineBalance const& balance : balances_of(facts, payer)) {
        auto const difference = balance.difference();
        if (!difference || is_balanced(facts, *difference)) continue;
        places[count++] = facts.claim.adjudications[balance.adjudication].paid.field.place;
        if (count == places.size()) break;
    }
    return places;
}

/// "; line 1 itself is off by 1.00"
inline void say_lines_off(Message& m, ClaimFacts const& facts, std::size_t payer) {
    std::uint32_t count = 0;
    for (LineBalance const& balance : balances_of(facts, payer)) {
        auto const difference = balance.difference();
        if (!difference || is_balanced(facts, *difference) || ++count > 3) continue;
        m << (count == 1 ? "; itself off: line " : ", line ") << balance.line + 1 << " by ";
        m.money(*difference);
    }
    if (count > 3) m << " and " << count - 3 << " more";
}

} // namespace rules
