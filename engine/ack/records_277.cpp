#include "engine/ack/records_277.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "engine/ack/record_bytes.hpp"
#include "engine/ack/segment_writer.hpp"
#include "engine/ack/status_codes.hpp"

namespace engine::ack {
namespace {

// Longest values of 005010X214.
constexpr std::size_t last_name_most = 60, first_name_most = 35, middle_name_most = 25, id_most = 80, reference_most = 50;
constexpr std::size_t id_least = 2; ///< NM109
constexpr std::size_t procedure_most = 48, modifier_most = 2, revenue_code_most = 48;
constexpr std::size_t day_width = 8;    ///< CCYYMMDD
constexpr std::size_t number_most = 15; ///< digits of a quantity

constexpr std::string_view unknown = "UNKNOWN";
constexpr std::string_view see_lines_status = "A3:247"; ///< the reason stands in the line loops

/// The texts: CCYYMMDD where the file has the day so, else empty.
struct Period {
    edi::Day from, through;
    std::string_view from_text, through_text;
};

std::string_view day_text(edi::Date const& date) {
    return date.format.text == "D8" && date.value.text.size() == day_width ? date.value.text : std::string_view();
}

Period period_of(edi::Date const& date) {
    return {date.from, date.through, day_text(date), day_text(date)};
}

void widen(std::optional<Period>& period, edi::Date const& date) {
    if (!date.ok()) return;
    if (!period) period = period_of(date);
    if (date.from < period->from) {
        period->from = date.from;
        period->from_text = day_text(date);
    }
    if (date.through > period->through) {
        period->through = date.through;
        period->through_text = day_text(date);
    }
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
    return {day, day, {}, {}};
}

char* write_day(std::string_view text, edi::Day day, char* out) {
    if (text.empty()) return edi::write_day(out, day);
    std::memcpy(out, text.data(), day_width);
    return out + day_width;
}

void service_date(Period const& period, SegmentWriter& segments) {
    char days[20];
    char* end = write_day(period.from_text, period.from, days);
    bool const one_day = period.from == period.through;
    if (!one_day) {
        *end++ = '-';
        end = write_day(period.through_text, period.through, end);
    }
    segments.open(one_day ? "DTP*472*D8" : "DTP*472*RD8").element({days, static_cast<std::size_t>(end - days)}).close();
}

void patient_name(edi::Claim const& claim, SegmentWriter& segments) {
    edi::Party const& insured = claim.subscriber->name;
    edi::Party const& patient = claim.patient->present() ? claim.patient->name : insured;
    segments.open("NM1*QC*1").echo(patient.last_name.text, last_name_most, unknown);
    segments.echo(patient.first_name.text, first_name_most).echo(patient.middle_name.text, middle_name_most).empty(2);
    segments.element(insured.id_qualifier.text == "II" ? "II" : "MI").echo(insured.id.text, id_most, unknown, id_least).close();
}

void unknown_patient(SegmentWriter& segments) {
    segments.open("NM1*QC*1").element(unknown).empty(4).element("MI").element(unknown).close();
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
    std::string_view const facility = claim.facility_code.text.substr(0, reference_most), frequency = claim.frequency.text.substr(0, 1);
    char type[reference_most + 1];
    char* const end = std::copy(frequency.begin(), frequency.end(), std::copy(facility.begin(), facility.end(), type));
    reference("BLT", {type, static_cast<std::size_t>(end - type)}, segments);
}

void claim_number(std::string_view control_number, SegmentWriter& segments) {
    segments.open("TRN*2").echo(control_number, reference_most, unknown).close();
}

void rejected_claim(StatusCodes const& codes, std::string_view processed, std::int64_t charge, SegmentWriter& segments) {
    segments.open("STC").element(codes[0]).element(processed).element("U").money(charge);
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
    if (line.service_date.ok()) service_date(period_of(line.service_date), segments);
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

/// Is it about the claim's billing provider, its level or names? Then it is the same for all claims of the provider, as a rule.
bool is_about_provider(rules::Finding const& finding, edi::Claim const& claim) {
    edi::Place const& level = claim.billing_provider->level;
    if (!level.known() || !finding.place.known() || finding.place.segment < level.segment) return false;
    bool const subscriber = claim.subscriber->level.known();
    return finding.place.segment < (subscriber ? claim.subscriber->level.segment : claim.first_segment);
}

/// What rejects the claim for its billing provider; empty for nothing.
std::string provider_status_of(edi::Claim const& claim, ClaimVerdict const& verdict) {
    StatusCodes codes;
    if (verdict.accepted) return {};
    for (rules::Finding const& finding : verdict.findings)
        if (finding.severity == rules::Severity::error && is_about_provider(finding, claim)) codes.add(*finding.rule);
    return codes.text();
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

/// Writes a claim's frame around the two runs of segments, which `name` and `details` write.
template <class Name, class Details>
void claim_record(std::int64_t charge, bool accepted, std::string_view provider_status, std::string_view payer, Name name, Details details,
                  std::string& out) {
    std::size_t const begin = out.size();
    SegmentWriter segments(out);
    ClaimHead head;
    head.charge = charge;
    head.accepted = accepted ? 1 : 0;
    head.status_length = static_cast<std::uint16_t>(provider_status.size());
    head.payer_length = static_cast<std::uint32_t>(payer.size());
    char const place[frame_head + sizeof head] = {0, 0, 0, 0, static_cast<char>(RecordKind::claim)}; // filled in when everything is known
    segments.raw({place, sizeof place});
    segments.raw(provider_status);
    segments.raw(payer);

    std::size_t const patient_at = segments.bytes();
    name(segments);
    head.patient_length = static_cast<std::uint32_t>(segments.bytes() - patient_at);
    std::uint32_t const name_segments = segments.count();
    details(segments);
    segments.finish();
    head.segments = segments.count() - name_segments;
    std::memcpy(out.data() + begin + frame_head, &head, sizeof head);
    end_frame(begin, out);
}

} // namespace

RecordWriter277::RecordWriter277(edi::Day processed) : processed_day_(processed), accepted_claim_("STC*A2:20*") {
    char day[day_width];
    edi::write_day(day, processed);
    processed_.assign(day, sizeof day);
    accepted_claim_.append(processed_).append("*WQ");
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

void RecordWriter277::provider(edi::BillingProvider const& provider, StatusCodes const& rejected, std::string& out) const {
    std::size_t const frame = begin_frame(RecordKind::provider, out);
    put_text(rejected.text(), out);
    SegmentWriter segments(out);
    edi::Party const& name = provider.name;
    bool const npi = name.id_qualifier.text == "XX" && name.id.present();
    if (npi)
        provider_name("85", name, "XX", name.id.text, segments);
    else if (name.tax_id.present())
        provider_name("85", name, "FI", name.tax_id.text, segments);
    else
        provider_name("85", name, "SV", name.id.text, segments);
    segments.finish();
    end_frame(frame, out);
}

void RecordWriter277::find_line_errors(ClaimVerdict const& verdict, std::uint32_t lines) {
    line_errors_.clear();
    for (std::uint32_t i = 0; i < verdict.findings.size(); ++i) {
        rules::Finding const& finding = verdict.findings[i];
        if (finding.severity == rules::Severity::error && is_about_line(finding, lines)) line_errors_.push_back({finding.line, i});
    }
    std::sort(line_errors_.begin(), line_errors_.end(),
              [](LineError a, LineError b) { return a.line != b.line ? a.line < b.line : a.finding < b.finding; });
}

void RecordWriter277::claim(edi::Claim const& claim, ClaimVerdict const& verdict, std::string& out) {
    auto const lines = static_cast<std::uint32_t>(claim.lines.size());
    if (!verdict.accepted) find_line_errors(verdict, lines);
    claim_record(
        verdict.charge, verdict.accepted, provider_status_of(claim, verdict), claim.subscriber->payer.id.text,
        [&](SegmentWriter& segments) { patient_name(claim, segments); },
        [&](SegmentWriter& segments) {
            claim_number(claim.control_number.text, segments);
            if (verdict.accepted)
                segments.open(accepted_claim_).money(verdict.charge).close();
            else
                rejected_claim(rejection_codes(verdict, lines, !line_errors_.empty()), processed_, verdict.charge, segments);
            clearinghouse_number(claim, segments);
            bill_type(claim, segments);
            service_date(service_period(claim, processed_day_), segments);
            if (!verdict.accepted) rejected_lines(claim, verdict, segments);
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
        charge, false, {}, {}, [](SegmentWriter& segments) { unknown_patient(segments); },
        [&](SegmentWriter& segments) {
            StatusCodes codes;
            codes.add(general_status);
            claim_number(control_number, segments);
            rejected_claim(codes, processed_, charge, segments);
            segments.open("DTP*472*D8").element(processed_).close();
        },
        out);
}

} // namespace engine::ack
