import { AddPayer } from '../insurers/index.js';
import { AddDraftLine, FinalizeInvoice, StartInvoiceDraft } from '../invoices/index.js';
import { SetUpChart } from '../ledger/index.js';
import { AddLocation, LocationsQueries, type LocationSummary, OrganizationQueries, SetUpOrganization } from '../locations/index.js';
import { ImportPatient } from '../patients/index.js';
import { RecordInsurancePayment, RecordPatientPayment } from '../payments/index.js';
import { sql } from '../platform/database/sql.js';
import type { Snapshot } from '../platform/database/snapshot.js';
import { AddService } from '../services/index.js';
import { addDays } from '../shared/calendar-date.js';
import type { Call, CliCommand } from './cli-command.js';
import { type Door, openDoor } from './door.js';
import { UsageError } from './failures.js';
import { Invented, PAYER_NAMES, SERVICES } from './invented.js';
import { onSnapshot, readerOf } from './read-snapshot.js';

const MOST = 10_000;
const ZONE = 'America/Chicago';

interface Ground {
  location: LocationSummary;
  /** The day everything is counted back from: the same for every run on this database. */
  baseDay: string;
}

interface Person {
  patientId: string;
  payerId: string | undefined;
}

export const generate: CliCommand = {
  name: 'generate',
  usage: '--patients N --invoices N --seed S',
  summary: `an invented clinic of up to ${MOST} patients and ${MOST} invoices, through the same door; the same seed gives the same clinic, and running it again goes on where it stopped`,
  positionals: 0,
  options: { patients: { type: 'string' }, invoices: { type: 'string' }, seed: { type: 'string' } },
  async run(call) {
    const [patients, invoices, seed] = [count(call, 'patients', MOST), count(call, 'invoices', MOST), count(call, 'seed', 2 ** 32 - 1)];
    if (invoices > 0 && patients === 0) throw new UsageError('Invoices need patients: write --patients 1 or more.');
    const door = await openDoor(call.config);
    try {
      const ground = await groundOf(call, door);
      const payments = await new Generation(door, ground, seed, call).run(patients, invoices);
      call.out.line(`${patients} patients, ${invoices} invoices and ${payments} payments at ${ground.location.name} from seed ${seed}.`);
      return { isFine: true, document: { location: ground.location.code, patients, invoices, payments, seed } };
    } finally {
      await door.close();
    }
  },
};

function count({ options }: Call, flag: string, most: number): number {
  const typed = options[flag];
  const value = typeof typed === 'string' && /^\d{1,10}$/.test(typed) ? Number(typed) : NaN;
  if (value <= most) return value;
  throw new UsageError(`--${flag} is missing or unreadable; write a whole number up to ${most}, for example --${flag} 100.`);
}

/** The first location there is; an empty database gets an invented organization first. */
async function groundOf({ config }: Call, door: Door): Promise<Ground> {
  const look = (): Promise<Ground | undefined> => onSnapshot(config, groundIn);
  const present = await look();
  if (present) return present;
  const hasOrganization = await onSnapshot(config, (snapshot) => new OrganizationQueries(readerOf(snapshot)).get());
  if (!hasOrganization) await door.execute(SetUpOrganization, { name: 'Invented Clinics', currency: 'USD' }, 'generate:organization');
  await door.execute(SetUpChart, {}, 'generate:chart');
  await door.execute(AddLocation, { code: 'IC', name: 'Invented Clinic', timeZone: ZONE }, 'generate:location');
  return (await look())!;
}

async function groundIn(snapshot: Snapshot): Promise<Ground | undefined> {
  const [location] = await new LocationsQueries(readerOf(snapshot)).all();
  if (!location) return undefined;
  const [first] = await snapshot.all<{ day: string }>(sql`SELECT MIN(d.day) AS day FROM days d WHERE d.location_id = ${location.id}`);
  return { location, baseDay: first!.day };
}

/** Every step has a key of seed and place, so that a step done before answers as it did then. */
class Generation {
  readonly #invented: Invented;
  #payments = 0;

  constructor(
    private readonly door: Door,
    private readonly ground: Ground,
    private readonly seed: number,
    private readonly call: Call,
  ) {
    this.#invented = new Invented(seed);
  }

  /** @returns the number of payments */
  async run(patients: number, invoices: number): Promise<number> {
    const payers = await this.#payers();
    const services = await this.#services();
    const people: Person[] = [];
    for (let index = 0; index < patients; index += 1) people.push(await this.#patient(index, payers));
    for (let index = 0; index < invoices; index += 1) await this.#invoice(index, people, services);
    return this.#payments;
  }

  #key(kind: string, index: number): string {
    return `generate:${this.seed}:${kind}:${index}`;
  }

  #progress(what: string, index: number): void {
    if ((index + 1) % 100 === 0) this.call.out.progress(`${index + 1} ${what}`);
  }

  async #payers(): Promise<string[]> {
    const ids: string[] = [];
    for (const [index, name] of PAYER_NAMES.entries()) {
      const fields = { name: `${name} ${this.seed}`, kind: 'insurer' };
      ids.push((await this.door.execute<{ payerId: string }>(AddPayer, fields, this.#key('payer', index))).payerId);
    }
    return ids;
  }

  async #services(): Promise<{ serviceId: string; priceCents: number }[]> {
    const added: { serviceId: string; priceCents: number }[] = [];
    for (const [index, { code, description, priceCents }] of SERVICES.entries()) {
      const fields = { locationId: this.ground.location.id, code: `${code}-${this.seed}`, description, priceCents };
      const { serviceId } = await this.door.execute<{ serviceId: string }>(AddService, fields, this.#key('service', index));
      added.push({ serviceId, priceCents });
    }
    return added;
  }

  async #patient(index: number, payers: readonly string[]): Promise<Person> {
    const { lastName, firstName, birthDate } = this.#invented.person();
    const payerId = this.#invented.chance(0.8) ? this.#invented.oneOf(payers) : undefined;
    const coverages = payerId === undefined ? [] : [{ payerId, sequence: 1, memberId: `M${this.seed}-${index}`, validFrom: '2015-01-01' }];
    const fields = { locationId: this.ground.location.id, number: `G${this.seed}-${index + 1}`, lastName, firstName, birthDate, coverages };
    const { patientId } = await this.door.execute<{ patientId: string }>(ImportPatient, fields, this.#key('patient', index));
    this.#progress('patients', index);
    return { patientId, payerId };
  }

  async #invoice(index: number, people: readonly Person[], services: readonly { serviceId: string; priceCents: number }[]): Promise<void> {
    const invented = this.#invented;
    const locationId = this.ground.location.id;
    const person = invented.oneOf(people);
    const serviceDate = addDays(this.ground.baseDay, -invented.below(120));
    const { draftId } = await this.door.execute<{ draftId: string }>(StartInvoiceDraft, { locationId, patientId: person.patientId }, this.#key('draft', index));
    let chargeCents = 0;
    for (let line = 1 + invented.below(3); line > 0; line -= 1) {
      const { serviceId, priceCents } = invented.oneOf(services);
      const quantity = 1 + invented.below(2);
      chargeCents += priceCents * quantity;
      await this.door.execute(AddDraftLine, { locationId, draftId, serviceId, quantity, serviceDate }, this.#key(`line${line}`, index));
    }
    const { invoiceId } = await this.door.execute<{ invoiceId: string }>(FinalizeInvoice, { locationId, draftId }, this.#key('invoice', index));
    if (invented.chance(0.6)) await this.#payment(index, invoiceId, person, chargeCents);
    this.#progress('invoices', index);
  }

  async #payment(index: number, invoiceId: string, { patientId, payerId }: Person, chargeCents: number): Promise<void> {
    const isFull = this.#invented.chance(0.7);
    const amountCents = isFull ? chargeCents : Math.max(1, Math.floor(chargeCents / 2));
    const row = { invoiceId, amountCents, adjustmentCents: 0, adjustmentReasonCode: '', adjustmentReason: '', toPatientCents: 0, toPatientReasonCode: '' };
    const common = { locationId: this.ground.location.id, amountCents, rows: [row], reference: `G${this.seed}-${index}` };
    const key = this.#key('payment', index);
    if (payerId === undefined) await this.door.execute(RecordPatientPayment, { ...common, guarantorId: patientId, method: 'check' as const }, key);
    else await this.door.execute(RecordInsurancePayment, { ...common, payerId, method: 'insurance-eft' as const }, key);
    this.#payments += 1;
  }
}
