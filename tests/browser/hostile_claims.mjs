// hostile_claims.mjs SAMPLE DIRECTORY: a copy of the sample whose names, numbers and file name try to be markup, script, style and direction of writing.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const [sample, directory] = process.argv.slice(2);
const tricks = {
  'NM1*85*2*RIVERBEND INFUSION CLINIC': 'NM1*85*2*<script>window.hostile="provider"</script>',
  'NM1*PR*2*PRAIRIE MUTUAL HEALTH': 'NM1*PR*2*"><img src=x onerror=window.hostile="payer">',
  'CLM*RB-4001*': 'CLM*</script><script>x</script>*',
  'CLM*RB-4002*': 'CLM*&lt;b&gt;{{RULES}}<!--*',
  "CLM*RB-4003*": "CLM*'onload=window.hostile=1*",
  'CLM*RB-4004*': 'CLM*\u202etxt.exe\u2028</style>*',
};
let text = readFileSync(sample, 'utf8');
for (const [from, to] of Object.entries(tricks)) {
  if (!text.includes(from)) throw new Error(`${sample} has no ${from}`);
  text = text.replaceAll(from, to);
}
mkdirSync(directory, { recursive: true });
writeFileSync(`${directory}/<img src=x onerror=window.hostile='file'>${'x'.repeat(150)}.edi`, text);
