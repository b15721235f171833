// Accept payment: a row that was found and ticked, or typed into, joins the form's own rows.
const joins = ({ target }) => {
  const line = target.closest?.('#found [data-row], #found [data-row-more]');
  if (!line || !target.matches('[data-tick], input[data-part], input[data-takes]')) return;
  const row = line.matches('[data-row-more]') ? line.previousElementSibling : line;
  const more = row.nextElementSibling?.matches('[data-row-more]') ? row.nextElementSibling : null;
  const rows = document.getElementById('rows');
  const id = row.querySelector('input[type=hidden]').value;
  const present = [...rows.querySelectorAll('input[type=hidden][name$="[invoiceId]"]')].some((input) => input.value === id);
  if (present) {
    target.checked = false;
    return;
  }
  rows.append(row, ...(more ? [more] : []));
  const found = document.getElementById('found');
  if (!found.querySelector('[data-row]')) found.replaceChildren();
  const next = document.getElementById('next-index');
  next.value = String(Number(next.value) + 10);
  // The form hears the change now that the row is one of its own.
  target.dispatchEvent(new Event(target.matches('[data-tick]') ? 'change' : 'input', { bubbles: true }));
  if (target.matches('[data-tick]')) target.focus();
};

/** Somebody else's credit, found by its number, stays once an amount of it is typed. */
const keepsCredit = ({ target }) => {
  const row = target.closest?.('#found-credit [data-credit-row]');
  if (!row || target.value.trim() === '') return;
  const id = row.querySelector('input[type=hidden]').value;
  const kept = document.getElementById('credit-rows');
  if ([...kept.querySelectorAll('input[type=hidden]')].some((input) => input.value === id)) return;
  kept.append(row);
  kept.closest('[hidden]')?.removeAttribute('hidden');
  document.getElementById('found-credit').replaceChildren();
};

document.addEventListener('change', joins);
document.addEventListener('change', keepsCredit);
