// --split: every claim of an input is in exactly one of INPUT.accepted.edi and INPUT.rejected.edi, byte for byte, in whole interchanges.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <vector>

#include "edi/text/delimiters.hpp"
#include "edi/text/space.hpp"
#include "engine/run_support.hpp"

using namespace engine_test;

namespace {

// Settings that must not be seen in any output.
std::vector<Settings> const other_ways{{1, 1}, {2, 700}, {8, 4096}, {2, 1024 * 1024}, {8, 20'000}};

/// The default policy, but one subscriber may have claims of its own and patients below it: where claims stand is the point here, not
/// whose they are.
rules::Policy const& own_policy() {
    static rules::Policy const policy = [] {
        TemporaryDirectory const here;
        write_file(here / "own.toml",
                   "id = \"own\"\nversion = \"1\"\ntitle = \"split tests\"\n[severity]\nN103 = \"off\"\nN104 = \"off\"\n");
        return std::get<rules::Policy>(rules::load_policies(std::vector<std::string>{"j2371", here / "own.toml"}));
    }();
    return policy;
}

Settings with_split(Settings settings) {
    settings.split = true;
    settings.policy = &own_policy();
    return settings;
}

// ---- a reader of its own: what stands in a file -------------------------------------------------------------------------------------

struct Segment {
    std::string_view text; ///< without terminator
    std::size_t begin = 0;
    std::string_view id(char separator) const { return text.substr(0, text.find(separator)); }
    std::string_view element(char separator, int n) const {
        std::string_view rest = text;
        for (; n > 0; --n) {
            auto const at = rest.find(separator);
            if (at == std::string_view::npos) return {};
            rest.remove_prefix(at + 1);
        }
        return rest.substr(0, rest.find(separator));
    }
};

/// One interchange: its delimiters and segments, the ISA first.
struct Interchange {
    edi::Delimiters delimiters;
    std::string line_break;
    std::vector<Segment> segments;
    std::size_t end = 0;
};

std::vector<Interchange> interchanges_of(std::string_view text) {
    std::vector<Interchange> all;
    // One of another width than the standard's is known only where it is due.
    auto const next = [&](std::size_t from) {
        auto const due = text.find_first_not_of("\r\n \xEF\xBB\xBF", from);
        bool const there = due != std::string_view::npos && text.substr(due, 3) == "ISA" && edi::read_isa(text.substr(due)).readable();
        return there ? due : edi::find_isa(text, from);
    };
    for (auto at = next(0); at != std::string_view::npos; at = next(at)) {
        auto const isa = edi::read_isa(text.substr(at));
        if (!isa.readable()) {
            at += 3;
            continue;
        }
        Interchange& found = all.emplace_back();
        found.delimiters = isa.delimiters;
        found.segments.push_back({text.substr(at, isa.length - 1), at});
        at += isa.length;
        auto const breaks = text.substr(at, 2);
        found.line_break = breaks == "\r\n" ? "\r\n" : breaks.substr(0, breaks.find_first_not_of("\r\n") == 0 ? 0 : 1);
        while (at < text.size()) {
            while (at < text.size() && text[at] != isa.delimiters.segment && edi::is_space(text[at])) ++at;
            if (edi::find_isa(text.substr(at, edi::isa_length)) == 0) break;
            auto const stop = std::min(text.find(isa.delimiters.segment, at), text.size());
            if (stop > at) found.segments.push_back({text.substr(at, stop - at), at});
            at = std::min(stop + 1, text.size());
            if (stop > 0 && !found.segments.empty() && found.segments.back().id(isa.delimiters.element) == "IEA") break;
        }
        found.end = at;
    }
    return all;
}

struct Claims {
    std::vector<std::string> inside, outside; ///< of sets; each from its CLM up to the next CLM, HL or the end of its set
};

/// A claim that the input cuts off gets the terminator that it must have in a file that goes on.
Claims claims_of(std::string_view text) {
    Claims claims;
    for (Interchange const& each : interchanges_of(text)) {
        char const separator = each.delimiters.element;
        bool in_set = false;
        std::size_t begin = std::string_view::npos;
        auto const close = [&](std::size_t end) {
            if (begin == std::string_view::npos) return;
            std::string claim(text.substr(begin, end - begin));
            std::size_t last = claim.size();
            while (last > 0 && claim[last - 1] != each.delimiters.segment && edi::is_space(claim[last - 1])) --last;
            if (last == 0 || claim[last - 1] != each.delimiters.segment) claim += each.delimiters.segment + each.line_break;
            (in_set ? claims.inside : claims.outside).push_back(claim);
            begin = std::string_view::npos;
        };
        for (Segment const& segment : each.segments) {
            auto const id = segment.id(separator);
            bool const envelope = id == "ST" || id == "SE" || id == "GS" || id == "GE" || id == "IEA";
            if (envelope || id == "CLM" || id == "HL") close(segment.begin);
            if (id == "CLM") begin = segment.begin;
            if (envelope) in_set = id == "ST";
        }
        close(each.end);
    }
    return claims;
}

/// What is wrong with the envelopes and the levels of a file; empty = nothing.
std::string structure_faults(std::string_view text, bool levels_too = true) {
    std::string faults;
    auto const all = interchanges_of(text);
    if (all.empty() || all.front().segments.front().begin != 0) return "no interchange";
    std::size_t end = 0;
    for (Interchange const& each : all) {
        char const separator = each.delimiters.element;
        auto const demand = [&](bool good, std::string const& what) {
            if (!good) faults += what + "\n";
        };
        auto const trimmed = [](std::string_view value) {
            while (!value.empty() && value.back() == ' ') value.remove_suffix(1);
            return std::string(value);
        };
        demand(text.substr(end, each.segments.front().begin - end).find_first_not_of("\r\n") == std::string_view::npos,
               "text between interchanges");
        end = each.end;
        std::size_t groups = 0, sets = 0, segments = 0, levels = 0, claims = 0;
        std::string group, set, open = "ISA";
        struct Level {
            std::size_t number = 0, claims = 0;
            std::string code;
            bool has_children = false;
        };
        std::array<Level, 3> stack{};
        auto const end_level = [&](std::size_t rank) {
            for (std::size_t below = 3; below-- > rank;) {
                Level& level = stack[below];
                if (level.number == 0) continue;
                demand(!levels_too || level.code == (level.has_children ? "1" : "0"), "HL04 of level " + std::to_string(level.number));
                demand(!levels_too || level.claims > 0, "no claims below level " + std::to_string(level.number));
                level = {};
            }
        };
        for (Segment const& segment : each.segments) {
            auto const id = segment.id(separator);
            auto const value = [&](int n) { return trimmed(segment.element(separator, n)); };
            ++segments;
            if (id == "GS") {
                ++groups;
                sets = 0;
                group = value(6);
            } else if (id == "ST") {
                ++sets;
                segments = 1;
                levels = claims = 0;
                set = value(2);
            } else if (id == "HL") {
                std::size_t const rank = value(3) == "20" ? 0 : value(3) == "23" ? 2 : 1;
                end_level(rank);
                std::size_t parent = 0;
                for (std::size_t above = 0; above < rank; ++above) parent = std::max(parent, stack[above].number);
                demand(!levels_too || value(1) == std::to_string(++levels), "HL01 " + value(1));
                demand(!levels_too || value(2) == (parent ? std::to_string(parent) : ""), "HL02 of level " + value(1));
                for (std::size_t above = 0; above < rank; ++above) stack[above].has_children = true;
                stack[rank] = {levels, 0, value(4), false};
            } else if (id == "CLM") {
                ++claims;
                for (Level& level : stack) ++level.claims;
            } else if (id == "SE") {
                end_level(0);
                demand(value(1) == std::to_string(segments), "SE01 " + value(1) + " but " + std::to_string(segments));
                demand(value(2) == set, "SE02 " + value(2));
                demand(claims > 0, "a set without claims");
                set.clear();
            } else if (id == "GE") {
                demand(value(1) == std::to_string(sets), "GE01 " + value(1));
                demand(value(2) == group, "GE02 " + value(2));
                demand(sets > 0, "a group without sets");
            } else if (id == "IEA") {
                demand(value(1) == std::to_string(groups), "IEA01 " + value(1));
                demand(value(2) == trimmed(each.segments.front().element(separator, 13)), "IEA02 " + value(2));
            }
        }
        demand(each.segments.back().id(separator) == "IEA", "no IEA");
    }
    return faults;
}

// ---- what must hold of every split ------------------------------------------------------------------------------------------------

bool is_part_in_order(std::vector<std::string> const& part, std::vector<std::string> const& all) {
    auto at = all.begin();
    for (std::string const& each : part) {
        at = std::find(at, all.end(), each);
        if (at == all.end()) return false;
        ++at;
    }
    return true;
}

std::string file_of(Outcome const& outcome, std::string const& suffix) {
    auto const found = outcome.files.find("in.edi" + suffix);
    return found == outcome.files.end() ? std::string() : found->second;
}

struct Split {
    Outcome outcome;
    std::string accepted, rejected; ///< empty: no such file
    std::vector<std::string> accepted_claims, rejected_claims;
};

/// Splits a file and checks what must hold of any. `plain` false: it has text that can only be kept as it is.
Split split_text(std::string const& text, Settings settings = {}, bool plain = true) {
    Split split{run_text(text, with_split(settings)), {}, {}, {}, {}};
    Outcome const& outcome = split.outcome;
    CHECK(outcome.error == "");
    if (!outcome.error.empty()) return split;
    split.accepted = file_of(outcome, ".accepted.edi");
    split.rejected = file_of(outcome, ".rejected.edi");
    Claims const accepted = claims_of(split.accepted), rejected = claims_of(split.rejected), all = claims_of(text);
    split.accepted_claims = accepted.inside;
    split.rejected_claims = rejected.inside;

    auto const& counts = outcome.summary.inputs.at(0).split;
    REQUIRE(counts);
    CHECK(counts->accepted == accepted.inside.size());
    CHECK(counts->rejected == rejected.inside.size());
    CHECK(counts->neither == all.outside.size());
    CHECK(counts->accepted == outcome.totals().accepted);
    CHECK(counts->rejected + counts->neither == outcome.totals().rejected);

    CHECK(is_part_in_order(accepted.inside, all.inside));
    CHECK(is_part_in_order(rejected.inside, all.inside));
    auto sorted = all.inside, found = accepted.inside;
    found.insert(found.end(), rejected.inside.begin(), rejected.inside.end());
    std::sort(sorted.begin(), sorted.end());
    std::sort(found.begin(), found.end());
    CHECK(found == sorted);

    if (!split.rejected.empty()) CHECK(structure_faults(split.rejected, plain) == "");
    if (!split.accepted.empty()) {
        CHECK(structure_faults(split.accepted) == "");
        auto const again = run_text(split.accepted, with_split(settings));
        CAPTURE(again.findings());
        CHECK(again.totals().rejected == 0);
        CHECK(again.totals().errors == 0);
        CHECK(again.totals().accepted == accepted.inside.size());
        CHECK((file_of(again, ".accepted.edi") == split.accepted));
        CHECK(file_of(again, ".rejected.edi") == "");
    }
    return split;
}

bool same_files(Outcome const& a, Outcome const& b) {
    for (auto const& [name, content] : a.files) {
        auto const other = b.files.find(name);
        if (other == b.files.end() || other->second != content) {
            MESSAGE(name << " differs");
            return false;
        }
    }
    return a.files.size() == b.files.size();
}

void check_same_however_cut(std::string const& text, Outcome const& first, std::size_t largest_claim = 16u << 20,
                            std::size_t largest_segment = 1u << 20) {
    for (Settings settings : other_ways) {
        settings.largest_claim = largest_claim;
        settings.largest_segment = largest_segment;
        CAPTURE(settings.threads);
        CAPTURE(settings.block_size);
        CHECK(same_files(first, run_text(text, with_split(settings))));
    }
}

// ---- files made to measure --------------------------------------------------------------------------------------------------------

/// Writes sets from parts of a sample; counts are right unless a test says otherwise.
class FileMaker {
public:
    FileMaker() {
        std::string const text = sample("837p-clean.edi");
        auto const part = [&](std::string_view from, std::string_view to) {
            auto const begin = text.find(from);
            return text.substr(begin, text.find(to, begin) - begin);
        };
        isa_ = part("ISA*", "GS*");
        gs_ = part("GS*", "ST*");
        header_ = part("BHT*", "HL*1*");
        heads_ = {part("PRV*BI", "HL*2*"), part("SBR*P*18", "CLM*"), part("PAT*19", "CLM*")};
        good_ = part("CLM*RB-1001", "HL*3*");
        out_ = isa_;
    }
    FileMaker& group(std::string const& version = "005010X222A1") {
        ++groups_;
        sets_ = 0;
        out_ += replaced(replaced(gs_, "*101*X", "*" + std::to_string(100 + groups_) + "*X"), "005010X222A1", version);
        return *this;
    }
    FileMaker& set(std::string const& version = "005010X222A1") {
        ++sets_;
        set_begin_ = out_.size();
        out_ += "ST*837*" + std::to_string(1000 + sets_) + "*" + version + "~\n" + header_;
        levels_ = 0;
        numbers_ = {};
        return *this;
    }
    /// `rank` 0 billing provider, 1 subscriber, 2 patient.
    FileMaker& level(std::size_t rank, std::string_view child_code) {
        static constexpr std::array codes{"20", "22", "23"};
        numbers_[rank] = ++levels_;
        std::string const parent = rank == 0 ? "" : std::to_string(numbers_[rank - 1]);
        out_ += "HL*" + std::to_string(levels_) + "*" + parent + "*" + codes[rank] + "*" + std::string(child_code) + "~\n" + heads_[rank];
        return *this;
    }
    /// A claim for each letter: g good, b bad.
    FileMaker& claims(std::string_view kinds, std::string const& name = "") {
        for (char const kind : kinds) {
            std::string const id = name.empty() ? "C" + std::to_string(++claims_) : name;
            std::string const start = "CLM*" + id + (kind == 'g' ? "*180*" : "*181*");
            out_ += replaced(good_, "CLM*RB-1001*180*", start);
        }
        return *this;
    }
    FileMaker& text(std::string const& text) {
        out_ += text;
        return *this;
    }
    FileMaker& end_set(int too_many = 0) {
        auto const segments = std::count(out_.begin() + static_cast<std::ptrdiff_t>(set_begin_), out_.end(), '~') + 1;
        out_ += "SE*" + std::to_string(segments + too_many) + "*" + std::to_string(1000 + sets_) + "~\n";
        return *this;
    }
    FileMaker& end_group(int too_many = 0) {
        out_ += "GE*" + std::to_string(sets_ + too_many) + "*" + std::to_string(100 + groups_) + "~\n";
        return *this;
    }
    std::string end(int too_many = 0) {
        out_ += "IEA*" + std::to_string(groups_ + too_many) + "*000000101~\n";
        return out_;
    }

private:
    std::string isa_, gs_, header_, good_, out_;
    std::array<std::string, 3> heads_;
    std::array<int, 3> numbers_{};
    int groups_ = 0, sets_ = 0, levels_ = 0, claims_ = 0;
    std::size_t set_begin_ = 0;
};

/// With another SE01 in the first set.
std::string recounted(std::string text, int more) {
    auto const at = text.find("\nSE*") + 4, end = text.find('*', at);
    return text.replace(at, end - at, std::to_string(std::stoi(text.substr(at, end - at)) + more));
}

/// "C1 C4": the CLM01s of claims.
std::string names(std::vector<std::string> const& claims) {
    std::string all;
    for (std::string const& claim : claims) all += (all.empty() ? "" : " ") + claim.substr(4, claim.find('*', 4) - 4);
    return all;
}

/// The HL segments of a file, without "HL*".
std::string levels_of(std::string const& text) {
    std::string all;
    for (auto at = text.find("HL*"); at != std::string::npos; at = text.find("\nHL*", at)) {
        at += text[at] == '\n' ? 4 : 3;
        all += (all.empty() ? "" : " ") + text.substr(at, text.find('~', at) - at);
    }
    return all;
}

} // namespace

TEST_CASE("our samples are split claim by claim, the same however they are cut") {
    for (auto const& entry : fs::directory_iterator(project() / "samples")) {
        if (entry.path().extension() != ".edi") continue;
        CAPTURE(entry.path().filename().string());
        auto const text = read_file(entry.path());
        auto const split = split_text(text);
        check_same_however_cut(text, split.outcome);
        // What needs no change gets none.
        if (split.rejected.empty()) CHECK((split.accepted == text));
        if (split.accepted.empty()) CHECK((split.rejected == text));
    }
}

TEST_CASE("the shared samples are split claim by claim") {
    if (!fs::exists(shared_samples())) {
        MESSAGE("skipped: no " << shared_samples());
        return;
    }
    std::size_t with_claims = 0;
    for (auto const& entry : fs::recursive_directory_iterator(shared_samples())) {
        if (!entry.is_regular_file() || entry.path().filename().native().front() == '.') continue;
        CAPTURE(entry.path().string());
        auto const text = read_file(entry.path());
        // Sets of other guides are kept as they are, levels and all.
        bool const plain = text.find("X098") == std::string::npos && text.find("X096") == std::string::npos &&
                           text.find("X097") == std::string::npos && text.find("X224") == std::string::npos;
        auto const split = split_text(text, {}, plain);
        with_claims += split.outcome.totals().claims > 0;
    }
    CHECK(with_claims > 80);
    auto const all = run_paths({shared_samples().string()}, with_split({}));
    for (Settings settings : other_ways) {
        CHECK(same_files(all, run_paths({shared_samples().string()}, with_split(settings))));
    }
}

TEST_CASE("line breaks and delimiters of the input are kept") {
    auto const text =
        FileMaker().group().set().level(0, "1").level(1, "1").claims("gbg").level(2, "0").claims("b").end_set().end_group().end();
    auto const bare = replaced_all(text, "\n", "");
    std::string other = bare;
    for (auto& c : other) c = c == '*' ? '|' : c == ':' ? '>' : c == '^' ? '!' : c == '~' ? '\x1d' : c;
    for (auto const& variant : {bare, replaced_all(text, "\n", "\r\n"), replaced_all(bare, "~", "\n"), replaced_all(bare, "~", "\r\n"),
                                replaced_all(bare, "~", "\r"), replaced_all(text, "\n", "\n\n  "), other,
                                other + "\n" + replaced_all(other, "000000101", "000000102"), "\xEF\xBB\xBF\r\n\n" + text}) {
        auto const split = split_text(variant);
        CHECK(split.accepted_claims.size() * 2 == split.rejected_claims.size() * 2);
        CHECK(split.accepted_claims.size() % 2 == 0);
        CHECK(split.accepted_claims.size() > 0);
        check_same_however_cut(variant, split.outcome);
    }
}

TEST_CASE("claims of the same name are told apart by where they stand") {
    auto const text = FileMaker()
                          .group()
                          .set()
                          .level(0, "1")
                          .level(1, "0")
                          .claims("gbbgb", "TWIN")
                          .level(1, "0")
                          .claims("bg", "TWIN")
                          .end_set()
                          .end_group()
                          .end();
    auto const split = split_text(text);
    CHECK(split.accepted_claims.size() == 3);
    CHECK(split.rejected_claims.size() == 4);
    for (auto const& claim : split.accepted_claims) CHECK(claim.find("CLM*TWIN*180*") == 0);
    for (auto const& claim : split.rejected_claims) CHECK(claim.find("CLM*TWIN*181*") == 0);
}

TEST_CASE("levels are kept where claims below them are, and numbered anew") {
    FileMaker file;
    file.group().set();
    file.level(0, "1").level(1, "0").claims("b").level(1, "0").claims("gb"); // provider 1
    file.level(1, "1").level(2, "0").claims("b").level(2, "0").claims("g");  // a subscriber with two patients
    file.level(0, "1").level(1, "0").claims("b");                            // provider 2: nothing is accepted
    file.level(0, "1").level(1, "1").claims("g").level(2, "0").claims("b");  // provider 3: subscriber accepted, patient not
    file.level(0, "1").level(1, "1").claims("b").level(2, "0").claims("g");  // provider 4: the other way round
    auto const text = file.end_set().end_group().end();
    auto const split = split_text(text);
    CHECK(names(split.accepted_claims) == "C2 C5 C7 C10");
    CHECK(names(split.rejected_claims) == "C1 C3 C4 C6 C8 C9");
    CHECK(levels_of(split.accepted) == "1**20*1 2*1*22*0 3*1*22*1 4*3*23*0 5**20*1 6*5*22*0 7**20*1 8*7*22*1 9*8*23*0");
    CHECK(levels_of(split.rejected) ==
          "1**20*1 2*1*22*0 3*1*22*0 4*1*22*1 5*4*23*0 6**20*1 7*6*22*0 8**20*1 9*8*22*1 10*9*23*0 11**20*1 12*11*22*0");
    check_same_however_cut(text, split.outcome);
}

TEST_CASE("an error of a level sends all claims below it back") {
    FileMaker file;
    file.group().set().level(0, "1").level(1, "0").claims("gg").level(1, "1").level(2, "0").claims("g").end_set().end_group();
    auto const text = file.end();
    SUBCASE("a wrong number, which is right in the file") {
        auto const split = split_text(replaced(text, "HL*4*3*23*0", "HL*9*3*23*0"));
        CHECK(names(split.accepted_claims) == "C1 C2");
        CHECK(levels_of(split.rejected) == "1**20*1 2*1*22*1 3*2*23*0");
    }
    SUBCASE("a segment that the level lacks") {
        auto const split = split_text(recounted(replaced(text, "PAT*19~\n", ""), -1));
        CHECK(names(split.accepted_claims) == "C1 C2");
        CHECK(names(split.rejected_claims) == "C3");
    }
    SUBCASE("elements of an HL that nobody knows stay") {
        auto const split = split_text(replaced(text, "HL*3*1*22*1~", "HL*3*1*22*1*X*Y~"));
        CHECK((split.accepted + split.rejected).find("*22*1*X*Y~") != std::string::npos);
    }
}

TEST_CASE("sets, groups and interchanges without claims for a file are left out of it") {
    FileMaker file;
    file.group();
    for (char const* kinds : {"g", "b", "gb"}) file.set().level(0, "1").level(1, "0").claims(kinds).end_set();
    file.end_group().group().set().level(0, "1").level(1, "0").claims("b").end_set().end_group();
    file.group().set().level(0, "1").level(1, "0").claims("g").end_set().end_group();
    std::string const mixed = file.end();
    std::string const all_good = FileMaker().group().set().level(0, "1").level(1, "0").claims("g").end_set().end_group().end();
    auto const text = mixed + replaced_all(all_good, "000000101", "000000102");
    auto const split = split_text(text);
    CHECK(names(split.accepted_claims) == "C1 C3 C6 C1");
    CHECK(names(split.rejected_claims) == "C2 C4 C5");
    CHECK(split.accepted.find("GE*2*101~\n") != std::string::npos);
    CHECK(split.accepted.find("GE*1*103~\nIEA*2*000000101~\n") != std::string::npos);
    CHECK(split.accepted.find("IEA*1*000000102~\n") != std::string::npos);
    CHECK(split.rejected.find("000000102") == std::string::npos);
    CHECK(split.rejected.find("ST*837*1002*") != std::string::npos);
    CHECK(split.rejected.find("GE*2*101~\nGS*") != std::string::npos);
    CHECK(split.rejected.find("IEA*2*000000101~\n") != std::string::npos);
    check_same_however_cut(text, split.outcome);
}

TEST_CASE("what is rejected at its end goes back whole, in the order of the input") {
    auto const file = [](int set, int group, int interchange) {
        FileMaker all;
        for (int i = 0; i < 2; ++i) {
            all.group();
            for (int n = 0; n < 2; ++n) {
                all.set().level(0, "1").level(1, "1").claims("gb").level(2, "0").claims("g");
                all.end_set(n == 0 && i == 0 ? set : 0);
            }
            all.end_group(i == 0 ? group : 0);
        }
        return all.end(interchange);
    };
    SUBCASE("a set") {
        auto const split = split_text(file(1, 0, 0));
        CHECK(names(split.accepted_claims) == "C4 C6 C7 C9 C10 C12");
        CHECK(names(split.rejected_claims) == "C1 C2 C3 C5 C8 C11");
        CHECK(levels_of(split.rejected).find("1**20*1 2*1*22*1 3*2*23*0 1**20*1 2*1*22*0") == 0);
    }
    SUBCASE("a group") {
        auto const split = split_text(file(0, 1, 0));
        CHECK(names(split.accepted_claims) == "C7 C9 C10 C12");
        CHECK(names(split.rejected_claims) == "C1 C2 C3 C4 C5 C6 C8 C11");
    }
    SUBCASE("an interchange; the one behind it is not") {
        auto const text = file(0, 0, 1) + replaced_all(file(0, 0, 0), "000000101", "000000102");
        auto const split = split_text(text);
        CHECK(names(split.accepted_claims) == "C1 C3 C4 C6 C7 C9 C10 C12");
        CHECK(names(split.rejected_claims) == "C1 C2 C3 C4 C5 C6 C7 C8 C9 C10 C11 C12 C2 C5 C8 C11");
        check_same_however_cut(text, split.outcome);
    }
}

TEST_CASE("sets of guides that are not checked go back as they are") {
    FileMaker file;
    file.group("005010X224A2").set("005010X224A2").level(0, "1").level(1, "0").claims("gb").level(1, "0").end_set(3).end_group();
    file.group().set().level(0, "1").level(1, "0").claims("gb").end_set();
    auto const text = replaced(file.end_group().end(), "HL*3*1*22*0", "HL*7*2*22*9");
    auto const split = split_text(text, {}, false);
    CHECK(names(split.accepted_claims) == "C3");
    CHECK(names(split.rejected_claims) == "C1 C2 C4");
    CHECK(levels_of(split.rejected) == "1**20*1 2*1*22*0 7*2*22*9 1**20*1 2*1*22*0");
    check_same_however_cut(text, split.outcome);
}

TEST_CASE("sets without claims are in neither file, and no loss") {
    std::string const other = "ST*835*0001~\nBPR*I*1~\nSE*3*0001~\n", empty = "ST*837*0002*005010X222A1~\nBHT*1~\nSE*3*0002~\n";
    auto const text = FileMaker().group().text(other + empty).set().level(0, "1").level(1, "0").claims("g").end_set().end_group(2).end();
    auto const split = split_text(text);
    CHECK(split.outcome.totals().claims == 1);
    CHECK((split.accepted + split.rejected).find("835") == std::string::npos);
    CHECK((split.accepted + split.rejected).find("*0002") == std::string::npos);
}

TEST_CASE("claims too large to be checked are in the rejected file all the same") {
    FileMaker file;
    file.group().set().level(0, "1").level(1, "0").claims("gg").level(1, "1").claims("g").level(2, "0").claims("g");
    auto const text = file.end_set().end_group().end();
    std::string notes;
    for (int i = 0; i < 3000; ++i) notes += "NTE*ADD*" + std::to_string(i) + "~\r\n";
    auto const large = [&](std::string const& claim) {
        auto const at = text.find("~\n", text.find(claim)) + 2;
        return recounted(text.substr(0, at) + notes + text.substr(at), 3000);
    };
    for (auto const& [claim, kept] :
         std::map<std::string, std::string>{{"CLM*C2*", "C1 C3 C4"}, {"CLM*C3*", "C1 C2 C4"}, {"CLM*C4*", "C1 C2 C3"}}) {
        CAPTURE(claim);
        auto const bad = large(claim);
        auto const split = split_text(bad, {.threads = 1, .block_size = 4096, .largest_claim = 20'000});
        CHECK(names(split.accepted_claims) == kept);
        CHECK(split.rejected_claims.size() == 1);
        check_same_however_cut(bad, split.outcome, 20'000);
    }
    SUBCASE("a long segment in a claim") {
        auto const at = text.find("HI*", text.find("CLM*C2*"));
        auto const bad = recounted(text.substr(0, at) + "NTE*ADD*" + std::string(50'000, 'x') + "~\n" + text.substr(at), 1);
        auto const split = split_text(bad, {.threads = 1, .block_size = 3000, .largest_segment = 20'000});
        CHECK(names(split.rejected_claims) == "C2");
        check_same_however_cut(bad, split.outcome, 16u << 20, 20'000);
    }
    SUBCASE("a level too large spoils its set") {
        auto const at = text.find("SBR*", text.find("HL*3*"));
        auto const bad = text.substr(0, at) + notes + text.substr(at);
        auto const split = split_text(bad, {.threads = 1, .block_size = 3000, .largest_claim = 20'000}, false);
        CHECK(names(split.rejected_claims) == "C1 C2 C3 C4");
        check_same_however_cut(bad, split.outcome, 20'000);
    }
    SUBCASE("so does a header") {
        auto const bad = replaced(text, "BHT*", "BHX*" + std::string(300'000, 'x') + "~\nBHT*");
        auto const split = split_text(bad, {.threads = 1, .block_size = 4096, .largest_segment = 100'000}, false);
        CHECK(names(split.rejected_claims) == "C1 C2 C3 C4");
        CHECK(split.rejected.find(std::string(300'000, 'x')) != std::string::npos);
    }
}

TEST_CASE("a file that is cut off anywhere loses no claim") {
    auto const text = FileMaker()
                          .group()
                          .set()
                          .level(0, "1")
                          .level(1, "1")
                          .claims("gb")
                          .level(2, "0")
                          .claims("g")
                          .end_set()
                          .set()
                          .level(0, "1")
                          .level(1, "0")
                          .claims("g")
                          .end_set()
                          .end_group()
                          .end();
    for (std::size_t length = 200; length < text.size(); length += 23) {
        CAPTURE(length);
        auto const cut = text.substr(0, length);
        auto const split = split_text(cut);
        CHECK(split.accepted == "");
        CHECK(same_files(split.outcome, run_text(cut, with_split({.threads = 2, .block_size = 100}))));
    }
}

TEST_CASE("a set outside of any group goes back without one") {
    auto const text = FileMaker()
                          .set()
                          .level(0, "1")
                          .level(1, "0")
                          .claims("gg")
                          .end_set()
                          .group()
                          .set()
                          .level(0, "1")
                          .level(1, "0")
                          .claims("g")
                          .end_set()
                          .end_group()
                          .end();
    auto const split = split_text(text);
    CHECK(names(split.rejected_claims) == "C1 C2");
    CHECK(names(split.accepted_claims) == "C3");
    CHECK(split.rejected.find("IEA*0*000000101~\n") != std::string::npos);
}

TEST_CASE("claims outside of any set and text outside of interchanges are counted and said") {
    auto const good = FileMaker().group().set().level(0, "1").level(1, "0").claims("g").end_set().end_group().end();
    auto const bad = FileMaker().group().set().level(0, "1").level(1, "0").claims("g").end_set().claims("gg").end_group().end();
    std::string const stray = "CLM*LOST*1~";
    auto const split = split_text(good + stray + bad);
    CHECK(split.outcome.summary.split->neither == 2);
    CHECK(split.outcome.summary.split->outside_bytes == stray.size());
    CHECK(names(split.accepted_claims) == "C1");
    for (char const* name : {"summary.txt", "in.edi.report.txt"}) {
        auto const& said = split.outcome.files.at(name);
        CHECK(said.find("split: 1 claim in accepted.edi, 1 in rejected.edi, 2 in neither\n") != std::string::npos);
        CHECK(said.find("in neither split file: 2 claims outside of any set, 11 bytes of text outside of interchanges\n") !=
              std::string::npos);
    }
    std::string const json = R"("split":{"accepted":1,"rejected":1,"neither":2,"outside_bytes":11,"lines_without_claim":0})";
    auto const& summary = split.outcome.files.at("summary.json");
    CHECK(summary.find(json) != summary.rfind(json)); // of the input and of the run
    check_same_however_cut(good + stray + bad, split.outcome);
}

TEST_CASE("what is no X12 leaves no split file and is said") {
    for (std::string const& text : {std::string(), std::string("hello world"), std::string(3000, '\0'), std::string("ISA*00*")}) {
        auto const outcome = run_text(text, with_split({}));
        CHECK(outcome.error == "");
        CHECK(file_of(outcome, ".accepted.edi") + file_of(outcome, ".rejected.edi") == "");
        CHECK(outcome.files.count("in.edi.rejected.edi") == 0);
        CHECK(outcome.summary.split->outside_bytes == (text.find_first_not_of('\0') == std::string::npos ? 0 : text.size()));
    }
}

TEST_CASE("many sets and many providers keep their places") {
    FileMaker file;
    for (int group = 0; group < 3; ++group) {
        file.group();
        for (int set = 0; set < 40; ++set) {
            file.set();
            for (int provider = 0; provider < 4; ++provider)
                file.level(0, "1").level(1, "0").claims(set % 3 == 0 ? "gb" : provider % 2 == 0 ? "b" : "ggg");
            file.end_set(set % 7 == 6);
        }
        file.end_group(group == 1);
    }
    auto const text = file.end();
    auto const split = split_text(text);
    CHECK(split.accepted_claims.size() > 100);
    CHECK(split.rejected_claims.size() > 100);
    check_same_however_cut(text, split.outcome);
}

TEST_CASE("what does not fit into memory is split alike") {
    FileMaker file;
    file.group();
    for (int set = 0; set < 2; ++set) {
        file.set();
        for (int provider = 0; provider < 260; ++provider)
            file.level(0, "1").level(1, "0").claims(std::string(60, provider % 2 ? 'g' : 'b'));
        file.end_set(set == 0);
    }
    std::string notes; // in a claim: more than is read of the spool at a time
    for (int i = 0; i < 60'000; ++i) notes += "NTE*ADD*A NOTE OF SOME LENGTH~\n";
    file.set().level(0, "1").level(1, "0").claims("g").text(notes).claims("g").end_set();
    auto const text = file.end_group().end();
    REQUIRE(text.size() > 10'000'000);
    auto const split = split_text(text);
    CHECK(split.accepted_claims.size() == 7801);
    CHECK(split.rejected_claims.size() == 23'401);
    CHECK(same_files(split.outcome, run_text(text, with_split({.threads = 8, .block_size = 30'000}))));
}

TEST_CASE("files broken at random lose no claim and leave an accepted file without errors") {
    std::uint64_t state = 837;
    auto const dice = [&](std::size_t sides) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        return static_cast<std::size_t>(state >> 33) % sides;
    };
    FileMaker file;
    file.group().set().level(0, "1").level(1, "1").claims("gb").level(2, "0").claims("gg").level(1, "0").claims("bg");
    file.level(0, "1").level(1, "0").claims("g").level(1, "0").claims("b").end_set();
    file.set().level(0, "1").level(1, "0").claims("gg").end_set().end_group();
    file.group().set().level(0, "1").level(1, "1").level(2, "0").claims("gg").end_set().end_group();
    auto const whole = file.end();
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < whole.size(); at = whole.find('\n', at) + 1)
        lines.push_back(whole.substr(at, whole.find('\n', at) + 1 - at));
    std::array<std::string, 8> const odd{"HL*3*1*99*0~\n", "HL*3*1*23*0~\n", "HL~\n",      "CLM~\n", "~\n",
                                         "ZZZ*1~\n",       "SE*1*1~\n",      "HL*1**20~\n"};
    for (int round = 0; round < 60; ++round) {
        auto broken = lines;
        for (std::size_t changes = 1 + dice(3); changes > 0; --changes) {
            std::size_t const at = 1 + dice(broken.size() - 1);
            switch (dice(4)) {
                case 0: broken.erase(broken.begin() + static_cast<std::ptrdiff_t>(at)); break;
                case 1: std::swap(broken[at], broken[1 + dice(broken.size() - 1)]); break;
                case 2: broken.insert(broken.begin() + static_cast<std::ptrdiff_t>(at), broken[1 + dice(broken.size() - 1)]); break;
                default: broken.insert(broken.begin() + static_cast<std::ptrdiff_t>(at), odd[dice(odd.size())]); break;
            }
        }
        std::string text;
        for (auto const& line : broken) text += line;
        CAPTURE(round);
        Settings how;
        if (round % 3 == 0) how.largest_claim = 700 + dice(800);
        auto const split = split_text(text, how, round % 3 != 0);
        how.threads = 2;
        how.block_size = 1 + dice(1500);
        CHECK(same_files(split.outcome, run_text(text, with_split(how))));
    }
}
