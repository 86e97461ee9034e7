// What a claim shows at first sight. A rule names the traits without which it has nothing to say, so that it is not run in vain:
// nearly every claim is clean, and most have no drug and no other payer.
#pragma once

#include <cstdint>

namespace rules {

/// A set of traits, one bit each.
using Traits = std::uint32_t;

namespace trait {

inline constexpr Traits drug_lines = 1 << 0;         ///< a line has a drug of the policy
inline constexpr Traits several_drug_lines = 1 << 1; ///< more than one line has
inline constexpr Traits drug_modifiers = 1 << 2;    ///< a line with a drug has a modifier that the policy may reject (misuse, incompatible)
inline constexpr Traits several_modifiers = 1 << 3; ///< a line has a modifier behind the first place for one
inline constexpr Traits other_payers = 1 << 4;      ///< there are other payers (2320) or adjudications of lines (2430)
inline constexpr Traits doubtful_values = 1 << 5;   ///< a charge is missing, unreadable or negative, units are missing, unreadable or not
                                                    ///< positive, or another quantity is unreadable
inline constexpr Traits doubtful_dates = 1 << 6;    ///< a date of service, of the statement or of an adjudication is unreadable

// Of the situations that the family N speaks of (rules/situation_traits.cpp).
inline constexpr Traits doubtful_levels = 1 << 7; ///< subscriber, patient, payer and billing provider may not fit each other
inline constexpr Traits stay = 1 << 8;            ///< the patient is an inpatient, or there is a date of admission or discharge
inline constexpr Traits circumstances = 1 << 9;   ///< accident, pregnancy, attachments, ambulance, an unusual frequency or kind of facility
inline constexpr Traits doubtful_diagnoses = 1 << 10; ///< diagnoses may not fit each other, or the lines' pointers to them
inline constexpr Traits doubtful_lines = 1 << 11;     ///< lines may not fit each other, or what the claim says of place and time
inline constexpr Traits doubtful_providers = 1 << 12; ///< a provider may be missing, needless or have a wrong NPI

inline constexpr Traits national_codes = 1 << 13;  ///< a line names its drug by LIN or CTP (2410)
inline constexpr Traits doubtful_codes = 1 << 14;  ///< a line has an unclassified code or one similar to a drug's, or describes its drug
inline constexpr Traits doubtful_limits = 1 << 15; ///< lines may pass a unit limit of the code tables

// Of what payers demand.
inline constexpr Traits two_numbers = 1 << 16; ///< there is a referral, or a line has an authorization of its own
inline constexpr Traits old_service = 1 << 17; ///< a service is older than the shortest time for filing that some payer has

inline constexpr Traits like_lines = 1 << 18; ///< two lines may be the same service
inline constexpr Traits impossible_days =
    1 << 19; ///< a service or the patient's birth is later than the batch, or a service before the birth

inline constexpr Traits doubtful_support =
    1 << 19; ///< some diagnoses speak against a drug of the claim, or do not support it by themselves

} // namespace trait
} // namespace rules
