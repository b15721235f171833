// The search box: ↓ goes into what was found, ↑ and ↓ walk through it, Enter opens; Esc closes it and returns to where one was.
const box = document.getElementById('find');
let back;

function panel() {
  return document.getElementById('search-found');
}

function close() {
  box.value = '';
  panel()?.replaceChildren();
  if (back?.isConnected) back.focus();
  else box.blur();
}

function links(target) {
  const place = target === box ? panel() : (target.closest('.found') ?? document.getElementById('search-list'));
  return place ? [...place.querySelectorAll('a[data-found]')] : [];
}

box?.addEventListener('focus', ({ relatedTarget }) => {
  if (!panel()?.contains(relatedTarget)) back = relatedTarget;
});

document.addEventListener('keydown', (event) => {
  const { target, key } = event;
  const isBox = target === box || target.dataset?.findBox !== undefined;
  if (!isBox && !target.matches?.('a[data-found]')) return;
  if (key === 'Escape' && (target === box || panel()?.contains(target))) {
    event.preventDefault();
    close();
    return;
  }
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return;
  const found = links(target);
  const at = found.indexOf(target);
  const owner = target.closest('#search-found') ? box : document.querySelector('[data-find-box]');
  const next = key === 'ArrowDown' ? found[at + 1] : at === 0 ? owner : found[at - 1];
  if (!next || (isBox && key === 'ArrowUp')) return;
  event.preventDefault();
  next.focus();
});

document.addEventListener('click', ({ target }) => {
  if (!target.closest('.find')) panel()?.replaceChildren();
});
