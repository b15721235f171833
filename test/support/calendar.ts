import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Test, type TestingModule } from '@nestjs/testing';
import { CalendarModule, Days, NumberSeries } from '../../src/calendar/index.js';
import { AddLocation, LocationsModule, SetUpOrganization } from '../../src/locations/index.js';
import { Act } from '../../src/platform/act.js';
import { type Actor, actAs, systemActor } from '../../src/platform/actor.js';
import { Clock } from '../../src/platform/clock.js';
import { Commands } from '../../src/platform/commands.js';
import type { Config } from '../../src/platform/config.js';
import { Database } from '../../src/platform/database/database.js';
import { Reader } from '../../src/platform/database/reader.js';
import { CONFIG, PlatformModule } from '../../src/platform/platform.module.js';

/** A posting reduced to what the calendar sees of it: a day, and perhaps a number. */
@Act({ title: 'Post something', needs: 'payment.take-patient' })
export class PostSomething {
  locationId!: string;
  postingDate?: string;
  notBefore?: string[];
  isNumbered?: boolean;
  fails?: boolean;
  reason?: string;

  constructor(fields: Partial<PostSomething> = {}) {
    Object.assign(this, fields);
  }
}

let whilePosting: () => Promise<void> = () => Promise.resolve();

@CommandHandler(PostSomething)
class PostSomethingHandler implements ICommandHandler<PostSomething> {
  constructor(
    private readonly days: Days,
    private readonly series: NumberSeries,
  ) {}

  async execute({ locationId, postingDate, notBefore = [], isNumbered, fails }: PostSomething): Promise<{ date: string; number: string | null }> {
    const date = await this.days.postingDate(locationId, postingDate, notBefore);
    await whilePosting();
    const number = isNumbered ? await this.series.take(locationId, 'invoice') : null;
    if (fails) throw new Error('the rest of the posting failed');
    return { date, number };
  }
}

/** A clock that stands where the test puts it. */
export class SetClock extends Clock {
  constructor(public at: number) {
    super();
  }

  override epochMs(): number {
    return this.at;
  }

  override now(): string {
    return `${new Date(this.at).toISOString().slice(0, 23).replace('T', ' ')}000`;
  }
}

export interface CalendarHouse {
  module: TestingModule;
  clock: SetClock;
  reader: Reader;
  database: Database;
  /** A new location with the code as its invoice prefix, in Chicago when nothing is said. */
  location(code: string, timeZone?: string): Promise<string>;
  run<T>(command: object, as?: Actor): Promise<T>;
  /** Something that happens while the next posting holds its day. */
  whilePosting(work: () => Promise<void>): void;
  close(): Promise<void>;
}

/** 14:00 UTC on Nov 25, 2026: the morning of that day in Chicago. */
export const NOON = Date.UTC(2026, 10, 25, 14);

export async function openCalendar(config: Config): Promise<CalendarHouse> {
  const clock = new SetClock(NOON);
  const module = await Test.createTestingModule({ imports: [PlatformModule, LocationsModule, CalendarModule], providers: [PostSomethingHandler] })
    .overrideProvider(CONFIG).useValue(config)
    .overrideProvider(Clock).useValue(clock)
    .compile();
  await module.init();
  const run: CalendarHouse['run'] = (command, as = systemActor('system:test')) => actAs(as, () => module.get(Commands).execute(command));
  await run(new SetUpOrganization({ name: 'Test Clinics', currency: 'USD' }));
  return {
    module, clock, run,
    reader: module.get(Reader),
    database: module.get(Database),
    location: async (code, timeZone = 'America/Chicago') => (await run<{ locationId: string }>(new AddLocation({ code, name: code, timeZone }))).locationId,
    whilePosting(work) {
      whilePosting = async () => {
        whilePosting = () => Promise.resolve();
        await work();
      };
    },
    async close() {
      const database = module.get(Database);
      await module.close();
      await database.close();
    },
  };
}
