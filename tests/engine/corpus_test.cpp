// The labelled corpus: every case of tests/corpus/*.cases through the whole program; what is found is what is expected, nothing more.
#include <doctest/doctest.h>

#include <cstdlib>
#include <map>
#include <set>
#include <tuple>

#include "rules/registry.hpp"
#include "tests/engine/corpus_def.hpp"
#include "tests/engine/run_support.hpp"

using namespace engine_test;
using corpus::Case, corpus::Edit, corpus::Expected;

namespace {

struct Found {
    std::string rule, severity, claim, loop, segment, message;
    unsigned line = 0, element = 0, component = 0, claim_no = 0;
    std::vector<std::string> codes;
};

// -- findings.jsonl -----------------------------------------------------------------------------------------------------------------

/// The text behind "key": up to the next comma or brace, or the string with its escapes taken away; empty when the key is not there.
std::string value_of(std::string_view object, std::string const& key) {
    auto at = object.find("\"" + key + "\":");
    if (at == std::string_view::npos) return {};
    at += key.size() + 3;
    if (object[at] != '"') return std::string(object.substr(at, object.find_first_of(",}", at) - at));
    std::string text;
    for (++at; object[at] != '"'; ++at) {
        if (object[at] == '\\') ++at;
        text += object[at];
    }
    return text;
}

unsigned number_of(std::string_view object, std::string const& key) {
    std::string const text = value_of(object, key);
    return text.empty() ? 0 : static_cast<unsigned>(std::stoul(text));
}

Found read_finding(std::string_view object) {
    std::string_view const own = object.substr(0, object.find("\"related\":")); // places have the same keys
    Found found{value_of(own, "rule"),
                value_of(own, "severity"),
                value_of(own, "claim"),
                value_of(own, "loop"),
                value_of(own, "segment"),
                value_of(own, "message"),
                number_of(own, "line"),
                number_of(own, "element"),
                number_of(own, "component"),
                number_of(own, "claim_no"),
                {}};
    for (auto at = own.find("{\"kind\":"); at != std::string_view::npos; at = own.find("{\"kind\":", at + 1)) {
        std::string const kind = value_of(own.substr(at), "kind");
        found.codes.push_back((kind == "277CA" ? "" : kind + ":") + value_of(own.substr(at), "code"));
    }
    return found;
}

std::vector<Found> read_findings(std::string_view jsonl) {
    std::vector<Found> found;
    for (std::size_t end; (end = jsonl.find('\n')) != std::string_view::npos; jsonl.remove_prefix(end + 1))
        found.push_back(read_finding(jsonl.substr(0, end)));
    return found;
}

/// "SV101-3"
std::string element_name(Found const& found) {
    if (found.element == 0) return found.segment;
    std::string const element = std::to_string(found.element);
    return found.segment + (element.size() == 1 ? "0" : "") + element + (found.component == 0 ? "" : "-" + std::to_string(found.component));
}

/// As it would stand in the corpus, so that it can be copied there when it is right.
std::string told(Found const& found) {
    std::string text = "expect " + found.rule + " " + found.severity;
    if (!found.claim.empty()) text += " claim " + found.claim;
    if (found.line != 0) text += " line " + std::to_string(found.line);
    if (!found.segment.empty()) text += " at " + (found.loop.empty() ? "" : found.loop + "/") + element_name(found);
    for (std::string const& code : found.codes) text += " " + code;
    return text + " \"" + found.message + "\"";
}

// -- a case -------------------------------------------------------------------------------------------------------------------------

std::vector<std::string> segments_of(std::string_view text) {
    std::vector<std::string> segments;
    for (std::size_t end; (end = text.find('~')) != std::string_view::npos; text.remove_prefix(end + 1)) {
        std::string_view segment = text.substr(0, end);
        segment.remove_prefix(std::min(segment.find_first_not_of("\r\n"), segment.size()));
        segments.emplace_back(segment);
    }
    return segments;
}

/// Sets the count in the trailers that the edits have left alone: SE01, GE01, IEA01.
void count_anew(std::vector<std::string>& segments, std::set<std::size_t> const& edited) {
    std::size_t since_st = 0, sets = 0, groups = 0;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        std::string& segment = segments[i];
        std::string const id = segment.substr(0, segment.find('*'));
        ++since_st;
        if (id == "ST") since_st = 1, ++sets;
        if (id == "GS") sets = 0, ++groups;
        std::size_t const count = id == "SE" ? since_st : id == "GE" ? sets : id == "IEA" ? groups : 0;
        if (count == 0 || edited.contains(i)) continue;
        auto const first = id.size() + 1, second = segment.find('*', first);
        segment.replace(first, second - first, std::to_string(count));
    }
}

/// The case's file: its base with its edits, each looked for from where the last one stands.
std::string edited_text(Case const& one, std::string const& file) {
    auto const name =
        fs::exists(project() / "samples" / one.base) ? project() / "samples" / one.base : project() / "tests/corpus" / one.base;
    auto segments = segments_of(read_file(name));
    if (segments.empty()) throw std::runtime_error(file + ":" + std::to_string(one.line) + ": no base file " + one.base);
    std::set<std::size_t> edited;
    std::size_t at = 0; // where the next search begins
    for (Edit const& edit : one.edits) {
        if (edit.mark == '+') {
            segments.insert(segments.begin() + static_cast<std::ptrdiff_t>(at), edit.text);
            edited.insert(at++);
            continue;
        }
        while (at < segments.size() && !segments[at].starts_with(edit.text)) ++at;
        if (at == segments.size())
            throw std::runtime_error(file + ":" + std::to_string(edit.line) + ": from here on no segment begins with " + edit.text);
        if (edit.mark == '-') {
            segments.erase(segments.begin() + static_cast<std::ptrdiff_t>(at));
            continue;
        }
        if (edit.mark == '!') {
            segments[at].replace(0, edit.text.size(), edit.with);
            edited.insert(at);
        }
        ++at;
    }
    count_anew(segments, edited);
    std::string text;
    for (std::string const& segment : segments) text += segment + "~\n";
    return text;
}

bool names_place(Found const& found, std::string const& place) {
    std::string const element = element_name(found);
    return place == found.loop || place == found.segment || place == element || place == found.loop + "/" + element ||
           place == found.loop + "/" + found.segment;
}

bool fits(Found const& found, Expected const& wanted) {
    auto const has_code = [&](std::string const& code) {
        return std::find(found.codes.begin(), found.codes.end(), code) != found.codes.end();
    };
    auto const has_piece = [&](std::string const& piece) { return found.message.find(piece) != std::string::npos; };
    return found.rule == wanted.rule && (wanted.severity.empty() || wanted.severity == found.severity) &&
           (wanted.claim.empty() || wanted.claim == found.claim) && (wanted.line == 0 || wanted.line == found.line) &&
           (wanted.place.empty() || names_place(found, wanted.place)) && std::all_of(wanted.codes.begin(), wanted.codes.end(), has_code) &&
           std::all_of(wanted.pieces.begin(), wanted.pieces.end(), has_piece);
}

/// How much is wanted of a finding: those who want most choose first.
std::size_t demands(Expected const& wanted) {
    return !wanted.severity.empty() + !wanted.claim.empty() + !wanted.place.empty() + (wanted.line != 0) + wanted.codes.size() +
           wanted.pieces.size();
}

/// What differs, as lines of text; empty when all is as expected.
std::string differences(Case const& one, std::vector<Found> found) {
    std::string text;
    std::vector<Expected> wanted = one.expected;
    std::stable_sort(wanted.begin(), wanted.end(), [](Expected const& a, Expected const& b) { return demands(a) > demands(b); });
    for (Expected const& each : wanted) {
        auto const match = std::find_if(found.begin(), found.end(), [&](Found const& f) { return fits(f, each); });
        if (match == found.end())
            text += "  not found:  " + each.rule + (demands(each) == 0 ? "" : " as the case describes it") + "\n";
        else
            found.erase(match);
    }
    for (Found const& each : found) text += "  unexpected: " + told(each) + "\n";
    for (std::string const& rule : one.near)
        if (std::any_of(one.expected.begin(), one.expected.end(), [&](Expected const& e) { return e.rule == rule; }))
            text += "  " + rule + " is expected and a near miss at once\n";
    return text;
}

rules::Policy const& policy_of(std::vector<std::string> const& names) {
    static std::map<std::vector<std::string>, rules::Policy> loaded;
    if (auto const known = loaded.find(names); known != loaded.end()) return known->second;
    std::vector<std::string> files = names;
    for (std::string& name : files)
        if (name.find('.') != std::string::npos) name = (project() / "tests/corpus" / name).string();
    auto result = rules::load_policies(files);
    if (auto const* error = std::get_if<rules::PolicyError>(&result))
        throw std::runtime_error(error->file + ":" + std::to_string(error->line) + ": " + error->message);
    return loaded.emplace(names, std::move(std::get<rules::Policy>(result))).first->second;
}

/// An error rejects its claim, and nothing else does; errors that are about more than one claim are left to other tests.
std::string wrong_verdict(std::vector<Found> const& found, engine::Tally const& totals) {
    std::set<unsigned> wrong;
    for (Found const& one : found) {
        if (one.severity != "error") continue;
        if (one.claim_no == 0) return {};
        wrong.insert(one.claim_no);
    }
    if (totals.rejected == wrong.size()) return {};
    return "  " + std::to_string(totals.rejected) + " claims are rejected, " + std::to_string(wrong.size()) + " have an error\n";
}

/// What is wrong with what the program makes of the case.
std::string run_case(Case const& one, std::string const& file) {
    Settings settings;
    settings.policy = &policy_of(one.policies);
    settings.cross_claim_memory = one.memory != 0 ? one.memory : std::size_t{1} << 30;
    if (!one.date.empty()) settings.processed = edi::read_day(one.date).day;
    auto const outcome = run_text(edited_text(one, file), settings);
    if (!outcome.error.empty()) throw std::runtime_error(outcome.error);
    auto const found = read_findings(outcome.findings());
    return differences(one, found) + wrong_verdict(found, outcome.totals());
}

std::vector<fs::path> corpus_files() {
    std::vector<fs::path> files;
    for (auto const& entry : fs::directory_iterator(project() / "tests/corpus"))
        if (entry.path().extension() == ".cases") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

/// What is wrong with the case; empty when nothing is.
std::string judge(Case const& one, std::string const& file) {
    if (one.expected.empty() && one.near.empty()) return "  a case expects something, or names the rules that it is a near miss of\n";
    for (std::string const& rule : one.near)
        if (!rules::find_rule(rule)) return "  there is no rule " + rule + "\n";
    try {
        return run_case(one, file);
    } catch (std::exception const& problem) {
        return std::string("  ") + problem.what() + "\n";
    }
}

} // namespace

// SCRUB837_CASE=TEXT runs only the cases with that text in file:line or title.
TEST_CASE("the labelled corpus: what is found is what is expected") {
    char const* const only = std::getenv("SCRUB837_CASE");
    std::size_t cases = 0;
    for (fs::path const& path : corpus_files()) {
        std::string const file = fs::relative(path, project()).string();
        for (Case const& one : corpus::read_cases(file, read_file(path))) {
            std::string const name = file + ":" + std::to_string(one.line) + ": " + one.title;
            if (only && name.find(only) == std::string::npos) continue;
            ++cases;
            std::string const wrong = judge(one, file);
            CHECK_MESSAGE(wrong.empty(), name, "\n", wrong);
        }
    }
    MESSAGE(cases << " cases");
}

TEST_CASE("every rule of claims has a case that fires and one that nearly does") {
    std::set<std::string> fire, near;
    for (fs::path const& path : corpus_files())
        for (Case const& one : corpus::read_cases(path.filename().string(), read_file(path))) {
            for (Expected const& each : one.expected) fire.insert(each.rule);
            near.insert(one.near.begin(), one.near.end());
        }
    std::string without_fire, without_near;
    for (rules::Rule const* rule : rules::all_rules()) {
        if (rule->structure_fault || rule->envelope_fault) continue;
        std::string const id(rule->id);
        if (!fire.contains(id)) without_fire += " " + id;
        if (!near.contains(id)) without_near += " " + id;
    }
    CHECK_MESSAGE(without_fire.empty(), "rules without a case that fires:", without_fire);
    CHECK_MESSAGE(without_near.empty(), "rules without a near miss:", without_near);
}

TEST_CASE("a case that is wrong is told with its place") {
    auto const result = [](std::string const& text) {
        auto const cases = corpus::read_cases("x.cases", "base 837p-cob.edi\n== one\n" + text + "\n");
        return judge(cases.at(0), "x.cases");
    };
    std::string const wrong = "! AMT*D*192 => AMT*D*193\n";
    CHECK(result(wrong + "expect C202 at 2320/AMT02 error A8:672 \"difference -1.00\"\nexpect C203") == "");
    CHECK(result(wrong + "expect C202").find("unexpected: expect C203 error claim RB-3001 at 2320/AMT02 A8:672 \"payer PMH01") !=
          std::string::npos);
    CHECK(result(wrong + "expect C202\nexpect C203\nexpect C203") == "  not found:  C203\n");
    for (std::string const detail : {"line 1", "at SVD02", "at 2430", "claim RB-3002", "advice", "A8:400", "\"no such words\""})
        CHECK(result(wrong + "expect C203\nexpect C202 " + detail).find("not found:  C202 as the case describes it") != std::string::npos);
    CHECK(result(wrong + "near C202").find("unexpected: expect C202") != std::string::npos);
    CHECK(result("near C202") == "");
    CHECK(result("near C999") == "  there is no rule C999\n");
    CHECK(result("").find("a case expects something") != std::string::npos);
    CHECK(result("@ CLM*RB-3002*\n- CLM*RB-3001*\nnear C101") == "  x.cases:4: from here on no segment begins with CLM*RB-3001*\n");
    CHECK(result("- SE\nnear C101").find("expect E201") != std::string::npos);
    CHECK(result("! SE*116 => SE*117\nexpect E203") == ""); // a count that is edited is not made right
    for (std::string const text : {"expect", "expect C202 line x", "expect C202 \"open", "! no arrow", "nonsense", "base"}) {
        CAPTURE(text);
        CHECK_THROWS_WITH(result(text), doctest::Contains("x.cases:3:"));
    }
}
