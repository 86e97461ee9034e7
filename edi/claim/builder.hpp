// What the claim grammar builds: one function a segment of the guide, called by the grammar's terminals when they match. Each
// reads the elements that the claim objects keep and nothing else; which segment may follow which is the grammar's affair.
// Where a segment that may come once comes again, the first one counts: the cursor has reported the others.
#pragma once

#include <cstdint>

#include "edi/claim/claim.hpp"
#include "edi/claim/claim_reader.hpp"
#include "edi/claim/component_splitter.hpp"
#include "edi/text/segments.hpp"

namespace edi {

/// The objects under construction. One a reader; the claim and the levels keep their memory from piece to piece.
struct Builder {
    SegmentTable const* segments = nullptr;
    ClaimVisitor* visitor = nullptr;
    GuideId guide = GuideId::professional;

    SetHeader header;
    BillingProvider billing_provider;
    Subscriber subscriber;
    Patient patient;
    Claim claim;
    Party* party = nullptr;         ///< of the NM1 loop that is open; the grammar reaches it only inside such a loop
    ComponentSplitter components;   ///< for the delimiters of the piece
    ComponentSplitter::Parts parts; ///< components of the composite that is being read

    /// Forgets the last piece: empty header and levels.
    void start(GuideId new_guide, SegmentTable const& new_segments, ClaimVisitor& new_visitor);
};

namespace bind {

/// For a segment that the grammar must name and the claim does not keep.
inline void nothing(Builder&, Segment) {}

// The set and its levels.
void set_header(Builder& builder, Segment st);
void beginning(Builder& builder, Segment bht);
void submitter(Builder& builder, Segment nm1);
void receiver(Builder& builder, Segment nm1);
void billing_provider_level(Builder& builder, Segment hl);
void billing_provider_taxonomy(Builder& builder, Segment prv);
void billing_provider(Builder& builder, Segment nm1);
void pay_to_address(Builder& builder, Segment nm1);
void pay_to_plan(Builder& builder, Segment nm1);
void subscriber_level(Builder& builder, Segment hl);
void subscriber_coverage(Builder& builder, Segment sbr);
void subscriber_patient(Builder& builder, Segment pat);
void subscriber(Builder& builder, Segment nm1);
void payer(Builder& builder, Segment nm1);
void patient_level(Builder& builder, Segment hl);
/// An HL with a level code that no guide has ends subscriber and patient, as the cursor has it.
void unknown_level(Builder& builder, Segment hl);
void patient_facts(Builder& builder, Segment pat);
void patient(Builder& builder, Segment nm1);

// What hangs on an NM1, in whichever loop.
void taxonomy(Builder& builder, Segment prv);
void street(Builder& builder, Segment n3);
void city(Builder& builder, Segment n4);
void demographics(Builder& builder, Segment dmg);
void party_reference(Builder& builder, Segment ref);

// The claim, 2300.
void claim(Builder& builder, Segment clm);
void claim_date(Builder& builder, Segment dtp);
void institutional_codes(Builder& builder, Segment cl1);
void claim_attachment(Builder& builder, Segment pwk);
void claim_amount(Builder& builder, Segment amt);
void claim_reference(Builder& builder, Segment ref);
void claim_note(Builder& builder, Segment nte);
void ambulance(Builder& builder, Segment cr1);
void health_codes(Builder& builder, Segment hi);
void claim_provider(Builder& builder, Segment nm1, LoopId loop);
/// The claim is complete and is shown; `end_segment` is the first segment that is no longer its own.
void claim_end(Builder& builder, std::uint32_t end_segment);

// Another payer, 2320 and 2330.
void other_payer_coverage(Builder& builder, Segment sbr);
void other_payer_adjustments(Builder& builder, Segment cas);
void other_payer_amount(Builder& builder, Segment amt);
void other_insurance(Builder& builder, Segment oi);
void inpatient_adjudication(Builder& builder, Segment mia);
void outpatient_adjudication(Builder& builder, Segment moa);
void other_subscriber(Builder& builder, Segment nm1);
void other_payer(Builder& builder, Segment nm1);
void other_payer_adjudicated(Builder& builder, Segment dtp);
void other_payer_reference(Builder& builder, Segment ref);

// The service line, 2400 and below.
void service_line(Builder& builder, Segment lx);
void professional_service(Builder& builder, Segment sv1);
void institutional_service(Builder& builder, Segment sv2);
void purchased_service(Builder& builder, Segment ps1);
void line_attachment(Builder& builder, Segment pwk);
void line_date(Builder& builder, Segment dtp);
void line_reference(Builder& builder, Segment ref);
void line_amount(Builder& builder, Segment amt);
void line_note(Builder& builder, Segment nte);
void drug(Builder& builder, Segment lin);
void drug_without_id(Builder& builder, Segment ctp);
void drug_quantity(Builder& builder, Segment ctp);
void drug_prescription(Builder& builder, Segment ref);
void line_provider(Builder& builder, Segment nm1, LoopId loop);
void adjudication(Builder& builder, Segment svd);
void adjudication_adjustments(Builder& builder, Segment cas);
void adjudication_date(Builder& builder, Segment dtp);
void adjudication_amount(Builder& builder, Segment amt);

} // namespace bind
} // namespace edi
