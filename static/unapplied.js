// Finalizing posts what the server knows: an amount, a date or a service that was typed and not applied yet stops it and says so.
import { parseCents } from './cents.js';

const FIELDS = 'input:not([type=hidden]), select';

function differs(field) {
  if (field instanceof HTMLSelectElement) return field.selectedIndex !== Math.max(0, [...field.options].findIndex((option) => option.defaultSelected));
  if (field.dataset.money !== undefined) return parseCents(field.value) !== parseCents(field.defaultValue);
  return field.value.trim() !== field.defaultValue.trim();
}

function firstUnapplied() {
  for (const place of document.querySelectorAll('[data-unapplied]')) {
    const field = [place, ...place.querySelectorAll(FIELDS)].find((each) => each.matches(FIELDS) && differs(each));
    if (field) return { field, sentence: place.dataset.unapplied };
  }
  return undefined;
}

function say(sentence) {
  const errors = document.getElementById('errors');
  errors.className = 'ban bad';
  errors.setAttribute('role', 'alert');
  errors.dataset.live = 'true'; // gone as soon as it is applied
  errors.replaceChildren(Object.assign(document.createElement('span'), { textContent: sentence }));
  errors.scrollIntoView({ block: 'nearest' });
}

// On the window, so before the form takes itself for busy.
window.addEventListener('submit', (event) => {
  if (event.target.dataset.afterTyping === undefined) return;
  const unapplied = firstUnapplied();
  if (!unapplied) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  say(unapplied.sentence);
  unapplied.field.closest('details')?.setAttribute('open', '');
  unapplied.field.focus();
}, true);
