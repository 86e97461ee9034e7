"""read_sample.py SAMPLES: the Python module reads samples of the project; every line of this must hold."""
import pathlib
import sys
import threading
from decimal import Decimal

import scrub837

samples = pathlib.Path(sys.argv[1])
text = (samples / "837p-wrong-units.edi").read_bytes()
policy = scrub837.Policy(["j2371"])
assert policy.name == "j2371"
result = scrub837.check(text, policy=policy, processed="2026-11-24")
assert result.readable and result.totals.claims == len(result.claims)
assert result.totals.accepted == sum(claim.accepted for claim in result.claims)
claim = next(c for c in result.claims if c.control_number == "RB-4001")
assert claim.charge_cents == 18000 and not claim.accepted and not claim.institutional
line = claim.lines[0]
assert (line.code, line.modifiers, line.charge_cents) == ("J2371", ["JB"], 18000)
assert Decimal(line.units) == 5000 and Decimal(line.quantity) == Decimal("0.2") and line.measure == "ML"
assert line.substance == "dalteparin sodium"
found = [f for f in result.findings if f.claim is not None and result.claims[f.claim].control_number == "RB-4001"]
units = next(f for f in found if f.rule == "U105")
assert units.severity == "error" and units.line == 1 and units.place.segment == "SV1" and units.policy == "j2371"
place = units.place
assert text[place.offset:place.offset + place.length] == b"5000"
assert b"277" in result.ack_277ca and b"*AK9" not in result.ta1
assert scrub837.check(memoryview(bytearray(text))).totals.claims == result.totals.claims
assert not scrub837.check(b"\x00\xff no X12").readable
clean = scrub837.check((samples / "837p-clean.edi").read_bytes(), processed="2026-11-24")
assert clean.totals.rejected == 0 and clean.findings == []
for wrong, kind in ((lambda: scrub837.Policy(["no such policy"]), scrub837.PolicyError),
                    (lambda: scrub837.check(text, processed="yesterday"), ValueError),
                    (lambda: scrub837.check("a text"), TypeError)):
    try:
        wrong()
    except kind:
        continue
    raise AssertionError(f"{kind} was expected")
threads = [threading.Thread(target=lambda: scrub837.check(text)) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"{len(result.claims)} claims and {len(result.findings)} findings read into Python {sys.version.split()[0]}")
