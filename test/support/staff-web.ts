import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { CalendarModule } from '../../src/calendar/index.js';
import { AddLocation, LocationsModule, SetUpOrganization } from '../../src/locations/index.js';
import { actAs, systemActor, type Actor } from '../../src/platform/actor.js';
import { Clock } from '../../src/platform/clock.js';
import { Commands } from '../../src/platform/commands.js';
import type { Config } from '../../src/platform/config.js';
import { Database } from '../../src/platform/database/database.js';
import { Reader } from '../../src/platform/database/reader.js';
import { bootWeb } from '../../src/platform/web/boot.js';
import { FormTokens } from '../../src/platform/web/form-tokens.js';
import { WebModule } from '../../src/platform/web/web.module.js';
import { AddStaff, ORGANIZATION, StaffModule, type Role } from '../../src/staff/index.js';
import { Passwords } from '../../src/staff/domain/passwords.js';
import { withConfig } from './web.js';

export const PASSWORD = 'a long enough sentence';

export interface StaffAnswer {
  status: number;
  body: string;
  location: string | undefined;
  /** As the browser would send it back; empty when it was taken away. */
  cookie: string | undefined;
  setCookie: string;
}

/** The web with nothing but locations, calendar and staff: sessions are the real ones. */
export interface StaffWeb {
  app: NestFastifyApplication;
  reader: Reader;
  maple: string;
  riverside: string;
  /** Moves the clock of the whole product on. */
  pass(milliseconds: number): void;
  run<T>(command: object, as?: Actor): Promise<T>;
  person(userName: string, role: Role, locationId?: string): Promise<string>;
  get(url: string, cookie?: string, headers?: Record<string, string>): Promise<StaffAnswer>;
  post(url: string, fields: Record<string, string>, options?: { cookie?: string | undefined; as?: string; address?: string; headers?: Record<string, string> }): Promise<StaffAnswer>;
  signIn(userName: string, fields?: Record<string, string>, options?: { cookie?: string; address?: string }): Promise<StaffAnswer>;
  close(): Promise<void>;
}

export async function staffWeb(config: Config): Promise<StaffWeb> {
  class StaffWebModule {}
  const app = await bootWeb({ module: StaffWebModule, imports: [withConfig(config), WebModule, LocationsModule, StaffModule, CalendarModule] });
  const pass = movable(app.get(Clock));
  rememberPasswords(app.get(Passwords, { strict: false }));
  const run: StaffWeb['run'] = (command, as = systemActor('system:test')) => actAs(as, () => app.get(Commands).execute(command));
  const location = async (code: string, name: string): Promise<string> =>
    (await run<{ locationId: string }>(new AddLocation({ code, name, timeZone: 'America/Chicago' }))).locationId;
  await run(new SetUpOrganization({ name: 'Test Clinics', currency: 'USD' }));
  const [maple, riverside] = [await location('MS', 'Maple Street'), await location('RS', 'Riverside')];
  const inject = async (options: { method: 'GET' | 'POST'; url: string; headers: Record<string, string>; payload?: string; remoteAddress?: string }): Promise<StaffAnswer> => {
    const { statusCode, body, headers } = await app.inject({ ...options, headers: { host: 'clinic.test', ...options.headers } });
    const setCookie = [headers['set-cookie'] ?? []].flat().join('\n');
    const target = headers.location ?? headers['hx-redirect'];
    return { status: statusCode, body, location: target === undefined ? undefined : String(target), setCookie, cookie: /^([^;]+)/.exec(setCookie)?.[1] };
  };
  const post: StaffWeb['post'] = (url, fields, { cookie, as, address = '10.0.0.5', headers = {} } = {}) => {
    const payload = new URLSearchParams({ ...(as === undefined ? {} : { _token: app.get(FormTokens).issue(as) }), ...fields }).toString();
    return inject({
      method: 'POST', url, payload, remoteAddress: address,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...(cookie === undefined ? {} : { cookie }), ...headers },
    });
  };
  return {
    app, run, pass, post, maple, riverside,
    reader: app.get(Reader),
    person: async (userName, role, locationId = ORGANIZATION) =>
      (await run<{ staffId: string }>(new AddStaff({ userName, displayName: `${userName} Sample`, password: PASSWORD, grants: [{ role, locationId }] }))).staffId,
    get: (url, cookie, headers = {}) => inject({ method: 'GET', url, headers: { ...(cookie === undefined ? {} : { cookie }), ...headers } }),
    signIn: (userName, fields = {}, options = {}) => post('/sign-in', { userName, password: PASSWORD, ...fields }, options),
    async close() {
      const database = app.get(Database);
      await app.close();
      await database.close();
    },
  };
}

/** @returns moves this clock on */
function movable(clock: Clock): (milliseconds: number) => void {
  let ahead = 0;
  const epochMs = clock.epochMs.bind(clock);
  clock.epochMs = () => epochMs() + ahead;
  clock.now = () => `${new Date(clock.epochMs()).toISOString().slice(0, 23).replace('T', ' ')}000`;
  return (milliseconds) => {
    ahead += milliseconds;
  };
}

/** The real hashes, each computed once: they are slow on purpose, and have a test of their own. */
function rememberPasswords(passwords: Passwords): void {
  const remembered = new Map<string, Promise<unknown>>();
  const once = <T>(key: string, work: () => Promise<T>): Promise<T> => {
    if (!remembered.has(key)) remembered.set(key, work());
    return remembered.get(key) as Promise<T>;
  };
  const hash = passwords.hash.bind(passwords);
  const matches = passwords.matches.bind(passwords);
  passwords.hash = (password) => once(password, () => hash(password));
  passwords.matches = (password, known) => once(`${password}\n${known ?? ''}`, () => matches(password, known));
}
