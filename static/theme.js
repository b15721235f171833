// Light, dark, or as the system says. Loaded before the first paint, so that the page never flashes in the other colors.
(() => {
  const root = document.documentElement;
  const key = 'data-theme';

  function remembered() {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // storage may be switched off; the system's choice stands
    }
  }

  function remember(theme) {
    try {
      localStorage.setItem(key, theme);
    } catch {
      root.dataset.themeKept = 'false';
    }
  }

  function isDark() {
    return root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  }

  function nameTheOther() {
    for (const name of document.querySelectorAll('[data-theme-name]')) name.textContent = isDark() ? 'Light colors' : 'Dark colors';
  }

  const theme = remembered();
  if (theme === 'dark' || theme === 'light') root.dataset.theme = theme;

  document.addEventListener('DOMContentLoaded', nameTheOther);
  document.addEventListener('click', (event) => {
    if (!event.target.closest('[data-theme-toggle]')) return;
    root.dataset.theme = isDark() ? 'light' : 'dark';
    remember(root.dataset.theme);
    nameTheOther();
  });
})();
