import { Test, type TestingModule } from '@nestjs/testing';
import { CalendarModule } from '../../src/calendar/index.js';
import { DepositsModule } from '../../src/deposits/index.js';
import { InsurersModule, AddPayer } from '../../src/insurers/index.js';
import { AddDraftLine, FinalizeInvoice, ImportOpenInvoice, InvoicesModule, StartInvoiceDraft } from '../../src/invoices/index.js';
import { LedgerModule, SetUpChart } from '../../src/ledger/index.js';
import { AddLocation, LocationsModule, SetUpOrganization } from '../../src/locations/index.js';
import { AddCoverage, PatientsModule, RegisterPatient } from '../../src/patients/index.js';
import { AdjustInvoice, AllocatePayment, ApplyInsurance, PaymentsModule, RecordInsurancePayment, RecordOtherPayerPayment, RecordPatientPayment, ReversePayment, VoidInvoice } from '../../src/payments/index.js';
import { actAs, systemActor, type Actor } from '../../src/platform/actor.js';
import { Commands } from '../../src/platform/commands.js';
import type { Config } from '../../src/platform/config.js';
import { Reader } from '../../src/platform/database/reader.js';
import { CONFIG, PlatformModule } from '../../src/platform/platform.module.js';
import { AddService, ServicesModule } from '../../src/services/index.js';

/** The whole product without its pages, and one short story of money played through it. */
export interface PostedClinic {
  app: TestingModule;
  reader: Reader;
  maple: string;
  riverside: string;
  amelia: string;
  harborlight: string;
  kestrel: string;
  /** Finalized invoices in the order of the story; `voided` had an adjustment, a transfer and a reversed payment before. */
  invoices: { first: string; second: string; voided: string; opening: string };
  payments: { insurance: string; patient: string; employer: string; reversed: string };
  act<T = Record<string, string>>(command: object, actor?: Actor): Promise<T>;
}

export function row(invoiceId: string, amountCents: number, adjustmentCents = 0, toPatientCents = 0) {
  return { invoiceId, amountCents, adjustmentCents, adjustmentReasonCode: adjustmentCents ? 'CO-45' : '', adjustmentReason: '', toPatientCents, toPatientReasonCode: toPatientCents ? 'PR-2' : '' };
}

export async function openClinic(config: Config, controllers: unknown[] = []): Promise<TestingModule> {
  const app = await Test.createTestingModule({
    imports: [PlatformModule, LocationsModule, CalendarModule, PatientsModule, InsurersModule, ServicesModule, InvoicesModule, PaymentsModule, DepositsModule, LedgerModule, ...(controllers as never[])],
  })
    .overrideProvider(CONFIG)
    .useValue(config)
    .compile();
  return app.init();
}

export async function postedClinic(config: Config): Promise<PostedClinic> {
  const app = await openClinic(config);
  const commands = app.get(Commands);
  const act = <T = Record<string, string>>(command: object, actor: Actor = systemActor('system:test')): Promise<T> =>
    actAs(actor, () => commands.execute<T>(command));
  await act(new SetUpOrganization({ name: 'Maple Clinics', currency: 'USD' }));
  await act(new SetUpChart());
  const { locationId: maple } = await act(new AddLocation({ code: 'MS', name: 'Maple Street', timeZone: 'America/Chicago' }));
  const { locationId: riverside } = await act(new AddLocation({ code: 'RV', name: 'Riverside', timeZone: 'America/Denver' }));
  const { payerId: harborlight } = await act(new AddPayer({ name: 'Harborlight Health Plan', kind: 'insurer' }));
  const { payerId: kestrel } = await act(new AddPayer({ name: 'Kestrel Freight', kind: 'employer' }));
  const clinic = { app, reader: app.get(Reader), act, maple: maple!, riverside: riverside!, harborlight: harborlight!, kestrel: kestrel! };
  return { ...clinic, ...(await playStory(clinic)) };
}

type Setting = Pick<PostedClinic, 'act' | 'maple' | 'harborlight' | 'kestrel'>;

async function playStory({ act, maple, harborlight, kestrel }: Setting): Promise<Pick<PostedClinic, 'amelia' | 'invoices' | 'payments'>> {
  const { serviceId: visit } = await act(new AddService({ locationId: maple, code: 'VISIT', description: 'Office visit', taxBasisPoints: 0, priceCents: 24000 }));
  const { serviceId: brace } = await act(new AddService({ locationId: maple, code: 'BRACE', description: 'Knee brace', taxBasisPoints: 825, priceCents: 8000 }));
  const { patientId: amelia } = await act(new RegisterPatient({ locationId: maple, lastName: 'Hartwell', firstName: 'Amelia', birthDate: '1984-03-14' }));
  const on = { patientId: amelia!, validFrom: '2020-01-01' };
  await act(new AddCoverage({ ...on, payerId: harborlight, sequence: 1, memberId: 'HL-4471', copayKind: 'percent', copayValue: 2000, copayWhose: 'patient' }));
  const invoice = async (...services: string[]): Promise<string> => {
    const { draftId } = await act(new StartInvoiceDraft({ locationId: maple, patientId: amelia! }));
    for (const serviceId of services) await act(new AddDraftLine({ locationId: maple, draftId: draftId!, serviceId, quantity: 2, serviceDate: '2026-11-02' }));
    return (await act(new FinalizeInvoice({ locationId: maple, draftId: draftId! }))).invoiceId!;
  };
  const first = await invoice(visit!, brace!);
  const second = await invoice(visit!);
  const voided = await invoice(brace!, visit!);
  const here = { locationId: maple };
  const insurer = { ...here, payerId: harborlight, method: 'insurance-eft' } as const;

  const { invoiceId: opening } = await act(new ImportOpenInvoice({ ...here, number: 'OLD-7', patientId: amelia!, originalDate: '2026-10-01', parts: [{ amountCents: 4500 }, { partyKey: kestrel, amountCents: 1500 }] }));
  const insurance = await act(new RecordInsurancePayment({ ...insurer, reference: 'EFT 80040611', amountCents: 40000, rows: [row(first, 16000, 4000, 4000), row(second, 20000, 1000)], remainderKind: 'to-allocate' }));
  const patient = await act(new RecordPatientPayment({ ...here, guarantorId: amelia!, method: 'cash', amountCents: 9000, rows: [row(first, 5000)], remainderKind: 'credit' }));
  const employer = await act(new RecordOtherPayerPayment({ ...here, payerId: kestrel, method: 'check', reference: '991', amountCents: 1000, rows: [row(opening!, 1000)] }));
  await act(new AllocatePayment({ ...here, paymentId: insurance.paymentId!, rows: [row(second, 1500)] }));
  const reversed = await act(new RecordInsurancePayment({ ...insurer, reference: 'EFT 80040612', amountCents: 7000, rows: [row(voided, 6000, 2000, 1000)], remainderKind: 'needs-research' }));
  await act(new ReversePayment({ ...here, paymentId: reversed.paymentId!, reason: 'Amount mistyped: EOB page 2 says 160.00' }));
  await act(new AdjustInvoice({ ...here, invoiceId: voided, partyKey: amelia!, kind: 'courtesy', amountCents: 1200, reason: 'Long wait' }));
  await act(new ApplyInsurance({ ...here, invoiceId: voided, partyKey: kestrel, amountCents: 700 }));
  await act(new AdjustInvoice({ ...here, invoiceId: first, partyKey: amelia!, kind: 'courtesy', amountCents: 500, reason: 'Long wait' }));
  await act(new ApplyInsurance({ ...here, invoiceId: first, partyKey: kestrel, amountCents: 900 }));
  await act(new VoidInvoice({ ...here, invoiceId: voided, reason: 'Wrong patient' }));
  return {
    amelia: amelia!,
    invoices: { first, second, voided, opening: opening! },
    payments: { insurance: insurance.paymentId!, patient: patient.paymentId!, employer: employer.paymentId!, reversed: reversed.paymentId! },
  };
}
