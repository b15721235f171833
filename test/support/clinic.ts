import { OpenDays } from '../../src/calendar/index.js';
import { AddPayer } from '../../src/insurers/index.js';
import { AddDraftLine, ApplyInsuranceToDraft, FinalizeInvoice, StartInvoiceDraft } from '../../src/invoices/index.js';
import { SetUpChart } from '../../src/ledger/index.js';
import { AddLocation, SetUpOrganization } from '../../src/locations/index.js';
import { AddCoverage, RegisterPatient } from '../../src/patients/index.js';
import { dayIn } from '../../src/platform/zones.js';
import { AddService, SetPrice } from '../../src/services/index.js';
import { addDays } from '../../src/shared/calendar-date.js';

type Run = <T>(command: object) => Promise<T>;

export const ZONE = 'America/Chicago';

export interface Clinic {
  today: string;
  /** Maple Street and Riverside. */
  maple: string;
  riverside: string;
  harborlight: string;
  tamarack: string;
  /** An employer. */
  kestrel: string;
  visit: string;
  taxedBrace: string;
  /** A registered patient at a location, covered by Harborlight (primary) and, if wished, Tamarack. */
  patient(options?: { locationId?: string; covered?: boolean; secondary?: boolean; lastName?: string }): Promise<string>;
  /** A finalized invoice of visits, on each of its lines as many; `insurerCents` is what the primary takes of it (all when left out and covered). */
  invoice(patientId: string, options?: { locationId?: string; lines?: number; visits?: number; insurerCents?: number }): Promise<{ invoiceId: string; number: string }>;
}

export const VISIT_CENTS = 10_000;

/** Two locations with open days, three payers, two services; made by the commands a clinic itself would use. */
export async function openClinic(run: Run): Promise<Clinic> {
  const today = dayIn(ZONE, Date.now());
  await run(new SetUpOrganization({ name: 'Test Clinics', currency: 'USD' }));
  await run(new SetUpChart());
  const maple = await location(run, 'MS', 'Maple Street', today);
  const riverside = await location(run, 'RS', 'Riverside', today);
  const payer = async (name: string, kind: string): Promise<string> => (await run<{ payerId: string }>(new AddPayer({ name, kind }))).payerId;
  const harborlight = await payer('Harborlight Health Plan', 'insurer');
  const tamarack = await payer('Tamarack Mutual', 'insurer');
  const kestrel = await payer('Kestrel Freight', 'employer');
  const visit = await service(run, [maple, riverside], 'V20', 'Follow-up visit 20 min', VISIT_CENTS, 0);
  const taxedBrace = await service(run, [maple, riverside], 'BR1', 'Knee brace', 8_000, 825);
  let people = 0;

  const clinic: Clinic = {
    today, maple, riverside, harborlight, tamarack, kestrel, visit, taxedBrace,
    patient: async ({ locationId = maple, covered = true, secondary = false, lastName } = {}) => {
      people += 1;
      const { patientId } = await run<{ patientId: string }>(
        new RegisterPatient({ locationId, lastName: lastName ?? `Hartwell${people}`, firstName: 'Amelia', birthDate: '1984-03-14' }),
      );
      const payers = [...(covered ? [harborlight] : []), ...(secondary ? [tamarack] : [])];
      for (const [index, payerId] of payers.entries()) {
        await run(new AddCoverage({ patientId, payerId, sequence: index + 1, memberId: `M-${people}-${index}`, validFrom: '2020-01-01' }));
      }
      return patientId;
    },
    invoice: async (patientId, { locationId = maple, lines = 1, visits = 1, insurerCents } = {}) => {
      const { draftId } = await run<{ draftId: string }>(new StartInvoiceDraft({ locationId, patientId }));
      for (let line = 0; line < lines; line++) await run(new AddDraftLine({ locationId, draftId, serviceId: visit, quantity: visits, serviceDate: addDays(today, -7) }));
      if (insurerCents !== undefined) await run(new ApplyInsuranceToDraft({ locationId, draftId, amounts: [{ partyKey: harborlight, amountCents: insurerCents }] }));
      return run(new FinalizeInvoice({ locationId, draftId }));
    },
  };
  return clinic;
}

async function location(run: Run, code: string, name: string, today: string): Promise<string> {
  const { locationId } = await run<{ locationId: string }>(new AddLocation({ code, name, timeZone: ZONE, invoicePrefix: code }));
  await run(new OpenDays({ locationId, from: addDays(today, -30), through: addDays(today, 60) }));
  return locationId;
}

async function service(run: Run, locations: readonly string[], code: string, description: string, priceCents: number, taxBasisPoints: number): Promise<string> {
  const [first, ...others] = locations;
  const { serviceId } = await run<{ serviceId: string }>(new AddService({ locationId: first, code, description, priceCents, taxBasisPoints }));
  for (const locationId of others) await run(new SetPrice({ serviceId, locationId, priceCents }));
  return serviceId;
}
