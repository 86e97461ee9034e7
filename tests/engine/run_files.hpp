// Small batches of 837P claims as text, and runs over several files, for tests of what holds over claims.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "tests/engine/run_support.hpp"

namespace engine_test {

/// One service line of a drug or of anything else; without NDC no 2410.
struct LineText {
    std::string procedure = "J2371:JB";
    std::string charge = "180", units = "20", day = "20261008";
    std::string ndc = "00069019602", millilitres = "0.2", prescription;
    std::string place{}; ///< SV105
};

struct ClaimText {
    std::string number = "A1", charge = "180", frequency = "1", payer_number, diagnosis = "I82412", place = "11", rendering = "1550218733";
    std::string patient = "PM1", payer = "PMH01";
    std::vector<LineText> lines = {{}};
};

inline std::string text_of(LineText const& line, std::size_t number) {
    bool const period = line.day.find('-') != std::string::npos;
    std::string text = "LX*" + std::to_string(number) + "~SV1*HC:" + line.procedure + "*" + line.charge + "*UN*" + line.units + "*" +
                       line.place + "**1~DTP*472*" + (period ? "RD8*" : "D8*") + line.day + "~";
    if (line.ndc.empty()) return text;
    text += "LIN**N4*" + line.ndc + "~CTP****" + line.millilitres + "*ML~";
    if (!line.prescription.empty()) text += "REF*XZ*" + line.prescription + "~";
    return text;
}

/// The subscriber's level (`level` is its HL01) and the claim.
inline std::string text_of(ClaimText const& claim, std::size_t level) {
    std::string text = "HL*" + std::to_string(level) + "*1*22*0~SBR*P*18*******CI~NM1*IL*1*ASHGROVE*TABITHA****MI*" + claim.patient +
                       "~N3*77 QUARRY LANE~N4*SPRINGFIELD*IL*627020077~DMG*D8*19580214*F~NM1*PR*2*PAYER*****PI*" + claim.payer + "~CLM*" +
                       claim.number + "*" + claim.charge + "***" + claim.place + ":B:" + claim.frequency + "*Y*A*Y*Y~";
    if (!claim.payer_number.empty()) text += "REF*F8*" + claim.payer_number + "~";
    text += "HI*ABK:" + claim.diagnosis + "~NM1*82*1*OKAFOR*NGOZI****XX*" + claim.rendering + "~";
    for (std::size_t i = 0; i < claim.lines.size(); ++i) text += text_of(claim.lines[i], i + 1);
    return text;
}

/// ST to SE; `counts` false: SE01 is wrong, which rejects the set.
inline std::string set_of(std::vector<ClaimText> const& claims, std::string const& number = "0001", bool counts = true) {
    std::string text = "ST*837*" + number + "*005010X222A1~BHT*0019*00*B" + number +
                       "*20261102*0915*CH~NM1*41*2*CLINIC*****46*S1~PER*IC*DESK*TE*2175550142~NM1*40*2*CLEARWAY*****46*R1~"
                       "HL*1**20*1~NM1*85*2*CLINIC*****XX*1300200015~N3*410 LANTERN STREET~N4*SPRINGFIELD*IL*627010410~REF*EI*990000101~";
    for (std::size_t i = 0; i < claims.size(); ++i) text += text_of(claims[i], i + 2);
    auto const segments = static_cast<std::size_t>(std::count(text.begin(), text.end(), '~')) + 1;
    return text + "SE*" + std::to_string(counts ? segments : segments + 1) + "*" + number + "~";
}

/// ISA to IEA around sets.
inline std::string interchange_of(std::vector<std::string> const& sets, std::string const& number = "000000101", char usage = 'T') {
    std::string text = "ISA*00*          *00*          *ZZ*RIVERBEND      *ZZ*CLEARWAY       *261102*0915*^*00501*" + number + "*0*" +
                       usage + "*:~GS*HC*RIVERBEND*CLEARWAY*20261102*0915*101*X*005010X222A1~";
    for (std::string const& set : sets) text += set;
    return text + "GE*" + std::to_string(sets.size()) + "*101~IEA*1*" + number + "~";
}

inline std::string file_of(std::vector<ClaimText> const& claims) {
    return interchange_of({set_of(claims)});
}

/// What compares the claims of a run.
inline Settings comparing() {
    Settings settings;
    settings.cross_claim_memory = std::size_t{1} << 30;
    return settings;
}

/// A run over files with these texts: a.edi, b.edi, ...
inline Outcome run_files(std::vector<std::string> const& texts, Settings const& settings = comparing()) {
    TemporaryDirectory const in;
    std::vector<std::string> paths;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        paths.push_back(in / (std::string(1, static_cast<char>('a' + i)) + ".edi"));
        write_file(paths.back(), texts[i]);
    }
    auto outcome = run_paths(paths, settings);
    for (auto& [name, content] : outcome.files)
        if (name != "results.sqlite") content = without(content, in.path().string() + "/");
    return outcome;
}

} // namespace engine_test
