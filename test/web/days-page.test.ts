import { CloseDay, OpenDays } from '../../src/calendar/index.js';
import { RecordPatientPayment } from '../../src/payments/index.js';
import { addDays, formatDate } from '../../src/shared/calendar-date.js';
import { clinicWeb, type ClinicWeb } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';
import { words } from '../support/pages.js';
import { person } from '../support/payment-clinic.js';

eachEngine((engine) => {
  describe('the page of days and months', () => {
    let web: ClinicWeb;
    let clerk: string;
    let finance: string;
    let today: string;
    let longAgo: string;
    const maple = () => web.clinic.maple;

    beforeAll(async () => {
      web = await clinicWeb(await engine.config());
      today = web.clinic.today;
      longAgo = addDays(today, -70).slice(0, 7);
      const places = [{ id: maple(), name: 'Maple Street' }, { id: web.clinic.riverside, name: 'Riverside' }];
      clerk = web.signIn(person('dana', ['ledger.read', 'day.close'], [maple()]), places.slice(0, 1));
      finance = web.signIn(person('irene', ['ledger.read', 'day.close', 'period.close'], [maple(), web.clinic.riverside]), places);
      await web.run(new OpenDays({ locationId: maple(), from: `${longAgo}-01`, through: addDays(today, -31) }));
      await web.run(new RecordPatientPayment({ locationId: maple(), guarantorId: await web.clinic.patient(), method: 'card', amountCents: 2_500, rows: [], remainderKind: 'credit', postingDate: addDays(today, -2) }));
    });
    afterAll(() => web.close());

    const page = async (query = '', who = clerk): Promise<string> => words((await web.get(who, `/days${query}`)).body);

    it('lists the days of a month with their state and the money received, and the months', async () => {
      const month = addDays(today, -2).slice(0, 7);
      const text = await page(`?month=${month}`);
      expect(text).toMatch(new RegExp(`${formatDate(addDays(today, -2))} Open 1 25.00 Close`));
      expect(text).toContain('open days');
      expect((await web.get(clerk, '/days')).reads).toBeLessThanOrEqual(6);
      expect(await page('?month=2001-01')).toContain('No day of this month is in the books yet.');
    });

    it('closing a day says what stands in the way and what is worth a look, then closes it', async () => {
      const day = addDays(today, -2);
      const text = await page(`?day=${day}`);
      expect(text).toMatch(/earlier days are still open, the first of them/);
      expect(text).toContain('1 payment of the day has money to allocate : 25.00.');
      expect(text).toContain('No draft waits to be finalized.');
      const answer = await web.post(clerk, '/days/closing', { locationId: maple(), day });
      expect(answer.status).toBe(303);
      expect(await page(`?month=${day.slice(0, 7)}`)).toMatch(new RegExp(`${formatDate(day)} Closed`));
      expect(await page(`?day=${day}`)).toContain('A finance manager opens a closed day again, with a reason.');
      const again = await web.post(clerk, '/days/closing', { locationId: maple(), day });
      expect([again.status, words(again.body).includes('is already closed at this location')]).toEqual([422, true]);
      expect((await web.post(clerk, '/days/reopening', { locationId: maple(), day, reason: 'x' })).status).toBe(403);
    });

    it('finance opens it again with a reason; the page says that a second person comes later', async () => {
      const day = addDays(today, -2);
      expect(await page(`?day=${day}`, finance)).toContain('A second person will confirm this once there are second persons.');
      const blank = await web.post(finance, '/days/reopening', { locationId: maple(), day, reason: ' ' });
      expect([blank.status, words(blank.body).includes('The reason is missing')]).toEqual([422, true]);
      expect((await web.post(finance, '/days/reopening', { locationId: maple(), day, reason: 'A check was in the drawer' })).status).toBe(303);
      expect(await page(`?month=${day.slice(0, 7)}`)).toMatch(new RegExp(`${formatDate(day)} Open`));
    });

    it('finance soft closes a month, opens it again, and closes it with its days', async () => {
      const month = { locationId: maple(), month: longAgo };
      expect((await web.post(clerk, '/days/months/soft-closing', month)).status).toBe(403);
      expect((await web.post(finance, '/days/months/soft-closing', month)).status).toBe(303);
      expect(await page('', finance)).toContain('Soft closed');
      expect((await web.post(finance, '/days/months/reopening', { ...month, reason: 'Lab came late' })).status).toBe(303);
      const refused = await web.post(finance, '/days/months/closing', month);
      expect([refused.status, words(refused.body).includes('still has open days')]).toEqual([422, true]);
      expect((await web.post(finance, '/days/months/closing', { ...month, andDays: 'true' })).status).toBe(303);
      const text = await page(`?month=${longAgo}`, finance);
      expect(text).toMatch(/Closed all days closed/);
      expect(text).not.toContain('Open again: ');
    });

    it('another location’s days look missing', async () => {
      const foreign = await web.get(clerk, `/days?location=${web.clinic.riverside}`);
      expect(foreign.status).toBe(404);
      expect((await web.get(finance, `/days?location=${web.clinic.riverside}`)).status).toBe(200);
      expect((await web.post(clerk, '/days/closing', { locationId: web.clinic.riverside, day: today })).status).toBe(404);
      await web.run(new CloseDay({ locationId: web.clinic.riverside, day: today }));
    });
  });
});
