#include "engine/ack/answer_envelope.hpp"

#include "engine/ack/segment_writer.hpp"

namespace engine::ack {
namespace {

constexpr std::size_t isa_id_width = 15, id_least = 2; ///< GS02 and GS03 have two characters or more
constexpr std::size_t id_most = 80;

void append_padded(std::string_view text, std::string& out) {
    std::size_t const begin = out.size();
    append_clean(text, isa_id_width, out);
    out.append(isa_id_width - (out.size() - begin), ' ');
}

/// ISA05 and ISA07 are two characters; anything else becomes "mutually defined".
void append_qualifier(std::string_view text, std::string& out) {
    std::size_t const begin = out.size();
    append_clean(text, 2, out);
    if (out.size() - begin == 2) return;
    out.resize(begin);
    out.append("ZZ");
}

} // namespace

std::string_view first_usable(std::initializer_list<std::string_view> texts, std::size_t least) {
    char clean[clean_most];
    for (std::string_view const text : texts)
        if (static_cast<std::size_t>(write_clean(text, id_most, clean) - clean) >= least) return text;
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
    out.append("ISA*00*          *00*          *");
    append_qualifier(received.receiver_qualifier, out);
    out.push_back('*');
    append_padded(first_usable({received.receiver}), out);
    out.push_back('*');
    append_qualifier(received.sender_qualifier, out);
    out.push_back('*');
    append_padded(first_usable({received.sender}), out);
    out.append("*").append(short_day(processed)).append("*").append(midnight).append("*^*00501*");
    out.append(digits(control_number, 9)).append("*0*").append(received.usage == "T" ? "T" : "P").append("*:~\n");
}

void write_iea(std::uint64_t groups, std::uint32_t control_number, std::string& out) {
    SegmentWriter(out).open("IEA").number(groups).element(digits(control_number, 9)).close();
}

GroupParties parties_of(GroupScope const& group) {
    GroupParties parties;
    append_clean(group.sender, id_most, parties.sender);
    append_clean(group.receiver, id_most, parties.receiver);
    return parties;
}

void write_gs(GroupHead const& head, GroupParties const& received, InterchangeScope const& interchange, edi::Day processed,
              std::string& out) {
    SegmentWriter segments(out);
    segments.open("GS").element(head.kind);
    segments.echo(first_usable({received.receiver, interchange.receiver}, id_least), isa_id_width);
    segments.echo(first_usable({received.sender, interchange.sender}, id_least), isa_id_width);
    segments.day(processed).element(midnight).number(head.number).element("X").element(head.version).close();
}

void write_ge(std::uint64_t sets, std::uint64_t number, std::string& out) {
    SegmentWriter(out).open("GE").number(sets).number(number).close();
}

} // namespace engine::ack
