// A refusal: the list of sentences gets the focus, each links to its field, and the fields say that they are meant.
function box() {
  return document.getElementById('errors');
}

function fieldNamed(name) {
  const fields = [...document.getElementsByName(name)];
  return fields.find((field) => field.type !== 'hidden' && field.checked !== false) ?? fields.find((field) => field.type !== 'hidden');
}

function clearField(field) {
  field.removeAttribute('aria-invalid');
  const kept = (field.getAttribute('aria-describedby') ?? '').split(' ').filter((id) => id && !id.endsWith('-error'));
  if (kept.length) field.setAttribute('aria-describedby', kept.join(' '));
  else field.removeAttribute('aria-describedby');
}

function clearFields() {
  for (const field of document.querySelectorAll('[aria-invalid="true"]')) clearField(field);
}

function markFields() {
  for (const link of box().querySelectorAll('a[data-field]')) {
    const field = fieldNamed(link.dataset.field);
    if (!field) {
      link.removeAttribute('href');
      continue;
    }
    field.setAttribute('aria-invalid', 'true');
    field.setAttribute('aria-describedby', [field.getAttribute('aria-describedby'), link.id].filter(Boolean).join(' '));
  }
}

/** A dialog covers the page: its refusals belong inside it. */
function place() {
  const dialog = document.querySelector('dialog[open]');
  if (dialog && !dialog.contains(box())) (dialog.querySelector('form') ?? dialog).before(box());
}

/** A refused press takes the focus; a live preview never does, somebody is typing. */
function show({ sourceElement, request }) {
  const wasPressed = request.submitter || sourceElement instanceof HTMLFormElement;
  clearFields();
  place();
  markFields();
  if (wasPressed) box().focus();
  else box().dataset.live = 'true';
}

function forget() {
  clearFields();
  const empty = Object.assign(document.createElement('div'), { id: 'errors', tabIndex: -1 });
  box()?.remove();
  document.querySelector('[data-errors]')?.replaceChildren(empty);
}

document.addEventListener('htmx:after:swap', (event) => {
  const { ctx } = event.detail;
  if (!box()) forget(); // it was in a dialog that is gone
  if (!box()) return;
  if (ctx.response?.status >= 400) {
    if (ctx.target?.id === 'errors' || ctx.target === '#errors') show(ctx);
  } else if (ctx.request?.method === 'POST' && (ctx.request.submitter || box().dataset.live)) forget();
});

document.addEventListener('click', (event) => {
  const link = event.target.closest('#errors a[data-field]');
  const field = link && fieldNamed(link.dataset.field);
  if (!field) return;
  event.preventDefault();
  field.focus();
});

// Whoever types again has read it: the next preview that finds nothing wrong may take it away, one already on its way may not.
document.addEventListener('input', ({ target }) => {
  if (box()?.firstElementChild) box().dataset.live = 'true';
  if (target.getAttribute('aria-invalid') === 'true') clearField(target);
});

document.addEventListener('close', ({ target }) => {
  if (target.querySelector?.('#errors')) forget();
}, true);
