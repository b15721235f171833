import { Commands } from '../../src/platform/commands.js';
import { actAs, currentActor, systemActor } from '../../src/platform/actor.js';
import { decodeDiff } from '../../src/platform/audit-trail.js';
import { Database } from '../../src/platform/database/database.js';
import { Reader } from '../../src/platform/database/reader.js';
import { sql } from '../../src/platform/database/sql.js';
import { newId } from '../../src/platform/ids.js';
import { UnitOfWork } from '../../src/platform/unit-of-work.js';
import { eachEngine } from '../support/database.js';
import { badgeMap, DoInCommand, MakeBadge, openHeart } from '../support/toy.js';
import { brokenDisk, deadlock, lostConnection, plantFaults, type Call } from '../support/faults.js';

eachEngine((engine) => {
  let heart: Awaited<ReturnType<typeof openHeart>>;
  let commands: Commands;
  let database: Database;
  let reader: Reader;

  beforeAll(async () => {
    heart = await openHeart(await engine.config());
    [commands, database, reader] = [heart.get(Commands), heart.get(Database), heart.get(Reader)];
  });
  afterAll(async () => {
    await heart.close();
    await database.close();
  });
  afterEach(() => expect(database.engine.inUse()).toBe(0));

  const asSystem = <T>(work: () => Promise<T>): Promise<T> => actAs(systemActor('system:test'), work);
  const run = <T>(work: ConstructorParameters<typeof DoInCommand>[0], content: unknown = newId(), submission?: string): Promise<T> =>
    asSystem(() => commands.execute<T>(new DoInCommand(work, content), submission === undefined ? {} : { submission }));
  const makeBadge = async (): Promise<string> => {
    const id = newId();
    await asSystem(() => commands.execute(new MakeBadge(id, `b-${id}`)));
    return id;
  };
  const badge = (id: string) =>
    reader.one<{ version: number; name: string }>(sql`SELECT version AS version, display_name AS name FROM staff WHERE id = ${id}`);
  const countActs = async (): Promise<number> => (await reader.one<{ n: number }>(sql`SELECT COUNT(*) AS n FROM audit_acts`))!.n;

  describe('the unit of work', () => {
    it('writes nothing that the aggregates did not change, and one audit entry for each that it loaded', async () => {
      const [changed, relied] = [await makeBadge(), await makeBadge()];
      await run(async (unit) => {
        const [first] = await unit.load(badgeMap, [changed, relied]);
        first!.rename('Renamed');
      });
      const entries = await reader.all<{ id: string; kind: string; version: number; diff: Buffer }>(
        sql`SELECT record_id AS id, kind AS kind, version AS version, diff AS diff FROM audit_entries WHERE record_id IN (${changed}, ${relied}) AND version = 2`,
      );
      expect(entries.find(({ id }) => id === changed)).toMatchObject({ kind: 'changed' });
      expect(decodeDiff(entries.find(({ id }) => id === changed)!.diff)).toEqual({ root: { [changed]: { displayName: [`b-${changed}`, 'Renamed'] } } });
      expect(entries.find(({ id }) => id === relied)).toMatchObject({ kind: 'relied-on' });
      expect(await badge(relied)).toMatchObject({ version: 2 });
    });

    it('looks at a record and its parts in one statement, and so as they were at one moment; locks them and reads all parts in two', async () => {
      const id = await makeBadge();
      await run(async (unit) => (await unit.one(badgeMap, id)).stamp('first'));
      const ofTwoParts = { ...badgeMap, children: { again: badgeMap.children!.stamps!, ...badgeMap.children } };
      const all = vi.spyOn(reader, 'all');
      const [seen] = await asSystem(() => heart.get(UnitOfWork).peek(ofTwoParts, [id]));
      expect([all.mock.calls.length, seen!.state().root.version, seen!.stamps, seen!.state()]).toEqual([1, 2, 1, expect.objectContaining({ again: seen!.state().stamps })]);
      all.mockClear();
      const stamps = await run(async (unit) => (await unit.one(ofTwoParts, id)).stamps);
      expect([stamps, all.mock.calls.map(([query]) => query.text.match(/FROM (staff|grants)/g))]).toEqual([1, [['FROM staff'], ['FROM grants', 'FROM grants']]]);
      all.mockRestore();
    });

    it('hands out one instance when the same record is loaded twice', async () => {
      const id = await makeBadge();
      const same = await run<boolean>(async (unit) => {
        const first = await unit.one(badgeMap, id);
        const [again, twice] = await unit.load(badgeMap, [id, id]);
        return first === again && again === twice;
      });
      expect(same).toBe(true);
    });

    it('writes, changes and removes child rows, and tells the trail', async () => {
      const id = await makeBadge();
      await run(async (unit) => (await unit.one(badgeMap, id)).stamp('one'));
      await run(async (unit) => (await unit.one(badgeMap, id)).removeStamps());
      expect(await reader.all(sql`SELECT id FROM grants WHERE staff_id = ${id}`)).toEqual([]);
      const last = await reader.one<{ diff: Buffer }>(sql`SELECT diff AS diff FROM audit_entries WHERE record_id = ${id} ORDER BY version DESC ${sql`LIMIT 1`}`);
      expect(Object.values(decodeDiff(last!.diff).stamps!)[0]!.role).toEqual(['one', null]);
    });

    it('runs reactions in the same transaction and waits for them', async () => {
      const id = await makeBadge();
      await run(async (unit) => (await unit.one(badgeMap, id)).stamp('seen'));
      expect(await badge(id)).toEqual({ version: 2, name: `b-${id}+seen` });
    });

    it('leaves nothing behind when a reaction fails', async () => {
      const id = await makeBadge();
      const acts = await countActs();
      await expect(run(async (unit) => (await unit.one(badgeMap, id)).stamp('forbidden'))).rejects.toThrow('This stamp may not be used.');
      expect(await badge(id)).toEqual({ version: 1, name: `b-${id}` });
      expect(await countActs()).toBe(acts);
      expect(await reader.all(sql`SELECT id FROM grants WHERE staff_id = ${id}`)).toEqual([]);
    });

    it('refuses a command inside a command, and joins one by within', async () => {
      const [outer, inner] = [await makeBadge(), newId()];
      await expect(run(async () => commands.execute(new MakeBadge(inner, 'x')))).rejects.toThrow('already running');
      await run(async (unit, within) => {
        await unit.one(badgeMap, outer);
        await within.within(new MakeBadge(inner, `b-${inner}`));
      });
      const acts = await reader.all<{ actId: string }>(sql`SELECT act_id AS actId FROM audit_entries WHERE (record_id = ${outer} AND version = 2) OR record_id = ${inner}`);
      expect(new Set(acts.map(({ actId }) => actId)).size).toBe(1);
      expect(acts).toHaveLength(2);
      await expect(commands.within(new MakeBadge(inner, 'x'))).rejects.toThrow('No command is running');
    });

    it('says whose name is taken in the words of the aggregate', async () => {
      const id = await makeBadge();
      await expect(asSystem(() => commands.execute(new MakeBadge(newId(), `b-${id}`)))).rejects.toThrow('That name is taken; choose another.');
    });

    it('needs an actor: there is no default user', async () => {
      expect(() => currentActor()).toThrow('Nobody is acting');
      await expect(commands.execute(new MakeBadge(newId(), 'nobody'))).rejects.toThrow('Nobody is acting');
    });
  });

  describe('a branch that was forgotten', () => {
    it('fails the command while it is still running', async () => {
      const id = await makeBadge();
      await expect(
        run(async (unit) => {
          void reader.all(sql`SELECT id FROM staff`);
          (await unit.one(badgeMap, id)).rename('never');
          void reader.all(sql`SELECT id FROM staff`).then(() => reader.all(sql`SELECT id FROM staff`)).catch(() => undefined);
        }),
      ).rejects.toThrow('still running');
      expect(await badge(id)).toMatchObject({ name: `b-${id}` });
    });

    it('is refused when it outlives its rolled-back command', async () => {
      const id = await makeBadge();
      let late: Promise<unknown> = Promise.resolve();
      const command = run(async (unit) => {
        late = new Promise((resolve) => setTimeout(resolve, 60)).then(() => unit.one(badgeMap, id));
        late.catch(() => undefined);
        throw new Error('the command fails');
      });
      await expect(command).rejects.toThrow('the command fails');
      await expect(late).rejects.toThrow('This command has ended');
    });
  });

  describe('exactly once', () => {
    it('answers ten parallel submissions of one form with one effect and one answer', async () => {
      const id = await makeBadge();
      const submission = newId();
      const stamp = (): Promise<{ stamps: number }> =>
        run(async (unit) => {
          const loaded = await unit.one(badgeMap, id);
          loaded.stamp('once');
          return { stamps: loaded.stamps };
        }, 'the same content', submission);
      const answers = await Promise.all(Array.from({ length: 10 }, stamp));
      expect(answers).toEqual(Array(10).fill({ stamps: 1 }));
      expect(await badge(id)).toMatchObject({ version: 2 });
    });

    it('refuses the same key with other content and shows both', async () => {
      const submission = newId();
      await run(async () => null, { amount: 100 }, submission);
      await expect(run(async () => null, { amount: 250 }, submission)).rejects.toThrow(/Recorded then: content \{"amount":100\}.*Sent now, and not recorded: content \{"amount":250\}/);
    });

    it('does not show one person what another sent under the key', async () => {
      const submission = newId();
      await run(async () => null, { secret: 'of the first' }, submission);
      const other = actAs(systemActor('system:other'), () => commands.execute(new DoInCommand(async () => null, {}), { submission }));
      await expect(other).rejects.toThrow('opened by somebody else');
    });

    it('a fault at any statement or at commit leaves the effect once or not at all', async () => {
      const statements = await countStatements();
      expect(statements).toBeGreaterThan(5);
      for (const fault of [deadlock, lostConnection, brokenDisk]) {
        for (let position = 1; position <= statements; position += 1) {
          for (const moment of ['before', 'after'] as const) await oneFault(position, moment, fault);
        }
      }
    });

    it('runs the whole command again after a deadlock or a lost connection, without anybody pressing again', async () => {
      const statements = await countStatements();
      for (const fault of [deadlock, lostConnection]) {
        for (let position = 1; position <= statements; position += 1) {
          const [id, runs] = [await makeBadge(), { n: 0 }];
          const undo = plantFaults(database.engine, (call) => (call.transaction === 1 && call.position === position ? { before: fault() } : undefined));
          await run(async (unit) => {
            runs.n += 1;
            const loaded = await unit.one(badgeMap, id);
            expect(loaded.stamps).toBe(0);
            loaded.stamp('once');
          }).finally(undo);
          expect([runs.n <= 2, await badge(id)]).toEqual([true, { version: 2, name: `b-${id}+once` }]);
        }
      }
    });

    it('runs again when a row was no longer as the command had read it', async () => {
      const id = await makeBadge();
      const undo = plantFaults(database.engine, (call) => (call.transaction === 1 && call.text.startsWith('UPDATE staff ') ? { rows: 0 } : undefined));
      let runs = 0;
      await run(async (unit) => void ((runs += 1), (await unit.one(badgeMap, id)).stamp('once'))).finally(undo);
      expect([runs, await badge(id)]).toEqual([2, { version: 2, name: `b-${id}+once` }]);
      expect((await reader.one<{ n: number }>(sql`SELECT COUNT(*) AS n FROM grants WHERE staff_id = ${id}`))!.n).toBe(1);
    });

    it('an error that no second try can help is not tried again', async () => {
      const [id, runs] = [await makeBadge(), { n: 0 }];
      const undo = plantFaults(database.engine, (call) => (call.kind === 'commit' ? { before: brokenDisk() } : undefined));
      await expect(run(async (unit) => void (runs.n += 1, (await unit.one(badgeMap, id)).stamp('once'))).finally(undo)).rejects.toThrow('disk I/O error');
      expect([runs.n, (await badge(id))!.version]).toEqual([1, 1]);
    });

    async function stampOnce(id: string, submission: string): Promise<unknown> {
      return run(async (unit) => (await unit.one(badgeMap, id)).stamp('once'), 'content', submission);
    }

    async function countStatements(): Promise<number> {
      const id = await makeBadge();
      let most = 0;
      const undo = plantFaults(database.engine, (call: Call) => void (most = Math.max(most, call.position)));
      await stampOnce(id, newId()).finally(undo);
      return most;
    }

    /** One fault in the first transaction; then the user presses the button again with the same key. */
    async function oneFault(position: number, moment: 'before' | 'after', fault: () => Error): Promise<void> {
      const [id, submission] = [await makeBadge(), newId()];
      const undo = plantFaults(database.engine, (call) => (call.transaction === 1 && call.position === position ? { [moment]: fault() } : undefined));
      await stampOnce(id, submission).catch(() => undefined).finally(undo);
      const before = await badge(id);
      expect([1, 2]).toContain(before!.version);
      await stampOnce(id, submission);
      expect(await badge(id)).toEqual({ version: 2, name: `b-${id}+once` });
      const entries = await reader.one<{ n: number }>(sql`SELECT COUNT(*) AS n FROM audit_entries WHERE record_id = ${id}`);
      expect(entries!.n).toBe(2);
    }
  });

  it('waits at loading for whoever holds the record, so that nothing is decided on what is about to change', async () => {
    const id = await makeBadge();
    const seen: number[] = [];
    let tell!: () => void;
    const holding = new Promise<void>((resolve) => (tell = resolve));
    const stamp = (hold: () => Promise<void>) => run(async (unit) => {
      const loaded = await unit.one(badgeMap, id);
      seen.push(loaded.stamps);
      await hold();
      loaded.stamp(`s${loaded.stamps}`);
    });
    const first = stamp(() => (tell(), new Promise((resolve) => setTimeout(resolve, 80))));
    await holding;
    await Promise.all([first, stamp(() => Promise.resolve())]);
    expect(seen).toEqual([0, 1]);
  });

  it('lets the same record be changed by thirty commands at once without losing one', async () => {
    const id = await makeBadge();
    await Promise.all(Array.from({ length: 30 }, (_, index) => run(async (unit) => (await unit.one(badgeMap, id)).stamp(`s${index}`))));
    expect(await badge(id)).toMatchObject({ version: 31 });
    const stamps = await reader.one<{ n: number }>(sql`SELECT COUNT(*) AS n FROM grants WHERE staff_id = ${id}`);
    expect(stamps!.n).toBe(30);
  });
});
