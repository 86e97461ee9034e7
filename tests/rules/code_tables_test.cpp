// Code tables: what is compiled in, what each says of known codes on known days, and files that replace them.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "rules/policy.hpp"
#include "rules/registry.hpp"
#include "rules/tables/code_tables.hpp"

using namespace rules;

namespace {

CodeTables const& tables() {
    return CodeTables::builtin();
}
edi::Day on(int year, unsigned month, unsigned day) {
    return edi::day_of(year, month, day);
}
std::string file_text(std::filesystem::path const& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}
std::filesystem::path table_file(std::string const& name) {
    return std::filesystem::path(SCRUB837_SOURCE_DIR) / "rules/tables" / (name + ".tsv");
}

/// A directory of table files that is gone afterwards.
class Directory {
public:
    Directory() { std::filesystem::create_directories(path_); }
    ~Directory() { std::filesystem::remove_all(path_); }
    Directory(Directory const&) = delete;
    Directory& operator=(Directory const&) = delete;
    void write(std::string const& name, std::string const& text) const { std::ofstream(path_ / name, std::ios::binary) << text; }
    std::string path() const { return path_.string(); }

private:
    std::filesystem::path path_ = std::filesystem::temp_directory_path() / "scrub837-tables-test";
};

TableError mistake(std::string const& text) {
    Directory directory;
    directory.write("a.tsv", text);
    auto const read = CodeTables::with_files(tables(), directory.path());
    auto const* error = std::get_if<TableError>(&read);
    REQUIRE_MESSAGE(error, text);
    return *error;
}
bool has(std::string const& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

std::string const head = "# table: places\n# version: 2030-01\n# covers: 2030-01-01 2030-12-31\n# source: a test\n# licence: none\n";

} // namespace

TEST_CASE("every table is compiled in as its file is, with source, licence and period") {
    auto const infos = tables().infos();
    CHECK(infos.size() == 11);
    for (TableInfo const& info : infos) {
        CAPTURE(info.name);
        CHECK(info.built_in);
        CHECK(!info.version.empty());
        CHECK(info.source.size() > 20);
        CHECK(!info.licence.empty());
        CodeTables again;
        std::string name;
        CHECK(!again.replace(info.name, file_text(table_file(info.name)), true, name));
        CHECK(name == info.name);
        again.index();
        bool same = false;
        for (TableInfo const& read : again.infos()) same = same || (read.name == info.name && read.sha256 == info.sha256);
        CHECK(same);
    }
    std::size_t rows = 0;
#define SCRUB837_COUNT(Row, name)                                                                                                          \
    CHECK(!tables().name().rows.empty());                                                                                                  \
    rows += tables().name().rows.size();
    SCRUB837_CODE_TABLES(SCRUB837_COUNT)
#undef SCRUB837_COUNT
    CHECK(rows > 100'000);
}

TEST_CASE("procedure codes by day of service") {
    CHECK(standing(tables().procedure("J2371"), on(2023, 6, 30)) == Standing::not_yet);
    CHECK(standing(tables().procedure("J2371"), on(2023, 7, 1)) == Standing::valid);
    CHECK(standing(tables().procedure("J2370"), on(2023, 6, 30)) == Standing::valid);
    CHECK(standing(tables().procedure("J2370"), on(2023, 7, 1)) == Standing::ended);
    CHECK(standing(tables().procedure("J0000"), on(2024, 1, 1)) == Standing::unknown);
    CHECK(tables().procedure("J2370")[0].successor == code_key("J2371"));
    ProcedureRow const tinzaparin = tables().procedure("J1655")[0];
    CHECK(tinzaparin.to_inferred == 1);
    CHECK(tinzaparin.valid.to == on(2025, 12, 31));
    CHECK(tables().procedures().text(tables().procedure("J1645")[0].text) == "Dalteparin sodium");
    CHECK(tables().procedure("J3490")[0].unclassified == 1);
    CHECK(tables().procedure("J1645")[0].unclassified == 0);
    CHECK(tables().procedure("J1171")[0].from_inferred == 1); // newer than the HCPCS file
    for (std::string_view const code : {"99213", "0001F", "J164", "", "J16451", "j1645", "J1 45"}) CHECK(tables().procedure(code).empty());
    CHECK(tables().is_hcpcs("J0000"));
    for (std::string_view const code : {"99213", "D0120", "J12345", "J123", "W1234", "J12A4", ""}) CHECK(!tables().is_hcpcs(code));
    for (ProcedureRow const& row : tables().procedures().rows) {
        std::string const code(std::string_view(CodeText(row.code)));
        CHECK_MESSAGE((tables().is_hcpcs(code) && tables().procedure(code).size() == 1), code);
        if (row.successor) CHECK(!tables().procedure(CodeText(row.successor)).empty());
    }
}

TEST_CASE("modifiers, places, states") {
    CHECK(tables().is_lasting_modifier("JW"));
    CHECK(tables().is_lasting_modifier("59"));
    CHECK(!tables().is_lasting_modifier("JZ"));
    CHECK(standing(tables().modifier("JZ"), on(2022, 12, 31)) == Standing::not_yet);
    CHECK(standing(tables().modifier("JZ"), on(2023, 1, 1)) == Standing::valid);
    CHECK(tables().modifier("?1").empty());
    CHECK(!tables().is_lasting_modifier("ZZ"));
    CHECK(!tables().is_lasting_modifier("J"));
    for (ModifierRow const& row : tables().modifiers().rows) CHECK(tables().modifier(CodeText(row.code)).size() == 1);
    REQUIRE(tables().place("11"));
    CHECK(tables().place("11")->facility == 0);
    CHECK(tables().place("22")->facility == 1);
    CHECK(!tables().place("28")); // unassigned
    CHECK(tables().state("IL"));
    CHECK(!tables().state("ZZ"));
}

TEST_CASE("limits of units as CMS published them for July 2024 (REFERENCE.md A6)") {
    struct Expected {
        std::string_view code;
        std::uint32_t practitioner, outpatient;
    };
    for (auto const& [code, practitioner, outpatient] :
         {Expected{"J1642", 100, 150}, Expected{"J1643", 40, 40}, Expected{"J1644", 40, 50}, Expected{"J1645", 10, 10},
          Expected{"J1650", 30, 30}, Expected{"J1655", 0, 0}, Expected{"J2997", 100, 100}, Expected{"J3101", 50, 50}}) {
        CAPTURE(code);
        UnitLimitRow const* limit = tables().unit_limit(code, ServiceType::practitioner);
        REQUIRE(limit);
        CHECK(limit->units == practitioner);
        CHECK(limit->indicator == 3);
        CHECK(tables().unit_limit(code, ServiceType::outpatient)->units == outpatient);
    }
    CHECK(tables().unit_limits().text(tables().unit_limit("J1645", ServiceType::practitioner)->rationale) == "Prescribing Information");
    for (std::string_view const code : {"J2371", "J2370", "J3490", "J7199", "C9399"})
        CHECK(!tables().unit_limit(code, ServiceType::practitioner));
    std::size_t by_indicator[4] = {};
    for (UnitLimitRow const& row : tables().unit_limits().rows)
        if (row.service == ServiceType::practitioner) ++by_indicator[row.indicator & 3];
    CHECK(by_indicator[1] == 40);
    CHECK(by_indicator[2] == 274);
    CHECK(by_indicator[3] == 4073);
}

TEST_CASE("packages by NDC and by code (REFERENCE.md A4)") {
    auto const found = tables().package(69022802);
    REQUIRE(found.size() == 1);
    PackageRow const& row = found[0];
    CHECK(row.code == code_key("J1645"));
    CHECK(edi::compare(row.units_per_item, {72, 1}) == 0);
    CHECK(edi::compare(row.size, {72, 2}) == 0);
    CHECK(edi::compare(row.amount, {2500, 0}) == 0);
    CHECK(row.measure == Measure::iu);
    CHECK(row.trusted());
    CHECK(tables().packages_of("J1645").size() == 9);
    for (std::uint32_t const i : tables().packages_of("J1645")) CHECK(tables().packages().rows[i].code == code_key("J1645"));
    CHECK(tables().packages_of("J0000").empty());
    CHECK(tables().package(1).empty());
    CHECK(tables().package(69022802, "J1644") == nullptr);
    CHECK(tables().package(69022802, "J1645") == &row);
    std::size_t several = 0, inconsistent = 0;
    for (PackageRow const& each : tables().packages().rows) {
        several += each.several_codes;
        inconsistent += each.consistent == 0;
    }
    CHECK(several > 100);
    CHECK(inconsistent > 100);
    CHECK(edi::compare(*tables().price("J1645"), {16541, 3}) == 0);
    CHECK(edi::compare(*tables().price("J2371"), {2, 3}) == 0);
    CHECK(!tables().price("J3490"));
}

TEST_CASE("payment of hospital outpatients") {
    for (std::string_view const code : {"J1642", "J1644", "J1645", "J1650", "J2371"}) CHECK(tables().is_packaged(code, on(2026, 5, 1)));
    CHECK(!tables().is_packaged("J2997", on(2026, 5, 1)));
    CHECK(tables().outpatient_status("J3101", on(2026, 5, 1))->status == code_key("K"));
    CHECK(tables().outpatient_status("J0000", on(2026, 5, 1)) == nullptr);
}

TEST_CASE("reasons, remarks and statuses with their days") {
    CHECK(standing(tables().adjustment(AdjustmentKind::reason, "45"), on(2024, 1, 1)) == Standing::valid);
    CHECK(standing(tables().adjustment(AdjustmentKind::reason, "15"), on(2019, 1, 1)) == Standing::ended);
    CHECK(tables().adjustment(AdjustmentKind::remark, "45").empty());
    CHECK(tables().adjustment(AdjustmentKind::group, "PR").size() == 1);
    CHECK(tables().adjustment(AdjustmentKind::group, "XX").empty());
    CHECK(tables().adjustment(AdjustmentKind::remark, "M1").size() == 1);
    CHECK(tables().claim_status(StatusKind::status, "672").size() == 1);
    CHECK(tables().claim_status(StatusKind::status, "772").size() == 1);
    CHECK(tables().claim_status(StatusKind::category, "A7").size() == 1);
}

TEST_CASE("every 277CA code of a rule exists on the day the tables are of") {
    edi::Day const day = on(2024, 6, 30);
    for (Rule const* rule : all_rules())
        for (std::string_view const codes : rule->claim_status) {
            if (codes.empty()) continue;
            CAPTURE(rule->id);
            CAPTURE(codes);
            auto const colon = codes.find(':');
            std::string_view const rest = codes.substr(colon + 1);
            CHECK(standing(tables().claim_status(StatusKind::category, codes.substr(0, colon)), day) == Standing::valid);
            CHECK(standing(tables().claim_status(StatusKind::status, rest.substr(0, rest.find(':'))), day) == Standing::valid);
        }
}

TEST_CASE("diagnoses") {
    REQUIRE(tables().diagnosis("I82401"));
    CHECK(tables().diagnosis("I82401")->billable());
    REQUIRE(tables().diagnosis("I824"));
    CHECK(!tables().diagnosis("I824")->billable());
    for (std::string_view const code : {"I82.401", "I8240X1", "", "I8", "ZZZ", "i82401", "I824011111"}) CHECK(!tables().diagnosis(code));
    std::size_t billable = 0;
    for (DiagnosisRow const& row : tables().diagnoses().rows) {
        billable += row.billable();
        CHECK(tables().diagnosis(CodeText(row.code())) == &row);
    }
    CHECK(tables().diagnoses().rows.size() == 97'296);
    CHECK(billable == 74'044);
}

TEST_CASE("files replace tables of the same name and leave the others") {
    Directory directory;
    directory.write("new.tsv", head + "code\tkind\ttext\n11\toffice\tOffice\n77\tfacility\tMoon\n");
    directory.write("readme.txt", "no table");
    auto const read = CodeTables::with_files(tables(), directory.path());
    REQUIRE(std::holds_alternative<CodeTables>(read));
    CodeTables const& replaced = std::get<CodeTables>(read);
    CHECK(replaced.place("77"));
    CHECK(!replaced.place("22"));
    CHECK(replaced.places().info.version == "2030-01");
    CHECK(!replaced.places().info.built_in);
    CHECK(replaced.procedure("J1645").size() == 1);
    CHECK(replaced.diagnosis("I82401"));
    CHECK(replaced.is_lasting_modifier("JW"));
    CHECK(replaced.is_hcpcs("J1645"));
    CHECK(replaced.packages_of("J1645").size() == 9);
    auto const policy = load_policies({}, replaced);
    CHECK(std::get<Policy>(policy).tables().place("77"));
}

TEST_CASE("a mistake in a table names file, line, place and cure") {
    auto const row = mistake(head + "code\tkind\ttext\n11\toffice\tOffice\n12\thome\tHome\n");
    CHECK(row.line == 8);
    CHECK(row.column == 4);
    CHECK(has(row.file, "a.tsv"));
    CHECK(has(row.message, "kind \"home\""));
    CHECK(has(row.message, "office facility"));
    CHECK(has(mistake(head + "code\tkind\n").message, "code kind text"));
    CHECK(has(mistake(head + "code\tkind\ttext\n11\toffice\n").message, "3 fields"));
    CHECK(has(mistake(head + "code\tkind\ttext\n11\toffice\ta\tb\n").message, "3 fields"));
    CHECK(has(mistake(head + "code\tkind\ttext\n12\toffice\ta\n11\toffice\tb\n").message, "sort"));
    CHECK(has(mistake(head + "code\tkind\ttext\n12\toffice\ta\n12\toffice\tb\n").message, "twice"));
    CHECK(has(mistake(head + "code\tkind\ttext\n1a\toffice\ta\n").message, "capital"));
    CHECK(has(mistake(head + "code\tkind\ttext\n111\toffice\ta\n").message, "at most 2"));
    CHECK(has(mistake(head + "code\tkind\ttext\n11\toffice\tcaf\xC3\xA9\n").message, "ASCII"));
    CHECK(has(mistake("code\tkind\ttext\n").message, "# table: "));
    CHECK(has(mistake("# nonsense\n").message, "its keys are"));
    CHECK(has(mistake("# colour: red\n").message, "its keys are"));
    CHECK(has(mistake("").message, "# table: "));
    CHECK(has(mistake("# table: plaices" + head.substr(15)).message, "places"));
    CHECK(has(mistake("# table: places\n# version: 1\n# covers: 2024-01-01\n# source: a\n# licence: b\n").message, "2024-09-30"));
    CHECK(
        has(mistake("# table: places\n# version: 1\n# covers: 2024-01-01 2023-01-01\n# source: a\n# licence: b\n").message, "2024-09-30"));
    std::string const procedures = "# table: procedures\n# version: 1\n# covers: -\n# source: a\n# licence: b\n"
                                   "code\tfrom\tto\tinferred\tunclassified\tsuccessor\ttext\n";
    CHECK(has(mistake(procedures + "J1645\t2023-02-30\t\t\t\t\tx\n").message, "2023-07-01"));
    CHECK(has(mistake(procedures + "J1645\t2023-02-03\t2023-02-01\t\t\t\tx\n").message, "exchange"));
    CHECK(has(mistake("# table: prices\n# version: 1\n# covers: -\n# source: a\n# licence: b\ncode\tlimit\nJ1645\t1,5\n").message, "7.2"));

    auto const nowhere = CodeTables::with_files(tables(), "/no/such/directory");
    CHECK(std::holds_alternative<TableError>(nowhere));
    Directory directory;
    CHECK(has(std::get<TableError>(CodeTables::with_files(tables(), directory.path())).message, "*.tsv"));
    directory.write("a.tsv", head + "code\tkind\ttext\n");
    directory.write("b.tsv", head + "code\tkind\ttext\n");
    CHECK(has(std::get<TableError>(CodeTables::with_files(tables(), directory.path())).message, "keep one"));
}
