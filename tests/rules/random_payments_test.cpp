// Random claims with other payers that balance by construction: nothing of coordination of benefits is found in them. The same claims with a cent
// added, taken or moved: each equation in which that cent stands is found to be off, for its payer and at its level, and no other.
#include <algorithm>
#include <array>
#include <random>

#include "tests/rules/judged.hpp"

using namespace rules;
using namespace rules_test;

namespace {

/// One of C101, C201, C202, C203, C209 for one payer ("" = none) and line (0 = the claim).
struct Equation {
    std::string rule, payer;
    std::uint32_t line = 0;
    std::int64_t off = 0; ///< cents; 0 as long as nothing was changed

    std::string name() const { return rule + " " + payer + " " + std::to_string(line); }
};

/// An amount of the claim and the equations in which it stands, with its sign there.
struct Amount {
    std::int64_t cents = 0;
    std::size_t owner = 0; ///< cents are moved between amounts of one payer only; 0 = the provider's own: charges
    std::vector<std::pair<std::size_t, int>> stands_in;
    bool not_negative = false;
};

/// Text with amounts in it.
struct Piece {
    std::string text;
    std::size_t amount; ///< behind the text; no_amount: none
};
constexpr std::size_t no_amount = SIZE_MAX;
using Text = std::vector<Piece>;

std::string money(std::int64_t cents) {
    std::string const sign = cents < 0 ? "-" : "";
    std::int64_t const value = cents < 0 ? -cents : cents;
    if (value % 100 == 0) return sign + std::to_string(value / 100);
    return sign + std::to_string(value / 100) + "." + std::to_string(value % 100 / 10) +
           (value % 10 == 0 ? "" : std::to_string(value % 10));
}

/// A claim as the generator made it.
struct Model {
    char turn = 'S'; ///< SBR01 of the payer that the claim goes to
    bool institutional = false;
    std::vector<Amount> amounts;
    std::vector<Equation> equations;
    Text text;

    std::string written() const {
        std::string out;
        for (Piece const& piece : text) {
            out += piece.text;
            if (piece.amount != no_amount) out += money(amounts[piece.amount].cents);
        }
        return out;
    }
    void change(std::size_t amount, std::int64_t cents) {
        amounts[amount].cents += cents;
        for (auto const& [equation, sign] : amounts[amount].stands_in) equations[equation].off += sign * cents;
    }
    std::vector<std::string> off() const {
        std::vector<std::string> names;
        for (Equation const& equation : equations)
            if (equation.off != 0) names.push_back(equation.name());
        std::sort(names.begin(), names.end());
        return names;
    }
};

class Generator {
public:
    explicit Generator(std::uint64_t seed) : random_(seed) {}

    Model claim() {
        model_ = {};
        lines_.clear();
        decisions_.clear();
        model_.institutional = chance(40);
        std::size_t const priors = 1 + below(3);
        model_.turn = "SSTA"[priors];
        make_lines();
        Text payers;
        for (std::size_t i = 0; i < priors; ++i) append(payers, prior_payer(i));
        if (chance(15)) append(payers, {{payer_loops("B", "LATER", {}, false), no_amount}});
        append(model_.text, {{"***" + claim_rest(), no_amount}});
        append(model_.text, payers);
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            append(model_.text, line_segments(i));
            append(model_.text, decisions_[i]);
        }
        return std::move(model_);
    }

    /// Adds or takes a cent somewhere, or moves one from one amount of a payer to another; a move that no equation can see is not made.
    void disturb(Model& model) {
        for (;;) {
            Model changed = model;
            std::size_t const first = below(changed.amounts.size());
            changed.change(first, chance(50) ? 1 : -1);
            if (changed.amounts[first].owner != 0 && chance(40)) {
                std::size_t const second = below(changed.amounts.size());
                if (changed.amounts[second].owner != changed.amounts[first].owner || second == first) continue;
                changed.change(second, changed.amounts[first].cents > model.amounts[first].cents ? -1 : 1);
            }
            bool legal = true;
            for (Amount const& amount : changed.amounts) legal = legal && (!amount.not_negative || amount.cents >= 0);
            if (!legal || changed.off().empty()) continue;
            model = std::move(changed);
            return;
        }
    }

private:
    struct Line {
        std::int64_t charge;
        std::size_t amount;
    };

    std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_() % n); }
    bool chance(unsigned percent) { return below(100) < percent; }
    std::int64_t between(std::int64_t low, std::int64_t high) {
        return low + static_cast<std::int64_t>(below(static_cast<std::size_t>(high - low + 1)));
    }
    static void append(Text& text, Text const& more) { text.insert(text.end(), more.begin(), more.end()); }

    std::size_t amount(std::int64_t cents, std::size_t owner, std::vector<std::pair<std::size_t, int>> stands_in,
                       bool not_negative = false) {
        model_.amounts.push_back({cents, owner, std::move(stands_in), not_negative});
        return model_.amounts.size() - 1;
    }
    std::size_t equation(std::string const& rule, std::string const& payer, std::size_t line) {
        model_.equations.push_back({rule, payer, static_cast<std::uint32_t>(line)});
        return model_.equations.size() - 1;
    }

    // A claim without lines is none for the guide, but its sums over payers hold all the same.
    void make_lines() {
        total_ = 0;
        std::size_t const count = chance(4) ? 0 : 1 + below(6);
        sum_ = count == 0 ? no_amount : equation("C101", "", 0);
        for (std::size_t i = 0; i < count; ++i) {
            std::int64_t const charge = chance(5) ? 0 : between(100, 90000);
            lines_.push_back({charge, amount(charge, 0, {{sum_, -1}}, true)});
            total_ += charge;
        }
        if (count == 0) total_ = between(0, 90000);
        decisions_.resize(count);
        charge_ = amount(total_, 0, {}, true);
        if (count > 0) model_.amounts[charge_].stands_in.push_back({sum_, 1});
        model_.text.push_back({"*", charge_});
    }

    std::string claim_rest() const {
        if (model_.institutional)
            return "13:A:1**A*Y*Y~DTP*434*RD8*20261005-20261005~CL1*3*1*01~HI*ABK:I82402~NM1*71*1*CARER*KIM****XX*1550218733~";
        return "11:B:1*Y*A*Y*Y~HI*ABK:I82401~NM1*82*1*CARER*KIM****XX*1550218733~";
    }
    Text line_segments(std::size_t i) const {
        std::string const head = "LX*" + std::to_string(i + 1) + (model_.institutional ? "~SV2*0300*HC:80053*" : "~SV1*HC:99213*");
        return {{head, lines_[i].amount},
                {model_.institutional ? "*UN*1~DTP*472*D8*20261005~" : "*UN*1***1~DTP*472*D8*20261005~", no_amount}};
    }

    std::string payer_loops(std::string const& turn, std::string const& id, std::string const& decision, bool dated) const {
        return "SBR*" + turn + "*18*******CI~" + decision + "OI***Y***Y~NM1*IL*1*PERSON*ANY****MI*M" + id + "~NM1*PR*2*OTHER*****PI*" + id +
               "~" + (dated ? "DTP*573*D8*20261022~" : "");
    }

    /// CAS segments that add up to `total`, in up to five adjustments of either sign; all stand in the same equations.
    Text adjustments(std::int64_t total, std::vector<std::pair<std::size_t, int>> const& stands_in) {
        static constexpr std::array<std::array<std::string_view, 4>, 4> reasons{
            {{"45", "97", "144", "253"}, {"1", "2", "3", "100"}, {"23", "94", "192", "59"}, {"16", "131", "222", "225"}}};
        static constexpr std::array<std::string_view, 4> groups{"CO", "PR", "OA", "PI"};
        Text text;
        std::size_t const segments = 1 + below(3);
        for (std::size_t group = 0; group < segments; ++group) {
            std::size_t const count = 1 + below(2), skip = below(4);
            bool first = true;
            for (std::size_t i = 0; i < count; ++i) {
                bool const last = group + 1 == segments && i + 1 == count;
                std::int64_t const part = last ? total : chance(15) ? between(-900, -1) : between(0, std::max<std::int64_t>(total, 0));
                if (part == 0) continue;
                total -= part;
                std::string head = first ? "CAS*" + std::string(groups[group]) + "*" : chance(20) ? "*2*" : "**";
                text.push_back({head + std::string(reasons[group][(i + skip) % 4]) + "*", amount(part, owner_, stands_in)});
                first = false;
            }
            if (!first) text.push_back({"~", no_amount});
        }
        return text;
    }

    Text prior_payer(std::size_t i) {
        owner_ = i + 1;
        id_ = "PAYER" + std::to_string(i + 1);
        std::string const turn(1, "PST"[i]);
        if (chance(7)) return passed_over(turn);
        whole_ = equation("C202", id_, 0);
        model_.amounts[charge_].stands_in.push_back({whole_, 1});
        switch (lines_.empty() ? 0 : below(5)) {
            case 0: return decided_as_a_whole(turn);
            case 1: return decided_in_part(turn);
            default: return decided_by_line(turn);
        }
    }

    // AMT*A8 is the claim's charge, and there is nothing else.
    Text passed_over(std::string const& turn) {
        std::size_t const same = equation("C209", id_, 0);
        model_.amounts[charge_].stands_in.push_back({same, 1});
        return split(payer_loops(turn, id_, "AMT*A8*\n~", false), {{"", amount(total_, owner_, {{same, -1}})}});
    }

    // Charge = paid + adjusted; denied, paid to the patient and paid in full among them.
    Text decided_as_a_whole(std::string const& turn) {
        if (total_ != 0 && chance(8)) { // all that was paid went to the patient
            Text const to_patient{{"CAS*PR*100*", amount(total_, owner_, {{whole_, -1}})},
                                  {"~AMT*D*", amount(0, owner_, {{whole_, -1}}, true)},
                                  {"~", no_amount}};
            return split(payer_loops(turn, id_, "\n", true), to_patient);
        }
        std::int64_t const paid = chance(20) ? 0 : chance(10) ? total_ : between(0, total_ + 500);
        Text decision = adjustments(total_ - paid, {{whole_, -1}});
        bool const denied = paid == 0 && !decision.empty() && chance(50);
        if (!denied) append(decision, {{"AMT*D*", amount(paid, owner_, {{whole_, -1}}, true)}, {"~", no_amount}});
        return split(payer_loops(turn, id_, "\n", true), decision);
    }

    // Some lines have their decision, the rest of the claim was decided as a whole: paid = charge - adjusted at both levels.
    Text decided_in_part(std::string const& turn) {
        std::size_t left_out = below(lines_.size());
        if (lines_[left_out].charge == 0 || lines_.size() == 1) return decided_by_line(turn);
        std::int64_t adjusted = 0;
        for (std::size_t i = 0; i < lines_.size(); ++i)
            if (i != left_out && (chance(60) || i == (left_out + 1) % lines_.size())) adjusted += decide_line(i, {});
        std::int64_t const rest = between(0, std::max<std::int64_t>(total_ - adjusted, 0));
        Text decision = adjustments(rest, {{whole_, -1}});
        append(decision, {{"AMT*D*", amount(total_ - adjusted - rest, owner_, {{whole_, -1}})}, {"~", no_amount}});
        return split(payer_loops(turn, id_, "\n", false), decision);
    }

    // Every line has its decision, some are bundled into others, and the claim may have adjustments of its own.
    Text decided_by_line(std::string const& turn) {
        by_lines_ = equation("C203", id_, 0);
        std::int64_t adjusted = 0, target = -1;
        std::vector<std::size_t> bundle;
        if (lines_.size() > 1 && chance(30)) {
            target = static_cast<std::int64_t>(below(lines_.size()));
            for (std::size_t i = 0; i < lines_.size(); ++i)
                if (i == static_cast<std::size_t>(target) || chance(50)) bundle.push_back(i);
        }
        for (std::size_t i = 0; i < lines_.size(); ++i)
            if (std::find(bundle.begin(), bundle.end(), i) == bundle.end()) adjusted += decide_line(i, by_lines_);
        if (!bundle.empty()) adjusted += decide_bundle(bundle, static_cast<std::size_t>(target));
        std::int64_t const claim_adjusted = chance(40) ? between(-500, total_) : 0;
        std::int64_t const paid = total_ - adjusted - claim_adjusted;
        Text decision = claim_adjusted == 0 ? Text{} : adjustments(claim_adjusted, {{whole_, -1}, {by_lines_.value(), -1}});
        append(decision, {{"AMT*D*", amount(paid, owner_, {{whole_, -1}, {by_lines_.value(), -1}})}, {"~", no_amount}});
        by_lines_.reset();
        return split(payer_loops(turn, id_, "\n", false), decision);
    }

    /// The 2430 loops of one line; they balance together. Sometimes two: the payer unbundled it. Returns what was adjusted.
    std::int64_t decide_line(std::size_t i, std::optional<std::size_t> by_lines) {
        std::size_t const balance = equation("C201", id_, i + 1);
        model_.amounts[lines_[i].amount].stands_in.push_back({balance, 1});
        std::int64_t const charge = lines_[i].charge;
        std::int64_t const paid = chance(15) ? 0 : chance(10) ? charge : between(0, charge + 300);
        if (!chance(12)) {
            write_decision(i, paid, charge - paid, balance, by_lines, "");
            return charge - paid;
        }
        std::int64_t const first = between(0, paid), adjusted = between(-200, charge);
        write_decision(i, first, adjusted, balance, by_lines, "");
        write_decision(i, paid - first, charge - paid - adjusted, balance, by_lines, "");
        return charge - paid;
    }

    /// The lines of a bundle: all is paid on one of them.
    std::int64_t decide_bundle(std::vector<std::size_t> const& bundle, std::size_t target) {
        std::size_t const balance = equation("C201", id_, bundle.front() + 1);
        std::int64_t charges = 0, adjusted = 0;
        for (std::size_t const i : bundle) {
            model_.amounts[lines_[i].amount].stands_in.push_back({balance, 1});
            charges += lines_[i].charge;
        }
        for (std::size_t const i : bundle) {
            if (i == target) continue;
            std::int64_t const own = between(0, lines_[i].charge);
            write_decision(i, 0, own, balance, by_lines_, std::to_string(target + 1));
            adjusted += own;
        }
        std::int64_t const own = between(-300, lines_[target].charge);
        write_decision(target, charges - adjusted - own, own, balance, by_lines_, chance(20) ? std::to_string(target + 1) : "");
        return adjusted + own;
    }

    void write_decision(std::size_t i, std::int64_t paid, std::int64_t adjusted, std::size_t balance, std::optional<std::size_t> by_lines,
                        std::string const& bundled_into) {
        std::vector<std::pair<std::size_t, int>> paid_in{{balance, -1}};
        if (by_lines) paid_in.push_back({*by_lines, 1});
        Text& text = decisions_[i];
        text.push_back({"SVD*" + id_ + "*", amount(paid, owner_, paid_in, true)});
        text.push_back({std::string(model_.institutional ? "*HC:80053*0300*1" : "*HC:99213**1") +
                            (bundled_into.empty() ? "" : "*" + bundled_into) + "~",
                        no_amount});
        append(text, adjustments(adjusted, {{balance, -1}, {whole_, -1}}));
        text.push_back({"DTP*573*D8*20261021~", no_amount});
    }

    /// `text` with `inner` in place of its line break.
    static Text split(std::string const& text, Text const& inner) {
        auto const at = text.find('\n');
        Text out{{text.substr(0, at), no_amount}};
        append(out, inner);
        out.push_back({text.substr(at + 1), no_amount});
        return out;
    }

    std::mt19937_64 random_;
    Model model_;
    std::vector<Line> lines_;
    std::vector<Text> decisions_; ///< 2430 loops by line
    std::int64_t total_ = 0;
    std::size_t charge_ = 0, sum_ = 0; ///< CLM02; the equation of C101
    std::size_t owner_ = 0, whole_ = 0;
    std::optional<std::size_t> by_lines_;
    std::string id_;
};

/// The findings of family C of many claims, by claim.
std::vector<std::vector<Found>> judge_models(std::vector<Model> const& models, bool institutional) {
    std::string text = std::string("ST*837*0001*") + (institutional ? "005010X223A2" : "005010X222A1") +
                       "~BHT*0019*00*T1*20261102*0915*CH~NM1*41*2*SENDER*****46*S1~PER*IC*DESK*TE*2175550100~NM1*40*2*RECEIVER*****46*R1~"
                       "HL*1**20*1~NM1*85*2*CLINIC*****XX*1300200015~N3*1 ROAD~N4*SPRINGFIELD*IL*627010410~REF*EI*990000101~";
    for (std::size_t i = 0; i < models.size(); ++i) {
        text += "HL*" + std::to_string(i + 2) + "*1*22*0~SBR*" + models[i].turn +
                "*18*******CI~NM1*IL*1*PERSON*ANY****MI*ID1~N3*1 ROAD~N4*SPRINGFIELD*IL*627010410~DMG*D8*19700101*F~"
                "NM1*PR*2*PAYER*****PI*DEST~CLM*" +
                std::to_string(i) + models[i].written();
    }
    Judged judged;
    judge_set(text + "SE*1*0001~", {}, institutional ? edi::GuideId::institutional : edi::GuideId::professional, default_policy(), judged);
    CHECK(judged.claims == models.size());
    std::vector<std::vector<Found>> found(models.size());
    for (Found const& one : judged.found)
        if (one.rule[0] == 'C') found[std::stoul(one.claim)].push_back(one);
    return found;
}

/// "C201 PAYER1 2" for each equation that was found to be off.
std::vector<std::string> equations_off(std::vector<Found> const& found) {
    std::vector<std::string> names;
    for (Found const& one : found) {
        if (one.rule != "C101" && one.rule != "C201" && one.rule != "C202" && one.rule != "C203" && one.rule != "C209") continue;
        std::string const payer = one.rule == "C101" ? "" : one.message.substr(6, one.message.find(':') - 6); // "payer X: ..."
        names.push_back(one.rule + " " + payer + " " + std::to_string(one.line));
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::string joined(std::vector<std::string> const& names) {
    std::string text;
    for (std::string const& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

constexpr std::size_t claims_of_a_kind = 10000, claims_of_a_set = 500;

/// 10,000 claims, those of a guide together.
std::vector<std::vector<Model>> random_sets(std::uint64_t seed, bool disturbed) {
    Generator generator(seed);
    std::vector<std::vector<Model>> sets(2);
    std::vector<std::vector<Model>> full;
    for (std::size_t i = 0; i < claims_of_a_kind; ++i) {
        Model model = generator.claim();
        if (disturbed) generator.disturb(model);
        std::vector<Model>& set = sets[model.institutional ? 1 : 0];
        set.push_back(std::move(model));
        if (set.size() == claims_of_a_set) full.push_back(std::exchange(set, {}));
    }
    for (std::vector<Model>& set : sets)
        if (!set.empty()) full.push_back(std::move(set));
    return full;
}

} // namespace

TEST_CASE("10000 random claims that balance: nothing is found") {
    std::size_t wrong = 0, claims = 0;
    for (auto const& set : random_sets(20261125, false)) {
        auto const found = judge_models(set, set[0].institutional);
        for (std::size_t i = 0; i < set.size(); ++i) {
            ++claims;
            if (found[i].empty() || ++wrong > 5) continue;
            MESSAGE(set[i].written() << '\n' << found[i][0].rule << ": " << found[i][0].message);
        }
    }
    CHECK(claims == claims_of_a_kind);
    CHECK(wrong == 0);
}

TEST_CASE("10000 random claims with a cent astray: each equation it stands in is off, for its payer and level") {
    std::size_t wrong = 0, claims = 0;
    std::array<std::size_t, 5> rules{};
    constexpr std::array<std::string_view, 5> names{"C101", "C201", "C202", "C203", "C209"};
    for (auto const& set : random_sets(20261126, true)) {
        auto const found = judge_models(set, set[0].institutional);
        for (std::size_t i = 0; i < set.size(); ++i) {
            ++claims;
            auto const expected = set[i].off();
            for (std::string const& name : expected)
                for (std::size_t r = 0; r < names.size(); ++r) rules[r] += name.starts_with(names[r]);
            if (equations_off(found[i]) == expected || ++wrong > 5) continue;
            MESSAGE(set[i].written() << "\nexpected " << joined(expected) << "\nfound    " << joined(equations_off(found[i])));
        }
    }
    CHECK(claims == claims_of_a_kind);
    CHECK(wrong == 0);
    for (std::size_t r = 0; r < rules.size(); ++r) CHECK_MESSAGE(rules[r] > 100, names[r], " was off in ", rules[r], " claims only");
}
