#include "engine/ack/provider_status.hpp"

namespace engine::ack {
namespace {

using edi::FaultKind;
using edi::LoopId;
using edi::operator""_seg;

struct Codes {
    std::string_view missing, wrong;
};
constexpr Codes whole{"A6:124:85", "A7:124:85"}, name{"A6:125:85", "A7:125:85"}, address{"A6:126:85", "A7:126:85"},
    contact{"A6:127:85", "A7:127:85"}, tax_id{"A6:128:85", "A7:128:85"}, taxonomy{"A6:145:85", "A7:145:85"},
    other_id{"A6:560:85", "A7:560:85"}, npi{"A6:562:85", "A7:562:85"}, pay_to_address{"A6:126:87", "A7:126:87"};

bool is_missing(FaultKind kind) {
    return kind == FaultKind::missing_segment || kind == FaultKind::missing_loop || kind == FaultKind::element_missing ||
           kind == FaultKind::element_dependent;
}

Codes billing_name_codes(edi::Fault const& fault) {
    if (fault.kind == FaultKind::missing_loop || fault.kind == FaultKind::missing_segment) return whole;
    switch (fault.place.element) {
        case 3:
        case 4:
        case 5:
        case 7: return name;
        case 8:
        case 9: return npi;
        default: return {};
    }
}

/// The reference that must be there is the tax number.
Codes reference_codes(edi::Fault const& fault, edi::SegmentTable const& segments) {
    if (fault.kind == FaultKind::missing_segment) return tax_id;
    std::string_view const qualifier = segments[fault.place.segment].element(1);
    return qualifier == "EI" || qualifier == "SY" ? tax_id : other_id;
}

Codes codes_of(edi::Fault const& fault, edi::SegmentTable const& segments) {
    bool const pay_to = fault.loop == LoopId::L2010AB;
    if (!pay_to && fault.loop != LoopId::L2010AA && fault.loop != LoopId::L2000A) return {};
    switch (fault.segment) {
        case "NM1"_seg: return pay_to ? Codes{} : billing_name_codes(fault);
        case "N3"_seg:
        case "N4"_seg: return pay_to ? pay_to_address : address;
        case "REF"_seg: return reference_codes(fault, segments);
        case "PER"_seg: return contact;
        case "PRV"_seg: return taxonomy;
        default: return {};
    }
}

} // namespace

std::string_view provider_status(edi::Fault const& fault, edi::SegmentTable const& segments) {
    bool const of_segment = fault.kind == FaultKind::missing_segment || fault.kind == FaultKind::missing_loop;
    bool const known = fault.place.segment < segments.size();
    if (!known || (!of_segment && fault.kind < edi::first_element_fault)) return {};
    Codes const codes = codes_of(fault, segments);
    return is_missing(fault.kind) ? codes.missing : codes.wrong;
}

} // namespace engine::ack
