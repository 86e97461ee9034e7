// The one list of rules, ascending by id, one line a rule. Each name is a `constinit Rule const` in the file rules/<family>/<name>.cpp.
// To add a rule: write its file, add its line here (tests/rules/registry_test.cpp holds the two against each other).
// Families: U units, M modifiers, C balances and coordination of benefits, V values; E, G, T envelope; S structure.
#pragma once

// clang-format off
#define SCRUB837_RULES(RULE)                              \
    RULE(claim_charge_not_sum_of_lines)      /* C101 */   \
    RULE(line_payments_out_of_balance)       /* C201 */   \
    RULE(claim_payments_out_of_balance)      /* C202 */   \
    RULE(payer_paid_not_sum_of_lines)        /* C203 */   \
    RULE(line_payment_negative)              /* C204 */   \
    RULE(payer_sequence_repeated)            /* C301 */   \
    RULE(payer_sequence_incomplete)          /* C302 */   \
    RULE(line_payer_unknown)                 /* C303 */   \
    RULE(adjudication_date_missing)          /* C304 */   \
    RULE(adjudication_date_at_both_levels)   /* C305 */   \
    RULE(modifier_repeated)                  /* M101 */   \
    RULE(modifiers_contradict)               /* M102 */   \
    RULE(modifier_misused)                   /* M103 */   \
    RULE(modifier_incompatible_with_drug)    /* M104 */   \
    RULE(same_day_without_repeat_modifier)   /* M105 */   \
    RULE(units_missing)                      /* U101 */   \
    RULE(units_not_positive)                 /* U102 */   \
    RULE(units_fractional)                   /* U103 */   \
    RULE(units_over_day_limit)               /* U104 */   \
    RULE(units_disagree_with_ndc)            /* U105 */   \
    RULE(unit_basis_not_un)                  /* U106 */   \
    RULE(charge_unreadable)                  /* V001 */   \
    RULE(payment_unreadable)                 /* V002 */   \
    RULE(quantity_unreadable)                /* V003 */   \
    RULE(date_unreadable)                    /* V004 */   \
    RULE(charge_missing)                     /* V005 */   \
    RULE(charge_negative)                    /* V006 */
// clang-format on
