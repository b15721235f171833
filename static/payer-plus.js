// The “+” beside a payer field: whoever was added, or turned out to be there already, is chosen in the field; nothing else on the page changes.
function choose(fieldId, id, name) {
  const field = document.getElementById(fieldId);
  if (!field) return;
  if (![...field.options].some((option) => option.value === id)) field.add(new Option(name, id));
  field.value = id;
  field.focus();
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

document.addEventListener('htmx:after:swap', () => {
  const added = document.querySelector('#dialog [data-added-payer]');
  if (!added) return;
  const { addedPayer, name, into } = added.dataset;
  added.remove();
  choose(into, addedPayer, name);
});

document.addEventListener('click', ({ target }) => {
  const use = target.closest?.('[data-use-payer]');
  if (!use) return;
  const dialog = use.closest('dialog');
  const { into } = dialog.dataset;
  const { usePayer, name } = use.dataset;
  dialog.close();
  choose(into, usePayer, name);
});
