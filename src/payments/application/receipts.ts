import { Injectable } from '@nestjs/common';
import { Days } from '../../calendar/index.js';
import { KnownChoices, type Offered } from '../../choices/index.js';
import { postingOn } from '../../invoices/index.js';
import { currentActor } from '../../platform/actor.js';
import { newId } from '../../platform/ids.js';
import { Numbers } from '../../platform/numbers.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { sumCents } from '../../shared/money.js';
import { optionalText } from '../../shared/plain-text.js';
import { Payment } from '../domain/payment.js';
import { Payments } from '../domain/payments.js';
import { checkDepositDate, checkPaymentDate, checkReceipt, type PaymentRow } from '../domain/receipt.js';
import { inTurns, type Tender, tendersOf } from '../domain/tenders.js';
import { Credits, rightToUse } from './credits.js';
import { DraftedPayments } from './drafted-payments.js';
import { DuplicateNumbers } from './duplicate-numbers.js';
import { HeldMoney, type MoneyInWait } from './held-money.js';
import { Meanwhile } from './meanwhile.js';
import { placesOf, rightToTake } from './places.js';
import type { PaymentAnswer, ReceiptCommand } from './receipt-command.js';
import { type Remainder, Remainders } from './remainders.js';
import { type Party, RowApplying, type Where } from './row-applying.js';
import { mustHaveReasons } from './row-reasons.js';

interface Receiving {
  party: Party;
  command: ReceiptCommand;
  offered: Offered;
  paymentDate: string;
  remainder: Remainder;
  where: Where;
}

/** Receives money: the same path for an insurer, a patient and any other payer. Locks in order: the draft it was typed in, day, credits, invoices; the payments are new. */
@Injectable()
export class Receipts {
  constructor(
    private readonly days: Days,
    private readonly payments: Payments,
    private readonly credits: Credits,
    private readonly remainders: Remainders,
    private readonly duplicates: DuplicateNumbers,
    private readonly applying: RowApplying,
    private readonly numbers: Numbers,
    private readonly unit: UnitOfWork,
    private readonly held: HeldMoney,
    private readonly meanwhile: Meanwhile,
    private readonly drafting: DraftedPayments,
    private readonly choices: KnownChoices,
  ) {}

  async record(party: Party, command: ReceiptCommand): Promise<PaymentAnswer> {
    const { draft, locationId, rows } = command;
    const typedIn = draft && (await this.drafting.toClose(draft, locationId));
    const answer = await this.meanwhile.explaining(rows, party, () => this.#record(party, command));
    typedIn?.postedAs(answer.paymentId, this.drafting.hand);
    return answer;
  }

  async #record(party: Party, command: ReceiptCommand): Promise<PaymentAnswer> {
    const { locationId, amountCents, rows, credits = [] } = command;
    const remainderCents = checkReceipt({ ...command, kind: party.kind, remainderKind: command.remainderKind, creditCents: sumCents(credits.map((use) => use.amountCents)) });
    const tenders = tendersOf(amountCents, command.tenders ?? [], { method: command.method, reference: command.reference ?? '' });
    const held = await this.held.look(rows, party.kind);
    const offered = await this.choices.at(held.seen.revision);
    offered.mustBeMethods(party.kind, tenders, command.replacesId !== undefined);
    mustHaveReasons(offered, rows);
    const remainder = await this.remainders.of(party, command, remainderCents);
    const today = await this.days.today(locationId);
    const paymentDate = command.paymentDate ?? today;
    checkPaymentDate(party.kind, paymentDate, today);
    if (command.depositDate !== undefined) checkDepositDate(command.depositDate, today);
    const { postingDate, heldOpen } = await this.#when(party, command, held);

    const used = await this.credits.open(party, credits, locationId);
    const turns = inTurns(rows, [...credits, ...tenders].map((source) => source.amountCents));
    if (turns.length > 1) await this.applying.lock(rows);
    const receiving = { party, command, offered, paymentDate, remainder, where: { locationId, postingDate } };
    const placeHeld = await this.held.before({ locationId, date: postingDate, rows, held, heldOpen });
    for (const [index, payment] of used.entries()) await this.credits.use(payment, party, turns[index]!, receiving.where);
    const answer = await this.#receiveAll(tenders, turns.slice(used.length), receiving);
    await placeHeld();
    return answer;
  }

  /** One day for every location that the money, or what it sets in motion, comes to. */
  async #when({ kind }: Party, { locationId, credits = [], postingDate, notBefore }: ReceiptCommand, held: MoneyInWait): Promise<{ postingDate: string; heldOpen: string[] }> {
    const rights = [rightToTake(kind), ...(credits.length > 0 ? [rightToUse(kind)] : [])];
    const used = await this.credits.look(credits);
    const places = placesOf(locationId, held.seen.invoices, rights, postingDate);
    const since = [...(notBefore === undefined ? [] : [notBefore]), ...used.map((payment) => payment.lastPostedOn), ...places.since, ...held.lastPostedOn];
    const heldOpen = [...places.locationIds, ...used.map((payment) => payment.locationId), ...held.locationIds];
    return { postingDate: await this.days.postingDate(heldOpen, postingDate, since), heldOpen };
  }

  /** One payment for each way of paying, all under the first. */
  async #receiveAll(tenders: readonly Tender[], turns: readonly PaymentRow[][], receiving: Receiving): Promise<PaymentAnswer> {
    const groupId = newId();
    const answers: PaymentAnswer[] = [];
    for (const [index, tender] of tenders.entries()) {
      const id = index === 0 ? groupId : newId();
      answers.push(await this.#receive({ id, tenderGroupId: tenders.length > 1 ? groupId : null, tender, rows: turns[index]! }, receiving));
    }
    return answers[0]!;
  }

  async #receive({ id, tenderGroupId, tender, rows }: { id: string; tenderGroupId: string | null; tender: Tender; rows: PaymentRow[] }, receiving: Receiving): Promise<PaymentAnswer> {
    const { party, command, offered, paymentDate, remainder, where } = receiving;
    const { locationId, postingDate } = where;
    const texts = textsOf(command, tender);
    const duplicate = await this.duplicates.place({ party, paymentId: id, locationId, reference: texts.reference, reason: command.duplicateReason, replacesId: command.replacesId, ...(command.refuseAlike ? { unlike: { amountCents: tender.amountCents, paymentDate, invoiceIds: command.rows.map(({ invoiceId }) => invoiceId) } } : {}) });
    const applied = await this.applying.apply(id, party, rows, where);
    const number = this.numbers.next('payment');
    const received = {
      id, locationId, number, kind: party.kind, payerId: party.payerId, guarantorId: party.guarantorId, partyRoot: party.root,
      method: tender.method, liesIn: offered.placeOf(tender.method), amountCents: tender.amountCents, ...texts, ...duplicate, paymentDate, depositDate: command.depositDate ?? null, postedBy: currentActor().id,
      tenderGroupId, purpose: remainder.purpose,
    };
    const posting = postingOn(postingDate, this.unit);
    const payment = Payment.record(received, applied, remainder.held, posting);
    if (remainder.owedReference !== undefined && payment.unappliedCents > 0) payment.owe(payment.unappliedCents, { reference: remainder.owedReference, reason: '' }, posting);
    this.payments.add(payment);
    return { paymentId: id, number };
  }
}

function textsOf({ claimNumber, notes }: ReceiptCommand, { reference }: Tender) {
  return {
    reference: optionalText(reference, { label: 'Payment number', field: 'reference', most: 60 }),
    claimNumber: optionalText(claimNumber, { label: 'Claim no.', field: 'claimNumber', most: 120 }),
    notes: optionalText(notes, { label: 'Notes', field: 'notes', most: 1000 }),
  };
}
