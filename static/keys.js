// The keys of the whole page. Keys that belong to a date, an amount or a grid are with those.
const typing = 'input:not([type=checkbox]):not([type=radio]):not([type=button]):not([type=submit]), textarea, select, [contenteditable]';

function isTyping(target) {
  return target instanceof Element && target.matches(typing);
}

/** The button that answers to a key: in the open dialog, in the form one is in, or on the page. */
function keyed(key, target) {
  const wanted = `button[data-key="${key}"]:not(:disabled)`;
  const places = [document.querySelector('dialog[open]'), target.closest?.('form'), document];
  const place = places.find((each) => each?.querySelector(wanted));
  return place && [...place.querySelectorAll(wanted)].find((button) => button.offsetParent !== null);
}

function pressed(event) {
  if (!event.altKey || event.ctrlKey || event.metaKey) return undefined;
  if (event.key === 'Enter') return 'alt+enter';
  return /^Key[A-Z]$/.test(event.code) ? `alt+${event.code.at(-1).toLowerCase()}` : undefined;
}

/** The one box that finds everything; on a phone the page's own. */
function visibleFind() {
  const boxes = [document.getElementById('find'), document.querySelector('[data-find-box]'), document.querySelector('[data-find]')];
  return boxes.find((box) => box?.offsetParent);
}

function act(event) {
  const key = pressed(event);
  if (key) return keyed(key, event.target);
  if (event.altKey || event.ctrlKey || event.metaKey || isTyping(event.target) || document.querySelector('dialog[open]')) return undefined;
  if (event.key === '?') return document.querySelector('[data-dialog="keys"]');
  if (event.key === '/') return visibleFind();
  return /^[a-z]$/.test(event.key) ? document.querySelector(`:is(a, input)[data-key="${event.key}"]`) ?? undefined : undefined;
}

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented) return;
  const wanted = act(event);
  if (!wanted) return;
  event.preventDefault();
  if (wanted.matches('button, a')) wanted.click();
  else {
    wanted.focus();
    wanted.select();
  }
});

// ↓ leaves the find field for its results; ↑ and ↓ walk through them; Esc returns.
document.addEventListener('keydown', (event) => {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp' && event.key !== 'Escape') return;
  const find = document.querySelector('[data-find]');
  const results = [...document.querySelectorAll('a[data-open]')];
  const at = results.indexOf(event.target);
  if (at < 0 && (event.target !== find || event.key !== 'ArrowDown')) return;
  const next = event.key === 'Escape' ? find : results[at + (event.key === 'ArrowUp' ? -1 : 1)] ?? (event.key === 'ArrowUp' ? find : undefined);
  if (!next) return;
  event.preventDefault();
  next.focus();
});
