// The side navigation of a phone, and the small menus of the top bar: one open at a time, closed by Esc or a click elsewhere.
const root = document.documentElement;

function showSide(open) {
  const toggle = document.querySelector('[data-nav-toggle]');
  if (!toggle) return;
  if (open) root.dataset.nav = 'open';
  else delete root.dataset.nav;
  toggle.setAttribute('aria-expanded', String(open));
  if (open) document.querySelector('#side .links a')?.focus();
}

document.addEventListener('click', (event) => {
  if (event.target.closest('[data-nav-toggle]')) showSide(root.dataset.nav !== 'open');
  else if (root.dataset.nav === 'open' && !event.target.closest('#side')) showSide(false);
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    if (!menu.contains(event.target) || event.target.closest('[data-dialog]')) menu.open = false;
  }
  if (event.target.closest('[data-print]')) window.print();
});

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  const menu = document.querySelector('details.menu[open]');
  if (menu) {
    menu.open = false;
    menu.querySelector('summary').focus();
  } else if (root.dataset.nav === 'open') {
    showSide(false);
    document.querySelector('[data-nav-toggle]').focus();
  } else return;
  event.preventDefault();
  event.stopImmediatePropagation();
});
