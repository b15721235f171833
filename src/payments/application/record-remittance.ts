import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Days } from '../../calendar/index.js';
import { KnownChoices } from '../../choices/index.js';
import { Act } from '../../platform/act.js';
import { currentActor } from '../../platform/actor.js';
import { newId } from '../../platform/ids.js';
import { Numbers } from '../../platform/numbers.js';
import { NotFound } from '../../shared/domain-error.js';
import { optionalText } from '../../shared/plain-text.js';
import { PayerBalances } from '../domain/payer-balances.js';
import { Payment } from '../domain/payment.js';
import { type MoneyPlace, type PaymentState, REMAINDER_KINDS, type RemainderName } from '../domain/payment-state.js';
import { Payments } from '../domain/payments.js';
import { checkDepositDate, checkPaymentDate } from '../domain/receipt.js';
import { RemainderWithoutName, wrongName } from '../domain/refusals.js';
import { AttachedToAnother, DistributedAboveAmount, NotReversed } from '../domain/remittance-refusals.js';
import { DuplicateNumbers } from './duplicate-numbers.js';
import { PayingParties } from './paying-parties.js';
import type { ProviderRow } from './provider-rows.js';
import type { PaymentAnswer } from './receipt-command.js';
import { Remainders } from './remainders.js';
import { checkRemittance, type OpenRemittance, type Remittance, remainderOf, RemittanceDesk } from './remittance-desk.js';
import type { RemittedLine } from './remitting.js';
import type { Party } from './row-applying.js';
import type { Stage } from './stage.js';

/** An insurer's check with what its explanation of benefits says, as one act: every line's decision, its money, and what stands beside the claims (MONEY 12–20). */
@Act({ title: 'Post a remittance', needs: 'payment.post-insurer' })
export class RecordRemittance implements Remittance {
  locationId!: string;
  payerId!: string;
  method!: string;
  /** Nothing for an EOB that only explains. */
  amountCents!: number;
  reference?: string;
  paymentDate?: string;
  depositDate?: string;
  postingDate?: string;
  /** Why it is posted into a soft closed month. */
  reason?: string;
  claimNumber?: string;
  notes?: string;
  duplicateReason?: string;
  refuseAlike?: boolean;
  /** A payment of this insurer recorded earlier without its EOB: its own method, amount and number count. */
  attachTo?: string;
  /** A reversed payment of this insurer in whose place it comes. */
  replacesId?: string;
  remainderKind?: RemainderName;
  owedReference?: string;
  lines!: RemittedLine[];
  providerRows!: ProviderRow[];

  constructor(fields: Partial<RecordRemittance> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(RecordRemittance)
export class RecordRemittanceHandler implements ICommandHandler<RecordRemittance> {
  constructor(
    private readonly parties: PayingParties,
    private readonly desk: RemittanceDesk,
    private readonly payments: Payments,
    private readonly balances: PayerBalances,
    private readonly remainders: Remainders,
    private readonly duplicates: DuplicateNumbers,
    private readonly choices: KnownChoices,
    private readonly days: Days,
    private readonly numbers: Numbers,
  ) {}

  async execute(command: RecordRemittance): Promise<PaymentAnswer> {
    const { lines, providerRows, attachTo } = command;
    checkRemittance(command);
    const party = await this.parties.payer('insurer', command.payerId);
    const paymentId = attachTo ?? newId();
    const liesIn = attachTo === undefined ? await this.#checkReceipt(command) : '';
    const open = await this.desk.open(command, party, paymentId, { isLocked: true });
    const pending = attachTo === undefined ? undefined : await this.payments.pendingLines(open.stage.payment(attachTo).earmarks.map(({ reference }) => reference));
    open.remitting.perform(lines, providerRows);
    for (const balance of open.provider.opened) this.balances.add(balance);
    return attachTo === undefined ? this.#record({ id: paymentId, liesIn }, command, party, open) : this.#attach(attachTo, command, party, open, pending);
  }

  /** @returns where its money will lie */
  async #checkReceipt({ locationId, method, reference, paymentDate, depositDate }: RecordRemittance): Promise<MoneyPlace> {
    const today = await this.days.today(locationId);
    const offered = await this.choices.now();
    offered.mustBeMethods('insurer', [{ method, reference: reference ?? '' }], false);
    if (paymentDate !== undefined) checkPaymentDate('insurer', paymentDate, today);
    if (depositDate !== undefined) checkDepositDate(depositDate, today);
    return offered.placeOf(method);
  }

  async #record({ id, liesIn }: Pick<PaymentState, 'id' | 'liesIn'>, command: RecordRemittance, party: Party, open: OpenRemittance): Promise<PaymentAnswer> {
    const { locationId, amountCents, method, depositDate = null, remainderKind, lines } = command;
    const { stage, remitting, provider } = open;
    const remainderCents = remainderOf(amountCents, open);
    if (remainderCents < 0) throw new DistributedAboveAmount(remitting.distributedCents, amountCents);
    if (remainderCents > 0 && remainderKind === undefined) throw new RemainderWithoutName(remainderCents, REMAINDER_KINDS.insurer);
    if (remainderCents > 0) wrongName('insurer', remainderKind!);
    const remainder = await this.remainders.of(party, command, remainderCents);
    const texts = textsOf(command);
    const paymentDate = command.paymentDate ?? (await this.days.today(locationId));
    const unlike = command.refuseAlike ? { unlike: { amountCents, paymentDate, invoiceIds: lines.map(({ invoiceId }) => invoiceId) } } : {};
    const duplicate = await this.duplicates.place({ party, paymentId: id, locationId, reference: texts.reference, reason: command.duplicateReason, replacesId: undefined, ...unlike });
    const number = this.numbers.next('payment');
    const received = {
      id, locationId, number, kind: party.kind, payerId: party.payerId, guarantorId: null, partyRoot: party.root, method, liesIn, amountCents, ...texts, ...duplicate,
      paymentDate, depositDate, postedBy: currentActor().id, tenderGroupId: null, purpose: '',
    };
    const payment = Payment.record(received, remitting.applied, remainder.held, stage.posting, provider.parts);
    if (remainder.owedReference !== undefined && remainderCents > 0) payment.owe(remainderCents, { reference: remainder.owedReference, reason: '' }, stage.posting);
    this.payments.add(payment);
    if (command.replacesId !== undefined) this.#replaced(command, party, stage).correctedBy(id, EOB_AGAIN, stage.posting);
    return { paymentId: id, number };
  }

  #replaced({ replacesId, locationId }: RecordRemittance, party: Party, stage: Stage): Payment {
    const payment = stage.payment(replacesId!);
    if (payment.locationId !== locationId) throw new NotFound();
    if (payment.state().root.state !== 'reversed' || !party.group.includes(payment.owner.root)) throw new NotReversed(payment.number);
    return payment;
  }

  #attach(paymentId: string, { locationId }: RecordRemittance, party: Party, { stage, remitting, provider }: OpenRemittance, pending?: ReadonlySet<string>): PaymentAnswer {
    const payment = stage.payment(paymentId);
    if (payment.locationId !== locationId) throw new NotFound();
    if (payment.owner.kind !== 'insurer' || !party.group.includes(payment.owner.root)) throw new AttachedToAnother();
    payment.remit(remitting.applied, provider.parts, stage.posting, pending);
    return { paymentId, number: payment.number };
  }
}

const EOB_AGAIN = 'Its EOB was posted again';

function textsOf({ claimNumber, notes, reference }: RecordRemittance) {
  return {
    reference: optionalText(reference, { label: 'Payment number', field: 'reference', most: 60 }),
    claimNumber: optionalText(claimNumber, { label: 'Claim no.', field: 'claimNumber', most: 120 }),
    notes: optionalText(notes, { label: 'Notes', field: 'notes', most: 1000 }),
  };
}
