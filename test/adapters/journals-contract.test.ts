import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Test, type TestingModule } from '@nestjs/testing';
import { AccountDays } from '../../src/ledger/adapters/account-days.js';
import { SequelizeJournals } from '../../src/ledger/adapters/sequelize-journals.js';
import { credit, debit, type EntryLine } from '../../src/ledger/domain/entry.js';
import { mirrored, type JournalHead } from '../../src/ledger/domain/journal.js';
import { Journals } from '../../src/ledger/domain/journals.js';
import { Act } from '../../src/platform/act.js';
import { actAs, systemActor } from '../../src/platform/actor.js';
import { Commands } from '../../src/platform/commands.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { CONFIG, PlatformModule } from '../../src/platform/platform.module.js';
import { openBooks } from '../support/books.js';
import { eachEngine } from '../support/database.js';
import { InMemoryJournals } from '../support/in-memory-journals.js';

@Act({ title: 'Write into the books', needs: 'system' })
class WriteInBooks {
  #work: (journals: Journals) => Promise<unknown>;
  constructor(work: (journals: Journals) => Promise<unknown>) {
    this.#work = work;
  }
  run(journals: Journals): Promise<unknown> {
    return this.#work(journals);
  }
}

@CommandHandler(WriteInBooks)
class WriteInBooksHandler implements ICommandHandler<WriteInBooks> {
  constructor(private readonly journals: Journals) {}
  async execute(command: WriteInBooks): Promise<unknown> {
    return (await command.run(this.journals)) ?? null;
  }
}

interface Twin {
  place: string;
  day: string;
  act<T>(work: (journals: Journals) => Promise<T> | T): Promise<T>;
}

/** What every twin of the port must do. */
function keepsTheContract(open: () => Promise<Twin>): void {
  let twin: Twin;
  beforeAll(async () => {
    twin = await open();
  });
  const head = (sourceId: string, reversesId: string | null = null): JournalHead =>
    ({ cause: 'invoice-adjusted', memo: 'Contract', sourceType: 'invoice', sourceId, postingDate: twin.day, eventDate: twin.day, reversesId });
  const entries = (invoiceId: string, ...items: string[]): EntryLine[] =>
    items.flatMap((itemId) => [debit(twin.place, '4100', 500, { invoiceId, itemId }), credit(twin.place, '3000', 500, { invoiceId, itemId })]);
  const post = (source: string, ...items: string[]): Promise<void> => twin.act((journals) => journals.post(head(source), entries(source, ...items)));

  it('finds the live journals of a source, oldest first, with their entries as they were written', async () => {
    const [source, other] = [newId(), newId()];
    const [one, two, three] = [newId(), newId(), newId()];
    await post(source, one);
    await post(source, two, three);
    await post(other, newId());
    const live = await twin.act((journals) => journals.liveOf(source));
    expect(live.map((journal) => journal.entries.map(({ itemId, amountCents }) => [itemId, amountCents]))).toEqual([
      [[one, 500], [one, -500]], [[two, 500], [two, -500], [three, 500], [three, -500]],
    ]);
  });

  it('neither a mirror nor what it mirrors is live any more', async () => {
    const source = newId();
    await post(source, newId());
    await post(source, newId());
    const [first, second] = await twin.act((journals) => journals.liveOf(source));
    await twin.act((journals) => journals.post(head(source, first!.journalId), mirrored(first!.entries)));
    expect((await twin.act((journals) => journals.liveOf(source))).map(({ journalId }) => journalId)).toEqual([second!.journalId]);
  });

  it('says where items were posted and how many came with them, while that journal is live', async () => {
    const source = newId();
    const [one, two, three] = [newId(), newId(), newId()];
    await post(source, one, two);
    await post(source, three);
    const origins = await twin.act((journals) => journals.originsOf(source, [one, three, newId()]));
    expect(origins.map(({ itemId, itemsInJournal }) => [itemId, itemsInJournal])).toEqual([[one, 2], [three, 1]]);
    const [first] = await twin.act((journals) => journals.liveOf(source));
    await twin.act((journals) => journals.post(head(source, first!.journalId), mirrored(first!.entries)));
    expect((await twin.act((journals) => journals.originsOf(source, [one, three]))).map(({ itemId }) => itemId)).toEqual([three]);
  });
}

describe('the books in memory', () => {
  const books = new InMemoryJournals();
  keepsTheContract(() => Promise.resolve({ place: 'maple', day: '2026-11-20', act: async (work) => work(books) }));
});

eachEngine((engine) => {
  describe('the books in the database', () => {
    let app: TestingModule;
    let place: { id: string; day: string };
    afterAll(async () => {
      await app.close();
      await app.get(Database).close();
    });
    const run = <T>(work: (journals: Journals) => Promise<T> | T): Promise<T> =>
      actAs(systemActor('system:test'), () => app.get(Commands).execute<T>(new WriteInBooks(async (journals) => work(journals))));

    keepsTheContract(async () => {
      const config = await engine.config();
      const books = await openBooks(config);
      const { maple, today } = books.clinic;
      await books.close();
      app = await Test.createTestingModule({ imports: [PlatformModule], providers: [WriteInBooksHandler, AccountDays, { provide: Journals, useClass: SequelizeJournals }] })
        .overrideProvider(CONFIG).useValue(config).compile();
      await app.init();
      place = { id: maple, day: today };
      return { place: maple, day: today, act: run };
    });

    it('one journal has one mirror: a second one is refused with a sentence, and nothing of it stays', async () => {
      const source = newId();
      const lines = [debit(place.id, '4100', 500, { invoiceId: source }), credit(place.id, '3000', 500, { invoiceId: source })];
      const head = { cause: 'invoice-voided', memo: 'Twice', sourceType: 'invoice', sourceId: source, postingDate: place.day, eventDate: place.day, reversesId: null } as const;
      await run((journals) => journals.post(head, lines));
      const [journal] = await run((journals) => journals.liveOf(source));
      const mirror = (): Promise<void> => run((journals) => journals.post({ ...head, reversesId: journal!.journalId }, mirrored(lines)));
      await mirror();
      await expect(mirror()).rejects.toThrow('already been reversed');
    });
  });
});
