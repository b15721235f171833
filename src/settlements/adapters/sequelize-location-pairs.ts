import { Injectable } from '@nestjs/common';
import { aggregateMap } from '../../platform/aggregate-map.js';
import { Reader } from '../../platform/database/reader.js';
import { sql } from '../../platform/database/sql.js';
import { newId } from '../../platform/ids.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import { inOrder, LocationPair } from '../domain/pair.js';
import type { SettlementState } from '../domain/pair-state.js';
import { LocationPairs, type Owed } from '../domain/pairs.js';
import { LocationPairRow, LocationSettlementRow } from './settlement.rows.js';

export const locationPairMap = aggregateMap<LocationPair>({
  type: 'location-pair',
  root: LocationPairRow,
  appended: { settlements: LocationSettlementRow },
  parent: 'pairId',
  from: (state) => LocationPair.from(state),
  locations: ({ root }) => [root.oneId, root.otherId],
  constraints: {
    uq_location_pairs: 'Somebody settled between these locations at the same moment. Press the button again.',
    uq_location_settlements_reverses: 'This settlement is undone already. Open the pair again to see what is owed.',
  },
});

@Injectable()
export class SequelizeLocationPairs extends LocationPairs {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly reader: Reader,
  ) {
    super();
  }

  override async between(a: string, b: string): Promise<LocationPair> {
    const { oneId, otherId } = inOrder(a, b);
    const known = await this.reader.one<{ id: string }>(sql`SELECT p.id AS id FROM location_pairs p WHERE p.one_id = ${oneId} AND p.other_id = ${otherId}`);
    if (known) return this.unit.one(locationPairMap, known.id);
    const pair = LocationPair.of(oneId, otherId, newId());
    this.unit.add(locationPairMap, pair);
    return pair;
  }

  override async owed(fromId: string, toId: string): Promise<Owed> {
    const row = await this.reader.one<{ cents: number; lastPostedOn: CalendarDate | null }>(sql`
      SELECT COALESCE(SUM(0 - e.amount_cents), 0) AS cents, MAX(e.posting_date) AS lastPostedOn FROM entries e
      WHERE e.location_id = ${fromId} AND e.account_code IN ('1800', '2800') AND e.counter_location_id = ${toId}`);
    return { cents: row!.cents, lastPostedOn: row!.lastPostedOn ?? undefined };
  }

  override async settlement(id: string): Promise<{ settlement: SettlementState; isUndone: boolean } | undefined> {
    const row = await this.reader.one<SettlementState & { undoneBy: string | null }>(sql`
      SELECT s.id AS id, s.pair_id AS pairId, s.from_id AS fromId, s.to_id AS toId, s.amount_cents AS amountCents, s.reference AS reference, s.reason AS reason,
        s.posting_date AS postingDate, s.posted_by AS postedBy, s.reverses_id AS reversesId, r.id AS undoneBy
      FROM location_settlements s LEFT JOIN location_settlements r ON r.reverses_id = s.id WHERE s.id = ${id} AND s.reverses_id IS NULL`);
    if (!row) return undefined;
    const { undoneBy, ...settlement } = row;
    return { settlement, isUndone: undoneBy !== null };
  }
}
