// Placed segments to claims: values, places, levels, and what happens to segments that stand where they should not.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "edi/claim/claim_reader.hpp"
#include "edi/claim/openings.hpp"
#include "edi/guide/outline.hpp"
#include "edi/loops/cursor.hpp"
#include "edi/text/delimiters.hpp"
#include "edi/text/segments.hpp"

namespace {

using namespace edi;
using enum edi::LoopId;

// -- a piece placed by hand -------------------------------------------------------------------------------------------------------

struct Given {
    LoopId loop;
    std::string text;
    bool has_place = true; ///< false: refused by the cursor (no_node)
};

struct Piece {
    std::string text;
    SegmentTable segments;
    std::vector<PlacedSegment> placed;

    explicit Piece(std::vector<Given> const& given) {
        for (Given const& one : given) text += one.text + "~";
        segments.assign(text, Delimiters{});
        REQUIRE(segments.size() == given.size());
        for (std::uint32_t i = 0; i < segments.size(); ++i)
            placed.push_back({i, given[i].has_place ? NodeIndex{1} : no_node, given[i].loop, segments[i].id()});
    }
    Piece(Piece const&) = delete;
    Piece& operator=(Piece const&) = delete;
};

/// A claim with copies of its levels.
struct Seen {
    Claim claim;
    SetHeader header;
    BillingProvider billing_provider;
    Subscriber subscriber;
    Patient patient;
};

struct Collector : ClaimVisitor {
    std::vector<Seen> seen;
    void visit(Claim const& claim) override {
        REQUIRE(claim.header != nullptr);
        REQUIRE(claim.billing_provider != nullptr);
        REQUIRE(claim.subscriber != nullptr);
        REQUIRE(claim.patient != nullptr);
        seen.push_back({claim, *claim.header, *claim.billing_provider, *claim.subscriber, *claim.patient});
    }
};

std::vector<Seen> read(Piece const& piece, GuideId guide = GuideId::professional) {
    Collector collector;
    ClaimReader().read(guide, piece.segments, piece.placed, collector);
    return collector.seen;
}

// -- every value of a claim, so that no test forgets one ----------------------------------------------------------------------------

template <class Visit>
void each_field(Party const& party, Visit const& visit) {
    for (Field const& field :
         {party.entity, party.type, party.last_name, party.first_name, party.middle_name, party.id_qualifier, party.id, party.taxonomy,
          party.address, party.city, party.state, party.zip, party.birth_date, party.sex, party.tax_id})
        visit(field);
}

template <class Visit>
void each_field(Date const& date, Visit const& visit) {
    for (Field const& field : {date.qualifier, date.format, date.value}) visit(field);
}

template <class Visit>
void each_field(Coverage const& coverage, Visit const& visit) {
    for (Field const& field : {coverage.sequence, coverage.relationship, coverage.group_number, coverage.msp_type, coverage.filing_code})
        visit(field);
}

template <class Visit>
void each_field(ServiceLine const& line, Visit const& visit) {
    for (Field const& field :
         {line.number, line.revenue_code, line.procedure_qualifier, line.procedure, line.description, line.charge.field, line.unit_basis,
          line.units.field, line.place_of_service, line.non_covered.field, line.drug.id_qualifier, line.drug.id, line.drug.quantity.field,
          line.drug.unit, line.drug.prescription, line.drug.prescription_qualifier, line.control_number})
        visit(field);
    for (Field const& field : line.modifiers) visit(field);
    for (Field const& field : line.pointers) visit(field);
    each_field(line.service_date, visit);
}

template <class Visit>
void each_field(Seen const& seen, Visit const& visit) {
    Claim const& claim = seen.claim;
    for (Party const* party :
         {&seen.header.submitter, &seen.header.receiver, &seen.billing_provider.name, &seen.billing_provider.pay_to_address,
          &seen.billing_provider.pay_to_plan, &seen.subscriber.name, &seen.subscriber.payer, &seen.patient.name})
        each_field(*party, visit);
    each_field(seen.subscriber.coverage, visit);
    for (Field const& field : {seen.header.reference,
                               seen.header.date,
                               seen.header.time,
                               seen.header.type,
                               seen.billing_provider.taxonomy,
                               seen.patient.relationship,
                               claim.control_number,
                               claim.charge.field,
                               claim.facility_code,
                               claim.facility_qualifier,
                               claim.frequency,
                               claim.accident[0],
                               claim.accident[1],
                               claim.accident[2],
                               claim.accident[3],
                               claim.accident[4],
                               claim.delay_reason,
                               claim.admission_type,
                               claim.admission_source,
                               claim.patient_status,
                               claim.ambulance_weight.field})
        visit(field);
    for (Date const& date : claim.dates) each_field(date, visit);
    for (Reference const& reference : claim.references)
        for (Field const& field : {reference.qualifier, reference.value, reference.owner_qualifier, reference.owner}) visit(field);
    for (Amount const& amount : claim.amounts)
        for (Field const& field : {amount.qualifier, amount.amount.field}) visit(field);
    for (Note const& note : claim.notes)
        for (Field const& field : {note.code, note.text}) visit(field);
    for (Attachment const& attachment : claim.attachments)
        for (Field const& field : {attachment.type, attachment.transmission, attachment.control_number}) visit(field);
    for (HealthCode const& code : claim.codes)
        for (Field const& field : {code.qualifier, code.code, code.present_on_admission, code.amount.field, code.date_format, code.date})
            visit(field);
    for (Party const& party : claim.providers) each_field(party, visit);
    for (OtherPayer const& other : claim.other_payers) {
        each_field(other.coverage, visit);
        each_field(other.subscriber, visit);
        each_field(other.payer, visit);
        each_field(other.adjudicated, visit);
        for (Field const& field : {other.paid.field, other.non_covered.field, other.patient_liability.field, other.claim_number})
            visit(field);
    }
    for (ServiceLine const& line : claim.lines) each_field(line, visit);
    for (Adjudication const& adjudication : claim.adjudications) {
        each_field(adjudication.adjudicated, visit);
        for (Field const& field :
             {adjudication.payer_id, adjudication.paid.field, adjudication.procedure_qualifier, adjudication.procedure,
              adjudication.revenue_code, adjudication.paid_units.field, adjudication.bundled_line, adjudication.patient_liability.field})
            visit(field);
    }
    for (Adjustment const& adjustment : claim.adjustments)
        for (Field const& field : {adjustment.group, adjustment.reason, adjustment.amount.field, adjustment.quantity.field}) visit(field);
}

/// Number of fields whose place does not lead back to their text.
std::size_t wrong_places(SegmentTable const& segments, std::vector<Seen> const& all) {
    std::size_t wrong = 0;
    for (Seen const& seen : all)
        each_field(seen, [&](Field const& field) {
            bool const right = field.place.known() ? segments.at(field.place) == field.text : field.text.empty();
            if (!right) ++wrong;
        });
    return wrong;
}

bool inside(Range range, std::size_t size) {
    return range.first <= size && range.count <= size - range.first;
}

/// Number of ranges that reach out of their vectors.
std::size_t wrong_ranges(Claim const& claim) {
    std::vector<bool> right{inside(claim.own_dates, claim.dates.size()),
                            inside(claim.own_references, claim.references.size()),
                            inside(claim.own_amounts, claim.amounts.size()),
                            inside(claim.own_notes, claim.notes.size()),
                            inside(claim.own_attachments, claim.attachments.size()),
                            inside(claim.own_providers, claim.providers.size())};
    for (OtherPayer const& other : claim.other_payers) right.push_back(inside(other.adjustments, claim.adjustments.size()));
    for (Adjudication const& one : claim.adjudications) right.push_back(inside(one.adjustments, claim.adjustments.size()));
    for (ServiceLine const& line : claim.lines) {
        right.push_back(inside(line.dates, claim.dates.size()));
        right.push_back(inside(line.references, claim.references.size()));
        right.push_back(inside(line.amounts, claim.amounts.size()));
        right.push_back(inside(line.notes, claim.notes.size()));
        right.push_back(inside(line.attachments, claim.attachments.size()));
        right.push_back(inside(line.providers, claim.providers.size()));
        right.push_back(inside(line.adjudications, claim.adjudications.size()));
    }
    return static_cast<std::size_t>(std::count(right.begin(), right.end(), false));
}

// -- building blocks ---------------------------------------------------------------------------------------------------------------

std::vector<Given> operator+(std::vector<Given> a, std::vector<Given> const& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

std::vector<Given> const header_segments{
    {header, "ST*837*0001*005010X222A1"},
    {header, "BHT*0019*00*REF47*20260102*0930*CH"},
    {L1000A, "NM1*41*2*NORTH CLEARING*****46*SUB01"},
    {L1000A, "PER*IC*HELP DESK*TE*5555550100"},
    {L1000B, "NM1*40*2*PAYER HUB*****46*REC01"},
};
std::vector<Given> const billing_level{
    {L2000A, "HL*1**20*1"},      {L2000A, "PRV*BI*PXC*207Q00000X"}, {L2010AA, "NM1*85*2*LAKE CLINIC*****XX*1000000004"},
    {L2010AA, "N3*1 LAKE ROAD"}, {L2010AA, "N4*TOWN*OH*432010000"}, {L2010AA, "REF*EI*100000001"},
    {L2010AB, "NM1*87*2"},       {L2010AB, "N3*PO BOX 9"},          {L2010AC, "NM1*PE*2*PLAN FOR PAY*****PI*PL1"},
};
std::vector<Given> const subscriber_level{
    {L2000B, "HL*2*1*22*0"},        {L2000B, "SBR*S*18*GRP1*NAME*47****MB"}, {L2010BA, "NM1*IL*1*DOE*ANN*Q***MI*M001"},
    {L2010BA, "DMG*D8*19500203*F"}, {L2010BA, "REF*SY*000000001"},           {L2010BB, "NM1*PR*2*SECOND PAYER*****PI*PAY2"},
};
std::vector<Given> const patient_level{
    {L2000C, "HL*3*2*23*0"},
    {L2000C, "PAT*19"},
    {L2010CA, "NM1*QC*1*DOE*BEN"},
    {L2010CA, "DMG*D8*20150607*M"},
};
std::vector<Given> small_claim(std::string const& number) {
    return {{L2300, "CLM*" + number + "*10***11:B:1"}, {L2400, "LX*1"}, {L2400, "SV1*HC:99213*10*UN*1***1"}};
}

} // namespace

TEST_CASE("claim reader: header, levels and parties of an 837P") {
    Piece const piece(header_segments + billing_level + subscriber_level + small_claim("A1"));
    auto const claims = read(piece);
    REQUIRE(claims.size() == 1);
    Seen const& seen = claims[0];

    CHECK(seen.header.reference.text == "REF47");
    CHECK(seen.header.date.text == "20260102");
    CHECK(seen.header.time.text == "0930");
    CHECK(seen.header.type.text == "CH");
    CHECK(seen.header.submitter.last_name.text == "NORTH CLEARING");
    CHECK(seen.header.submitter.loop == L1000A);
    CHECK(seen.header.receiver.id.text == "REC01");

    CHECK(seen.billing_provider.ordinal == 1);
    CHECK(seen.billing_provider.level == Place{5, 0, 0});
    CHECK(seen.billing_provider.taxonomy.text == "207Q00000X");
    CHECK(seen.billing_provider.name.taxonomy.text == "207Q00000X");
    CHECK(seen.billing_provider.name.type.text == "2");
    CHECK(seen.billing_provider.name.id_qualifier.text == "XX");
    CHECK(seen.billing_provider.name.id.text == "1000000004");
    CHECK(seen.billing_provider.name.address.text == "1 LAKE ROAD");
    CHECK(seen.billing_provider.name.city.text == "TOWN");
    CHECK(seen.billing_provider.name.state.text == "OH");
    CHECK(seen.billing_provider.name.zip.text == "432010000");
    CHECK(seen.billing_provider.name.tax_id.text == "100000001");
    CHECK(seen.billing_provider.pay_to_address.address.text == "PO BOX 9");
    CHECK(seen.billing_provider.pay_to_plan.id.text == "PL1");

    CHECK(seen.subscriber.level.known());
    CHECK(seen.subscriber.coverage.sequence.text == "S");
    CHECK(seen.subscriber.coverage.relationship.text == "18");
    CHECK(seen.subscriber.coverage.group_number.text == "GRP1");
    CHECK(seen.subscriber.coverage.msp_type.text == "47");
    CHECK(seen.subscriber.coverage.filing_code.text == "MB");
    CHECK(seen.subscriber.name.first_name.text == "ANN");
    CHECK(seen.subscriber.name.middle_name.text == "Q");
    CHECK(seen.subscriber.name.birth_date.text == "19500203");
    CHECK(seen.subscriber.name.sex.text == "F");
    CHECK(seen.subscriber.name.tax_id.text == "000000001");
    CHECK(seen.subscriber.payer.id.text == "PAY2");
    CHECK(!seen.patient.present());
    CHECK(wrong_places(piece.segments, claims) == 0);
}

TEST_CASE("claim reader: claims of dependents, and levels that do not leak into the next") {
    Piece const piece(header_segments + billing_level + subscriber_level + small_claim("OWN") + patient_level + small_claim("CHILD") +
                      small_claim("CHILD2") + std::vector<Given>{{L2000B, "HL*4*1*22*0"}, {L2010BA, "NM1*IL*1*ROE"}} + small_claim("NEXT") +
                      std::vector<Given>{{L2000A, "HL*5**20*1"}, {L2010AA, "NM1*85*2*OTHER CLINIC"}, {L2000B, "HL*6*5*22*0"}} +
                      small_claim("LAST") + std::vector<Given>{{header, "SE*1*0001"}});
    auto const claims = read(piece);
    REQUIRE(claims.size() == 5);
    CHECK(claims[0].claim.control_number.text == "OWN");
    CHECK(!claims[0].patient.present());
    CHECK(claims[1].claim.control_number.text == "CHILD");
    CHECK(claims[1].patient.present());
    CHECK(claims[1].patient.relationship.text == "19");
    CHECK(claims[1].patient.name.first_name.text == "BEN");
    CHECK(claims[1].patient.name.sex.text == "M");
    CHECK(claims[1].subscriber.name.first_name.text == "ANN");
    CHECK(claims[2].patient.name.first_name.text == "BEN");
    CHECK(!claims[3].patient.present());
    CHECK(claims[3].subscriber.name.last_name.text == "ROE");
    CHECK(!claims[3].subscriber.coverage.place.known());
    CHECK(claims[3].billing_provider.name.last_name.text == "LAKE CLINIC");
    CHECK(claims[4].billing_provider.ordinal == 2);
    CHECK(claims[4].billing_provider.name.last_name.text == "OTHER CLINIC");
    CHECK(!claims[4].billing_provider.taxonomy.place.known());
    CHECK(!claims[4].subscriber.name.present());
    CHECK(claims[4].claim.end_segment == piece.segments.size() - 1);
}

TEST_CASE("claim reader: every part of an 837P claim") {
    std::vector<Given> const claim{
        {L2300, "CLM*ACC-7*250.75***22:B:7*Y*A*Y*Y**AA:OA:EM:IL:US*********11"},
        {L2300, "DTP*439*D8*20260101"},
        {L2300, "PWK*OZ*BM***AC*CTRL1"},
        {L2300, "CN1*02*550"},
        {L2300, "AMT*F5*12.5"},
        {L2300, "REF*G1*AUTH1"},
        {L2300, "K3*STATE DATA"},
        {L2300, "NTE*ADD*FREE TEXT"},
        {L2300, "CR1*LB*140.5**I*A*DH*12"},
        {L2300, "HI*ABK:I2699*ABF:I10**ABF:E119"},
        {L2310A, "NM1*DN*1*REFER*RAY****XX*1000000012"},
        {L2310A, "REF*0B*LIC1"},
        {L2310B, "NM1*82*1*RENDER*RON****XX*1000000020"},
        {L2310B, "PRV*PE*PXC*207R00000X"},
        {L2310C, "NM1*77*2*SITE"},
        {L2310C, "N3*2 SITE ROAD"},
        {L2400, "LX*1"},
        {L2400, "SV1*HC:J2371:JZ:59::RT:DALTEPARIN*200.75*UN*30.5*21**1:3"},
        {L2400, "PWK*CT*FX"},
        {L2400, "DTP*472*RD8*20260102-20260104"},
        {L2400, "DTP*463*D8*20260101"},
        {L2400, "REF*G1*AUTH2**2U:PAY9"},
        {L2400, "REF*6R*LINE-1"},
        {L2400, "AMT*T*1.25"},
        {L2400, "NTE*DCP*HOW IT WAS GIVEN"},
        {L2400, "PS1*SELLER*10"},
        {L2410, "LIN**N4*00069019502"},
        {L2410, "CTP****2.4*ML"},
        {L2410, "REF*XZ*RX77"},
        {L2420A, "NM1*82*1*LINE*LEO****XX*1000000038"},
        {L2420A, "PRV*PE*PXC*208D00000X"},
        {L2440, "LQ*UT*1.02"},
        {L2440, "FRM*1A*Y"},
        {L2400, "LX*2"},
        {L2400, "SV1*HC:99213*50*UN*1***2"},
        {L2400, "DTP*472*D8*20260105"},
        {header, "SE*99*0001"},
    };
    Piece const piece(header_segments + billing_level + subscriber_level + claim);
    auto const claims = read(piece);
    REQUIRE(claims.size() == 1);
    Claim const& read_claim = claims[0].claim;
    CHECK(wrong_places(piece.segments, claims) == 0);
    CHECK(wrong_ranges(read_claim) == 0);

    std::uint32_t const clm = 20;
    CHECK(read_claim.place == Place{clm, 0, 0});
    CHECK(read_claim.first_segment == clm);
    CHECK(read_claim.end_segment == piece.segments.size() - 1);
    CHECK(read_claim.control_number.text == "ACC-7");
    CHECK(read_claim.charge.ok());
    CHECK(read_claim.charge.cents == 25075);
    CHECK(read_claim.charge.field.place == Place{clm, 2, 0});
    CHECK(read_claim.facility_code.text == "22");
    CHECK(read_claim.facility_code.place == Place{clm, 5, 1});
    CHECK(read_claim.facility_qualifier.text == "B");
    CHECK(read_claim.frequency.text == "7");
    CHECK(read_claim.accident[0].text == "AA");
    CHECK(read_claim.accident[2].text == "EM");
    CHECK(read_claim.accident[2].place == Place{clm, 11, 3});
    CHECK(read_claim.accident[3].text == "IL");
    CHECK(read_claim.accident[4].text == "US");
    CHECK(read_claim.accident[4].place == Place{clm, 11, 5});
    CHECK(read_claim.delay_reason.text == "11");
    CHECK(read_claim.ambulance_weight.value.mantissa == 1405);

    REQUIRE(read_claim.own_dates.count == 1);
    CHECK(read_claim.dates.size() == 4);
    CHECK(read_claim.dates[0].qualifier.text == "439");
    CHECK(read_claim.dates[0].from == day_of(2026, 1, 1));
    REQUIRE(read_claim.own_references.count == 1);
    CHECK(read_claim.references[0].value.text == "AUTH1");
    CHECK(read_claim.references[0].owner.place == Place{clm + 5, 4, 2});
    REQUIRE(read_claim.own_amounts.count == 1);
    CHECK(read_claim.amounts[0].amount.cents == 1250);
    REQUIRE(read_claim.own_notes.count == 1);
    CHECK(read_claim.notes[0].text.text == "FREE TEXT");
    REQUIRE(read_claim.own_attachments.count == 1);
    CHECK(read_claim.attachments[0].control_number.text == "CTRL1");
    REQUIRE(read_claim.codes.size() == 3);
    CHECK(read_claim.codes[0].qualifier.text == "ABK");
    CHECK(read_claim.codes[2].code.text == "E119");
    CHECK(read_claim.codes[2].code.place == Place{clm + 9, 4, 2});

    REQUIRE(read_claim.own_providers.count == 3);
    REQUIRE(read_claim.providers.size() == 4);
    CHECK(read_claim.providers[0].loop == L2310A);
    CHECK(read_claim.providers[0].id.text == "1000000012");
    CHECK(!read_claim.providers[0].tax_id.present());
    CHECK(read_claim.providers[1].loop == L2310B);
    CHECK(read_claim.providers[1].taxonomy.text == "207R00000X");
    CHECK(read_claim.providers[2].address.text == "2 SITE ROAD");

    REQUIRE(read_claim.lines.size() == 2);
    ServiceLine const& line = read_claim.lines[0];
    CHECK(line.number.text == "1");
    CHECK(line.procedure_qualifier.text == "HC");
    CHECK(line.procedure.text == "J2371");
    CHECK(line.modifiers[0].text == "JZ");
    CHECK(line.modifiers[1].text == "59");
    CHECK(!line.modifiers[2].present());
    CHECK(line.modifiers[2].place == Place{clm + 17, 1, 5});
    CHECK(line.modifiers[3].text == "RT");
    CHECK(line.description.text == "DALTEPARIN");
    CHECK(line.charge.cents == 20075);
    CHECK(line.unit_basis.text == "UN");
    CHECK(line.units.value.mantissa == 305);
    CHECK(line.units.value.scale == 1);
    CHECK(line.place_of_service.text == "21");
    CHECK(piece.segments[line.purchase.segment].text() == "PS1*SELLER*10");
    CHECK(!read_claim.lines[1].purchase.known());
    CHECK(line.pointers[0].text == "1");
    CHECK(line.pointers[1].text == "3");
    CHECK(!line.pointers[2].present());
    CHECK(line.pointers[2].place == Place{clm + 17, 7, 3});
    CHECK(line.service_date.from == day_of(2026, 1, 2));
    CHECK(line.service_date.through == day_of(2026, 1, 4));
    CHECK(line.dates.count == 2);
    CHECK(Claim::part(read_claim.dates, line.dates)[1].qualifier.text == "463");
    REQUIRE(line.references.count == 2);
    CHECK(Claim::part(read_claim.references, line.references)[0].owner_qualifier.text == "2U");
    CHECK(Claim::part(read_claim.references, line.references)[0].owner.text == "PAY9");
    CHECK(line.control_number.text == "LINE-1");
    CHECK(Claim::part(read_claim.amounts, line.amounts)[0].amount.cents == 125);
    CHECK(Claim::part(read_claim.notes, line.notes)[0].code.text == "DCP");
    CHECK(Claim::part(read_claim.attachments, line.attachments)[0].transmission.text == "FX");
    CHECK(line.drug_count == 1);
    CHECK(line.drug.id_qualifier.text == "N4");
    CHECK(line.drug.id.text == "00069019502");
    CHECK(line.drug.quantity.value.mantissa == 24);
    CHECK(line.drug.unit.text == "ML");
    CHECK(line.drug.unit.place == Place{clm + 27, 5, 1});
    CHECK(line.drug.prescription_qualifier.text == "XZ");
    CHECK(line.drug.prescription.text == "RX77");
    REQUIRE(line.providers.count == 1);
    CHECK(Claim::part(read_claim.providers, line.providers)[0].taxonomy.text == "208D00000X");
    CHECK(line.adjudications.count == 0);

    CHECK(!read_claim.lines[1].drug.present());
    CHECK(read_claim.lines[1].service_date.from == day_of(2026, 1, 5));
    CHECK(read_claim.lines[1].references.count == 0);
    CHECK(read_claim.lines[1].dates.first == 3);
}

TEST_CASE("claim reader: coordination of benefits with two other payers") {
    std::vector<Given> const claim{
        {L2300, "CLM*COB1*100***11:B:1"},
        {L2300, "HI*ABK:I10"},
        {L2320, "SBR*P*18*G9***MSP***CI"},
        {L2320, "CAS*PR*1*20**2*5.5*1"},
        {L2320, "CAS*CO*45*10"},
        {L2320, "AMT*D*64.5"},
        {L2320, "AMT*A8*3"},
        {L2320, "AMT*EAF*25.5"},
        {L2320, "OI***Y***Y"},
        {L2320, "MOA***MA01"},
        {L2330A, "NM1*IL*1*DOE*ANN****MI*P1"},
        {L2330A, "N3*3 HOME ROAD"},
        {L2330B, "NM1*PR*2*FIRST PAYER*****PI*PAY1"},
        {L2330B, "DTP*573*D8*20260110"},
        {L2330B, "REF*F8*ICN-1"},
        {L2330C, "NM1*DN*1"},
        {L2330C, "REF*G2*ABC"},
        {L2320, "SBR*T*18"},
        {L2330A, "NM1*IL*1*DOE"},
        {L2330B, "NM1*PR*2*THIRD PAYER*****PI*PAY3"},
        {L2400, "LX*1"},
        {L2400, "SV1*HC:99213*60*UN*1***1"},
        {L2430, "SVD*PAY1*40*HC:99214**2*1"},
        {L2430, "CAS*PR*1*20"},
        {L2430, "DTP*573*D8*20260110"},
        {L2430, "DTP*573*D8*20260111"},
        {L2430, "AMT*EAF*20"},
        {L2430, "SVD*PAY3*0*HC:99213**1"},
        {L2430, "CAS*OA*23*60"},
        {L2400, "LX*2"},
        {L2400, "SV1*HC:99214*40*UN*1***1"},
        {L2430, "SVD*PAY1*24.5*HC:99214**1"},
        {L2430, "CAS*CO*45*10**2*5*1****253*0.5"},
    };
    Piece const piece(header_segments + billing_level + subscriber_level + claim);
    auto const claims = read(piece);
    REQUIRE(claims.size() == 1);
    Claim const& cob = claims[0].claim;
    CHECK(wrong_places(piece.segments, claims) == 0);
    CHECK(wrong_ranges(cob) == 0);
    CHECK(cob.end_segment == piece.segments.size());
    CHECK(cob.own_references.count == 0); // references of another payer are not the claim's
    CHECK(cob.dates.empty());

    REQUIRE(cob.other_payers.size() == 2);
    OtherPayer const& first = cob.other_payers[0];
    CHECK(first.coverage.sequence.text == "P");
    CHECK(first.coverage.filing_code.text == "CI");
    auto const adjustments = Claim::part(cob.adjustments, first.adjustments);
    REQUIRE(adjustments.size() == 3);
    CHECK(adjustments[0].group.text == "PR");
    CHECK(adjustments[0].reason.text == "1");
    CHECK(adjustments[0].amount.cents == 2000);
    CHECK(adjustments[0].quantity.reading == Reading::absent);
    CHECK(adjustments[1].reason.text == "2");
    CHECK(adjustments[1].amount.cents == 550);
    CHECK(adjustments[1].quantity.value.mantissa == 1);
    CHECK(adjustments[2].group.text == "CO");
    CHECK(first.paid.cents == 6450);
    CHECK(first.non_covered.cents == 300);
    CHECK(first.patient_liability.cents == 2550);
    CHECK(first.oi.known());
    CHECK(first.moa.known());
    CHECK(!first.mia.known());
    CHECK(first.subscriber.id.text == "P1");
    CHECK(first.subscriber.address.text == "3 HOME ROAD");
    CHECK(first.payer.id.text == "PAY1");
    CHECK(first.adjudicated.from == day_of(2026, 1, 10));
    CHECK(first.adjudicated_count == 1);
    CHECK(first.claim_number.text == "ICN-1");
    CHECK(cob.other_payers[1].payer.id.text == "PAY3");
    CHECK(cob.other_payers[1].paid.reading == Reading::absent);
    CHECK(cob.other_payers[1].adjudicated_count == 0);
    CHECK(cob.other_payers[1].adjustments.count == 0);

    REQUIRE(cob.lines.size() == 2);
    auto const line_one = Claim::part(cob.adjudications, cob.lines[0].adjudications);
    REQUIRE(line_one.size() == 2);
    CHECK(line_one[0].payer_id.text == "PAY1");
    CHECK(line_one[0].paid.cents == 4000);
    CHECK(line_one[0].procedure_qualifier.text == "HC");
    CHECK(line_one[0].procedure.text == "99214");
    CHECK(line_one[0].paid_units.value.mantissa == 2);
    CHECK(line_one[0].bundled_line.text == "1");
    CHECK(line_one[0].adjudicated_count == 2);
    CHECK(line_one[0].adjudicated.from == day_of(2026, 1, 10));
    CHECK(line_one[0].patient_liability.cents == 2000);
    CHECK(line_one[1].payer_id.text == "PAY3");
    CHECK(line_one[1].adjudicated_count == 0);
    CHECK(Claim::part(cob.adjustments, line_one[1].adjustments)[0].reason.text == "23");
    auto const line_two = Claim::part(cob.adjudications, cob.lines[1].adjudications);
    REQUIRE(line_two.size() == 1);
    auto const last = Claim::part(cob.adjustments, line_two[0].adjustments);
    REQUIRE(last.size() == 3);
    CHECK(last[1].reason.text == "2");
    CHECK(last[1].amount.cents == 500);
    CHECK(last[2].reason.text == "253");
    CHECK(last[2].amount.cents == 50);
}

TEST_CASE("claim reader: institutional codes and lines") {
    std::vector<Given> const claim{
        {L2300, "CLM*INP1*1000***11:A:1"},
        {L2300, "DTP*434*RD8*20260101-20260103"},
        {L2300, "CL1*3*7*01"},
        {L2300, "HI*BK:I2699:::::::Y"},
        {L2300, "HI*BBR:0DTJ4ZZ:D8:20260102"},
        {L2300, "HI*BE:A1:::450.25*BE:80:::3"},
        {L2310A, "NM1*71*1*ATTEND*AL****XX*1000000046"},
        {L2320, "SBR*P*18"},
        {L2320, "MIA*1"},
        {L2330B, "NM1*PR*2*FIRST PAYER*****PI*PAY1"},
        {L2400, "LX*1"},
        {L2400, "SV2*0636*HC:J2371:JA*900*UN*30**4.5"},
        {L2400, "DTP*472*D8*20260102"},
        {L2430, "SVD*PAY1*10*HC:J2371*0636*30"},
        {L2400, "LX*2"},
        {L2400, "SV2*0120**100*DA*2"},
    };
    Piece const piece(header_segments + billing_level + subscriber_level + claim);
    auto const claims = read(piece, GuideId::institutional);
    REQUIRE(claims.size() == 1);
    Claim const& inpatient = claims[0].claim;
    CHECK(inpatient.guide == GuideId::institutional);
    CHECK(wrong_places(piece.segments, claims) == 0);
    CHECK(inpatient.facility_code.text == "11");
    CHECK(inpatient.admission_type.text == "3");
    CHECK(inpatient.admission_source.text == "7");
    CHECK(inpatient.patient_status.text == "01");
    CHECK(inpatient.dates[0].through == day_of(2026, 1, 3));
    REQUIRE(inpatient.codes.size() == 4);
    CHECK(inpatient.codes[0].present_on_admission.text == "Y");
    CHECK(inpatient.codes[1].date_format.text == "D8");
    CHECK(inpatient.codes[1].date.text == "20260102");
    CHECK(inpatient.codes[1].amount.reading == Reading::absent);
    CHECK(inpatient.codes[2].code.text == "A1");
    CHECK(inpatient.codes[2].amount.cents == 45025);
    CHECK(inpatient.codes[3].amount.cents == 300);
    CHECK(inpatient.other_payers[0].mia.known());

    REQUIRE(inpatient.lines.size() == 2);
    ServiceLine const& drug = inpatient.lines[0];
    CHECK(drug.revenue_code.text == "0636");
    CHECK(drug.procedure.text == "J2371");
    CHECK(drug.modifiers[0].text == "JA");
    CHECK(drug.charge.cents == 90000);
    CHECK(drug.unit_basis.text == "UN");
    CHECK(drug.units.value.mantissa == 30);
    CHECK(drug.non_covered.cents == 450);
    CHECK(!drug.place_of_service.place.known());
    CHECK(inpatient.adjudications[0].revenue_code.text == "0636");
    CHECK(!inpatient.lines[1].procedure.present());
    CHECK(inpatient.lines[1].unit_basis.text == "DA");
    CHECK(inpatient.lines[1].service.known());
}

TEST_CASE("claim reader: drug loops opened by CTP, repeated, or without anything") {
    Piece const piece(std::vector<Given>{
        {L2300, "CLM*D1*1"},
        {L2400, "LX*1"},
        {L2410, "CTP****3*UN"},
        {L2410, "REF*VY*LINK1"},
        {L2400, "LX*2"},
        {L2410, "LIN**N4*11111111111"},
        {L2410, "CTP****1*UN"},
        {L2410, "LIN**N4*22222222222"},
        {L2410, "CTP****2*ML"},
        {L2410, "REF*XZ*RX2"},
        {L2400, "LX*3"},
        {L2410, "LIN"},
        {L2410, "CTP"},
    });
    auto const claims = read(piece);
    REQUIRE(claims.size() == 1);
    auto const& lines = claims[0].claim.lines;
    REQUIRE(lines.size() == 3);
    CHECK(lines[0].drug.present());
    CHECK(!lines[0].drug.place.known());
    CHECK(lines[0].drug_count == 1);
    CHECK(lines[0].drug.quantity.value.mantissa == 3);
    CHECK(lines[0].drug.prescription.text == "LINK1");
    CHECK(lines[1].drug_count == 2);
    CHECK(lines[1].drug.id.text == "11111111111");
    CHECK(lines[1].drug.unit.text == "UN");
    CHECK(!lines[1].drug.prescription.present());
    CHECK(lines[2].drug.present());
    CHECK(lines[2].drug.id.place == Place{11, 3, 0});
    CHECK(lines[2].drug.quantity.reading == Reading::absent);
}

TEST_CASE("claim reader: refused segments are passed over and change nothing") {
    Piece const piece(std::vector<Given>{
        {L2300, "CLM*R1*5"},
        {L2300, "ZZZ*1", false},
        {L2300, "REF*QQ*NO", false},
        {L2320, "SBR*P"},
        {L2320, "AMT*D*9", false},
        {L2320, "NM1*QQ*1*NOBODY", false},
        {L2320, "AMT*D*2"},
        {L2400, "LX*1"},
        {L2400, "SV2*0636**1*UN*1", false},
        {L2400, "SV1*HC:99213*5*UN*1***1"},
        {L2400, "X"},
        {L2430, "SVD*PAY1*4"},
        {L2430, "LX*9", false},
        {L2430, "CAS*CO*45*1"},
    });
    auto const claims = read(piece);
    REQUIRE(claims.size() == 1);
    Claim const& claim = claims[0].claim;
    CHECK(claim.references.empty());
    REQUIRE(claim.other_payers.size() == 1);
    CHECK(claim.other_payers[0].paid.cents == 200);
    REQUIRE(claim.lines.size() == 1);
    CHECK(claim.lines[0].charge.cents == 500);
    REQUIRE(claim.adjudications.size() == 1);
    CHECK(claim.adjudications[0].adjustments.count == 1);
    CHECK(claim.end_segment == piece.segments.size());
}

TEST_CASE("claim reader: a segment astray in another loop of the claim does not end its details") {
    Piece const piece(std::vector<Given>{
        {L2300, "CLM*S1*5"},
        {L2330B, "N3*NO NM1 BEFORE"},
        {L2320, "SBR*P"},
        {L2310A, "REF*G2*NO NM1 EITHER"},
        {L2300, "REF*G1*LATER"},
        {L2400, "LX*1"},
        {L2430, "CAS*CO*45*1"},
        {L2400, "REF*6R*ONE"},
    });
    auto const claims = read(piece);
    REQUIRE(claims.size() == 1);
    Claim const& claim = claims[0].claim;
    CHECK(claim.own_references.count == 1);
    CHECK(claim.other_payers.size() == 1);
    CHECK(claim.adjustments.empty());
    REQUIRE(claim.lines.size() == 1);
    CHECK(claim.lines[0].control_number.text == "ONE");
}

TEST_CASE("claim reader: a claim's own segments after its lines are passed over, and ranges stay whole") {
    Piece const piece(std::vector<Given>{
        {L2300, "CLM*O1*5"},
        {L2300, "REF*G1*FIRST"},
        {L2400, "LX*1"},
        {L2400, "REF*6R*ONE"},
        {L2300, "REF*F8*LATE"},
        {L2000B, "SBR*P"},
        {L2400, "LX*2"},
        {L2400, "REF*6R*TWO"},
    });
    auto const claims = read(piece);
    REQUIRE(claims.size() == 1);
    Claim const& claim = claims[0].claim;
    CHECK(claim.own_references.count == 1);
    CHECK(claim.references.size() == 3);
    REQUIRE(claim.lines.size() == 2);
    CHECK(Claim::part(claim.references, claim.lines[0].references)[0].value.text == "ONE");
    CHECK(Claim::part(claim.references, claim.lines[1].references)[0].value.text == "TWO");
}

TEST_CASE("claim reader: every claim is visited wherever it stands") {
    SUBCASE("a piece that begins with claims") {
        Piece const piece(small_claim("A") + small_claim("B"));
        auto const claims = read(piece);
        REQUIRE(claims.size() == 2);
        CHECK(!claims[0].subscriber.level.known());
        CHECK(!claims[0].billing_provider.level.known());
        CHECK(claims[0].claim.end_segment == claims[1].claim.first_segment);
    }
    SUBCASE("a claim and a patient level directly under the billing provider") {
        Piece const piece(header_segments + billing_level + small_claim("A") + patient_level + small_claim("B") + subscriber_level +
                          small_claim("C"));
        auto const claims = read(piece);
        REQUIRE(claims.size() == 3);
        CHECK(!claims[0].subscriber.level.known());
        CHECK(claims[0].billing_provider.name.present());
        CHECK(claims[1].patient.present());
        CHECK(!claims[1].subscriber.level.known());
        CHECK(claims[2].subscriber.level.known());
        CHECK(!claims[2].patient.present());
        CHECK(claims[2].billing_provider.name.last_name.text == "LAKE CLINIC");
    }
    SUBCASE("a second ST begins anew") {
        Piece const piece(header_segments + billing_level + subscriber_level + small_claim("A") +
                          std::vector<Given>{{header, "ST*837*0002"}} + small_claim("B"));
        auto const claims = read(piece);
        REQUIRE(claims.size() == 2);
        CHECK(!claims[1].header.reference.present());
        CHECK(!claims[1].subscriber.level.known());
    }
    SUBCASE("a level that the guide does not have ends the claim") {
        Piece const piece(small_claim("A") + std::vector<Given>{{L2400, "HL*9*1*19", false}} + small_claim("B"));
        auto const claims = read(piece);
        REQUIRE(claims.size() == 2);
        CHECK(claims[0].claim.end_segment == 3);
        CHECK(claims[1].claim.first_segment == 4);
    }
    SUBCASE("a refused CLM in 2300 is a claim all the same") {
        Piece const piece(std::vector<Given>{{L2300, "CLM", false}, {L2300, "CLM*X", true}});
        CHECK(read(piece).size() == 2);
    }
    SUBCASE("nothing at all") {
        Collector collector;
        ClaimReader reader;
        SegmentTable const empty;
        reader.read(GuideId::professional, empty, {}, collector);
        CHECK(collector.seen.empty());
        CHECK(!reader.header().reference.present());
    }
}

TEST_CASE("claim reader: a claim with thousands of lines") {
    std::vector<Given> given{{L2300, "CLM*BIG*1"}};
    for (int n = 1; n <= 70'000; ++n) {
        given.push_back({L2400, "LX*" + std::to_string(n)});
        given.push_back({L2400, "REF*6R*" + std::to_string(n)});
    }
    Piece const piece(given);
    auto const claims = read(piece);
    REQUIRE(claims.size() == 1);
    REQUIRE(claims[0].claim.lines.size() == 70'000);
    CHECK(claims[0].claim.lines.back().control_number.text == "70000");
    CHECK(claims[0].claim.lines.back().references.first == 69'999);
}

TEST_CASE("claim reader: reused from piece to piece, nothing of the last piece is left") {
    Piece const full(header_segments + billing_level + subscriber_level + patient_level +
                     std::vector<Given>{{L2300, "CLM*A*1***11:B:1"},
                                        {L2300, "CR1*LB*10"},
                                        {L2300, "HI*ABK:I10"},
                                        {L2300, "REF*G1*X"},
                                        {L2320, "SBR*P"},
                                        {L2400, "LX*1"},
                                        {L2430, "SVD*P*1"},
                                        {L2430, "CAS*CO*45*1"}});
    Piece const bare(std::vector<Given>{{L2300, "CLM"}});
    ClaimReader reader;
    Collector collector;
    reader.read(GuideId::professional, full.segments, full.placed, collector);
    ClaimReader moved = std::move(reader);
    moved.read(GuideId::institutional, bare.segments, bare.placed, collector);
    REQUIRE(collector.seen.size() == 2);
    CHECK(collector.seen[0].claim.adjustments.size() == 1);

    Seen const& seen = collector.seen[1];
    std::size_t present = 0, reachable = 0;
    each_field(seen, [&](Field const& field) {
        if (field.present()) ++present;
        if (field.place.known()) ++reachable;
    });
    CHECK(present == 0);
    CHECK(reachable == 11); // CLM01, CLM02, CLM05-1..3, CLM11-1..5, CLM20: due in a CLM
    CHECK(seen.claim.guide == GuideId::institutional);
    CHECK(seen.claim.control_number.place == Place{0, 1, 0});
    CHECK(seen.claim.own_references.count == 0);
    CHECK(seen.claim.lines.empty());
    CHECK(seen.claim.other_payers.empty());
    CHECK(seen.claim.codes.empty());
    CHECK(!moved.header().reference.present());
    CHECK(seen.billing_provider.ordinal == 0);
}

TEST_CASE("claim reader: a cleared claim is empty and keeps the memory of its vectors") {
    Claim claim;
    claim.charge.cents = 5;
    claim.own_dates.count = 3;
    auto const each_vector = [&](auto const& visit) {
        visit(claim.dates);
        visit(claim.references);
        visit(claim.amounts);
        visit(claim.notes);
        visit(claim.attachments);
        visit(claim.codes);
        visit(claim.providers);
        visit(claim.other_payers);
        visit(claim.lines);
        visit(claim.adjudications);
        visit(claim.adjustments);
    };
    each_vector([](auto& vector) { vector.resize(7); });
    claim.clear();
    CHECK(claim.charge.cents == 0);
    CHECK(claim.own_dates.count == 0);
    each_vector([](auto const& vector) {
        CHECK(vector.empty());
        CHECK(vector.capacity() >= 7);
    });
}

TEST_CASE("claim reader: garbage in any loop never loses a claim") {
    std::vector<std::string> const ids{"ST",  "BHT", "NM1", "N3",  "N4",  "PRV", "DMG", "HL",  "SBR", "PAT", "CLM",    "DTP",
                                       "CL1", "PWK", "AMT", "REF", "NTE", "CR1", "HI",  "CAS", "OI",  "MIA", "MOA",    "LX",
                                       "SV1", "SV2", "LIN", "CTP", "SVD", "LQ",  "FRM", "SE",  "K3",  "Z",   "LONGID", "**"};
    std::vector<std::string> const elements{
        "",  "1",     "573", "472", "D8", "20260101", "-1.5E3", "99999999999999999999", ":::", "HC:A:B:C:D:E:F:G:H",
        "^", "a^b:c", "EI",  "D",   "XZ"};
    std::mt19937 random(20260102);
    auto const below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };

    ClaimReader reader;
    for (int round = 0; round < 400; ++round) {
        std::vector<Given> given;
        std::size_t const size = 1 + below(200);
        auto const likely = static_cast<LoopId>(below(static_cast<std::size_t>(LoopId::count)));
        for (std::size_t i = 0; i < size; ++i) {
            std::string text = ids[below(ids.size())];
            for (std::size_t n = below(24); n > 0; --n) text += "*" + elements[below(elements.size())];
            LoopId loop = below(3) == 0 ? likely : static_cast<LoopId>(below(static_cast<std::size_t>(LoopId::count)));
            if (text.starts_with("CLM") && below(2) == 0) loop = L2300;
            if (text.starts_with("LX") && below(2) == 0) loop = L2400;
            given.push_back({loop, text, below(4) != 0});
        }
        Piece const piece(given);
        Collector collector;
        reader.read(below(2) == 0 ? GuideId::professional : GuideId::institutional, piece.segments, piece.placed, collector);

        std::vector<std::uint32_t> expected, found;
        for (PlacedSegment const& one : piece.placed)
            if (one.loop == L2300 && piece.segments[one.segment].id() == "CLM"_seg) expected.push_back(one.segment);
        std::size_t bad_ends = 0, bad_ranges = 0;
        for (Seen const& seen : collector.seen) {
            Claim const& claim = seen.claim;
            found.push_back(claim.first_segment);
            bad_ranges += wrong_ranges(claim);
            for (std::uint32_t i = claim.first_segment + 1; i < claim.end_segment; ++i) {
                auto const id = piece.segments[i].id();
                if (id == "HL"_seg || id == "CLM"_seg || piece.placed[i].loop == header) ++bad_ends;
            }
            if (claim.end_segment > piece.segments.size()) ++bad_ends;
        }
        CHECK(found == expected);
        CHECK(bad_ends == 0);
        CHECK(bad_ranges == 0);
        CHECK(wrong_places(piece.segments, collector.seen) == 0);
    }
}

TEST_CASE("claim reader: the grammar knows the opening segment of every loop of the guides") {
    for (GuideId id : {GuideId::professional, GuideId::institutional})
        for (OutlineNode const& node : guide(id).outline) {
            if (node.kind != NodeKind::loop) continue;
            CAPTURE(std::string(loop_name(node.loop)));
            CHECK(grammar::openings[static_cast<std::size_t>(node.loop)] == node.segment);
        }
}

// -- whole files, placed by the cursor -----------------------------------------------------------------------------------------------

namespace {

struct Tally {
    std::size_t claims = 0, lines = 0, wrong_places = 0;
};

struct TallyVisitor : ClaimVisitor {
    SegmentTable const* segments = nullptr;
    Tally tally;
    void visit(Claim const& claim) override {
        ++tally.claims;
        tally.lines += claim.lines.size();
        std::vector<Seen> const seen{{claim, *claim.header, *claim.billing_provider, *claim.subscriber, *claim.patient}};
        tally.wrong_places += wrong_places(*segments, seen);
    }
};

std::string file_text(std::filesystem::path const& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// The text begins with an ISA, after a byte order mark or blank lines, also one that is not as wide as it should be.
std::size_t first_isa(std::string_view text) {
    return text.substr(0, 16).find("ISA");
}

/// Reads every 837 set of a file, each as one piece.
Tally tally_of(std::string_view text) {
    TallyVisitor visitor;
    ClaimReader reader;
    Cursor cursor;
    SegmentTable interchange, set;
    std::vector<PlacedSegment> placed;
    std::vector<Fault> faults;
    for (auto begin = first_isa(text); begin != text.npos;) {
        auto const isa = read_isa(text.substr(begin));
        auto const next = find_isa(text, begin + 3);
        if (isa.readable()) {
            auto const body = text.substr(begin, next == text.npos ? next : next - begin).substr(isa.length);
            interchange.assign(body, isa.delimiters);
            GuideChoice choice;
            std::uint32_t st = Place::nowhere;
            for (std::uint32_t i = 0; i < interchange.size(); ++i) {
                Segment const segment = interchange[i];
                if (segment.id() == "GS"_seg) choice = choose_guide(segment.element(8));
                if (segment.id() == "ST"_seg && segment.element(1) == "837") {
                    st = i;
                    if (choice.support == Support::none) choice = choose_guide(segment.element(3));
                }
                if (segment.id() != "SE"_seg || st == Place::nowhere || choice.support == Support::none) continue;
                set.assign(body.substr(interchange.begin(st), interchange.end(i) + 1 - interchange.begin(st)), isa.delimiters);
                cursor.place(guide(choice.guide), set, {}, {}, placed, faults);
                visitor.segments = &set;
                reader.read(choice.guide, set, placed, visitor);
                st = Place::nowhere;
            }
        }
        begin = next;
    }
    return visitor.tally;
}

std::vector<std::string> columns(std::string const& row) {
    std::vector<std::string> cells;
    std::istringstream in(row);
    for (std::string cell; std::getline(in, cell, '\t');) cells.push_back(cell);
    return cells;
}

} // namespace

TEST_CASE("claim reader: the project's samples") {
    std::size_t files = 0;
    for (auto const& entry : std::filesystem::directory_iterator(std::filesystem::path(SCRUB837_SOURCE_DIR) / "samples")) {
        if (entry.path().extension() != ".edi") continue;
        CAPTURE(entry.path().filename().string());
        std::string const text = file_text(entry.path());
        auto const occurrences = [&](std::string const& part) {
            std::size_t count = 0;
            for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++count;
            return count;
        };
        auto const tally = tally_of(text);
        CHECK(tally.claims == occurrences("CLM*") + occurrences("CLM|"));
        CHECK(tally.lines == occurrences("LX*") + occurrences("LX|"));
        CHECK(tally.wrong_places == 0);
        ++files;
    }
    CHECK(files > 0);
}

TEST_CASE("claim reader: claims and lines of the real files are those of their index") {
    char const* const given = std::getenv("SCRUB837_SHARED");
    auto const samples = (given ? std::filesystem::path(given) : std::filesystem::path(SCRUB837_SOURCE_DIR) / "../shared") / "samples";
    std::ifstream index(samples / "INDEX.tsv");
    if (!index) {
        MESSAGE("skipped: no ", samples.string(), "/INDEX.tsv (set SCRUB837_SHARED)");
        return;
    }
    std::string row;
    std::getline(index, row);
    auto const head = columns(row);
    auto const column = [&](std::string_view name) {
        auto const at = std::find(head.begin(), head.end(), name);
        REQUIRE(at != head.end());
        return static_cast<std::size_t>(at - head.begin());
    };
    auto const path = column("path"), type = column("type"), claims = column("claims"), lines = column("lines");
    std::size_t files = 0;
    while (std::getline(index, row)) {
        auto const cells = columns(row);
        if (!cells[type].starts_with("837P 005010X222") && !cells[type].starts_with("837I 005010X223")) continue;
        CAPTURE(cells[path]);
        std::string const text = file_text(samples / cells[path]);
        auto const tally = tally_of(text);
        CHECK(tally.claims == std::stoul(cells[claims]));
        CHECK(tally.lines == std::stoul(cells[lines]));
        CHECK(tally.wrong_places == 0);
        ++files;
    }
    CHECK(files > 30);
}
