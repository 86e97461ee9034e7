#include "rules/data_in_force.hpp"
#include "rules/finding.hpp"
#include "rules/payers/filing_time.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Claim const& claim = facts.claim;
    if (claim.delay_reason.present() || claim.frequency.text == "7" || claim.frequency.text == "8") return;
    auto const service = first_service(facts.claim);
    if (!service) return;
    PayerProfile const* const payer = facts.policy.sections().payers.of(claim, facts.policy.day_in_force(service->day));
    if (!payer || !payer->timely_filing) return;
    auto const sent = edi::read_day(claim.header->date.text);
    std::int64_t const days = sent.day.number - service->day.number;
    if (sent.reading != edi::Reading::ok || days <= payer->timely_filing_days) return;
    report.at_most(*payer->timely_filing).add(service->place, service->loop, service->line, {claim.header->date.place}, [&](Message& m) {
        m << "the service of " << service->day << " was " << days << " days old when the claim was sent on " << sent.day
          << "; a payer of kind \"" << payer->name << "\" takes claims for " << payer->timely_filing_days
          << " days, and CLM20 gives no reason for the delay";
    });
}

} // namespace

extern Rule const filed_late;
constinit Rule const filed_late{
    .id = "P301",
    .name = "filed-late",
    .snip = 7,
    .title = "Claim sent after the payer's time for filing",
    .explanation =
        "A payer takes claims for a certain time after the service: by its contract, or by law. Between the oldest service of the claim "
        "(of an 837I the last day of the statement) and the day on which the set was made (BHT04) there are more days than the policy's "
        "profile of this payer allows, and no reason for the delay is given (CLM20). Replacements and cancellations have times of their "
        "own and are not looked at.",
    .help = "Give the reason for the delay in CLM20 where one applies; otherwise the payer will deny the claim.",
    .claim_status = {"A7:718"},
    .source = "policy [[payer]] timely_filing_days; 837 2300 CLM20; claim status 718; a year for Medicare is general knowledge",
    .fires = {"837p-payer-demands.edi", "", ""},
    .passes = {"837p-clean.edi", "", ""},
    .stands_on_policy = true,
    .data = show_payers,
    .needs = trait::old_service,
    .check = check,
};

} // namespace rules
