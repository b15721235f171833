import { belongsTo, type DecidedLine, type Invoice, LineRefusal, type ShareParty } from '../../invoices/index.js';
import { DomainError } from '../../shared/domain-error.js';
import { sumCents } from '../../shared/money.js';
import type { AppliedRow } from '../domain/payment-state.js';
import { totalOf } from '../domain/payment-books.js';
import type { ProviderRow, ProviderRows } from './provider-rows.js';
import { type Party, partyOf } from './row-applying.js';
import type { Stage } from './stage.js';

/** One service line of a remittance, in the order of the paper. */
export interface RemittedLine extends DecidedLine {
  invoiceId: string;
}

interface Props {
  paymentId: string;
  party: Party;
  stage: Stage;
  provider: ProviderRows;
  insurersOn: ReadonlyMap<string, readonly ShareParty[]>;
}

export interface LineTrouble {
  invoiceId: string;
  /** Missing where the refusal is about the invoice as a whole. */
  lineId: string | undefined;
  sentence: string;
}

export const NOT_RESTATED = 'The insurer took this back without restating its decision: decide whether the patient owes it, to appeal, or to write it off.';

/** A remittance on opened records: every invoice decides its lines once, and what that takes from elsewhere is found. The same for posting and preview. */
export class Remitting {
  readonly applied: AppliedRow[] = [];
  readonly troubles: LineTrouble[] = [];

  constructor(private readonly props: Props) {}

  /** @param onTrouble what to do where an invoice refuses: throw, or note it and go on with the next */
  perform(lines: readonly RemittedLine[], rows: readonly ProviderRow[], { goesOn = false } = {}): { accounts: string[] } {
    const accounts = this.props.provider.enter(rows);
    const recouped = this.props.provider.recoupments.map(({ invoiceId, lineId, amountCents }): RemittedLine => ({
      invoiceId, lineId, takebackCents: amountCents, isRecoupment: true, decision: null, claimNumber: '', followUp: NOT_RESTATED,
    }));
    for (const [invoiceId, own] of byInvoice([...lines, ...recouped])) {
      try {
        this.#decide(this.props.stage.invoice(invoiceId), own);
      } catch (error) {
        if (!goesOn || !(error instanceof DomainError)) throw error;
        this.troubles.push({ invoiceId, lineId: error instanceof LineRefusal ? error.lineId : undefined, sentence: error.sentence });
      }
    }
    this.props.stage.settle();
    return { accounts };
  }

  /** What the lines and the provider-level rows come to. */
  get distributedCents(): number {
    return totalOf(this.applied) + sumCents(this.props.provider.parts.map(({ amountCents }) => amountCents));
  }

  #decide(invoice: Invoice, lines: readonly DecidedLine[]): void {
    const { stage, party, paymentId, provider, insurersOn } = this.props;
    const standing = stage.standing(invoice);
    const shares = new Map(invoice.shares.map((share) => [share.id, share]));
    const ofPayment = new Set(stage.liveOf(paymentId).map(({ allocation }) => allocation.id));
    const own = standing.money
      .filter(({ shareId, amountCents }) => amountCents > 0 && belongsTo(shares.get(shareId)!, partyOf(party)))
      .map((money) => ({ ...money, isOfPayment: ofPayment.has(money.allocationId) }));
    const decided = invoice.decide(lines, { party: partyOf(party), paymentId, own, payers: insurersOn.get(invoice.id) ?? [] }, standing, stage.posting);
    stage.giveBack(invoice, [...decided.released, ...decided.fitted], { held: true });
    const dateOf = (lineId: string): string => invoice.lines.find(({ id }) => id === lineId)!.serviceDate;
    const taken = decided.taken.map(({ allocationId, shareId, lineId, amountCents }) => {
      const { partyKind, payerId, guarantorId } = shares.get(shareId)!;
      return { shareId, lineId, partyKind, payerId, guarantorId, serviceDate: dateOf(lineId), amountCents: -amountCents, takenOriginId: stage.originOf(allocationId) };
    });
    const { id: invoiceId, patientId, locationId, nextVersion: invoiceVersion } = invoice;
    this.applied.push({ invoiceId, patientId, locationId, invoiceVersion, shares: [...taken, ...decided.paid] });
    for (const { lineId, amountCents } of decided.missing) provider.takeMissing(lineId, amountCents);
  }
}

function byInvoice(lines: readonly RemittedLine[]): Map<string, RemittedLine[]> {
  const groups = new Map<string, RemittedLine[]>();
  for (const line of lines) groups.set(line.invoiceId, [...(groups.get(line.invoiceId) ?? []), line]);
  return groups;
}
