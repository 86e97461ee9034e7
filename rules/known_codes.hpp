// What policy and code tables say of the codes of claims, whatever the day, remembered: the same few hundred come again and again, and a
// look into a small table is cheaper than a search in each of the large ones. One for each thread.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

#include "rules/policy.hpp"

namespace rules {

struct KnownProcedure {
    std::uint64_t key = 0;                       ///< the code as an integer; 0: there is none
    std::span<ProcedureRow const> rows;          ///< of the table of procedures
    std::array<UnitLimitRow const*, 2> limits{}; ///< for practitioners and outpatients; null: none
    bool drug = false;                           ///< of the policy on some day
    bool unclassified = false;                   ///< it may be, by the policy
    bool other_code = false;                     ///< people use it for drugs that have another one
    bool listed = false;                         ///< the table of procedures should have it (HCPCS Level II)
    bool quiet = true; ///< nobody has anything to say of it, as of nearly all codes of CPT: none of the above holds
};

/// A code of one to seven characters as an integer, different for different codes; 0 for any other text.
inline std::uint64_t exact_code(std::string_view code) {
    std::size_t const size = code.size();
    std::uint64_t const bits = std::uint64_t{size} << 56;
    if (size - 4 <= 3) {
        std::uint32_t head, tail;
        std::memcpy(&head, code.data(), sizeof head);
        std::memcpy(&tail, code.data() + size - sizeof tail, sizeof tail);
        return bits | head | std::uint64_t{tail} >> 8 * (8 - size) << 32;
    }
    if (size > 7) return 0;
    std::uint64_t text = 0;
    for (char const c : code) text = text << 8 | static_cast<unsigned char>(c);
    return bits | text;
}

class KnownCodes {
public:
    /// The policy must outlive it, and neither it nor its tables may change.
    explicit KnownCodes(Policy const& policy);

    /// Valid until the next call.
    KnownProcedure const& procedure(std::string_view code) {
        std::uint64_t const key = exact_code(code);
        KnownProcedure& known = procedures_[key * spread >> (64 - procedure_bits)];
        if (known.key == key && key != 0) [[likely]]
            return known;
        return code.empty() ? no_code_ : learn(code, key, key == 0 ? odd_code_ : known);
    }

    /// Whether ICD-10-CM has the diagnosis and it is no heading.
    bool is_billable_diagnosis(std::string_view code) {
        std::uint64_t const key = exact_code(code);
        std::uint64_t& known = diagnoses_[key * spread >> (64 - diagnosis_bits)];
        if ((known & ~billable) != key || key == 0) [[unlikely]]
            known = key | (looks_billable(code) ? billable : 0);
        return (known & billable) != 0;
    }

    /// Which of the indications of a substance, at most 64, have the diagnosis: bit n stands for the nth.
    std::uint64_t indications(std::span<Indication const> of_substance, std::string_view diagnosis) {
        std::uint64_t const key = exact_code(diagnosis);
        KnownIndications& known = indications_[(key ^ of_substance.size()) * spread >> (64 - diagnosis_bits)];
        if (known.key != key || known.of_substance != of_substance.data() || key == 0) [[unlikely]]
            known = {key, of_substance.data(), holding(of_substance, diagnosis)};
        return known.bits;
    }

    /// Whether CMS's list has the place of service.
    bool is_place(std::string_view code) const {
        if (code.size() != 2) return false;
        unsigned const tens = static_cast<unsigned char>(code[0]) - unsigned{'0'},
                       ones = static_cast<unsigned char>(code[1]) - unsigned{'0'};
        return tens <= 9 && ones <= 9 && places_[tens * 10 + ones];
    }

private:
    static constexpr std::uint64_t spread = 0x9E3779B97F4A7C15, billable = std::uint64_t{1} << 63;
    static constexpr unsigned procedure_bits = 8, diagnosis_bits = 10;
    static constexpr std::size_t procedure_slots = std::size_t{1} << procedure_bits, diagnosis_slots = std::size_t{1} << diagnosis_bits;

    struct KnownIndications {
        std::uint64_t key = 0;
        Indication const* of_substance = nullptr;
        std::uint64_t bits = 0;
    };

    KnownProcedure const& learn(std::string_view code, std::uint64_t key, KnownProcedure& known) const;
    bool looks_billable(std::string_view code) const;
    static std::uint64_t holding(std::span<Indication const> of_substance, std::string_view diagnosis);

    Policy const* policy_;
    std::vector<KnownProcedure> procedures_; ///< by hash of the code; a later one takes the place of an earlier one
    std::vector<std::uint64_t> diagnoses_;   ///< likewise: the code, and whether it is billable
    std::vector<KnownIndications> indications_;
    KnownProcedure no_code_, odd_code_;
    std::array<bool, 100> places_{};
};

} // namespace rules
