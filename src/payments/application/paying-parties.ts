import { Injectable } from '@nestjs/common';
import { PayersQueries } from '../../insurers/index.js';
import { NotFound } from '../../shared/domain-error.js';
import { Guarantors } from '../domain/guarantors.js';
import { PayerCannotPayThis, PayerMissing } from '../domain/refusals.js';
import type { Party } from './receipts.js';

/** Looks up who pays: insurers, plans and platforms pay insurer shares; employers and other co-payers their own. */
@Injectable()
export class PayingParties {
  constructor(
    private readonly payers: PayersQueries,
    private readonly guarantors: Guarantors,
  ) {}

  async payer(kind: 'insurer' | 'other', payerId: string | undefined): Promise<Party> {
    if (!payerId) throw new PayerMissing(kind);
    const payer = await this.payers.get(payerId);
    if (!payer) throw new NotFound();
    if (kindOfPayer(payer.kind) !== kind) throw new PayerCannotPayThis(payer.name, kind);
    return { kind, payerId, guarantorId: null, root: payer.rootId };
  }

  /** The guarantor: whoever the patient's shares are billed to. */
  async guarantor(guarantorId: string | undefined): Promise<Party> {
    if (!guarantorId) throw new PayerMissing('patient');
    if (!(await this.guarantors.isKnown(guarantorId))) throw new NotFound();
    return { kind: 'patient', payerId: null, guarantorId, root: guarantorId };
  }
}

export function kindOfPayer(payerKind: string): 'insurer' | 'other' {
  return payerKind === 'employer' || payerKind === 'other' ? 'other' : 'insurer';
}
