import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { PaymentsQueries } from '../../payments/index.js';
import { Act } from '../../platform/act.js';
import { IdField } from '../../platform/form-fields.js';
import { newId } from '../../platform/ids.js';
import { NotFound } from '../../shared/domain-error.js';
import { NoEobToRepeat } from '../domain/refusals.js';
import { RemittanceDraft } from '../domain/remittance-draft.js';
import { RemittanceDrafts, type StandingLine } from '../domain/remittance-drafts.js';
import { ProviderLine, RemittanceLine } from '../domain/remittance-rows.js';
import type { ProviderLineState } from '../domain/remittance-state.js';
import { DraftDesk, POST } from './draft-desk.js';

/** The EOB of a reversed payment in a new draft, as it was typed, to be put right there; an open draft of it is gone on with. */
@Act({ title: 'Post the EOB of a reversed payment again', needs: POST })
export class RepeatRemittance {
  @IdField({ label: 'Location' }) locationId!: string;
  @IdField({ label: 'Payment' }) paymentId!: string;

  constructor(fields: Partial<RepeatRemittance> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(RepeatRemittance)
export class RepeatRemittanceHandler implements ICommandHandler<RepeatRemittance> {
  constructor(
    private readonly drafts: RemittanceDrafts,
    private readonly payments: PaymentsQueries,
    private readonly desk: DraftDesk,
  ) {}

  async execute({ locationId, paymentId }: RepeatRemittance): Promise<{ draftId: string }> {
    const payment = (await this.payments.find(paymentId))?.payment;
    if (payment?.locationId !== locationId) throw new NotFound();
    const { payerId, kind, state, number } = payment;
    const typed = await this.drafts.postedAs(paymentId);
    if (kind !== 'insurer' || payerId === null || state !== 'reversed' || typed.length === 0) throw new NoEobToRepeat(number);
    const open = await this.drafts.openAgain(paymentId);
    if (open !== undefined) return { draftId: open };
    const { method, amountCents, reference, paymentDate, depositDate, claimNumber, notes } = payment;
    const { remainderKind, owedReference } = (await this.drafts.one(typed[0]!)).head;
    const head = { payerId, method, amountCents, reference, paymentDate, depositDate, claimNumber, notes, remainderKind, owedReference, duplicateReason: '' };
    const draft = RemittanceDraft.start({ id: newId(), locationId, againOf: paymentId }, head, this.desk.hand);
    this.drafts.add(draft);
    await this.#rows(draft, typed);
    return { draftId: draft.id };
  }

  /** Of an EOB that came in parts, a line as it was typed last. */
  async #rows({ id: draftId, locationId }: RemittanceDraft, typed: readonly string[]): Promise<void> {
    const rows = new Map<string, StandingLine>();
    for (const each of typed) for (const row of await this.drafts.linesOf(each)) rows.set(row.lineId, row);
    [...rows.values()].forEach(({ billedCents: _, ...root }, index) => this.drafts.addLine(RemittanceLine.from({ root }).again({ id: newId(), locationId, draftId, position: index + 1 })));
    const beside: ProviderLineState[] = [];
    for (const each of typed) beside.push(...(await this.drafts.providerLinesOf(each)));
    beside.forEach((row, index) => this.drafts.addProviderLine(ProviderLine.start({ id: newId(), locationId, draftId, position: index + 1 }, row)));
  }
}
