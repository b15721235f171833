// A list whose fields were typed in and not saved is not drawn anew over them: it says so, and stays.
const note = () => document.getElementById('unsaved');
const isTyped = () => [...document.querySelectorAll('form[data-unsaved] input:not([type=hidden])')].some((field) => field.value !== field.defaultValue);

function keep(event) {
  if (!isTyped()) return;
  event.preventDefault();
  note().hidden = false;
}

document.addEventListener('htmx:before:request', (event) => {
  if (event.target.closest?.('[data-over-unsaved]')) keep(event);
});
document.addEventListener('submit', (event) => {
  if (event.target.matches('[data-over-unsaved]')) keep(event);
});
document.addEventListener('click', (event) => {
  if (event.target.closest?.('#price-list .pager a:not([download])')) keep(event);
});
