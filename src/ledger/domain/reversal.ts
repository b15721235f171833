import type { ItemOrigin } from './journals.js';

export interface ReversingItem {
  readonly reversesId: string | null;
}

/** Items that undo others and belong in one journal; `mirrors` is set when together they undo one whole journal. */
export interface ReversalGroup<T> {
  readonly mirrors: ItemOrigin | undefined;
  readonly items: readonly T[];
}

/**
 * Items that undo a whole journal become its mirror; items that undo only part of one post their opposites in a journal of their own.
 * Either way the item names what it reverses, so nothing can be undone twice.
 */
export function reversalGroups<T extends ReversingItem>(items: readonly T[], origins: readonly ItemOrigin[]): ReversalGroup<T>[] {
  const originOf = new Map(origins.map((origin) => [origin.itemId, origin]));
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = originOf.get(item.reversesId ?? '')?.journalId ?? '';
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups].map(([journalId, members]) => {
    const origin = origins.find((candidate) => candidate.journalId === journalId);
    return { items: members, mirrors: origin && origin.itemsInJournal === members.length ? origin : undefined };
  });
}
