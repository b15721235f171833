import { currentActor } from '../../platform/actor.js';
import type { Somebody } from '../domain/communication.js';
import type { Communications } from '../domain/communications.js';
import { OwnerUnknown } from '../domain/refusals.js';

export async function ownerOf(log: Communications, ownerId: string | undefined): Promise<Somebody> {
  const actor = currentActor();
  if (ownerId === undefined || ownerId === actor.id) return { id: actor.id, name: actor.name };
  const owner = await log.colleague(ownerId);
  if (!owner) throw new OwnerUnknown();
  return owner;
}
