import { type Invoice, openCentsOf } from '../../invoices/index.js';
import { sumCents } from '../../shared/money.js';
import type { Correcting } from '../application/without-payment.js';
import type { GridInvoice, GridParty } from './grid.queries.js';

/** The rows as they are due once the payment that is corrected is taken back. */
export function asWithout(correcting: Correcting | undefined, party: GridParty, rows: GridInvoice[]): GridInvoice[] {
  return rows.map((row) => {
    const invoice = correcting?.invoices.get(row.invoiceId);
    return invoice ? { ...row, ...amountsOf(invoice, party, row.guarantorId) } : row;
  });
}

function amountsOf({ shares }: Invoice, { kind, group }: GridParty, guarantorId: string) {
  const ofKind = (wanted: string) => sumCents(shares.filter(({ partyKind }) => partyKind === wanted).map(openCentsOf));
  const own = shares.filter((share) => share.partyKind === kind && isOf(kind === 'patient' ? share.guarantorId : share.payerId));
  return {
    dueCents: sumCents(own.map(openCentsOf)), paidCents: sumCents(own.map((share) => share.paidCents)), adjustedCents: sumCents(own.map((share) => share.adjustedCents)),
    patientDueCents: ofKind('patient'), insurerDueCents: ofKind('insurer'), otherDueCents: ofKind('other'),
  };

  /** As the grid counts: also a patient's part that somebody else owes. */
  function isOf(id: string | null): boolean {
    return id !== null && (group.includes(id) || (kind === 'patient' && !group.includes(guarantorId) && id === guarantorId));
  }
}
