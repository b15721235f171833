import { newId } from '../../src/platform/ids.js';
import { Reader } from '../../src/platform/database/reader.js';
import { sql } from '../../src/platform/database/sql.js';
import { staffActor } from '../../src/staff/index.js';
import { Cable } from '../support/cable.js';
import { clinicWeb, type ClinicWeb } from '../support/clinic-web.js';
import { hasMariadb, newDatabase } from '../support/database.js';

const SAFE = 'Press the button again: it is safe, the payment is recorded at most once.';

(hasMariadb ? describe : describe.skip)('when the database goes away', () => {
  let web: ClinicWeb;
  let cable: Cable;
  let drop: () => Promise<void>;
  let bea: string;

  beforeAll(async () => {
    const made = await newDatabase('mysql');
    drop = made.drop;
    cable = await Cable.to(made.config.databaseUrl!);
    web = await clinicWeb({ ...made.config, databaseUrl: cable.through(made.config.databaseUrl!) });
    bea = web.signIn(staffActor({ id: newId(), name: 'Bea Lund', grants: [{ role: 'billing-clerk', locationId: web.clinic.maple }] }), [{ id: web.clinic.maple, name: 'Maple Street' }]);
  }, 180_000);
  afterAll(async () => {
    await web.close();
    cable.cut();
    await drop();
  });

  const add = (name: string, submission: string) => web.post(bea, '/insurers', { submission, name, kind: 'insurer' }, { 'hx-request': 'true' });
  const named = async (name: string): Promise<number> => (await web.app.get(Reader).all(sql`SELECT id AS id FROM payers WHERE name = ${name}`)).length;

  test('a page says so, health names it, and both work again afterwards', async () => {
    cable.cut();
    const page = await web.get(bea, '/insurers');
    expect([page.status, page.body.includes('The database did not answer. Load the page again in a moment.')]).toEqual([503, true]);
    const health = await web.get('', '/healthz');
    expect([health.status, JSON.parse(health.body)]).toMatchObject([503, { checks: { database: 'the database did not answer' } }]);
    await cable.mend();
    expect((await web.get(bea, '/insurers')).status).toBe(200);
    expect((await web.get('', '/healthz')).status).toBe(200);
  }, 120_000);

  test('a press before the answer is told that pressing again is safe, and it is', async () => {
    cable.cut();
    const key = newId();
    const lost = await add('Northgate', key);
    expect([lost.status, lost.body.includes(SAFE)]).toEqual([503, true]);
    await cable.mend();
    expect((await add('Northgate', key)).status).toBe(200);
    expect(await named('Northgate')).toBe(1);
  }, 120_000);

  test('also when the COMMIT arrived and only its answer was lost', async () => {
    const key = newId();
    cable.cutAtNextCommit();
    const lost = await add('Larchmont', key);
    expect([lost.status, lost.body.includes(SAFE)]).toEqual([503, true]);
    await cable.mend();
    expect(await named('Larchmont')).toBe(1);
    const [first, second] = [await add('Larchmont', key), await add('Larchmont', key)];
    expect([first.status, first.location]).toEqual([200, second.location]);
    expect(await named('Larchmont')).toBe(1);
  }, 120_000);
});
