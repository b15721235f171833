import { Injectable } from '@nestjs/common';
import { Invoices } from '../../invoices/index.js';
import { currentActor, mustBeAllowed } from '../../platform/actor.js';
import { currentTimeZone } from '../../platform/form-context.js';
import { newId } from '../../platform/ids.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { instantIn } from '../../platform/zones.js';
import { NotFound } from '../../shared/domain-error.js';
import { differencesOf } from '../domain/draft-differences.js';
import { DraftChanged } from '../domain/draft-refusals.js';
import type { DraftHand, PaymentDraft } from '../domain/payment-draft.js';
import type { DraftedPayment } from '../domain/payment-draft-state.js';
import { PaymentDrafts } from '../domain/payment-drafts.js';
import { rightToTake } from './places.js';

/** Which draft, and as of which version somebody has it on screen. */
export interface DraftRef {
  draftId: string;
  version: number;
}

/** A draft that is on screen, with all that stands there. */
export interface TypedDraft extends DraftRef {
  drafted: DraftedPayment;
}

/** A draft is seen and changed by whoever may record such a payment at its location. Opens drafts for the commands that change them; every other lock of such a command comes after the draft's. */
@Injectable()
export class DraftedPayments {
  constructor(
    private readonly drafts: PaymentDrafts,
    private readonly invoices: Invoices,
    private readonly unit: UnitOfWork,
  ) {}

  get hand(): DraftHand {
    const { id, name } = currentActor();
    return { by: id, name, at: this.unit.now, nextId: newId };
  }

  /** For saving it again: `mine` is what stands on the screen of the one who acts. */
  async open(ref: DraftRef, locationId: string, mine: DraftedPayment): Promise<PaymentDraft> {
    return this.#checked(await this.drafts.one(ref.draftId), ref, { locationId, mine });
  }

  /** For posting or discarding it. */
  async toClose(ref: DraftRef & { drafted?: DraftedPayment }, locationId: string): Promise<PaymentDraft> {
    return this.#checked(await this.drafts.toClose(ref.draftId), ref, { locationId, mine: ref.drafted });
  }

  async #checked(draft: PaymentDraft, { version }: DraftRef, { locationId, mine }: { locationId: string; mine: DraftedPayment | undefined }): Promise<PaymentDraft> {
    if (draft.locationId !== locationId) throw new NotFound();
    mustBeAllowed(rightToTake(draft.kind), locationId);
    draft.mustBeOpen();
    if (draft.state().root.version !== version) await this.#refuse(draft, mine);
    return draft;
  }

  /** What somebody else made of the draft is set beside what stands on the screen. */
  async #refuse({ id: draftId, changedBy: { name, at } }: PaymentDraft, mine: DraftedPayment | undefined): Promise<never> {
    const theirs = (await this.drafts.look(draftId)).drafted;
    const ids = [...new Set([...(mine?.rows ?? []), ...theirs.rows].map(({ invoiceId }) => invoiceId))];
    const numbers = new Map((await this.invoices.look(ids)).map((invoice) => [invoice.id, invoice.number]));
    throw new DraftChanged(name, instantIn(currentTimeZone(), at), mine ? differencesOf(mine, theirs, (id) => numbers.get(id) ?? 'An invoice') : []);
  }
}
