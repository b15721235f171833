import { aggregateMap } from '../../platform/aggregate-map.js';
import { Account } from '../domain/account.js';
import { Journal } from '../domain/journal.js';
import { AccountRow, EntryRow, JournalRow } from './ledger.rows.js';

export const accountMap = aggregateMap<Account>({
  type: 'account',
  root: AccountRow,
  from: Account.from,
  locations: () => [],
  constraints: { uq_accounts_code: 'The chart already has an account with this code.' },
});

export const journalMap = aggregateMap<Journal>({
  type: 'journal',
  root: JournalRow,
  appended: { entries: EntryRow },
  parent: 'journalId',
  from: Journal.from,
  locations: (state) => [...new Set(state.entries.map((entry) => entry.locationId))],
  constraints: { uq_journals_reverses: 'This has already been reversed. Open the record again to see by whom.' },
});
