// Masked files: the same findings at the same places, and nobody's name, number or birth date in them.
#include <doctest/doctest.h>

#include <random>
#include <set>

#include "edi/text/segments.hpp"
#include "engine/mask/mask_text.hpp"
#include "engine/run_example.hpp"
#include "rules/registry.hpp"
#include "tests/engine/packed.hpp"
#include "tests/engine/run_files.hpp"
#include "tests/engine/test_files.hpp"

using namespace engine_test;
using engine::mask::WordCipher;

namespace {

engine::mask::Masker const& masker() {
    static engine::mask::Masker const made("a seed for tests", engine::mask::KnownWords(default_policy()));
    return made;
}

/// `at_once`: bytes that come in a piece.
std::string masked(std::string_view text, std::size_t at_once = 1 << 20) {
    std::string out;
    engine::mask::TextMask mask(masker(), [&](std::string_view bytes) {
        out.append(bytes);
        return true;
    });
    for (; !text.empty(); text.remove_prefix(std::min(at_once, text.size()))) mask.add(text.substr(0, at_once));
    mask.finish();
    return out;
}

std::string word(std::string text) {
    static WordCipher const cipher("a seed for tests");
    cipher.mask(text.data(), text.size());
    return text;
}

/// What each finding says but for its words, which show values.
std::string places(Outcome const& outcome) {
    std::string out;
    std::string_view rest = outcome.findings();
    while (!rest.empty()) {
        std::string_view const line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
        for (std::string_view const key :
             {"rule", "severity", "claim_no", "line", "loop", "segment", "segment_no", "element", "component", "offset", "length"}) {
            auto const at = line.find("\"" + std::string(key) + "\":");
            out.append(at == std::string_view::npos ? "-" : line.substr(at, line.find(',', at) - at)).append(" ");
        }
        out += '\n';
    }
    return out;
}

/// One element that names somebody, as it stands in a file.
struct Secret {
    std::uint32_t segment, element;
    std::string value;
};

bool is_payer_id(edi::Segment const& nm1) {
    bool const person = nm1.element(1) == "IL" || nm1.element(1) == "QC";
    return !person && (nm1.element(8) == "PI" || nm1.element(8) == "XV");
}

/// Names, ids, streets, cities and birth dates of all segments, told here in another way than the masker's.
std::vector<Secret> secrets(edi::SegmentTable const& table) {
    std::vector<Secret> found;
    for (std::uint32_t i = 0; i < table.size(); ++i) {
        edi::Segment const segment = table[i];
        auto const add = [&](std::initializer_list<std::uint32_t> elements) {
            for (auto const element : elements)
                if (!segment.element(element).empty()) found.push_back({i, element, std::string(segment.element(element))});
        };
        std::string_view const id = segment.id_text();
        if (id == "NM1") add({3, 4, 5});
        if (id == "NM1" && !is_payer_id(segment)) add({9});
        if (id == "N3") add({1, 2});
        if (id == "N4") add({1});
        if (id == "DMG") add({2});
        if (id == "CLM") add({1});
        if (id == "SBR") add({3, 4});
        if (id == "PER") add({2, 4, 6, 8});
        if (id == "REF" && segment.element(1) != "4N" && segment.element(1) != "F5" && segment.element(1) != "T4") add({2});
    }
    return found;
}

bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0;
}

/// The words of a value that are long enough to be known again; what a rule must read in an address is no secret.
std::set<std::string> words(std::string const& value) {
    std::set<std::string> list;
    for (std::size_t begin = 0; begin < value.size(); ++begin) {
        std::size_t end = begin;
        while (end < value.size() && is_word(value[end])) ++end;
        if (end - begin >= 7) list.insert(value.substr(begin, end - begin));
        begin = end;
    }
    return list;
}

std::set<std::string> all_words(std::string const& text) {
    return words(text);
}

/// The secrets of `text` that can be read in `mask`, which has the same structure.
std::string left_in(std::string const& text, std::string const& mask) {
    auto const isa = edi::find_isa(text);
    if (isa == std::string::npos) return {};
    auto const reading = edi::read_isa(std::string_view(text).substr(isa));
    if (!reading.readable()) return {};
    edi::SegmentTable original, hidden;
    original.assign(std::string_view(text).substr(isa), reading.delimiters);
    hidden.assign(std::string_view(mask).substr(isa), reading.delimiters);
    if (original.size() != hidden.size()) return "segments differ";
    auto const anywhere = all_words(mask);
    std::set<std::string> kept; // words that stand where nothing is secret too: codes, control numbers, ids of payers
    auto const list = secrets(original);
    std::set<std::pair<std::uint32_t, std::uint32_t>> secret_places;
    for (Secret const& secret : list) secret_places.insert({secret.segment, secret.element});
    for (std::uint32_t i = 0; i < original.size(); ++i)
        for (std::uint32_t e = 1; e <= original[i].size(); ++e)
            if (!secret_places.contains({i, e})) kept.merge(words(std::string(original[i].element(e))));
    std::string left;
    for (Secret const& secret : list) {
        if (std::none_of(secret.value.begin(), secret.value.end(), is_word)) continue;
        std::string const now(hidden[secret.segment].element(secret.element));
        bool const box = now.find("BOX") != std::string::npos && now != secret.value;
        if (now == secret.value || (!box && now.size() != secret.value.size())) left += "at its place: " + secret.value + "\n";
        for (std::string const& each : words(secret.value))
            if (anywhere.contains(each) && !kept.contains(each)) left += "somewhere: " + each + "\n";
    }
    return left;
}

unsigned luhn_rest(std::string const& npi) {
    unsigned sum = 24;
    for (std::size_t i = 0; i < 10; ++i) {
        auto const digit = static_cast<unsigned>(npi[i] - '0');
        sum += i % 2 == 0 ? digit / 5 + digit * 2 % 10 : digit;
    }
    return sum % 10;
}

} // namespace

TEST_CASE("a masked file has the findings of its original, and none of its names, ids and birth dates") {
    bool shared = false;
    std::size_t claims = 0, findings = 0;
    for (auto const& path : sample_files(shared)) {
        CAPTURE(path.string());
        std::string const text = read_file(path), mask = masked(text);
        REQUIRE(mask.size() == text.size());
        auto const before = run_files({text}), after = run_files({mask});
        CHECK(places(before) == places(after));
        CHECK(before.totals() == after.totals());
        CHECK(left_in(text, mask) == "");
        CHECK(masked(text, 7) == mask); // however it comes in
        claims += before.totals().claims;
        findings += before.totals().errors + before.totals().warnings + before.totals().advice;
    }
    CHECK(claims > 50);
    CHECK(findings > 100);
    MESSAGE(claims << " claims, " << findings << " findings");
    if (!shared) MESSAGE("skipped: no shared samples at " << shared_samples().string() << " (set SCRUB837_SHARED)");
}

namespace {

bool ends_with_any(std::string_view name, std::initializer_list<std::string_view> ends) {
    return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return name.ends_with(end); });
}

/// Words that the reports have of themselves: "Billing providers".
std::set<std::string> own_words() {
    static std::set<std::string> const own = [] {
        Settings settings;
        settings.mask = true;
        std::set<std::string> all;
        for (auto const& [name, content] : run_text(sample("837p-wrong-units.edi"), settings).files)
            if (ends_with_any(name, {".report.txt", "summary.txt", "report.html"})) all.merge(all_words(content));
        return all;
    }();
    return own;
}

/// What `text` says to people that names somebody of the file.
std::string named_in(std::string const& file, std::string const& text) {
    auto const isa = edi::find_isa(file);
    if (isa == std::string::npos) return {};
    auto const reading = edi::read_isa(std::string_view(file).substr(isa));
    if (!reading.readable()) return {};
    edi::SegmentTable table;
    table.assign(std::string_view(file).substr(isa), reading.delimiters);
    auto const list = secrets(table);
    std::set<std::pair<std::uint32_t, std::uint32_t>> places;
    for (Secret const& secret : list) places.insert({secret.segment, secret.element});
    std::set<std::string> kept = own_words();
    for (std::uint32_t i = 0; i < table.size(); ++i)
        for (std::uint32_t e = 1; e <= table[i].size(); ++e)
            if (!places.contains({i, e})) kept.merge(words(std::string(table[i].element(e))));
    auto const shown = all_words(text);
    std::string left;
    for (Secret const& secret : list) {
        if (std::none_of(secret.value.begin(), secret.value.end(), is_word)) continue;
        std::string const segment(table[secret.segment].text());
        if (segment.size() < 100 && text.find(segment) != std::string::npos) left += "at its place: " + segment + "\n";
        for (std::string const& each : words(secret.value))
            if (shown.contains(each) && !kept.contains(each)) left += "somewhere: " + each + "\n";
    }
    return left;
}

} // namespace

TEST_CASE("check --mask: nobody is named in what people read, and what programs read is as ever") {
    bool shared = false;
    std::size_t findings = 0, hidden = 0;
    for (auto const& path : sample_files(shared)) {
        CAPTURE(path.string());
        std::string const text = read_file(path);
        Settings settings = comparing();
        auto const open = run_files({text}, settings);
        settings.mask = true;
        auto const masked_run = run_files({text}, settings);
        CHECK(masked_run.totals() == open.totals());
        REQUIRE(masked_run.files.size() == open.files.size());
        for (auto const& [name, content] : open.files) {
            CAPTURE(name);
            std::string const& now = masked_run.files.at(name);
            if (!ends_with_any(name, {".report.txt", "summary.txt", "report.html"})) {
                CHECK(now == content);
                continue;
            }
            CHECK(named_in(text, now) == "");
            // Findings that differ in hidden values alone are told together.
            if (name.ends_with(".report.txt"))
                CHECK(std::count(now.begin(), now.end(), '\n') <= std::count(content.begin(), content.end(), '\n') + 1);
            hidden += now != content;
        }
        findings += open.totals().errors + open.totals().warnings + open.totals().advice;
    }
    CHECK(findings > 100);
    CHECK(hidden > 20);
    if (!shared) MESSAGE("skipped: no shared samples at " << shared_samples().string() << " (set SCRUB837_SHARED)");
}

TEST_CASE("check --mask: no rule's message names anybody") {
    std::size_t rules = 0;
    Settings settings = comparing();
    settings.mask = true;
    for (rules::Rule const* rule : rules::all_rules()) {
        std::string const text = engine::example_text(rule->fires);
        if (text.empty()) continue;
        CAPTURE(rule->id);
        auto const run = run_text(text, settings);
        for (auto const& [name, content] : run.files)
            if (ends_with_any(name, {".report.txt", "summary.txt", "report.html"})) CHECK(named_in(text, content) == "");
        ++rules;
    }
    CHECK(rules > 150);
}

TEST_CASE("check --mask: messages of a user's own rule name nobody, and tell no birth date") {
    rules::PolicyText const own{
        "own.toml", "id = \"own\"\nversion = \"1\"\ntitle = \"own\"\n[[rule]]\nid = \"X101\"\nname = \"own-rule\"\nscope = \"claim\"\n"
                    "title = \"own\"\nwhen = 'claim.charge > 0.00'\nhelp = \"none\"\nsource = \"s\"\n"
                    "message = \"{claim.control_number}, {claim.subscriber.last_name}, born {claim.subscriber.birth_date}, "
                    "{claim.billing_provider.npi}, {claim.charge}\"\n"};
    auto texts = std::get<std::vector<rules::PolicyText>>(rules::policy_texts(std::vector<std::string>{}));
    texts.push_back(own);
    auto const policy = std::get<rules::Policy>(rules::layer_policies(texts, rules::CodeTables::builtin()));
    Settings settings;
    settings.policy = &policy;
    settings.mask = true;
    auto const run = run_text(sample("837p-clean.edi"), settings);
    CHECK(run.files.at("in.edi.report.txt").find("xx-xxxx, xxxxxxxx, born xxxx-xx-xx, xxxxxxxxxx, 180") != std::string::npos);
    CHECK(run.findings().find("RB-1001, ASHGROVE, born 1958-02-14, 1300200015, 180") != std::string::npos);
}

TEST_CASE("no two words have the same mask, and none is its own") {
    std::set<std::string> seen;
    for (char a = 'A'; a <= 'Z'; ++a) {
        CHECK(word({a}) != std::string{a});
        for (char b = '0'; b <= '9'; ++b)
            for (char c = 'a'; c <= 'z'; ++c) {
                std::string const mask = word({a, b, c});
                CHECK(mask != std::string{a, b, c});
                CHECK(('A' <= mask[0] && mask[0] <= 'Z' && '0' <= mask[1] && mask[1] <= '9' && 'a' <= mask[2] && mask[2] <= 'z'));
                seen.insert(mask);
            }
    }
    CHECK(seen.size() == 26 * 10 * 26);
    std::set<std::string> letters;
    for (char a = 'A'; a <= 'Z'; ++a) letters.insert(word({a}));
    CHECK(letters.size() == 26);
    CHECK(word("SMITH") == word("SMITH"));
    std::string other = "SMITH";
    WordCipher("another seed").mask(other.data(), other.size());
    CHECK(other != word("SMITH"));
    std::string const kept = word("\xC3\x9CMIT");
    CHECK(kept.substr(0, 1) == "\xC3");
    CHECK((static_cast<unsigned char>(kept[1]) & 0xC0) == 0x80);
}

TEST_CASE("the check digit of an NPI stays as right or wrong as it was") {
    for (std::string const& npi : std::vector<std::string>{"1300200015", "1550218733", "1300200051", "1234567890", "2999999999"}) {
        CAPTURE(npi);
        std::string const mask = word(npi);
        CHECK(mask != npi);
        CHECK(mask[0] == npi[0]);
        CHECK(luhn_rest(mask) == luhn_rest(npi));
    }
    std::set<std::string> masks;
    for (int i = 0; i < 5000; ++i) masks.insert(word(std::to_string(1'000'000'000 + i * 7919)));
    CHECK(masks.size() == 5000);
}

TEST_CASE("what stays: words and amounts that rules read, payers' ids, codes, the place of a postal code") {
    auto const segment = [](std::string text) {
        masker().mask_segment(text.data(), text.size(), {});
        return text;
    };
    std::string const note = segment("NTE*ADD*MARY DOE GOT DALTEPARIN 5,000 IU SUBCUTANEOUS, ID 4711, ROOM 12");
    for (char const* word : {"DALTEPARIN", "5,000 IU", "SUBCUTANEOUS"}) CHECK(note.find(word) != std::string::npos);
    for (char const* word : {"MARY", "DOE", "4711", "ROOM"}) CHECK(note.find(word) == std::string::npos);
    CHECK(segment("NM1*PR*2*PAYER*****PI*PMH01").ends_with("*PI*PMH01"));
    CHECK(!segment("NM1*IL*1*DOE*JANE****PI*PMH01").ends_with("PMH01"));
    CHECK(segment("NM1*IL*1*DOE*JANE****MI*DOE").substr(9, 3) == segment("NM1*IL*1*DOE*JANE****MI*DOE").substr(24));
    CHECK(segment("SV1*HC:J2371:JB:::::DALTEPARIN MARY*180*UN*20***1").starts_with("SV1*HC:J2371:JB:::::DALTEPARIN "));
    CHECK(segment("HI*ABK:I82401*ABF:Z7901") == "HI*ABK:I82401*ABF:Z7901");
    std::string const city = segment("N4*SPRINGFIELD*IL*627020077");
    CHECK(city.substr(14, 7) == "*IL*627");
    CHECK(city.substr(21, 2) == segment("N4*SPRINGFIELD*IL*62702").substr(21));
    CHECK(segment("REF*4N*3") == "REF*4N*3");
    CHECK(segment("N3*PO BOX 410").starts_with("N3*PO BOX "));
    CHECK(segment("N3*PO BOX 410") != "N3*PO BOX 410");
    CHECK(segment("ZZZ*JOHN*DOE*A1") != "ZZZ*JOHN*DOE*A1");
    CHECK(segment("ZZZ*JOHN*DOE*A1").ends_with("*A1"));
    CHECK(segment("JOHN DOE WAS HERE").find("JOHN") == std::string::npos);
}

TEST_CASE("birth dates keep year and month and are another day") {
    auto const birth = [](std::string day) {
        std::string text = "DMG*D8*" + day + "*F";
        masker().mask_segment(text.data(), text.size(), {});
        return text.substr(7, day.size());
    };
    std::set<std::string> days;
    for (int day = 1; day <= 29; ++day) {
        std::string const text = "200002" + std::string(day < 10 ? "0" : "") + std::to_string(day);
        std::string const mask = birth(text);
        CHECK(mask != text);
        CHECK(mask.substr(0, 6) == "200002");
        CHECK(edi::read_day(mask).reading == edi::Reading::ok);
        days.insert(mask);
    }
    CHECK(days.size() == 29);
    CHECK(birth("20000230") == "99999999"); // no day stays none
    CHECK(birth("580214") == "999999");
}

TEST_CASE("names that look like the start of an interchange do not stop the masking") {
    std::string const text = replaced(sample("837p-clean.edi"), "NM1*85*2*", "NM1*85*2*LISA*");
    CHECK(masked(text).find("LISA*") == std::string::npos);
    CHECK(masked(text).size() == text.size());
}

TEST_CASE("cut, joined and broken files keep their length, and what surrounds the claims is masked too") {
    std::string const text = sample("837p-cob.edi");
    for (std::size_t size = 0; size < text.size(); size += 13) CHECK(masked(text.substr(0, size)).size() == size);
    std::string const joined = text.substr(0, 900) + text;
    CHECK(masked(joined).substr(900) == masked(text)); // the second one is as it would be alone
    CHECK(masked("To whom it may concern: JOHN DOE\n" + text).find("JOHN") == std::string::npos);
    CHECK(masked(text + "JOHN DOE\n").find("JOHN") == std::string::npos);
    std::mt19937 random(837);
    for (int i = 0; i < 200; ++i) {
        std::string broken = text;
        for (int j = 0; j < 20; ++j) broken[random() % broken.size()] = static_cast<char>(random());
        CHECK(masked(broken).size() == broken.size());
    }
    std::string const long_segment = replaced(text, "CLM*", "NTE*ADD*" + std::string(3 << 20, 'A') + "~CLM*");
    CHECK(masked(long_segment).size() == long_segment.size());
}

TEST_CASE("a packed file is masked as what is in it, and one that is damaged is told") {
    std::string const text = sample("837p-cob.edi"), mask = masked(text);
    TemporaryDirectory const in;
    std::string out;
    auto const mask_file = [&](std::string const& packed) {
        write_file(in / "in", packed);
        auto const inputs = std::get<std::vector<engine::InputScope>>(engine::read::list_inputs(std::vector<std::string>{in / "in"}));
        REQUIRE(inputs.size() == 1);
        out.clear();
        return engine::mask::mask_input(inputs[0], masker(), [&](std::string_view bytes) {
            out.append(bytes);
            return true;
        });
    };
    for (std::string const& packed :
         {text, gzip(text), zstd(text), zip({{"a.edi", text}}), gzip(text.substr(0, 700)) + gzip(text.substr(700))}) {
        CHECK(mask_file(packed) == "");
        CHECK(out == mask);
    }
    std::string const packed = gzip(text);
    CHECK(mask_file(packed.substr(0, packed.size() - 4)) != "");
    CHECK(mask_file(packed + "x") != "");
}
