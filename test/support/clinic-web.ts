import type { DynamicModule, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AuditModule } from '../../src/audit/index.js';
import { CalendarModule } from '../../src/calendar/index.js';
import { HomeModule } from '../../src/home/home.module.js';
import { DepositsModule } from '../../src/deposits/index.js';
import { SettlementsModule } from '../../src/settlements/index.js';
import { InsurersModule } from '../../src/insurers/index.js';
import { InvoicesModule } from '../../src/invoices/index.js';
import { LedgerModule } from '../../src/ledger/index.js';
import { LocationsModule } from '../../src/locations/index.js';
import { MailModule } from '../../src/mail/index.js';
import { PatientsModule } from '../../src/patients/index.js';
import { PaymentsModule } from '../../src/payments/index.js';
import { actAs, systemActor, type Actor } from '../../src/platform/actor.js';
import { Commands } from '../../src/platform/commands.js';
import type { Config } from '../../src/platform/config.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { bootWeb } from '../../src/platform/web/boot.js';
import { FormTokens } from '../../src/platform/web/form-tokens.js';
import { Authenticator, type SignedIn, type WebRequest } from '../../src/platform/web/index.js';
import { WebModule } from '../../src/platform/web/web.module.js';
import { ReceiptsModule } from '../../src/receipts/index.js';
import { ScansModule } from '../../src/scans/index.js';
import { RemittancesModule } from '../../src/remittances/index.js';
import { DocumentsModule } from '../../src/documents/index.js';
import { WorklistsModule } from '../../src/worklists/index.js';
import { ReportsModule } from '../../src/reports/index.js';
import { SearchModule } from '../../src/search/search.module.js';
import { ServicesModule } from '../../src/services/index.js';
import { openClinic, type Clinic } from './clinic.js';
import { withConfig } from './web.js';

const people = new Map<string, SignedIn>();

/** Signs in whoever the header `x-person` names. */
class PersonOfHeader extends Authenticator {
  authenticate(request: WebRequest): Promise<SignedIn | undefined> {
    return Promise.resolve(people.get(String(request.headers['x-person'])));
  }

  knows(): boolean {
    return true;
  }
}

/** The pages of the product around a small ready clinic, with made-up sign-ins. */
export interface ClinicWeb {
  app: NestFastifyApplication;
  clinic: Clinic;
  database: Database;
  /** Signs somebody in at these locations, the first of them current. */
  signIn(actor: Actor, places: readonly { id: string; name: string }[]): string;
  run<T>(command: object): Promise<T>;
  get(who: string, url: string, headers?: Record<string, string>): Promise<Answer>;
  /** Posts a form as the page would: with a good token and a fresh submission key. */
  post(who: string, url: string, fields: Fields, headers?: Record<string, string>): Promise<Answer>;
  /** The same, for an answer that is a file. */
  file(who: string, url: string, fields: Fields): Promise<{ statusCode: number; headers: Record<string, unknown>; rawPayload: Buffer }>;
  close(): Promise<void>;
}

/** Of one name several values, as of ticked boxes. */
type Fields = Record<string, string | readonly string[]>;

export interface Answer {
  status: number;
  body: string;
  location: string | undefined;
  /** Reads it took, sign-in left out. */
  reads: number;
}

export async function clinicWeb(config: Config): Promise<ClinicWeb> {
  const app = await bootWeb(clinicModule(config));
  const database = app.get(Database);
  const run = <T>(command: object): Promise<T> => actAs(systemActor('system:test'), () => app.get(Commands).execute<T>(command));
  const send = async (options: { method: 'GET' | 'POST'; url: string; headers: Record<string, string>; payload?: string }): Promise<Answer> => {
    const before = database.reads;
    const { statusCode, body, headers } = await app.inject({ ...options, headers: { host: 'clinic.test', ...options.headers } });
    const location = headers.location ?? headers['hx-redirect'];
    return { status: statusCode, body, location: location === undefined ? undefined : String(location), reads: database.reads - before };
  };
  const formOf = (who: string, fields: Fields): string => {
    const typed = Object.entries(fields).flatMap(([name, values]) => [values].flat().map((value): [string, string] => [name, value as string]));
    const carried = Object.entries({ _token: app.get(FormTokens).issue(who), submission: newId() }).filter(([name]) => !(name in fields));
    return new URLSearchParams([...carried, ...typed]).toString();
  };
  return {
    app, database, run,
    clinic: await openClinic(run),
    signIn(actor, places) {
      const locations = places.map(({ id, name }) => ({ id, code: name.slice(0, 2).toUpperCase(), name, timeZone: 'America/Chicago' }));
      people.set(actor.id, { actor, location: locations[0]!, locations, exponent: 2 });
      return actor.id;
    },
    get: (who, url, headers = {}) => send({ method: 'GET', url, headers: { 'x-person': who, ...headers } }),
    post: (who, url, fields, headers = {}) => {
      return send({ method: 'POST', url, headers: { 'x-person': who, 'content-type': 'application/x-www-form-urlencoded', ...headers }, payload: formOf(who, fields) });
    },
    file: (who, url, fields) => app.inject({ method: 'POST', url, headers: { host: 'clinic.test', 'x-person': who, 'content-type': 'application/x-www-form-urlencoded' }, payload: formOf(who, fields) }),
    close: async () => {
      await app.close();
      await database.close();
    },
  };
}

function clinicModule(config: Config): DynamicModule {
  class ClinicWebModule {}
  const lists: Type[] = [LocationsModule, CalendarModule, MailModule, PatientsModule, InsurersModule, ServicesModule];
  return {
    module: ClinicWebModule,
    imports: [withConfig(config), WebModule, ...lists, InvoicesModule, PaymentsModule, DepositsModule, ReceiptsModule, SettlementsModule, RemittancesModule, ScansModule, WorklistsModule, LedgerModule, DocumentsModule, AuditModule, SearchModule, ReportsModule, HomeModule],
    providers: [{ provide: Authenticator, useClass: PersonOfHeader }],
  };
}
