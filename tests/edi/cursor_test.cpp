#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "edi/loops/cursor.hpp"
#include "sample_sets.hpp"

using edi::CursorEnd;
using edi::CursorStart;
using edi::Fault;
using edi::FaultKind;
using edi::LoopId;
using edi_test::SampleSet;
using edi::operator""_seg;

namespace {

constexpr auto professional = edi::GuideId::professional;
constexpr auto institutional = edi::GuideId::institutional;

struct Walked {
    std::string text;
    edi::Delimiters delimiters;
    edi::SegmentTable segments;
    std::vector<edi::PlacedSegment> placed;
    std::vector<Fault> faults;

    Walked(std::string whole, edi::GuideId guide, edi::Delimiters const& with = {}, CursorStart const& start = {},
           CursorEnd const& end = {})
        : text(std::move(whole)), delimiters(with) {
        segments.assign(text, delimiters);
        edi::Cursor().place(edi::guide(guide), segments, start, end, placed, faults);
    }
    Walked(Walked const&) = delete;

    LoopId loop(std::uint32_t segment) const { return placed[segment].loop; }
    std::string_view name(std::uint32_t segment) const {
        auto const node = placed[segment].node;
        return node == edi::no_node ? std::string_view{} : edi::guide(professional).outline[node].name;
    }
};

std::string_view kind_name(FaultKind kind) {
    constexpr std::string_view names[] = {"unrecognized_segment", "unexpected_segment", "qualifier_unknown", "missing_segment",
                                          "missing_loop",         "too_many_loops",     "too_many_segments", "out_of_sequence",
                                          "level_unknown",        "level_number",       "level_parent",      "level_child_code"};
    return names[static_cast<int>(kind)];
}

std::string id_text(edi::SegmentId id) {
    std::string text;
    for (; id != 0; id >>= 8) text += static_cast<char>(id & 0xFF);
    return text;
}

/// "missing_segment N3 2010AA after 5" and the like, one a fault.
std::string describe(std::vector<Fault> const& faults, edi::SegmentTable const& segments) {
    std::string text;
    for (auto const& fault : faults) {
        text += std::string(text.empty() ? "" : ", ") + std::string(kind_name(fault.kind)) + " " + id_text(fault.segment) + " " +
                std::string(edi::loop_name(fault.loop)) + " at " +
                (fault.place.segment < segments.size() ? std::string(segments[fault.place.segment].text()) : std::string("NOWHERE"));
        if (fault.place.element != 0) text += " element " + std::to_string(fault.place.element);
        if (fault.place.component != 0) text += "-" + std::to_string(fault.place.component);
        if (fault.repeated) text += " (repeated)";
    }
    return text;
}
std::string describe(Walked const& walked) {
    return describe(walked.faults, walked.segments);
}

std::string const header =
    "ST*837*0001*005010X222A1~BHT*0019*00*1*20260101*1200*CH~NM1*41*2*CLEARING*****46*1~PER*IC*ANN*TE*5550100~NM1*40*2*PAYER*****46*2~";
std::string const billing = "HL*1**20*1~NM1*85*2*CLINIC*****XX*1~N3*1 MAIN~N4*TOWN*OH*44101~REF*EI*1~";
std::string const subscriber = "HL*2*1*22*0~SBR*P*18*******MB~NM1*IL*1*DOE*JO****MI*1~NM1*PR*2*PAYER*****PI*1~";
std::string const claim = "CLM*A*10***11:B:1*Y*A*Y*Y~HI*ABK:J45~LX*1~SV1*HC:99213*10*UN*1***1~DTP*472*D8*20260101~";
std::string const trailer = "SE*19*0001~";

std::string whole(std::string const& claims = claim) {
    return header + billing + subscriber + claims + trailer;
}
std::string faults_of(std::string const& text, edi::GuideId guide = professional) {
    return describe(Walked(text, guide));
}
/// The faults of a claim of these segments.
std::string faults_of_claim(std::string const& segments) {
    return faults_of(whole(segments));
}

// -- cutting ------------------------------------------------------------------------------------------------------------------

/// What a cutter knows at a boundary. Written apart from the cursor, after the words of CursorStart.
struct Cutter {
    struct Level {
        int rank;
        std::uint64_t number;
        std::vector<std::uint32_t> head;
        std::uint32_t children = 0;
    };
    std::vector<std::uint32_t> set_head;
    std::vector<Level> open;
    std::uint64_t levels = 0;
    std::uint32_t claims = 0;
    bool in_head = true;

    edi::Guide const* guide;

    int rank_of(std::string_view code) const {
        for (int rank = 0; rank < guide->levels.count; ++rank)
            if (guide->levels.list[static_cast<std::size_t>(rank)].code == code) return rank;
        return guide->levels.unknown_rank;
    }
    void end_levels(int rank) {
        while (!open.empty() && open.back().rank >= rank) open.pop_back();
    }
    void pass(edi::Segment segment) {
        if (segment.id() == "HL"_seg) {
            auto const rank = rank_of(segment.element(3));
            end_levels(rank);
            for (auto& level : open) level.children += level.rank == rank - 1 ? 1 : 0;
            open.push_back({rank, ++levels, {segment.index()}, 0});
            claims = 0;
            in_head = true;
        } else if (segment.id() == "CLM"_seg) {
            ++claims;
            in_head = false;
        } else if (in_head) {
            (open.empty() ? set_head : open.back().head).push_back(segment.index());
        }
    }
};

/// Kind, segment, element, component, loop, id, node, where it was found.
using Key = std::tuple<FaultKind, std::uint32_t, int, int, LoopId, edi::SegmentId, edi::NodeIndex, std::uint32_t>;
Key key_of(Fault const& fault, std::uint32_t segment, std::uint32_t found_at) {
    return {fault.kind, segment, fault.place.element, fault.place.component, fault.loop, fault.segment, fault.node, found_at};
}

/// The property that the engine rests on. `cuts(i)`: cut before segment i (asked at every HL and CLM).
template <class Cuts>
void check_pieces(SampleSet const& set, Cuts cuts) {
    Walked const full(set.text, set.guide, set.delimiters);
    std::vector<Key> expected, found;
    for (auto const& fault : full.faults) expected.push_back(key_of(fault, fault.place.segment, fault.found_at));

    auto const& segments = full.segments;
    int const set_levels = edi::guide(set.guide).levels.count;
    Cutter cutter{{}, {}, 0, 0, true, &edi::guide(set.guide)};
    for (std::uint32_t begin = 0, end = 0; begin < segments.size(); begin = end) {
        CursorStart start;
        std::vector<std::uint32_t> origin;
        if (begin > 0) {
            auto state = cutter;
            if (segments[begin].id() == "HL"_seg) {
                state.end_levels(cutter.rank_of(segments[begin].element(3)));
                if (!state.open.empty()) state.claims = 0;
            }
            origin = state.set_head;
            for (auto const& level : state.open) {
                origin.insert(origin.end(), level.head.begin(), level.head.end());
                start.context_levels[static_cast<std::size_t>(level.rank)] = level.number;
                if (level.rank + 1 < set_levels) start.children[static_cast<std::size_t>(level.rank)] = level.children;
            }
            start.context_segments = static_cast<std::uint32_t>(origin.size());
            start.levels = state.levels;
            start.claims = state.claims;
        }
        do cutter.pass(segments[end++]);
        while (end < segments.size() && !((segments[end].id() == "HL"_seg || segments[end].id() == "CLM"_seg) && cuts(end)));
        CursorEnd next;
        if (end < segments.size()) {
            next.next = segments[end].id() == "CLM"_seg ? CursorEnd::Next::claim : CursorEnd::Next::level;
            auto const code = segments[end].id() == "HL"_seg ? segments[end].element(3) : std::string_view{};
            for (std::size_t i = 0; i < 2 && i < code.size() && code.size() == 2; ++i) next.level_code[i] = code[i];
        }
        for (auto i = begin; i < end; ++i) origin.push_back(i);
        std::string text;
        for (auto const i : origin) text += std::string(segments[i].text()) + set.delimiters.segment;
        Walked const piece(text, set.guide, set.delimiters, start, next);
        REQUIRE(piece.segments.size() == origin.size());
        CHECK(
            std::is_sorted(piece.faults.begin(), piece.faults.end(), [](auto const& a, auto const& b) { return a.found_at < b.found_at; }));
        for (auto const& fault : piece.faults) {
            if (!fault.repeated)
                found.push_back(key_of(fault, origin[fault.place.segment], fault.found_at < origin.size() ? origin[fault.found_at] : end));
        }
        for (std::uint32_t i = start.context_segments; i < piece.placed.size(); ++i) {
            INFO(set.file << ": " << piece.segments[i].text());
            CHECK(piece.placed[i].node == full.placed[origin[i]].node);
            CHECK(piece.placed[i].loop == full.placed[origin[i]].loop);
        }
    }
    std::sort(expected.begin(), expected.end());
    std::sort(found.begin(), found.end());
    if (expected != found) {
        std::string difference;
        auto show = [&](std::vector<Key> const& some, std::vector<Key> const& others, char const* what) {
            for (auto const& key : some) {
                if (std::count(some.begin(), some.end(), key) != std::count(others.begin(), others.end(), key)) {
                    difference += std::string(what) + " " + std::string(kind_name(std::get<0>(key))) + " " + id_text(std::get<5>(key)) +
                                  " at " + std::string(segments[std::get<1>(key)].text()) + "\n";
                }
            }
        };
        show(expected, found, "only in the whole:");
        show(found, expected, "only in the pieces:");
        INFO(set.file << "\n" << difference << "\n" << set.text);
        CHECK(expected == found);
    }
}

/// A set with a few segments taken out, doubled, moved or changed.
SampleSet damaged(SampleSet const& set, std::mt19937& random) {
    edi::SegmentTable table;
    table.assign(set.text, set.delimiters);
    std::vector<std::string> texts;
    for (std::uint32_t i = 0; i < table.size() && i < 150; ++i) texts.emplace_back(table[i].text());
    if (texts.size() < 4) return set;
    // The set's first and last segments stay: the reader sees to it that a piece is of one set.
    auto any = [&](std::size_t size) { return std::uniform_int_distribution<std::size_t>(0, size - 1)(random); };
    auto const e = std::string(1, set.delimiters.element);
    for (auto changes = 1 + any(4); changes > 0; --changes) {
        auto const at = 1 + any(texts.size() - 2);
        switch (any(6)) {
            case 0:
                if (texts.size() > 3) texts.erase(texts.begin() + static_cast<std::ptrdiff_t>(at));
                break;
            case 1: texts.insert(texts.begin() + static_cast<std::ptrdiff_t>(at), texts[1 + any(texts.size() - 2)]); break;
            case 2: std::swap(texts[at], texts[1 + any(texts.size() - 2)]); break;
            case 3: texts[at] = "NM1" + e + "ZZZ" + e + "2"; break;
            case 4:
                texts[at] = "HL" + e + std::to_string(any(5)) + e + (any(2) != 0 ? "1" : "") + e + std::to_string(20 + any(4)) + e +
                            std::to_string(any(2));
                break;
            default: texts[at] = "CLM" + e + "X" + e + "1"; break;
        }
    }
    SampleSet changed{set.file + " (damaged)", {}, set.delimiters, set.guide};
    for (auto const& text : texts) changed.text += text + set.delimiters.segment;
    return changed;
}

bool samples_absent() {
    if (std::filesystem::exists(edi_test::shared_samples() / "INDEX.tsv")) return false;
    MESSAGE("skipped: no shared samples (set SCRUB837_SHARED)");
    return true;
}

} // namespace

TEST_CASE("cursor: a sound set gives no fault and every segment its loop") {
    Walked const walked(whole(), professional);
    CHECK(describe(walked) == "");
    std::vector<std::string> loops;
    for (auto const& placed : walked.placed) loops.emplace_back(edi::loop_name(placed.loop));
    CHECK(loops == std::vector<std::string>{"header", "header", "1000A",  "1000A", "1000B", "2000A",  "2010AA",
                                            "2010AA", "2010AA", "2010AA", "2000B", "2000B", "2010BA", "2010BB",
                                            "2300",   "2300",   "2400",   "2400",  "2400",  "header"});
    CHECK(walked.name(7) == "billing provider street");
    CHECK(walked.name(14) == "claim");
}

TEST_CASE("cursor: valid sample files give no fault") {
    if (samples_absent()) return;
    auto const sets = edi_test::sample_sets("valid (TR3 example, stupidedi pass)");
    CHECK(sets.size() == 13);
    for (auto const& set : sets) {
        INFO(set.file);
        CHECK(describe(Walked(set.text, set.guide, set.delimiters)) == "");
    }
}

TEST_CASE("cursor: samples of known faults") {
    if (samples_absent()) return;
    auto of_file = [&](std::string const& name) {
        for (auto const& set : edi_test::sample_sets(name)) return describe(Walked(set.text, set.guide, set.delimiters));
        return std::string("absent");
    };
    CHECK(of_file("segments_out_of_order.txt")
              .starts_with("out_of_sequence N4 2010AA at N4*CALVERTON*MD*20705, out_of_sequence N3 2010AB at N3*227 LASTNER LANE, "));
    CHECK(of_file("loop_errors1_exceeds_max_1_parent.txt")
              .starts_with("too_many_loops NM1 2000A at NM1*85*2*MEDICAL GROUP*****XX*1234567890, "));
    CHECK(
        of_file("segment_errors.txt")
            .starts_with(
                "too_many_segments REF 2010AA at REF*EI*423534563, missing_segment N3 2010AA at NM1*85*2*MEDICAL GROUP*****XX*1234567890, "
                "missing_segment HI 2300 at CLM*A37YH556*500***11:B:1*Y*A*Y*I*P"));
    CHECK(
        of_file("bad_valid_code.txt")
            .starts_with("qualifier_unknown NM1 2000A at NM1*117*2*MEDICAL GROUP*****XX*1234567890 element 1, missing_loop NM1 2000A at "));
    CHECK(of_file("837p-unknown-hi.edi") == "qualifier_unknown HI 2300 at HI*ZZZ:CODE123 element 1-1");
}

TEST_CASE("cursor: pieces of every sample have the faults of the whole") {
    if (samples_absent()) return;
    auto const sets = edi_test::sample_sets();
    CHECK(sets.size() == 73);
    std::mt19937 random(837);
    for (auto const& set : sets) {
        check_pieces(set, [](std::uint32_t) { return true; });
        check_pieces(set, [&](std::uint32_t) { return random() % 3 == 0; });
    }
}

TEST_CASE("cursor: pieces of damaged samples have the faults of the whole") {
    if (samples_absent()) return;
    auto const sets = edi_test::sample_sets();
    std::mt19937 random(2371);
    for (int round = 0; round < 12; ++round) {
        for (auto const& set : sets) {
            auto const changed = damaged(set, random);
            check_pieces(changed, [](std::uint32_t) { return true; });
            check_pieces(changed, [&](std::uint32_t) { return random() % 2 == 0; });
        }
    }
}

TEST_CASE("cursor: a segment that the guide does not have") {
    CHECK(faults_of_claim("CLM*A*10~ZZ9*1~HI*ABK:J45~LX*1~SV1*HC:99213~DTP*472*D8*20260101~") == "unrecognized_segment ZZ9 2300 at ZZ9*1");
    CHECK(faults_of_claim("CLM*A*10~TOOLONG*1~HI*ABK:J45~LX*1~SV1*HC:99213~DTP*472*D8*20260101~") ==
          "unrecognized_segment  2300 at TOOLONG*1");
    CHECK(faults_of_claim("CLM*A*10~HI*ABK:J45~LX*1~SV2*0300*HC:99213~SV1*HC:99213~DTP*472*D8*20260101~") ==
          "unrecognized_segment SV2 2400 at SV2*0300*HC:99213");
}

TEST_CASE("cursor: a segment that does not belong here") {
    CHECK(faults_of_claim("CLM*A*10~HI*ABK:J45~LX*1~SV1*HC:99213~DTP*472*D8*20260101~SVD*1*2~OI***Y~DTP*573*D8*20260101~") ==
          "unexpected_segment OI 2430 at OI***Y");
    Walked const walked(whole("CLM*A*10~HI*ABK:J45~LX*1~SV1*HC:99213~DTP*472*D8*20260101~OI***Y~"), professional);
    CHECK(walked.placed[19].node == edi::no_node);
    CHECK(walked.loop(19) == LoopId::L2400);
    // A claim shuts out the level above it.
    CHECK(faults_of_claim("CLM*A*10~HI*ABK:J45~PAT*19~LX*1~SV1*HC:99213~DTP*472*D8*20260101~") == "unexpected_segment PAT 2300 at PAT*19");
}

TEST_CASE("cursor: a use that nobody knows is placed nowhere, and its loop's segments are passed over") {
    CHECK(faults_of_claim("CLM*A*10~DTP*999*D8*20260101~HI*ABK:J45~LX*1~SV1*HC:99213~DTP*472*D8*20260101~") ==
          "qualifier_unknown DTP 2300 at DTP*999*D8*20260101 element 1");
    CHECK(faults_of_claim("CLM*A*10~HI*ABK:J45~HI*ZZZ:1~LX*1~SV1*HC:99213~DTP*472*D8*20260101~") ==
          "qualifier_unknown HI 2300 at HI*ZZZ:1 element 1-1");
    std::string const party = "NM1*99*1*DOE~N3*1 MAIN~N4*TOWN*OH*44101~REF*G2*1~PER*IC~";
    Walked const walked(whole("CLM*A*10~HI*ABK:J45~NM1*82*1*ROE~" + party + "LX*1~SV1*HC:99213~DTP*472*D8*20260101~"), professional);
    CHECK(describe(walked) == "qualifier_unknown NM1 2300 at NM1*99*1*DOE element 1");
    for (std::uint32_t i = 17; i < 22; ++i) CHECK(walked.placed[i].node == edi::no_node);
    CHECK(walked.loop(22) == LoopId::L2400);
}

TEST_CASE("cursor: openers without a place") {
    // Two of NM1 are two mistakes, what hangs on them is none.
    CHECK(faults_of_claim("CLM*A*10~HI*ABK:J45~NM1*99*1*DOE~REF*G2*1~NM1*98*1*DOE~REF*G2*1~LX*1~SV1*HC:99213~DTP*472*D8*20260101~") ==
          "qualifier_unknown NM1 2300 at NM1*99*1*DOE element 1, qualifier_unknown NM1 2300 at NM1*98*1*DOE element 1");
    // Lines without a claim are one mistake, however many.
    CHECK(faults_of(header + billing + subscriber + "LX*1~SV1*HC:99213~DTP*472*D8*20260101~LX*2~SV1*HC:99213~" + trailer) ==
          "unexpected_segment LX 2010BB at LX*1, missing_loop CLM 2000B at NM1*PR*2*PAYER*****PI*1");
    // A subscriber without its HL: one for what follows, and the claim.
    CHECK(faults_of(header + billing + "SBR*P*18~NM1*IL*1*DOE~NM1*PR*2*PAYER~" + claim + trailer) ==
          "unexpected_segment SBR 2010AA at SBR*P*18, out_of_sequence CLM 2300 at CLM*A*10***11:B:1*Y*A*Y*Y");
}

TEST_CASE("cursor: missing parts are due after the part before them") {
    CHECK(faults_of_claim("CLM*A*10~LX*1~SV1*HC:99213~DTP*472*D8*20260101~") == "missing_segment HI 2300 at CLM*A*10");
    CHECK(faults_of_claim("CLM*A*10~NTE*ADD*X~NM1*82*1*ROE~REF*G2*1~LX*1~SV1*HC:99213~DTP*472*D8*20260101~") ==
          "missing_segment HI 2300 at NTE*ADD*X");
    CHECK(faults_of_claim("CLM*A*10~HI*ABK:J45~LX*1~DTP*472*D8*20260101~LX*2~SV1*HC:99213~") ==
          "missing_segment SV1 2400 at LX*1, missing_segment DTP 2400 at SV1*HC:99213");
    CHECK(faults_of_claim("CLM*A*10~HI*ABK:J45~") == "missing_loop LX 2300 at HI*ABK:J45");
    CHECK(faults_of_claim("CLM*A*10~HI*ABK:J45~SBR*S*18~OI***Y~NM1*IL*1*DOE~LX*1~SV1*HC:99213~DTP*472*D8*20260101~") ==
          "missing_loop NM1 2320 at NM1*IL*1*DOE");
    auto const text = whole();
    auto without = [&](std::string const& part) { return std::string(text).replace(text.find(part), part.size(), ""); };
    CHECK(faults_of(without("N3*1 MAIN~")) == "missing_segment N3 2010AA at NM1*85*2*CLINIC*****XX*1");
    CHECK(faults_of(without("NM1*PR*2*PAYER*****PI*1~")) == "missing_loop NM1 2000B at NM1*IL*1*DOE*JO****MI*1");
    CHECK(faults_of(without("NM1*40*2*PAYER*****46*2~")) == "missing_loop NM1 header at PER*IC*ANN*TE*5550100");
    // A later loop that the same segment opens does not stand before it.
    CHECK(faults_of(without("NM1*IL*1*DOE*JO****MI*1~")) == "missing_loop NM1 2000B at SBR*P*18*******MB");
    CHECK(faults_of(without("SBR*P*18*******MB~")) == "missing_segment SBR 2000B at HL*2*1*22*0");
    CHECK(faults_of(without(trailer)) == "");
    CHECK(faults_of(header + trailer) == "missing_loop HL header at NM1*40*2*PAYER*****46*2");
    CHECK(faults_of(header + "HL*1**20*0~NM1*85*2*CLINIC~N3*1~N4*T*OH*44101~REF*EI*1~" + trailer) == "missing_loop HL 2000A at REF*EI*1");
    CHECK(faults_of(header + billing + subscriber + trailer) == "missing_loop CLM 2000B at NM1*PR*2*PAYER*****PI*1");
}

TEST_CASE("cursor: too many") {
    CHECK(faults_of_claim("CLM*A*10~NTE*ADD*1~NTE*ADD*2~NTE*ADD*3~HI*ABK:J45~LX*1~SV1*HC:99213~DTP*472*D8*20260101~") ==
          "too_many_segments NTE 2300 at NTE*ADD*2, too_many_segments NTE 2300 at NTE*ADD*3");
    CHECK(faults_of_claim("CLM*A*10~HI*ABK:J45~NM1*82*1*ROE~NM1*82*1*ROE~LX*1~SV1*HC:99213~DTP*472*D8*20260101~") ==
          "too_many_loops NM1 2300 at NM1*82*1*ROE");
    std::string claims;
    for (int i = 1; i <= 101; ++i) claims += claim;
    CHECK(faults_of_claim(claims) == "too_many_loops CLM 2000B at CLM*A*10***11:B:1*Y*A*Y*Y");
    std::string lines = "CLM*A*10~HI*ABK:J45~";
    for (int i = 1; i <= 51; ++i) lines += "LX*" + std::to_string(i) + "~SV1*HC:99213~DTP*472*D8*20260101~";
    Walked const walked(whole(lines), professional);
    CHECK(describe(walked) == "too_many_loops LX 2300 at LX*51");
    CHECK(walked.name(static_cast<std::uint32_t>(walked.placed.size()) - 3) == "professional service");
}

TEST_CASE("cursor: out of sequence") {
    auto const text = whole();
    auto swapped = std::string(text).replace(text.find("N3*1 MAIN~N4*TOWN*OH*44101~"), 27, "N4*TOWN*OH*44101~N3*1 MAIN~");
    CHECK(faults_of(swapped) == "out_of_sequence N3 2010AA at N3*1 MAIN");
    // Uses of one segment id may come in any order, loops too.
    CHECK(faults_of_claim("CLM*A*10~DTP*435*D8*20260101~DTP*431*D8*20260101~HI*BP:1~HI*ABK:J45~NM1*77*2*X~N3*1~N4*T*OH*44101~NM1*DN*1*X~LX*"
                          "1~DTP*472*D8*20260101~SV1*HC:99213~") == "out_of_sequence SV1 2400 at SV1*HC:99213");
    // Late for an outer loop: placed there, and the inner loop goes on.
    Walked const late(whole("CLM*A*10~NM1*77*2*X~HI*ABK:J45~N3*1~N4*T*OH*44101~LX*1~SV1*HC:99213~DTP*472*D8*20260101~"), professional);
    CHECK(describe(late) == "out_of_sequence HI 2300 at HI*ABK:J45");
    CHECK(late.loop(16) == LoopId::L2300);
    CHECK(late.name(16) == "diagnoses");
    CHECK(late.loop(17) == LoopId::L2310C);
    // Late for the claim inside a line: the line stays whole.
    Walked const in_line(whole("CLM*A*10~HI*ABK:J45~LX*1~REF*EA*1~SV1*HC:99213~DTP*472*D8*20260101~"), professional);
    CHECK(describe(in_line) == "out_of_sequence REF 2300 at REF*EA*1");
    CHECK(in_line.placed[17].node == edi::no_node);
    CHECK(in_line.name(18) == "professional service");
    // An opener opens its loop all the same, once.
    Walked const other(whole("CLM*A*10~HI*ABK:J45~LX*1~SV1*HC:99213~DTP*472*D8*20260101~SBR*S*18~OI***Y~NM1*IL*1*D~NM1*PR*2*P~SBR*T*18~OI**"
                             "*Y~NM1*IL*1*D~NM1*PR*2*P~LX*2~SV1*HC:99213~DTP*472*D8*20260101~"),
                       professional);
    CHECK(describe(other) == "out_of_sequence SBR 2300 at SBR*S*18");
    CHECK(other.loop(22) == LoopId::L2330B);
}

TEST_CASE("cursor: what has no place leaves the loops around it whole") {
    std::string const other = "SBR*S*18~CAS*PR*1*1~AMT*D*1~OI***Y~NM1*IL*1*D~NM1*PR*2*P~";
    std::string const line = "LX*1~SV1*HC:99213~DTP*472*D8*20260101~SVD*1*2~CAS*PR*1*1~DTP*573*D8*20260101~";
    auto const inserted = [](std::string text, std::string const& behind, std::string const& segment) {
        return text.insert(text.find(behind) + behind.size(), segment);
    };
    struct {
        std::string behind, segment, fault;
        LoopId open;
    } const cases[] = {
        {"SBR*S*18~", "REF*2U*1~", "qualifier_unknown REF 2300 at REF*2U*1 element 1", LoopId::L2320},
        {"SBR*S*18~", "REF*F8*1~", "out_of_sequence REF 2300 at REF*F8*1", LoopId::L2320},
        {"NM1*IL*1*D~", "HI*ZZZ:1~", "qualifier_unknown HI 2300 at HI*ZZZ:1 element 1-1", LoopId::L2330A},
        {"LX*1~", "HI*ZZZ:1~", "qualifier_unknown HI 2300 at HI*ZZZ:1 element 1-1", LoopId::L2400},
        {"SVD*1*2~", "REF*6R*1~", "out_of_sequence REF 2400 at REF*6R*1", LoopId::L2430},
        {"SVD*1*2~", "REF*ZZ*1~", "qualifier_unknown REF 2400 at REF*ZZ*1 element 1", LoopId::L2430},
        {"SVD*1*2~", "REF*F8*1~", "out_of_sequence REF 2300 at REF*F8*1", LoopId::L2430},
    };
    for (auto const& each : cases) {
        CAPTURE(each.segment);
        Walked const walked(whole(inserted("CLM*A*10~HI*ABK:J45~" + other + line, each.behind, each.segment)), professional);
        CHECK(describe(walked) == each.fault);
        for (std::uint32_t i = 0; i < walked.segments.size(); ++i) {
            if (std::string(walked.segments[i].text()) + "~" != each.segment) continue;
            CHECK(walked.placed[i].node == edi::no_node);
            CHECK(walked.loop(i) == each.open);
        }
    }
}

TEST_CASE("cursor: segments find the loop that is meant") {
    Walked const walked(whole("CLM*A*10~HI*ABK:J45~NM1*82*1*ROE~REF*G2*1~SBR*S*18~CAS*PR*1*1~AMT*D*1~OI***Y~NM1*IL*1*D~NM1*PR*2*P~DTP*573*"
                              "D8*20260101~NM1*82*1~REF*G2*1~NM1*85*2~REF*G2*1~"
                              "LX*1~SV1*HC:99213~DTP*472*D8*20260101~NM1*82*1*ROE~REF*G2*1~SVD*1*2~CAS*PR*1*1~DTP*573*D8*20260101~AMT*EAF*"
                              "1~LQ*UT*1~FRM*1*Y~"),
                        professional);
    CHECK(describe(walked) == "");
    std::vector<std::string> loops;
    for (std::size_t i = 14; i + 1 < walked.placed.size(); ++i) loops.emplace_back(edi::loop_name(walked.placed[i].loop));
    CHECK(loops == std::vector<std::string>{"2300",  "2300",  "2310B", "2310B", "2320",  "2320",  "2320", "2320", "2330A",
                                            "2330B", "2330B", "2330D", "2330D", "2330G", "2330G", "2400", "2400", "2400",
                                            "2420A", "2420A", "2430",  "2430",  "2430",  "2430",  "2440", "2440"});
}

TEST_CASE("cursor: levels") {
    auto level_faults = [&](std::string const& levels) { return faults_of(header + levels + trailer); };
    auto const own = "SBR*P*18~NM1*IL*1*DOE~NM1*PR*2*P~" + claim;
    auto const patient = "PAT*19~NM1*QC*1*DOE~N3*1~N4*T*OH*44101~DMG*D8*20000101*F~" + claim;
    auto const plain = "SBR*P~NM1*IL*1*DOE~NM1*PR*2*P~";
    CHECK(level_faults(billing + "HL*2*1*22*1~" + plain + "HL*3*2*23*0~" + patient + "HL*4*2*23*0~" + patient + "HL*5*1*22*0~" + own) ==
          "");
    CHECK(level_faults(billing + "HL*3*1*22*0~" + own) == "level_number HL 2000B at HL*3*1*22*0 element 1");
    CHECK(level_faults(billing + "HL*X*1*22*0~" + own) == "level_number HL 2000B at HL*X*1*22*0 element 1");
    CHECK(level_faults(billing + "HL*2*7*22*0~" + own) == "level_parent HL 2000B at HL*2*7*22*0 element 2");
    CHECK(level_faults(billing + "HL*2**22*0~" + own) == "level_parent HL 2000B at HL*2**22*0 element 2");
    CHECK(faults_of(header + "HL*1*1" + billing.substr(5) + subscriber + claim + trailer) ==
          "level_parent HL 2000A at HL*1*1*20*1 element 2");
    CHECK(level_faults(billing + "HL*2*1*22*1~" + own) == "level_child_code HL 2000B at HL*2*1*22*1 element 4");
    CHECK(level_faults(billing + "HL*2*1*22*0~" + plain + "HL*3*2*23*0~" + patient + "HL*4*2*23*0~" + patient) ==
          "level_child_code HL 2000B at HL*2*1*22*0 element 4");
    CHECK(level_faults(billing + "HL*2*1*22*1~" + plain + "HL*3*2*23*1~" + patient) ==
          "level_child_code HL 2000C at HL*3*2*23*1 element 4");
    CHECK(level_faults(billing + "HL*2*1*24*0~" + own) == "level_unknown HL header at HL*2*1*24*0 element 3");
    CHECK(level_faults(billing + "HL*2*1**0~" + own + "HL*3*1*22*0~" + own) == "level_unknown HL header at HL*2*1**0 element 3");
    CHECK(level_faults("HL*1**22*0~" + own) == "out_of_sequence HL 2000B at HL*1**22*0");
    CHECK(level_faults(billing + "HL*2*1*23*0~" + patient) == "out_of_sequence HL 2000C at HL*2*1*23*0");
    CHECK(level_faults(billing + "HL*2*1*22*1~" + plain + "HL*3*2*23*0~PAT*19~NM1*QC*1*DOE~N3*1~N4*T*OH*44101~DMG*D8*20000101*F~") ==
          "missing_loop CLM 2000C at DMG*D8*20000101*F");
}

TEST_CASE("cursor: no claim is lost, and each without a subscriber is reported") {
    Walked const walked(header + billing + claim + claim + trailer, professional);
    CHECK(describe(walked) ==
          "out_of_sequence CLM 2300 at CLM*A*10***11:B:1*Y*A*Y*Y, out_of_sequence CLM 2300 at CLM*A*10***11:B:1*Y*A*Y*Y");
    CHECK(walked.loop(10) == LoopId::L2300);
    CHECK(walked.name(10) == "claim");
    CHECK(walked.name(13) == "professional service");
    CHECK(faults_of("ST*837*1~" + claim + "SE*1*1~").find("out_of_sequence CLM 2300") != std::string::npos);
}

TEST_CASE("cursor: institutional claims go by their own outline") {
    std::string const bill =
        "CLM*A*10***11:A:1**A*Y*Y~DTP*434*RD8*20260101-20260102~CL1*1*1*01~HI*ABK:J45~HI*BE:80:::1~NM1*71*1*ROE~LX*1~SV2*0300**10*UN*1~";
    auto const text = header + billing + subscriber;
    CHECK(faults_of(text + bill + trailer, institutional) == "");
    CHECK(faults_of(text + bill + trailer, professional) != "");
    CHECK(faults_of(text + "CLM*A*10~HI*ABK:J45~NM1*71*1*ROE~LX*1~SV2*0300~" + trailer, institutional) ==
          "missing_segment DTP 2300 at CLM*A*10, missing_segment CL1 2300 at CLM*A*10");
}

TEST_CASE("cursor: faults of the context are marked as repeated") {
    CursorStart start;
    start.context_segments = 13;
    start.context_levels = {1, 2, 0};
    start.levels = 2;
    start.claims = 100;
    start.children = {1, 0};
    auto const without_payer = header + billing + "HL*2*1*22*0~SBR*P*18~NM1*IL*1*DOE~";
    Walked const walked(without_payer + claim + trailer, professional, {}, start);
    CHECK(describe(walked) == "missing_loop NM1 2000B at NM1*IL*1*DOE (repeated), too_many_loops CLM 2000B at CLM*A*10***11:B:1*Y*A*Y*Y");
}

TEST_CASE("cursor: what follows a piece closes its loops") {
    auto ends = [&](std::string const& text, CursorEnd::Next next, char const* code = "") {
        CursorEnd end;
        end.next = next;
        for (std::size_t i = 0; i < 2 && code[i] != 0; ++i) end.level_code[i] = code[i];
        return describe(Walked(text, professional, {}, {}, end));
    };
    auto const open = header + billing + "HL*2*1*22*1~SBR*P~NM1*IL*1*DOE~NM1*PR*2*P~";
    CHECK(ends(open, CursorEnd::Next::claim) == "");
    CHECK(ends(open, CursorEnd::Next::level, "23") == "");
    CHECK(ends(open, CursorEnd::Next::level, "22") ==
          "level_child_code HL 2000B at HL*2*1*22*1 element 4, missing_loop CLM 2000B at NM1*PR*2*P");
    CHECK(ends(open, CursorEnd::Next::set_end) ==
          "level_child_code HL 2000B at HL*2*1*22*1 element 4, missing_loop CLM 2000B at NM1*PR*2*P");
    CHECK(ends(header + billing, CursorEnd::Next::level, "22") == "");
    CHECK(ends(header + billing + subscriber + "CLM*A*10~HI*ABK:J45~", CursorEnd::Next::claim) == "missing_loop LX 2300 at HI*ABK:J45");
}

TEST_CASE("cursor: garbage and fragments do no harm") {
    for (auto const* text :
         {"", "~", "~~~", "ST", "SE~", "SE~SE~HL~CLM~", "HL~", "HL*~HL*~", "CLM~", "LX~", "ST~ST~ST~", "HL*1*1*1*1*1*1~CLM~LX~LX~HL",
          "NM1~N3~N4", "HL***23~CLM~SBR~NM1*IL~NM1*82~", "\x01*\xff~", "SE*1~CLM*1~LX*1~SE~", "HI*:~HI*::::~DTP*~"}) {
        for (auto const id : {professional, institutional}) {
            Walked const walked(text, id);
            CHECK(walked.placed.size() == walked.segments.size());
            for (auto const& fault : walked.faults) CHECK(fault.place.segment < walked.segments.size());
        }
    }
    // Random rows of ids that the guides have, with random starts.
    std::mt19937 random(5);
    constexpr char const* ids[] = {"ST", "BHT", "NM1", "N3", "N4", "PER", "REF", "HL",  "PRV", "SBR", "PAT", "DMG", "CLM", "DTP",
                                   "HI", "AMT", "CAS", "OI", "LX", "SV1", "SV2", "SVD", "LIN", "CTP", "LQ",  "SE",  "XX"};
    constexpr char const* codes[] = {"", "20", "22", "23", "85", "IL", "PR", "QC", "82", "472", "573", "EI", "ABK", "D", "1"};
    auto any = [&](auto const& list) { return list[random() % std::size(list)]; };
    for (int round = 0; round < 300; ++round) {
        std::string text;
        for (int n = 0; n < 200; ++n)
            text += std::string(any(ids)) + "*" + any(codes) + "*" + any(codes) + "*" + any(codes) + "*" + any(codes) + "~";
        CursorStart start;
        start.context_segments = static_cast<std::uint32_t>(random() % 300);
        start.levels = random();
        start.claims = static_cast<std::uint32_t>(random());
        start.children = {static_cast<std::uint32_t>(random()), static_cast<std::uint32_t>(random() % 2)};
        Walked const walked(text, round % 2 == 0 ? professional : institutional, {}, start);
        CHECK(walked.placed.size() == walked.segments.size());
        std::size_t outside = 0;
        for (auto const& fault : walked.faults) outside += fault.place.segment < walked.segments.size() ? 0 : 1;
        CHECK(outside == 0);
        auto const claims = std::count_if(walked.placed.begin(), walked.placed.end(), [&](auto const& placed) {
            return walked.segments[placed.segment].id() == "CLM"_seg && placed.loop == LoopId::L2300 && placed.node != edi::no_node;
        });
        std::ptrdiff_t sent = 0;
        for (std::uint32_t i = 0; i < walked.segments.size(); ++i) sent += walked.segments[i].id() == "CLM"_seg ? 1 : 0;
        CHECK(claims == sent);
    }
}

TEST_CASE("cursor: a hundred thousand levels, parties or lines") {
    auto repeated = [](std::string const& text, int times) {
        std::string all;
        for (int i = 0; i < times; ++i) all += text;
        return all;
    };
    for (auto const* text : {"HL*1**20*1~", "HL*1*1*22*1~", "HL*1*1*23*1~", "HL~", "NM1*85*2~", "NM1*99*1~", "SBR*P~", "LX*1~", "CLM*1~",
                             "N3*1~", "XXX~", "SVD*1~"}) {
        Walked const walked(whole("CLM*A*10~" + repeated(text, 100'000)), professional);
        CHECK(walked.placed.size() == walked.segments.size());
        CHECK(walked.faults.size() < 8 * walked.segments.size());
    }
}

// -- acknowledgements ---------------------------------------------------------------------------------------------------------

namespace {

constexpr auto claim_acknowledgement = edi::GuideId::claim_acknowledgement;
constexpr auto implementation_acknowledgement = edi::GuideId::implementation_acknowledgement;

std::string const answer_head = "ST*277*0001*005010X214~BHT*0085*08*1*20260101*1200*TH~HL*1**20*1~NM1*PR*2*PAYER*****PI*1~TRN*1*R1~"
                                "DTP*050*D8*20260101~DTP*009*D8*20260102~";
std::string const answer_receiver = "HL*2*1*21*1~NM1*41*2*CLEARING*****46*1~TRN*2*B1~STC*A1:19:PR*20260102*WQ*10~QTY*90*1~AMT*YU*10~";
std::string const answer_provider = "HL*3*2*19*1~NM1*85*2*CLINIC*****XX*1234567893~";
std::string const answer_patient = "HL*4*3*PT~NM1*QC*1*DOE*JO****MI*1~TRN*2*A~STC*A2:20*20260102*WQ*10~DTP*472*D8*20260101~";

std::string replaced(std::string text, std::string_view what, std::string_view with) {
    return text.replace(text.find(what), what.size(), with);
}

std::string answer_faults(std::string const& text) {
    return describe(Walked(text, claim_acknowledgement));
}

} // namespace

TEST_CASE("cursor: a claim acknowledgement goes by its own levels") {
    CHECK(answer_faults(answer_head + answer_receiver + answer_provider + answer_patient + "SE*22*0001~") == "");
    Walked const walked(answer_head + answer_receiver + answer_provider + answer_patient + "SE*22*0001~", claim_acknowledgement);
    CHECK(walked.loop(2) == LoopId::L2000A);
    CHECK(walked.loop(4) == LoopId::L2200A);
    CHECK(walked.loop(7) == LoopId::L2000B);
    CHECK(walked.loop(13) == LoopId::L2000C);
    CHECK(walked.loop(15) == LoopId::L2000D);
    CHECK(walked.loop(17) == LoopId::L2200D);
    CHECK(walked.loop(20) == LoopId::header);

    // A batch and a provider that are rejected as a whole have nothing below.
    auto const no_provider = replaced(answer_receiver, "HL*2*1*21*1", "HL*2*1*21*0");
    CHECK(answer_faults(answer_head + no_provider + "SE*15*0001~") == "");
    CHECK(answer_faults(answer_head + answer_receiver + "HL*3*2*19*0~NM1*85*2*CLINIC*****XX*1234567893~SE*15*0001~") == "");
    CHECK(answer_faults(answer_head + answer_receiver + "SE*15*0001~") == "level_child_code HL 2000B at HL*2*1*21*1 element 4");
    CHECK(answer_faults(answer_head + "SE*8*0001~") ==
          "level_child_code HL 2000A at HL*1**20*1 element 4, missing_loop HL 2000A at DTP*009*D8*20260102");
}

TEST_CASE("cursor: what is wrong with the levels of a claim acknowledgement") {
    CHECK(answer_faults(answer_head + answer_receiver +
                        "HL*3*2*PT~NM1*QC*1*DOE*JO****MI*1~TRN*2*A~STC*A2:20*20260102*WQ*10~"
                        "DTP*472*D8*20260101~SE*19*0001~") == "out_of_sequence HL 2000D at HL*3*2*PT");
    CHECK(answer_faults(answer_head + answer_receiver + answer_provider + "HL*4*3*22*0~NM1*IL*1*DOE*JANE****MI*1~TRN*2*A~SE*19*0001~") ==
          "level_unknown HL header at HL*4*3*22*0 element 3");
    auto const wrong_parent = replaced(answer_patient, "HL*4*3", "HL*4*2");
    CHECK(answer_faults(answer_head + answer_receiver + answer_provider + wrong_parent + "SE*22*0001~") ==
          "level_parent HL 2000D at HL*4*2*PT element 2");
    CHECK(answer_faults(answer_head + answer_receiver + answer_provider + answer_patient + "CLM*A*10~SE*23*0001~") ==
          "unrecognized_segment CLM 2200D at CLM*A*10");
}

TEST_CASE("cursor: an implementation acknowledgement has no levels at all") {
    std::string const set = "ST*999*0001*005010X231A1~AK1*HC*1*005010X222A1~AK2*837*0001*005010X222A1~IK3*NM1*8*2010*8~"
                            "CTX*CLM01:A~IK4*9*67*1~IK5*R*I5~AK2*837*0002*005010X222A1~IK5*A~AK9*P*2*2*1~SE*11*0001~";
    CHECK(describe(Walked(set, implementation_acknowledgement)) == "");
    Walked const walked(set, implementation_acknowledgement);
    CHECK(walked.loop(2) == LoopId::L2000);
    CHECK(walked.loop(4) == LoopId::L2100);
    CHECK(walked.loop(5) == LoopId::L2110);
    CHECK(walked.loop(6) == LoopId::L2000);
    CHECK(walked.loop(9) == LoopId::header);
    CHECK(describe(Walked("ST*999*0001~AK1*HC*1*005010X222A1~AK2*837*0001~HL*1~AK9*A*1*1*1~SE*5*0001~", implementation_acknowledgement)) ==
          "unrecognized_segment HL 2000 at HL*1, missing_segment IK5 2000 at AK2*837*0001");
    CHECK(describe(Walked("ST*999*0001~AK1*HC*1*005010X222A1~SE*3*0001~", implementation_acknowledgement)) ==
          "missing_segment AK9 header at AK1*HC*1*005010X222A1");
}

TEST_CASE("cursor: claim acknowledgements can be cut at any level") {
    std::vector<SampleSet> sets = edi_test::sample_sets({}, "277");
    std::string const whole_answer = answer_head + answer_receiver + answer_provider + answer_patient + "HL*5*3*PT~NM1*QC*1*ROE~" +
                                     "HL*6*2*19*0~NM1*85*2*B*****XX*1~HL*7*9*ZZ~TRN*2*X~HL*8*6*PT~" + answer_patient + "SE*30*0001~";
    sets.push_back(SampleSet{"own", whole_answer, {}, claim_acknowledgement});
    for (auto const& set : sets) {
        check_pieces(set, [](std::uint32_t) { return true; });
        check_pieces(set, [](std::uint32_t i) { return i % 2 == 0; });
        check_pieces(set, [](std::uint32_t i) { return i % 3 == 0; });
    }
}
