// A rule that a policy states ([[rule]]) instead of this program: the form of all rules, with the texts and the condition behind it.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "rules/expression/compile.hpp"
#include "rules/expression/program.hpp"
#include "rules/rule.hpp"
#include "rules/validity.hpp"

namespace rules {

/// Ids of users' rules begin with one of these letters, ids of built-in rules never do.
inline constexpr std::string_view user_families = "XYZ";

/// One of these letters and three digits.
bool is_user_rule_id(std::string_view id);

/// Built once, then unchanged and never moved: `rule` shows the texts.
struct UserRule {
    std::string id, name, title, explanation, help, source, when;
    std::array<std::string, 3> claim_status;
    expression::Scope scope = expression::Scope::line;
    Validity valid;                ///< days of service: of the line, or of any line in rules on claims
    expression::Program condition; ///< of `when`
    expression::Path at;           ///< the field that findings point to; may be empty

    /// The message: a text, then the value of an expression, and so on.
    struct Part {
        std::string text;
        std::optional<expression::Program> value;
        expression::Type type{};
    };
    std::vector<Part> message;

    Rule rule;

    UserRule() = default;
    UserRule(UserRule const&) = delete;
    UserRule& operator=(UserRule const&) = delete;

    /// Lets `rule` show the texts; once, when all of them are there.
    void fill_form(Severity severity, unsigned snip, AppliesTo applies_to);
};

} // namespace rules
