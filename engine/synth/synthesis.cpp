#include "engine/synth/synthesis.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <type_traits>

#include "edi/text/values.hpp"
#include "engine/report/json.hpp"
#include "engine/synth/dice.hpp"
#include "engine/synth/invented.hpp"
#include "rules/npi.hpp"

namespace engine::synth {
namespace {

struct Cents {
    std::int64_t value = 0;
};
/// Day of the year 2026 (and on), 0 = 1 January.
struct Day {
    std::uint32_t number = 0;
};
/// A number with leading zeros.
struct Padded {
    std::uint64_t value;
    std::uint32_t width;
};

void append_padded(Padded number, std::string& out) {
    char digits[24];
    char* const end = std::to_chars(digits, digits + sizeof digits, number.value).ptr;
    auto const size = static_cast<std::uint32_t>(end - digits);
    if (size < number.width) out.append(number.width - size, '0');
    out.append(digits, end);
}
std::string padded(std::uint64_t value, std::uint32_t width) {
    std::string text;
    append_padded({value, width}, text);
    return text;
}

/// Where the bytes go; counts them, and the segments of the open set.
class Output {
public:
    explicit Output(TakeBytes const& take) : take_(take) { buffer_.reserve(capacity + 4096); }

    std::uint64_t bytes() const { return written_ + buffer_.size(); }
    std::uint32_t segments = 0;
    bool stopped() const { return stopped_; }

    template <class... Parts>
    void segment(Parts const&... parts) {
        (put(parts), ...);
        end_segment();
    }
    template <class... Parts>
    void text(Parts const&... parts) {
        (put(parts), ...);
    }
    void end_segment() {
        buffer_.push_back('~');
        ++segments;
        if (buffer_.size() > capacity) flush();
    }
    void flush() {
        stopped_ = stopped_ || !take_(buffer_);
        written_ += buffer_.size();
        buffer_.clear();
    }

private:
    static constexpr std::size_t capacity = 1 << 20;

    void put(std::string_view part) { buffer_.append(part); }
    void put(char const* part) { buffer_.append(part); }
    template <class Integer>
        requires std::is_integral_v<Integer>
    void put(Integer number) {
        char digits[24];
        buffer_.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
    }
    void put(Padded number) { append_padded(number, buffer_); }
    void put(Cents amount) {
        char digits[24];
        buffer_.append(digits, edi::write_x12_money(digits, amount.value));
    }
    void put(Day day) {
        static edi::Day const first = edi::day_of(2026, 1, 1);
        char digits[8];
        buffer_.append(digits, edi::write_day(digits, {first.number + static_cast<std::int32_t>(day.number)}));
    }

    TakeBytes const& take_;
    std::string buffer_;
    std::uint64_t written_ = 0;
    bool stopped_ = false;
};

/// An NPI with a valid check digit.
Padded npi(std::uint64_t nine_digits) {
    return {nine_digits * 10 + rules::npi_check_digit(padded(nine_digits, 9)), 10};
}

struct Line {
    std::string_view code, modifier, revenue;
    Syringe const* syringe = nullptr; ///< a drug line
    std::uint32_t units = 1;
    Cents charge;
    Day day;
    Cents paid, contractual, coinsurance; ///< by the primary payer, secondary claims only
};

/// How often claims have drugs, so that of all lines as many as wanted have: the first line of a claim with drugs is one, and of the others
/// `more` percent are.
struct DrugShare {
    std::uint32_t claims, more; ///< percent

    explicit DrugShare(Wishes const& wishes) {
        // In hundredths of a percent and of a line.
        std::uint32_t const mean = 50 * (wishes.least_lines + wishes.most_lines), usual = 40;
        std::uint32_t const lines_of_usual = 100 + usual * (mean - 100) / 100;
        claims = std::min(100u, (wishes.drug_lines * mean + lines_of_usual / 2) / lines_of_usual);
        bool const enough = wishes.drug_lines * mean <= 100 * lines_of_usual;
        more = enough || mean == 100 ? usual : std::min(100u, (wishes.drug_lines * mean - 10000) / (mean - 100));
    }
};

class Batch {
public:
    Batch(Wishes const& wishes, TakeBytes const& batch, TakeBytes const& expected)
        : wishes_(wishes), drugs_(wishes), expected_(expected), dice_(wishes.seed), out_(batch) {
        for (ErrorKind const* const kind : wishes.errors) other_payer_errors_ += kind->wants_other_payer ? 1 : 0;
    }

    Made write() {
        do interchange();
        while (!full(0));
        out_.flush();
        made_.bytes = out_.bytes();
        return made_;
    }

private:
    static constexpr std::uint32_t sets_in_group = 8, groups_in_interchange = 4, claims_in_set = 5000;

    bool professional() const { return wishes_.guide == edi::GuideId::professional; }
    std::string_view guide() const { return professional() ? "005010X222A1" : "005010X223A2"; }
    /// `still_to_come`: bytes of trailers.
    bool full(std::uint64_t still_to_come) const {
        bool const enough_bytes = wishes_.bytes > 0 && out_.bytes() + still_to_come >= wishes_.bytes;
        bool const enough_claims = wishes_.claims > 0 && made_.claims >= wishes_.claims;
        return enough_bytes || enough_claims || out_.stopped();
    }

    // -- envelopes and levels -------------------------------------------------------------------------------------------------------

    void interchange() {
        ++interchange_;
        out_.segment("ISA*00*          *00*          *ZZ*RIVERBEND      *ZZ*CLEARWAY       *261102*0915*^*00501*", Padded{interchange_, 9},
                     "*0*T*:");
        std::uint32_t groups = 0;
        do {
            ++groups;
            group();
        } while (groups < groups_in_interchange && !full(100));
        out_.segment("IEA*", groups, "*", Padded{interchange_, 9});
    }

    void group() {
        ++group_;
        out_.segment("GS*HC*RIVERBEND*CLEARWAY*20261102*0915*", group_, "*X*", guide());
        set_ = 0;
        do {
            ++set_;
            set();
        } while (set_ < sets_in_group && !full(100));
        out_.segment("GE*", set_, "*", group_);
    }

    void set() {
        out_.segments = 0;
        levels_ = claims_ = 0;
        out_.segment("ST*837*", Padded{set_, 4}, "*", guide());
        out_.segment("BHT*0019*00*B", Padded{group_, 6}, Padded{set_, 4}, "*20261102*0915*CH");
        out_.segment("NM1*41*2*RIVERBEND BILLING SERVICE*****46*RIVERBEND");
        out_.segment("PER*IC*BILLING OFFICE*TE*2175550142");
        out_.segment("NM1*40*2*CLEARWAY EXCHANGE*****46*CLEARWAY");
        do billing_provider();
        while (!set_full());
        out_.segment("SE*", out_.segments + 1, "*", Padded{set_, 4});
    }
    bool set_full() const { return claims_ >= claims_in_set || full(100); }

    void address() {
        Town const& town = dice_.one_of(towns);
        out_.segment("N3*", dice_.between(1, 9999), " ", dice_.one_of(streets));
        out_.segment("N4*", town.name, "*", town.state, "*", town.zip, Padded{dice_.between(1, 9999), 4});
    }
    void birth(std::uint32_t first_year, std::uint32_t last_year) {
        out_.segment("DMG*D8*", dice_.between(first_year, last_year), Padded{dice_.between(1, 12), 2}, Padded{dice_.between(1, 28), 2},
                     dice_.chance(50) ? "*F" : "*M");
    }
    Padded any_npi() { return npi(100000000 + dice_.between(0, 99999999)); }
    void organisation(std::string_view entity) {
        out_.segment("NM1*", entity, "*2*", dice_.one_of(surnames), " ", dice_.one_of(organisations), "*****XX*", any_npi());
    }
    void person(std::string_view entity, Padded number) {
        out_.segment("NM1*", entity, "*1*", dice_.one_of(surnames), "*", dice_.one_of(given_names), "****XX*", number);
    }

    void billing_provider() {
        std::uint32_t const level = ++levels_;
        out_.segment("HL*", level, "**20*1");
        out_.segment("PRV*BI*PXC*", professional() ? "261QI0500X" : "282N00000X");
        organisation("85");
        address();
        out_.segment("REF*EI*99", Padded{dice_.between(0, 9999999), 7});
        std::uint32_t subscribers = dice_.between(5, 40);
        do subscriber(level);
        while (--subscribers > 0 && !set_full());
    }

    /// More often than wished only where chosen errors want it.
    bool has_other_payer() {
        bool const other = dice_.chance(wishes_.other_payers);
        if (other || other_payer_errors_ == 0) return other;
        return dice_.between(1, static_cast<std::uint32_t>(wishes_.errors.size())) <= other_payer_errors_;
    }

    void subscriber(std::uint32_t parent) {
        std::uint32_t const level = ++levels_;
        bool const has_dependents = dice_.chance(25);
        secondary_ = has_other_payer();
        payer_ = dice_.between(0, payers.size() - 1);
        Payer const& payer = payers[payer_];
        surname_ = dice_.one_of(surnames);
        out_.segment("HL*", level, "*", parent, "*22*", has_dependents ? 1 : 0);
        out_.segment("SBR*", secondary_ ? "S*" : "P*", has_dependents ? "" : "18", "*GRP", Padded{dice_.between(0, 999999), 6}, "******",
                     payer.filing_code);
        out_.segment("NM1*IL*1*", surname_, "*", dice_.one_of(given_names), "****MI*ME", Padded{dice_.between(0, 999999999), 9});
        if (!has_dependents) {
            address();
            birth(1935, 2004);
        }
        out_.segment("NM1*PR*2*", payer.name, "*****PI*", payer.id);
        if (has_dependents) {
            std::uint32_t dependents = dice_.chance(80) ? 1 : 2;
            do {
                out_.segment("HL*", ++levels_, "*", level, "*23*0");
                out_.segment(dice_.chance(30) ? "PAT*01" : "PAT*19");
                out_.segment("NM1*QC*1*", surname_, "*", dice_.one_of(given_names));
                address();
                birth(1990, 2020);
                claims_of_patient();
            } while (--dependents > 0 && !set_full());
        } else {
            claims_of_patient();
        }
    }

    void claims_of_patient() {
        std::uint32_t const count = dice_.chance(80) ? 1 : dice_.between(2, 3);
        std::uint32_t day = dice_.between(10, 120);
        for (std::uint32_t i = 0; i < count && (i == 0 || !set_full()); ++i, day += most_lines_of_claim) claim(day);
    }

    // -- errors ---------------------------------------------------------------------------------------------------------------------

    bool fits(ErrorKind const& kind) const { return !(kind.wants_other_payer && !secondary_) && !(kind.spares_other_payer && secondary_); }

    /// The next of the wanted ones that fits the open subscriber.
    void choose_error() {
        error_ = nullptr;
        if (wishes_.errors.empty() || !dice_.chance(wishes_.claims_with_errors)) return;
        for (std::size_t tries = 0; tries < wishes_.errors.size() && error_ == nullptr; ++tries) {
            ErrorKind const* const kind = wishes_.errors[next_error_++ % wishes_.errors.size()];
            if (fits(*kind)) error_ = kind;
        }
        if (error_ != nullptr) ++made_.errors;
    }
    bool planted(ErrorKind::Kind kind) const { return error_ != nullptr && error_->kind == kind; }

    struct ExpectedPlace {
        std::string_view loop, segment;
        std::uint32_t element = 0, component = 0;
        std::uint32_t line = 0;
    };
    /// In the segment that comes next, of the claim at hand.
    void expect(std::string_view rule, ExpectedPlace const& place) { expect(rule, place, claims_); }
    void expect(std::string_view rule, ExpectedPlace const& place, std::uint32_t claim_no) {
        using namespace report;
        finding_.assign("{");
        append_json_text("rule", rule, finding_);
        append_json_text("interchange", padded(interchange_, 9), finding_);
        append_json_text("group", padded(group_, 0), finding_);
        append_json_text("set", padded(set_, 4), finding_);
        append_json_text("claim", "C" + padded(claim_number_, 9), finding_);
        append_json_count("claim_no", claim_no, finding_);
        append_json_count_if_any("line", place.line, finding_);
        append_json_text("loop", place.loop, finding_);
        append_json_text("segment", place.segment, finding_);
        append_json_count("segment_no", out_.segments + 1, finding_);
        append_json_count_if_any("element", place.element, finding_);
        append_json_count_if_any("component", place.component, finding_);
        finding_.append("}\n");
        if (!expected_(finding_)) wishes_.claims = made_.claims; // nobody takes it: come to an end
    }

    // -- the claim ------------------------------------------------------------------------------------------------------------------

    void claim(std::uint32_t day) {
        choose_error();
        ++claim_number_;
        Dice const before = dice_;
        one_claim(day);
        if (!planted(ErrorKind::claim_twice)) return;
        if (set_full()) {
            --made_.errors;
            return;
        }
        dice_ = before; // the same again
        expect("R101", {"2300", "CLM", 1}, claims_ + 1);
        one_claim(day);
    }

    void one_claim(std::uint32_t day) {
        ++claims_;
        ++made_.claims;
        bool const drug_share = dice_.chance(drugs_.claims);
        with_drug_ = (error_ != nullptr && error_->wants_drug) || (drug_share && !(error_ != nullptr && error_->spares_drug));
        inpatient_ = !professional() && !with_drug_ && dice_.chance(35) && !(error_ != nullptr && error_->spares_stay);
        Cents const sum = choose_lines(day);
        Cents const deductible{secondary_ && dice_.chance(40) ? std::int64_t{lines_[0].paid.value / 2} : 0};
        by_line_ = secondary_ && (!dice_.chance(20) || planted(ErrorKind::payment_off));
        Cents charge = sum;
        if (planted(ErrorKind::charge_not_sum)) {
            charge.value += 100;
            expect("C101", {"2300", "CLM", 2});
        }
        if (planted(ErrorKind::code_unknown)) expect("D007", {"2300", "CLM", 7});

        if (professional())
            professional_head(charge);
        else
            institutional_head(charge, Day{day});
        if (secondary_) other_payer(sum, deductible);
        for (std::uint32_t i = 0; i < lines_.size(); ++i) {
            if (professional())
                professional_line(i);
            else
                institutional_line(i);
        }
        made_.lines += lines_.size();
    }

    /// Fills lines_ and returns the sum of their charges. The lines of a day are one, but for stays.
    Cents choose_lines(std::uint32_t first_day) {
        lines_.clear();
        Cents total;
        std::uint32_t const count = dice_.between(wishes_.least_lines, wishes_.most_lines);
        for (std::uint32_t i = 0; i < count; ++i) {
            Line line;
            line.day.number = first_day + (inpatient_ ? 0 : i);
            if (with_drug_ && (i == 0 || dice_.chance(drugs_.more)))
                choose_drug(line);
            else
                choose_service(line);
            if (i == 0 && planted(ErrorKind::procedure_unknown)) line.code = "Q0000";
            if (secondary_) {
                line.contractual.value = line.charge.value * dice_.between(5, 40) / 100;
                line.coinsurance.value = (line.charge.value - line.contractual.value) * dice_.between(0, 25) / 100;
                line.paid.value = line.charge.value - line.contractual.value - line.coinsurance.value;
            }
            total.value += line.charge.value;
            lines_.push_back(line);
        }
        return total;
    }

    void choose_drug(Line& line) {
        ++made_.drug_lines;
        line.syringe = &dice_.one_of(syringes);
        line.code = "J2371";
        line.modifier = "JB";
        line.revenue = "0636";
        line.units = line.syringe->units;
        line.charge.value = line.units * std::int64_t{900};
    }

    void choose_service(Line& line) {
        if (professional()) {
            Service const& service = dice_.one_of(professional_services);
            line.code = service.code;
            line.modifier = service.modifier;
            line.charge.value = service.price + dice_.between(0, 500);
            return;
        }
        HospitalService const* service = &dice_.one_of(hospital_services);
        while (planted(ErrorKind::units_zero) && service->code.empty()) service = &dice_.one_of(hospital_services);
        line.code = service->code;
        line.revenue = service->revenue;
        line.units = service->code.empty() ? dice_.between(1, 9) : 1;
        line.charge.value = service->price * line.units + dice_.between(0, 900);
    }

    /// Drugs are authorized, as payers want it.
    void claim_references() {
        if (with_drug_ || dice_.chance(15)) out_.segment("REF*G1*PA", Padded{dice_.between(0, 999999999), 9});
        if (dice_.chance(60)) out_.segment("REF*D9*CW", Padded{claim_number_, 12});
        if (dice_.chance(30)) out_.segment("REF*EA*MR", Padded{dice_.between(0, 99999999), 8});
        if (planted(ErrorKind::segment_unknown)) {
            expect("S001", {"2300", "ZZZ"});
            out_.segment("ZZZ*1");
        }
        if (planted(ErrorKind::element_missing)) {
            expect("D001", {"2300", "NTE", 2});
            out_.segment("NTE*ADD");
        } else if (professional() && dice_.chance(5)) {
            out_.segment("NTE*ADD*PATIENT SEEN FOR FOLLOW UP, RECORDS ON REQUEST");
        }
    }

    /// Fills diagnoses_ with distinct codes, a clot first when there is a drug.
    void choose_diagnoses() {
        diagnoses_.clear();
        if (with_drug_) diagnoses_.push_back(dice_.one_of(clots));
        std::uint32_t const count = dice_.between(1, 6), start = dice_.between(0, diagnoses.size() - 1);
        for (std::uint32_t i = 0; i < count; ++i) diagnoses_.push_back(diagnoses[(start + i * 5) % diagnoses.size()]);
        if (planted(ErrorKind::diagnosis_unknown)) diagnoses_.insert(diagnoses_.begin() + 1, "Q9999");
    }
    void expect_diagnosis(std::uint32_t element) {
        if (planted(ErrorKind::diagnosis_unknown)) expect("K301", {"2300", "HI", element, 2});
    }

    std::string_view assignment() const { return planted(ErrorKind::code_unknown) ? "Q" : "A"; }

    /// The one who did it, or the attending one.
    void provider(std::string_view entity, std::string_view loop) {
        Padded number = any_npi();
        if (planted(ErrorKind::npi_wrong)) {
            number.value += number.value % 10 == 9 ? -1 : 1;
            expect("N702", {loop, "NM1", 9});
        }
        person(entity, number);
    }

    void professional_head(Cents charge) {
        constexpr std::array<std::string_view, 4> places{"11", "11", "22", "12"};
        std::string_view const place = with_drug_ ? "11" : dice_.one_of(places);
        out_.segment("CLM*C", Padded{claim_number_, 9}, "*", charge, "***", place, ":B:1*Y*", assignment(), "*Y*Y");
        claim_references();
        choose_diagnoses();
        expect_diagnosis(2);
        out_.text("HI*ABK:", diagnoses_[0]);
        for (std::string_view const diagnosis : std::span(diagnoses_).subspan(1)) out_.text("*ABF:", diagnosis);
        out_.end_segment();
        if (dice_.chance(25)) person("DN", any_npi());
        provider("82", "2310B");
        out_.segment("PRV*PE*PXC*207RH0000X");
        if (dice_.chance(30) || place == "22") { // a hospital is named
            organisation("77");
            address();
        }
    }

    void institutional_head(Cents charge, Day first) {
        Day const last{first.number + (inpatient_ ? dice_.between(1, 8) : static_cast<std::uint32_t>(lines_.size()) - 1)};
        out_.segment("CLM*C", Padded{claim_number_, 9}, "*", charge, "***", inpatient_ ? "11" : "13", ":A:1**", assignment(), "*Y*Y");
        if (inpatient_) out_.segment("DTP*096*TM*", Padded{dice_.between(8, 19), 2}, Padded{dice_.between(0, 59), 2});
        if (planted(ErrorKind::segment_missing)) expect("S004", {"2300", "DTP"}); // CL1 is due behind it
        out_.segment("DTP*434*RD8*", first, "-", last);
        if (inpatient_) out_.segment("DTP*435*DT*", first, Padded{dice_.between(0, 23), 2}, Padded{dice_.between(0, 59), 2});
        std::uint32_t const admission = dice_.between(1, 3);
        if (!planted(ErrorKind::segment_missing)) out_.segment("CL1*", admission, "*1*01");
        claim_references();
        choose_diagnoses();
        std::string_view const present = inpatient_ ? ":::::::Y" : "";
        out_.segment("HI*ABK:", diagnoses_[0], present);
        out_.segment(inpatient_ ? "HI*ABJ:" : "HI*APR:", diagnoses_[0]);
        if (diagnoses_.size() > 1) {
            expect_diagnosis(1);
            out_.text("HI");
            for (std::string_view const diagnosis : std::span(diagnoses_).subspan(1)) out_.text("*ABF:", diagnosis, present);
            out_.end_segment();
        }
        if (dice_.chance(30)) out_.segment("HI*BH:11:D8:", Day{first.number - dice_.between(0, 9)});
        if (inpatient_)
            out_.segment("HI*BE:80:::", last.number - first.number);
        else if (with_drug_ && !planted(ErrorKind::units_in_measure))
            out_.segment("HI*BE:A8:::", dice_.between(76, 120)); // heavy enough for the largest syringe (U108)
        provider("71", "2310A");
        out_.segment("PRV*AT*PXC*207R00000X");
        if (inpatient_ && dice_.chance(40)) person("72", any_npi());
    }

    // -- the payer before -----------------------------------------------------------------------------------------------------------

    Payer const& earlier_payer() const { return payers[(payer_ + 1) % payers.size()]; }

    /// The primary payer of a secondary claim; `sum` is the sum of the lines.
    void other_payer(Cents sum, Cents deductible) {
        Payer const& payer = earlier_payer();
        Cents paid, contractual, coinsurance;
        for (Line const& line : lines_) {
            paid.value += line.paid.value;
            contractual.value += line.contractual.value;
            coinsurance.value += line.coinsurance.value;
        }
        paid.value -= deductible.value;
        out_.segment("SBR*P*18*GRP", Padded{dice_.between(0, 999999), 6}, "******", payer.filing_code);
        if (!by_line_) {
            if (contractual.value != 0) out_.segment("CAS*CO*45*", contractual);
            Cents const patient{sum.value - paid.value - contractual.value};
            if (patient.value != 0) out_.segment("CAS*PR*2*", patient);
        } else if (deductible.value != 0) {
            out_.segment("CAS*PR*1*", deductible);
        }
        if (planted(ErrorKind::payment_off)) expect("C202", {"2320", "AMT", 2});
        out_.segment("AMT*D*", paid);
        out_.segment("OI***Y***Y");
        out_.segment("NM1*IL*1*", surname_, "*", dice_.one_of(given_names), "****MI*OT", Padded{dice_.between(0, 999999999), 9});
        address();
        out_.segment("NM1*PR*2*", payer.name, "*****PI*", payer.id);
        if (!by_line_) out_.segment("DTP*573*D8*", Day{lines_.back().day.number + 21});
        out_.segment("REF*F8*P", Padded{claim_number_, 10});
    }

    // -- lines ----------------------------------------------------------------------------------------------------------------------

    void procedure(Line const& line) {
        out_.text("HC:", line.code);
        if (!line.modifier.empty()) out_.text(":", line.modifier);
    }
    /// What the claim says, errors included; SV1 and SV2 have it in other elements.
    void service(Line const& line, bool first, std::string_view segment, std::uint32_t element) {
        if (!first) return procedure(line);
        if (planted(ErrorKind::procedure_unknown)) expect("K101", {"2400", segment, element, 2, 1});
        if (planted(ErrorKind::modifier_twice)) expect("M101", {"2400", segment, element, 4, 1});
        procedure(line);
        if (planted(ErrorKind::modifier_twice)) out_.text(":", line.modifier);
    }
    void units(Line const& line, bool first, std::string_view segment, std::uint32_t element) {
        ExpectedPlace const place{"2400", segment, element, 0, 1};
        if (first && planted(ErrorKind::units_zero)) {
            expect("U102", place);
            return out_.text("0");
        }
        if (first && planted(ErrorKind::units_fractional)) {
            expect("U103", place);
            return out_.text(line.units - 1, ".5");
        }
        if (first && planted(ErrorKind::units_in_measure)) {
            expect("U104", place);
            expect("U105", place);
            return out_.text(line.units * 250);
        }
        out_.text(line.units);
    }

    void line_number(std::uint32_t index) {
        bool const wrong = index == 0 && planted(ErrorKind::line_numbers);
        if (wrong) expect("N401", {"2400", "LX", 1, 0, 1});
        out_.segment("LX*", wrong ? most_lines_of_claim + 9 : index + 1);
        if (index == 0 && professional() && planted(ErrorKind::segment_missing)) expect("S004", {"2400", "SV1"});
    }

    void service_day(Line const& line, std::uint32_t index) {
        if (index == 0 && professional() && planted(ErrorKind::segment_missing)) return;
        if (index == 0 && planted(ErrorKind::day_impossible)) {
            expect("V004", {"2400", "DTP", 3, 0, 1});
            return out_.segment("DTP*472*D8*20260230");
        }
        out_.segment("DTP*472*D8*", line.day);
    }

    void professional_line(std::uint32_t index) {
        Line const& line = lines_[index];
        line_number(index);
        out_.text("SV1*");
        service(line, index == 0, "SV1", 1);
        out_.text("*", line.charge, "*UN*");
        units(line, index == 0, "SV1", 4);
        out_.text("***1");
        if (diagnoses_.size() > 1 && dice_.chance(40)) out_.text(":2");
        out_.end_segment();
        service_day(line, index);
        line_tail(line, index);
    }

    void institutional_line(std::uint32_t index) {
        Line const& line = lines_[index];
        line_number(index);
        out_.text("SV2*", line.revenue, "*");
        if (!line.code.empty()) service(line, index == 0, "SV2", 2);
        out_.text("*", line.charge, "*UN*");
        units(line, index == 0, "SV2", 5);
        out_.end_segment();
        if (!inpatient_) service_day(line, index);
        line_tail(line, index);
    }

    void line_tail(Line const& line, std::uint32_t index) {
        out_.segment("REF*6R*C", Padded{claim_number_, 9}, "L", index + 1);
        if (line.syringe != nullptr) {
            bool const cut = index == 0 && planted(ErrorKind::ndc_short);
            if (cut) expect("U201", {"2410", "LIN", 3, 0, 1});
            out_.segment("LIN**N4*", cut ? line.syringe->ndc.substr(0, 9) : line.syringe->ndc);
            out_.segment("CTP****", line.syringe->millilitres, "*ML");
        }
        if (by_line_) decision(line, index);
    }

    void decision(Line const& line, std::uint32_t index) {
        bool const off = index == 0 && planted(ErrorKind::payment_off);
        if (off) expect("C201", {"2430", "SVD", 2, 0, 1});
        out_.text("SVD*", earlier_payer().id, "*", line.paid, "*");
        if (!line.code.empty()) procedure(line);
        out_.text("*", professional() ? std::string_view{} : line.revenue, "*", line.units);
        out_.end_segment();
        Cents const contractual{line.contractual.value + (off ? 1 : 0)};
        if (contractual.value != 0) out_.segment("CAS*CO*45*", contractual);
        if (line.coinsurance.value != 0) out_.segment("CAS*PR*2*", line.coinsurance);
        out_.segment("DTP*573*D8*", Day{line.day.number + 21});
    }

    Wishes wishes_;
    DrugShare drugs_;
    TakeBytes const& expected_;
    Dice dice_;
    Output out_;
    Made made_;
    std::uint32_t other_payer_errors_ = 0; ///< of the wanted kinds
    std::size_t next_error_ = 0;
    std::uint64_t interchange_ = 0, group_ = 0, claim_number_ = 0;
    std::uint32_t set_ = 0, levels_ = 0, claims_ = 0; ///< set of the group; of the open set
    // Of the subscriber and of the claim at hand.
    bool secondary_ = false, by_line_ = false, with_drug_ = false, inpatient_ = false;
    std::uint32_t payer_ = 0;
    ErrorKind const* error_ = nullptr;
    std::string_view surname_;
    std::vector<std::string_view> diagnoses_;
    std::vector<Line> lines_;
    std::string finding_;
};

} // namespace

Made synthesize(Wishes const& wishes, TakeBytes const& batch, TakeBytes const& expected) {
    return Batch(wishes, batch, expected).write();
}

} // namespace engine::synth
