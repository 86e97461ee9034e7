// What can be wrong with an envelope (ISA GS ST ... SE GE IEA) and with a file as a whole, as values. The reader (engine/read) finds
// them; each has its rule (rules/e*, g*, t*).
// Source: X12 control standard 005010 (control numbers, counts, delimiters), 005010X222A1 / X223A2 appendix on envelopes.
#pragma once

#include <cstdint>

namespace edi {

enum class EnvelopeFault : std::uint8_t {
    // the file
    file_empty,               ///< no bytes, or only white space
    file_not_x12,             ///< no ISA anywhere
    file_not_unpacked,        ///< packed (gzip, Zstandard, zip) and damaged, cut off, or larger than may be
    text_outside_interchange, ///< bytes before, between or after interchanges that are not white space
    // the interchange
    isa_truncated,               ///< the file ends inside the ISA
    isa_unreadable,              ///< delimiters equal to each other or not allowed, or too few elements
    isa_width,                   ///< elements of the ISA not as wide as the standard has them
    isa_element,                 ///< an ISA element has a value the standard does not have
    interchange_trailer_missing, ///< no IEA before the next ISA or the end of the file
    interchange_number,          ///< IEA02 is not ISA13
    interchange_group_count,     ///< IEA01 is not the number of groups
    segment_outside_group,       ///< a segment between ISA and IEA that belongs to no group
    // the group
    group_trailer_missing,     ///< no GE
    group_number,              ///< GE02 is not GS06
    group_set_count,           ///< GE01 is not the number of sets
    group_kind,                ///< GS01 is a kind that is not taken
    group_version_unsupported, ///< GS08 is a guide we do not check
    group_version_nearest,     ///< GS08 is another errata of a guide we check
    segment_outside_set,       ///< a segment between GS and GE that belongs to no set
    // the set
    set_trailer_missing,  ///< no SE
    set_number,           ///< SE02 is not ST02
    set_segment_count,    ///< SE01 is not the number of segments
    set_number_repeated,  ///< ST02 used before in the group
    set_version_differs,  ///< ST03 is not GS08
    set_kind_unsupported, ///< not an 837
    set_without_claims,   ///< an 837 without any CLM
    trailer_unexpected,   ///< SE, GE or IEA without its header
    // the text
    segment_unterminated,        ///< the file ends inside a segment
    segment_too_long,            ///< more than 1 MiB without a terminator: passed over
    claim_too_large,             ///< more than 16 MiB or 250,000 segments from one CLM to the next: passed over, the claim is rejected
    empty_segment,               ///< two terminators in a row
    group_number_repeated,       ///< GS06 used before in the interchange
    group_number_invalid,        ///< GS06 is not one to nine digits
    delimiter_not_for_answers,   ///< a delimiter that our own texts have, so that no answer can be written with it
    interchange_without_groups,  ///< nothing, not even a TA1, between ISA and IEA
    group_element,               ///< an element of the GS (other than GS06) has a value that is not allowed
    group_without_sets,          ///< nothing between GS and GE
    set_in_other_group,          ///< GS01 is that of another kind of set
    set_repeated,                ///< an earlier set of the run has the same header and claims (found by engine/history)
    interchange_number_repeated, ///< ISA13 used before in the file, between the same sender and receiver
    count
};

} // namespace edi
