import { AddSeries, CloseDay, Days, DaysAhead, OpenDays } from '../../src/calendar/index.js';
import { actAs, systemActor } from '../../src/platform/actor.js';
import { sql } from '../../src/platform/database/sql.js';
import { newId } from '../../src/platform/ids.js';
import { staffActor, type Role } from '../../src/staff/index.js';
import { addDays } from '../../src/shared/calendar-date.js';
import { NOON, openCalendar, PostSomething, type CalendarHouse } from '../support/calendar.js';
import { eachEngine } from '../support/database.js';
import { outside } from '../support/outside.js';

const TODAY = '2026-11-25';
const DAY_MS = 86_400_000;

eachEngine((engine) => {
  let house: CalendarHouse;
  let maple: string;
  let code: string;
  let count = 0;

  beforeAll(async () => {
    house = await openCalendar(await engine.config());
  });
  beforeEach(async () => {
    house.clock.at = NOON;
    count += 1;
    code = `M${count}`;
    maple = await house.location(code);
  });
  afterEach(() => expect(house.database.engine.inUse()).toBe(0));
  afterAll(() => house.close());

  const auckland = () => house.location(`A${count}`, 'Pacific/Auckland');

  const somebody = (role: Role, locationId = maple) => staffActor({ id: newId(), name: 'Bea', grants: [{ role, locationId }] });
  const post = (fields: Partial<PostSomething> = {}) => house.run<{ date: string; number: string }>(new PostSomething({ locationId: maple, ...fields }));
  const openDays = (from: string) => house.run(new OpenDays({ locationId: maple, from, through: TODAY }));
  const countOf = async (query: ReturnType<typeof sql>): Promise<number> => (await house.reader.one<{ n: number }>(query))!.n;

  test('a new location has its days and its invoice numbers in the same act', async () => {
    const days = await countOf(sql`SELECT COUNT(*) AS n FROM days WHERE location_id = ${maple} AND state = 'open'`);
    expect(days).toBe(61);
    expect((await post({ isNumbered: true })).number).toBe(`${code}-10001`);
    const acts = await countOf(sql`SELECT COUNT(*) AS n FROM audit_acts WHERE command IN ('open-days', 'add-series')`);
    expect(acts).toBe(0);
  });

  test('opening days again leaves alone what is there', async () => {
    await openDays('2026-11-20');
    await house.run(new CloseDay({ locationId: maple, day: '2026-11-20' }));
    expect(await house.run(new OpenDays({ locationId: maple, from: '2026-11-18', through: '2026-11-21' }))).toEqual({ opened: 2 });
    await expect(post({ postingDate: '2026-11-20' })).rejects.toMatchObject({ code: 'closed-day' });
  });

  test('the days run backwards are refused', async () => {
    await expect(house.run(new OpenDays({ locationId: maple, from: TODAY, through: '2026-11-20' }))).rejects.toMatchObject({ code: 'days-out-of-order' });
  });

  test('today is the day of the location, not of the server', async () => {
    const there = await auckland();
    house.clock.at = Date.UTC(2026, 10, 25, 23);
    const days = house.module.get(Days);
    expect([await days.today(maple), await days.today(there)]).toEqual(['2026-11-25', '2026-11-26']);
    house.clock.at = Date.UTC(2026, 10, 26, 3);
    expect([await days.today(maple), await days.today(there)]).toEqual(['2026-11-25', '2026-11-26']);
  });

  describe('closing a day', () => {
    test('moves the accounting day to the next one, and nothing is posted on it any more', async () => {
      expect((await post()).date).toBe(TODAY);
      expect(await house.run(new CloseDay({ locationId: maple }))).toEqual({ closed: [TODAY], earlierOpen: [] });
      expect((await post()).date).toBe('2026-11-26');
      await expect(post({ postingDate: TODAY })).rejects.toMatchObject({ code: 'closed-day', sentence: expect.stringContaining('Use Nov 26, 2026') as string });
      expect((await post({ postingDate: '2026-11-26' })).date).toBe('2026-11-26');
    });

    test('twice is refused', async () => {
      await house.run(new CloseDay({ locationId: maple, day: TODAY }));
      await expect(house.run(new CloseDay({ locationId: maple, day: TODAY }))).rejects.toMatchObject({ code: 'day-already-closed' });
    });

    test('of tomorrow is refused, and of a day that is not in the books', async () => {
      await expect(house.run(new CloseDay({ locationId: maple, day: '2026-11-26' }))).rejects.toMatchObject({ code: 'day-to-come' });
      await expect(house.run(new CloseDay({ locationId: maple, day: '2020-01-02' }))).rejects.toMatchObject({ code: 'day-not-open' });
    });

    test('lists earlier days that are still open, or closes them with it', async () => {
      await openDays('2026-11-23');
      expect(await house.run(new CloseDay({ locationId: maple, day: '2026-11-24' }))).toEqual({ closed: ['2026-11-24'], earlierOpen: ['2026-11-23'] });
      expect((await post({ postingDate: '2026-11-23' })).date).toBe('2026-11-23');
      expect(await house.run(new CloseDay({ locationId: maple, andEarlier: true }))).toEqual({ closed: ['2026-11-23', TODAY], earlierOpen: [] });
      await expect(post({ postingDate: '2026-11-23' })).rejects.toMatchObject({ code: 'closed-day' });
    });

    test('at one location leaves the other open', async () => {
      const riverside = await house.location(`R${count}`);
      await house.run(new CloseDay({ locationId: maple }));
      expect(await house.run(new PostSomething({ locationId: riverside }))).toMatchObject({ date: TODAY });
    });

    test('is the right of a clerk at the location, not of the front desk and not elsewhere', async () => {
      await expect(house.run(new CloseDay({ locationId: maple }), somebody('front-desk'))).rejects.toMatchObject({ code: 'forbidden' });
      await expect(house.run(new CloseDay({ locationId: maple }), somebody('billing-clerk', await auckland()))).rejects.toMatchObject({ code: 'not-found' });
      await expect(house.run(new CloseDay({ locationId: maple }), somebody('billing-clerk'))).resolves.toMatchObject({ closed: [TODAY] });
    });

    test('waits for a posting that relies on the day, and the next posting goes to the next day', async () => {
      const order: string[] = [];
      let closing: Promise<unknown> = Promise.resolve();
      house.whilePosting(async () => {
        // Started outside the running command, as another clerk's request would be.
        closing = outside(() => house.run(new CloseDay({ locationId: maple }))).then(() => order.push('closed'));
        await new Promise((resolve) => setTimeout(resolve, 150));
        order.push('posted');
      });
      expect((await post()).date).toBe(TODAY);
      await closing;
      expect(order).toEqual(['posted', 'closed']);
      expect((await post()).date).toBe('2026-11-26');
    });

    test('a refused posting on a closed day is on record', async () => {
      await house.run(new CloseDay({ locationId: maple }));
      await expect(post({ postingDate: TODAY })).rejects.toMatchObject({ code: 'closed-day' });
      expect(await countOf(sql`SELECT COUNT(*) AS n FROM audit_acts 
        WHERE outcome = 'refused' AND command = 'post-something' AND id IN (SELECT act_id FROM audit_act_locations WHERE location_id = ${maple})`)).toBe(1);
    });
  });

  describe('dating back', () => {
    test('is a clerk’s right within open days', async () => {
      await openDays('2026-11-20');
      const back = new PostSomething({ locationId: maple, postingDate: '2026-11-20' });
      expect(await house.run(back, somebody('billing-clerk'))).toMatchObject({ date: '2026-11-20' });
      await expect(house.run(back, somebody('front-desk'))).rejects.toMatchObject({ code: 'forbidden', sentence: expect.stringContaining('Leave the posting date empty') as string });
      expect(await house.run(new PostSomething({ locationId: maple, postingDate: TODAY }), somebody('front-desk'))).toMatchObject({ date: TODAY });
    });

    test('stops at the last entry of what is touched, and at the first day of the books', async () => {
      await openDays('2026-11-20');
      await expect(post({ postingDate: '2026-11-20', notBefore: ['2026-11-22'] })).rejects.toMatchObject({ code: 'posting-date-before-last-entry', sentence: expect.stringContaining('Nov 22, 2026') as string });
      await expect(post({ postingDate: '2026-11-19' })).rejects.toMatchObject({ code: 'day-not-open' });
      await expect(post({ postingDate: '2026-11-26' })).rejects.toMatchObject({ code: 'posting-date-in-future' });
    });
  });

  describe('invoice numbers', () => {
    test('have no gaps and no repeats under 20 clerks at once, some of whom fail', async () => {
      const outcomes = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => post({ isNumbered: true, fails: index % 4 === 3 })));
      const numbers = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value.number] : []));
      expect(numbers.sort()).toEqual(Array.from({ length: 15 }, (_, index) => `${code}-${10_001 + index}`));
      expect((await post({ isNumbered: true })).number).toBe(`${code}-10016`);
    });

    test('of two locations count on their own', async () => {
      await post({ isNumbered: true });
      const riverside = await house.location(`R${count}`);
      expect(await house.run(new PostSomething({ locationId: riverside, isNumbered: true }))).toMatchObject({ number: `R${count}-10001` });
    });

    test('are set up once: asking again changes nothing, another first number is refused', async () => {
      const first = await house.run(new AddSeries({ locationId: maple, kind: 'invoice' }));
      expect(await house.run(new AddSeries({ locationId: maple, kind: 'invoice' }))).toEqual(first);
      await expect(house.run(new AddSeries({ locationId: maple, kind: 'invoice', firstNumber: 1 }))).rejects.toMatchObject({ code: 'series-exists' });
    });
  });

  test('a posting looks at its day and its month in one statement, and at its zone in another until that is settled', async () => {
    await post();
    const before = house.database.reads;
    await actAs(systemActor('system:test'), () => house.module.get(Days).postingDate(maple, undefined, []));
    expect(house.database.reads - before).toBe(2);
  });

  test('days are kept open ahead in one act for all locations, and only when they run short', async () => {
    const acts = () => countOf(sql`SELECT COUNT(*) AS n FROM audit_acts WHERE command = 'open-days-ahead'`);
    const ahead = house.module.get(DaysAhead);
    await ahead.ensure();
    expect(await acts()).toBe(0);
    house.clock.at = NOON + 40 * DAY_MS;
    await ahead.ensure();
    await ahead.ensure();
    expect(await acts()).toBe(1);
    const last = await house.reader.all<{ day: string }>(sql`SELECT MAX(day) AS day FROM days GROUP BY location_id`);
    expect(last.length).toBeGreaterThan(1);
    for (const { day } of last) expect([addDays(TODAY, 100), addDays(TODAY, 101)]).toContain(day);
  });
});
