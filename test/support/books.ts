import { Test, type TestingModule } from '@nestjs/testing';
import { CalendarModule } from '../../src/calendar/index.js';
import { DepositsModule } from '../../src/deposits/index.js';
import { SettlementsModule } from '../../src/settlements/index.js';
import { InsurersModule } from '../../src/insurers/index.js';
import { InvoicesModule } from '../../src/invoices/index.js';
import { LedgerModule } from '../../src/ledger/index.js';
import { LocationsModule } from '../../src/locations/index.js';
import { PatientsModule } from '../../src/patients/index.js';
import { PaymentsModule } from '../../src/payments/index.js';
import { type Actor, actAs, systemActor } from '../../src/platform/actor.js';
import { Clock } from '../../src/platform/clock.js';
import { Commands } from '../../src/platform/commands.js';
import type { Config } from '../../src/platform/config.js';
import { Database } from '../../src/platform/database/database.js';
import { Reader } from '../../src/platform/database/reader.js';
import { newId } from '../../src/platform/ids.js';
import { CONFIG, PlatformModule } from '../../src/platform/platform.module.js';
import { ServicesModule } from '../../src/services/index.js';
import { openClinic, type Clinic } from './clinic.js';

/** A clock that tests move on: days pass without waiting for them. */
export class MovableClock extends Clock {
  #ahead = 0;

  override epochMs(): number {
    return super.epochMs() + this.#ahead;
  }

  nextDay(): void {
    this.#ahead += 86_400_000;
  }
}

/** The product without its web frame: every module that keeps books, on one database, with a small ready clinic. */
export interface Books {
  module: TestingModule;
  commands: Commands;
  reader: Reader;
  database: Database;
  clock: MovableClock;
  clinic: Clinic;
  /** Runs a command as somebody; the product itself when nobody is named. */
  run<T>(command: object, options?: { as?: Actor; submission?: string }): Promise<T>;
  close(): Promise<void>;
}

export async function openBooks(config: Config): Promise<Books> {
  const clock = new MovableClock();
  const module = await Test.createTestingModule({
    imports: [PlatformModule, LocationsModule, CalendarModule, PatientsModule, InsurersModule, ServicesModule, InvoicesModule, PaymentsModule, DepositsModule, SettlementsModule, LedgerModule],
  })
    .overrideProvider(CONFIG)
    .useValue(config)
    .overrideProvider(Clock)
    .useValue(clock)
    .compile();
  await module.init();
  const [commands, reader, database] = [module.get(Commands), module.get(Reader), module.get(Database)];
  const run: Books['run'] = (command, { as = systemActor('system:test'), submission = newId() } = {}) => actAs(as, () => commands.execute(command, { submission }));
  const close = async (): Promise<void> => {
    await module.close();
    await database.close();
  };
  return { module, commands, reader, database, clock, clinic: await openClinic(run), run, close };
}
