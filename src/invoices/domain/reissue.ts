import { DomainError } from '../../shared/domain-error.js';
import { codesOf } from './diagnoses.js';
import type { Invoice } from './invoice.js';
import type { EnteredPayers } from './invoices.js';
import { InvoiceDraft, type SplitRules } from './invoice-draft.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import type { InvoiceLineState } from './invoice-state.js';

/** The draft that takes an invoice's place: its lines and the payers entered on it as they were, and who owes what of each as it stands. */
export function reissueOf(invoice: Invoice, id: string, startedOn: CalendarDate, rules: SplitRules, entered?: EnteredPayers): InvoiceDraft {
  const { root, lines, shares } = invoice.state();
  if (root.origin === 'opening' || lines.some(({ serviceId }) => serviceId === null)) throw new OpeningNotReissued(root.number);
  const draft = InvoiceDraft.start({ id, locationId: root.locationId, patientId: root.patientId, startedOn });
  if (root.diagnoses !== '') draft.setDiagnoses(codesOf(root.diagnoses));
  if (entered) draft.setPayers(entered, [], rules.nextId);
  const amounts: Parameters<InvoiceDraft['applyInsurance']>[0][number][] = [];
  for (const line of [...lines].sort((a, b) => a.position - b.position)) {
    const lineId = rules.nextId();
    draft.addLine(lineId, serviceOf(line), termsOf(line));
    for (const { partyKind, partyKey, payerId, sequence, chargedCents } of shares.filter((share) => share.lineId === line.id)) {
      if (partyKind !== 'patient' && chargedCents > 0) amounts.push({ partyKind, partyKey, payerId: payerId!, sequence, lineId, amountCents: chargedCents });
    }
  }
  draft.applyInsurance(amounts, 'line-order', rules);
  return draft;
}

function serviceOf({ serviceId, code, description, listPriceCents, taxBasisPoints }: InvoiceLineState) {
  return { serviceId: serviceId!, code, description, priceCents: listPriceCents, taxBasisPoints };
}

function termsOf(line: InvoiceLineState) {
  const { quantity, serviceDate, pointers, discountCents } = line;
  const provider = line.providerId === null ? {} : { providerId: line.providerId };
  const price = line.unitPriceCents === line.listPriceCents ? {} : { unitPriceCents: line.unitPriceCents, priceReason: line.priceReason };
  return { quantity, serviceDate, pointers, ...provider, ...price, ...(discountCents > 0 ? { discountCents, discountReason: line.discountReason } : {}) };
}

export class OpeningNotReissued extends DomainError {
  constructor(number: string) {
    super('opening-not-reissued', `${number} holds an opening balance or a fee, which no draft can stand for. Void it, and bring the right one in instead.`);
  }
}
