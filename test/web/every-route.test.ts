import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../../src/app.module.js';
import { actAs, systemActor } from '../../src/platform/actor.js';
import { Commands } from '../../src/platform/commands.js';
import type { Config } from '../../src/platform/config.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { JsonLog } from '../../src/platform/json-log.js';
import { bootWeb } from '../../src/platform/web/boot.js';
import { FormTokens } from '../../src/platform/web/form-tokens.js';
import { routesOf, type Route } from '../../src/platform/web/route-list.js';
import { AddStaff, ROLES, staffActor, type Role } from '../../src/staff/index.js';
import { openClinic, type Clinic } from '../support/clinic.js';
import { eachEngine } from '../support/database.js';

const PASSWORD = 'a long enough sentence';

eachEngine((engine) => {
  describe('every route of the product', () => {
    let app: NestFastifyApplication;
    let clinic: Clinic;
    let routes: Route[];
    const faults: unknown[] = [];
    const people = new Map<Role, { id: string; cookie: string }>();

    beforeAll(async () => {
      app = await bootProduct(await engine.config());
      app.get(JsonLog).write = (line) => void (line.includes('"level":"error"') && faults.push(JSON.parse(line)));
      routes = routesOf(app.get(DiscoveryService, { strict: false }), app.get(MetadataScanner, { strict: false }), app.get(Reflector, { strict: false }));
      const run = <T>(command: object): Promise<T> => actAs(systemActor('system:test'), () => app.get(Commands).execute<T>(command));
      clinic = await openClinic(run);
      for (const role of Object.keys(ROLES) as Role[]) {
        const { staffId } = await run<{ staffId: string }>(new AddStaff({ userName: role, displayName: `The ${role}`, password: PASSWORD, grants: [{ role, locationId: clinic.maple }] }));
        people.set(role, { id: staffId, cookie: await signIn(app, role) });
      }
    }, 180_000);
    afterAll(async () => {
      const database = app.get(Database);
      await app.close();
      await database.close();
    });

    const ask = ({ verb, path }: Route, who?: { id: string; cookie: string }) =>
      app.inject({
        method: verb as 'GET',
        url: path.replace(/:\w+/g, () => newId()),
        headers: { host: 'clinic.test', ...(who ? { cookie: who.cookie } : {}), ...(verb === 'GET' ? {} : { 'content-type': 'application/x-www-form-urlencoded' }) },
        ...(verb === 'GET' ? {} : { payload: `_token=${who ? app.get(FormTokens).issue(who.id) : ''}` }),
      });

    test('there are routes', () => expect(routes.length).toBeGreaterThan(40));

    test('nobody comes in without signing in, but to the few open ones', async () => {
      for (const route of routes.filter(({ isPublic }) => !isPublic)) {
        expect([route.path, (await ask(route)).statusCode]).toEqual([route.path, route.verb === 'GET' ? 303 : 401]);
      }
      expect([...new Set(routes.filter(({ isPublic }) => isPublic).map(({ path }) => path))].sort()).toEqual(['/healthz', '/sign-in', '/sign-in-again']);
    });

    test('when a session has ended, htmx gets the dialog that signs in again over the form; then the same press goes through', async () => {
      const { id } = people.get('billing-clerk')!;
      const press = { _token: app.get(FormTokens).issue(id), submission: newId(), name: 'Northgate', kind: 'insurer' };
      const send = (url: string, fields: Record<string, string>, cookie: string) =>
        app.inject({ method: 'POST', url, headers: { host: 'clinic.test', 'hx-request': 'true', 'content-type': 'application/x-www-form-urlencoded', cookie }, payload: new URLSearchParams(fields).toString() });
      const refused = await send('/insurers', press, 'ledgerline=ended');
      expect([refused.statusCode, refused.headers['hx-retarget'], refused.headers['hx-reswap']]).toEqual([401, '#dialog', 'outerHTML']);
      expect(refused.body).toContain('action="/sign-in-again"');
      const again = await send('/sign-in-again', { userName: 'billing-clerk', password: PASSWORD }, '');
      expect(again.body.trim()).toBe('<div id="dialog">\n</div>');
      const accepted = await send('/insurers', press, String(again.headers['set-cookie']).split(';')[0]!);
      expect([accepted.statusCode, String(accepted.headers['hx-redirect'])]).toEqual([200, expect.stringMatching(/^\/insurers\//)]);
    });

    test.each(Object.keys(ROLES) as Role[])('a %s comes in exactly where the table of rights says', async (role) => {
      const who = people.get(role)!;
      const actor = staffActor({ id: who.id, name: role, grants: [{ role, locationId: clinic.maple }] });
      const isOwnSession = ({ path }: Route): boolean => path === '/sign-out';
      for (const route of routes.filter((each) => !each.isPublic && !isOwnSession(each))) {
        const { statusCode, body } = await ask(route, who);
        const isAllowed = actor.can(route.needs!, clinic.maple);
        const what = `${route.verb} ${route.path} → ${statusCode}`;
        if (isAllowed) expect([what, [200, 303, 404, 409, 422].includes(statusCode) || (statusCode === 403 && body.includes('at this location'))]).toEqual([what, true]);
        else expect([what, statusCode]).toEqual([what, 403]);
      }
      expect(faults).toEqual([]);
    }, 180_000);
  });
});

/** The whole product as main.ts boots it, on a database of its own. */
async function bootProduct(config: Config): Promise<NestFastifyApplication> {
  const before = { ...process.env };
  process.env.DATA_DIR = config.dataDir;
  if (config.databaseUrl === undefined) delete process.env.DATABASE_URL;
  else process.env.DATABASE_URL = config.databaseUrl;
  try {
    return await bootWeb(AppModule);
  } finally {
    process.env = before;
  }
}

async function signIn(app: NestFastifyApplication, userName: string): Promise<string> {
  const payload = new URLSearchParams({ userName, password: PASSWORD }).toString();
  const { headers } = await app.inject({ method: 'POST', url: '/sign-in', headers: { host: 'clinic.test', 'content-type': 'application/x-www-form-urlencoded' }, payload });
  return String(headers['set-cookie']).split(';')[0]!;
}
