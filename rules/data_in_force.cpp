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

/// `words`, then the texts with blanks between; nothing when there are none.
void say_list(Message& out, std::vector<std::string> const& texts, std::string_view words) {
    for (std::size_t i = 0; i < texts.size(); ++i) out << (i == 0 ? words : " ") << texts[i];
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

void show_payers(Policy const& policy, std::optional<edi::Day> day, Message& out) {
    constexpr std::pair<std::string_view, std::optional<Severity> PayerProfile::*> demands[] = {
        {"prior authorization", &PayerProfile::prior_authorization},
        {"step therapy", &PayerProfile::step_therapy},
        {"NDC", &PayerProfile::ndc},
        {"diagnosis", &PayerProfile::diagnosis},
        {"dose", &PayerProfile::dose},
        {"route", &PayerProfile::route},
        {"weight", &PayerProfile::weight},
        {"pharmacy benefit", &PayerProfile::pharmacy_benefit},
    };
    for (PayerProfile const& payer : policy.sections().payers.all()) {
        if (!shown(payer.valid, day)) continue;
        out << payer.name << " (";
        say_list(out, payer.ids, "id ");
        if (!payer.ids.empty() && !payer.filing_codes.empty()) out << "; ";
        say_list(out, payer.filing_codes, "SBR09 ");
        out << ')';
        for (auto const& [name, demand] : demands)
            if (payer.*demand) out << ", " << name << ' ' << severity_name(*(payer.*demand));
        for (WantedDocument const& document : payer.documents) out << ", " << document.name << ' ' << severity_name(document.severity);
        if (payer.timely_filing) out << ", filed within " << payer.timely_filing_days << " days " << severity_name(*payer.timely_filing);
        say_origin(out, payer.valid, payer.source);
    }
}

void show_indications(Policy const& policy, std::optional<edi::Day> day, Message& out) {
    for (Indication const& indication : policy.sections().indications.all()) {
        if (!shown(indication.valid, day)) continue;
        out << indication.substance << ", " << indication.name << ": " << grade_name(indication.grade) << ',';
        for (DiagnosisCodes const& codes : indication.codes) {
            out << ' ' << codes.first;
            if (codes.last != codes.first) out << '-' << codes.last;
        }
        if (!indication.with.empty()) out << " beside a code of another list, else " << grade_name(indication.otherwise);
        say_origin(out, indication.valid, indication.source);
    }
}

void show_routes(Policy const& policy, std::optional<edi::Day>, Message& out) {
    for (Route const& route : policy.sections().routes.all()) {
        out << route.name << ": ";
        say_list(out, route.modifiers, "modifier ");
        say_list(out, route.words, route.modifiers.empty() ? "the words " : ", or the words ");
        out << "; " << route.source << '\n';
    }
}

void show_discards(Policy const& policy, std::optional<edi::Day>, Message& out) {
    Discards const& discards = policy.sections().discards;
    if (!discards.given()) return;
    out << discards.discarded() << " for what was discarded, " << discards.none() << " for nothing discarded; one of them is due";
    say_days(out, discards.due());
    out << ", and a line without is returned from " << discards.returned_from() << '\n';
}

void show_obsolete_ndcs(Policy const& policy, std::optional<edi::Day> day, Message& out) {
    for (ObsoleteNdc const& ndc : policy.sections().obsolete_ndcs.all()) {
        if (!shown(ndc.valid, day)) continue;
        out << ndc.begins << " of " << ndc.substance << ": " << ndc.reason;
        say_origin(out, ndc.valid, ndc.source);
    }
}

void show_similar_codes(Policy const& policy, std::optional<edi::Day> day, Message& out) {
    for (SimilarCode const& code : policy.sections().similar.all()) {
        if (!shown(code.valid, day)) continue;
        out << code.code << ": " << code.reason;
        say_origin(out, code.valid, code.source);
    }
}

void show_locations(Policy const& policy, std::optional<edi::Day> day, Message& out) {
    for (LocationModifier const& location : policy.sections().locations.all()) {
        if (!shown(location.valid, day)) continue;
        out << location.modifier << ", " << severity_name(location.severity);
        say_list(out, location.bills, ", on types of bill ");
        say_list(out, location.places, ", at places of service ");
        out << ": " << location.reason;
        say_origin(out, location.valid, location.source);
    }
}

void show_drug_revenue(Policy const& policy, std::optional<edi::Day>, Message& out) {
    DrugRevenue const& revenue = policy.sections().drug_revenue;
    say_list(out, revenue.detailed(), "billed one by one: ");
    say_list(out, revenue.pharmacy(), "; with a service: ");
    say_list(out, revenue.bills(), "; on types of bill ");
    if (!revenue.detailed().empty()) out << '\n';
}

void show_unit_limits(Policy const& policy, std::optional<edi::Day>, Message& out) {
    constexpr std::string_view kinds[] = {"per line", "per day, absolute", "per day, clinical"};
    for (unsigned indicator = 1; indicator <= 3; ++indicator) {
        auto const severity = policy.sections().unit_limits.severity(indicator);
        out << "limits of the code tables " << kinds[indicator - 1] << " (indicator " << indicator
            << "): " << (severity ? severity_name(*severity) : "off") << '\n';
    }
}

void show_tolerance(Policy const& policy, std::optional<edi::Day>, Message& out) {
    out << "a difference of ";
    out.money(policy.cob_tolerance());
    out << " is forgiven\n";
}

} // namespace rules
