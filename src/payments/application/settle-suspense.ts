import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { NotFound } from '../../shared/domain-error.js';
import { optionalText, requiredText } from '../../shared/plain-text.js';
import type { MoveState } from '../domain/payment-state.js';
import { Payments } from '../domain/payments.js';
import { FORWARDED } from '../domain/provider-level.js';
import { FoundTooLittle, MoreThanWaits, NoSuchWay, type WaitingPart, waitingPart, waysOut, WayIncomplete, type WayOut } from '../domain/suspense.js';
import { PayingParties } from './paying-parties.js';
import type { ProviderRow } from './provider-rows.js';
import { type Remittance, RemittanceDesk } from './remittance-desk.js';
import { NOT_RESTATED, type RemittedLine } from './remitting.js';
import type { Stage } from './stage.js';

/** Money that an insurer took without its claim finds its place (MONEY 20): Cr 1160 against the line, the payment or the reference it was about, or as a cost. */
@Act({ title: 'Settle a takeback without its claim', needs: 'payment.post-insurer' })
export class SettleSuspense {
  locationId!: string;
  paymentId!: string;
  /** The part of the payment that waits. */
  moveId!: string;
  amountCents!: number;
  way!: WayOut;
  /** Of `claim`. */
  invoiceId?: string;
  lineId?: string;
  /** Of `kept`: the account and the reference it is kept under. */
  keptAccount?: string;
  keptReference?: string;
  /** Of `loss` required. */
  reason?: string;

  constructor(fields: Partial<SettleSuspense> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(SettleSuspense)
export class SettleSuspenseHandler implements ICommandHandler<SettleSuspense> {
  constructor(
    private readonly payments: Payments,
    private readonly parties: PayingParties,
    private readonly desk: RemittanceDesk,
  ) {}

  async execute(command: SettleSuspense): Promise<{ paymentId: string; openCents: number }> {
    const { locationId, paymentId, moveId, amountCents, way } = command;
    const reason = way === 'loss' ? requiredText(command.reason, WHY) : optionalText(command.reason, WHY);
    const seen = await this.payments.look(paymentId);
    if (seen.locationId !== locationId || seen.owner.kind !== 'insurer') throw new NotFound();
    const { move } = this.#waiting(await this.payments.movesOf(paymentId), command);
    const { remitting, provider, stage } = await this.desk.open(remittanceOf(command, move), await this.parties.payer('insurer', seen.owner.root), paymentId, { isLocked: true });
    const payment = stage.payment(paymentId);
    // Whoever was quicker had the payment locked.
    const { openCents } = this.#waiting(await this.payments.movesOf(paymentId), command);
    const pending = await this.payments.pendingLines(payment.earmarks.map(({ reference }) => reference));
    const { lines, providerRows } = remittanceOf(command, move);
    remitting.perform(lines, providerRows);
    if (way === 'money') provider.takeMissing(move.lineId!, amountCents);
    if (way === 'loss') provider.lose({ reference: move.reference, reason }, amountCents);
    if (provider.lostCents > 0) throw new FoundTooLittle(provider.lostCents, FIELDS[way]);
    provider.settle({ moveId, code: move.code, reference: move.reference, reason: becameOf(command, reason, stage) }, amountCents);
    payment.remit(remitting.applied, provider.parts, stage.posting, pending);
    return { paymentId, openCents: openCents - amountCents };
  }

  #waiting(moves: readonly MoveState[], { moveId, amountCents, way }: SettleSuspense): WaitingPart {
    const waiting = waitingPart(moves, moveId);
    if (!waysOut(waiting.move).includes(way)) throw new NoSuchWay(way);
    if (amountCents <= 0 || amountCents > waiting.openCents) throw new MoreThanWaits(waiting.openCents);
    return waiting;
  }
}

/** What became of it, as the payment tells it. */
function becameOf({ way, invoiceId, lineId, keptReference = '' }: SettleSuspense, reason: string, stage: Stage): string {
  const line = (): string => {
    const invoice = stage.invoice(invoiceId!);
    return `Taken from ${invoice.number}, line ${invoice.lines.find(({ id }) => id === lineId)!.position}`;
  };
  const words: Readonly<Record<WayOut, () => string>> = {
    claim: line, money: () => 'Its money has come back to its payment', kept: () => `Settles what was kept under ${keptReference}`, loss: () => 'Accepted as a cost',
  };
  return [words[way](), reason].filter(Boolean).join(': ').slice(0, WHY.most);
}

const WHY = { label: 'The reason', field: 'reason', most: 500 };
const FIELDS: Readonly<Record<WayOut, string>> = { claim: 'claim', money: 'way', kept: 'kept', loss: 'amountCents' };

/** The EOB that would have said it. */
function remittanceOf(command: SettleSuspense, { lineId }: MoveState): Remittance {
  const { locationId, paymentId, way } = command;
  return {
    locationId, amountCents: 0, attachTo: paymentId, soughtLines: way === 'money' ? [lineId!] : [],
    lines: way === 'claim' ? [takenFrom(command)] : [], providerRows: way === 'kept' ? [keptRow(command)] : [],
  };
}

function takenFrom({ invoiceId, lineId, amountCents }: SettleSuspense): RemittedLine {
  if (invoiceId === undefined || lineId === undefined) throw new WayIncomplete('Name the claim it was taken from, for example MS-10001/2 for its second line.', 'claim');
  return { invoiceId, lineId, takebackCents: amountCents, isRecoupment: true, decision: null, claimNumber: '', followUp: NOT_RESTATED };
}

function keptRow({ keptAccount, keptReference, amountCents }: SettleSuspense): ProviderRow {
  if (keptAccount === undefined || keptReference === undefined) throw new WayIncomplete('Choose what it settles of what is kept for this insurer.', 'kept');
  return { code: keptAccount === FORWARDED ? 'FB' : 'WO', amountCents: -amountCents, reference: keptReference };
}
