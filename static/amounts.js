// Amount fields: focus selects the whole amount, b fills in the balance due, leaving writes 96 as 96.00.
import { formatCents, parseCents } from './cents.js';

function isAmount(target) {
  return target instanceof HTMLInputElement && target.dataset.money !== undefined;
}

document.addEventListener('focusin', ({ target }) => {
  if (isAmount(target)) target.select();
});

document.addEventListener('keydown', (event) => {
  const field = event.target;
  if (!isAmount(field) || event.key.toLowerCase() !== 'b' || event.altKey || event.ctrlKey || event.metaKey || !field.dataset.due) return;
  event.preventDefault();
  const due = Number(field.dataset.due);
  field.value = due === 0 ? '' : formatCents(due);
  field.select();
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
});

document.addEventListener('change', ({ target }) => {
  if (!isAmount(target) || target.value.trim() === '') return;
  const cents = parseCents(target.value);
  if (cents !== undefined) target.value = formatCents(cents).replace('\u2212', '-');
}, true);
