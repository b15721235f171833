/** What a driver's error means for the person at the keyboard; nothing for errors that are our own. */
export function databaseSentence(error: unknown): string | undefined {
  const code = (error as { code?: string }).code ?? '';
  if (code === 'SQLITE_CANTOPEN') return 'There is no clinic in DATA_DIR yet: start the product, or run `ledger setup`.';
  if (code === 'ER_NO_SUCH_TABLE' || (code === 'SQLITE_ERROR' && /no such table/.test(String(error)))) return 'This database is empty: start the product on it once, or run `ledger setup`.';
  if (code === 'ER_BAD_DB_ERROR') return 'DATABASE_URL names a database that does not exist; create it first, or correct the name.';
  if (['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'ER_ACCESS_DENIED_ERROR'].includes(code)) {
    return `The database of DATABASE_URL did not let us in (${code}); check host, port, user and password in it, or leave it out for the SQLite file.`;
  }
  return undefined;
}
