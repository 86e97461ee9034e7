// The traits that hang on service lines, found in one walk over them, with what else is wanted of all lines. May say too much of a claim, never
// too little.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "rules/code_sets/days.hpp"
#include "rules/elements.hpp"
#include "rules/known_codes.hpp"
#include "rules/situations/claim_parts.hpp"
#include "rules/traits.hpp"

namespace rules {

/// Notices that two lines may have the same procedure, charge and day; says so in vain now and then.
class LikeLines {
public:
    void add(std::uint64_t code, std::int64_t cents, edi::Day day) {
        std::uint64_t const amount = static_cast<std::uint64_t>(cents) << 32 ^ static_cast<std::uint32_t>(day.number);
        std::uint64_t const mixed = ((code * 0x9E3779B97F4A7C15) ^ amount) * 0xD6E8FEB86659FD93;
        std::uint64_t& word = seen_[mixed >> 62];
        std::uint64_t const bit = std::uint64_t{1} << (mixed >> 56 & 63);
        any_ |= (word & bit) != 0 && code != 0;
        word |= bit;
    }
    bool any() const { return any_; }

private:
    std::array<std::uint64_t, 4> seen_{};
    bool any_ = false;
};

class LineTraits {
public:
    /// `statement`: the dates of a line that has none of its own; may be null.
    LineTraits(edi::Claim const& claim, Policy const& policy, KnownCodes const& codes, edi::Date const* statement)
        : claim_(claim), policy_(policy), codes_(codes), statement_(statement), professional_(is_professional(claim)),
          doubtful_line_(professional_ && !claim.facility_code.present()) {}

    /// The next line, with what is known of its procedure.
    void add(edi::ServiceLine const& line, KnownProcedure const& code) {
        ++number_;
        bool const units = line.units.ok() && line.units.value.mantissa > 0;
        doubtful_value_ |= !line.charge.ok() || line.charge.cents < 0 || !units || !is_plain(line.drug.quantity.reading);
        several_modifiers_ |= line.modifiers[1].present() || line.modifiers[2].present() || line.modifiers[3].present();
        add_day(line.service_date);
        like_.add(code.key, line.charge.cents, line.service_date.from);
        doubtful_line_ |= !has_number(line.number.text) || !continues(line.control_number.text) ||
                          (code.unclassified && line.description.text.empty()) ||
                          (professional_ ? is_special(line) : is_outside_statement(line)) || has_doubtful_code(line, code);
    }

    Traits all() const {
        return (doubtful_value_ ? trait::doubtful_values : 0) | (doubtful_date_ ? trait::doubtful_dates : 0) |
               (several_modifiers_ ? trait::several_modifiers : 0) | (doubtful_line_ ? trait::doubtful_lines : 0) |
               (like_.any() ? trait::like_lines : 0);
    }

    /// All lines have a day of service that can be read; then the first and the last of the last days of their services mean something.
    bool all_dated() const { return all_dated_ && number_ > 0; }
    bool any_dated() const { return first_ <= last_; }
    edi::Day first_through() const { return first_; }
    edi::Day last_through() const { return last_; }

private:
    static bool is_plain(edi::Reading reading) { return reading == edi::Reading::ok || reading == edi::Reading::absent; }

    void add_day(edi::Date const& date) {
        doubtful_date_ |= !is_plain(date.reading);
        if (!date.ok()) {
            all_dated_ = false;
            return;
        }
        first_ = std::min(first_, date.through);
        last_ = std::max(last_, date.through);
    }

    /// Lines are numbered one by one.
    bool has_number(std::string_view number) const {
        if (number.size() == 1) return static_cast<std::uint32_t>(number[0] - '0') == number_;
        return small_number(number) == static_cast<int>(number_);
    }

    /// Control numbers that grow from line to line, by length and end, are all different.
    bool continues(std::string_view control) {
        if (control.empty()) return true;
        std::uint64_t const end = end_of(control);
        bool const grows = control.size() > last_size_ || (control.size() == last_size_ && end > last_end_);
        last_size_ = control.size();
        last_end_ = end;
        return grows;
    }

    /// The end of a control number as an integer that grows as numbers do.
    static std::uint64_t end_of(std::string_view number) {
        std::uint64_t key = 0;
        if (number.size() >= sizeof key) {
            std::memcpy(&key, number.data() + number.size() - sizeof key, sizeof key);
            return __builtin_bswap64(key);
        }
        for (char const c : number) key = key << 8 | static_cast<unsigned char>(c);
        return key;
    }

    bool is_special(edi::ServiceLine const& line) const {
        return line.purchase.known() || line.equipment.known() ||
               (line.place_of_service.present() && line.place_of_service.text == claim_.facility_code.text);
    }

    bool is_outside_statement(edi::ServiceLine const& line) const {
        return line.service_date.value.present() &&
               !(statement_ && statement_->ok() && line.service_date.ok() && statement_->from <= line.service_date.from &&
                 line.service_date.through <= statement_->through);
    }

    bool has_doubtful_code(edi::ServiceLine const& line, KnownProcedure const& code) const {
        if (!is_text(line.procedure_qualifier.text, "HC")) return false;
        if (code.listed && !is_valid(code.rows, line_days(policy_, line, statement_))) return true;
        CodeTables const& tables = policy_.tables();
        for (edi::Field const& modifier : line.modifiers) {
            if (!modifier.present()) continue;
            if (!tables.is_lasting_modifier(modifier.text) &&
                !is_valid(tables.modifier(modifier.text), line_days(policy_, line, statement_)))
                return true;
        }
        return line.place_of_service.present() && !codes_.is_place(line.place_of_service.text);
    }

    edi::Claim const& claim_;
    Policy const& policy_;
    KnownCodes const& codes_;
    edi::Date const* statement_;
    bool professional_;
    bool doubtful_line_, doubtful_value_ = false, doubtful_date_ = false, several_modifiers_ = false, all_dated_ = true;
    std::uint32_t number_ = 0;
    edi::Day first_{INT32_MAX}, last_{INT32_MIN};
    std::size_t last_size_ = 0;
    std::uint64_t last_end_ = 0;
    LikeLines like_;
};

} // namespace rules
