import { CloseDay, ClosePeriod, DaysAhead, OpenDays, ReopenDay, ReopenPeriod, SoftClosePeriod } from '../../src/calendar/index.js';
import { sql } from '../../src/platform/database/sql.js';
import { newId } from '../../src/platform/ids.js';
import { staffActor, type Role } from '../../src/staff/index.js';
import { NOON, openCalendar, PostSomething, type CalendarHouse } from '../support/calendar.js';
import { eachEngine } from '../support/database.js';
import { outside } from '../support/outside.js';
import { unprotectedConnection } from '../support/raw-connection.js';

const IN_OCTOBER = '2026-10-30';
const OCTOBER = '2026-10';

eachEngine((engine) => {
  describe('posting periods', () => {
    let house: CalendarHouse;
    let config: Awaited<ReturnType<typeof engine.config>>;
    let maple: string;
    let count = 0;

    beforeAll(async () => {
      config = await engine.config();
      house = await openCalendar(config);
    });
    beforeEach(async () => {
      house.clock.at = NOON;
      maple = await house.location(`M${(count += 1)}`);
      await house.run(new OpenDays({ locationId: maple, from: '2026-10-29', through: '2026-11-25' }));
    });
    afterEach(() => expect(house.database.engine.inUse()).toBe(0));
    afterAll(() => house.close());

    const somebody = (role: Role) => staffActor({ id: newId(), name: 'Bea', grants: [{ role, locationId: maple }] });
    const post = (fields: Partial<PostSomething> = {}, role: Role = 'billing-clerk') =>
      house.run<{ date: string }>(new PostSomething({ locationId: maple, postingDate: IN_OCTOBER, ...fields }), somebody(role));
    const month = (fields = {}) => ({ locationId: maple, month: OCTOBER, ...fields });
    const softClose = () => house.run(new SoftClosePeriod(month()), somebody('finance-manager'));
    const close = (fields = {}) => house.run(new ClosePeriod(month(fields)), somebody('finance-manager'));
    const stateOf = async (which = OCTOBER): Promise<string> =>
      (await house.reader.one<{ state: string }>(sql`SELECT state AS state FROM periods WHERE location_id = ${maple} AND month = ${which}`))!.state;

    test('the days of a location have their months with them', async () => {
      const rows = await house.reader.all<{ month: string; state: string }>(sql`SELECT month AS month, state AS state FROM periods WHERE location_id = ${maple} ORDER BY month`);
      expect(rows.map((row) => row.month)).toEqual(['2026-10', '2026-11', '2026-12', '2027-01']);
      expect(new Set(rows.map((row) => row.state))).toEqual(new Set(['open']));
    });

    test('into a soft closed month only a supervisor posts, with a reason', async () => {
      expect((await post()).date).toBe(IN_OCTOBER);
      await softClose();
      await expect(post()).rejects.toMatchObject({ code: 'forbidden', sentence: expect.stringContaining('October 2026 is soft closed') as string });
      await expect(post({ reason: 'Late invoice' })).rejects.toMatchObject({ code: 'forbidden' });
      await expect(post({}, 'billing-supervisor')).rejects.toMatchObject({ code: 'soft-closed-needs-reason', fields: ['reason'] });
      await expect(post({ reason: '  ' }, 'billing-supervisor')).rejects.toMatchObject({ code: 'soft-closed-needs-reason' });
      expect((await post({ reason: 'Late invoice of the lab' }, 'billing-supervisor')).date).toBe(IN_OCTOBER);
      const act = await house.reader.one<{ reason: string }>(sql`SELECT reason AS reason FROM audit_acts WHERE command = 'post-something' AND outcome = 'done' ORDER BY id DESC LIMIT 1`);
      expect(act!.reason).toBe('Late invoice of the lab');
      expect((await post({ postingDate: undefined })).date).toBe('2026-11-25');
    });

    test('a refusal for a soft closed month is on record', async () => {
      await softClose();
      await expect(post()).rejects.toMatchObject({ code: 'forbidden' });
      const acts = await house.reader.one<{ n: number }>(sql`SELECT COUNT(*) AS n FROM audit_acts
        WHERE outcome = 'refused' AND refusal LIKE 'October 2026%' AND id IN (SELECT act_id FROM audit_act_locations WHERE location_id = ${maple})`);
      expect(acts!.n).toBe(1);
    });

    test('closing wants all days closed, or closes them; after it nobody posts, whatever the reason', async () => {
      await expect(close()).rejects.toMatchObject({ code: 'period-has-open-days', sentence: expect.stringContaining('Oct 29, 2026; Oct 30, 2026; Oct 31, 2026') as string });
      expect(await close({ andDays: true })).toEqual({ month: OCTOBER, closedDays: ['2026-10-29', '2026-10-30', '2026-10-31'] });
      await expect(post({ reason: 'Please' }, 'billing-supervisor')).rejects.toMatchObject({ code: 'closed-day' });
      await expect(close()).rejects.toMatchObject({ code: 'period-is-closed' });
      await expect(softClose()).rejects.toMatchObject({ code: 'period-is-closed' });
    });

    test('a month is closed after it has ended, and after the months before it', async () => {
      const november = { month: '2026-11' };
      await expect(house.run(new SoftClosePeriod(month(november)))).rejects.toMatchObject({ code: 'period-to-come' });
      await expect(close(november)).rejects.toMatchObject({ code: 'earlier-period-open', sentence: 'October 2026 is not closed yet. Close it before November 2026.' });
      house.clock.at = Date.UTC(2026, 10, 30, 15);
      await expect(house.run(new SoftClosePeriod(month(november)))).rejects.toMatchObject({ code: 'period-to-come' });
      await house.run(new CloseDay({ locationId: maple, day: '2026-11-30' }));
      await house.run(new SoftClosePeriod(month(november)));
      expect((await post({ postingDate: undefined })).date).toBe('2026-12-01');
      await expect(house.run(new SoftClosePeriod(month({ month: '2020-01' })))).rejects.toMatchObject({ code: 'period-unknown' });
    });

    test('finance opens a soft closed month again, with a reason; a closed one stays closed', async () => {
      await expect(house.run(new ReopenPeriod(month({ reason: 'x' })))).rejects.toMatchObject({ code: 'period-is-open' });
      await softClose();
      await expect(softClose()).rejects.toMatchObject({ code: 'period-is-soft-closed' });
      await expect(house.run(new ReopenPeriod(month()))).rejects.toMatchObject({ code: 'text-missing' });
      await expect(house.run(new ReopenPeriod(month({ reason: 'Lab came late' })), somebody('billing-supervisor'))).rejects.toMatchObject({ code: 'forbidden' });
      await house.run(new ReopenPeriod(month({ reason: 'Lab came late' })), somebody('finance-manager'));
      expect((await post()).date).toBe(IN_OCTOBER);
      await close({ andDays: true });
      await expect(house.run(new ReopenPeriod(month({ reason: 'Again' })))).rejects.toMatchObject({ code: 'period-is-closed', sentence: expect.stringContaining('second person') as string });
    });

    test('finance opens a closed day again, with a reason, unless its month is closed', async () => {
      await house.run(new CloseDay({ locationId: maple, day: IN_OCTOBER }));
      const reopen = (fields = {}, role: Role = 'finance-manager') => house.run(new ReopenDay({ locationId: maple, day: IN_OCTOBER, reason: 'Check found in the drawer', ...fields }), somebody(role));
      await expect(reopen({}, 'billing-supervisor')).rejects.toMatchObject({ code: 'forbidden' });
      await expect(reopen({ reason: ' ' })).rejects.toMatchObject({ code: 'text-missing' });
      await reopen();
      expect((await post()).date).toBe(IN_OCTOBER);
      await expect(reopen()).rejects.toMatchObject({ code: 'day-is-open' });
      const act = await house.reader.one<{ reason: string }>(sql`SELECT reason AS reason FROM audit_acts WHERE command = 'reopen-day' AND outcome = 'done' ORDER BY id DESC LIMIT 1`);
      expect(act!.reason).toBe('Check found in the drawer');
      await close({ andDays: true });
      await expect(reopen()).rejects.toMatchObject({ code: 'period-is-closed' });
    });

    test('soft closing waits for a posting that relies on the month, and the next posting is refused', async () => {
      const order: string[] = [];
      let closing: Promise<unknown> = Promise.resolve();
      house.whilePosting(async () => {
        closing = outside(softClose).then(() => order.push('soft closed'));
        await new Promise((resolve) => setTimeout(resolve, 150));
        order.push('posted');
      });
      expect((await post()).date).toBe(IN_OCTOBER);
      await closing;
      expect(order).toEqual(['posted', 'soft closed']);
      await expect(post()).rejects.toMatchObject({ code: 'forbidden' });
    });

    test('of ten postings and a closing at once, those before it stand and those after are refused; nothing is posted after it', async () => {
      const done: string[] = [];
      const postings = Array.from({ length: 10 }, () => post().then(() => done.push('posted'), (error: { code: string }) => done.push(error.code)));
      const closing = close({ andDays: true }).then(() => done.push('closed'));
      await Promise.all([...postings, closing]);
      expect(done.filter((what) => !['posted', 'closed', 'closed-day'].includes(what))).toEqual([]);
      expect(await stateOf()).toBe('closed');
      await expect(post()).rejects.toMatchObject({ code: 'closed-day' });
    });

    test('a database of an earlier version gets its months at the start, once', async () => {
      const hands = await unprotectedConnection(config);
      await hands.run(`DELETE FROM periods WHERE location_id = '${maple}'`);
      await hands.close();
      expect((await post()).date).toBe(IN_OCTOBER);
      await house.module.get(DaysAhead).ensure();
      const months = await house.reader.all<{ month: string }>(sql`SELECT month AS month FROM periods WHERE location_id = ${maple} ORDER BY month`);
      expect(months.map((row) => row.month)).toEqual(['2026-10', '2026-11', '2026-12', '2027-01']);
      await house.module.get(DaysAhead).ensure();
      const acts = await house.reader.one<{ n: number }>(sql`SELECT COUNT(*) AS n FROM audit_acts WHERE command = 'open-days-ahead'`);
      expect(acts!.n).toBe(1);
    });
  });
});
