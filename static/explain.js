// An amount opens what explains it beside the list; Esc closes it and returns to that amount.
let opener;
let before; // what stood there before the first explanation

function choose(next) {
  opener?.setAttribute('aria-expanded', 'false');
  opener?.closest('tr')?.classList.remove('sel');
  opener = next;
  next?.setAttribute('aria-expanded', 'true');
  next?.closest('tr')?.classList.add('sel');
}

document.addEventListener('click', (event) => {
  const amount = event.target.closest('[data-explain]');
  if (amount) {
    if (!opener) before = document.querySelector(amount.dataset.explain)?.cloneNode(true);
    choose(amount);
  }
  else if (event.target.closest('[data-explain-close]')) close();
});

document.addEventListener('htmx:after:swap', () => {
  const panel = opener && document.querySelector(opener.dataset.explain);
  if (panel && matchMedia('(max-width: 1100px)').matches) panel.scrollIntoView({ block: 'start' });
});

function close() {
  const panel = document.querySelector(opener.dataset.explain);
  const back = opener;
  if (panel && before) panel.replaceWith(before);
  choose(undefined);
  back.focus();
}

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || event.defaultPrevented || !opener?.isConnected || document.querySelector('dialog[open]')) return;
  event.preventDefault();
  close();
});
