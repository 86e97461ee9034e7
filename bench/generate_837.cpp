// Makes 837P or 837I files of any size, the same bytes for the same arguments: many providers, subscribers and dependents, claims of one
// to six lines, drug lines of the policy j2371, secondary claims with balanced coordination of benefits. Everybody in it is invented.
//
//   generate_837 P|I BYTES [--seed N] [--dirty] [--drug-lines PERCENT] [--files N] [--out PATH]
//
// Clean files have no finding under the default policy; with --dirty every claim has one. --files N writes N files of BYTES each into the
// directory PATH. Without --out the text goes to standard output.
// About 11 of 100 lines have a drug; --drug-lines makes it about so many (at most 50).
#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace {

/// SplitMix64: the same sequence everywhere, unlike the standard distributions.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
    /// Uniform enough in [low, high].
    std::uint32_t between(std::uint32_t low, std::uint32_t high) { return low + static_cast<std::uint32_t>(next() % (high - low + 1)); }
    bool chance(std::uint32_t percent) { return between(0, 99) < percent; }
    template <class T, std::size_t N>
    T const& one_of(std::array<T, N> const& list) {
        return list[between(0, N - 1)];
    }

private:
    std::uint64_t state_;
};

struct Cents {
    std::int64_t value = 0;
};
/// Day of the year 2026, 0 = 1 January.
struct Day {
    std::uint32_t number = 0;
};
/// A number with leading zeros.
struct Padded {
    std::uint64_t value;
    std::uint32_t width;
};

constexpr std::array<std::string_view, 32> surnames{
    "ASHGROVE",     "BIRDSONG",    "CALLOWAY",  "DRUMMOND",  "EASTERLING", "FAIRWEATHER", "GREENHALGH",   "HAVERSHAM",
    "INGLEWOOD",    "JESSAMINE",   "KINGSLEY",  "LOCKRIDGE", "MARCHETTI",  "NIGHTSHADE",  "OSGOOD",       "PARTRIDGE",
    "QUILLFEATHER", "RAVENSCROFT", "STANHOPE",  "TREVELYAN", "UNDERHILL",  "VANTERPOOL",  "WINTERBOURNE", "YARROW",
    "ZELLWEGER",    "ABERNETHY",   "BLACKWOOD", "CRANSHAW",  "DELACROIX",  "ELLERY",      "FOTHERINGAY",  "O'HALLORAN"};
constexpr std::array<std::string_view, 24> given_names{
    "TABITHA", "DORIAN", "ELOWEN", "CASPAR",   "BERNICE", "AUGUST",  "ROSALIND", "AMOS",   "ODETTE", "EUNICE",  "IVO",      "HESTER",
    "MABEL",   "ORSON",  "PETRA",  "THEODORA", "CLEO",    "BARNABY", "EFFIE",    "FERGUS", "GILDA",  "DESMOND", "ARABELLA", "PERCIVAL"};
constexpr std::array<std::string_view, 12> streets{"LANTERN STREET",  "QUARRY LANE", "HERON COURT",     "OLD MILL ROAD",
                                                   "ORCHARD TERRACE", "TANNERY ROW", "LIGHTHOUSE ROAD", "FOUNDRY STREET",
                                                   "CARRIAGE WAY",    "BRIDLE PATH", "COOPERS YARD",    "HARBOUR VIEW APT 4"};
struct Town {
    std::string_view name, state, zip;
};
constexpr std::array<Town, 8> towns{{{"SPRINGFIELD", "IL", "62701"},
                                     {"PEORIA", "IL", "61602"},
                                     {"COLUMBUS", "OH", "43215"},
                                     {"MADISON", "WI", "53703"},
                                     {"BOISE", "ID", "83702"},
                                     {"RALEIGH", "NC", "27601"},
                                     {"ALBANY", "NY", "12207"},
                                     {"SALEM", "OR", "97301"}}};
constexpr std::array<std::string_view, 8> organisations{"INFUSION CLINIC",  "FAMILY PRACTICE", "ONCOLOGY GROUP",   "VASCULAR ASSOCIATES",
                                                        "GENERAL HOSPITAL", "MEDICAL CENTER",  "COMMUNITY HEALTH", "SPECIALISTS LLC"};
struct Payer {
    std::string_view name, id, filing_code;
};
constexpr std::array<Payer, 6> payers{{{"PRAIRIE MUTUAL HEALTH", "PMH01", "CI"},
                                       {"NORTHLAKE HEALTH PLAN", "NLH02", "HM"},
                                       {"SILVERFERN BENEFITS", "SFB03", "12"},
                                       {"GRANITE STATE CARE", "GSC04", "CI"},
                                       {"TIDEWATER BLUE TEST", "TWB05", "BL"},
                                       {"CEDAR VALLEY PLAN", "CVP06", "HM"}}};
constexpr std::array<std::string_view, 24> diagnoses{"E119",  "I10",  "E785",   "J45909", "F411",  "K219",  "N390",  "R079",
                                                     "Z0000", "J069", "G4733",  "E669",   "M1711", "I2510", "J189",  "L03115",
                                                     "R5383", "D649", "M25561", "H2513",  "Z7901", "Z7401", "M5450", "R0602"};
/// Thromboses and embolisms, which support dalteparin.
constexpr std::array<std::string_view, 6> clots{"I82401", "I82402", "I82403", "I82411", "I82412", "I2699"};

struct Syringe {
    std::string_view ndc, millilitres;
    std::uint32_t units; ///< of 250 IU
};
constexpr std::array<Syringe, 6> syringes{{{"00069019502", "0.2", 10},
                                           {"00069019602", "0.2", 20},
                                           {"00069020602", "0.3", 30},
                                           {"00069022002", "0.5", 50},
                                           {"00069022302", "0.6", 60},
                                           {"00069022802", "0.72", 72}}};
struct Service {
    std::string_view code, modifier;
    std::int64_t price; ///< cents
};
constexpr std::array<Service, 14> professional_services{{{"99212", "", 9000},
                                                         {"99213", "", 14500},
                                                         {"99214", "25", 20000},
                                                         {"99203", "", 16400},
                                                         {"36415", "", 900},
                                                         {"80053", "", 4750},
                                                         {"85025", "", 3310},
                                                         {"93000", "", 7500},
                                                         {"71046", "26", 11200},
                                                         {"97110", "GP", 8800},
                                                         {"G0439", "", 17425},
                                                         {"87880", "QW", 2850},
                                                         {"96372", "59", 3600},
                                                         {"90834", "", 15000}}};
struct HospitalService {
    std::string_view revenue, code;
    std::int64_t price;
};
constexpr std::array<HospitalService, 9> hospital_services{{{"0300", "80053", 8900},
                                                            {"0301", "85025", 6150},
                                                            {"0320", "71046", 33200},
                                                            {"0450", "99283", 96500},
                                                            {"0510", "G0463", 19500},
                                                            {"0730", "93000", 21100},
                                                            {"0250", "", 4321},
                                                            {"0270", "", 12345},
                                                            {"0710", "", 78000}}};

/// Where the bytes go; counts them, and the segments of the open set.
class Output {
public:
    explicit Output(std::FILE* file) : file_(file) { buffer_.reserve(capacity + 4096); }
    Output(Output const&) = delete;
    Output& operator=(Output const&) = delete;
    ~Output() { flush(); }

    std::uint64_t bytes() const { return written_ + buffer_.size(); }
    std::uint32_t segments = 0;

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
        if (std::fwrite(buffer_.data(), 1, buffer_.size(), file_) != buffer_.size()) {
            std::perror("generate_837: write");
            std::exit(1);
        }
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
    void put(Padded number) {
        char digits[24];
        char* const end = std::to_chars(digits, digits + sizeof digits, number.value).ptr;
        auto const size = static_cast<std::uint32_t>(end - digits);
        if (size < number.width) buffer_.append(number.width - size, '0');
        buffer_.append(digits, end);
    }
    /// As X12 wants it: no zeros at the end of the fraction, no point without one.
    void put(Cents amount) {
        put(amount.value / 100);
        auto const fraction = static_cast<std::uint32_t>(amount.value % 100);
        if (fraction == 0) return;
        buffer_.push_back('.');
        buffer_.push_back(static_cast<char>('0' + fraction / 10));
        if (fraction % 10 != 0) buffer_.push_back(static_cast<char>('0' + fraction % 10));
    }
    void put(Day day) {
        constexpr std::array<std::uint32_t, 12> lengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
        std::uint32_t month = 0, left = day.number;
        while (left >= lengths[month]) left -= lengths[month++];
        text("2026", Padded{month + 1, 2}, Padded{left + 1, 2});
    }

    std::FILE* file_;
    std::string buffer_;
    std::uint64_t written_ = 0;
};

/// An NPI with a valid check digit (Luhn over 80840 and the number).
Padded npi(std::uint64_t nine_digits) {
    std::uint64_t sum = 24, left = nine_digits;
    for (bool twice = true; left > 0; twice = !twice, left /= 10) {
        std::uint64_t const digit = left % 10 * (twice ? 2 : 1);
        sum += digit > 9 ? digit - 9 : digit;
    }
    return {nine_digits * 10 + (10 - sum % 10) % 10, 10};
}

struct Line {
    std::string_view code, modifier, revenue;
    Syringe const* syringe = nullptr; ///< a drug line
    std::uint32_t units = 1;
    Cents charge;
    Day day;
    Cents paid, contractual, coinsurance; ///< by the primary payer, secondary claims only
};

/// What --dirty puts into a claim.
enum class Fault : std::uint8_t { none, charge_not_sum, modifier_twice, units_in_iu };

enum class Kind : std::uint8_t { professional, institutional };

class Batch {
public:
    Batch(Kind kind, std::uint64_t seed, bool dirty, std::uint32_t drug_claims, std::uint64_t size, std::FILE* file)
        : kind_(kind), dirty_(dirty), drug_claims_(drug_claims), size_(size), dice_(seed), out_(file) {}

    void write() {
        do interchange();
        while (!full(0));
    }

private:
    static constexpr std::uint32_t sets_in_group = 8, groups_in_interchange = 4, claims_in_set = 5000;

    bool professional() const { return kind_ == Kind::professional; }
    std::string_view guide() const { return professional() ? "005010X222A1" : "005010X223A2"; }
    bool full(std::uint64_t still_to_come) const { return out_.bytes() + still_to_come >= size_; }

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
        std::uint32_t sets = 0;
        do {
            ++sets;
            set(sets);
        } while (sets < sets_in_group && !full(100));
        out_.segment("GE*", sets, "*", group_);
    }

    void set(std::uint32_t control) {
        out_.segments = 0;
        levels_ = claims_ = 0;
        out_.segment("ST*837*", Padded{control, 4}, "*", guide());
        out_.segment("BHT*0019*00*B", Padded{group_, 6}, Padded{control, 4}, "*20261102*0915*CH");
        out_.segment("NM1*41*2*RIVERBEND BILLING SERVICE*****46*RIVERBEND");
        out_.segment("PER*IC*BILLING OFFICE*TE*2175550142");
        out_.segment("NM1*40*2*CLEARWAY EXCHANGE*****46*CLEARWAY");
        do billing_provider();
        while (!set_full());
        out_.segment("SE*", out_.segments + 1, "*", Padded{control, 4});
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
    void person(std::string_view entity) {
        out_.segment("NM1*", entity, "*1*", dice_.one_of(surnames), "*", dice_.one_of(given_names), "****XX*", any_npi());
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

    void subscriber(std::uint32_t parent) {
        std::uint32_t const level = ++levels_;
        bool const has_dependents = dice_.chance(25);
        secondary_ = dice_.chance(12);
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
        for (std::uint32_t i = 0; i < count && (i == 0 || !set_full()); ++i, day += 30) claim(day);
    }

    /// Fills lines_ and returns the sum of their charges. Drug lines are on days of their own.
    Cents choose_lines(std::uint32_t first_day, bool with_drug, bool inpatient) {
        lines_.clear();
        Cents total;
        std::uint32_t const count = dice_.between(1, 6);
        for (std::uint32_t i = 0; i < count; ++i) {
            Line line;
            line.day.number = first_day + (inpatient ? 0 : i);
            if (with_drug && (i == 0 || dice_.chance(40))) {
                line.syringe = &dice_.one_of(syringes);
                line.code = "J2371";
                line.modifier = "JB";
                line.revenue = "0636";
                line.units = line.syringe->units;
                line.charge.value = line.units * std::int64_t{900};
            } else if (professional()) {
                Service const& service = dice_.one_of(professional_services);
                line.code = service.code;
                line.modifier = service.modifier;
                line.charge.value = service.price + dice_.between(0, 500);
            } else {
                HospitalService const& service = dice_.one_of(hospital_services);
                line.code = service.code;
                line.revenue = service.revenue;
                line.units = service.code.empty() ? dice_.between(1, 9) : 1;
                line.charge.value = service.price * line.units + dice_.between(0, 900);
            }
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

    void claim(std::uint32_t day) {
        ++claims_;
        ++claim_number_;
        fault_ = dirty_ ? static_cast<Fault>(1 + claim_number_ % 3) : Fault::none;
        bool const drug_fault = fault_ == Fault::modifier_twice || fault_ == Fault::units_in_iu;
        bool const with_drug = drug_fault || dice_.chance(drug_claims_);
        bool const inpatient = !professional() && !with_drug && dice_.chance(35);
        Cents charge = choose_lines(day, with_drug, inpatient);
        Cents const deductible{secondary_ && dice_.chance(40) ? std::int64_t{lines_[0].paid.value / 2} : 0};
        by_line_ = secondary_ && !dice_.chance(20);
        Cents const sum = charge;
        if (fault_ == Fault::charge_not_sum) charge.value += 100;

        if (professional())
            professional_head(charge, with_drug);
        else
            institutional_head(charge, Day{day}, inpatient, with_drug);
        if (secondary_) other_payer(sum, deductible);
        for (std::uint32_t i = 0; i < lines_.size(); ++i) {
            if (professional())
                professional_line(i);
            else
                institutional_line(i, inpatient);
        }
    }

    /// Drugs are authorized, as payers want it.
    void claim_references(bool with_drug) {
        if (with_drug || dice_.chance(15)) out_.segment("REF*G1*PA", Padded{dice_.between(0, 999999999), 9});
        if (dice_.chance(60)) out_.segment("REF*D9*CW", Padded{claim_number_, 12});
        if (dice_.chance(30)) out_.segment("REF*EA*MR", Padded{dice_.between(0, 99999999), 8});
    }

    /// Fills diagnoses_ with distinct codes, a clot first when there is a drug.
    void choose_diagnoses(bool with_drug) {
        diagnoses_.clear();
        if (with_drug) diagnoses_.push_back(dice_.one_of(clots));
        std::uint32_t const count = dice_.between(1, 6), start = dice_.between(0, diagnoses.size() - 1);
        for (std::uint32_t i = 0; i < count; ++i) diagnoses_.push_back(diagnoses[(start + i * 5) % diagnoses.size()]);
    }

    void professional_head(Cents charge, bool with_drug) {
        constexpr std::array<std::string_view, 4> places{"11", "11", "22", "12"};
        std::string_view const place = with_drug ? "11" : dice_.one_of(places);
        out_.segment("CLM*C", Padded{claim_number_, 9}, "*", charge, "***", place, ":B:1*Y*A*Y*Y");
        claim_references(with_drug);
        if (dice_.chance(5)) out_.segment("NTE*ADD*PATIENT SEEN FOR FOLLOW UP, RECORDS ON REQUEST");
        choose_diagnoses(with_drug);
        out_.text("HI*ABK:", diagnoses_[0]);
        for (std::string_view const diagnosis : std::span(diagnoses_).subspan(1)) out_.text("*ABF:", diagnosis);
        out_.end_segment();
        if (dice_.chance(25)) person("DN");
        person("82");
        out_.segment("PRV*PE*PXC*207RH0000X");
        if (dice_.chance(30) || place == "22") { // a hospital is named
            organisation("77");
            address();
        }
    }

    void institutional_head(Cents charge, Day first, bool inpatient, bool with_drug) {
        Day const last{first.number + (inpatient ? dice_.between(1, 8) : static_cast<std::uint32_t>(lines_.size()) - 1)};
        out_.segment("CLM*C", Padded{claim_number_, 9}, "*", charge, "***", inpatient ? "11" : "13", ":A:1**A*Y*Y");
        if (inpatient) out_.segment("DTP*096*TM*", Padded{dice_.between(8, 19), 2}, Padded{dice_.between(0, 59), 2});
        out_.segment("DTP*434*RD8*", first, "-", last);
        if (inpatient) out_.segment("DTP*435*DT*", first, Padded{dice_.between(0, 23), 2}, Padded{dice_.between(0, 59), 2});
        out_.segment("CL1*", dice_.between(1, 3), "*1*01");
        claim_references(with_drug);
        choose_diagnoses(with_drug);
        std::string_view const present = inpatient ? ":::::::Y" : "";
        out_.segment("HI*ABK:", diagnoses_[0], present);
        out_.segment(inpatient ? "HI*ABJ:" : "HI*APR:", diagnoses_.back());
        if (diagnoses_.size() > 1) {
            out_.text("HI");
            for (std::string_view const diagnosis : std::span(diagnoses_).subspan(1)) out_.text("*ABF:", diagnosis, present);
            out_.end_segment();
        }
        if (dice_.chance(30)) out_.segment("HI*BH:11:D8:", Day{first.number - dice_.between(0, 9)});
        if (inpatient)
            out_.segment("HI*BE:80:::", last.number - first.number);
        else if (with_drug)
            out_.segment("HI*BE:A8:::", dice_.between(76, 120)); // heavy enough for the largest syringe (U108)
        person("71");
        out_.segment("PRV*AT*PXC*207R00000X");
        if (inpatient && dice_.chance(40)) person("72");
    }

    /// The primary payer of a secondary claim; `sum` is the sum of the lines.
    void other_payer(Cents sum, Cents deductible) {
        Payer const& payer = payers[(payer_ + 1) % payers.size()];
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
        out_.segment("AMT*D*", paid);
        out_.segment("OI***Y***Y");
        out_.segment("NM1*IL*1*", surname_, "*", dice_.one_of(given_names), "****MI*OT", Padded{dice_.between(0, 999999999), 9});
        address();
        out_.segment("NM1*PR*2*", payer.name, "*****PI*", payer.id);
        if (!by_line_) out_.segment("DTP*573*D8*", Day{lines_.back().day.number + 21});
        out_.segment("REF*F8*P", Padded{claim_number_, 10});
    }

    void procedure(Line const& line) {
        out_.text("HC:", line.code);
        if (!line.modifier.empty()) out_.text(":", line.modifier);
    }
    /// What the claim says, faults included.
    void charged_procedure(Line const& line, bool first) {
        procedure(line);
        if (first && fault_ == Fault::modifier_twice) out_.text(":", line.modifier);
    }
    std::uint32_t charged_units(Line const& line, bool first) const {
        return first && fault_ == Fault::units_in_iu ? line.units * 250 : line.units;
    }

    void professional_line(std::uint32_t index) {
        Line const& line = lines_[index];
        out_.segment("LX*", index + 1);
        out_.text("SV1*");
        charged_procedure(line, index == 0);
        out_.text("*", line.charge, "*UN*", charged_units(line, index == 0), "***1");
        if (diagnoses_.size() > 1 && dice_.chance(40)) out_.text(":2");
        out_.end_segment();
        out_.segment("DTP*472*D8*", line.day);
        line_tail(line, index);
    }

    void institutional_line(std::uint32_t index, bool inpatient) {
        Line const& line = lines_[index];
        out_.segment("LX*", index + 1);
        out_.text("SV2*", line.revenue, "*");
        if (!line.code.empty()) charged_procedure(line, index == 0);
        out_.text("*", line.charge, "*UN*", charged_units(line, index == 0));
        out_.end_segment();
        if (!inpatient) out_.segment("DTP*472*D8*", line.day);
        line_tail(line, index);
    }

    void line_tail(Line const& line, std::uint32_t index) {
        out_.segment("REF*6R*C", Padded{claim_number_, 9}, "L", index + 1);
        if (line.syringe != nullptr) {
            out_.segment("LIN**N4*", line.syringe->ndc);
            out_.segment("CTP****", line.syringe->millilitres, "*ML");
        }
        if (!by_line_) return;
        out_.text("SVD*", payers[(payer_ + 1) % payers.size()].id, "*", line.paid, "*");
        if (!line.code.empty()) procedure(line);
        out_.text("*", professional() ? std::string_view{} : line.revenue, "*", line.units);
        out_.end_segment();
        if (line.contractual.value != 0) out_.segment("CAS*CO*45*", line.contractual);
        if (line.coinsurance.value != 0) out_.segment("CAS*PR*2*", line.coinsurance);
        out_.segment("DTP*573*D8*", Day{line.day.number + 21});
    }

    Kind kind_;
    bool dirty_;
    std::uint32_t drug_claims_; ///< percent
    std::uint64_t size_;
    Dice dice_;
    Output out_;
    std::uint64_t interchange_ = 0, group_ = 0, claim_number_ = 0;
    std::uint32_t levels_ = 0, claims_ = 0; ///< of the open set
    bool secondary_ = false, by_line_ = false;
    std::uint32_t payer_ = 0;
    Fault fault_ = Fault::none;
    std::string_view surname_;
    std::vector<std::string_view> diagnoses_;
    std::vector<Line> lines_;
};

struct Options {
    Kind kind = Kind::professional;
    std::uint64_t bytes = 0, seed = 837, files = 0;
    bool dirty = false;
    std::uint32_t drug_claims = 20; ///< percent of the claims that have a drug line
    std::string out;
};

[[noreturn]] void wrong_use() {
    std::fputs("usage: generate_837 P|I BYTES [--seed N] [--dirty] [--drug-lines PERCENT] [--files N] [--out PATH]\n", stderr);
    std::exit(3);
}

std::uint64_t number(std::string_view text) {
    std::uint64_t value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) wrong_use();
    return value;
}

Options read_options(std::span<char* const> arguments) {
    Options options;
    if (arguments.size() < 3) wrong_use();
    std::string_view const kind = arguments[1];
    if (kind != "P" && kind != "I") wrong_use();
    options.kind = kind == "P" ? Kind::professional : Kind::institutional;
    options.bytes = number(arguments[2]);
    for (std::size_t i = 3; i < arguments.size(); ++i) {
        std::string_view const name = arguments[i];
        if (name == "--dirty") {
            options.dirty = true;
            continue;
        }
        if (++i == arguments.size()) wrong_use();
        if (name == "--seed")
            options.seed = number(arguments[i]);
        else if (name == "--drug-lines") // two of the 3.5 lines of a claim that has one
            options.drug_claims = static_cast<std::uint32_t>(std::min<std::uint64_t>(number(arguments[i]), 50) * 7 / 4);
        else if (name == "--files")
            options.files = number(arguments[i]);
        else if (name == "--out")
            options.out = arguments[i];
        else
            wrong_use();
    }
    if (options.files > 0 && options.out.empty()) wrong_use();
    return options;
}

void write_file(Options const& options, std::uint64_t seed, std::string const& path) {
    std::FILE* const file = path.empty() ? stdout : std::fopen(path.c_str(), "wb");
    if (file == nullptr) {
        std::perror(path.c_str());
        std::exit(1);
    }
    Batch(options.kind, seed, options.dirty, options.drug_claims, options.bytes, file).write();
    if (std::fclose(file) != 0) {
        std::perror(path.c_str());
        std::exit(1);
    }
}

} // namespace

int main(int argc, char** argv) {
    Options const options = read_options({argv, static_cast<std::size_t>(argc)});
    if (options.files == 0) {
        write_file(options, options.seed, options.out);
        return 0;
    }
    std::filesystem::create_directories(options.out);
    for (std::uint64_t i = 0; i < options.files; ++i) write_file(options, options.seed + i, options.out + "/" + std::to_string(i) + ".edi");
}
