#include "engine/database/schema.hpp"

namespace engine::database {

std::string_view const tables_sql = R"sql(
PRAGMA application_id = 0x53383337;
PRAGMA user_version = 1;

CREATE TABLE meta (                      -- about the run: schema_version, program, program_version, processed, snip, ...
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE policies (                  -- in force, those below first
    policy_id INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    version TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    title TEXT
) STRICT;

CREATE TABLE notices (                   -- where policy and code tables contradict each other
    notice_id INTEGER PRIMARY KEY,
    code TEXT,
    text TEXT NOT NULL
) STRICT;

CREATE TABLE code_tables (               -- in force
    name TEXT PRIMARY KEY,
    version TEXT NOT NULL,
    source TEXT,
    covers_from TEXT,                    -- dates of service for which the table is complete; NULL = no limit
    covers_to TEXT,
    sha256 TEXT NOT NULL,
    built_in INTEGER NOT NULL CHECK (built_in IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE rules (                     -- all, with those that policies state
    rule_id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    severity TEXT CHECK (severity IN ('error', 'warning', 'advice')), -- under the policy; NULL = switched off
    snip INTEGER NOT NULL,
    title TEXT NOT NULL,
    help TEXT NOT NULL,
    claim_status TEXT,                   -- codes of the 277CA, with a blank between them
    ack_999 TEXT,
    ack_ta1 TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE inputs (                    -- files, with the totals of summary.json
    input_id INTEGER PRIMARY KEY,
    path TEXT NOT NULL,                  -- as it was opened; - is standard input
    name TEXT NOT NULL,                  -- with which names of its outputs begin
    kind TEXT,                           -- 837, 999, 277CA, TA1, mixed
    bytes INTEGER NOT NULL,
    sha256 TEXT,                         -- NULL = not read to the end
    readable INTEGER NOT NULL CHECK (readable IN (0, 1)),
    reason TEXT,                         -- why it is not readable
    damaged INTEGER NOT NULL CHECK (damaged IN (0, 1)), -- packed, and what was unpacked cannot be trusted: everything in it goes back
    interchanges INTEGER NOT NULL,
    functional_groups INTEGER NOT NULL,
    sets INTEGER NOT NULL,
    segments INTEGER NOT NULL,
    claims INTEGER NOT NULL,
    lines INTEGER NOT NULL,
    drug_lines INTEGER NOT NULL,
    accepted INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    accepted_cents INTEGER NOT NULL,
    rejected_cents INTEGER NOT NULL,
    errors INTEGER NOT NULL,
    warnings INTEGER NOT NULL,
    advice INTEGER NOT NULL
) STRICT;

CREATE TABLE interchanges (              -- ISA to IEA
    interchange_id INTEGER PRIMARY KEY,
    input_id INTEGER NOT NULL REFERENCES inputs,
    ordinal INTEGER NOT NULL,            -- 1 = first of the input
    control_number TEXT,                 -- ISA13
    sender_qualifier TEXT,
    sender TEXT,                         -- ISA06
    receiver_qualifier TEXT,
    receiver TEXT,                       -- ISA08
    date TEXT,                           -- ISA09 and ISA10 as they were sent
    time TEXT,
    version TEXT,
    usage TEXT,                          -- P production, T test
    rejected INTEGER NOT NULL CHECK (rejected IN (0, 1)) -- as a whole, with everything in it
) STRICT;

CREATE TABLE functional_groups (         -- GS to GE
    group_id INTEGER PRIMARY KEY,
    interchange_id INTEGER NOT NULL REFERENCES interchanges,
    ordinal INTEGER NOT NULL,            -- 1 = first of the interchange
    kind TEXT,                           -- GS01
    control_number TEXT,                 -- GS06
    sender TEXT,
    receiver TEXT,
    date TEXT,
    time TEXT,
    version TEXT,                        -- GS08
    rejected INTEGER NOT NULL CHECK (rejected IN (0, 1))
) STRICT;

CREATE TABLE sets (                      -- transaction sets, ST to SE
    set_id INTEGER PRIMARY KEY,
    input_id INTEGER NOT NULL REFERENCES inputs,
    interchange_id INTEGER NOT NULL REFERENCES interchanges,
    group_id INTEGER REFERENCES functional_groups, -- NULL = outside of any
    ordinal INTEGER NOT NULL,            -- 1 = first of the group
    kind TEXT,                           -- ST01
    control_number TEXT,                 -- ST02
    version TEXT,                        -- ST03
    batch TEXT,                          -- BHT03
    submitter_id TEXT,                   -- 1000A
    submitter TEXT,
    receiver_id TEXT,                    -- 1000B
    receiver TEXT,
    checked INTEGER NOT NULL CHECK (checked IN (0, 1)), -- 0 = its guide is not known, its claims are in unread_claims
    rejected INTEGER NOT NULL CHECK (rejected IN (0, 1)),
    first_claim_id INTEGER,              -- its claims are first_claim_id to last_claim_id; NULL = none
    last_claim_id INTEGER
) STRICT;

CREATE TABLE billing_providers (         -- levels 2000A that have claims
    provider_id INTEGER PRIMARY KEY,
    set_id INTEGER NOT NULL REFERENCES sets,
    segment_no INTEGER NOT NULL,         -- of its HL in the set, ST = 1
    npi TEXT,                            -- 2010AA NM109
    tax_id TEXT,
    name TEXT,
    first_name TEXT,
    taxonomy TEXT,
    state TEXT,
    zip TEXT
) STRICT;

CREATE TABLE claims (
    claim_id INTEGER PRIMARY KEY,        -- in the order of the run; unread claims leave gaps
    input_id INTEGER NOT NULL REFERENCES inputs,
    set_id INTEGER NOT NULL REFERENCES sets,
    provider_id INTEGER REFERENCES billing_providers, -- NULL = the claim has no level 2000A
    claim_no INTEGER NOT NULL,           -- in its input, 1 = first
    control_number TEXT,                 -- CLM01
    guide TEXT NOT NULL CHECK (guide IN ('837P', '837I')),
    charge_cents INTEGER,                -- CLM02; NULL = it cannot be read
    facility TEXT,                       -- CLM05-1: place of service or type of bill
    frequency TEXT,                      -- CLM05-3
    service_from TEXT,                   -- first and last day of the statement (837I) or of the lines
    service_to TEXT,
    payer_id TEXT,                       -- 2010BB
    payer TEXT,
    filing_code TEXT,                    -- SBR09
    payer_sequence TEXT,                 -- SBR01
    member_id TEXT,                      -- 2010BA NM109
    rendering_npi TEXT,                  -- 2310B (837P)
    attending_npi TEXT,                  -- 2310A (837I)
    principal_diagnosis TEXT,
    lines INTEGER NOT NULL,
    accepted INTEGER NOT NULL CHECK (accepted IN (0, 1)),
    rejected_by TEXT CHECK (rejected_by IN ('claim', 'level', 'set', 'group', 'interchange', 'input')), -- where the error stands; NULL = accepted
    errors INTEGER NOT NULL,             -- findings about the claim
    warnings INTEGER NOT NULL,
    advice INTEGER NOT NULL,
    segment_no INTEGER NOT NULL,         -- of its CLM in the set
    byte_offset INTEGER NOT NULL         -- of its CLM in the input
) STRICT;

CREATE TABLE unread_claims (             -- counted, rejected, and not looked into: unknown guide, too large, outside of any set
    unread_id INTEGER PRIMARY KEY,
    input_id INTEGER NOT NULL REFERENCES inputs,
    set_id INTEGER REFERENCES sets,      -- NULL = outside of any
    claims INTEGER NOT NULL,
    lines INTEGER NOT NULL,              -- also lines without a claim
    charge_cents INTEGER NOT NULL
) STRICT;

CREATE TABLE lines (                     -- service lines
    claim_id INTEGER NOT NULL REFERENCES claims,
    line_no INTEGER NOT NULL,            -- 1 = first of the claim
    code_kind TEXT,                      -- HC, HP, ...
    code TEXT,                           -- procedure
    modifiers TEXT,                      -- with a comma between them
    revenue_code TEXT,
    charge_cents INTEGER,                -- NULL = it cannot be read
    units_thousandths INTEGER,           -- NULL = cannot be read, or more than three decimals
    unit_basis TEXT,                     -- UN, MJ, DA
    place_of_service TEXT,               -- of the line, where it says one
    service_from TEXT,                   -- of the line, where it says one
    service_to TEXT,
    segment_no INTEGER NOT NULL,         -- of its LX in the set
    PRIMARY KEY (claim_id, line_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE drug_lines (                -- lines with a drug of the policy or the code tables, or with an NDC
    claim_id INTEGER NOT NULL,
    line_no INTEGER NOT NULL,
    code TEXT,                           -- as in lines
    substance TEXT,                      -- what the code means under the policy on the day; NULL = no drug that it knows
    of_policy INTEGER NOT NULL CHECK (of_policy IN (0, 1)), -- counted as a drug line by the summary
    ndc_qualifier TEXT,                  -- LIN02
    ndc TEXT,                            -- LIN03
    quantity_thousandths INTEGER,        -- CTP04
    quantity_measure TEXT,               -- CTP05
    billed_thousandths INTEGER,          -- units_thousandths of the line
    expected_units INTEGER,              -- what the quantity of this line makes; NULL = nobody can tell
    discarded INTEGER NOT NULL CHECK (discarded IN (0, 1)), -- JW
    group_line_no INTEGER,               -- first line of the same drug, NDC and day; they are judged together
    group_expected_units INTEGER,
    units_agree INTEGER CHECK (units_agree IN (0, 1)), -- of the group, as U105 has it; NULL = not judged
    stake_cents INTEGER,                 -- share of the group's charges for units too many (negative: too few), at its last line
    PRIMARY KEY (claim_id, line_no),
    FOREIGN KEY (claim_id, line_no) REFERENCES lines
) STRICT, WITHOUT ROWID;

CREATE TABLE other_payers (              -- 2320
    claim_id INTEGER NOT NULL REFERENCES claims,
    payer_no INTEGER NOT NULL,           -- 1 = first of the claim
    payer_id TEXT,                       -- 2330B NM109
    payer TEXT,
    payer_sequence TEXT,                 -- SBR01
    filing_code TEXT,                    -- SBR09
    paid_cents INTEGER,                  -- AMT*D
    non_covered_cents INTEGER,           -- AMT*A8
    patient_liability_cents INTEGER,     -- AMT*EAF
    decided_on TEXT,                     -- DTP*573 at this level
    difference_cents INTEGER,            -- of the claim's charge, neither paid nor adjusted; NULL = it cannot be told
    PRIMARY KEY (claim_id, payer_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE decisions (                 -- 2430: what another payer decided on a line
    claim_id INTEGER NOT NULL,
    decision_no INTEGER NOT NULL,        -- 1 = first of the claim
    line_no INTEGER NOT NULL,
    payer_no INTEGER,                    -- NULL = SVD01 is no payer of the claim, or of several
    payer_id TEXT,                       -- SVD01
    paid_cents INTEGER,                  -- SVD02
    code TEXT,                           -- SVD03-2
    revenue_code TEXT,
    paid_units_thousandths INTEGER,      -- SVD05
    bundled_into TEXT,                   -- SVD06
    patient_liability_cents INTEGER,
    decided_on TEXT,
    balanced_lines INTEGER,              -- lines that must balance together, told at their first decision
    difference_cents INTEGER,            -- of their charges, neither paid nor adjusted
    PRIMARY KEY (claim_id, decision_no),
    FOREIGN KEY (claim_id, line_no) REFERENCES lines,
    FOREIGN KEY (claim_id, payer_no) REFERENCES other_payers
) STRICT, WITHOUT ROWID;

CREATE TABLE adjustments (               -- CAS of 2320 (payer_no) or of 2430 (decision_no)
    claim_id INTEGER NOT NULL REFERENCES claims,
    adjustment_no INTEGER NOT NULL,
    payer_no INTEGER,
    decision_no INTEGER,
    group_code TEXT,                     -- CO, PR, OA, PI
    reason TEXT,
    amount_cents INTEGER,
    quantity_thousandths INTEGER,
    PRIMARY KEY (claim_id, adjustment_no),
    FOREIGN KEY (claim_id, payer_no) REFERENCES other_payers,
    FOREIGN KEY (claim_id, decision_no) REFERENCES decisions
) STRICT, WITHOUT ROWID;

CREATE TABLE findings (                  -- those of findings.jsonl, in the same order
    finding_id INTEGER PRIMARY KEY,
    rule_id TEXT NOT NULL REFERENCES rules,
    severity TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'advice')),
    message TEXT NOT NULL,
    input_id INTEGER NOT NULL REFERENCES inputs,
    interchange_id INTEGER REFERENCES interchanges,
    group_id INTEGER REFERENCES functional_groups,
    set_id INTEGER REFERENCES sets,
    claim_id INTEGER REFERENCES claims,  -- NULL = about no claim that was read
    claim_no INTEGER,
    line_no INTEGER,
    loop TEXT,
    segment TEXT,
    segment_no INTEGER,                  -- in the set
    element INTEGER,
    component INTEGER,
    byte_offset INTEGER NOT NULL,        -- in the input
    byte_length INTEGER NOT NULL,
    policy TEXT,                         -- where the verdict rests on it
    earlier_claim_id INTEGER REFERENCES claims, -- an earlier claim of the run that it speaks of
    waived_by TEXT,                      -- who answers for it, so that it rejects nothing; 'baseline' = known before; NULL = nobody
    waived_reason TEXT,
    FOREIGN KEY (claim_id, line_no) REFERENCES lines
) STRICT;
)sql";

std::string_view const completion_sql = R"sql(
-- What is rejected as a whole takes its claims with it.
UPDATE claims SET accepted = 0, rejected_by = 'set' WHERE accepted = 1 AND claim_id IN (
    SELECT c.claim_id FROM sets s CROSS JOIN claims c ON c.claim_id BETWEEN s.first_claim_id AND s.last_claim_id WHERE s.rejected);
UPDATE claims SET accepted = 0, rejected_by = 'group' WHERE accepted = 1 AND claim_id IN (
    SELECT c.claim_id FROM sets s JOIN functional_groups g USING (group_id)
    CROSS JOIN claims c ON c.claim_id BETWEEN s.first_claim_id AND s.last_claim_id WHERE g.rejected);
UPDATE claims SET accepted = 0, rejected_by = 'interchange' WHERE accepted = 1 AND claim_id IN (
    SELECT c.claim_id FROM sets s JOIN interchanges i USING (interchange_id)
    CROSS JOIN claims c ON c.claim_id BETWEEN s.first_claim_id AND s.last_claim_id WHERE i.rejected);
UPDATE claims SET accepted = 0, rejected_by = 'input' WHERE accepted = 1 AND claim_id IN (
    SELECT c.claim_id FROM sets s JOIN inputs f USING (input_id)
    CROSS JOIN claims c ON c.claim_id BETWEEN s.first_claim_id AND s.last_claim_id WHERE f.damaged);

CREATE INDEX interchanges_input ON interchanges (input_id);
CREATE INDEX groups_interchange ON functional_groups (interchange_id);
CREATE INDEX sets_group ON sets (group_id);
CREATE INDEX sets_input ON sets (input_id);
CREATE INDEX providers_npi ON billing_providers (npi);
CREATE INDEX claims_control_number ON claims (control_number);
CREATE INDEX drug_lines_code ON drug_lines (code, ndc);
CREATE INDEX findings_claim ON findings (claim_id);
CREATE INDEX findings_rule ON findings (rule_id);

-- Cents as dollars, thousandths as decimals: text, exact.
CREATE VIEW claim_amounts AS
SELECT claim_id, control_number, accepted,
       CASE WHEN charge_cents < 0 THEN '-' ELSE '' END || printf('%d.%02d', abs(charge_cents) / 100, abs(charge_cents) % 100) AS charge
FROM claims;

CREATE VIEW line_amounts AS
SELECT claim_id, line_no, code, modifiers,
       CASE WHEN charge_cents < 0 THEN '-' ELSE '' END || printf('%d.%02d', abs(charge_cents) / 100, abs(charge_cents) % 100) AS charge,
       CASE WHEN units_thousandths < 0 THEN '-' ELSE '' END || abs(units_thousandths) / 1000 ||
           CASE WHEN units_thousandths % 1000 = 0 THEN '' ELSE rtrim(printf('.%03d', abs(units_thousandths) % 1000), '0') END AS units
FROM lines;

-- What summary.json says, from the rows themselves: an input each.
CREATE VIEW totals AS
WITH read AS (
    SELECT input_id, count(*) AS claims, sum(lines) AS lines, sum(accepted) AS accepted,
           sum(CASE WHEN accepted THEN charge_cents ELSE 0 END) AS accepted_cents,
           sum(CASE WHEN accepted THEN 0 ELSE charge_cents END) AS rejected_cents
    FROM claims GROUP BY input_id),
unread AS (SELECT input_id, sum(claims) AS claims, sum(lines) AS lines, sum(charge_cents) AS cents FROM unread_claims GROUP BY input_id)
SELECT i.input_id, i.path,
       coalesce(r.claims, 0) + coalesce(u.claims, 0) AS claims,
       coalesce(r.lines, 0) + coalesce(u.lines, 0) AS lines,
       coalesce(r.accepted, 0) AS accepted,
       coalesce(r.claims, 0) - coalesce(r.accepted, 0) + coalesce(u.claims, 0) AS rejected,
       coalesce(r.accepted_cents, 0) AS accepted_cents,
       coalesce(r.rejected_cents, 0) + coalesce(u.cents, 0) AS rejected_cents
FROM inputs i LEFT JOIN read r USING (input_id) LEFT JOIN unread u USING (input_id);

CREATE VIEW rejections_by_payer AS
SELECT coalesce(payer_id, '') AS payer_id, min(payer) AS payer, count(*) AS claims, count(*) - sum(accepted) AS rejected,
       sum(charge_cents) AS charge_cents, sum(CASE WHEN accepted THEN 0 ELSE charge_cents END) AS rejected_cents,
       1000 * (count(*) - sum(accepted)) / count(*) AS rejected_per_thousand
FROM claims GROUP BY coalesce(payer_id, '') ORDER BY rejected_cents DESC, payer_id;

CREATE VIEW rejections_by_provider AS
SELECT coalesce(p.npi, '') AS npi, min(p.name) AS name, count(*) AS claims, count(*) - sum(c.accepted) AS rejected,
       sum(c.charge_cents) AS charge_cents, sum(CASE WHEN c.accepted THEN 0 ELSE c.charge_cents END) AS rejected_cents
FROM claims c LEFT JOIN billing_providers p USING (provider_id)
GROUP BY coalesce(p.npi, '') ORDER BY rejected_cents DESC, npi;

CREATE VIEW rejections_by_submitter AS
SELECT coalesce(s.submitter_id, '') AS submitter_id, min(s.submitter) AS submitter, count(*) AS claims,
       count(*) - sum(c.accepted) AS rejected, sum(c.charge_cents) AS charge_cents,
       sum(CASE WHEN c.accepted THEN 0 ELSE c.charge_cents END) AS rejected_cents
FROM claims c JOIN sets s USING (set_id)
GROUP BY coalesce(s.submitter_id, '') ORDER BY rejected_cents DESC, submitter_id;

CREATE VIEW findings_by_rule AS
SELECT rule_id, r.name, f.severity, count(*) AS findings, count(DISTINCT f.claim_id) AS claims
FROM findings f JOIN rules r USING (rule_id) WHERE f.waived_by IS NULL
GROUP BY rule_id, f.severity ORDER BY findings DESC, rule_id;

-- The charges of all claims that a rule speaks of, each claim once for each rule; what of them is rejected.
CREATE VIEW money_at_stake AS
SELECT rule_id, r.name, d.severity, count(*) AS claims, sum(c.charge_cents) AS charge_cents,
       sum(CASE WHEN c.accepted THEN 0 ELSE c.charge_cents END) AS rejected_cents
FROM (SELECT DISTINCT rule_id, severity, claim_id FROM findings WHERE claim_id IS NOT NULL AND waived_by IS NULL) d
JOIN claims c USING (claim_id) JOIN rules r USING (rule_id)
GROUP BY rule_id, d.severity ORDER BY charge_cents DESC, rule_id;

-- A row for each group of lines that U105 would name.
CREATE VIEW unit_disagreements AS
SELECT c.claim_id, c.control_number, p.npi, d.code, d.substance, d.ndc, d.group_line_no AS line_no, count(*) AS lines,
       sum(d.billed_thousandths) AS billed_thousandths, max(d.group_expected_units) AS expected_units, sum(d.stake_cents) AS stake_cents
FROM drug_lines d JOIN claims c USING (claim_id) LEFT JOIN billing_providers p USING (provider_id)
WHERE d.units_agree = 0
GROUP BY c.claim_id, d.group_line_no;

CREATE VIEW units_by_drug AS
SELECT code, min(substance) AS substance, count(*) AS lines, sum(billed_thousandths) AS billed_thousandths,
       sum(CASE WHEN expected_units IS NULL THEN 0 ELSE billed_thousandths END) AS billed_judged_thousandths,
       sum(expected_units) AS expected_units, sum(units_agree = 0) AS lines_that_disagree
FROM drug_lines WHERE substance IS NOT NULL GROUP BY code ORDER BY code;

-- Providers whose lines of a drug have, on average, at least twice the units that those of all others have.
CREATE VIEW provider_unit_outliers AS
WITH by_provider AS (
    SELECT p.npi, min(p.name) AS name, d.code, min(d.substance) AS substance, count(*) AS lines, sum(d.billed_thousandths) AS thousandths,
           sum(coalesce(d.units_agree = 0, 0)) AS lines_that_disagree
    FROM drug_lines d JOIN claims c USING (claim_id) JOIN billing_providers p USING (provider_id)
    WHERE d.substance IS NOT NULL AND d.billed_thousandths IS NOT NULL AND p.npi IS NOT NULL GROUP BY p.npi, d.code),
by_code AS (SELECT code, sum(lines) AS lines, sum(thousandths) AS thousandths FROM by_provider GROUP BY code)
SELECT b.npi, b.name, b.code, b.substance, b.lines, b.thousandths / b.lines AS mean_thousandths,
       a.lines - b.lines AS lines_of_others, (a.thousandths - b.thousandths) / (a.lines - b.lines) AS mean_of_others_thousandths,
       b.lines_that_disagree
FROM by_provider b JOIN by_code a USING (code)
WHERE a.lines > b.lines AND b.thousandths / b.lines >= 2 * ((a.thousandths - b.thousandths) / (a.lines - b.lines))
ORDER BY b.code, mean_thousandths DESC, b.npi;

-- Other payers of which paid and adjusted do not make up what was charged: for the claim (line_no NULL) and for its lines.
CREATE VIEW cob_out_of_balance AS
WITH tolerance AS (SELECT CAST(value AS INTEGER) AS cents FROM meta WHERE key = 'cob_tolerance_cents')
SELECT c.claim_id, c.control_number, o.payer_id, o.payer, NULL AS line_no, c.charge_cents, o.paid_cents, o.difference_cents
FROM other_payers o JOIN claims c USING (claim_id), tolerance WHERE abs(o.difference_cents) > tolerance.cents
UNION ALL
SELECT c.claim_id, c.control_number, d.payer_id, o.payer, d.line_no, l.charge_cents, d.paid_cents, d.difference_cents
FROM decisions d JOIN claims c USING (claim_id) JOIN lines l USING (claim_id, line_no)
LEFT JOIN other_payers o ON o.claim_id = d.claim_id AND o.payer_no = d.payer_no, tolerance
WHERE abs(d.difference_cents) > tolerance.cents;

-- Claims and lines that are like earlier ones of the run (R101 to R103), with both claims.
CREATE VIEW duplicates AS
SELECT f.rule_id, f.severity, f.claim_id, c.control_number, f.line_no, c.charge_cents, f.earlier_claim_id,
       e.control_number AS earlier_control_number, i.path AS earlier_path
FROM findings f JOIN claims c USING (claim_id) LEFT JOIN claims e ON e.claim_id = f.earlier_claim_id
LEFT JOIN inputs i ON i.input_id = e.input_id
WHERE f.rule_id IN ('R101', 'R102', 'R103');

PRAGMA analysis_limit = 1000;
ANALYZE;
)sql";

} // namespace engine::database
