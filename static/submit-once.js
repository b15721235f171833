// One press, one act: a form at work says so and takes no second press. Whatever happens, what was typed stays.
const LOST = 'The connection broke before an answer came, so it is not known yet whether this was recorded. Pressing the button again is safe: it is recorded at most once.';

function buttons(form) {
  return [...form.elements].filter((element) => element.type === 'submit');
}

function rest(form) {
  delete form.dataset.busy;
  for (const button of buttons(form)) {
    button.removeAttribute('aria-busy');
    const label = button.querySelector('[data-label]');
    if (label) {
      label.textContent = label.dataset.label;
      label.removeAttribute('data-label');
    }
  }
}

function work(form, submitter) {
  form.dataset.busy = 'true';
  for (const button of buttons(form)) button.setAttribute('aria-busy', 'true');
  const label = submitter?.querySelector('span');
  if (!label || label.dataset.label) return;
  label.dataset.label = label.textContent;
  label.textContent = 'Working…';
}

function lost() {
  const errors = document.getElementById('errors');
  if (!errors) return;
  const sentence = Object.assign(document.createElement('span'), { textContent: LOST });
  errors.className = 'ban bad';
  errors.setAttribute('role', 'alert');
  errors.replaceChildren(sentence);
  errors.focus();
}

function formOf({ ctx } = {}) {
  const form = ctx?.sourceElement;
  return form instanceof HTMLFormElement && form.dataset.once !== undefined ? form : undefined;
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.dataset.once === undefined) return;
  if (form.dataset.busy) {
    event.preventDefault();
    event.stopImmediatePropagation();
  } else work(form, event.submitter);
}, true);

document.addEventListener('htmx:finally:request', ({ detail }) => {
  const form = formOf(detail);
  if (form && !detail.ctx.keepIndicators) rest(form);
});

document.addEventListener('htmx:error', ({ detail }) => {
  const form = formOf(detail);
  if (!form) return;
  rest(form);
  lost();
});

// Back from another page: the browser may show this one as it was left.
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-busy]')) rest(form);
});
