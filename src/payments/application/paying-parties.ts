import { Injectable } from '@nestjs/common';
import { PayersQueries, paysAs } from '../../insurers/index.js';
import { NotFound } from '../../shared/domain-error.js';
import { Guarantors } from '../domain/guarantors.js';
import { PayerCannotPayThis, PayerMissing } from '../domain/refusals.js';
import type { PaymentKind } from '../domain/payment-state.js';
import type { Party } from './row-applying.js';

/** Looks up who pays: insurers, plans and platforms pay insurer shares; employers and other co-payers their own. */
@Injectable()
export class PayingParties {
  constructor(
    private readonly payers: PayersQueries,
    private readonly guarantors: Guarantors,
  ) {}

  of({ kind, payerId, guarantorId }: { kind: PaymentKind; payerId?: string | undefined; guarantorId?: string | undefined }): Promise<Party> {
    return kind === 'patient' ? this.guarantor(guarantorId) : this.payer(kind, payerId);
  }

  async payer(kind: 'insurer' | 'other', payerId: string | undefined): Promise<Party> {
    if (!payerId) throw new PayerMissing(kind);
    const found = await this.payers.withGroup(payerId);
    if (!found) throw new NotFound();
    const { payer, group } = found;
    if (paysAs(payer.kind) !== kind) throw new PayerCannotPayThis(payer.name, kind);
    return { kind, payerId: payer.rootId, guarantorId: null, root: payer.rootId, group };
  }

  /** The guarantor: whoever the patient's shares are billed to. */
  async guarantor(guarantorId: string | undefined): Promise<Party> {
    if (!guarantorId) throw new PayerMissing('patient');
    const group = await this.guarantors.group(guarantorId);
    const [root] = group;
    if (root === undefined) throw new NotFound();
    return { kind: 'patient', payerId: null, guarantorId: root, root, group };
  }
}
