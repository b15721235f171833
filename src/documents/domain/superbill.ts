import type { CalendarDate } from '../../shared/calendar-date.js';
import { sumCents } from '../../shared/money.js';
import type { Composed, Issuer } from './document-state.js';
import { PaperDoesNotAddUp } from './refusals.js';

export interface SuperbillHead {
  patientName: string;
  patientNumber: string;
  birthDate: CalendarDate;
  patientAddress: string;
  guarantorName: string;
  invoiceNumber: string;
  invoiceDate: CalendarDate;
  diagnoses: string[];
  coverages: { place: string; payerName: string; memberId: string; groupNumber: string }[];
  /** An insurer has a part of the invoice; otherwise the patient claims it. */
  isInsuranceBilled: boolean;
  chargedCents: number;
  payersPaidCents: number;
  adjustedCents: number;
  payersOpenCents: number;
  patientPaidCents: number;
  patientOpenCents: number;
}

export interface SuperbillService {
  serviceDate: CalendarDate;
  code: string;
  description: string;
  quantity: number;
  /** Letters, as on the claim: `AB`. */
  pointers: string;
  providerName: string;
  providerNpi: string;
  licenseNumber: string;
  chargeCents: number;
  patientPaidCents: number;
}

export interface SuperbillPayment {
  paidOn: CalendarDate;
  methodName: string;
  reference: string;
  amountCents: number;
}

export interface SuperbillSections {
  services: SuperbillService[];
  payments: SuperbillPayment[];
}

export type Superbill = Composed<SuperbillHead, SuperbillSections & Readonly<Record<string, readonly object[]>>>;

/** What the books and lists say of an invoice. */
export interface InvoiceOfSuperbill extends Issuer {
  locationId: string;
  invoiceId: string;
  patientId: string;
  state: string;
  origin: string;
  head: Omit<SuperbillHead, 'chargedCents' | 'patientPaidCents'>;
  services: (SuperbillService & { providerId: string | null })[];
  payments: SuperbillPayment[];
}

/** Something an insurer asks for and the paper would lack, and where it is entered. */
export interface Gap {
  sentence: string;
  href: string;
}

/** Everything that is missing, in the order of the paper; empty when an insurer can take it. */
export function gapsOf({ locationId, invoiceId, patientId, issuerName, issuerAddress, issuerTaxId, head, services }: InvoiceOfSuperbill): Gap[] {
  const settings = `/settings/locations/${locationId}`;
  const correct = `/invoices/${invoiceId}/correction/new`;
  const missing = (isMissing: boolean, sentence: string, href: string): Gap[] => (isMissing ? [{ sentence, href }] : []);
  return [
    ...missing(issuerTaxId === '', `${issuerName} has no tax ID.`, settings),
    ...missing(issuerAddress === '', `${issuerName} has no address.`, settings),
    ...missing(head.patientAddress === '', `${head.patientName} has no address.`, `/patients/${patientId}/edit`),
    ...missing(head.diagnoses.length === 0, 'The invoice names no diagnosis.', correct),
    ...services.flatMap((service, index) => gapsOfLine(service, index + 1, head.diagnoses.length > 0, correct)),
  ].filter((gap, index, all) => all.findIndex(({ sentence }) => sentence === gap.sentence) === index);
}

function gapsOfLine({ description, code, pointers, providerId, providerName, providerNpi, licenseNumber }: InvoiceOfSuperbill['services'][number], position: number, hasDiagnoses: boolean, correct: string): Gap[] {
  const line = `Line ${position}, ${description},`;
  const provider = `/providers/${providerId ?? ''}`;
  if (providerId === null) return [...pointless(), { sentence: `${line} names no provider.`, href: correct }];
  return [
    ...pointless(),
    ...(providerNpi === '' ? [{ sentence: `${providerName} has no NPI.`, href: provider }] : []),
    ...(licenseNumber === '' ? [{ sentence: `${providerName} has no license number.`, href: provider }] : []),
  ];

  function pointless(): Gap[] {
    return [
      ...(code === '' ? [{ sentence: `${line} has no service code.`, href: correct }] : []),
      ...(hasDiagnoses && pointers === '' ? [{ sentence: `${line} points to no diagnosis.`, href: correct }] : []),
    ];
  }
}

/**
 * @param on the day it is issued
 * @throws PaperDoesNotAddUp when what was charged is not what became of it, or the payments listed are not what the patient paid
 */
export function composeSuperbill({ head, services, payments, invoiceId, issuerName, issuerAddress, issuerPhone, issuerTaxId }: InvoiceOfSuperbill, on: CalendarDate): Superbill {
  const chargedCents = sumCents(services.map(({ chargeCents }) => chargeCents));
  const patientPaidCents = sumCents(services.map((service) => service.patientPaidCents));
  const leftCents = chargedCents - head.payersPaidCents - head.adjustedCents - head.payersOpenCents - patientPaidCents;
  if (leftCents !== head.patientOpenCents || sumCents(payments.map(({ amountCents }) => amountCents)) !== patientPaidCents) throw new PaperDoesNotAddUp(`Invoice ${head.invoiceNumber}`);
  return {
    issuerName, issuerAddress, issuerPhone, issuerTaxId, subjectId: invoiceId, recipientName: head.patientName, fromDay: services[0]?.serviceDate ?? on, asOf: on, amountCents: chargedCents,
    head: { ...head, chargedCents, patientPaidCents },
    sections: { services: services.map(({ providerId: _, ...service }) => service), payments },
  };
}
