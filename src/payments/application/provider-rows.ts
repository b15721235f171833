import { newId } from '../../platform/ids.js';
import { sumCents } from '../../shared/money.js';
import { plainKey } from '../../shared/plain-text.js';
import { PayerBalance } from '../domain/payer-balance.js';
import { accountOf, FORWARDED, type NewPart, OWED_TO_PAYER, SUSPENSE } from '../domain/provider-level.js';
import { ProviderCodeMissing, ProviderRowZero } from '../domain/remittance-refusals.js';
import type { Party } from './row-applying.js';
import type { Stage } from './stage.js';

/** A row of a remittance that is about no claim. */
export interface ProviderRow {
  /** As printed, for example L6 for interest, WO for a recoupment, FB for a forwarded balance. */
  code: string;
  /** By what it does to the check: positive raises it. The printed amount has the opposite sign. */
  amountCents: number;
  /** What the insurer calls it. */
  reference: string;
  /** The line that a recoupment by letter is about, where its reference leads to one. */
  claim?: { invoiceId: string; lineId: string } | undefined;
}

export interface Recoupment {
  invoiceId: string;
  lineId: string;
  amountCents: number;
}

interface Props {
  paymentId: string;
  locationId: string;
  party: Party;
  stage: Stage;
  /** Payments whose money once stood on a line, or that owe money back under a reference. */
  takeable: readonly { id: string; lineIds: readonly string[]; references: readonly string[] }[];
  balances: readonly PayerBalance[];
}

const KEPT = [OWED_TO_PAYER, FORWARDED];
const LOSSES = '5110';

/** MONEY 7, 11, 20: puts what a remittance says beside its claims on its accounts, what raises the check before what lowers it. */
export class ProviderRows {
  readonly parts: NewPart[] = [];
  readonly recoupments: Recoupment[] = [];
  readonly opened: PayerBalance[] = [];

  constructor(private readonly props: Props) {}

  /** @returns for each row, in its order, the account of what of it went last */
  enter(rows: readonly ProviderRow[]): string[] {
    const order = rows.map((row, index) => ({ row, index })).sort((a, b) => Number(a.row.amountCents < 0) - Number(b.row.amountCents < 0) || a.index - b.index);
    const accounts = new Map(order.map(({ row, index }) => [index, this.#enter(row)]));
    return rows.map((_, index) => accounts.get(index)!);
  }

  /** Money that left its line: from the 2100 of the payment it came from, then its 2150, the rest waits in suspense for a person. */
  takeMissing(lineId: string, amountCents: number): void {
    let rest = amountCents;
    for (const { id } of this.props.takeable.filter(({ lineIds }) => lineIds.includes(lineId))) {
      const payment = this.props.stage.payment(id);
      rest -= this.#recoup(id, Math.min(rest, payment.recoupableCents(lineId)), { accountCode: '2100', lineId });
      rest -= this.#recoup(id, Math.min(rest, payment.owedCents), { accountCode: OWED_TO_PAYER, lineId });
    }
    this.#part({ accountCode: SUSPENSE, amountCents: -rest, lineId });
  }

  /** So much of a part in suspense has found its place. */
  settle({ moveId, ...words }: { moveId: string; code: string; reference: string; reason: string }, amountCents: number): void {
    this.#part({ ...words, accountCode: SUSPENSE, amountCents, settlesId: moveId });
  }

  /** The insurer keeps it and no claim answers for it: a cost. */
  lose({ reference, reason }: { reference: string; reason: string }, amountCents: number): void {
    this.#part({ accountCode: LOSSES, amountCents: -amountCents, reference, reason });
  }

  /** What was taken back and found nowhere. */
  get lostCents(): number {
    return sumCents(this.parts.map(({ accountCode, amountCents }) => (accountCode === SUSPENSE ? -Math.min(amountCents, 0) : 0)));
  }

  #enter(row: ProviderRow): string {
    const { code, amountCents, reference } = row;
    if (code.trim() === '') throw new ProviderCodeMissing();
    if (amountCents === 0) throw new ProviderRowZero(code);
    const accountCode = accountOf(code, amountCents);
    if (!KEPT.includes(accountCode)) {
      this.#part({ accountCode, amountCents, code, reference });
      return accountCode;
    }
    if (amountCents > 0) return this.#keep(row, accountCode);
    return this.#use(row, accountCode);
  }

  #keep({ code, amountCents, reference }: ProviderRow, accountCode: string): string {
    const { locationId, party, stage } = this.props;
    const known = this.#balances(accountCode).find((one) => one.reference === plainKey(reference));
    const balance = known ?? PayerBalance.open(newId(), { locationId, payerRoot: party.root, accountCode, reference: plainKey(reference) }, stage.posting.date);
    if (!known) this.opened.push(balance);
    balance.move(amountCents, stage.posting.date);
    this.#part({ accountCode, amountCents, code, reference, balanceId: balance.id });
    return accountCode;
  }

  /** What the insurer recovers of what is kept for it: under its reference, or the one balance of that very amount. */
  #use({ code, amountCents, reference, claim }: ProviderRow, accountCode: string): string {
    let rest = -amountCents;
    for (const balance of this.#matching(accountCode, plainKey(reference), rest)) {
      const part = Math.min(rest, balance.openCents);
      if (part === 0) continue;
      balance.move(-part, this.props.stage.posting.date);
      this.#part({ accountCode, amountCents: -part, code, reference, balanceId: balance.id });
      rest -= part;
    }
    const owing = accountCode === OWED_TO_PAYER ? this.props.takeable.filter(({ references }) => references.some((name) => plainKey(name) === plainKey(reference))) : [];
    for (const { id } of owing) rest -= this.#recoup(id, Math.min(rest, this.props.stage.payment(id).owedCents), { accountCode, lineId: '', code, reference });
    if (rest === 0) return accountCode;
    if (claim && accountCode === OWED_TO_PAYER) {
      this.recoupments.push({ ...claim, amountCents: rest });
      return '1100';
    }
    this.#part({ accountCode: SUSPENSE, amountCents: -rest, code, reference });
    return SUSPENSE;
  }

  #matching(accountCode: string, key: string, amountCents: number): PayerBalance[] {
    const open = this.#balances(accountCode).filter(({ openCents }) => openCents > 0);
    const named = open.filter(({ reference }) => reference === key);
    const alike = open.filter(({ openCents }) => openCents === amountCents);
    return named.length === 0 && alike.length === 1 ? alike : named;
  }

  #balances(accountCode: string): PayerBalance[] {
    return [...this.props.balances, ...this.opened].filter((balance) => balance.accountCode === accountCode);
  }

  #recoup(id: string, amountCents: number, { accountCode, lineId, ...words }: { accountCode: string; lineId: string; code?: string; reference?: string }): number {
    if (amountCents <= 0) return 0;
    const { stage, paymentId } = this.props;
    stage.payment(id).recoup(amountCents, { accountCode, lineId, byPaymentId: paymentId }, stage.posting);
    this.#part({ ...words, accountCode, amountCents: -amountCents, ofPaymentId: id });
    return amountCents;
  }

  #part(part: Partial<NewPart> & Pick<NewPart, 'accountCode' | 'amountCents'>): void {
    if (part.amountCents !== 0) this.parts.push({ code: '', reference: '', reason: '', ofPaymentId: null, balanceId: null, settlesId: null, lineId: null, ...part });
  }
}
