import 'reflect-metadata';
import { decodeTime } from 'ulid';
import { encodeDiff, type RecordDiff } from '../../src/platform/audit-trail.js';
import type { AggregateMap } from '../../src/platform/aggregate-map.js';
import type { Reads } from '../../src/platform/database/snapshot.js';
import type { Sql } from '../../src/platform/database/sql.js';
import { firstIdAt, newId } from '../../src/platform/ids.js';
import { foldedRecords, type FoldedRecord } from '../../src/platform/trail-fold.js';
import { dayIn, startOfDay } from '../../src/platform/zones.js';
import { badgeMap } from '../support/toy.js';

/** A trail as pages of entries, the way the table would give them. */
function trailOf(entries: { recordId: string; version: number; diff: RecordDiff }[]): Reads {
  return {
    all: <T>({ values }: Sql) => {
      const [, recordId, , version] = values as [string, string, string, number];
      const rest = entries.filter((entry) => entry.recordId > recordId || (entry.recordId === recordId && entry.version > version));
      return Promise.resolve(rest.slice(0, 500).map((entry) => ({ ...entry, diff: encodeDiff(entry.diff) })) as T[]);
    },
  };
}

async function fold(entries: Parameters<typeof trailOf>[0]): Promise<FoldedRecord[]> {
  const records: FoldedRecord[] = [];
  for await (const record of foldedRecords(trailOf(entries), badgeMap as unknown as AggregateMap)) records.push(record);
  return records;
}

const created = (id: string): RecordDiff => ({
  root: { [id]: { id: [null, id], userName: [null, 'dana'], displayName: [null, 'Dana'], state: [null, 'active'] } },
  stamps: { s1: { id: [null, 's1'], staffId: [null, id], role: [null, 'clerk'], locationId: [null, '*'] } },
});

describe('a record folded from its entries', () => {
  it('is its newest state, with the version the trail counts', async () => {
    const [record] = await fold([
      { recordId: 'A', version: 1, diff: created('A') },
      { recordId: 'A', version: 2, diff: { root: { A: { displayName: ['Dana', 'Dana Ruiz'] } }, stamps: { s1: { id: ['s1', null], staffId: ['A', null], role: ['clerk', null], locationId: ['*', null] } } } },
      { recordId: 'A', version: 3, diff: {} },
    ]);
    expect(record!.contradictions).toEqual([]);
    expect([record!.version, record!.entries]).toEqual([3, 3]);
    expect(record!.parts.get('root')!.get('A')).toMatchObject({ displayName: 'Dana Ruiz', userName: 'dana', version: 3 });
    expect(record!.parts.get('stamps')!.size).toBe(0);
  });

  it('says where the trail contradicts itself', async () => {
    const [record] = await fold([
      { recordId: 'A', version: 1, diff: created('A') },
      { recordId: 'A', version: 3, diff: { root: { A: { displayName: ['Somebody', 'Dana Ruiz'] } } } },
    ]);
    expect(record!.contradictions).toEqual([
      'version 2 is missing before version 3',
      'version 3 says root displayName was Somebody, the versions before it say Dana',
    ]);
  });

  it('older than a column holds in it what the column started with, and may change it since', async () => {
    const older = created('A');
    delete older.root!.A!.displayName;
    const [record, untouched] = await fold([
      { recordId: 'A', version: 1, diff: older },
      { recordId: 'A', version: 2, diff: { root: { A: { displayName: ['', 'Dana Ruiz'] } } } },
      { recordId: 'B', version: 1, diff: JSON.parse(JSON.stringify(older).replaceAll('"A"', '"B"')) as RecordDiff },
    ]);
    expect(record!.contradictions).toEqual([]);
    expect(untouched!.parts.get('root')!.get('B')).toMatchObject({ displayName: '' });
  });

  it('reads a long trail a page at a time, each record whole', async () => {
    const ids = Array.from({ length: 700 }, () => newId());
    const records = await fold(ids.flatMap((id) => [{ recordId: id, version: 1, diff: created(id) }, { recordId: id, version: 2, diff: {} }]));
    expect(records.map((record) => [record.id, record.entries])).toEqual(ids.map((id) => [id, 2]));
  });
});

describe('a day of the clinic', () => {
  it.each([['America/Chicago', '2026-03-08', 23], ['America/Chicago', '2026-11-01', 25], ['America/Chicago', '2026-11-20', 24], ['Asia/Kolkata', '2026-11-20', 24], ['Pacific/Kiritimati', '2026-11-20', 24]])(
    'in %s, %s lasts %i hours', (zone, day, hours) => {
      const start = startOfDay(zone, day);
      const next = startOfDay(zone, new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10));
      expect([dayIn(zone, start), dayIn(zone, start - 1) < day, (next - start) / 3_600_000]).toEqual([day, true, hours]);
    },
  );

  it('begins below every id made in it', () => {
    const before = Date.now();
    const id = newId();
    const made = decodeTime(id);
    expect(made).toBeGreaterThanOrEqual(before);
    expect(firstIdAt(made) <= id && id < firstIdAt(made + 1)).toBe(true);
  });
});
