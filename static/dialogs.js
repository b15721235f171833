// Native dialogs: opened by a button naming them, or on arrival when a fragment brings one.
function open(dialog) {
  if (dialog && !dialog.open) dialog.showModal();
}

document.addEventListener('click', (event) => {
  const opener = event.target.closest('[data-dialog]');
  if (opener) open(document.getElementById(opener.dataset.dialog));
  if (event.target.closest('[data-close]')) event.target.closest('dialog')?.close();
});

document.addEventListener('htmx:after:swap', () => {
  for (const dialog of document.querySelectorAll('#dialog dialog[data-open]')) open(dialog);
});
