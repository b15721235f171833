// Accept payment: a scanned or typed invoice number, or an amount, ticks its row. Enter takes it, and the next may follow at once.
import { formatCents, parseCents } from './cents.js';

/** What the server is looking for, as long as it is not on screen. */
let asked;

const field = () => document.getElementById('f-pick');
const rowsIn = (place) => [...document.querySelectorAll(`${place} [data-row]`)];
const say = (sentence) => { document.getElementById('pick-said').textContent = sentence; };

/** The whole number, or the digits it ends with where only one row has them. */
function byNumber(place, typed) {
  const wanted = typed.toUpperCase();
  const rows = rowsIn(place);
  const whole = rows.find((row) => row.dataset.number.toUpperCase() === wanted);
  const ending = rows.filter((row) => /\d*$/.exec(row.dataset.number)[0] === wanted);
  return whole ?? (ending.length === 1 ? ending[0] : undefined);
}

/** The oldest row that is due just so much and not ticked yet. */
function byAmount(typed) {
  const wanted = parseCents(typed) ?? 0;
  const due = (row) => Number(row.querySelector('input[data-part]')?.dataset.due ?? 0);
  const rows = rowsIn('#rows').filter((row) => wanted > 0 && due(row) === wanted && row.querySelector('[data-tick]:not(:checked)'));
  return rows.sort((a, b) => (a.dataset.byAge < b.dataset.byAge ? -1 : 1))[0];
}

function tick(row) {
  const { number } = row.dataset;
  const box = row.querySelector('[data-tick]');
  if (!box) return say(`${number} takes nothing: ${row.lastElementChild.textContent.trim()}.`);
  if (box.checked) return say(`${number} is ticked already.`);
  box.click();
  return say(`${number} ticked, ${formatCents(parseCents(row.querySelector('input[data-part]').value) ?? 0, ',')}.`);
}

function take(typed) {
  const row = byNumber('#rows', typed) ?? byAmount(typed);
  const finding = document.getElementById('f-q');
  if (row) tick(row);
  else if (!finding || /^\d+\.\d*$/.test(typed)) say(`No row here has the number or the due amount ${typed}.`);
  else if (finding.value === typed) takeFound(typed);
  else {
    asked = typed;
    say('Looking…');
    finding.value = typed;
    finding.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

function takeFound(typed) {
  const row = byNumber('#found', typed);
  if (row) tick(row);
  else say(`Nothing this payer owes here has the number ${typed}.`);
}

document.addEventListener('keydown', (event) => {
  if (event.target !== field() || event.key !== 'Enter' || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const typed = event.target.value.trim();
  if (typed !== '') take(typed);
  event.target.select();
});

document.addEventListener('htmx:after:swap', () => {
  if (asked === undefined || document.getElementById('f-q')?.value !== asked || !document.querySelector('#found > *')) return;
  const typed = asked;
  asked = undefined;
  takeFound(typed);
  field().focus();
  field().select();
});
