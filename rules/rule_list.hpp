// The one list of rules, ascending by id, one line a rule. Each name is a `constinit Rule const` in the file rules/<family>/<name>.cpp.
// To add a rule: write its file, add its line here (tests/rules/registry_test.cpp holds the two against each other).
// Families: U units, M modifiers, C balances and coordination of benefits, V values; E file and envelope (E0 file and interchange, E1 group,
// E2 set); D data elements; S structure.
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
    RULE(required_element_missing)           /* D001 */   \
    RULE(dependent_element_missing)          /* D002 */   \
    RULE(too_many_elements)                  /* D003 */   \
    RULE(element_too_short)                  /* D004 */   \
    RULE(element_too_long)                   /* D005 */   \
    RULE(element_has_wrong_characters)       /* D006 */   \
    RULE(code_not_in_list)                   /* D007 */   \
    RULE(code_not_used_here)                 /* D008 */   \
    RULE(date_invalid)                       /* D009 */   \
    RULE(time_invalid)                       /* D010 */   \
    RULE(element_excluded)                   /* D011 */   \
    RULE(element_not_used)                   /* D012 */   \
    RULE(element_pattern)                    /* D013 */   \
    RULE(too_many_repeats)                   /* D014 */   \
    RULE(too_many_components)                /* D015 */   \
    RULE(blanks_at_the_end)                  /* D016 */   \
    RULE(characters_of_a_language)           /* D017 */   \
    RULE(separators_at_the_end)              /* D018 */   \
    RULE(file_empty)                         /* E001 */   \
    RULE(file_not_x12)                       /* E002 */   \
    RULE(text_outside_interchange)           /* E003 */   \
    RULE(segment_unterminated)               /* E004 */   \
    RULE(segment_too_long)                   /* E005 */   \
    RULE(empty_segment)                      /* E006 */   \
    RULE(isa_truncated)                      /* E007 */   \
    RULE(isa_unreadable)                     /* E008 */   \
    RULE(isa_width)                          /* E009 */   \
    RULE(isa_element)                        /* E010 */   \
    RULE(interchange_trailer_missing)        /* E011 */   \
    RULE(interchange_control_number)         /* E012 */   \
    RULE(interchange_group_count)            /* E013 */   \
    RULE(segment_outside_group)              /* E014 */   \
    RULE(trailer_unexpected)                 /* E015 */   \
    RULE(interchange_control_number_repeated) /* E016 */  \
    RULE(group_trailer_missing)              /* E101 */   \
    RULE(group_control_number)               /* E102 */   \
    RULE(group_set_count)                    /* E103 */   \
    RULE(group_kind)                         /* E104 */   \
    RULE(group_version_unsupported)          /* E105 */   \
    RULE(group_version_nearest)              /* E106 */   \
    RULE(segment_outside_set)                /* E107 */   \
    RULE(group_control_number_repeated)      /* E108 */   \
    RULE(set_trailer_missing)                /* E201 */   \
    RULE(set_control_number)                 /* E202 */   \
    RULE(set_segment_count)                  /* E203 */   \
    RULE(set_control_number_repeated)        /* E204 */   \
    RULE(set_version_differs)                /* E205 */   \
    RULE(set_kind_unsupported)               /* E206 */   \
    RULE(set_without_claims)                 /* E207 */   \
    RULE(claim_too_large)                    /* E208 */   \
    RULE(modifier_repeated)                  /* M101 */   \
    RULE(modifiers_contradict)               /* M102 */   \
    RULE(modifier_misused)                   /* M103 */   \
    RULE(modifier_incompatible_with_drug)    /* M104 */   \
    RULE(same_day_without_repeat_modifier)   /* M105 */   \
    RULE(segment_unrecognized)               /* S001 */   \
    RULE(segment_unexpected)                 /* S002 */   \
    RULE(segment_qualifier_unknown)          /* S003 */   \
    RULE(required_segment_missing)           /* S004 */   \
    RULE(required_loop_missing)              /* S005 */   \
    RULE(loop_over_limit)                    /* S006 */   \
    RULE(segment_over_limit)                 /* S007 */   \
    RULE(segment_out_of_sequence)            /* S008 */   \
    RULE(level_code_unknown)                 /* S009 */   \
    RULE(level_number)                       /* S010 */   \
    RULE(level_parent)                       /* S011 */   \
    RULE(level_child_code)                   /* S012 */   \
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
    RULE(charge_negative)                    /* V006 */   \
    RULE(period_without_end)                 /* V007 */
// clang-format on
