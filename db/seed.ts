import type { INestApplicationContext } from '@nestjs/common';
import { CloseDay, OpenDays } from '../src/calendar/index.js';
import { AddPayer } from '../src/insurers/index.js';
import { AddDraftLine, FinalizeInvoice, ImportOpenInvoice, ReviewDraft, SetDraftDiagnoses, StartInvoiceDraft } from '../src/invoices/index.js';
import { AdjustInvoice, VoidInvoice } from '../src/payments/index.js';
import { SetUpChart } from '../src/ledger/index.js';
import { AddLocation, Letterheads, OrganizationQueries, SetPaperLook, SetUpOrganization } from '../src/locations/index.js';
import { ImportPatient } from '../src/patients/index.js';
import { Clock } from '../src/platform/clock.js';
import { sql } from '../src/platform/database/sql.js';
import { dayIn } from '../src/platform/zones.js';
import { AddService, SetPrice } from '../src/services/index.js';
import { addDays } from '../src/shared/calendar-date.js';
import { AddStaff, ORGANIZATION } from '../src/staff/index.js';
import { DEMO_USERS, DIAGNOSES, type DemoGround, type DemoInvoice, type DemoPatient, INVOICES, LOCATIONS, type LocationCode, ORGANIZATION_NAME, PATIENTS, type PayerKey, PAYERS, SERVICES } from './demo-clinic.js';
import { DemoDesk } from './demo-desk.js';
import { DEMO_LOGOS } from './demo-logo.js';
import { DemoPayments } from './demo-payments.js';
import { DemoToday } from './demo-today.js';
import { Seeding } from './seeding.js';

export { DEMO_USERS } from './demo-clinic.js';

/** How far back the demo's books reach, in days. */
const DAYS_BACK = 45;
const PAID_ON = 41;
/** Newer invoices are still waiting for their money. */
const PAID_THROUGH = 42;
const LAST_STEP = 'close-first-day:RS';

type Ids<K extends string> = Record<K, string>;

/** Whether this database holds the demo clinic, and whether all of it is there. */
export async function demoState(app: INestApplicationContext): Promise<'no demo' | 'begun' | 'whole' | 'empty'> {
  const seeding = await Seeding.of(app);
  if (seeding.has(LAST_STEP)) return 'whole';
  if (seeding.has('organization')) return 'begun';
  return (await app.get(OrganizationQueries).get()) ? 'no demo' : 'empty';
}

/** Makes the demo clinic by the product's own commands; posting dates lie in past open days, the trail says truthfully when it was made. */
export async function seedDemo(app: INestApplicationContext): Promise<void> {
  const seeding = await Seeding.of(app);
  await seeding.do('organization', () => new SetUpOrganization({ name: ORGANIZATION_NAME, currency: 'USD' }));
  await seeding.do('chart', () => new SetUpChart());
  const { locations, firstDay } = await seedLocations(seeding, app.get(Clock));
  await seedLooks(seeding, locations, app.get(Letterheads));
  const clerkId = await seedStaff(seeding, locations);
  const payers = await seedPayers(seeding);
  const services = await seedServices(seeding, locations);
  const providers = await DemoDesk.providers(seeding);
  const patients: string[] = [];
  for (const patient of PATIENTS) patients.push(await seedPatient(seeding, patient, locations, payers));
  const ground: DemoGround = { locations, payers, services, providers, patients, clerkId, firstDay };
  const paid: string[] = [];
  for (const [index, invoice] of INVOICES.entries()) {
    const invoiceId = await seedInvoice(seeding, index, invoice, ground);
    if (invoiceId !== undefined && index < PAID_THROUGH) paid.push(invoiceId);
  }
  await new DemoPayments(seeding, addDays(firstDay, PAID_ON)).record(paid);
  await new DemoDesk(seeding, ground).run();
  await new DemoToday(seeding, ground).run();
  for (const { code } of LOCATIONS) await seeding.do(`close-first-day:${code}`, () => new CloseDay({ locationId: locations[code], day: firstDay }));
}

async function seedLocations(seeding: Seeding, clock: Clock): Promise<Pick<DemoGround, 'locations' | 'firstDay'>> {
  const locations = {} as Ids<LocationCode>;
  for (const { paperColor: _, ...location } of LOCATIONS) {
    const { locationId } = await seeding.do<{ locationId: string }>(`location:${location.code}`, () => new AddLocation(location));
    locations[location.code] = locationId;
    const today = dayIn(location.timeZone, clock.epochMs());
    await seeding.do(`days:${location.code}`, () => new OpenDays({ locationId, from: addDays(today, -DAYS_BACK), through: addDays(today, -1) }));
  }
  const first = await seeding.reader.one<{ day: string }>(sql`SELECT MIN(d.day) AS day FROM days d`);
  return { locations, firstDay: first!.day };
}

/** A dark logo beside the name, and a light one on the color. */
async function seedLooks(seeding: Seeding, locations: Ids<LocationCode>, letterheads: Letterheads): Promise<void> {
  for (const { code, paperColor } of LOCATIONS) {
    await seeding.do(`look:${code}`, async () => new SetPaperLook({ locationId: locations[code], version: 1, paperColor, logo: { hash: await letterheads.keepLogo(DEMO_LOGOS[code]()), isLight: code === 'RS' } }));
  }
}

async function seedStaff(seeding: Seeding, locations: Ids<LocationCode>): Promise<string> {
  const ids: string[] = [];
  for (const { userName, displayName, role, at, password } of DEMO_USERS) {
    const grants = [{ role, locationId: at === 'all' ? ORGANIZATION : locations[at] }];
    const fields: Partial<AddStaff> = { userName, displayName, grants, password };
    ids.push((await seeding.do<{ staffId: string }>(`staff:${userName}`, () => new AddStaff(fields))).staffId);
  }
  return ids[0]!;
}

async function seedPayers(seeding: Seeding): Promise<Ids<PayerKey>> {
  const ids = {} as Ids<PayerKey>;
  for (const { key, ...payer } of PAYERS) ids[key] = (await seeding.do<{ payerId: string }>(`payer:${key}`, () => new AddPayer(payer))).payerId;
  return ids;
}

async function seedServices(seeding: Seeding, locations: Ids<LocationCode>): Promise<string[]> {
  const ids: string[] = [];
  for (const service of SERVICES) {
    const { serviceId } = await seeding.do<{ serviceId: string }>(`service:${service.code}`, () => new AddService({ locationId: locations.MS, ...service }));
    await seeding.do(`price:${service.code}`, () => new SetPrice({ serviceId, locationId: locations.RS, priceCents: service.priceCents }));
    ids.push(serviceId);
  }
  return ids;
}

async function seedPatient(seeding: Seeding, patient: DemoPatient, locations: Ids<LocationCode>, payers: Ids<PayerKey>): Promise<string> {
  const { at, coverages, ...details } = patient;
  const covered = coverages.map(({ payer, ...rule }, index) => ({
    ...rule, payerId: payers[payer], sequence: index + 1, memberId: `${payer.slice(0, 2).toUpperCase()}-${patient.number}-${index + 1}`, validFrom: '2024-01-01',
  }));
  const phone = `555-01${patient.number.slice(2)}`;
  const make = (): ImportPatient => new ImportPatient({ ...details, locationId: locations[at], phone, coverages: covered });
  return (await seeding.do<{ patientId: string }>(`patient:${patient.number}`, make)).patientId;
}

/** @returns the id of an invoice that may be paid */
async function seedInvoice(seeding: Seeding, index: number, invoice: DemoInvoice, ground: DemoGround): Promise<string | undefined> {
  const { number: patientNumber, at } = PATIENTS[invoice.patient]!;
  const [locationId, patientId] = [ground.locations[at], ground.patients[invoice.patient]!];
  const postingDate = addDays(ground.firstDay, invoice.day);
  if (invoice.fate === 'opening') {
    const originalDate = addDays(ground.firstDay, -20);
    const opening = { locationId, patientId, number: `OLD-${patientNumber}`, originalDate, description: 'Balance of the earlier system', parts: [{ amountCents: 18_000 }] };
    await seeding.do(`invoice:${index}`, () => new ImportOpenInvoice(opening));
    return undefined;
  }
  const { draftId } = await seeding.do<{ draftId: string }>(`draft:${index}`, () => new StartInvoiceDraft({ locationId, patientId }));
  await seeding.do(`diagnoses:${index}`, () => new SetDraftDiagnoses({ locationId, draftId, codes: [{ letter: 'A', code: DIAGNOSES[index % DIAGNOSES.length]! }] }));
  for (const [line, service] of invoice.services.entries()) {
    const fields = { locationId, draftId, serviceId: ground.services[service]!, quantity: 1, serviceDate: postingDate, providerId: ground.providers[index % ground.providers.length]!, pointers: 'A' };
    await seeding.do(`line:${index}:${line}`, () => new AddDraftLine(fields));
  }
  if (invoice.fate === 'reviewed') await seeding.do(`reviewed:${index}`, () => new ReviewDraft({ locationId, draftId }));
  if (invoice.fate === 'draft' || invoice.fate === 'reviewed') return undefined;
  await seeding.do(`invoice:${index}`, () => new FinalizeInvoice({ locationId, draftId, postingDate }));
  if (invoice.fate === 'discounted') {
    const party = await seeding.reader.one<{ partyKey: string }>(sql`
      SELECT s.party_key AS partyKey FROM shares s WHERE s.invoice_id = ${draftId} ORDER BY s.charged_cents DESC, s.id ${sql`LIMIT 1`}`);
    const discount = { locationId, invoiceId: draftId, partyKey: party!.partyKey, kind: 'courtesy' as const, amountCents: 1_000, reason: 'Long wait at the desk', postingDate };
    await seeding.do(`discount:${index}`, () => new AdjustInvoice(discount));
  }
  if (invoice.fate !== 'voided') return draftId;
  await seeding.do(`void:${index}`, () => new VoidInvoice({ locationId, invoiceId: draftId, reason: 'Billed to the wrong patient' }));
  return undefined;
}
