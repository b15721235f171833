// Many drafts at once: how many of them have been looked at so far, and which of them were refused.
const list = document.getElementById('bulk');

function show() {
  const rows = [...list.children];
  const waiting = rows.filter((row) => row.querySelector('form')).length;
  const done = rows.length - waiting;
  const bar = document.getElementById('bulk-bar');
  bar.value = done;
  const refused = list.querySelectorAll('.wrong').length;
  document.getElementById('bulk-state').textContent = `${done} of ${rows.length} looked at${refused ? `, ${refused} refused` : ''}`;
}

document.addEventListener('htmx:after:swap', show);
