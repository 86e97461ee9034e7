#include "rules/policy/contradictions.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "rules/message.hpp"

namespace rules {

namespace {

char lower(char c) {
    return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// The words of a substance that name it: of five letters or more, and no salt.
std::vector<std::string> naming_words(std::string_view substance) {
    static constexpr std::string_view salts[] = {"sodium",  "chloride",  "hydrochloride", "sulfate",
                                                 "acetate", "phosphate", "calcium",       "injection"};
    std::vector<std::string> words;
    std::string word;
    for (char const each : std::string(substance) + " ") {
        char const c = lower(each);
        if ('a' <= c && c <= 'z') {
            word += c;
            continue;
        }
        if (word.size() >= 5 && std::find(std::begin(salts), std::end(salts), word) == std::end(salts)) words.push_back(word);
        word.clear();
    }
    return words;
}

bool names_any(std::string_view text, std::vector<std::string> const& words) {
    return std::any_of(words.begin(), words.end(), [&](std::string const& word) {
        auto const same = [](char in_text, char in_word) { return lower(in_text) == in_word; };
        return std::search(text.begin(), text.end(), word.begin(), word.end(), same) != text.end();
    });
}

/// An amount in the smallest unit of its measure: micrograms, international units, millilitres; nothing for other measures.
struct Amount {
    edi::Decimal value;
    std::string_view measure;
};
std::optional<Amount> amount_of(edi::Decimal value, std::string_view measure) {
    std::int64_t const factor = measure == "G" ? 1'000'000 : measure == "MG" ? 1'000 : 1;
    bool const mass = measure == "G" || measure == "MG" || measure == "MCG";
    auto const scaled = edi::multiply(value, {factor, 0});
    if (!scaled || !(mass || measure == "IU" || measure == "ML")) return std::nullopt;
    return Amount{*scaled, mass ? "MCG" : measure};
}

/// What one unit of a code holds by the packages of the tables: the first row that tells.
PackageRow const* dosed_package(CodeTables const& tables, std::string_view code) {
    for (std::uint32_t const i : tables.packages_of(code))
        if (tables.packages().rows[i].measure != Measure::none) return &tables.packages().rows[i];
    return nullptr;
}

void say_unit(Message& m, PackageRow const* package) {
    if (package) m << ", " << package->amount << ' ' << measure_name(package->measure) << " a unit";
}

/// The code whose description in the tables names the substance: of drugs (J), valid today, the first.
ProcedureRow const* code_naming(CodeTables const& tables, std::vector<std::string> const& words) {
    auto const rows = tables.procedures().rows;
    auto row =
        std::lower_bound(rows.begin(), rows.end(), code_key("J"), [](ProcedureRow const& each, CodeKey key) { return each.code < key; });
    for (; row != rows.end() && row->code < code_key("K"); ++row)
        if (row->valid.to == Validity{}.to && names_any(tables.procedures().text(row->text), words)) return &*row;
    return nullptr;
}

class Finder {
public:
    Finder(CodeTables const& tables, std::vector<Notice>& notices) : tables_(&tables), notices_(&notices) {}

    /// `unit`: what the policy takes one unit for; nothing where it does not say.
    void compare(std::string const& code, std::string const& substance, Validity const& valid, Drug const* unit) {
        ProcedureRow const* const row = row_of(code, valid);
        if (!row) return;
        auto const words = naming_words(substance);
        PackageRow const* const package = dosed_package(*tables_, code);
        bool const named = names_any(tables_->procedures().text(row->text), words);
        std::optional<bool> const same_unit = unit ? same(*unit, package) : std::nullopt;
        if (same_unit.value_or(named)) return;
        std::string text;
        Message m(text);
        m << "the policy takes it as " << substance;
        if (unit) m << ", " << unit->unit_amount << ' ' << unit->unit_measure << " a unit";
        m << "; in the code tables it is \"" << tables_->procedures().text(row->text) << '"';
        say_unit(m, package);
        if (row->valid.from != Validity{}.from) m << ", since " << row->valid.from;
        if (!named) say_other(m, words, substance);
        m << ". Claims for a payer who follows CMS need the policy cms";
        notices_->push_back(
            {code, std::move(text),
             "code tables: procedures " + tables_->procedures().info.version + ", packages " + tables_->packages().info.version});
    }

private:
    ProcedureRow const* row_of(std::string_view code, Validity const& valid) const {
        for (ProcedureRow const& row : tables_->procedure(code))
            if (overlap(row.valid, valid)) return &row;
        return nullptr;
    }

    static std::optional<bool> same(Drug const& drug, PackageRow const* package) {
        if (!package) return std::nullopt;
        auto const mine = amount_of(drug.unit_amount, drug.unit_measure),
                   theirs = amount_of(package->amount, measure_name(package->measure));
        if (!mine || !theirs) return std::nullopt;
        return mine->measure == theirs->measure && edi::compare(mine->value, theirs->value) == 0;
    }

    void say_other(Message& m, std::vector<std::string> const& words, std::string_view substance) const {
        ProcedureRow const* const other = code_naming(*tables_, words);
        if (!other) return;
        CodeText const code(other->code);
        m << ", and " << substance << " is " << code << " (\"" << tables_->procedures().text(other->text) << '"';
        say_unit(m, dosed_package(*tables_, code));
        m << ')';
    }

    CodeTables const* tables_;
    std::vector<Notice>* notices_;
};

} // namespace

std::vector<Notice> contradictions(PolicySections const& policy, CodeTables const& tables) {
    std::vector<Notice> notices;
    Finder finder(tables, notices);
    for (Drug const& drug : policy.drugs.all()) finder.compare(drug.code, drug.substance, drug.valid, &drug);
    for (Meaning const& meaning : policy.meanings.all()) finder.compare(meaning.code, meaning.substance, meaning.valid, nullptr);
    return notices;
}

} // namespace rules
