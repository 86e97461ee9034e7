#include <algorithm>

#include "rules/data_in_force.hpp"
#include "rules/payers/demands.hpp"

namespace rules {

namespace {

bool is_announced(edi::Claim const& claim, edi::Range attachments, WantedDocument const& document) {
    auto const list = edi::Claim::part(claim.attachments, attachments);
    return std::any_of(list.begin(), list.end(), [&](edi::Attachment const& attachment) {
        return std::find(document.types.begin(), document.types.end(), attachment.type.text) != document.types.end();
    });
}

void check(ClaimFacts const& facts, Report& report) {
    edi::Claim const& claim = facts.claim;
    for (std::uint32_t const i : facts.drug_lines) {
        edi::ServiceLine const& line = claim.lines[i];
        PayerProfile const* const payer = facts.policy.sections().payers.of(claim, facts.lines[i].looked_up());
        if (!payer || !payer->is_about(facts.lines[i].drug->code)) continue;
        for (WantedDocument const& document : payer->documents) {
            if (is_announced(claim, claim.own_attachments, document) || is_announced(claim, line.attachments, document)) continue;
            report.at_most(document.severity).add(line.procedure.place, edi::LoopId::L2400, i + 1, {}, [&](Message& m) {
                m << "a payer of kind \"" << payer->name << "\" wants with " << line.procedure.text << ": " << document.name
                  << ". No PWK announces it (PWK01";
                for (std::string const& type : document.types) m << ' ' << type;
                m << ')';
            });
        }
    }
}

} // namespace

extern Rule const document_not_announced;
constinit Rule const document_not_announced{
    .id = "P204",
    .name = "document-not-announced",
    .snip = 7,
    .title = "Paper that the payer wants with the drug is not announced",
    .explanation =
        "The policy's profile of this payer lists papers it wants with a drug: records, a consent, a certificate. An 837 announces a paper "
        "in PWK: its type (PWK01), and how it comes (PWK02, AA where it is held ready). No PWK of the claim or the line has the type.",
    .help = "Announce the paper in PWK; PWK02 AA says that it is available on request.",
    .claim_status = {"A6:489"},
    .source = "policy [[payer]] document; 837 2300 and 2400 PWK; the mission: consent and records where required",
    .fires = {"837p-payer-demands.edi", "", ""},
    .passes = {"837p-clean.edi", "", ""},
    .stands_on_policy = true,
    .data = show_payers,
    .needs = trait::drug_lines,
    .check = check,
};

} // namespace rules
