import fc from 'fast-check';
import { newId } from '../../src/platform/ids.js';
import { sql } from '../../src/platform/database/sql.js';
import { SettleLocations, UndoSettlement } from '../../src/settlements/index.js';
import { done, operation, percentOf, refusedAs } from './acting.js';

/** Whoever owes pays over part of it, or a cent too much; now and then the transfer is undone. */
export const settle = fc.tuple(fc.integer({ min: 1, max: 100 }), fc.nat(9)).map(([percent, way]) =>
  operation('one location settles with the other', async (world) => {
    const { clinic: { maple, riverside }, reader } = world.books;
    const due = world.dueCents;
    const [locationId, toId] = due >= 0 ? [maple, riverside] : [riverside, maple];
    const sign = due >= 0 ? 1 : -1;
    const tooMuch = new SettleLocations({ locationId, toId, amountCents: Math.abs(due) + 1, reason: 'A cent too much' });
    if (way < 3 || due === 0) return refusedAs(await world.attempt(tooMuch, newId()), 'more-than-owed');
    const amountCents = percentOf(Math.abs(due), percent);
    const { settlementId } = done(await world.attempt<{ settlementId: string }>(new SettleLocations({ locationId, toId, amountCents, reason: 'Monthly' }), newId()));
    world.settledCents += sign * amountCents;
    if (way === 9) {
      done(await world.attempt(new UndoSettlement({ locationId, settlementId, reason: 'Sent back' }), newId()));
      world.settledCents -= sign * amountCents;
    }
    const owed = await reader.one<{ cents: number }>(sql`
      SELECT COALESCE(SUM(0 - amount_cents), 0) AS cents FROM entries WHERE location_id = ${maple} AND account_code IN ('1800', '2800') AND counter_location_id = ${riverside}`);
    expect(owed!.cents).toBe(world.dueCents);
  }),
);
