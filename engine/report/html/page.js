'use strict';
// What the page does beyond standing still: tables that sort and fold, and the table of findings. Amounts are whole cents in BigInt, texts are
// put in as text and never as markup.
(() => {
  const byId = (id) => document.getElementById(id);
  const make = (tag, className, text) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const grouped = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ',');
  const count = (number) => grouped(String(number));
  const dollars = (cents) => {
    const amount = BigInt(cents), size = String(amount < 0n ? -amount : amount).padStart(3, '0');
    return (amount < 0n ? '-' : '') + grouped(size.slice(0, -2)) + '.' + size.slice(-2);
  };
  const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

  // ---- tables of figures: sorted by a click on the head of a column, long ones folded ---------------------------------------------
  const fold = (table) => {
    const most = Number(table.dataset.fold), rows = [...table.tBodies[0].rows].filter((row) => !row.classList.contains('others'));
    const more = rows.length > most && !table.dataset.unfolded;
    rows.forEach((row, i) => { row.hidden = more && i >= most; });
    let button = table.parentElement.nextElementSibling;
    if (!button || !button.classList.contains('more')) {
      if (!more) return;
      button = make('button', 'more');
      button.type = 'button';
      button.addEventListener('click', () => {
        if (table.dataset.unfolded) delete table.dataset.unfolded; else table.dataset.unfolded = '1';
        fold(table);
      });
      table.parentElement.after(button);
    }
    button.textContent = more ? `Show all ${count(rows.length)}` : `Show the first ${most} only`;
  };
  const sortTable = (table, column, head) => {
    const body = table.tBodies[0], rows = [...body.rows].filter((row) => !row.classList.contains('others'));
    const last = [...body.rows].filter((row) => row.classList.contains('others'));
    const down = head.getAttribute('aria-sort') !== 'descending';
    const value = (row) => {
      const cell = row.cells[column], sort = cell.dataset.sort;
      return sort === undefined ? cell.textContent : BigInt(sort);
    };
    rows.sort((a, b) => (down ? compare(value(b), value(a)) : compare(value(a), value(b))));
    for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    body.append(...rows, ...last);
    if (table.dataset.fold) fold(table);
  };
  for (const table of document.querySelectorAll('table[data-sortable]')) {
    for (const head of table.tHead.rows[0].cells) {
      if (head.dataset.still !== undefined) continue;
      const button = make('button', '', head.textContent);
      button.type = 'button';
      head.replaceChildren(button);
      button.addEventListener('click', () => sortTable(table, head.cellIndex, head));
    }
  }
  for (const table of document.querySelectorAll('table[data-fold]')) fold(table);
  addEventListener('beforeprint', () => { for (const each of document.querySelectorAll('details')) each.open = true; });

  // ---- the findings ---------------------------------------------------------------------------------------------------------------
  const shown = JSON.parse(byId('shown-claims').textContent);
  const table = byId('shown');
  if (!table) return;
  const severities = ['error', 'warning', 'advice', 'waived'], perPage = 50;
  const findings = [];
  shown.claims.forEach((claim) => {
    claim.F.forEach((finding, place) => {
      const [rule, severity, line, day, message] = finding;
      findings.push({ claim, place, rule, severity, line, day: day || '', message, order: findings.length });
    });
  });
  for (const each of findings) {
    const rule = shown.rules[each.rule];
    each.charge = each.claim.ch === null ? null : BigInt(each.claim.ch);
    each.search = [rule[0], rule[1], each.message, each.claim.id, each.claim.p, each.claim.b].join('\n').toLowerCase();
  }

  const fields = { text: byId('f-text'), severity: byId('f-severity'), rule: byId('f-rule'), payer: byId('f-payer'), file: byId('f-file') };
  const offer = (select, values) => values.forEach(([value, text]) => {
    const option = make('option', '', text);
    option.value = value;
    select.append(option);
  });
  const ruleCounts = new Map(), payerCounts = new Map(), fileCounts = new Map();
  const raise = (map, key) => map.set(key, (map.get(key) || 0) + 1);
  for (const each of findings) {
    raise(ruleCounts, each.rule);
    if (each.claim.n) raise(payerCounts, each.claim.p);
    raise(fileCounts, each.claim.f);
  }
  offer(fields.rule, [...ruleCounts.keys()].sort((a, b) => a - b).map((r) => [shown.rules[r][0], `${shown.rules[r][0]} ${shown.rules[r][1]}`]));
  offer(fields.payer, [...payerCounts.keys()].sort().map((payer) => [payer, payer || '(no name)']));
  offer(fields.file, [...fileCounts.keys()].sort((a, b) => a - b).map((file) => [String(file), shown.files[file]]));

  let matching = findings, page = 0, sorted = { column: 'order', down: false };
  const keys = {
    order: (f) => f.order,
    severity: (f) => f.severity,
    rule: (f) => f.rule,
    message: (f) => f.message,
    claim: (f) => f.claim.id,
    day: (f) => f.day,
    charge: (f) => (f.charge === null ? -(10n ** 20n) : f.charge),
    payer: (f) => f.claim.p,
    file: (f) => shown.files[f.claim.f],
  };

  const filter = () => {
    const words = fields.text.value.toLowerCase().split(/\s+/).filter(Boolean);
    const severity = fields.severity.value, rule = fields.rule.value, payer = fields.payer.value, file = fields.file.value;
    matching = findings.filter((f) =>
      (severity === '' || severities[f.severity] === severity) &&
      (rule === '' || shown.rules[f.rule][0] === rule) &&
      (fields.payer.selectedIndex <= 0 || (f.claim.n && f.claim.p === payer)) &&
      (file === '' || String(f.claim.f) === file) &&
      words.every((word) => f.search.includes(word)));
    const key = keys[sorted.column];
    matching.sort((a, b) => (sorted.down ? compare(key(b), key(a)) : compare(key(a), key(b))) || a.order - b.order);
    page = 0;
    draw();
  };

  // The text of a segment with its marks; marks may touch and lie over each other, so it is cut at all their ends.
  const marked = (text, marks) => {
    const span = make('span', 'text');
    const cuts = new Set([0, text.length]);
    for (const mark of marks) { cuts.add(mark.begin); cuts.add(mark.begin + mark.length); }
    const ends = [...cuts].filter((cut) => cut <= text.length).sort((a, b) => a - b);
    const put = (from, to) => {
      const over = marks.filter((m) => m.begin <= from && m.begin + m.length >= to && (to > from || m.length === 0));
      if (to === from && over.length === 0) return;
      if (over.length === 0) { span.append(text.slice(from, to)); return; }
      const own = over.filter((m) => m.severity >= 0);
      const worst = own.length ? Math.min(...own.map((m) => m.severity)) : -1;
      const mark = make('mark', worst < 0 ? 'also' : `m-${severities[worst]}`, to > from ? text.slice(from, to) : '\u00a0');
      if (to === from) mark.classList.add('gap');
      span.append(mark);
    };
    ends.forEach((from, i) => {
      if (marks.some((m) => m.length === 0 && m.begin === from)) put(from, from);
      if (i + 1 < ends.length) put(from, ends[i + 1]);
    });
    return span;
  };

  const told = (claim, finding, chosen) => {
    const [ruleIndex, severity, line, , message] = finding, rule = shown.rules[ruleIndex];
    const box = make('div', `told t-${severities[severity]}${chosen ? ' chosen' : ''}`);
    const first = make('p');
    first.append(make('span', `tag ${severities[severity]}`, severities[severity]), ` ${rule[0]} ${rule[1]}${line ? `, line ${line}` : ''}: ${message}`);
    box.append(first);
    if (rule[3]) box.append(make('p', 'help', rule[3]));
    if (severity === 0 && rule[4]) box.append(make('p', 'help', `Told in ${rule[4]}`));
    return box;
  };

  const detail = (each) => {
    const claim = each.claim, box = document.createDocumentFragment();
    const head = make('p', 'claim-head');
    if (claim.n) {
      head.append(make('b', '', `Claim ${claim.id || '(no number)'}`), ' ', make('span', `tag ${claim.ok ? 'accepted' : 'rejected'}`, claim.ok ? 'accepted' : 'rejected'));
      head.append(` ${claim.ch === null ? 'charge unknown' : '$' + dollars(claim.ch)}, ${count(claim.L)} ${claim.L === 1 ? 'line' : 'lines'}`);
      if (claim.b) head.append(`, from ${claim.b}`);
      if (claim.p) head.append(` to ${claim.p}`);
    } else {
      head.append(make('b', '', 'Outside of claims'));
    }
    const where = [shown.files[claim.f]];
    if (claim.i) where.push(`interchange ${claim.i}`);
    if (claim.g) where.push(`group ${claim.g}`);
    if (claim.s) where.push(`set ${claim.s}`);
    if (claim.n) where.push(`claim number ${count(claim.n)} of the file`);
    head.append(make('span', 'where', where.join(', ')));
    box.append(head);
    const list = make('ol', 'segments');
    const placed = new Set();
    claim.S.forEach(([number, loop, text], at) => {
      const item = make('li');
      item.append(make('span', 'no', number ? String(number) : ''), make('span', 'loop', loop));
      const marks = [], here = [];
      claim.F.forEach((finding, i) => {
        const place = finding[5];
        if (place && place[0] === at) {
          marks.push({ begin: place[1], length: place[2], severity: finding[1] });
          here.push(i);
        }
      });
      (claim.F[each.place][6] || []).forEach(([segment, begin, length]) => {
        if (segment === at) marks.push({ begin, length, severity: -1 });
      });
      item.append(marked(text, marks));
      if (marks.length) item.className = 'hit';
      for (const i of here) {
        item.append(told(claim, claim.F[i], i === each.place));
        placed.add(i);
      }
      list.append(item);
    });
    const others = [];
    claim.F.forEach((finding, i) => { if (!placed.has(i)) others.push(told(claim, finding, i === each.place)); });
    const say = (text) => { const item = make('li'); item.append(make('span', 'left', text)); list.append(item); };
    if (claim.so) say(`${count(claim.so)} more ${claim.so === 1 ? 'segment' : 'segments'} of this claim are not shown here`);
    if (claim.fo) say(`${count(claim.fo)} more ${claim.fo === 1 ? 'finding' : 'findings'} of this claim are in findings.jsonl`);
    for (const other of others) { const item = make('li'); item.append(other); list.append(item); }
    box.append(list);
    return box;
  };

  const toggle = (row, button, each) => {
    const open = button.getAttribute('aria-expanded') === 'true';
    button.setAttribute('aria-expanded', String(!open));
    if (open) { row.nextElementSibling.remove(); return; }
    const opened = make('tr', 'opened'), cell = make('td');
    cell.colSpan = row.cells.length;
    cell.append(detail(each));
    opened.append(cell);
    row.after(opened);
  };

  const rowOf = (each) => {
    const row = make('tr', 'row'), rule = shown.rules[each.rule], claim = each.claim;
    const first = make('td'), button = make('button', 'open-it');
    button.type = 'button';
    button.setAttribute('aria-expanded', 'false');
    button.setAttribute('aria-label', `Segments of ${claim.n ? 'claim ' + claim.id : 'this finding'}`);
    first.append(button);
    const severity = make('td');
    severity.append(make('span', `tag ${severities[each.severity]}`, severities[each.severity]));
    const what = make('td', 'what', each.message);
    what.prepend(make('span', 'name', rule[1]));
    row.append(first, severity, make('td', 'code', rule[0]), what, make('td', '', claim.id + (each.line ? `\u00a0/\u00a0${each.line}` : '')),
      make('td', 'n', each.day), make('td', 'n', claim.n && claim.ch !== null ? dollars(claim.ch) : ''), make('td', '', claim.p),
      make('td', 'file', shown.files[claim.f]));
    const act = () => toggle(row, button, each);
    button.addEventListener('click', (event) => { event.stopPropagation(); act(); });
    row.addEventListener('click', () => { if (!String(getSelection())) act(); });
    return row;
  };

  const draw = () => {
    const from = page * perPage, rows = matching.slice(from, from + perPage);
    table.tBodies[0].replaceChildren(...rows.map(rowOf));
    table.parentElement.hidden = matching.length === 0;
    byId('none').hidden = matching.length > 0;
    byId('matching').textContent = matching.length === findings.length ? `${count(findings.length)} findings` : `${count(matching.length)} of ${count(findings.length)} findings shown here match`;
    byId('pages').hidden = matching.length <= perPage;
    byId('where').textContent = `${count(from + 1)} to ${count(Math.min(from + perPage, matching.length))}`;
    byId('back').disabled = page === 0;
    byId('on').disabled = from + perPage >= matching.length;
    for (const head of table.tHead.rows[0].cells) {
      const own = head.dataset.key === sorted.column;
      if (own) head.setAttribute('aria-sort', sorted.down ? 'descending' : 'ascending'); else head.removeAttribute('aria-sort');
    }
  };

  for (const head of table.tHead.rows[0].cells) {
    if (!head.dataset.key) continue;
    const button = make('button', '', head.textContent);
    button.type = 'button';
    head.replaceChildren(button);
    button.addEventListener('click', () => {
      const column = head.dataset.key;
      sorted = sorted.column !== column ? { column, down: column === 'charge' || column === 'day' } : sorted.down === (column === 'charge' || column === 'day') ? { column, down: !sorted.down } : { column: 'order', down: false };
      filter();
    });
  }
  const turn = (by) => { page += by; draw(); table.scrollIntoView({ block: 'start' }); };
  byId('back').addEventListener('click', () => turn(-1));
  byId('on').addEventListener('click', () => turn(1));
  for (const field of Object.values(fields)) field.addEventListener('input', filter);
  byId('clear').addEventListener('click', () => {
    for (const field of Object.values(fields)) if (field.tagName === 'SELECT') field.selectedIndex = 0; else field.value = '';
    filter();
  });
  document.addEventListener('click', (event) => {
    const link = event.target.closest && event.target.closest('a[data-rule]');
    if (!link) return;
    for (const field of Object.values(fields)) if (field.tagName === 'SELECT') field.selectedIndex = 0; else field.value = '';
    fields.rule.value = link.dataset.rule;
    if (fields.rule.selectedIndex < 0) fields.rule.selectedIndex = 0;
    filter();
  });
  byId('browse').hidden = false;
  filter();
})();
