#include "engine/answers/read_277.hpp"

#include "edi/text/values.hpp"
#include "engine/answers/answer_words.hpp"
#include "engine/report/utf8.hpp"

// How it looks:
//
//   277CA 0001 of FIRST CLEARINGHOUSE (CLHR00), received 20060205, processed 20060207
//   batch "2002020542857" of BEST BILLING SERVICE (S00001): accepted 1000.00
//     A0:16:PR passed on: to the next (payer)
//     claims accepted 1 (200.00), rejected 2 (800.00)
//   provider SMITH CLINIC (FI 123456789)
//     claim "2890/4": rejected 500.00
//       A3:21:82 sent back unprocessed: missing or invalid data (rendering provider)
//       service 20060115
//       line "11" HC:22305:22 350.00: rejected
//         A3:122 sent back unprocessed: name or number missing

namespace engine::answers {
namespace {

using edi::LoopId;
using edi::operator""_seg;

void say(std::string_view text, std::string& out) {
    report::append_printable(text, out);
}

void say_quoted(std::string_view text, std::string& out) {
    out.push_back('"');
    say(text, out);
    out.push_back('"');
}

/// "SMITH CLINIC (FI 123456789)".
void say_party(std::string_view name, std::string_view id_qualifier, std::string_view id, std::string& out) {
    say(name.empty() ? "without a name" : name, out);
    if (id.empty()) return;
    out.append(" (");
    say(id_qualifier, out);
    if (!id_qualifier.empty()) out.push_back(' ');
    say(id, out);
    out.push_back(')');
}

/// "A7:562:85", whatever the file's separator is.
std::string status_code(edi::Segment stc, std::uint32_t element) {
    std::string code;
    for (std::uint32_t c = 1; c <= 3; ++c) {
        auto const part = stc.component(element, c);
        if (part.empty()) break;
        if (c > 1) code.push_back(':');
        code.append(part);
    }
    return code;
}

/// A colon-separated part, 1 = first.
std::string_view part(std::string_view code, unsigned n) {
    for (; n > 1; --n) {
        auto const colon = code.find(':');
        if (colon == std::string_view::npos) return {};
        code.remove_prefix(colon + 1);
    }
    return code.substr(0, code.find(':'));
}

std::string joined(edi::Segment segment, std::uint32_t element, std::uint32_t most) {
    std::string text;
    for (std::uint32_t c = 1; c <= most; ++c) {
        auto const component = segment.component(element, c);
        if (component.empty()) continue;
        if (!text.empty()) text.push_back(':');
        text.append(component);
    }
    return text;
}

} // namespace

void Reader277::Status::clear() {
    auto kept = std::move(codes);
    kept.clear();
    *this = {};
    codes = std::move(kept);
}

void Reader277::start() {
    source_ = receiver_ = provider_ = {};
    batch_ = claim_ = {};
}

void Reader277::level(PlacedTable const& piece, std::uint32_t begin, std::uint32_t end, AnswerTexts const* texts) {
    if (piece.id(begin) != "HL"_seg) return;
    Party party;
    for (std::uint32_t i = begin; i < end; ++i) {
        if (piece.id(i) != "NM1"_seg) continue;
        party = {piece[i].element(3), piece[i].element(4), piece[i].element(8), piece[i].element(9)};
        break;
    }
    switch (piece.loop(begin)) {
        case LoopId::L2000A:
            source_ = party;
            if (texts) source(piece, begin, end, *texts);
            break;
        case LoopId::L2000B:
            receiver_ = party;
            read_status(piece, begin, end);
            batch_ = status_.trace;
            if (texts) batch(*texts);
            break;
        case LoopId::L2000C:
            provider_ = party;
            read_status(piece, begin, end);
            if (texts) provider(*texts, piece[begin].element(4) == "1");
            break;
        case LoopId::L2000D:
            if (texts) patient(piece, begin, end, *texts);
            break;
        default: break;
    }
}

void Reader277::add_codes(edi::Segment stc) {
    for (std::uint32_t const element : {1u, 10u, 11u})
        if (auto code = status_code(stc, element); !code.empty()) status_.codes.push_back(std::move(code));
}

void Reader277::read_status(PlacedTable const& piece, std::uint32_t begin, std::uint32_t end) {
    status_.clear();
    bool refused = false;
    for (std::uint32_t i = begin; i < end; ++i) {
        auto const segment = piece[i];
        auto const first = segment.element(1), second = segment.element(2);
        switch (piece.id(i)) {
            case "TRN"_seg: status_.trace = second; break;
            case "STC"_seg:
                status_.any = true;
                refused = refused || segment.element(3) != "WQ";
                if (status_.amount.empty()) status_.amount = segment.element(4);
                if (status_.message.empty()) status_.message = segment.element(12);
                add_codes(segment);
                break;
            case "QTY"_seg: (first == "90" || first == "QA" ? status_.accepted_count : status_.rejected_count) = second; break;
            case "AMT"_seg: (first == "YU" ? status_.accepted_amount : status_.rejected_amount) = second; break;
            case "REF"_seg:
                if (first == "1K") status_.payer_claim = second;
                if (first == "D9") status_.clearinghouse_claim = second;
                if (first == "BLT") status_.bill_type = second;
                if (first == "FJ") status_.line_number = second;
                if (first == "XZ") status_.prescription = second;
                break;
            case "DTP"_seg:
                if (first == "472") status_.service_dates = segment.element(3);
                break;
            default: break;
        }
    }
    status_.accepted = status_.any && !refused;
}

// ---- the levels ----------------------------------------------------------------------------------------------------------------

void Reader277::source(PlacedTable const& piece, std::uint32_t begin, std::uint32_t end, AnswerTexts const& texts) const {
    std::string& out = texts.text;
    out.append("277CA ");
    if (texts.scope.set) say(texts.scope.set->control_number, out);
    out.append(" of ");
    say_party(source_.name, {}, source_.id, out);
    for (std::uint32_t i = begin; i < end; ++i) {
        if (piece.id(i) != "DTP"_seg) continue;
        out.append(piece[i].element(1) == "050" ? ", received " : ", processed ");
        say(piece[i].element(3), out);
    }
    out.push_back('\n');
}

/// ": rejected 500.00", to the end of the line.
void Reader277::say_verdict(std::string& out) const {
    out.append(": ").append(status_.verdict());
    if (!status_.amount.empty()) out.push_back(' ');
    append_amount(status_.amount, out);
    out.push_back('\n');
}

void Reader277::say_codes(std::string_view indent, std::string& out) const {
    for (std::string const& code : status_.codes) {
        out.append(indent);
        say(code, out);
        auto const category = category_words(part(code, 1)), status = status_words(part(code, 2)), entity = entity_words(part(code, 3));
        if (!category.empty()) out.append(" ").append(category);
        if (!status.empty()) out.append(": ").append(status);
        if (!entity.empty()) out.append(" (").append(entity).append(")");
        out.push_back('\n');
    }
    if (status_.message.empty()) return;
    out.append(indent);
    say_quoted(status_.message, out);
    out.push_back('\n');
}

void Reader277::say_totals(std::string_view indent, std::string& out) const {
    if (status_.accepted_count.empty() && status_.rejected_count.empty()) return;
    auto const part = [&](std::string_view count, std::string_view amount) {
        say(count.empty() ? "0" : count, out);
        if (amount.empty()) return;
        out.append(" (");
        append_amount(amount, out);
        out.push_back(')');
    };
    out.append(indent).append("claims accepted ");
    part(status_.accepted_count, status_.accepted_amount);
    out.append(", rejected ");
    part(status_.rejected_count, status_.rejected_amount);
    out.push_back('\n');
}

void Reader277::totals_keys(AnswerLine& line) const {
    line.number("claims_accepted", status_.accepted_count);
    line.number("claims_rejected", status_.rejected_count);
    line.money("charges_accepted", status_.accepted_amount);
    line.money("charges_rejected", status_.rejected_amount);
}

/// A QTY as it can be counted; 0 where it cannot.
std::uint64_t Reader277::count_of(std::string_view quantity) {
    auto const read = edi::read_integer(quantity);
    return read.reading == edi::Reading::ok && read.value > 0 ? static_cast<std::uint64_t>(read.value) : 0;
}

void Reader277::batch(AnswerTexts const& texts) {
    std::string& out = texts.text;
    out.append("batch ");
    say_quoted(batch_, out);
    out.append(" of ");
    say_party(receiver_.name, {}, receiver_.id, out);
    say_verdict(out);
    say_codes("  ", out);
    say_totals("  ", out);
    texts.tally.stated_accepted += count_of(status_.accepted_count);
    texts.tally.stated_rejected += count_of(status_.rejected_count);

    AnswerLine line("277CA", "batch", texts);
    line.text("source", source_.name);
    line.text("source_id", source_.id);
    line.text("batch", batch_);
    line.text("receiver", receiver_.name);
    line.text("receiver_id", receiver_.id);
    line.text("verdict", status_.verdict());
    line.money("charge", status_.amount);
    line.list("codes", status_.codes);
    totals_keys(line);
}

/// A provider that is rejected as a whole speaks for its claims, of which none is named.
void Reader277::count_unnamed(AnswerTally& tally) const {
    bool const counted = !status_.rejected_count.empty();
    tally.uncounted_providers += counted ? 0 : 1;
    tally.claims_rejected += count_of(status_.rejected_count);
    Tally::add(tally.charges_rejected, cents_of(counted ? status_.rejected_amount : status_.amount));
}

void Reader277::provider(AnswerTexts const& texts, bool names_patients) {
    bool const as_a_whole = status_.any && !status_.accepted && !names_patients;
    if (as_a_whole) count_unnamed(texts.tally);
    std::string& out = texts.text;
    out.append("provider ");
    say_party(provider_.name, provider_.id_qualifier, provider_.id, out);
    // A provider need not be answered by itself.
    if (status_.any)
        say_verdict(out);
    else
        out.push_back('\n');
    say_codes("  ", out);
    say_totals("  ", out);

    AnswerLine line("277CA", "provider", texts);
    line.text("batch", batch_);
    line.text("provider", provider_.name);
    line.text("provider_id", provider_.id);
    if (status_.any) line.text("verdict", status_.verdict());
    line.money("charge", status_.amount);
    line.list("codes", status_.codes);
    totals_keys(line);
}

/// The claims of one patient: 2200D up to the next TRN, and in it the lines, 2220D up to the next SVC.
void Reader277::patient(PlacedTable const& piece, std::uint32_t begin, std::uint32_t end, AnswerTexts const& texts) {
    auto const starts = [&](std::uint32_t i) { return piece.id(i) == "TRN"_seg || piece.id(i) == "SVC"_seg; };
    std::uint32_t at = begin;
    while (at < end && !starts(at)) ++at;
    while (at < end) {
        std::uint32_t next = at + 1;
        while (next < end && !starts(next)) ++next;
        read_status(piece, at, next);
        if (piece.id(at) == "TRN"_seg)
            claim(texts);
        else
            line(piece[at], texts);
        at = next;
    }
}

void Reader277::claim(AnswerTexts const& texts) {
    claim_ = status_.trace;
    bool const accepted = status_.accepted;
    if (status_.any) {
        ++(accepted ? texts.tally.claims_accepted : texts.tally.claims_rejected);
        Tally::add(accepted ? texts.tally.charges_accepted : texts.tally.charges_rejected, cents_of(status_.amount));
    }
    std::string& out = texts.text;
    out.append("  claim ");
    say_quoted(claim_, out);
    say_verdict(out);
    say_codes("    ", out);
    std::string_view before = "    ";
    auto const fact = [&](std::string_view name, std::string_view value) {
        if (value.empty()) return;
        out.append(before).append(name).append(" ");
        say(value, out);
        before = ", ";
    };
    fact("service", status_.service_dates);
    fact("payer's number", status_.payer_claim);
    fact("clearinghouse's number", status_.clearinghouse_claim);
    fact("bill type", status_.bill_type);
    if (before == ", ") out.push_back('\n');

    AnswerLine line("277CA", "claim", texts);
    line.text("batch", batch_);
    line.text("provider_id", provider_.id);
    line.text("claim", claim_);
    line.text("verdict", status_.verdict());
    line.money("charge", status_.amount);
    line.list("codes", status_.codes);
    line.text("message", status_.message);
    line.text("service_dates", status_.service_dates);
    line.text("payer_claim", status_.payer_claim);
    line.text("clearinghouse_claim", status_.clearinghouse_claim);
    line.text("bill_type", status_.bill_type);
}

void Reader277::line(edi::Segment svc, AnswerTexts const& texts) {
    std::string const procedure = joined(svc, 1, 6);
    std::string& out = texts.text;
    out.append("    line ");
    say_quoted(status_.line_number, out);
    out.append(" ");
    say(procedure, out);
    if (!svc.element(4).empty()) out.append(" revenue code ");
    say(svc.element(4), out);
    out.append(" ");
    append_amount(svc.element(2), out);
    out.append(": ").append(status_.verdict()).push_back('\n');
    say_codes("      ", out);

    AnswerLine line("277CA", "line", texts);
    line.text("batch", batch_);
    line.text("provider_id", provider_.id);
    line.text("claim", claim_);
    line.text("line", status_.line_number);
    line.text("procedure", procedure);
    line.text("revenue_code", svc.element(4));
    line.money("charge", svc.element(2));
    line.text("units", svc.element(7));
    line.text("verdict", status_.verdict());
    line.list("codes", status_.codes);
    line.text("service_dates", status_.service_dates);
    line.text("prescription", status_.prescription);
}

} // namespace engine::answers
