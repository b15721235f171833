// The named allocation rules while a total is typed. The server has the same in src/payments/domain/distribution.ts; a test holds the two together.

/**
 * @param rows `{ due, byAge, byDueDate, isChosen }`; the keys sort as text
 * @returns one amount for each row, in the order of `rows`
 */
export function spread(rule, total, rows) {
  const key = rule === 'by-due-date' ? 'byDueDate' : 'byAge';
  const takers = rows.filter((row) => row.due > 0 && (rule !== 'chosen' || row.isChosen)).sort((a, b) => (a[key] < b[key] ? -1 : 1));
  const usable = Math.min(Math.max(total, 0), takers.reduce((sum, row) => sum + row.due, 0));
  const parts = rule === 'pro-rata' ? proRata(usable, takers) : inTurn(usable, takers);
  const taken = new Map(takers.map((row, index) => [row, parts[index]]));
  return rows.map((row) => taken.get(row) ?? 0);
}

function inTurn(total, takers) {
  let rest = total;
  return takers.map(({ due }) => {
    const part = Math.min(rest, due);
    rest -= part;
    return part;
  });
}

/** Largest remainder; of equal ones the earlier row. */
function proRata(total, takers) {
  const whole = takers.reduce((sum, { due }) => sum + BigInt(due), 0n);
  if (whole === 0n) return takers.map(() => 0);
  const exact = takers.map(({ due }) => BigInt(total) * BigInt(due));
  const parts = exact.map((product) => Number(product / whole));
  let missing = total - parts.reduce((sum, part) => sum + part, 0);
  const order = exact.map((product, index) => ({ index, remainder: product % whole })).sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  for (const { index } of order) {
    if (missing <= 0) break;
    parts[index] += 1;
    missing -= 1;
  }
  return parts;
}
