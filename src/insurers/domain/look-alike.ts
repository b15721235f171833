import { plainWords } from '../../shared/plain-text.js';

/** Share of letter pairs that two names must have in common; below it are names that merely share “health plan”. */
const LEAST_ALIKE = 0.55;

/** Those whose names read much alike, the closest first: one payer is easily entered twice. */
export function alikeTo<T extends { name: string }>(name: string, others: readonly T[], most = 5): T[] {
  const wanted = pairsOf(name);
  if (wanted.length < 2) return [];
  return others
    .map((other) => ({ other, alike: likeness(wanted, pairsOf(other.name), name, other.name) }))
    .filter(({ alike }) => alike >= LEAST_ALIKE)
    .sort((a, b) => b.alike - a.alike)
    .slice(0, most)
    .map(({ other }) => other);
}

/** 1 for the same name; a name that begins with the other counts as close, as names grow by “Health Plan” and “of Ohio”. */
function likeness(wanted: readonly string[], other: readonly string[], name: string, otherName: string): number {
  const [a, b] = [plainWords(name), plainWords(otherName)];
  const shorter = a.length < b.length ? a : b;
  if (shorter.length > 3 && a.startsWith(shorter) && b.startsWith(shorter)) return 0.9 + shorter.length / 10_000;
  const left = [...other];
  let common = 0;
  for (const pair of wanted) {
    const at = left.indexOf(pair);
    if (at < 0) continue;
    left.splice(at, 1);
    common += 1;
  }
  return (2 * common) / (wanted.length + other.length);
}

function pairsOf(name: string): string[] {
  return plainWords(name).split(' ').flatMap((word) => (word.length === 1 ? [word] : [...word].slice(1).map((letter, index) => `${word[index]!}${letter}`)));
}
