import { Injectable } from '@nestjs/common';
import { PayerBalances } from '../domain/payer-balances.js';
import type { Payment } from '../domain/payment.js';
import type { MoveState } from '../domain/payment-state.js';
import { Payments } from '../domain/payments.js';
import { isOfTakeback } from '../domain/provider-level.js';
import { HasDependants } from '../domain/refusals.js';
import { TakebacksInPayment } from '../domain/remittance-refusals.js';

/** The provider-level parts of a payment that is to be reversed. */
@Injectable()
export class StandingParts {
  constructor(
    private readonly payments: Payments,
    private readonly balances: PayerBalances,
  ) {}

  /** Takes them out of what is kept for the insurer; refused where a later remittance has used it (MONEY 9). */
  async takeOut({ id, number, owner }: Payment, date: string): Promise<MoveState[]> {
    if (owner.kind !== 'insurer') return [];
    const moves = await this.payments.movesOf(id);
    const reversed = new Set(moves.map(({ reversesId }) => reversesId));
    const parts = moves.filter((move) => move.kind === 'part' && move.reversesId === null && !reversed.has(move.id));
    if (parts.some(isOfTakeback)) throw new TakebacksInPayment(number);
    const balances = new Map((await this.balances.load([...new Set(parts.flatMap(({ balanceId }) => balanceId ?? []))])).map((balance) => [balance.id, balance]));
    const order = [...parts].sort((a, b) => a.amountCents - b.amountCents);
    for (const { balanceId, amountCents } of order) {
      const balance = balanceId === null ? undefined : balances.get(balanceId)!;
      if (balance && balance.openCents - amountCents < 0) throw new HasDependants(number, ['provider-level parts that were used since']);
      balance?.move(-amountCents, date);
    }
    return parts;
  }
}
