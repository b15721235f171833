// Accept payment: ticking rows adds to the total, typing a total fills the oldest rows first; both stay in step, in either order.
import { formatCents, parseCents } from './cents.js';
import { spread } from './spread.js';

const FORM = 'form[data-ticking]';

const totalOf = (form) => form.querySelector('input[data-total]');
const rowsOf = (form) => [...form.querySelectorAll('[data-row]')].map(asRow).filter((row) => row.part);
const cents = (field) => parseCents(field.value) ?? 0;
const sumOf = (rows) => rows.reduce((sum, row) => sum + cents(row.part), 0);
const creditOf = (form) => [...form.querySelectorAll('input[data-credit]')].reduce((sum, field) => sum + cents(field), 0);
const write = (field, amount) => { field.value = amount === 0 ? '' : formatCents(amount).replace('\u2212', '-'); };

/** A row with the second line that follows it. */
function asRow(element) {
  const more = element.nextElementSibling?.matches('[data-row-more]') ? element.nextElementSibling : undefined;
  const takes = [element, more].flatMap((line) => (line ? [...line.querySelectorAll('input[data-takes]')] : []));
  return { element, tick: element.querySelector('[data-tick]'), part: element.querySelector('input[data-part]'), takes };
}

function rowOf(field) {
  const line = field.closest('[data-row], [data-row-more]');
  if (!line) return undefined;
  return asRow(line.matches('[data-row-more]') ? line.previousElementSibling : line);
}

/** What the row can take: its due less what its second line adjusts away or moves to the patient. */
function takeable({ part, takes }) {
  return Math.max(0, Number(part.dataset.due ?? 0) - takes.reduce((sum, field) => sum + cents(field), 0));
}

function fill(row, amount) {
  write(row.part, amount);
  if (row.tick && !row.tick.disabled) row.tick.checked = amount !== 0 || row.takes.some((field) => cents(field) !== 0);
}

/** The total is what was typed, or more when the rows hold more than it and the credit used. */
function followRows(form) {
  const total = totalOf(form);
  const sum = Math.max(0, sumOf(rowsOf(form)) - creditOf(form));
  const typed = form.dataset.typedTotal === undefined ? undefined : Number(form.dataset.typedTotal);
  if (total && document.activeElement !== total) write(total, typed === undefined ? sum : Math.max(typed, sum));
}

function showRest(form) {
  const total = totalOf(form);
  if (!total) return;
  const rest = cents(total) + creditOf(form) - sumOf(rowsOf(form));
  for (const place of form.querySelectorAll('[data-rest]')) place.textContent = formatCents(rest, ',');
  const parts = [...form.querySelectorAll('input[data-tender]')].reduce((sum, field) => sum + cents(field), 0);
  for (const place of form.querySelectorAll('[data-tender-rest]')) place.textContent = formatCents(cents(total) - parts, ',');
  for (const tick of form.querySelectorAll('[data-tick-all]')) {
    const ticks = rowsOf(form).map((row) => row.tick).filter((each) => each && !each.disabled);
    const ticked = ticks.filter((each) => each.checked).length;
    tick.checked = ticked > 0 && ticked === ticks.length;
    tick.indeterminate = ticked > 0 && ticked < ticks.length;
  }
}

const ruleOf = (form) => form.querySelector('select[data-rule]')?.value ?? 'oldest-first';

/** By the rule chosen: rows ticked by hand before the others; rows typed by hand keep their amount. */
function spreadTotal(form) {
  const total = totalOf(form);
  const typed = parseCents(total.value);
  if (typed === undefined) return;
  if (total.value.trim() === '') delete form.dataset.typedTotal;
  else form.dataset.typedTotal = String(typed);
  const free = rowsOf(form).filter((row) => row.element.dataset.by !== 'typing' && !row.part.disabled && !row.part.readOnly);
  let left = typed + creditOf(form) - sumOf(rowsOf(form).filter((row) => row.element.dataset.by === 'typing'));
  const isTicked = ({ element }) => element.dataset.by === 'tick';
  for (const rows of [free.filter(isTicked), free.filter((row) => !isTicked(row))]) {
    const due = rows.map((row) => ({ due: takeable(row), byAge: row.element.dataset.byAge, byDueDate: row.element.dataset.byDueDate, isChosen: isTicked(row) }));
    for (const [index, amount] of spread(ruleOf(form), left, due).entries()) {
      fill(rows[index], amount);
      left -= amount;
    }
  }
}

function tickRow(form, row) {
  if (!row.tick.checked) {
    delete row.element.dataset.by;
    write(row.part, 0);
    return;
  }
  row.element.dataset.by = 'tick';
  if (cents(row.part) !== 0) return;
  const remaining = form.dataset.typedTotal === undefined ? 0 : Number(form.dataset.typedTotal) + creditOf(form) - sumOf(rowsOf(form));
  const amount = remaining > 0 ? Math.min(takeable(row), remaining) : takeable(row);
  write(row.part, amount);
}

function typeRow(row) {
  const isBlank = row.part.value.trim() === '';
  if (isBlank) delete row.element.dataset.by;
  else row.element.dataset.by = 'typing';
  if (row.tick && !row.tick.disabled) row.tick.checked = !isBlank || row.takes.some((field) => cents(field) !== 0);
}

/** The second line changed: a payment that was filled in, not typed, follows. */
function retake(form, row) {
  if (row.element.dataset.by === 'typing') return;
  if (form.dataset.typedTotal !== undefined) spreadTotal(form);
  else if (row.tick?.checked) write(row.part, takeable(row));
}

function announce(form) {
  followRows(form);
  showRest(form);
  form.dispatchEvent(new CustomEvent('change', { bubbles: true, detail: 'ticking' }));
}

function onInput({ target }) {
  const form = target.closest?.(FORM);
  if (!form) return;
  if (target.matches('[data-total]')) spreadTotal(form);
  else if (target.matches('[data-part]')) typeRow(rowOf(target));
  else if (target.matches('[data-takes]')) retake(form, rowOf(target));
  else if (target.matches('[data-credit]')) form.dataset.typedTotal !== undefined && spreadTotal(form);
  else if (!target.matches('[data-tender]')) return;
  announce(form);
}

function onChange(event) {
  const { target } = event;
  const form = target.closest?.(FORM);
  if (!form || target === form) return;
  if (target.matches('[data-tick-all]')) {
    for (const row of rowsOf(form).filter(({ tick }) => tick && !tick.disabled && tick.checked !== target.checked)) {
      row.tick.checked = target.checked;
      tickRow(form, row);
    }
  } else if (target.matches('[data-tick]')) tickRow(form, rowOf(target));
  else if (target.matches('select[data-rule]')) spreadAgain(form, target);
  else return;
  announce(form);
}

/** Another rule: what was typed as a total is spread anew. */
function spreadAgain(form, select) {
  const sentence = form.querySelector('[data-rule-sentence]');
  if (sentence) sentence.textContent = select.selectedOptions[0].dataset.sentence;
  if (form.dataset.typedTotal !== undefined) spreadTotal(form);
}

/** Space ticks the row from its amount as well; ↑ and ↓ go to the amount above and below. */
function onKey(event) {
  const { target, key } = event;
  if (!target.matches?.(`${FORM} [data-part]`) || event.altKey || event.ctrlKey || event.metaKey) return;
  const form = target.form;
  if (key === ' ') {
    const { tick } = rowOf(target);
    if (!tick) return;
    event.preventDefault();
    tick.click();
    target.select();
  } else if (key === 'ArrowDown' || key === 'ArrowUp') {
    const parts = rowsOf(form).map((row) => row.part);
    const next = parts[parts.indexOf(target) + (key === 'ArrowDown' ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
}

/** As the server sent it: rows already ticked, a total already typed. */
function begin(form) {
  if (form.dataset.begun) return;
  form.dataset.begun = 'true';
  const total = totalOf(form);
  if (total && total.value.trim() !== '') form.dataset.typedTotal = String(cents(total));
  for (const row of rowsOf(form)) {
    if (row.tick?.checked) tickRow(form, row);
    else if (cents(row.part) !== 0) typeRow(row);
  }
  if (rowsOf(form).some((row) => row.tick?.checked)) announce(form);
  else showRest(form);
}

document.addEventListener('input', onInput);
document.addEventListener('change', onChange);
document.addEventListener('keydown', onKey);
document.addEventListener('htmx:after:swap', () => {
  for (const form of document.querySelectorAll(FORM)) {
    begin(form);
    showRest(form);
  }
});
for (const form of document.querySelectorAll(FORM)) begin(form);
