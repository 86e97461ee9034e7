#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void look(Report& report, edi::Claim const& claim, edi::Range range, edi::LoopId loop, std::uint32_t line) {
    for (edi::Attachment const& attachment : edi::Claim::part(claim.attachments, range)) {
        if (attachment.control_number.present() || !is_one_of(attachment.transmission.text, {"BM", "EL", "EM", "FT", "FX"})) continue;
        report.add(attachment.control_number.place, loop, line, {}, [&](Message& m) {
            m << "the attachment is sent by " << attachment.transmission.text << ", and PWK06 has no control number to find it by";
        });
    }
}

void check(ClaimFacts const& facts, Report& report) {
    edi::Claim const& claim = facts.claim;
    look(report, claim, claim.own_attachments, edi::LoopId::L2300, 0);
    std::uint32_t number = 0;
    for (edi::ServiceLine const& line : claim.lines) look(report, claim, line.attachments, edi::LoopId::L2400, ++number);
}

} // namespace

extern Rule const attachment_control_number_missing;
constinit Rule const attachment_control_number_missing{
    .id = "N308",
    .name = "attachment-control-number-missing",
    .snip = 4,
    .title = "Attachment without control number",
    .explanation = "PWK02 says that a document comes apart from the claim: by mail (BM), electronically (EL), by e-mail (EM), as a "
                   "file (FT) or by fax (FX). Only the control number that stands on the document, PWK06 with AC in PWK05, brings "
                   "the two together.",
    .help = "Send AC in PWK05 and the number of the document in PWK06, or say AA in PWK02 if it is only available on "
            "request.",
    .claim_status = {"A6:489"},
    .source = "837 2300 and 2400 PWK06: required with PWK02 BM, EL, EM, FT, FX; published clearinghouse edit; claim status 489 "
              "attachment control number",
    .fires = {"837p-clean.edi", "REF*G1*PA20261001~", "PWK*OZ*BM~\nREF*G1*PA20261001~"},
    .passes = {"837p-clean.edi", "REF*G1*PA20261001~", "PWK*OZ*BM***AC*DOC77~\nREF*G1*PA20261001~"},
    .needs = trait::circumstances,
    .check = check,
};

} // namespace rules
