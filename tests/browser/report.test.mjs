// report.test.mjs WORK PROJECT: what report.html shows, and what it does, in headless Chromium. WORK has the runs that tests/browser/run made. What the
// page shows is held against summary.json, findings.jsonl and the claim files themselves. Money is BigInt.
import { createReadStream, mkdirSync, readFileSync, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { isDeepStrictEqual } from 'node:util';

const [work, project] = process.argv.slice(2);
const load = createRequire(`${work}/modules/`);
const { chromium } = load('playwright-core');
const axe = readFileSync(load.resolve('axe-core/axe.min.js'), 'utf8');
const pictures = `${work}/pictures`;
mkdirSync(pictures, { recursive: true });

let passed = 0, failed = 0;
const expect = (what, found, wanted = true) => {
  if (isDeepStrictEqual(found, wanted)) { ++passed; return; }
  ++failed;
  const text = (value) => JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? `${v}n` : v));
  console.log(`failed: ${what}\n  found  ${text(found)}\n  wanted ${text(wanted)}`);
};
const atMost = (what, found, most) => {
  if (found <= most) { ++passed; return; }
  ++failed;
  console.log(`failed: ${what}: ${found}, more than ${most}`);
};

// ---- what the other outputs say ---------------------------------------------------------------------------------------------------

const cents = (text) => { const [whole, part] = text.replace('-', '').split('.'); return BigInt(whole + part) * (text.startsWith('-') ? -1n : 1n); };
const summaryOf = (run) => JSON.parse(readFileSync(`${work}/${run}/summary.json`, 'utf8'));
const findingsOf = async (run, each) => {
  for await (const line of createInterface({ input: createReadStream(`${work}/${run}/findings.jsonl`) })) each(JSON.parse(line));
};
// Charge and payer of each claim, read from the file itself without the program: the usual delimiters only.
const claimsOf = (path) => {
  const bytes = readFileSync(path, 'latin1');
  const claims = []; // with what is around each, to know what an error outside of claims rejects: control numbers, and offsets of open HLs
  const open = { interchange: '', group: '', set: '' }, rank = { 20: 0, 22: 1, 23: 2 };
  let levels = [];
  let payer = '', inClaim = false, element = '*', terminator = '~';
  for (let at = 0; at < bytes.length;) {
    while ('\r\n '.includes(bytes[at]) && at < bytes.length) ++at;
    if (bytes.startsWith('ISA', at)) { element = bytes[at + 3]; terminator = bytes[at + 105]; }
    let end = bytes.indexOf(terminator, at);
    if (end < 0) end = bytes.length;
    const parts = bytes.slice(at, end).trim().split(element);
    if (parts[0] === 'ISA') Object.assign(open, { interchange: parts[13].trim(), group: undefined, set: undefined });
    if (parts[0] === 'GS') Object.assign(open, { group: parts[6], set: undefined });
    if (parts[0] === 'ST') { open.set = parts[2]; levels = []; }
    if (parts[0] === 'HL') inClaim = false;
    if (parts[0] === 'HL') levels = [...levels.slice(0, rank[parts[3]] ?? 1), at];
    if (parts[0] === 'HL' && parts[3] === '22') payer = '';
    if (parts[0] === 'NM1' && parts[1] === 'PR' && !inClaim) payer = parts[3];
    if (parts[0] === 'CLM') {
      inClaim = true;
      const amount = /^-?\d+(\.\d{1,2})?$/.test(parts[2] || '') ? parts[2] : '0';
      const [whole, part = ''] = amount.split('.');
      claims.push({ charge: cents(`${whole}.${part.padEnd(2, '0')}`), payer, ...open, levels });
    }
    at = end + 1;
  }
  return claims;
};

// ---- the browser ------------------------------------------------------------------------------------------------------------------

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });

// Opens the page of a run. Everything that it asks for or complains of is noted.
const open = async (run, options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, offline: true, ...options });
  const page = await context.newPage();
  const seen = { requests: [], complaints: [] };
  page.on('request', (request) => seen.requests.push(request.url()));
  page.on('console', (message) => seen.complaints.push(message.text()));
  page.on('pageerror', (error) => seen.complaints.push(error.message));
  page.on('dialog', (dialog) => { seen.complaints.push(dialog.message()); dialog.dismiss(); });
  const url = `file://${work}/${run}/report.html`;
  const start = performance.now();
  await page.goto(url);
  if (options.javaScriptEnabled !== false && await page.$('#shown')) await page.waitForSelector('#shown tbody tr, #none:not([hidden])');
  return { page, seen, url, opened: performance.now() - start, close: () => context.close() };
};
const quiet = (run, { seen, url }) => {
  expect(`${run}: nothing but the page itself is loaded`, seen.requests, [url]);
  expect(`${run}: no error on the console`, seen.complaints, []);
};

// The rows of a table of figures: text of the first cell, and the exact numbers behind the others.
const rowsOf = (page, id) => page.$$eval(`#${id} tbody tr`, (rows) => rows.map((row) => ({
  name: row.cells[0].textContent, rule: row.dataset.rule, others: row.classList.contains('others'),
  numbers: [...row.cells].slice(1).map((cell) => cell.dataset.sort).filter((number) => number !== undefined),
  bar: row.querySelector('rect:nth-child(2)')?.getAttribute('width') ?? null,
})));
const big = (page, id) => page.$eval(`#${id} .big`, (at) => at.textContent);
const numbersOf = (page, id) => page.$$eval(`#${id} dd`, (cells) => cells.map((cell) => cell.textContent.replace(/[$,]/g, '')));
const sum = (numbers) => numbers.reduce((a, b) => a + BigInt(b), 0n);

// ---- figures ----------------------------------------------------------------------------------------------------------------------

const figures = async (run, page) => {
  const summary = summaryOf(run), totals = summary.totals;
  expect(`${run}: claims`, await big(page, 'figure-claims'), totals.claims.toLocaleString('en-US'));
  expect(`${run}: accepted and rejected`, await numbersOf(page, 'figure-claims'), [String(totals.accepted), String(totals.rejected)]);
  expect(`${run}: charges`, (await big(page, 'figure-charges')).replace(/[$,]/g, ''), totals.charges.total);
  expect(`${run}: charges accepted and rejected`, await numbersOf(page, 'figure-charges'), [totals.charges.accepted, totals.charges.rejected]);
  expect(`${run}: findings`, await numbersOf(page, 'figure-findings'), [totals.findings.error, totals.findings.warning, totals.findings.advice].map(String));
  if (totals.rejected > 0) {
    const reasons = await rowsOf(page, 'reason-table');
    expect(`${run}: reasons add up to the claims`, sum(reasons.map((row) => row.numbers[0])), BigInt(totals.rejected));
    expect(`${run}: reasons add up to the charges`, sum(reasons.map((row) => row.numbers[1])), cents(totals.charges.rejected));
  }
  for (const table of totals.claims > 0 ? ['payer-table', 'provider-table', 'submitter-table', 'file-table'] : []) {
    const rows = await rowsOf(page, table);
    const of = (column) => sum(rows.map((row) => row.numbers[column]));
    expect(`${run}: ${table} adds up`, [of(0), of(1), of(2), of(4), of(5)],
      [BigInt(totals.claims), BigInt(totals.accepted), BigInt(totals.rejected), cents(totals.charges.total), cents(totals.charges.rejected)]);
  }
  const files = await rowsOf(page, 'file-table');
  if (totals.claims > 0)
    for (const input of summary.inputs) {
      const row = files.find((each) => each.name === input.path);
      expect(`${run}: ${input.path}`, row && [row.numbers[0], row.numbers[1], row.numbers[2], row.numbers[4], row.numbers[5]],
        [String(input.claims), String(input.accepted), String(input.rejected), String(cents(input.charges.total)), String(cents(input.charges.rejected))]);
    }
  expect(`${run}: policies`, await page.$$eval('#policy-table tbody tr', (rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent))),
    summary.policies.map((policy) => [policy.id, policy.version, policy.sha256]));
  expect(`${run}: code tables`, await page.$$eval('#code-tables tbody tr', (rows) => rows.map((row) => [row.cells[0].textContent, row.cells[1].textContent])),
    summary.tables.map((table) => [table.name, table.version]));
  expect(`${run}: notices`, await page.$$eval('#notices li > b', (codes) => codes.map((code) => code.textContent)), summary.notices.map((notice) => notice.code));
};

// Does an error outside of claims reject the claim? One in a level, those below the HL before it; else those of the scope that it names.
const goesBackWith = (finding, claim, all) => {
  if (['interchange', 'group', 'set'].some((scope) => finding[scope] !== undefined && finding[scope] !== claim[scope])) return false;
  if (!finding.loop || !/^2/.test(finding.loop)) return true;
  const depth = 'ABC'.indexOf(finding.loop[4]); // 2000A, 2010AA; 2000B, 2010BA, 2010BB; 2000C, 2010CA
  const before = all.map((each) => each.levels[depth] ?? -1).filter((level) => level <= finding.offset);
  return claim.levels[depth] !== undefined && claim.levels[depth] === Math.max(...before);
};

// Rules by count and by money, days, doses.
const charts = async (run, page) => {
  const rules = new Map(), claims = new Map();
  let total = 0, outside = 0;
  await findingsOf(run, (finding) => {
    const rule = rules.get(finding.rule) ?? { found: [0, 0, 0], claims: new Set(), charges: 0n };
    rules.set(finding.rule, rule);
    ++rule.found[['error', 'warning', 'advice'].indexOf(finding.severity)];
    ++total;
    if (!claims.has(finding.file) && existsSync(`${project}/${finding.file}`)) claims.set(finding.file, claimsOf(`${project}/${finding.file}`));
    const count = (number) => {
      const key = `${finding.file} ${number}`;
      if (rule.claims.has(key)) return;
      rule.claims.add(key);
      rule.charges += claims.get(finding.file)?.[number - 1]?.charge ?? 0n;
    };
    if (finding.claim_no) return count(finding.claim_no);
    ++outside;
    if (finding.severity === 'error')
      (claims.get(finding.file) ?? []).forEach((claim, i, all) => { if (goesBackWith(finding, claim, all)) count(i + 1); });
  });
  const known = claims.size > 0; // the inputs are still there
  const wanted = [...rules].map(([id, rule]) => [id, ...rule.found, rule.claims.size].map(String)).sort();
  const listed = await rowsOf(page, 'rule-table');
  expect(`${run}: rules, findings and claims`, listed.map((row) => [row.rule, ...row.numbers.slice(0, 4)]).sort(), wanted);
  if (known)
    expect(`${run}: charges of the rules' claims`, listed.map((row) => [row.rule, row.numbers[4]]).sort(),
      [...rules].map(([id, rule]) => [id, String(rule.charges)]).sort());

  const counted = (rule) => rule.found[0] + rule.found[1] + rule.found[2];
  const bars = await rowsOf(page, 'rules-by-count');
  expect(`${run}: most findings`, bars.filter((row) => !row.others).map((row) => row.numbers[0]),
    [...rules.values()].map(counted).sort((a, b) => b - a).slice(0, 10).map(String));
  expect(`${run}: all findings are in the chart`, sum(bars.map((row) => row.numbers[0])), BigInt(total));
  for (const table of ['rules-by-count', 'rules-by-charges']) {
    const rows = (await rowsOf(page, table)).filter((row) => !row.others);
    const most = BigInt(rows[0].numbers[0]);
    for (const row of rows) {
      const share = (BigInt(row.numbers[0]) * 2000n + most) / (2n * most); // thousandths, rounded
      const width = BigInt(row.bar.replace(/[.%]/g, ''));
      expect(`${run}: length of the bar of ${row.rule} in ${table}`, width === share || (width === 999n && share === 1000n) || (width === 1n && share === 0n));
    }
  }
  const titles = await page.$$eval('#days-chart title', (all) => all.map((title) => title.textContent));
  const inColumns = titles.flatMap((title) => title.replace(/,(?=\d{3})/g, '').split(': ')[1].match(/\d+/g)).reduce((a, b) => a + Number(b), 0);
  const left = (await page.$('#not-in-days')) ? (await page.textContent('#not-in-days')).replace(/,(?=\d{3})/g, '').match(/\d+/g).reduce((a, b) => a + Number(b), 0) : 0;
  expect(`${run}: columns and what is not in them are all findings`, inColumns + left, total);
  if (outside > 0) expect(`${run}: findings outside of claims are said`, (await page.textContent('#not-in-days')).includes(`${outside} finding`));
  const drugs = await rowsOf(page, 'drug-table');
  const doses = (await page.$$eval('#doses-chart title', (all) => all.map((title) => title.textContent))).map((title) => Number(title.split(' ')[0].replaceAll(',', '')));
  expect(`${run}: circles are all doses`, BigInt(doses.reduce((a, b) => a + b, 0)), sum(drugs.map((row) => row.numbers[0])));
  expect(`${run}: doses that disagree are the findings of U105`, sum(drugs.map((row) => row.numbers[2])) + sum(drugs.map((row) => row.numbers[3])),
    BigInt(rules.has('U105') ? counted(rules.get('U105')) : 0));
  for (const row of drugs) expect(`${run}: difference of ${row.name}`, BigInt(row.numbers[4]) - BigInt(row.numbers[5]), BigInt(row.numbers[6]));
  return { rules, total, counted };
};

// ---- the table of findings --------------------------------------------------------------------------------------------------------

const matching = (page) => page.textContent('#matching');
const column = (page, index) => page.$$eval('#shown tbody tr.row', (rows, at) => rows.map((row) => row.cells[at].textContent), index);

const table = async (run, page, { rules, total, counted }) => {
  expect(`${run}: all findings are there`, await matching(page), `${total} findings`);
  const findings = [];
  await findingsOf(run, (finding) => findings.push(finding));
  expect(`${run}: a page of them`, (await column(page, 2)).length, Math.min(50, total));
  expect(`${run}: in the order of the run`, await column(page, 2), findings.slice(0, 50).map((finding) => finding.rule));

  expect(`${run}: the files are named`, await column(page, 8), findings.slice(0, 50).map((finding) => finding.file));
  for (const severity of ['error', 'warning', 'advice']) {
    await page.selectOption('#f-severity', severity);
    const count = findings.filter((finding) => finding.severity === severity).length;
    expect(`${run}: filter ${severity}`, await matching(page), `${count} of ${total} findings shown here match`);
    expect(`${run}: only ${severity}`, [...new Set(await column(page, 1))], count ? [severity] : []);
  }
  await page.click('#clear');
  expect(`${run}: cleared`, await matching(page), `${total} findings`);
  await page.selectOption('#f-rule', 'U105');
  expect(`${run}: filter U105`, await matching(page), `${counted(rules.get('U105'))} of ${total} findings shown here match`);
  await page.fill('#f-text', 'no such words');
  expect(`${run}: nothing matches`, [await page.isVisible('#none'), await page.isVisible('#shown')], [true, false]);
  await page.click('#clear');
  await page.fill('#f-text', 'modifier JW');
  const words = findings.filter((finding) => /modifier/i.test(`${finding.name}\n${finding.message}`) && /jw/i.test(`${finding.name}\n${finding.message}`)).length;
  expect(`${run}: search`, await matching(page), `${words} of ${total} findings shown here match`);
  await page.click('#clear');

  // A link of the charts leads to the findings of its rule.
  await page.click('#rules-by-count a[data-rule="U104"]');
  expect(`${run}: a rule's name filters`, await page.inputValue('#f-rule'), 'U104');
  expect(`${run}: a rule's findings`, [...new Set(await column(page, 2))], ['U104']);
  await page.click('#clear');

  // By payer: held against the payers of the files.
  const payer = 'NORTHLAKE HEALTH PLAN';
  await page.selectOption('#f-payer', payer);
  const files = new Map();
  const ofPayer = findings.filter((finding) => {
    if (!finding.claim_no) return false;
    if (!files.has(finding.file)) files.set(finding.file, claimsOf(`${project}/${finding.file}`));
    return files.get(finding.file)[finding.claim_no - 1].payer === payer;
  }).length;
  expect(`${run}: filter by payer`, await matching(page), `${ofPayer} of ${total} findings shown here match`);
  await page.click('#clear');

  // Sorting: a click, a click the other way round, a click for the order of the run.
  const charge = '#shown th[data-key="charge"]';
  const charges = async () => (await column(page, 6)).map((text) => (text ? cents(text.replaceAll(',', '')) : -1n));
  await page.click(`${charge} button`);
  let sorted = await charges();
  expect(`${run}: largest charges first`, sorted.every((value, i) => i === 0 || sorted[i - 1] >= value));
  expect(`${run}: its head says so`, await page.getAttribute(charge, 'aria-sort'), 'descending');
  await page.click(`${charge} button`);
  sorted = await charges();
  expect(`${run}: smallest charges first`, sorted.every((value, i) => i === 0 || sorted[i - 1] <= value));
  await page.click(`${charge} button`);
  expect(`${run}: the order of the run again`, [await page.getAttribute(charge, 'aria-sort'), (await column(page, 2))[0]], [null, findings[0].rule]);

  await page.click('#on');
  expect(`${run}: next page`, await page.textContent('#where'), `51 to ${Math.min(100, total)}`);
  await page.click('#back');

  // Other tables: sorted by a column, unfolded.
  await page.click('#payer-table th:nth-child(2) button');
  const claims = (await rowsOf(page, 'payer-table')).map((row) => Number(row.numbers[0]));
  expect(`${run}: payers by claims`, claims, [...claims].sort((a, b) => b - a));
  const folded = await page.$$eval('#rule-table tbody tr:not([hidden])', (rows) => rows.length);
  await page.click('#rule-table ~ *, div:has(> #rule-table) + .more');
  expect(`${run}: folded and unfolded`, [folded, await page.$$eval('#rule-table tbody tr:not([hidden])', (rows) => rows.length)], [12, rules.size]);
};

// Every finding that is shown opens its claim, and the marked text is what findings.jsonl points at in the file.
const segments = async (run, page) => {
  const findings = [];
  await findingsOf(run, (finding) => findings.push(finding));
  const texts = new Map();
  let wrong = [];
  for (let at = 0; at < findings.length;) {
    const opened = await page.$$eval('#shown tbody tr.row', (rows) => rows.map((row) => {
      row.querySelector('.open-it').click();
      const detail = row.nextElementSibling, chosen = detail.querySelector('.told.chosen'), item = chosen.closest('li');
      const marks = [...item.querySelectorAll('mark:not(.also)')].map((mark) => mark.textContent);
      const result = { head: detail.querySelector('.claim-head').textContent, told: chosen.textContent, marks, number: item.querySelector('.no')?.textContent ?? '' };
      row.querySelector('.open-it').click();
      return result;
    }));
    for (const [i, shown] of opened.entries()) {
      const finding = findings[at + i];
      if (!texts.has(finding.file)) texts.set(finding.file, readFileSync(`${project}/${finding.file}`, 'latin1'));
      const element = texts.get(finding.file).slice(finding.offset, finding.offset + finding.length);
      const right = shown.told.includes(finding.rule) && shown.told.includes(finding.message) && (!finding.claim || shown.head.includes(finding.claim)) &&
        (finding.length === 0 || shown.marks.join('').includes(element.replace(/[\r\n]/g, '.')) ) && (!finding.segment_no || shown.number === String(finding.segment_no));
      if (!right) wrong.push([finding, shown, element]);
    }
    at += opened.length;
    if (at < findings.length) await page.click('#on');
  }
  expect(`${run}: every finding opens its segment with the mark at its place`, wrong, []);
};

const keyboard = async (run, page) => {
  const button = page.locator('.open-it').first();
  await button.focus();
  await page.keyboard.press('Enter');
  expect(`${run}: Enter opens a claim`, [await button.getAttribute('aria-expanded'), await page.locator('tr.opened').count()], ['true', 1]);
  await page.keyboard.press('Enter');
  expect(`${run}: and closes it`, [await button.getAttribute('aria-expanded'), await page.locator('tr.opened').count()], ['false', 0]);
  await page.evaluate(() => window.scrollTo(0, 0));
};

const accessible = async (run, page) => {
  await page.locator('.open-it').first().click().catch(() => {});
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run(document, { preload: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] }));
  expect(`${run}: accessibility`, found.violations.map((each) => `${each.id}: ${each.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(', ')}`), []);
};

const brightness = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g).slice(0, 3).reduce((a, b) => a + Number(b), 0));

// ---- the runs ---------------------------------------------------------------------------------------------------------------------

{
  const it = await open('clean');
  await figures('clean', it.page);
  expect('clean: nothing was found', await it.page.isVisible('#nothing-found'));
  expect('clean: no claim goes back', await it.page.textContent('#reasons .empty'), 'No claim goes back.');
  await accessible('clean', it.page);
  await it.page.screenshot({ path: `${pictures}/clean-light.png`, fullPage: true });
  quiet('clean', it);
  await it.close();
}
{
  const it = await open('dirty');
  await figures('dirty', it.page);
  const known = await charts('dirty', it.page);
  await table('dirty', it.page, known);
  await segments('dirty', it.page);
  await it.page.click('#clear');
  await keyboard('dirty', it.page);
  await accessible('dirty light', it.page);
  expect('dirty: light', await brightness(it.page) > 600);
  await it.page.screenshot({ path: `${pictures}/dirty-light.png`, fullPage: true });

  await it.page.emulateMedia({ media: 'print' });
  expect('dirty: printed without its tools', [await it.page.isVisible('.filters'), await it.page.isVisible('nav'), await it.page.isVisible('#shown')], [false, false, true]);
  const pdf = await it.page.pdf({ path: `${pictures}/dirty.pdf`, format: 'Letter' });
  expect('dirty: prints', pdf.length > 20000);
  expect('dirty: the notices are open on paper', await it.page.$eval('#notices details', (details) => details.open));
  quiet('dirty', it);
  await it.close();

  const dark = await open('dirty', { colorScheme: 'dark' });
  expect('dirty: dark', await brightness(dark.page) < 150);
  await accessible('dirty dark', dark.page);
  await dark.page.screenshot({ path: `${pictures}/dirty-dark.png`, fullPage: true });
  quiet('dirty dark', dark);
  await dark.close();

  const narrow = await open('dirty', { viewport: { width: 390, height: 844 } });
  atMost('dirty: width on a phone', await narrow.page.evaluate(() => document.documentElement.scrollWidth), 390);
  await narrow.page.screenshot({ path: `${pictures}/dirty-narrow.png`, fullPage: true });
  await narrow.close();

  const still = await open('dirty', { javaScriptEnabled: false });
  expect('dirty: without scripts the figures are there', [await still.page.isVisible('#rule-table'), await still.page.isVisible('noscript')], [true, true]);
  await still.close();
}
{
  const it = await open('answers');
  await figures('answers', it.page);
  expect('answers: they are spoken of', (await it.page.textContent('main')).includes('Received acknowledgements'));
  quiet('answers', it);
  await it.close();
}
{
  const it = await open('hostile');
  await figures('hostile', it.page);
  for (const row of await it.page.$$('.open-it')) await row.click();
  expect('hostile: nothing of it ran', await it.page.evaluate(() => window.hostile === undefined));
  expect('hostile: no element of it', await it.page.$$eval('img, iframe, object, embed, a[href]:not([href^="#"]), [onerror], [onload], [style]', (all) => all.length), 0);
  expect('hostile: two scripts, one style', [await it.page.$$eval('script', (all) => all.length), await it.page.$$eval('style', (all) => all.length)], [2, 1]);
  const text = await it.page.textContent('main');
  for (const shown of ['<script>window.hostile="provider"</script>', '"><img src=x onerror=window.hostile="payer">', '</script><script>x</script>', '&lt;b&gt;{{RULES}}<!--', "'onload=window.hostile=1"])
    expect(`hostile: ${shown} is shown as it is`, text.includes(shown));
  expect('hostile: the direction of writing is not turned', /[\u202a-\u202e\u2066-\u2069\u2028]/.test(text), false);
  await it.page.screenshot({ path: `${pictures}/hostile-light.png`, fullPage: true });
  quiet('hostile', it);
  await it.close();
  const narrow = await open('hostile', { viewport: { width: 390, height: 844 } });
  for (const row of await narrow.page.$$('.open-it')) await row.click();
  atMost('hostile: width on a phone', await narrow.page.evaluate(() => document.documentElement.scrollWidth), 390);
  await narrow.close();
}
{
  const it = await open('huge');
  await figures('huge', it.page);
  const { total } = await charts('huge', it.page);
  const note = (await it.page.textContent('#how-many')).replaceAll(',', '');
  const [shown, all] = note.match(/\d+/g).map(Number);
  expect('huge: says how many there are', all, total);
  expect('huge: and where the others are', note.includes(`${total - shown} are in findings.jsonl`));
  expect('huge: the table has those', (await matching(it.page)).replaceAll(',', ''), `${shown} findings`);
  atMost('huge: milliseconds to open', it.opened, 10000);
  const took = await it.page.evaluate(() => {
    const start = performance.now(), put = (id, value) => {
      const field = document.getElementById(id);
      field.value = value;
      field.dispatchEvent(new Event('input'));
    };
    put('f-rule', 'U105');
    put('f-text', 'units');
    document.querySelector('#shown th[data-key="charge"] button').click();
    return performance.now() - start;
  });
  atMost('huge: milliseconds to filter, search and sort', took, 1000);
  atMost('huge: bytes of the page', readFileSync(`${work}/huge/report.html`).length, 10_000_000);
  console.log(`huge: ${total} findings, ${shown} shown, opened in ${Math.round(it.opened)} ms, filtered, searched and sorted in ${Math.round(took)} ms`);
  await it.page.click('#clear');
  await it.page.screenshot({ path: `${pictures}/huge-light.png`, fullPage: true });
  quiet('huge', it);
  await it.close();
}

await browser.close();
console.log(`tally: ${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
