#include "engine/report/html/page.hpp"
#include "engine/mask/hidden_text.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/report/answers_text.hpp"
#include "engine/report/counted.hpp"
#include "engine/report/html/charts.hpp"
#include "engine/report/html/html_text.hpp"
#include "engine/report/html/page_texts.hpp"
#include "engine/report/html/shown_claims.hpp"
#include "engine/report/waived_text.hpp"
#include "rules/sha256.hpp"

namespace engine::report::html {
namespace {

constexpr std::size_t charted_rules = 10;
constexpr std::size_t listed_parties = 200;
constexpr std::size_t listed_inputs = 1'000;

// ---- words and numbers ---------------------------------------------------------------------------------------------------------

std::string_view text_of(std::string_view name) {
    for (PageText const& each : page_texts())
        if (each.name == name) return each.text;
    return {};
}

/// "1,234 claims"
std::string many(std::uint64_t number, std::string_view noun) {
    std::string text = grouped(number).append(" ").append(noun);
    if (number != 1) text.push_back('s');
    return text;
}

/// "$12.50"
std::string money(std::int64_t cents) {
    std::string const text = dollars(cents);
    return text.front() == '-' ? "-$" + text.substr(1) : "$" + text;
}

std::uint64_t size_of(std::int64_t cents) {
    return cents > 0 ? static_cast<std::uint64_t>(cents) : 0;
}

std::int64_t minus(std::int64_t a, std::int64_t b) {
    Tally::add(a, b == INT64_MIN ? INT64_MAX : -b);
    return a;
}

/// The hash that a content security policy has: base64 of the SHA-256.
std::string policy_hash(std::string_view text) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string const hex = rules::sha256(text);
    auto const bit_group = [&](std::size_t from) { // six bits of the hash
        unsigned value = 0;
        for (std::size_t bit = from; bit < from + 6; ++bit) {
            char const c = bit / 4 < hex.size() ? hex[bit / 4] : '0';
            unsigned const nibble = static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10);
            value = value << 1 | (nibble >> (3 - bit % 4) & 1);
        }
        return value;
    };
    std::string out;
    for (std::size_t bit = 0; bit < hex.size() * 4; bit += 6) out.push_back(digits[bit_group(bit)]);
    out.append((4 - out.size() % 4) % 4, '=');
    return out;
}

// ---- cells of tables -----------------------------------------------------------------------------------------------------------

void count_cell(std::uint64_t number, std::string& out) {
    out.append("<td class=\"n\" data-sort=\"").append(std::to_string(number)).append("\">").append(grouped(number)).append("</td>");
}
void signed_cell(std::int64_t number, std::string& out) {
    out.append("<td class=\"n\" data-sort=\"").append(std::to_string(number)).append("\">").append(grouped_signed(number)).append("</td>");
}
void money_cell(std::int64_t cents, std::string& out) {
    out.append("<td class=\"n\" data-sort=\"").append(std::to_string(cents)).append("\">").append(dollars(cents)).append("</td>");
}
void bar_cell(std::initializer_list<BarPart> parts, std::string& out) {
    out.append("<td class=\"bar\">");
    append_bar(parts, out);
    out.append("</td>");
}

/// The head of a table whose columns are sorted by a click; `columns` are titles, those that begin with '#' are of numbers, an empty one is not sorted by.
void table_head(std::string_view attributes, std::initializer_list<std::string_view> columns, std::string& out) {
    out.append("<div class=\"wide\"><table ").append(attributes).append("><thead><tr>");
    for (std::string_view const column : columns) {
        bool const number = column.starts_with('#');
        if (column.empty())
            out.append("<td data-still></td>");
        else
            out.append("<th scope=\"col\"").append(number ? " class=\"n\">" : ">").append(column.substr(number ? 1 : 0)).append("</th>");
    }
    out.append("</tr></thead>");
}

std::string_view colour_of(BySeverity const& findings) {
    return findings[0] > 0 ? "f-bad" : findings[1] > 0 ? "f-warn" : "f-advice";
}

std::string rule_link(rules::Rule const& rule) {
    return "<a href=\"#findings\" data-rule=\"" + html(rule.id) + "\"><span class=\"code\">" + html(rule.id) + "</span> " +
           html(rule.name) + "</a>";
}

// ---- the page ------------------------------------------------------------------------------------------------------------------

class Page {
public:
    Page(RunSummary const& run, RunFigures const& figures, PageOptions options)
        : run_(run), figures_(figures), totals_(run.totals), options_(options), rules_(figures.rules()) {}

    void write(std::function<void(std::string_view)> const& put) const;

private:
    std::string title() const;
    std::string lede() const;
    std::string callouts() const;
    void callout_unreadable(std::string& out) const;
    void callout_notices(std::string& out) const;
    void callout_limits(std::string& out) const;
    void callout_waived(std::string& out) const;
    std::string figures() const;
    std::string reasons() const;
    std::string rules() const;
    void rule_chart(std::string_view title, bool by_charges, std::string& out) const;
    void rule_table(std::string& out) const;
    std::string parties() const;
    void drug_chart(std::string& out) const;
    std::string drugs() const;
    std::string days() const;
    std::string findings() const;
    std::string origin() const;

    RunSummary const& run_;
    RunFigures const& figures_;
    Tally const& totals_;
    PageOptions options_;
    std::vector<RuleFigures> rules_;
};

std::string Page::title() const {
    return "Claim check: " + many(totals_.claims, "claim") + ", " + grouped(totals_.rejected) + " rejected";
}

std::string Page::lede() const {
    std::string out;
    std::string const inputs = many(run_.inputs.size(), "input");
    if (totals_.claims == 0) return "No claims in " + inputs + ".";
    out.append("<b>").append(many(totals_.claims, "claim")).append("</b> in ").append(inputs).append(": ");
    if (totals_.rejected == 0) return out.append("all are accepted, ").append(money(totals_.charges_total())).append(" charged.");
    if (totals_.accepted == 0) return out.append("all go back, with ").append(money(totals_.charges_total())).append(" charged.");
    out.append(grouped(totals_.accepted)).append(" accepted, <b>").append(grouped(totals_.rejected));
    out.append(totals_.rejected == 1 ? " goes back</b>" : " go back</b>").append(" with ").append(money(totals_.charges_rejected));
    return out.append(" of the ").append(money(totals_.charges_total())).append(" charged.");
}

// ---- what must be known before anything else -----------------------------------------------------------------------------------

void Page::callout_unreadable(std::string& out) const {
    std::size_t const unreadable = static_cast<std::size_t>(
        std::count_if(run_.inputs.begin(), run_.inputs.end(), [](InputSummary const& input) { return !input.readable; }));
    if (unreadable == 0) return;
    constexpr std::size_t most = 20;
    out.append("<div class=\"callout bad\"><p><b>").append(many(unreadable, "input"));
    out.append(" could not be read.</b> What else came was checked.</p><ul>");
    std::size_t named = 0;
    for (InputSummary const& input : run_.inputs) {
        if (input.readable || named == most) continue;
        ++named;
        out.append("<li>").append(html(input.path)).append(": ").append(html(input.reason)).append("</li>");
    }
    if (unreadable > most) out.append("<li>").append(grouped(unreadable - most)).append(" more are named in summary.txt</li>");
    out.append("</ul></div>");
}

void Page::callout_notices(std::string& out) const {
    if (run_.notices.empty()) return;
    std::string codes;
    for (rules::Notice const& notice : run_.notices)
        if (!notice.code.empty()) codes.append(codes.empty() ? "" : ", ").append(html(notice.code));
    out.append("<div class=\"callout warn\" id=\"notices\"><details><summary><b>Policy and code set disagree</b>");
    if (!codes.empty()) out.append(" on ").append(codes);
    out.append(". Read this before claims go to a payer who follows CMS.</summary><ul>");
    for (rules::Notice const& notice : run_.notices) {
        out.append("<li>");
        if (!notice.code.empty()) out.append("<b>").append(html(notice.code)).append("</b>: ");
        out.append(html(notice.text));
        if (!notice.source.empty()) out.append(" <span class=\"of\">(").append(html(notice.source)).append(")</span>");
        out.append("</li>");
    }
    out.append("</ul></details></div>");
}

void Page::callout_waived(std::string& out) const {
    if (!run_.waived) return;
    std::string text;
    append_waived(*run_.waived, totals_, text);
    out.append("<div class=\"callout warn\" id=\"waived\"><details open><summary><b>").append(many(totals_.waived, "finding"));
    out.append(totals_.waived == 1 ? " is" : " are")
        .append(" waived.</b> Somebody answers for what is wrong; it rejects nothing and is in no figure below.</summary><ul>");
    std::string_view rest = text;
    for (std::size_t end; (end = rest.find('\n')) != std::string_view::npos; rest.remove_prefix(end + 1))
        out.append("<li>").append(html(rest.substr(0, end))).append("</li>");
    out.append("</ul></details></div>");
}

void Page::callout_limits(std::string& out) const {
    if (run_.masked)
        out.append("<div class=\"callout\"><p><b>Nobody is named here.</b> Names, ids, birth dates, addresses and free text are hidden "
                   "(--mask); parties whose names are hidden may look alike.</p></div>");
    if (!run_.snip.all())
        out.append("<div class=\"callout warn\"><p><b>Limited to SNIP types ")
            .append(html(run_.snip.text()))
            .append(".</b> Rules of other types were switched off (--snip): claims are accepted whatever these would say.</p></div>");
    if (run_.compared && !run_.compared->ended_in.empty())
        out.append("<div class=\"callout warn\"><p><b>Not all claims were compared with each other.</b> The tables were full at claim ")
            .append(grouped(run_.compared->ended_at))
            .append(" of ")
            .append(html(run_.compared->ended_in))
            .append("; ")
            .append(many(run_.compared->not_compared, "claim"))
            .append(" behind it had no comparison (--cross-claim-memory).</p></div>");
    callout_waived(out);
    if (run_.answered.answers == 0) return;
    std::string answers;
    append_answers(run_.answered, answers);
    out.append("<div class=\"callout\"><p><b>Received acknowledgements.</b> What they say is in the reports of their inputs and in "
               "answers.jsonl.</p><ul>");
    std::string_view rest = answers;
    for (std::size_t end; (end = rest.find('\n')) != std::string_view::npos; rest.remove_prefix(end + 1))
        out.append("<li>").append(html(rest.substr(0, end))).append("</li>");
    out.append("</ul></div>");
}

std::string Page::callouts() const {
    std::string out;
    callout_unreadable(out);
    callout_notices(out);
    callout_limits(out);
    return out;
}

// ---- totals --------------------------------------------------------------------------------------------------------------------

struct FigurePart {
    std::string_view colour; ///< "good", "bad", "warn", "advice", "none"
    std::string_view name;
    std::string value;
    unsigned thousandths = 0;
};

void append_figure(std::string_view id, std::string_view title, std::string_view big, std::initializer_list<FigurePart> parts, bool shares,
                   std::string& out) {
    out.append("<div class=\"figure\" id=\"")
        .append(id)
        .append("\"><h2>")
        .append(title)
        .append("</h2><p class=\"big\">")
        .append(big)
        .append("</p>");
    if (shares) {
        std::string bar =
            "<svg width=\"100%\" height=\"10\" aria-hidden=\"true\"><rect class=\"f-sunk\" width=\"100%\" height=\"10\" rx=\"2\"/>";
        unsigned at = 0;
        for (FigurePart const& part : parts) {
            bar.append("<rect class=\"f-").append(part.colour).append("\" x=\"").append(percent(at)).append("\" width=\"");
            bar.append(percent(std::min(part.thousandths, 1000 - at))).append("\" height=\"10\"/>");
            at = std::min(at + part.thousandths, 1000u);
        }
        out.append(bar).append("</svg>");
    }
    out.append("<dl>");
    for (FigurePart const& part : parts) {
        out.append("<dt class=\"k-").append(part.colour).append("\">").append(part.name);
        if (shares) out.append(" <span class=\"share\">").append(percent(part.thousandths)).append("</span>");
        out.append("</dt><dd>").append(part.value).append("</dd>");
    }
    out.append("</dl></div>");
}

std::string Page::figures() const {
    Tally const& t = totals_;
    std::uint64_t const found = t.errors + t.warnings + t.advice;
    unsigned const rejected = thousandths(t.rejected, t.claims), accepted = t.accepted > 0 ? 1000 - rejected : 0;
    std::uint64_t const charges = size_of(t.charges_total());
    unsigned const back = thousandths(size_of(t.charges_rejected), charges), on = t.charges_accepted > 0 ? 1000 - back : 0;
    unsigned const warnings = thousandths(t.warnings, found), advice = thousandths(t.advice, found);
    unsigned const errors = t.errors > 0 ? 1000 - std::min(warnings + advice, 1000u) : 0;
    std::string out;
    append_figure("figure-claims", "Claims", grouped(t.claims),
                  {{"good", "accepted", grouped(t.accepted), accepted}, {"bad", "rejected", grouped(t.rejected), rejected}}, true, out);
    append_figure("figure-charges", "Charges", money(t.charges_total()),
                  {{"good", "accepted", money(t.charges_accepted), on}, {"bad", "rejected", money(t.charges_rejected), back}}, true, out);
    append_figure("figure-findings", "Findings", grouped(found),
                  {{"bad", "errors", grouped(t.errors), errors},
                   {"warn", "warnings", grouped(t.warnings), warnings},
                   {"advice", "advice", grouped(t.advice), advice}},
                  true, out);
    append_figure("figure-read", "Read", many(run_.inputs.size(), "input"),
                  {{"none", "interchanges", grouped(t.interchanges)},
                   {"none", "sets", grouped(t.sets)},
                   {"none", "service lines", grouped(t.lines)},
                   {"none", "drug lines", grouped(t.drug_lines)}},
                  false, out);
    return out;
}

std::string Page::reasons() const {
    if (totals_.rejected == 0) return "<p class=\"empty\">No claim goes back.</p>";
    Reasons const& known = figures_.reasons();
    Verdicts around;
    around.rejected = totals_.rejected;
    around.charges_rejected = totals_.charges_rejected;
    for (Verdicts const& each : {known.damaged, known.own, known.level, known.unread}) {
        around.rejected -= each.rejected;
        around.charges_rejected = minus(around.charges_rejected, each.charges_rejected);
    }
    std::string out =
        "<p class=\"note\">Every rejected claim counts once, under the first reason that holds.</p><table id=\"reason-table\"><thead><tr>"
        "<th scope=\"col\">Reason</th><th scope=\"col\" class=\"n\">Claims</th><td></td><th scope=\"col\" "
        "class=\"n\">Charges</th></tr></thead><tbody>";
    auto const row = [&](std::string_view reason, Verdicts const& verdicts) {
        if (verdicts.rejected == 0) return;
        out.append("<tr><th scope=\"row\">").append(reason).append("</th>");
        count_cell(verdicts.rejected, out);
        bar_cell({{"f-bad", thousandths(verdicts.rejected, totals_.rejected)}}, out);
        money_cell(verdicts.charges_rejected, out);
        out.append("</tr>");
    };
    row("Its packed input is damaged or cut off (E019): nothing of it can be trusted", known.damaged);
    row("An error in the claim itself", known.own);
    row("An error in a level above it: provider, subscriber or patient", known.level);
    row("It could not be checked: unsupported version, too large, or outside of a set", known.unread);
    row("Its set, group or interchange goes back as a whole", around);
    out.append("</tbody><tfoot><tr><th scope=\"row\">All rejected claims</th>");
    count_cell(totals_.rejected, out);
    out.append("<td></td>");
    money_cell(totals_.charges_rejected, out);
    return out.append("</tr></tfoot></table>");
}

// ---- rules ---------------------------------------------------------------------------------------------------------------------

void Page::rule_chart(std::string_view title, bool by_charges, std::string& out) const {
    std::vector<RuleFigures> ranked = rules_;
    auto const value = [&](RuleFigures const& rule) { return by_charges ? size_of(rule.charges) : rule.found(); };
    std::stable_sort(ranked.begin(), ranked.end(), [&](auto const& a, auto const& b) { return value(a) > value(b); });
    std::size_t const named = std::min(ranked.size(), charted_rules);
    std::uint64_t rest = 0;
    for (std::size_t i = named; i < ranked.size(); ++i) rest += ranked[i].found();
    std::uint64_t const most = value(ranked.front());
    out.append("<table class=\"bars\" id=\"").append(by_charges ? "rules-by-charges" : "rules-by-count").append("\"><caption>");
    out.append(title).append("</caption><tbody>");
    for (std::size_t i = 0; i < named; ++i) {
        RuleFigures const& rule = ranked[i];
        if (value(rule) == 0) continue;
        out.append("<tr data-rule=\"")
            .append(html(rule.rule->id))
            .append("\"><th scope=\"row\">")
            .append(rule_link(*rule.rule))
            .append("</th>");
        bar_cell({{colour_of(rule.findings), thousandths(value(rule), most)}}, out);
        by_charges ? money_cell(rule.charges, out) : count_cell(rule.found(), out);
        out.append("</tr>");
    }
    if (!by_charges && rest > 0) {
        out.append("<tr class=\"others\"><th scope=\"row\">").append(many(ranked.size() - named, "other rule")).append("</th>");
        out.append("<td></td>");
        count_cell(rest, out);
        out.append("</tr>");
    }
    out.append("</tbody></table>");
}

void Page::rule_table(std::string& out) const {
    table_head("id=\"rule-table\" data-sortable data-fold=\"12\"",
               {"Rule", "#Errors", "#Warnings", "#Advice", "#Claims", "#Charges of these claims"}, out);
    out.append("<tbody>");
    std::vector<RuleFigures> ranked = rules_;
    std::stable_sort(ranked.begin(), ranked.end(), [](auto const& a, auto const& b) { return a.found() > b.found(); });
    for (RuleFigures const& rule : ranked) {
        out.append("<tr data-rule=\"").append(html(rule.rule->id)).append("\"><th scope=\"row\">").append(rule_link(*rule.rule));
        out.append("<br><span class=\"id\">").append(html(rule.rule->title)).append("</span></th>");
        for (std::uint64_t const findings : rule.findings) count_cell(findings, out);
        count_cell(rule.claims, out);
        money_cell(rule.charges, out);
        out.append("</tr>");
    }
    out.append("</tbody><tfoot><tr><th scope=\"row\">All rules</th>");
    for (std::uint64_t const findings : {totals_.errors, totals_.warnings, totals_.advice}) count_cell(findings, out);
    out.append("<td></td><td></td></tr></tfoot></table></div>");
}

std::string Page::rules() const {
    if (rules_.empty()) return "<p class=\"empty\">No rule found anything.</p>";
    std::string out =
        "<p class=\"note\">Claims and charges are those of all claims with such a finding, or that go back with the level, set, group, "
        "interchange or input that it is about; a claim with findings of several rules counts under each of them. A rule's name leads to "
        "its findings below; <span class=\"code\">scrub837 explain</span> tells it in full.</p>"
        "<ul class=\"legend\"><li class=\"k-bad\">error</li><li class=\"k-warn\">warning</li><li class=\"k-advice\">advice</li></ul>"
        "<div class=\"two\">";
    rule_chart("Most findings", false, out);
    rule_chart("Most money on the claims", true, out);
    out.append("</div><h3 class=\"apart\">All rules with findings</h3>");
    rule_table(out);
    return out;
}

// ---- parties -------------------------------------------------------------------------------------------------------------------

struct PartyRow {
    std::string label; ///< HTML
    Verdicts verdicts;
};

void party_cells(Verdicts const& verdicts, std::optional<std::int64_t> most, std::string& out) {
    count_cell(verdicts.claims(), out);
    count_cell(verdicts.accepted, out);
    count_cell(verdicts.rejected, out);
    unsigned const share = thousandths(verdicts.rejected, verdicts.claims());
    out.append("<td class=\"n of\" data-sort=\"").append(std::to_string(share)).append("\">").append(percent(share)).append("</td>");
    Verdicts sum = verdicts;
    Tally::add(sum.charges_accepted, sum.charges_rejected);
    money_cell(sum.charges_accepted, out);
    if (most)
        bar_cell({{"f-bad", thousandths(size_of(verdicts.charges_rejected), size_of(*most))}}, out);
    else
        out.append("<td></td>");
    money_cell(verdicts.charges_rejected, out);
}

/// The rows with the most rejected charges; `others` are those that are not told apart.
void party_table(std::string_view id, std::string_view title, std::string_view noun, std::vector<PartyRow> rows, Verdicts others,
                 Verdicts const& total, std::string& out) {
    std::stable_sort(rows.begin(), rows.end(), [](PartyRow const& a, PartyRow const& b) {
        return std::tuple(b.verdicts.charges_rejected, b.verdicts.rejected, b.verdicts.claims()) <
               std::tuple(a.verdicts.charges_rejected, a.verdicts.rejected, a.verdicts.claims());
    });
    std::size_t const listed = std::min(rows.size(), listed_parties);
    bool const more = others.claims() > 0; // than there are places
    for (std::size_t i = listed; i < rows.size(); ++i) others += rows[i].verdicts;
    std::int64_t const most = rows.empty() ? 0 : rows.front().verdicts.charges_rejected;
    out.append("<div class=\"party\"><h3>").append(title);
    out.append(" <span class=\"of\">").append(more ? "more than " : "").append(grouped(rows.size())).append("</span></h3>");
    table_head("id=\"" + std::string(id) + "\" data-sortable data-fold=\"8\"",
               {noun, "#Claims", "#Accepted", "#Rejected", "#Share", "#Charges", "", "#Charges rejected"}, out);
    out.append("<tbody>");
    for (std::size_t i = 0; i < listed; ++i) {
        out.append("<tr><th scope=\"row\">").append(rows[i].label).append("</th>");
        party_cells(rows[i].verdicts, most, out);
        out.append("</tr>");
    }
    if (others.claims() > 0) {
        out.append("<tr class=\"others\"><th scope=\"row\">");
        if (more)
            out.append("All others; the first ").append(grouped(PartyFigures::most_parties)).append(" of the run are told apart");
        else
            out.append(grouped(rows.size() - listed)).append(" others");
        out.append("</th>");
        party_cells(others, {}, out); // many together would dwarf every one
        out.append("</tr>");
    }
    out.append("</tbody><tfoot><tr><th scope=\"row\">All</th>");
    party_cells(total, {}, out);
    out.append("</tr></tfoot></table></div></div>");
}

/// `mask`: ids of payers stay, they are nobody's person.
std::string party_label(PartyFigures::Party const& party, bool is_payer, bool mask) {
    if (party.id.empty() && party.name.empty()) return "<span class=\"of\">not named, or the claims could not be read</span>";
    std::string name = party.name, id = party.id;
    if (mask) mask::hide(name.data(), name.size());
    if (mask && !is_payer) mask::hide(id.data(), id.size());
    if (id.empty()) return html(name);
    if (name.empty()) return html(id);
    return html(name) + " <span class=\"id\">" + html(id) + "</span>";
}

std::string Page::parties() const {
    if (totals_.claims == 0) return "<p class=\"empty\">There are no claims to count.</p>";
    std::string out = "<p class=\"note\">By what goes back, the largest sum first; a click on a column's head sorts by it. Bars are "
                      "rejected charges.</p>";
    auto const of = [&](PartyKind kind, std::string_view id, std::string_view title, std::string_view noun) {
        PartyFigures const& parties = figures_.parties(kind);
        std::vector<PartyRow> rows;
        rows.reserve(parties.parties().size());
        for (PartyFigures::Party const& party : parties.parties())
            rows.push_back({party_label(party, kind == PartyKind::payer, options_.mask), party.verdicts});
        party_table(id, title, noun, std::move(rows), parties.others(), parties.total(), out);
    };
    of(PartyKind::payer, "payer-table", "Payers", "Payer");
    of(PartyKind::provider, "provider-table", "Billing providers", "Billing provider");
    of(PartyKind::submitter, "submitter-table", "Submitters", "Submitter");
    std::vector<PartyRow> files;
    files.reserve(run_.inputs.size());
    auto const verdicts = [](Tally const& tally) {
        return Verdicts{tally.accepted, tally.rejected, tally.charges_accepted, tally.charges_rejected};
    };
    for (InputSummary const& input : run_.inputs) files.push_back({html(input.path), verdicts(input.tally)});
    party_table("file-table", "Files", "File", std::move(files), {}, verdicts(totals_), out);
    return out;
}

// ---- drugs and days ------------------------------------------------------------------------------------------------------------

/// Drugs with the most money on units that disagree first, then those with the most doses.
std::vector<std::pair<std::string_view, DrugFigures const*>> ranked_drugs(RunFigures const& figures) {
    std::vector<std::pair<std::string_view, DrugFigures const*>> ranked;
    for (auto const& [code, drug] : figures.drugs()) ranked.emplace_back(code, &drug);
    auto const key = [](DrugFigures const& drug) {
        std::int64_t cents = drug.cents_over;
        Tally::add(cents, drug.cents_under);
        return std::tuple(cents, drug.over + drug.under, drug.doses);
    };
    std::stable_sort(ranked.begin(), ranked.end(), [&](auto const& a, auto const& b) { return key(*a.second) > key(*b.second); });
    return ranked;
}

std::string drug_label(std::string_view code, DrugFigures const& drug) {
    return "<span class=\"code\">" + html(code) + "</span> <span class=\"id\">" + html(drug.substance) + "</span>";
}

void Page::drug_chart(std::string& out) const {
    constexpr std::size_t charted = 7;
    auto const ranked = ranked_drugs(figures_);
    out.append("<table class=\"bars pairs\" id=\"units-by-drug\"><caption>Units billed, and expected below them</caption><tbody>");
    for (auto const& [code, drug] : std::span(ranked).first(std::min(ranked.size(), charted))) {
        std::uint64_t const most = std::max(size_of(drug->billed), size_of(drug->expected));
        out.append("<tr><th scope=\"row\">").append(drug_label(code, *drug)).append("</th><td class=\"bar\">");
        append_bar({{drug->billed == drug->expected  ? "f-good"
                     : drug->billed > drug->expected ? "f-bad"
                                                     : "f-warn",
                     thousandths(size_of(drug->billed), most)}},
                   out);
        append_bar({{"f-plain", thousandths(size_of(drug->expected), most)}}, out);
        out.append("</td><td class=\"n\" data-sort=\"")
            .append(std::to_string(drug->billed))
            .append("\">")
            .append(grouped_signed(drug->billed));
        out.append("<br><span class=\"of\">").append(grouped_signed(drug->expected)).append("</span></td></tr>");
    }
    out.append("</tbody></table>");
    if (ranked.size() > charted) out.append("<p class=\"note\">").append(many(ranked.size() - charted, "more drug")).append(" below.</p>");
}

std::string Page::drugs() const {
    if (figures_.drugs().empty())
        return "<p class=\"empty\">No drug line has both units and an NDC quantity that the policy can convert.</p>";
    std::string out =
        "<p class=\"note\">A dose is what a claim has of one NDC on one day. Expected are the units that its NDC quantity makes by the "
        "policy. Circles off the broken line disagree by more than their step.</p><ul class=\"legend\"><li class=\"k-good\">agree</li>"
        "<li class=\"k-bad\">too many billed</li><li class=\"k-warn\">too few billed</li></ul><div class=\"two doses\"><div>";
    append_doses(figures_.doses(), out);
    out.append("</div><div>");
    drug_chart(out);
    out.append("</div></div>");
    table_head("id=\"drug-table\" data-sortable data-fold=\"12\"",
               {"Drug", "#Doses", "#Agree", "#Too many", "#Too few", "#Units billed", "#Units expected", "#Difference", "#Charged too much",
                "#Lacking"},
               out);
    out.append("<tbody>");
    for (auto const& [code, drug] : ranked_drugs(figures_)) {
        out.append("<tr><th scope=\"row\">").append(drug_label(code, *drug)).append("</th>");
        for (std::uint64_t const doses : {drug->doses, drug->agree, drug->over, drug->under}) count_cell(doses, out);
        signed_cell(drug->billed, out);
        signed_cell(drug->expected, out);
        signed_cell(minus(drug->billed, drug->expected), out);
        money_cell(drug->cents_over, out);
        money_cell(drug->cents_under, out);
        out.append("</tr>");
    }
    out.append("</tbody></table></div><p class=\"note under\">Money is the part of the lines' own charges that is for the units beyond "
               "those expected, or that is "
               "missing for those lacking.</p>");
    return out;
}

std::string Page::days() const {
    std::uint64_t dated = 0, undated = 0, outside = 0;
    for (auto const& [day, findings] : figures_.days()) dated += findings[0] + findings[1] + findings[2];
    for (std::uint64_t const findings : figures_.undated()) undated += findings;
    for (std::uint64_t const findings : figures_.outside_claims()) outside += findings;
    std::string out;
    if (dated == 0)
        out.append("<p class=\"empty\">No finding has a date of service.</p>");
    else
        out.append("<ul class=\"legend\"><li class=\"k-bad\">errors</li><li class=\"k-warn\">warnings</li><li "
                   "class=\"k-advice\">advice</li></ul>");
    append_days(figures_.days(), out);
    if (undated + outside == 0) return out;
    out.append("<p class=\"note under\" id=\"not-in-days\">Not in the chart: ");
    if (undated > 0) out.append(many(undated, "finding")).append(" in claims without a readable date of service");
    if (undated > 0 && outside > 0) out.append(", and ");
    if (outside > 0) out.append(many(outside, "finding")).append(" outside of claims");
    return out.append(".</p>");
}

// ---- findings ------------------------------------------------------------------------------------------------------------------

std::string Page::findings() const {
    std::uint64_t const found = totals_.errors + totals_.warnings + totals_.advice + totals_.waived, shown = figures_.kept().findings();
    if (found == 0) return "<p class=\"empty\" id=\"nothing-found\">Nothing was found.</p>";
    std::string out = "<p class=\"note\" id=\"how-many\">";
    if (shown == found) {
        out.append("All ").append(many(found, "finding")).append(found == 1 ? " is here." : " are here.");
    } else {
        out.append("<b>").append(grouped(shown)).append(" of ").append(many(found, "finding")).append("</b> are shown here");
        if (auto const quota = figures_.kept().quota())
            out.append(": the claims with the first ").append(grouped(*quota)).append(" of each rule");
        out.append(". The other ").append(grouped(found - shown));
        out.append(" are in findings.jsonl").append(options_.database ? ", findings.csv and results.sqlite" : " and findings.csv");
        out.append(" beside this page; all figures above count all of them.");
    }
    out.append(" A row opens the segments of its claim.</p><noscript><p class=\"callout warn\">This table needs scripts, which are "
               "switched off. The same findings "
               "are in findings.csv and in the annotated reports beside this page.</p></noscript><div id=\"browse\" hidden><form "
               "class=\"filters\" "
               "role=\"search\" aria-label=\"Filter findings\"><label class=\"search\">Search<input type=\"search\" id=\"f-text\" "
               "placeholder=\"claim, rule, words\" "
               "autocomplete=\"off\" spellcheck=\"false\"></label>");
    auto const select = [&](std::string_view id, std::string_view name, std::string_view all) {
        out.append("<label>")
            .append(name)
            .append("<select id=\"")
            .append(id)
            .append("\"><option value=\"\">")
            .append(all)
            .append("</option>");
        if (id == "f-severity") out.append("<option>error</option><option>warning</option><option>advice</option><option>waived</option>");
        out.append("</select></label>");
    };
    select("f-severity", "Severity", "all");
    select("f-rule", "Rule", "all rules");
    select("f-payer", "Payer", "all payers");
    select("f-file", "File", "all files");
    out.append("<button type=\"button\" id=\"clear\">Clear</button></form><p class=\"note\" id=\"matching\" role=\"status\"></p><div "
               "class=\"wide\">"
               "<table id=\"shown\"><thead><tr><td></td><th scope=\"col\" data-key=\"severity\">Severity</th><th scope=\"col\" "
               "data-key=\"rule\">Rule</th>"
               "<th scope=\"col\" data-key=\"message\">What is wrong</th><th scope=\"col\" data-key=\"claim\">Claim / line</th>"
               "<th scope=\"col\" class=\"n\" data-key=\"day\">Service</th><th scope=\"col\" class=\"n\" data-key=\"charge\">Charge</th>"
               "<th scope=\"col\" data-key=\"payer\">Payer</th><th scope=\"col\" "
               "data-key=\"file\">File</th></tr></thead><tbody></tbody></table></div>"
               "<p class=\"empty\" id=\"none\" hidden>No finding matches these filters.</p><div class=\"pages\" id=\"pages\" hidden>"
               "<button type=\"button\" id=\"back\">Back</button><button type=\"button\" id=\"on\">Next</button><span "
               "id=\"where\"></span></div></div>");
    return out;
}

// ---- origin --------------------------------------------------------------------------------------------------------------------

std::string Page::origin() const {
    std::string out = "<dl class=\"facts\"><dt>Program</dt><dd>scrub837 " + html(run_.program_version) +
                      "</dd><dt>Day of processing</dt><dd>" + iso_day(options_.processed) +
                      "</dd><dt>Comparison of claims</dt><dd id=\"compared\">";
    if (run_.compared)
        out.append(many(run_.compared->claims, "claim")).append(" and ").append(many(run_.compared->drug_lines, "drug line"));
    else
        out.append("off: duplicates and units over several claims are not told");
    out.append("</dd></dl><div class=\"party\"><h3>Policies</h3>");
    table_head("id=\"policy-table\"", {"Policy", "Version", "SHA-256"}, out);
    out.append("<tbody>");
    for (rules::PolicySource const& policy : run_.policies)
        out.append("<tr><th scope=\"row\">")
            .append(html(policy.id))
            .append("</th><td>")
            .append(html(policy.version))
            .append("</td><td class=\"code hash\">")
            .append(html(policy.sha256))
            .append("</td></tr>");
    out.append("</tbody></table></div></div><div class=\"party\"><h3>Code tables</h3>");
    table_head("id=\"code-tables\"", {"Table", "Version", "Origin", "Source"}, out);
    out.append("<tbody>");
    for (rules::TableInfo const& table : run_.tables)
        out.append("<tr><th scope=\"row\">")
            .append(html(table.name))
            .append("</th><td>")
            .append(html(table.version))
            .append("</td><td class=\"whole\">")
            .append(table.built_in ? "built in" : "<b>replaced (--tables)</b>")
            .append("</td><td class=\"id\">")
            .append(html(table.source))
            .append("</td></tr>");
    out.append("</tbody></table></div></div><div class=\"party\"><h3>Inputs</h3>");
    table_head("id=\"input-table\" data-fold=\"12\"", {"Input", "Kind", "#Bytes", "SHA-256"}, out);
    out.append("<tbody>");
    std::size_t const listed = std::min(run_.inputs.size(), listed_inputs);
    for (InputSummary const& input : std::span(run_.inputs).first(listed)) {
        out.append("<tr><th scope=\"row\">").append(html(input.path)).append("</th><td>").append(html(input.kind)).append("</td>");
        count_cell(input.bytes, out);
        out.append("<td class=\"code hash\">").append(html(input.sha256)).append("</td></tr>");
    }
    if (listed < run_.inputs.size())
        out.append("<tr class=\"others\"><th scope=\"row\">")
            .append(many(run_.inputs.size() - listed, "more input"))
            .append(" in summary.json</th><td></td><td></td><td></td></tr>");
    return out.append("</tbody></table></div></div>");
}

// ---- the whole -----------------------------------------------------------------------------------------------------------------

void Page::write(std::function<void(std::string_view)> const& put) const {
    std::string_view const style = text_of("page.css"), script = text_of("page.js"), form = text_of("page.html");
    auto const fill = [&](std::string_view slot) -> std::string {
        if (slot == "STYLE_HASH") return policy_hash(style);
        if (slot == "SCRIPT_HASH") return policy_hash(script);
        if (slot == "VERSION") return html(run_.program_version);
        if (slot == "TITLE") return html(title());
        if (slot == "STYLE") return std::string(style);
        if (slot == "SCRIPT") return std::string(script);
        if (slot == "PROCESSED") return "processed " + iso_day(options_.processed);
        if (slot == "LEDE") return lede();
        if (slot == "CALLOUTS") return callouts();
        if (slot == "FIGURES") return figures();
        if (slot == "REASONS") return reasons();
        if (slot == "RULES") return rules();
        if (slot == "PARTIES") return parties();
        if (slot == "DRUGS") return drugs();
        if (slot == "DAYS") return days();
        if (slot == "FINDINGS") return findings();
        if (slot == "ORIGIN") return origin();
        return {};
    };
    std::size_t at = 0;
    for (std::size_t open; (open = form.find("{{", at)) != std::string::npos;) {
        std::size_t const close = form.find("}}", open);
        std::string_view const slot = form.substr(open + 2, close - open - 2);
        put(form.substr(at, open - at));
        if (slot == "SHOWN_CLAIMS")
            write_shown_claims(figures_.kept(), options_.mask, put);
        else
            put(fill(slot));
        at = close + 2;
    }
    put(form.substr(at));
}

} // namespace

void write_page(RunSummary const& run, RunFigures const& figures, PageOptions options, std::function<void(std::string_view)> const& write) {
    Page(run, figures, options).write(write);
}

} // namespace engine::report::html
