#include "engine/ack/answer_envelope.hpp"

#include "engine/ack/answer_delimiters.hpp"
#include "engine/ack/segment_writer.hpp"
#include "engine/read/isa_values.hpp"

namespace engine::ack {
namespace {

constexpr std::size_t isa_id_width = 15, id_least = 2; ///< GS02 and GS03 have two characters or more
constexpr std::size_t id_most = 80;

void append_padded(std::string_view text, edi::Delimiters const& delimiters, std::string& out) {
    std::size_t const begin = out.size();
    append_clean(text, isa_id_width, delimiters, out);
    out.append(isa_id_width - (out.size() - begin), ' ');
}

/// ISA05 and ISA07; what the standard does not have becomes "mutually defined".
std::string_view qualifier_or_mutual(std::string_view text) {
    return read::is_id_qualifier(text) ? text : "ZZ";
}

} // namespace

std::string_view first_usable(std::initializer_list<std::string_view> texts, edi::Delimiters const& delimiters, std::size_t least) {
    char clean[clean_most];
    for (std::string_view const text : texts)
        if (static_cast<std::size_t>(write_clean(text, id_most, delimiters, clean) - clean) >= least) return text;
    return unknown;
}

std::string digits(std::uint64_t value, std::size_t width) {
    std::string text = std::to_string(value);
    return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

std::string short_day(edi::Day day) {
    char text[16];
    return {text + 2, edi::write_day(text, day)};
}

/// Fixed widths, so it is written by hand.
void write_isa(InterchangeScope const& received, edi::Day processed, std::uint32_t control_number, std::string& out) {
    edi::Delimiters const delimiters = answer_delimiters(received.delimiters);
    char const separator = delimiters.element;
    auto const element = [&](std::string_view text) { out.append(1, separator).append(text); };
    auto const party = [&](std::string_view qualifier, std::string_view id) {
        element(qualifier_or_mutual(qualifier));
        out.push_back(separator);
        append_padded(first_usable({id}, delimiters), delimiters, out);
    };
    out.append("ISA");
    for (std::string_view const text : {"00", "          ", "00", "          "}) element(text);
    party(received.receiver_qualifier, received.receiver);
    party(received.sender_qualifier, received.sender);
    element(short_day(processed));
    element(midnight);
    element({&delimiters.repetition, 1});
    element("00501");
    element(digits(control_number, 9));
    element("0");
    element(received.usage == "T" ? "T" : "P");
    element({&delimiters.component, 1});
    out.push_back(delimiters.segment);
    if (delimiters.segment != '\n') out.push_back('\n');
}

void write_iea(std::uint64_t groups, std::uint32_t control_number, edi::Delimiters const& delimiters, std::string& out) {
    SegmentWriter(out, delimiters).open("IEA").number(groups).element(digits(control_number, 9)).close();
}

GroupParties parties_of(GroupScope const& group, edi::Delimiters const& delimiters) {
    GroupParties parties;
    append_clean(group.sender, id_most, delimiters, parties.sender);
    append_clean(group.receiver, id_most, delimiters, parties.receiver);
    return parties;
}

void write_gs(GroupHead const& head, GroupParties const& received, InterchangeScope const& interchange, edi::Day processed,
              std::string& out) {
    edi::Delimiters const delimiters = answer_delimiters(interchange.delimiters);
    SegmentWriter segments(out, delimiters);
    segments.open("GS").element(head.kind);
    segments.echo(first_usable({received.receiver, interchange.receiver}, delimiters, id_least), isa_id_width);
    segments.echo(first_usable({received.sender, interchange.sender}, delimiters, id_least), isa_id_width);
    segments.day(processed).element(midnight).number(head.number).element("X").element(head.version).close();
}

void write_ge(std::uint64_t sets, std::uint64_t number, edi::Delimiters const& delimiters, std::string& out) {
    SegmentWriter(out, delimiters).open("GE").number(sets).number(number).close();
}

} // namespace engine::ack
