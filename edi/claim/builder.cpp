#include "edi/claim/builder.hpp"

#include <algorithm>
#include <concepts>
#include <iterator>
#include <string_view>

namespace edi {

namespace {

/// An object with nothing in it. Copying one from memory is several times cheaper than setting its members one by one.
template <class T>
constexpr T blank{};

Field element(Segment segment, std::uint32_t n) {
    return {segment.element(n), segment.place(n)};
}

/// Elements `n`... of a segment into as many fields. All are found before the first is stored: a place is stored byte by byte, and
/// behind such a store (it may go anywhere) the compiler would look up the segment anew for each field.
template <std::uint32_t... n>
inline void read_elements(Segment segment, std::same_as<Field> auto&... fields) {
    static_assert(sizeof...(n) == sizeof...(fields));
    auto const store = [&](auto... texts) { ((fields = {texts, segment.place(n)}), ...); };
    store(segment.element(n)...);
}

/// Component `c` (1 = first) of element `n` into `fields`, for c = 1, 2, ...; one that was not sent is empty and has the place where it was
/// due.
inline void read_components(Builder& builder, Segment segment, std::uint32_t n, std::same_as<Field> auto&... fields) {
    std::string_view const whole = segment.element(n);
    std::uint32_t c = 0;
    ShortComposite composite; // empty
    if (whole.empty() || builder.components.open(whole, composite)) {
        ((fields = {composite.next(), segment.place(n, ++c)}), ...);
    } else {
        std::uint32_t const count = builder.components.split(whole, builder.parts);
        auto const part = [&](std::uint32_t number) { return number <= count ? builder.parts[number - 1] : std::string_view(); };
        (((fields = {part(c + 1), segment.place(n, c + 1)}), ++c), ...);
    }
}

/// Reads the field that the amount has already.
void read_value(Money& money) {
    auto const read = read_money(money.field.text);
    money.reading = read.reading;
    money.cents = read.cents;
}

void read_value(Quantity& quantity) {
    auto const read = read_decimal(quantity.field.text);
    quantity.reading = read.reading;
    quantity.value = read.value;
}

/// A composite of an HI. Most have a qualifier and a code, and nothing is looked for behind these.
void read_health_code(HealthCode& code, Builder& builder, Segment hi, std::uint32_t n) {
    ShortComposite composite;
    if (builder.components.open(hi.element(n), composite)) {
        code.qualifier = {composite.next(), hi.place(n, 1)};
        code.code = {composite.next(), hi.place(n, 2)};
        if (composite.at_end()) {
            code.date_format.place = hi.place(n, 3);
            code.date.place = hi.place(n, 4);
            code.amount.field.place = hi.place(n, 5);
            code.present_on_admission.place = hi.place(n, 9);
            return;
        }
    }
    Field unused;
    read_components(builder, hi, n, code.qualifier, code.code, code.date_format, code.date, code.amount.field, unused, unused, unused,
                    code.present_on_admission);
    if (code.amount.field.present()) read_value(code.amount);
}

Money money(Field field) {
    Money money;
    money.field = field;
    read_value(money);
    return money;
}

Quantity quantity(Field field) {
    Quantity quantity;
    quantity.field = field;
    read_value(quantity);
    return quantity;
}

// The larger ones are filled in where they will stay: copying a fresh object costs more than reading it.

void read_date(Date& date, Segment dtp) {
    read_elements<1, 2, 3>(dtp, date.qualifier, date.format, date.value);
    auto const read = read_period(date.format.text, date.value.text);
    date.reading = read.reading;
    date.from = read.from;
    date.through = read.through;
}

void read_reference(Reference& reference, Builder& builder, Segment ref) {
    read_elements<1, 2>(ref, reference.qualifier, reference.value);
    read_components(builder, ref, 4, reference.owner_qualifier, reference.owner);
}

Amount amount(Segment amt) {
    return {element(amt, 1), money(element(amt, 2))};
}
Note note(Segment nte) {
    return {element(nte, 1), element(nte, 2)};
}
Attachment attachment(Segment pwk) {
    return {element(pwk, 1), element(pwk, 2), element(pwk, 6)};
}

void read_coverage(Coverage& coverage, Segment sbr) {
    coverage.place = sbr.place();
    read_elements<1, 2, 3, 5, 9>(sbr, coverage.sequence, coverage.relationship, coverage.group_number, coverage.msp_type,
                                 coverage.filing_code);
}

/// `party` is empty.
void read_party(Builder& builder, Party& party, LoopId loop, Segment nm1) {
    party.loop = loop;
    party.place = nm1.place();
    read_elements<1, 2, 3, 4, 5, 8, 9>(nm1, party.entity, party.type, party.last_name, party.first_name, party.middle_name,
                                       party.id_qualifier, party.id);
    builder.party = &party;
}

/// A later NM1 of the loop takes the place of the first.
void open_party(Builder& builder, Party& party, LoopId loop, Segment nm1) {
    if (party.present()) party = blank<Party>;
    read_party(builder, party, loop, nm1);
}

/// A new, empty last element.
template <class T>
T& append(std::vector<T>& all) {
    return all.emplace_back(blank<T>);
}

/// The same, counted in the range that it belongs to.
template <class T>
T& append(std::vector<T>& all, Range& range) {
    ++range.count;
    return append(all);
}

/// Most subscribers are their own patients: nothing has been set then, because only a patient level sets anything.
void clear_patient(Builder& builder) {
    if (builder.patient.present()) builder.patient = blank<Patient>;
}

template <class T>
Range open_range(std::vector<T> const& all) {
    return {static_cast<std::uint32_t>(all.size()), 0};
}

/// CAS02-04, 05-07 ... 17-19: those of the six that say anything.
void add_adjustments(std::vector<Adjustment>& adjustments, Range& range, Segment cas) {
    std::uint32_t const last = std::min<std::uint32_t>(cas.size(), 19);
    for (std::uint32_t n = 2; n <= last; n += 3) {
        if (cas.element(n).empty() && cas.element(n + 1).empty() && cas.element(n + 2).empty()) continue;
        append(adjustments, range) = {element(cas, 1), element(cas, n), money(element(cas, n + 1)), quantity(element(cas, n + 2))};
    }
}

/// DTP*573, counted; the first one is the date.
void add_adjudicated(Date& adjudicated, std::uint32_t& count, Segment dtp) {
    if (dtp.element(1) != "573") return;
    if (count++ == 0) read_date(adjudicated, dtp);
}

void set_amount(Money& target, Segment amt) {
    if (!target.field.place.known()) target = money(element(amt, 2));
}

void read_procedure(Builder& builder, ServiceLine& line, Segment service, std::uint32_t n) {
    auto& modifiers = line.modifiers;
    read_components(builder, service, n, line.procedure_qualifier, line.procedure, modifiers[0], modifiers[1], modifiers[2], modifiers[3],
                    line.description);
}

} // namespace

void Builder::start(GuideId new_guide, SegmentTable const& new_segments, ClaimVisitor& new_visitor) {
    segments = &new_segments;
    components = ComponentSplitter(new_segments);
    visitor = &new_visitor;
    guide = new_guide;
    header = {};
    billing_provider = {};
    subscriber = {};
    patient = {};
    party = nullptr;
}

namespace bind {

// -- the set and its levels ---------------------------------------------------------------------------------------------------

void set_header(Builder& builder, Segment) {
    auto const ordinal = builder.billing_provider.ordinal;
    builder.header = {};
    builder.billing_provider = blank<BillingProvider>;
    builder.billing_provider.ordinal = ordinal; // counts on through the piece
    builder.subscriber = blank<Subscriber>;
    clear_patient(builder);
}

void beginning(Builder& builder, Segment bht) {
    SetHeader& header = builder.header;
    read_elements<3, 4, 5, 6>(bht, header.reference, header.date, header.time, header.type);
}

void submitter(Builder& builder, Segment nm1) {
    open_party(builder, builder.header.submitter, LoopId::L1000A, nm1);
}
void receiver(Builder& builder, Segment nm1) {
    open_party(builder, builder.header.receiver, LoopId::L1000B, nm1);
}

void billing_provider_level(Builder& builder, Segment hl) {
    auto const ordinal = builder.billing_provider.ordinal + 1;
    builder.billing_provider = blank<BillingProvider>;
    builder.billing_provider.ordinal = ordinal;
    builder.billing_provider.level = hl.place();
    builder.subscriber = blank<Subscriber>;
    clear_patient(builder);
}

void billing_provider_taxonomy(Builder& builder, Segment prv) {
    builder.billing_provider.taxonomy = element(prv, 3);
    builder.billing_provider.name.taxonomy = builder.billing_provider.taxonomy;
}

void billing_provider(Builder& builder, Segment nm1) {
    open_party(builder, builder.billing_provider.name, LoopId::L2010AA, nm1);
    builder.billing_provider.name.taxonomy = builder.billing_provider.taxonomy;
}

void pay_to_address(Builder& builder, Segment nm1) {
    open_party(builder, builder.billing_provider.pay_to_address, LoopId::L2010AB, nm1);
}
void pay_to_plan(Builder& builder, Segment nm1) {
    open_party(builder, builder.billing_provider.pay_to_plan, LoopId::L2010AC, nm1);
}

void subscriber_level(Builder& builder, Segment hl) {
    builder.subscriber = blank<Subscriber>;
    builder.subscriber.level = hl.place();
    clear_patient(builder);
}

void subscriber_coverage(Builder& builder, Segment sbr) {
    if (!builder.subscriber.coverage.place.known()) read_coverage(builder.subscriber.coverage, sbr);
}
void subscriber(Builder& builder, Segment nm1) {
    open_party(builder, builder.subscriber.name, LoopId::L2010BA, nm1);
}
void payer(Builder& builder, Segment nm1) {
    open_party(builder, builder.subscriber.payer, LoopId::L2010BB, nm1);
}

void patient_level(Builder& builder, Segment hl) {
    clear_patient(builder);
    builder.patient.level = hl.place();
}

void unknown_level(Builder& builder, Segment) {
    builder.subscriber = blank<Subscriber>;
    clear_patient(builder);
}

void patient_relationship(Builder& builder, Segment pat) {
    builder.patient.relationship = element(pat, 1);
}
void patient(Builder& builder, Segment nm1) {
    open_party(builder, builder.patient.name, LoopId::L2010CA, nm1);
}

// -- what hangs on an NM1 -----------------------------------------------------------------------------------------------------

void taxonomy(Builder& builder, Segment prv) {
    builder.party->taxonomy = element(prv, 3);
}
void street(Builder& builder, Segment n3) {
    builder.party->address = element(n3, 1);
}

void city(Builder& builder, Segment n4) {
    read_elements<1, 2, 3>(n4, builder.party->city, builder.party->state, builder.party->zip);
}

void demographics(Builder& builder, Segment dmg) {
    read_elements<2, 3>(dmg, builder.party->birth_date, builder.party->sex);
}

void party_reference(Builder& builder, Segment ref) {
    auto const qualifier = ref.element(1);
    if ((qualifier == "EI" || qualifier == "SY") && !builder.party->tax_id.place.known()) builder.party->tax_id = element(ref, 2);
}

// -- the claim ----------------------------------------------------------------------------------------------------------------

void claim(Builder& builder, Segment clm) {
    Claim& claim = builder.claim;
    claim.clear();
    claim.guide = builder.guide;
    claim.first_segment = clm.index();
    claim.header = &builder.header;
    claim.billing_provider = &builder.billing_provider;
    claim.subscriber = &builder.subscriber;
    claim.patient = &builder.patient;

    claim.place = clm.place();
    read_elements<1, 2, 20>(clm, claim.control_number, claim.charge.field, claim.delay_reason);
    read_value(claim.charge);
    read_components(builder, clm, 5, claim.facility_code, claim.facility_qualifier, claim.frequency);
    read_components(builder, clm, 11, claim.accident[0], claim.accident[1], claim.accident[2], claim.accident[3], claim.accident[4]);
}

void claim_date(Builder& builder, Segment dtp) {
    read_date(append(builder.claim.dates, builder.claim.own_dates), dtp);
}

void institutional_codes(Builder& builder, Segment cl1) {
    Claim& claim = builder.claim;
    read_elements<1, 2, 3>(cl1, claim.admission_type, claim.admission_source, claim.patient_status);
}

void claim_attachment(Builder& builder, Segment pwk) {
    append(builder.claim.attachments, builder.claim.own_attachments) = attachment(pwk);
}
void claim_amount(Builder& builder, Segment amt) {
    append(builder.claim.amounts, builder.claim.own_amounts) = amount(amt);
}
void claim_reference(Builder& builder, Segment ref) {
    read_reference(append(builder.claim.references, builder.claim.own_references), builder, ref);
}
void claim_note(Builder& builder, Segment nte) {
    append(builder.claim.notes, builder.claim.own_notes) = note(nte);
}
void ambulance(Builder& builder, Segment cr1) {
    builder.claim.ambulance_weight = quantity(element(cr1, 2));
}

void health_codes(Builder& builder, Segment hi) {
    std::uint32_t const last = std::min<std::uint32_t>(hi.size(), 12);
    for (std::uint32_t n = 1; n <= last; ++n) {
        if (hi.element(n).empty()) continue;
        read_health_code(append(builder.claim.codes), builder, hi, n);
    }
}

void claim_provider(Builder& builder, Segment nm1, LoopId loop) {
    read_party(builder, append(builder.claim.providers, builder.claim.own_providers), loop, nm1);
}

void claim_end(Builder& builder, std::uint32_t end_segment) {
    builder.claim.end_segment = end_segment;
    builder.visitor->visit(builder.claim);
}

// -- another payer ------------------------------------------------------------------------------------------------------------

void other_payer_coverage(Builder& builder, Segment sbr) {
    OtherPayer& other = append(builder.claim.other_payers);
    read_coverage(other.coverage, sbr);
    other.adjustments = open_range(builder.claim.adjustments);
}

void other_payer_adjustments(Builder& builder, Segment cas) {
    add_adjustments(builder.claim.adjustments, builder.claim.other_payers.back().adjustments, cas);
}

void other_payer_amount(Builder& builder, Segment amt) {
    OtherPayer& other = builder.claim.other_payers.back();
    auto const qualifier = amt.element(1);
    if (qualifier == "D") set_amount(other.paid, amt);
    if (qualifier == "A8") set_amount(other.non_covered, amt);
    if (qualifier == "EAF") set_amount(other.patient_liability, amt);
}

void other_insurance(Builder& builder, Segment oi) {
    builder.claim.other_payers.back().oi = oi.place();
}
/// Elements `first` to `last` of a segment that are there.
void read_remarks(Builder& builder, Segment segment, std::uint32_t first, std::uint32_t last) {
    OtherPayer& other = builder.claim.other_payers.back();
    if (other.remarks.count == 0) other.remarks = open_range(builder.claim.remarks);
    for (std::uint32_t n = first; n <= last; ++n)
        if (!segment.element(n).empty()) append(builder.claim.remarks, other.remarks) = element(segment, n);
}

void inpatient_adjudication(Builder& builder, Segment mia) {
    builder.claim.other_payers.back().mia = mia.place();
    read_remarks(builder, mia, 5, 5);
    read_remarks(builder, mia, 20, 23);
}
void outpatient_adjudication(Builder& builder, Segment moa) {
    builder.claim.other_payers.back().moa = moa.place();
    read_remarks(builder, moa, 3, 7);
}

void other_subscriber(Builder& builder, Segment nm1) {
    open_party(builder, builder.claim.other_payers.back().subscriber, LoopId::L2330A, nm1);
}
void other_payer(Builder& builder, Segment nm1) {
    open_party(builder, builder.claim.other_payers.back().payer, LoopId::L2330B, nm1);
}

void other_payer_adjudicated(Builder& builder, Segment dtp) {
    OtherPayer& other = builder.claim.other_payers.back();
    add_adjudicated(other.adjudicated, other.adjudicated_count, dtp);
}

void other_payer_reference(Builder& builder, Segment ref) {
    OtherPayer& other = builder.claim.other_payers.back();
    if (ref.element(1) == "F8" && !other.claim_number.place.known()) other.claim_number = element(ref, 2);
    party_reference(builder, ref);
}

// -- the service line ---------------------------------------------------------------------------------------------------------

void service_line(Builder& builder, Segment lx) {
    Claim& claim = builder.claim;
    ServiceLine& line = append(claim.lines);
    line.place = lx.place();
    line.number = element(lx, 1);
    line.dates = open_range(claim.dates);
    line.references = open_range(claim.references);
    line.notes = open_range(claim.notes);
    line.attachments = open_range(claim.attachments);
    line.amounts = open_range(claim.amounts);
    line.adjudications = open_range(claim.adjudications);
    line.providers = open_range(claim.providers);
}

void professional_service(Builder& builder, Segment sv1) {
    ServiceLine& line = builder.claim.lines.back();
    if (line.service.known()) return;
    line.service = sv1.place();
    read_procedure(builder, line, sv1, 1);
    read_elements<2, 3, 4, 5>(sv1, line.charge.field, line.unit_basis, line.units.field, line.place_of_service);
    read_value(line.charge);
    read_value(line.units);
    auto& pointers = line.pointers;
    read_components(builder, sv1, 7, pointers[0], pointers[1], pointers[2], pointers[3]);
}

void institutional_service(Builder& builder, Segment sv2) {
    ServiceLine& line = builder.claim.lines.back();
    if (line.service.known()) return;
    line.service = sv2.place();
    read_procedure(builder, line, sv2, 2);
    read_elements<1, 3, 4, 5, 7>(sv2, line.revenue_code, line.charge.field, line.unit_basis, line.units.field, line.non_covered.field);
    read_value(line.charge);
    read_value(line.units);
    read_value(line.non_covered);
}

void purchased_service(Builder& builder, Segment ps1) {
    builder.claim.lines.back().purchase = ps1.place();
}

void line_attachment(Builder& builder, Segment pwk) {
    append(builder.claim.attachments, builder.claim.lines.back().attachments) = attachment(pwk);
}

void line_date(Builder& builder, Segment dtp) {
    ServiceLine& line = builder.claim.lines.back();
    Date& date = append(builder.claim.dates, line.dates);
    read_date(date, dtp);
    if (date.qualifier.text == "472" && !line.service_date.qualifier.place.known()) line.service_date = date;
}

void line_reference(Builder& builder, Segment ref) {
    ServiceLine& line = builder.claim.lines.back();
    Reference& reference = append(builder.claim.references, line.references);
    read_reference(reference, builder, ref);
    if (reference.qualifier.text == "6R" && !line.control_number.place.known()) line.control_number = reference.value;
}

void line_amount(Builder& builder, Segment amt) {
    append(builder.claim.amounts, builder.claim.lines.back().amounts) = amount(amt);
}
void line_note(Builder& builder, Segment nte) {
    append(builder.claim.notes, builder.claim.lines.back().notes) = note(nte);
}

// The guide has one 2410 a line. A second one is counted, so that its NDC is not taken for the first one's.
void drug(Builder& builder, Segment lin) {
    ServiceLine& line = builder.claim.lines.back();
    if (++line.drug_count > 1) return;
    line.drug.place = lin.place();
    line.drug.id_qualifier = element(lin, 2);
    line.drug.id = element(lin, 3);
}

void drug_without_id(Builder& builder, Segment ctp) {
    ++builder.claim.lines.back().drug_count;
    drug_quantity(builder, ctp);
}

void drug_quantity(Builder& builder, Segment ctp) {
    ServiceLine& line = builder.claim.lines.back();
    if (line.drug_count > 1 || line.drug.quantity_place.known()) return;
    line.drug.quantity_place = ctp.place();
    line.drug.quantity = quantity(element(ctp, 4));
    read_components(builder, ctp, 5, line.drug.unit);
}

void drug_prescription(Builder& builder, Segment ref) {
    ServiceLine& line = builder.claim.lines.back();
    auto const qualifier = ref.element(1);
    if (line.drug_count > 1 || line.drug.prescription.place.known() || (qualifier != "XZ" && qualifier != "VY")) return;
    line.drug.prescription_qualifier = element(ref, 1);
    line.drug.prescription = element(ref, 2);
}

void line_provider(Builder& builder, Segment nm1, LoopId loop) {
    read_party(builder, append(builder.claim.providers, builder.claim.lines.back().providers), loop, nm1);
}

void adjudication(Builder& builder, Segment svd) {
    Adjudication& adjudication = append(builder.claim.adjudications, builder.claim.lines.back().adjudications);
    adjudication.place = svd.place();
    adjudication.payer_id = element(svd, 1);
    adjudication.paid = money(element(svd, 2));
    read_components(builder, svd, 3, adjudication.procedure_qualifier, adjudication.procedure);
    adjudication.revenue_code = element(svd, 4);
    adjudication.paid_units = quantity(element(svd, 5));
    adjudication.bundled_line = element(svd, 6);
    adjudication.adjustments = open_range(builder.claim.adjustments);
}

void adjudication_adjustments(Builder& builder, Segment cas) {
    add_adjustments(builder.claim.adjustments, builder.claim.adjudications.back().adjustments, cas);
}

void adjudication_date(Builder& builder, Segment dtp) {
    Adjudication& adjudication = builder.claim.adjudications.back();
    add_adjudicated(adjudication.adjudicated, adjudication.adjudicated_count, dtp);
}

void adjudication_amount(Builder& builder, Segment amt) {
    if (amt.element(1) == "EAF") set_amount(builder.claim.adjudications.back().patient_liability, amt);
}

} // namespace bind
} // namespace edi
