import { Test, type TestingModule } from '@nestjs/testing';
import { InsurersModule } from '../../src/insurers/index.js';
import { AddLocation, LocationsModule, SetUpOrganization } from '../../src/locations/index.js';
import { PatientsModule } from '../../src/patients/index.js';
import { actAs, systemActor, type Actor } from '../../src/platform/actor.js';
import { Commands } from '../../src/platform/commands.js';
import type { Config } from '../../src/platform/config.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { CONFIG, PlatformModule } from '../../src/platform/platform.module.js';
import { ServicesModule } from '../../src/services/index.js';

/** The lists of a clinic (patients, payers, services) with two locations, without invoices and the web. */
export interface Records {
  module: TestingModule;
  maple: string;
  riverside: string;
  /** Runs a command as the system, or as a member of staff. */
  act<T = unknown>(command: object, actor?: Actor): Promise<T>;
  close(): Promise<void>;
}

export async function recordsOf(config: Config): Promise<Records> {
  const module = await Test.createTestingModule({ imports: [PlatformModule, LocationsModule, InsurersModule, ServicesModule, PatientsModule] })
    .overrideProvider(CONFIG)
    .useValue(config)
    .compile();
  await module.init();
  const commands = module.get(Commands);
  const act = <T>(command: object, actor: Actor = systemActor('system:test')): Promise<T> => actAs(actor, () => commands.execute<T>(command));
  await act(new SetUpOrganization({ name: 'Maple Clinics', currency: 'USD' }));
  const location = async (code: string, name: string, timeZone: string): Promise<string> =>
    (await act<{ locationId: string }>(new AddLocation({ code, name, timeZone }))).locationId;
  const maple = await location('MS', 'Maple Street', 'America/Chicago');
  const riverside = await location('RV', 'Riverside', 'Pacific/Auckland');
  const close = async (): Promise<void> => {
    await module.close();
    await module.get(Database).close();
  };
  return { module, maple, riverside, act, close };
}

/** A clerk with every permission, but only at these locations. */
export function clerkAt(...locationIds: string[]): Actor {
  return staffWith(() => true, locationIds);
}

/** Somebody who may read and change nothing. */
export function readerAt(...locationIds: string[]): Actor {
  return staffWith((permission) => permission.endsWith('.read'), locationIds);
}

function staffWith(may: (permission: string) => boolean, locationIds: string[]): Actor {
  return {
    kind: 'staff', id: newId(), name: 'Dana Ruiz', role: 'Billing clerk', address: '127.0.0.1', sessionRef: 'test', requestId: newId(), granted: locationIds,
    can: (permission, locationId) => may(permission) && locationIds.includes(locationId),
    locations: (permission) => (may(permission) ? locationIds : []),
  };
}

/** The sentence of a refusal; fails when there was none. */
export async function refusalOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    (answer) => {
      throw new Error(`Nothing was refused; the answer was ${JSON.stringify(answer)}.`);
    },
    (error: unknown) => (error as { sentence?: string }).sentence ?? String(error),
  );
}
