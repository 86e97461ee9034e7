// Names, places, payers, services and drugs of claims that nobody ever sent. All invented, but for codes that the code sets have and the drug
// of the policy j2371.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace engine::synth {

inline constexpr std::array<std::string_view, 32> surnames{
    "ASHGROVE",     "BIRDSONG",    "CALLOWAY",  "DRUMMOND",  "EASTERLING", "FAIRWEATHER", "GREENHALGH",   "HAVERSHAM",
    "INGLEWOOD",    "JESSAMINE",   "KINGSLEY",  "LOCKRIDGE", "MARCHETTI",  "NIGHTSHADE",  "OSGOOD",       "PARTRIDGE",
    "QUILLFEATHER", "RAVENSCROFT", "STANHOPE",  "TREVELYAN", "UNDERHILL",  "VANTERPOOL",  "WINTERBOURNE", "YARROW",
    "ZELLWEGER",    "ABERNETHY",   "BLACKWOOD", "CRANSHAW",  "DELACROIX",  "ELLERY",      "FOTHERINGAY",  "O'HALLORAN"};
inline constexpr std::array<std::string_view, 24> given_names{
    "TABITHA", "DORIAN", "ELOWEN", "CASPAR",   "BERNICE", "AUGUST",  "ROSALIND", "AMOS",   "ODETTE", "EUNICE",  "IVO",      "HESTER",
    "MABEL",   "ORSON",  "PETRA",  "THEODORA", "CLEO",    "BARNABY", "EFFIE",    "FERGUS", "GILDA",  "DESMOND", "ARABELLA", "PERCIVAL"};
inline constexpr std::array<std::string_view, 12> streets{"LANTERN STREET",  "QUARRY LANE", "HERON COURT",     "OLD MILL ROAD",
                                                          "ORCHARD TERRACE", "TANNERY ROW", "LIGHTHOUSE ROAD", "FOUNDRY STREET",
                                                          "CARRIAGE WAY",    "BRIDLE PATH", "COOPERS YARD",    "HARBOUR VIEW APT 4"};
struct Town {
    std::string_view name, state, zip;
};
inline constexpr std::array<Town, 8> towns{{{"SPRINGFIELD", "IL", "62701"},
                                            {"PEORIA", "IL", "61602"},
                                            {"COLUMBUS", "OH", "43215"},
                                            {"MADISON", "WI", "53703"},
                                            {"BOISE", "ID", "83702"},
                                            {"RALEIGH", "NC", "27601"},
                                            {"ALBANY", "NY", "12207"},
                                            {"SALEM", "OR", "97301"}}};
inline constexpr std::array<std::string_view, 8> organisations{"INFUSION CLINIC",     "FAMILY PRACTICE",  "ONCOLOGY GROUP",
                                                               "VASCULAR ASSOCIATES", "GENERAL HOSPITAL", "MEDICAL CENTER",
                                                               "COMMUNITY HEALTH",    "SPECIALISTS LLC"};
struct Payer {
    std::string_view name, id, filing_code;
};
inline constexpr std::array<Payer, 6> payers{{{"PRAIRIE MUTUAL HEALTH", "PMH01", "CI"},
                                              {"NORTHLAKE HEALTH PLAN", "NLH02", "HM"},
                                              {"SILVERFERN BENEFITS", "SFB03", "12"},
                                              {"GRANITE STATE CARE", "GSC04", "CI"},
                                              {"TIDEWATER BLUE TEST", "TWB05", "BL"},
                                              {"CEDAR VALLEY PLAN", "CVP06", "HM"}}};
inline constexpr std::array<std::string_view, 24> diagnoses{"E119",  "I10",  "E785",   "J45909", "F411",  "K219",  "N390",  "R079",
                                                            "Z0000", "J069", "G4733",  "E669",   "M1711", "I2510", "J189",  "L03115",
                                                            "R5383", "D649", "M25561", "H2513",  "Z7901", "Z7401", "M5450", "R0602"};
/// Thromboses and embolisms, which support dalteparin.
inline constexpr std::array<std::string_view, 6> clots{"I82401", "I82402", "I82403", "I82411", "I82412", "I2699"};

struct Syringe {
    std::string_view ndc, millilitres;
    std::uint32_t units; ///< of 250 IU
};
inline constexpr std::array<Syringe, 6> syringes{{{"00069019502", "0.2", 10},
                                                  {"00069019602", "0.2", 20},
                                                  {"00069020602", "0.3", 30},
                                                  {"00069022002", "0.5", 50},
                                                  {"00069022302", "0.6", 60},
                                                  {"00069022802", "0.72", 72}}};
struct Service {
    std::string_view code, modifier;
    std::int64_t price; ///< cents
};
inline constexpr std::array<Service, 14> professional_services{{{"99212", "", 9000},
                                                                {"99213", "", 14500},
                                                                {"99214", "25", 20000},
                                                                {"99203", "", 16400},
                                                                {"36415", "", 900},
                                                                {"80053", "", 4750},
                                                                {"85025", "", 3310},
                                                                {"93000", "", 7500},
                                                                {"71046", "26", 11200},
                                                                {"97110", "GP", 8800},
                                                                {"G0439", "", 17425},
                                                                {"87880", "QW", 2850},
                                                                {"96372", "59", 3600},
                                                                {"90834", "", 15000}}};
struct HospitalService {
    std::string_view revenue, code;
    std::int64_t price;
};
inline constexpr std::array<HospitalService, 9> hospital_services{{{"0300", "80053", 8900},
                                                                   {"0301", "85025", 6150},
                                                                   {"0320", "71046", 33200},
                                                                   {"0450", "99283", 96500},
                                                                   {"0510", "G0463", 19500},
                                                                   {"0730", "93000", 21100},
                                                                   {"0250", "", 4321},
                                                                   {"0270", "", 12345},
                                                                   {"0710", "", 78000}}};

} // namespace engine::synth
