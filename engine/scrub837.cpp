#include "engine/scrub837.hpp"

#include <map>
#include <optional>
#include <utility>
#include <variant>

#include "engine/read/memory_file.hpp"
#include "engine/run.hpp"
#include "engine/today.hpp"

namespace scrub837 {

struct Policy::Content {
    rules::Policy policy;
};

namespace {

std::string decimal_text(edi::Quantity const& quantity) {
    if (!quantity.ok()) return {};
    char text[24];
    return {text, edi::write_decimal(text, quantity.value)};
}

std::string day_text(edi::Day day) {
    char text[10];
    return {text, edi::write_iso_day(text, day)};
}

Place place_of(engine::report::Location const& from) {
    return {.loop = std::string(from.loop),
            .segment = std::string(from.segment),
            .segment_no = from.segment_no,
            .element = from.element,
            .component = from.component,
            .offset = from.offset,
            .length = from.length};
}

Line line_of(rules::ClaimFacts const& facts, std::size_t i) {
    edi::ServiceLine const& from = facts.claim.lines[i];
    rules::LineFacts const& known = facts.lines[i];
    Line line;
    line.code = from.procedure.text;
    for (edi::Field const& modifier : from.modifiers)
        if (modifier.present()) line.modifiers.emplace_back(modifier.text);
    line.revenue_code = from.revenue_code.text;
    line.charge_cents = from.charge.cents;
    line.charge_known = from.charge.ok();
    line.units = decimal_text(from.units);
    line.unit_basis = from.unit_basis.text;
    if (from.service_date.ok()) {
        line.from = day_text(from.service_date.from);
        line.through = day_text(from.service_date.through);
    }
    line.ndc = from.drug.id.text;
    line.quantity = decimal_text(from.drug.quantity);
    line.measure = from.drug.unit.text;
    if (rules::Drug const* drug = known.drug ? known.drug : known.dosed) line.substance = drug->substance;
    return line;
}

/// Makes the values of a result from what the run finds, block by block.
class ResultMaker final : public engine::check::FindingSink {
public:
    ResultMaker(Result& result, Options const& options) : result_(&result), options_(&options) {}

    void item(std::size_t index) override {
        if (index == 0) forget_block();
    }

    void claim(engine::report::Heading const& heading, rules::ClaimFacts const& facts,
               std::span<engine::report::FindingView const> findings) override {
        edi::Claim const& from = facts.claim;
        Claim& claim = result_->claims.emplace_back();
        claim.control_number = from.control_number.text;
        claim.institutional = from.guide == edi::GuideId::institutional;
        claim.charge_cents = from.charge.cents;
        claim.charge_known = from.charge.ok();
        claim.accepted = heading.accepted;
        claim.billing_npi = from.billing_provider->name.id.text;
        claim.payer_id = from.subscriber->payer.id.text;
        claim.payer = from.subscriber->payer.last_name.text;
        claim.member_id = from.subscriber->name.id.text;
        claim.number = heading.claim_no;
        engine::Scope const& scope = *heading.scope;
        claim.interchange = scope.interchange->control_number;
        if (scope.group) claim.group = scope.group->control_number;
        claim.set = scope.set->control_number;
        claim.lines.reserve(from.lines.size());
        for (std::size_t i = 0; i < from.lines.size(); ++i) claim.lines.push_back(line_of(facts, i));
        scopes_.push_back(scope);
        for (auto const& finding : findings) add(finding, result_->claims.size() - 1);
    }

    void outside(std::span<engine::report::FindingView const> findings) override {
        for (auto const& finding : findings) add(finding, Finding::no_claim);
    }

    /// The block at hand will not come again.
    void settle() {
        claims_before_ = result_->claims.size();
        findings_before_ = result_->findings.size();
        not_told_before_ = result_->not_told;
    }

    /// What is complete rejects the claims in it, or leaves them as they are. Claims of one scope stand together.
    void close(engine::Scope const& scope, engine::read::ScopeLevel level, bool rejected) {
        using engine::read::ScopeLevel;
        if (level == ScopeLevel::input) { // there is one
            for (Claim& claim : result_->claims) claim.accepted = claim.accepted && !rejected;
            return;
        }
        std::size_t& next = level == ScopeLevel::set ? next_set_ : level == ScopeLevel::group ? next_group_ : next_interchange_;
        auto const inside = [&](engine::Scope const& of) {
            return level == ScopeLevel::set     ? of.set == scope.set
                   : level == ScopeLevel::group ? of.group == scope.group
                                                : of.interchange == scope.interchange;
        };
        // What stands outside of groups is closed with its set and its interchange only.
        while (level == ScopeLevel::group && next < scopes_.size() && !scopes_[next].group) ++next;
        for (; next < scopes_.size() && inside(scopes_[next]); ++next)
            if (rejected) result_->claims[next].accepted = false;
    }

private:
    void forget_block() {
        result_->claims.resize(claims_before_);
        result_->findings.resize(findings_before_);
        result_->not_told = not_told_before_;
        scopes_.resize(claims_before_);
    }

    void add(engine::report::FindingView const& from, std::size_t claim) {
        if (result_->findings.size() >= options_->most_findings) {
            ++result_->not_told;
            return;
        }
        Finding& finding = result_->findings.emplace_back();
        finding.rule = from.rule->id;
        finding.name = from.rule->name;
        finding.severity = static_cast<Severity>(from.severity);
        finding.message = from.message;
        finding.help = from.rule->help;
        finding.claim = claim;
        finding.line = from.line;
        finding.place = place_of(from.location);
        for (auto const& related : from.related) finding.related.push_back(place_of(related));
        finding.policy = from.policy;
    }

    Result* result_;
    Options const* options_;
    std::vector<engine::Scope> scopes_; ///< of each claim
    std::size_t claims_before_ = 0, findings_before_ = 0;
    std::uint64_t not_told_before_ = 0;
    std::size_t next_set_ = 0, next_group_ = 0, next_interchange_ = 0; ///< claims whose scope is not closed yet
};

static_assert(static_cast<int>(Severity::error) == static_cast<int>(rules::Severity::error) &&
              static_cast<int>(Severity::advice) == static_cast<int>(rules::Severity::advice));

Totals totals_of(engine::Tally const& tally) {
    return {.claims = tally.claims,
            .accepted = tally.accepted,
            .rejected = tally.rejected,
            .lines = tally.lines,
            .drug_lines = tally.drug_lines,
            .accepted_cents = tally.charges_accepted,
            .rejected_cents = tally.charges_rejected,
            .errors = tally.errors,
            .warnings = tally.warnings,
            .advice = tally.advice};
}

edi::Day day_of(std::string const& text) {
    if (text.empty()) return engine::today();
    auto const day = edi::read_iso_day(text);
    if (day.reading != edi::Reading::ok) throw std::invalid_argument("Options::processed is not a day: write it as YYYY-MM-DD");
    return day.day;
}

} // namespace

std::string version() {
    return SCRUB837_VERSION;
}

char const* name_of(Severity severity) {
    return rules::severity_name(static_cast<rules::Severity>(severity)).data(); // literals
}

Policy Policy::load(std::vector<std::string> const& names) {
    auto loaded = rules::load_policies(names);
    if (auto const* wrong = std::get_if<rules::PolicyError>(&loaded))
        throw PolicyError(wrong->file + (wrong->line ? ":" + std::to_string(wrong->line) : std::string()) + ": " + wrong->message);
    return Policy(std::make_shared<Content const>(Content{std::get<rules::Policy>(std::move(loaded))}));
}

std::string Policy::name() const {
    return std::string(content_->policy.name());
}

Result check(std::string_view bytes, Policy const& policy, Options const& options) {
    constexpr std::uint32_t largest_control_number = 999'999'999; // ISA13 has nine digits
    if (options.control_number < 1 || options.control_number > largest_control_number)
        throw std::invalid_argument("Options::control_number is not from 1 to 999999999");
    edi::Day const processed = day_of(options.processed);
    engine::read::MemoryFile const file(bytes);
    if (!file.whole()) throw std::runtime_error("no memory for a file of " + std::to_string(bytes.size()) + " bytes");

    Result result;
    ResultMaker maker(result, options);
    std::map<std::string, std::string> outputs;
    engine::RunOptions run;
    run.inputs = {{.path = file.path(), .name = "input"}};
    run.threads = 1;
    if (!options.compare_claims) run.cross_claim_memory = 0;
    run.sink = &maker;
    run.progress = [&](auto const&) { maker.settle(); };
    run.writer.memory = &outputs;
    run.writer.page = false;
    run.writer.processed = processed;
    run.writer.control_number = options.control_number;
    run.writer.closed = [&](engine::Scope const& scope, engine::read::ScopeLevel level, bool rejected) {
        maker.close(scope, level, rejected);
    };
    engine::RunResult const ended = engine::run(policy.content().policy, std::move(run));
    if (!ended.error.empty()) throw std::runtime_error(ended.error);

    for (engine::report::InputSummary const& input : ended.summary.inputs) {
        result.readable = input.readable;
        result.reason = input.reason;
    }
    result.totals = totals_of(ended.summary.totals);
    result.ta1 = std::move(outputs["input.ta1.edi"]);
    result.ack_999 = std::move(outputs["input.999.edi"]);
    result.ack_277ca = std::move(outputs["input.277ca.edi"]);
    return result;
}

} // namespace scrub837
