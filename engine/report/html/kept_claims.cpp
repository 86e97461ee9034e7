#include "engine/report/html/kept_claims.hpp"

#include <algorithm>
#include <span>

namespace engine::report::html {
namespace {

constexpr std::size_t overhead = 200; // bytes of a finding or a segment beside its text, in the page

KeptFinding keep(NotedFinding const& finding, Notes const& notes) {
    KeptFinding kept;
    kept.rule = finding.rule;
    kept.severity = finding.severity;
    kept.line = finding.line;
    kept.day = finding.day;
    kept.message = std::string_view(notes.messages).substr(finding.message_begin, finding.message_end - finding.message_begin);
    kept.waived = finding.waiver != nullptr;
    if (kept.waived)
        kept.message.append(" (")
            .append(rules::severity_name(kept.severity))
            .append(", waived by ")
            .append(words(*finding.waiver))
            .append(")");
    kept.place = finding.place;
    kept.related.assign(notes.related.begin() + finding.related_begin, notes.related.begin() + finding.related_end);
    return kept;
}

KeptClaim keep(NotedClaim const& claim, Notes const& notes, std::size_t most_findings) {
    KeptClaim kept;
    kept.input = claim.scope->input;
    if (claim.scope->interchange) {
        kept.interchange = claim.scope->interchange->control_number;
        kept.delimiters = claim.scope->interchange->delimiters;
    }
    if (claim.scope->group) kept.group = claim.scope->group->control_number;
    if (claim.scope->set) kept.set = claim.scope->set->control_number;
    kept.claim_no = claim.claim_no;
    kept.claim = claim.claim;
    kept.payer = claim.payer;
    kept.provider = claim.provider;
    kept.charge = claim.charge;
    kept.charge_known = claim.charge_known;
    kept.accepted = claim.accepted;
    kept.lines = claim.lines;
    for (std::uint32_t i = claim.segments_begin; i < claim.segments_end; ++i) {
        NotedSegment const& segment = notes.segments[i];
        kept.segments.push_back({segment.number, segment.loop, std::string(segment.text)});
        kept.bytes += segment.text.size() + overhead / 4;
    }
    kept.segments_left_out = claim.segments_left_out;
    std::size_t const found = claim.findings_end - claim.findings_begin, told = std::min(found, most_findings);
    for (NotedFinding const& finding : std::span(notes.findings).subspan(claim.findings_begin, told)) {
        KeptFinding const& kept_finding = kept.findings.emplace_back(keep(finding, notes));
        kept.bytes += kept_finding.message.size() + overhead + kept_finding.related.size() * overhead / 16;
    }
    kept.findings_left_out = found - told;
    return kept;
}

} // namespace

void KeptClaims::add(NotedClaim const& claim, std::uint64_t rank, Notes const& notes) {
    if (quota_ && rank >= *quota_) return;
    std::uint64_t const number = next_++;
    KeptClaim const& kept = claims_.emplace(number, keep(claim, notes, room_.findings_of_claim)).first->second;
    ranks_.emplace(rank, number);
    findings_ += kept.findings.size();
    bytes_ += kept.bytes;
    if (findings_ > room_.findings || bytes_ > room_.bytes) make_room();
}

// All of one rank go together, so that what stays can be said in one number.
void KeptClaims::make_room() {
    while (!ranks_.empty() && (findings_ > room_.findings || bytes_ > room_.bytes)) {
        quota_ = std::prev(ranks_.end())->first;
        for (auto first = ranks_.lower_bound({*quota_, 0}); first != ranks_.end(); first = ranks_.erase(first)) {
            auto const gone = claims_.find(first->second);
            findings_ -= gone->second.findings.size();
            bytes_ -= gone->second.bytes;
            claims_.erase(gone);
        }
    }
}

void KeptClaims::close(Around closed, bool rejected) {
    std::uint64_t& opened = opened_[static_cast<std::size_t>(closed)];
    if (rejected)
        for (auto claim = claims_.lower_bound(opened); claim != claims_.end(); ++claim) claim->second.accepted = false;
    opened = next_;
}

} // namespace engine::report::html
