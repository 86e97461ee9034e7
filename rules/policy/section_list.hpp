// The one list of sections of a policy, one line each.
//
// A section is a class in its own file rules/policy/<name>.hpp with
//     void read(TableReader& root);        reads its keys from the root of one policy file; mistakes go to the reader
//     void lay(Section const& later);      puts a later layer over this one: what is the key, what replaces what
//     void finish();                       sorts and indexes, once, after the last layer
// and whatever rules ask of it. Rules reach it as policy.sections().<member>. Keys go into rules/policies/README.md.
#pragma once

#include "rules/policy/cob_terms.hpp"
#include "rules/policy/drugs.hpp"
#include "rules/policy/meanings.hpp"
#include "rules/policy/modifiers.hpp"
#include "rules/policy/notices.hpp"
#include "rules/policy/severities.hpp"
#include "rules/policy/unclassified.hpp"
#include "rules/policy/user_rules.hpp"

// clang-format off
#define SCRUB837_POLICY_SECTIONS(SECTION) \
    SECTION(CobTerms, cob)                \
    SECTION(Notices, notices)             \
    SECTION(Severities, severities)       \
    SECTION(Drugs, drugs)                 \
    SECTION(Meanings, meanings)           \
    SECTION(Modifiers, modifiers)         \
    SECTION(Unclassified, unclassified)   \
    SECTION(UserRules, user_rules)
// clang-format on

namespace rules {

struct PolicySections {
#define SCRUB837_MEMBER(Section, member) Section member;
    SCRUB837_POLICY_SECTIONS(SCRUB837_MEMBER)
#undef SCRUB837_MEMBER

    void read(TableReader& root) {
#define SCRUB837_READ(Section, member) member.read(root);
        SCRUB837_POLICY_SECTIONS(SCRUB837_READ)
#undef SCRUB837_READ
    }
    void lay(PolicySections const& later) {
#define SCRUB837_LAY(Section, member) member.lay(later.member);
        SCRUB837_POLICY_SECTIONS(SCRUB837_LAY)
#undef SCRUB837_LAY
    }
    void finish() {
#define SCRUB837_FINISH(Section, member) member.finish();
        SCRUB837_POLICY_SECTIONS(SCRUB837_FINISH)
#undef SCRUB837_FINISH
    }
};

} // namespace rules
