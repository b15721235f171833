// The EOB grid: Enter and the arrows walk the rows, Alt+Enter goes to the claim finder, and a row that is sent carries its newest version.
const CELL = '[data-eob] input:not([type=hidden])';
const nameOf = (cell) => cell.name;
const cellIn = (row, name) => row?.querySelector(`input[name="${name}"]:not([type=hidden])`);

function rowBeside(cell, step) {
  const rows = [...document.querySelectorAll('[data-eob-row]')];
  return rows[rows.indexOf(cell.closest('[data-eob-row]')) + step];
}

function goTo(cell) {
  cell.focus();
  cell.select?.();
}

const finder = () => document.querySelector('[data-finder]');

document.addEventListener('keydown', (event) => {
  const { key, target, altKey, ctrlKey, metaKey } = event;
  if (ctrlKey || metaKey) return;
  if (altKey && key === 'Enter' && finder()) {
    event.preventDefault();
    goTo(finder());
  } else if (altKey && event.code === 'KeyP') {
    // What stands in the cell is sent first; the button answers once every row adds up.
    if (target.matches?.(CELL)) target.blur();
  } else if (!altKey && target.matches?.(CELL)) {
    const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[key];
    if (step === undefined) return;
    event.preventDefault();
    const next = cellIn(rowBeside(target, step), key === 'Enter' ? 'allowedCents' : nameOf(target));
    if (next) goTo(next);
    else if (key === 'Enter') goTo(finder());
  }
}, true);

document.addEventListener('click', (event) => {
  const link = event.target.closest('[data-go-row]');
  const cell = link && document.getElementById(link.hash.slice(1));
  if (!cell) return;
  event.preventDefault();
  goTo(cell);
});

// A request that waited behind another was put together before that one's answer: where its own answer goes, its version and its key are of now.
// An answer whose place was swapped out meanwhile would be dropped, and the next request of that row refused.
document.addEventListener('htmx:before:request', ({ detail: { ctx } }) => {
  const source = ctx.sourceElement;
  if (ctx.target?.id && !ctx.target.isConnected) ctx.target = document.getElementById(ctx.target.id);
  if (!source.matches('[data-typed-row]')) return;
  for (const name of ['version', 'submission', '_token']) ctx.request.body.set(name, source.querySelector(`input[name="${name}"]`).value);
});

const PARTS = ['totals', 'sheet', 'provider-level'];
const isOurs = ({ target, response }) => PARTS.includes(target?.id) && !(response?.status >= 400);

// Before the swap: a form that is swapped out with its part is heard no more afterwards.
document.addEventListener('htmx:before:swap', ({ detail: { ctx } }) => {
  if (isOurs(ctx)) document.dispatchEvent(new CustomEvent('remittance-typed'));
});

document.addEventListener('htmx:after:swap', ({ detail: { ctx } }) => {
  if (!isOurs(ctx) || !ctx.sourceElement.matches('form[action$="/claims"]')) return;
  finder().value = '';
  document.getElementById('found').replaceChildren();
});
