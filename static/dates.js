// Dates: t today, y yesterday, + and - a day; typed as 2026-11-25, 11/25/2026 or Nov 25, 2026 and shown as the last of these.
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAY = 86_400_000;

function day(year, month, date) {
  const at = new Date(Date.UTC(year, month - 1, date));
  return at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === date ? at : undefined;
}

export function parseDate(text) {
  const iso = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$/.exec(text);
  if (iso) return day(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const slashes = /^\s*(\d{1,2})\/(\d{1,2})\/(\d{4})\s*$/.exec(text);
  if (slashes) return day(Number(slashes[3]), Number(slashes[1]), Number(slashes[2]));
  const words = /^\s*([A-Za-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(\d{4})\s*$/.exec(text);
  const month = words ? MONTHS.findIndex((name) => name.toLowerCase() === words[1].toLowerCase()) + 1 : 0;
  return month ? day(Number(words[3]), month, Number(words[2])) : undefined;
}

export function showDate(at) {
  return `${MONTHS[at.getUTCMonth()]} ${at.getUTCDate()}, ${at.getUTCFullYear()}`;
}

/** Today on the clinic's clock, not on the browser's. */
function today() {
  const timeZone = document.documentElement.dataset.zone || undefined;
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: 'numeric', day: 'numeric' }).formatToParts(new Date());
  const of = (type) => Number(parts.find((part) => part.type === type).value);
  return day(of('year'), of('month'), of('day'));
}

function asked(key, at) {
  if (key === 't') return today();
  if (key === 'y') return new Date(today().getTime() - DAY);
  if (key === '+' || key === '=') return new Date((at ?? today()).getTime() + DAY);
  return key === '-' ? new Date((at ?? today()).getTime() - DAY) : undefined;
}

/** A letter or a dash may also be part of a date being typed: keys act on an empty, a wholly selected or a complete date. */
function keysAct(field) {
  const isSelected = field.value !== '' && field.selectionStart === 0 && field.selectionEnd === field.value.length;
  return field.value.trim() === '' || isSelected || parseDate(field.value) !== undefined;
}

document.addEventListener('keydown', (event) => {
  const field = event.target;
  if (!(field instanceof HTMLInputElement) || field.dataset.date === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  const at = asked(event.key.toLowerCase(), parseDate(field.value));
  if (!at || !keysAct(field)) return;
  event.preventDefault();
  field.value = showDate(at);
  field.select();
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
});

document.addEventListener('focusin', ({ target }) => {
  if (target instanceof HTMLInputElement && target.dataset.date !== undefined) target.select();
});

document.addEventListener('change', ({ target }) => {
  if (!(target instanceof HTMLInputElement) || target.dataset.date === undefined) return;
  const at = parseDate(target.value);
  if (at) target.value = showDate(at);
}, true);
