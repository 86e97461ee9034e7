// Runs the rules over text: segments -> cursor -> claims -> findings, as the engine does it for a piece.
#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "edi/claim/claim_reader.hpp"
#include "edi/loops/cursor.hpp"
#include "rules/judge.hpp"
#include "rules/policy.hpp"
#include "rules/registry.hpp"
#include "tests/edi/sample_sets.hpp"

namespace rules_test {

/// A finding as text, with the bytes that its place names.
struct Found {
    std::string claim, rule, message, at;
    rules::Severity severity{};
    std::uint32_t line = 0;
    std::size_t related = 0;
};

inline rules::Policy policy(std::vector<std::string> const& names) {
    auto loaded = rules::load_policies(names);
    if (auto const* error = std::get_if<rules::PolicyError>(&loaded))
        FAIL(error->file << ':' << error->line << ':' << error->column << ": " << error->message);
    return std::get<rules::Policy>(std::move(loaded));
}

inline rules::Policy const& default_policy() {
    static rules::Policy const loaded = policy({});
    return loaded;
}
inline rules::Policy const& cms_policy() {
    static rules::Policy const loaded = policy({"cms"});
    return loaded;
}

/// The default policy with `lines` laid over it.
inline rules::Policy policy_with(std::string_view lines) {
    auto texts = std::get<std::vector<rules::PolicyText>>(rules::policy_texts({}));
    texts.push_back({"lines", "id = \"lines\"\nversion = \"1\"\ntitle = \"lines of a test\"\n" + std::string(lines)});
    auto loaded = rules::layer_policies(texts);
    if (auto const* error = std::get_if<rules::PolicyError>(&loaded)) FAIL(error->file << ':' << error->line << ": " << error->message);
    return std::get<rules::Policy>(std::move(loaded));
}

/// The default, but payers demand nothing: what a claim lacks of their demands is no fault of its own.
inline rules::Policy const& undemanding_policy() {
    static rules::Policy const loaded =
        policy_with("[[payer]]\nname = \"commercial\"\nfiling_codes = [\"CI\", \"HM\"]\nsource = \"a test\"\n"
                    "[[payer]]\nname = \"Medicare\"\nfiling_codes = [\"MA\", \"MB\"]\nsource = \"a test\"\n");
    return loaded;
}

class Visitor : public edi::ClaimVisitor {
public:
    Visitor(edi::SegmentTable const& segments, rules::Policy const& policy, std::vector<Found>& found)
        : segments_(&segments), judge_(policy), found_(&found) {}

    void visit(edi::Claim const& claim) override {
        ++claims;
        findings_.clear();
        judge_.judge(claim, findings_);
        drug_lines += judge_.drug_lines();
        for (rules::Finding const& finding : findings_.list) {
            Found one{std::string(claim.control_number.text),
                      std::string(finding.rule->id),
                      std::string(findings_.message(finding)),
                      {},
                      finding.severity,
                      finding.line,
                      0};
            if (finding.place.known()) one.at = segments_->at(finding.place);
            for (rules::Related const& other : findings_.related_to(finding)) one.related += other.place != finding.place;
            found_->push_back(one);
        }
    }
    std::uint32_t claims = 0, drug_lines = 0;

private:
    edi::SegmentTable const* segments_;
    rules::Judge judge_;
    rules::Findings findings_;
    std::vector<Found>* found_;
};

struct Judged {
    std::vector<Found> found;
    std::uint32_t claims = 0, drug_lines = 0;

    std::size_t count(std::string_view rule) const {
        std::size_t n = 0;
        for (Found const& one : found) n += one.rule == rule;
        return n;
    }
    /// The first finding of a rule; an empty one when there is none.
    Found first(std::string_view rule) const {
        for (Found const& one : found)
            if (one.rule == rule) return one;
        return {};
    }
    /// "C101 U105": the rules in order of report.
    std::string rules() const {
        std::string list;
        for (Found const& one : found) list += (list.empty() ? "" : " ") + one.rule;
        return list;
    }
};

/// Judges one set, ST to SE.
inline void judge_set(std::string_view text, edi::Delimiters const& delimiters, edi::GuideId guide, rules::Policy const& policy,
                      Judged& judged) {
    edi::SegmentTable segments;
    segments.assign(text, delimiters);
    std::vector<edi::PlacedSegment> placed;
    std::vector<edi::Fault> faults;
    edi::Cursor().place(edi::guide(guide), segments, {}, {}, placed, faults);
    Visitor visitor(segments, policy, judged.found);
    edi::ClaimReader().read(guide, segments, placed, visitor);
    judged.claims += visitor.claims;
    judged.drug_lines += visitor.drug_lines;
}

/// Judges all sets of a file's text.
inline Judged judge_file(std::string_view text, rules::Policy const& policy = default_policy()) {
    Judged judged;
    for (auto at = edi::find_isa(text); at != std::string_view::npos;) {
        auto const next = edi::find_isa(text, at + 3);
        auto const interchange = text.substr(at, next == std::string_view::npos ? next : next - at);
        std::vector<edi_test::SampleSet> sets;
        if (auto const isa = edi::read_isa(interchange); isa.readable()) edi_test::add_sets("", interchange, isa.delimiters, sets);
        for (auto const& set : sets) judge_set(set.text, set.delimiters, set.guide, policy, judged);
        at = next;
    }
    return judged;
}

inline std::string sample(std::string_view name) {
    auto const path = std::filesystem::path(SCRUB837_SOURCE_DIR) / "samples" / name;
    auto const text = edi_test::file_text(path);
    REQUIRE_MESSAGE(!text.empty(), path.string());
    return text;
}

/// `text` with the first `what` replaced; fails the test when it is not there.
inline std::string with(std::string text, std::string_view what, std::string_view replacement) {
    auto const at = text.find(what);
    REQUIRE_MESSAGE(at != std::string::npos, std::string(what));
    return text.replace(at, what.size(), replacement);
}

/// The text of claims that tests write: a set of one subscriber with `claims` (CLM and below) behind its levels.
struct Levels {
    std::string sequence = "P"; ///< SBR01 of 2000B
    bool institutional = false;
    std::string filing_code = "ZZ"; ///< SBR09: a payer of whom no policy knows anything
};
inline Judged judge_claims(std::string const& claims, Levels const& levels = {}, rules::Policy const& policy = default_policy()) {
    std::string const version = levels.institutional ? "005010X223A2" : "005010X222A1";
    std::string const text =
        "ST*837*0001*" + version +
        "~BHT*0019*00*T1*20261102*0915*CH~NM1*41*2*SENDER*****46*S1~PER*IC*DESK*TE*2175550100~NM1*40*2*RECEIVER*****46*R1~"
        "HL*1**20*1~NM1*85*2*CLINIC*****XX*1300200015~N3*1 ROAD~N4*SPRINGFIELD*IL*627010410~REF*EI*990000101~HL*2*1*22*0~SBR*" +
        levels.sequence + "*18*******" + levels.filing_code +
        "~NM1*IL*1*PERSON*ANY****MI*ID1~N3*1 ROAD~N4*SPRINGFIELD*IL*627010410~DMG*D8*19700101*F~"
        "NM1*PR*2*PAYER*****PI*DEST~" +
        claims + "SE*1*0001~";
    Judged judged;
    judge_set(text, {}, levels.institutional ? edi::GuideId::institutional : edi::GuideId::professional, policy, judged);
    return judged;
}

/// A professional claim with a diagnosis and a rendering provider; `charge` as in CLM02.
inline std::string claim(std::string const& charge, std::string const& rest) {
    return "CLM*T1*" + charge + "***11:B:1*Y*A*Y*Y~HI*ABK:I82401~NM1*82*1*CARER*KIM****XX*1550218733~" + rest;
}

} // namespace rules_test
