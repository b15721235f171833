import type { Payer } from './payer.js';
import { MergedIntoItself, MergeOfDifferentKinds } from './refusals.js';

/**
 * Two records of one payer become one: `duplicate` and all that were merged into it earlier now follow `root`.
 * No entry, share or payment is rewritten; reads and new payments go by the root.
 */
export function merge(duplicate: Payer, root: Payer, followers: readonly Payer[]): void {
  if (duplicate.id === root.id) throw new MergedIntoItself();
  if (duplicate.paysAs !== root.paysAs) throw new MergeOfDifferentKinds(duplicate.name, root.name);
  duplicate.mergeInto(root);
  for (const follower of followers) follower.follow(root.id);
}

/** The merge of `duplicate` is undone: it stands for itself again, and what was merged into it stands with it. */
export function undoMerge(duplicate: Payer, followers: readonly Payer[]): void {
  duplicate.standAlone();
  const under = new Set([duplicate.id]);
  for (let found = true; found; ) {
    found = false;
    for (const { id, mergedInto } of followers) {
      if (under.has(id) || mergedInto === null || !under.has(mergedInto)) continue;
      under.add(id);
      found = true;
    }
  }
  for (const follower of followers) if (follower !== duplicate && under.has(follower.id)) follower.follow(duplicate.id);
}
