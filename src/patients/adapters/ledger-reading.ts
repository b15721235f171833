import { Injectable } from '@nestjs/common';
import { scopeFor } from '../../platform/actor.js';
import { isFiltered, type LedgerFilter } from './ledger-filter.js';
import { KIND_CHOICES, addressOf } from './ledger.forms.js';
import { heldLines, ledgerPage, type HeldLine, type LedgerPage } from './ledger-page.js';
import { LedgerQueries, type Balance, type LedgerCursor, type LedgerOf } from './ledger.queries.js';

export interface Totals {
  entries: number;
  amountCents: number;
}

/** A patient's ledger as its page needs it: header figures, and rows with the balance that runs up to them. */
@Injectable()
export class LedgerReading {
  constructor(private readonly queries: LedgerQueries) {}

  /** @param recordIds the patient's record and those merged into it */
  async show(recordIds: readonly string[], filter: LedgerFilter, exponent: number, cursor?: LedgerCursor) {
    const of = ledgerOf(recordIds, filter);
    const ledger = await this.rows(recordIds, filter, exponent, cursor);
    const isNarrowed = isFiltered(filter);
    const totals = await this.queries.totals(of);
    const held: HeldLine[] = filter.asOf ? [] : heldLines(await this.queries.held(of));
    return {
      balance: await this.queries.balance(of), totals, ledger, held, memos: await this.queries.reimbursements(of), filter: asShown(filter), isNarrowed, address: addressOf(filter),
      kinds: KIND_CHOICES, parties: [{ value: 'patient', label: 'Patient' }, ...(await this.queries.payers(of))],
    };
  }

  async balance(recordIds: readonly string[]): Promise<Balance> {
    return this.queries.balance(ledgerOf(recordIds, {}));
  }

  async rows(recordIds: readonly string[], filter: LedgerFilter, exponent: number, cursor?: LedgerCursor): Promise<LedgerPage> {
    const groups = await this.queries.page(ledgerOf(recordIds, filter), cursor);
    const about = await this.queries.about([...new Set(groups.map((group) => group.invoiceKey).filter(Boolean))]);
    return ledgerPage(groups, { about, exponent });
  }
}

function ledgerOf(recordIds: readonly string[], filter: LedgerFilter): LedgerOf {
  return { recordIds, filter, view: { whole: scopeFor('ledger.read'), own: scopeFor('patient.read') } };
}

/** Every field the form prints, blank where nothing was chosen. */
function asShown({ from = '', to = '', dates = 'posting', kind, party = '', invoice = '', text = '', asOf = '' }: LedgerFilter) {
  return { from, to, dates, kind: kind ?? '', party, invoice, text, asOf };
}
