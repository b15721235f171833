import { Injectable } from '@nestjs/common';
import { DomainError } from '../../shared/domain-error.js';
import { sumCents } from '../../shared/money.js';
import { LaterPostings } from '../domain/later-postings.js';
import type { PaymentKind } from '../domain/payment-state.js';
import { type OvertakenRow, PostedMeanwhile } from '../domain/posted-meanwhile.js';
import type { PaymentRow } from '../domain/receipt.js';

/** Refusals of an invoice that another's posting may be the cause of. */
const MAY_BE_OVERTAKEN = ['above-due', 'nothing-due', 'invoice-voided'];

interface Paying {
  kind: PaymentKind;
  root: string;
  group: readonly string[];
}

/** When a row is refused because somebody else was quicker, the refusal says who, how much and when; nothing is looked up otherwise. */
@Injectable()
export class Meanwhile {
  constructor(private readonly later: LaterPostings) {}

  async explaining<T>(rows: readonly PaymentRow[], party: Paying, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DomainError) || !MAY_BE_OVERTAKEN.includes(error.code)) throw error;
      const overtaken: OvertakenRow[] = [];
      for (const row of rows) overtaken.push(...(await this.#overtaken(row, party)));
      throw overtaken.length > 0 ? new PostedMeanwhile(overtaken) : error;
    }
  }

  async #overtaken({ invoiceId, payeeId, seen, ...typed }: PaymentRow, { kind, root, group }: Paying): Promise<OvertakenRow[]> {
    if (!seen) return [];
    const askedCents = typed.amountCents + typed.adjustmentCents + typed.toPatientCents;
    const payees = payeeId === undefined || payeeId === root ? group : [payeeId];
    const { number, postings } = await this.later.since({ invoiceId, version: seen.version }, { kind, group: payees });
    const dueCents = seen.dueCents - sumCents(postings.map(({ takenCents }) => takenCents));
    return postings.some(({ takenCents }) => takenCents > 0) && askedCents > dueCents ? [{ number, postings, dueCents, askedCents }] : [];
  }
}
