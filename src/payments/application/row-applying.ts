import { Injectable } from '@nestjs/common';
import { ApplyPayment, invoiceMap, type PaymentApplied } from '../../invoices/index.js';
import { mustBeAllowed } from '../../platform/actor.js';
import { Commands } from '../../platform/commands.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import type { AppliedRow, PaymentKind } from '../domain/payment-state.js';
import type { PaymentRow } from '../domain/receipt.js';

/** Whose money meets an invoice. */
export interface Party {
  kind: PaymentKind;
  payerId: string | null;
  guarantorId: string | null;
  /** The owner of the payment number, and of the shares it may pay. */
  root: string;
  /** Every record that is this party by now, the root among them. */
  group: readonly string[];
}

export interface Where {
  locationId: string;
  postingDate: string;
}

export const FOR_ANOTHER = 'payment.use-other-credit';

/** Takes the rows of a payment to the invoices; a row that somebody else owes is paid for them, which takes a right of its own. */
@Injectable()
export class RowApplying {
  constructor(
    private readonly commands: Commands,
    private readonly unit: UnitOfWork,
  ) {}

  /** Locks all invoices at once, where several payments of one act come to them one after another. */
  async lock(rows: readonly PaymentRow[]): Promise<void> {
    await this.unit.load(invoiceMap, [...new Set(rows.map(({ invoiceId }) => invoiceId))]);
  }

  async apply(paymentId: string, { kind, root, group }: Party, rows: readonly PaymentRow[], { locationId, postingDate }: Where): Promise<AppliedRow[]> {
    const applied: AppliedRow[] = [];
    for (const [payee, parts] of byPayee(rows, root)) {
      if (payee !== root) mustBeAllowed(FOR_ANOTHER, locationId);
      const answer = await this.commands.within<PaymentApplied>(new ApplyPayment({ paymentId, postingDate, locationId, ...partyOf({ kind, root: payee, group: payee === root ? group : [payee] }), parts }));
      if (payee !== root) for (const part of answer.parts) mustBeAllowed(FOR_ANOTHER, part.locationId);
      applied.push(...answer.parts);
    }
    return applied;
  }
}

export function partyOf({ kind, root, group }: Pick<Party, 'kind' | 'root' | 'group'>) {
  return kind === 'patient' ? { partyKind: kind, guarantorId: root, guarantorGroup: group } : { partyKind: kind, payerRoot: root, payerGroup: group };
}

function byPayee(rows: readonly PaymentRow[], root: string): Map<string, PaymentRow[]> {
  const groups = new Map<string, PaymentRow[]>();
  for (const { payeeId = root, seen: _, ...row } of rows) groups.set(payeeId, [...(groups.get(payeeId) ?? []), row]);
  return groups;
}
