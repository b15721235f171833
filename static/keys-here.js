// The list of keys says what answers on this very page: its buttons by their own words, and of the rest what there is something for.
const isInSight = (element) => element.offsetParent !== null && !element.disabled;

function rowOf(button) {
  const label = button.querySelector('span')?.textContent ?? button.textContent;
  const row = document.createElement('div');
  const key = Object.assign(document.createElement('kbd'), { textContent: button.getAttribute('aria-keyshortcuts') });
  const term = document.createElement('dt');
  term.append(key);
  row.append(term, Object.assign(document.createElement('dd'), { textContent: label.trim() }));
  return row;
}

/** Of several buttons of one key the first answers, unless one stands in the form of another. */
function fill(dialog) {
  const buttons = [...document.querySelectorAll('main button[data-key][aria-keyshortcuts]')].filter(isInSight);
  const first = buttons.filter((button, at) => buttons.findIndex((each) => each.dataset.key === button.dataset.key) === at);
  dialog.querySelector('#keys-here').replaceChildren(...first.map(rowOf));
  for (const row of dialog.querySelectorAll('[data-when]')) row.hidden = ![...document.querySelectorAll(`main :is(${row.dataset.when})`)].some(isInSight);
}

// Before dialogs.js opens it.
document.addEventListener('click', (event) => {
  if (event.target.closest('[data-dialog="keys"]')) fill(document.getElementById('keys'));
}, true);
