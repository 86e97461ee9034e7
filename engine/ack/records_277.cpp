#include "engine/ack/records_277.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "engine/ack/record_bytes.hpp"
#include "engine/ack/segment_writer.hpp"

namespace engine::ack {
namespace {

// Longest values of 005010X214.
constexpr std::size_t last_name_most = 60, first_name_most = 35, middle_name_most = 25, id_most = 80, reference_most = 50;
constexpr std::size_t id_least = 2; ///< NM109
constexpr std::size_t procedure_most = 48, modifier_most = 2, revenue_code_most = 48;
constexpr std::size_t number_most = 15; ///< digits of a quantity

constexpr std::string_view unknown = "UNKNOWN";
constexpr std::string_view accepted_status = "A2:20";
constexpr std::string_view see_lines_status = "A3:247"; ///< the reason stands in the line loops
constexpr std::string_view general_status = "A3:684";   ///< rejected for what other answers say

/// Up to three distinct status codes, in the order in which they were found (STC01, STC10, STC11).
class StatusCodes {
public:
    explicit StatusCodes(std::size_t most = 3) : most_(most) {}
    void add(std::string_view code) {
        if (code.empty() || count_ == most_ || std::find(codes_.begin(), codes_.begin() + count_, code) != codes_.begin() + count_) return;
        codes_[count_++] = code;
    }
    void add(rules::Rule const& rule) {
        if (rule.claim_status[0].empty()) add(general_status);
        for (std::string_view const code : rule.claim_status) add(code);
    }
    void raise_limit() { most_ = codes_.size(); }
    bool empty() const { return count_ == 0; }
    std::string_view operator[](std::size_t i) const { return i < count_ ? codes_[i] : std::string_view(); }

private:
    std::array<std::string_view, 3> codes_{};
    std::size_t count_ = 0, most_;
};

struct Period {
    edi::Day from, through;
};

void widen(std::optional<Period>& period, edi::Date const& date) {
    if (!date.ok()) return;
    if (!period) period = Period{date.from, date.through};
    period->from = std::min(period->from, date.from);
    period->through = std::max(period->through, date.through);
}

/// 837I: the statement period (DTP*434). Otherwise from the first to the last day of service of the lines. Failing these, any date of the
/// claim, then the day the batch was made (BHT04): the 277CA demands a date.
Period service_period(edi::Claim const& claim, edi::Day processed) {
    std::optional<Period> period, any;
    for (edi::Date const& date : edi::Claim::part(claim.dates, claim.own_dates)) {
        if (claim.guide == edi::GuideId::institutional && date.qualifier.text == "434") widen(period, date);
        widen(any, date);
    }
    if (!period)
        for (edi::ServiceLine const& line : claim.lines) widen(period, line.service_date);
    if (period) return *period;
    if (any) return *any;
    edi::DayReading const made = edi::read_day(claim.header->date.text);
    edi::Day const day = made.reading == edi::Reading::ok ? made.day : processed;
    return {day, day};
}

void service_date(Period const& period, SegmentWriter& segments) {
    char days[20];
    char* end = edi::write_day(days, period.from);
    bool const one_day = period.from == period.through;
    if (!one_day) {
        *end++ = '-';
        end = edi::write_day(end, period.through);
    }
    segments.open("DTP").element("472").element(one_day ? "D8" : "RD8").element({days, static_cast<std::size_t>(end - days)}).close();
}

void patient_name(edi::Claim const& claim, SegmentWriter& segments) {
    edi::Party const& insured = claim.subscriber->name;
    edi::Party const& patient = claim.patient->present() ? claim.patient->name : insured;
    segments.open("NM1").element("QC").element("1").echo(patient.last_name.text, last_name_most, unknown);
    segments.echo(patient.first_name.text, first_name_most).echo(patient.middle_name.text, middle_name_most).empty(2);
    segments.element(insured.id_qualifier.text == "II" ? "II" : "MI").echo(insured.id.text, id_most, unknown, id_least).close();
}

void unknown_patient(SegmentWriter& segments) {
    segments.open("NM1").element("QC").element("1").element(unknown).empty(4).element("MI").element(unknown).close();
}

void reference(std::string_view qualifier, std::string_view value, SegmentWriter& segments) {
    if (value.find_first_not_of(' ') == std::string_view::npos) return;
    segments.open("REF").element(qualifier).echo(value, reference_most, unknown).close();
}

/// REF*D9, the clearinghouse's own number of the claim, comes back as it was sent.
void clearinghouse_number(edi::Claim const& claim, SegmentWriter& segments) {
    for (edi::Reference const& sent : edi::Claim::part(claim.references, claim.own_references))
        if (sent.qualifier.text == "D9") return reference("D9", sent.value.text, segments);
}

void bill_type(edi::Claim const& claim, SegmentWriter& segments) {
    if (claim.guide != edi::GuideId::institutional || !claim.facility_code.present()) return;
    std::string type(claim.facility_code.text.substr(0, reference_most));
    type.append(claim.frequency.text.substr(0, 1));
    reference("BLT", type, segments);
}

void claim_number(std::string_view control_number, SegmentWriter& segments) {
    segments.open("TRN").element("2").echo(control_number, reference_most, unknown).close();
}

void claim_status(StatusCodes const& codes, std::string_view processed, bool accepted, std::int64_t charge, SegmentWriter& segments) {
    segments.open("STC").element(codes[0]).element(processed).element(accepted ? "WQ" : "U").money(charge);
    segments.empty(5).element(codes[1]).element(codes[2]).close();
}

void line_status(StatusCodes const& codes, SegmentWriter& segments) {
    segments.open("STC").element(codes[0]).empty(1).element("U").empty(6).element(codes[1]).element(codes[2]).close();
}

bool is_procedure_qualifier(std::string_view text) {
    constexpr std::array<std::string_view, 5> qualifiers{"ER", "HC", "HP", "IV", "WK"};
    return std::find(qualifiers.begin(), qualifiers.end(), text) != qualifiers.end();
}

/// SVC: the procedure with its modifiers, or the revenue code where a line of an 837I has no procedure.
void service(edi::ServiceLine const& line, SegmentWriter& segments) {
    segments.open("SVC").composite();
    bool const by_revenue_code = !line.procedure.present() && line.revenue_code.present();
    if (by_revenue_code) {
        segments.component("NU", 2).component(line.revenue_code.text, revenue_code_most, unknown);
    } else {
        segments.component(is_procedure_qualifier(line.procedure_qualifier.text) ? line.procedure_qualifier.text : "HC", 2);
        segments.component(line.procedure.text, procedure_most, unknown);
        // One of a single character cannot be said: SVC01-3 to -6 have two.
        for (edi::Field const& modifier : line.modifiers)
            segments.component(modifier.text.size() < modifier_most ? std::string_view() : modifier.text, modifier_most);
    }
    segments.money(line.charge.cents).empty(1);
    segments.echo(by_revenue_code ? std::string_view() : line.revenue_code.text, revenue_code_most).empty(2);
    char digits[32];
    auto const length = static_cast<std::size_t>(edi::write_decimal(digits, line.units.value) - digits);
    segments.element(line.units.ok() && length <= number_most ? std::string_view(digits, length) : std::string_view()).close();
}

/// 2220D. The line is named by the provider's own number for it, or by its place in the claim.
void rejected_line(edi::ServiceLine const& line, StatusCodes const& codes, SegmentWriter& segments) {
    service(line, segments);
    line_status(codes, segments);
    reference("FJ", line.control_number.present() ? line.control_number.text : line.number.text, segments);
    if (line.drug.prescription_qualifier.text == "XZ") reference("XZ", line.drug.prescription.text, segments);
    if (line.service_date.ok()) service_date({line.service_date.from, line.service_date.through}, segments);
}

void provider_name(std::string_view entity, edi::Party const& party, std::string_view id_qualifier, std::string_view id,
                   SegmentWriter& segments) {
    bool const person = party.type.text == "1";
    segments.open("NM1").element(entity).element(person ? "1" : "2").echo(party.last_name.text, last_name_most, unknown);
    segments.echo(person ? party.first_name.text : std::string_view(), first_name_most);
    segments.echo(person ? party.middle_name.text : std::string_view(), middle_name_most).empty(2);
    segments.element(id_qualifier).echo(id, id_most, unknown, id_least).close();
}

bool is_about_line(rules::Finding const& finding, std::uint32_t lines) {
    return finding.line != 0 && finding.line <= lines;
}

/// The codes of STC01, STC10 and STC11 of a rejected claim. What must be said in any case (see the lines; see the other answers) comes after two
/// of the claim's own codes at the most.
StatusCodes rejection_codes(ClaimVerdict const& verdict, std::uint32_t lines, bool has_line_errors) {
    StatusCodes codes(2);
    auto const add_own = [&] {
        for (rules::Finding const& finding : verdict.findings)
            if (finding.severity == rules::Severity::error && !is_about_line(finding, lines)) codes.add(*finding.rule);
    };
    add_own();
    codes.raise_limit();
    if (has_line_errors) codes.add(see_lines_status);
    if (verdict.level_rejected || codes.empty()) codes.add(general_status);
    add_own();
    return codes;
}

StatusCodes acceptance_code() {
    StatusCodes codes;
    codes.add(accepted_status);
    return codes;
}

/// Writes a claim's frame around the two runs of segments, which `name` and `details` write.
template <class Name, class Details>
void claim_record(std::int64_t charge, bool accepted, std::string_view payer, Name name, Details details, std::string& out) {
    std::size_t const frame = begin_frame(RecordKind::claim, out);
    put_number(charge, out);
    put_number(static_cast<std::uint8_t>(accepted), out);
    std::size_t const count_at = out.size();
    put_number(std::uint32_t{0}, out);
    put_text(payer, out);

    std::size_t text = begin_text(out);
    SegmentWriter name_segment(out);
    name(name_segment);
    end_text(text, out);

    text = begin_text(out);
    SegmentWriter segments(out);
    details(segments);
    end_text(text, out);
    std::uint32_t const count = segments.count();
    std::memcpy(out.data() + count_at, &count, sizeof count);
    end_frame(frame, out);
}

} // namespace

RecordWriter277::RecordWriter277(edi::Day processed) {
    edi::write_day(processed_, processed);
}

void RecordWriter277::header(edi::SetHeader const& header, std::string& out) const {
    std::size_t const frame = begin_frame(RecordKind::header, out);
    put_text(header.reference.text, out);
    // The assembly has a better name for a submitter without one, or without an id: the sender of the group.
    put_text(header.submitter.type.text == "1" ? "1" : "2", out);
    put_text(header.submitter.last_name.text, out);
    put_text(header.submitter.first_name.text, out);
    put_text(header.submitter.id.text, out);
    put_text(header.receiver.last_name.text, out);
    put_text(header.receiver.id.text, out);
    end_frame(frame, out);
}

void RecordWriter277::provider(edi::BillingProvider const& provider, std::string& out) const {
    std::size_t const frame = begin_frame(RecordKind::provider, out);
    std::size_t const text = begin_text(out);
    SegmentWriter segments(out);
    edi::Party const& name = provider.name;
    bool const npi = name.id_qualifier.text == "XX" && name.id.present();
    if (npi)
        provider_name("85", name, "XX", name.id.text, segments);
    else if (name.tax_id.present())
        provider_name("85", name, "FI", name.tax_id.text, segments);
    else
        provider_name("85", name, "SV", name.id.text, segments);
    end_text(text, out);
    end_frame(frame, out);
}

void RecordWriter277::claim(edi::Claim const& claim, ClaimVerdict const& verdict, std::string& out) {
    auto const lines = static_cast<std::uint32_t>(claim.lines.size());
    line_errors_.clear();
    if (!verdict.accepted)
        for (std::uint32_t i = 0; i < verdict.findings.size(); ++i) {
            rules::Finding const& finding = verdict.findings[i];
            if (finding.severity == rules::Severity::error && is_about_line(finding, lines)) line_errors_.push_back({finding.line, i});
        }
    std::sort(line_errors_.begin(), line_errors_.end(),
              [](LineError a, LineError b) { return a.line != b.line ? a.line < b.line : a.finding < b.finding; });

    claim_record(
        verdict.charge, verdict.accepted, claim.subscriber->payer.id.text, [&](SegmentWriter& segments) { patient_name(claim, segments); },
        [&](SegmentWriter& segments) {
            std::string_view const processed(processed_, sizeof processed_);
            StatusCodes const codes = verdict.accepted ? acceptance_code() : rejection_codes(verdict, lines, !line_errors_.empty());
            claim_number(claim.control_number.text, segments);
            claim_status(codes, processed, verdict.accepted, verdict.charge, segments);
            clearinghouse_number(claim, segments);
            bill_type(claim, segments);
            service_date(service_period(claim, edi::read_day(processed).day), segments);
            rejected_lines(claim, verdict, segments);
        },
        out);
}

void RecordWriter277::rejected_lines(edi::Claim const& claim, ClaimVerdict const& verdict, SegmentWriter& segments) const {
    for (std::size_t i = 0; i < line_errors_.size();) {
        std::uint32_t const line = line_errors_[i].line;
        StatusCodes codes;
        for (; i < line_errors_.size() && line_errors_[i].line == line; ++i) codes.add(*verdict.findings[line_errors_[i].finding].rule);
        rejected_line(claim.lines[line - 1], codes, segments);
    }
}

void RecordWriter277::unread_claim(std::string_view control_number, std::int64_t charge, std::string& out) const {
    claim_record(
        charge, false, {}, [](SegmentWriter& segments) { unknown_patient(segments); },
        [&](SegmentWriter& segments) {
            std::string_view const processed(processed_, sizeof processed_);
            StatusCodes codes;
            codes.add(general_status);
            claim_number(control_number, segments);
            claim_status(codes, processed, false, charge, segments);
            segments.open("DTP").element("472").element("D8").element(processed).close();
        },
        out);
}

} // namespace engine::ack
