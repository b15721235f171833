import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Days } from '../../calendar/index.js';
import { Act } from '../../platform/act.js';
import { sumCents } from '../../shared/money.js';
import { HeldCredits } from '../domain/held-credits.js';
import { checkRows, type PaymentRow } from '../domain/receipt.js';
import { NothingToAllocate } from '../domain/refusals.js';
import { CreditAboveRows, CreditTooSmall, NoCreditUsed } from '../domain/tender-refusals.js';
import { inTurns } from '../domain/tenders.js';
import type { PaymentKind } from '../domain/payment-state.js';
import { DraftedPayments, type TypedDraft } from './drafted-payments.js';
import { HeldMoney } from './held-money.js';
import { Meanwhile } from './meanwhile.js';
import { Credits, type CreditUse, rightToUse } from './credits.js';
import { placesOf } from './places.js';
import { PayingParties } from './paying-parties.js';
import type { PaymentAnswer } from './receipt-command.js';
import { type Party, RowApplying } from './row-applying.js';
import { RowReasons } from './row-reasons.js';

/** Which right it takes depends on whose money it is, and whose invoices; what the rows show takes this one. */
@Act({ title: 'Use a credit', needs: 'payment.read' })
export class UseCredit {
  locationId!: string;
  kind!: PaymentKind;
  payerId?: string;
  guarantorId?: string;
  rows!: PaymentRow[];
  /** Left out: what is free, the longest waiting first, up to what the rows come to. */
  credits?: CreditUse[];
  postingDate?: string;
  /** Why it is posted into a soft closed month. */
  reason?: string;
  /** The draft it was typed in, which it closes. */
  draft?: TypedDraft;

  constructor(fields: Partial<UseCredit> = {}) {
    Object.assign(this, fields);
  }
}

/** Locks in order: the draft it was typed in, day, payments, invoices. */
@CommandHandler(UseCredit)
export class UseCreditHandler implements ICommandHandler<UseCredit> {
  constructor(
    private readonly days: Days,
    private readonly parties: PayingParties,
    private readonly held: HeldCredits,
    private readonly credits: Credits,
    private readonly applying: RowApplying,
    private readonly meanwhile: Meanwhile,
    private readonly reasons: RowReasons,
    private readonly waiting: HeldMoney,
    private readonly drafting: DraftedPayments,
  ) {}

  async execute(command: UseCredit): Promise<PaymentAnswer> {
    const { locationId, rows, draft } = command;
    const typedIn = draft && (await this.drafting.toClose(draft, locationId));
    const allocatedCents = checkRows(rows);
    if (allocatedCents === 0) throw new NothingToAllocate();
    await this.reasons.check(rows);
    const party = await this.parties.of(command);
    const uses = command.credits?.length ? command.credits : await this.#longestWaiting(party, allocatedCents, locationId);
    const usedCents = sumCents(uses.map(({ amountCents }) => amountCents));
    if (usedCents > allocatedCents) throw new CreditAboveRows(usedCents, allocatedCents);
    if (usedCents < allocatedCents) throw new CreditTooSmall(allocatedCents, usedCents);
    const seen = await this.credits.look(uses);
    const held = await this.waiting.look(rows, party.kind);
    const places = placesOf(locationId, held.seen.invoices, [rightToUse(party.kind)], command.postingDate);
    const heldOpen = [...places.locationIds, ...seen.map((payment) => payment.locationId), ...held.locationIds];
    const date = await this.days.postingDate(heldOpen, command.postingDate, [...seen.map((payment) => payment.lastPostedOn), ...places.since, ...held.lastPostedOn]);
    const placeHeld = await this.waiting.before({ locationId, date, rows, held, heldOpen, paymentIds: uses.map(({ paymentId }) => paymentId) });
    const payments = await this.credits.open(party, uses, locationId);
    const turns = inTurns(rows, uses.map(({ amountCents }) => amountCents));
    if (turns.length > 1) await this.applying.lock(rows);
    await this.meanwhile.explaining(rows, party, async () => {
      for (const [index, payment] of payments.entries()) await this.credits.use(payment, party, turns[index]!, { locationId, postingDate: date });
    });
    await placeHeld();
    typedIn?.postedAs(payments[0]!.id, this.drafting.hand);
    return { paymentId: payments[0]!.id, number: payments[0]!.number };
  }

  async #longestWaiting(party: Party, wantedCents: number, locationId: string): Promise<CreditUse[]> {
    const found = await this.held.of(party, locationId);
    if (found.length === 0) throw new NoCreditUsed();
    let rest = wantedCents;
    const uses: CreditUse[] = [];
    for (const { paymentId, freeCents } of found) {
      const amountCents = Math.min(rest, freeCents);
      if (amountCents > 0) uses.push({ paymentId, amountCents });
      rest -= amountCents;
    }
    return uses;
  }
}
