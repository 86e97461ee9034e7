#include "rules/data_in_force.hpp"

#include "rules/policy.hpp"

namespace rules {

namespace {

bool shown(Validity const& valid, std::optional<edi::Day> day) {
    return !day || valid.holds(*day);
}

/// " (from 2023-07-01 to 2024-06-30)"; nothing for an entry that always holds.
void say_days(Message& out, Validity const& valid) {
    bool const begins = valid.from != Validity{}.from, ends = valid.to != Validity{}.to;
    if (!begins && !ends) return;
    out << " (";
    if (begins) out << "from " << valid.from;
    if (begins && ends) out << ' ';
    if (ends) out << "to " << valid.to;
    out << ')';
}

/// The end of a line: days, then the source.
void say_origin(Message& out, Validity const& valid, std::string const& source) {
    say_days(out, valid);
    out << "; " << source << '\n';
}

std::string_view guide_words(AppliesTo applies_to) {
    switch (applies_to) {
        case AppliesTo::professional: return ", 837P";
        case AppliesTo::institutional: return ", 837I";
        default: return "";
    }
}

/// The drug of a line, where its entry holds.
template <class Say>
void each_drug(Policy const& policy, std::optional<edi::Day> day, Say&& say) {
    for (Drug const& drug : policy.drugs())
        if (shown(drug.valid, day)) say(drug);
}

} // namespace

void show_drugs(Policy const& policy, std::optional<edi::Day> day, Message& out) {
    each_drug(policy, day, [&](Drug const& drug) {
        out << drug.code << ' ' << drug.substance << ", one unit is " << drug.unit_amount << ' ' << drug.unit_measure;
        if (!drug.route.empty()) out << ", " << drug.route;
        say_origin(out, drug.valid, drug.source);
    });
}

void show_packages(Policy const& policy, std::optional<edi::Day> day, Message& out) {
    each_drug(policy, day, [&](Drug const& drug) {
        out << drug.code << ' ' << drug.substance << ", one unit is " << drug.unit_amount << ' ' << drug.unit_measure;
        say_origin(out, drug.valid, drug.source);
        for (NdcStrength const& ndc : drug.ndcs) {
            if (!shown(ndc.valid, day)) continue;
            out << "  " << ndc.ndc << ": " << ndc.amount_per_item << ' ' << drug.unit_measure;
            if (ndc.ml_per_item.mantissa > 0) out << " in " << ndc.ml_per_item << " mL";
            out << ", " << ndc.items_per_package << " a package";
            say_days(out, ndc.valid);
            out << '\n';
        }
        if (!drug.ndcs.empty()) out << "  source of these: " << drug.ndc_source << '\n';
    });
}

void show_day_limits(Policy const& policy, std::optional<edi::Day> day, Message& out) {
    each_drug(policy, day, [&](Drug const& drug) {
        for (DayLimit const& limit : drug.limits) {
            if (!shown(limit.valid, day)) continue;
            out << drug.code << ' ' << drug.substance << ": at most " << limit.units << " units a day, " << severity_name(limit.severity)
                << guide_words(limit.applies_to);
            say_origin(out, limit.valid, limit.source);
        }
    });
}

void show_incompatible_modifiers(Policy const& policy, std::optional<edi::Day> day, Message& out) {
    each_drug(policy, day, [&](Drug const& drug) {
        if (drug.incompatible_modifiers.empty()) return;
        out << drug.code << ' ' << drug.substance << ": not with";
        for (std::string const& modifier : drug.incompatible_modifiers) out << ' ' << modifier;
        say_origin(out, drug.valid, drug.source);
    });
}

void show_conflicts(Policy const& policy, std::optional<edi::Day> day, Message& out) {
    for (ModifierConflict const& conflict : policy.conflicts()) {
        if (!shown(conflict.valid, day)) continue;
        out << conflict.first << " and " << conflict.second << ", " << severity_name(conflict.severity) << ": " << conflict.reason;
        say_origin(out, conflict.valid, conflict.source);
    }
}

void show_misuses(Policy const& policy, std::optional<edi::Day> day, Message& out) {
    for (ModifierMisuse const& misuse : policy.misuses()) {
        if (!shown(misuse.valid, day)) continue;
        out << misuse.modifier << ", " << severity_name(misuse.severity) << ": " << misuse.reason;
        say_origin(out, misuse.valid, misuse.source);
    }
}

void show_repeat_modifiers(Policy const& policy, std::optional<edi::Day>, Message& out) {
    out << "these explain a second line:";
    for (std::string const& modifier : policy.repeat_modifiers()) out << ' ' << modifier;
    out << '\n';
}

void show_unclassified(Policy const& policy, std::optional<edi::Day> day, Message& out) {
    for (UnclassifiedCode const& code : policy.sections().unclassified.all()) {
        if (!shown(code.valid, day)) continue;
        out << code.code;
        say_origin(out, code.valid, code.source);
    }
}

void show_tolerance(Policy const& policy, std::optional<edi::Day>, Message& out) {
    out << "a difference of ";
    out.money(policy.cob_tolerance());
    out << " is forgiven\n";
}

} // namespace rules
