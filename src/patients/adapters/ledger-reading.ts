import { Injectable } from '@nestjs/common';
import { scopeFor } from '../../platform/actor.js';
import { ledgerPage, type LedgerPage } from './ledger-page.js';
import { LedgerQueries, type Balance, type LedgerCursor, type LedgerView } from './ledger.queries.js';


/** A patient's ledger as its page needs it: header figures, and rows with the balance that runs up to them. */
@Injectable()
export class LedgerReading {
  constructor(private readonly queries: LedgerQueries) {}

  async first(patientId: string, exponent: number): Promise<{ balance: Balance; entryCount: number; ledger: LedgerPage }> {
    const balance = await this.queries.balance(patientId, view());
    const entryCount = await this.queries.entryCount(patientId, view());
    return { balance, entryCount, ledger: await this.#page(patientId, balance.balanceCents, undefined, exponent) };
  }

  /** Without a readable cursor it is the newest page. */
  async before(patientId: string, cursor: LedgerCursor | undefined, exponent: number): Promise<LedgerPage> {
    if (!cursor) return (await this.first(patientId, exponent)).ledger;
    return this.#page(patientId, await this.queries.balanceBefore(patientId, view(), cursor), cursor, exponent);
  }

  async #page(patientId: string, balanceCents: number, cursor: LedgerCursor | undefined, exponent: number): Promise<LedgerPage> {
    const groups = await this.queries.page(patientId, view(), cursor);
    const invoiceIds = [...new Set(groups.map((group) => group.invoiceKey).filter(Boolean))];
    const shares = await this.queries.openShares(invoiceIds);
    return ledgerPage(groups, balanceCents, { shares, lines: await this.queries.lineTexts(invoiceIds), exponent });
  }
}

function view(): LedgerView {
  return { whole: scopeFor('ledger.read'), own: scopeFor('patient.read') };
}
