// A part of the page that is replaced under somebody's hands leaves them where they were: on the same field or button, else at the same place of the order.
const STOPS = 'a[href], button:not(:disabled), input:not([type=hidden]):not(:disabled), select:not(:disabled), textarea:not(:disabled), summary';
let left;

const stops = () => [...document.querySelectorAll(`main :is(${STOPS})`)].filter((each) => each.offsetParent !== null);
const isSame = (one, other) => one.tagName === other.tagName && ['id', 'name', 'aria-label'].every((name) => one.getAttribute(name) === other.getAttribute(name)) && one.textContent === other.textContent;

document.addEventListener('htmx:before:swap', () => {
  const element = document.activeElement;
  left = element?.closest('main') && element.id !== 'main' ? { element, place: stops().indexOf(element) } : undefined;
});

document.addEventListener('htmx:finally:swap', () => {
  if (!left || left.element.isConnected || document.activeElement !== document.body) return;
  const now = stops();
  const next = now.find((each) => isSame(each, left.element)) ?? now[Math.min(left.place, now.length - 1)];
  left = undefined;
  next?.focus();
});
