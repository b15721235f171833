import { Test, type TestingModule } from '@nestjs/testing';
import { AddDraftLine, ApplyInsuranceToDraft, DraftAmount, FinalizeInvoice, InvoicesModule, StartInvoiceDraft } from '../../src/invoices/index.js';
import { CalendarModule, OpenDays } from '../../src/calendar/index.js';
import { DepositsModule } from '../../src/deposits/index.js';
import { SettlementsModule } from '../../src/settlements/index.js';
import { AddPayer, InsurersModule } from '../../src/insurers/index.js';
import { LedgerModule, SetUpChart } from '../../src/ledger/index.js';
import { AddLocation, LocationsModule, SetUpOrganization } from '../../src/locations/index.js';
import { AddCoverage, PatientsModule, RegisterPatient } from '../../src/patients/index.js';
import { PaymentsModule } from '../../src/payments/index.js';
import { actAs, type Actor, systemActor } from '../../src/platform/actor.js';
import { Clock } from '../../src/platform/clock.js';
import { Commands } from '../../src/platform/commands.js';
import type { Config } from '../../src/platform/config.js';
import { Database } from '../../src/platform/database/database.js';
import { Reader } from '../../src/platform/database/reader.js';
import { sql } from '../../src/platform/database/sql.js';
import { CONFIG, PlatformModule } from '../../src/platform/platform.module.js';
import { dayIn } from '../../src/platform/zones.js';
import { AddService, ServicesModule } from '../../src/services/index.js';
import { addDays } from '../../src/shared/calendar-date.js';

export const ZONE = 'America/Chicago';

/** Staff with these permissions at these locations, without a sign-in. */
export function person(id: string, permissions: readonly string[], locations: readonly string[]): Actor {
  return {
    kind: 'staff', id, name: id === 'petra' ? 'P. Osei' : 'Dana Ruiz', role: 'Billing clerk', address: '127.0.0.1', sessionRef: '', requestId: id, granted: locations,
    can: (permission, location) => permissions.includes(permission) && locations.includes(location),
    locations: (permission) => (permissions.includes(permission) ? locations : []),
  };
}

export const CLERK = [
  'patient.read', 'invoice.read', 'payment.read', 'payment.post-insurer', 'payment.take-patient', 'payment.allocate', 'payment.reverse-own', 'payment.override-duplicate',
  'payment.use-credit',
];

export interface Invoiced {
  invoiceId: string;
  number: string;
}

/** A small clinic made through the product's own commands. */
export class PaymentClinic {
  maple = '';
  cedar = '';
  harbor = '';
  kestrel = '';
  blueRiver = '';
  service = '';
  amelia = '';
  #patients = 0;

  private constructor(
    readonly app: TestingModule,
    readonly commands: Commands,
    readonly reader: Reader,
    readonly database: Database,
  ) {}

  static async open(config: Config, extra: { imports?: object[]; providers?: object[]; controllers?: object[] } = {}): Promise<PaymentClinic> {
    const app = await Test.createTestingModule({
      imports: [
        PlatformModule, LocationsModule, CalendarModule, PatientsModule, InsurersModule, ServicesModule, InvoicesModule, PaymentsModule, DepositsModule, SettlementsModule, LedgerModule,
        ...((extra.imports ?? []) as never[]),
      ],
      providers: (extra.providers ?? []) as never[],
      controllers: (extra.controllers ?? []) as never[],
    })
      .overrideProvider(CONFIG)
      .useValue(config)
      .compile();
    await app.init();
    const clinic = new PaymentClinic(app, app.get(Commands), app.get(Reader), app.get(Database));
    await clinic.#furnish();
    return clinic;
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.database.close();
  }

  get today(): string {
    return dayIn(ZONE, new Clock().epochMs());
  }

  system<T>(command: object, submission?: string): Promise<T> {
    return this.as(systemActor('system:test'), command, submission);
  }

  as<T>(actor: Actor, command: object, submission?: string): Promise<T> {
    return actAs(actor, () => this.commands.execute<T>(command, submission === undefined ? {} : { submission }));
  }

  async patient(guarantorNumber?: string): Promise<string> {
    const number = `T${(this.#patients += 1)}`;
    const { patientId } = await this.system<{ patientId: string }>(
      new RegisterPatient({ locationId: this.maple, number, lastName: 'Hartwell', firstName: `Amelia${this.#patients}`, birthDate: '1990-04-02', ...(guarantorNumber ? { guarantorNumber } : {}) }),
    );
    return patientId;
  }

  /** A finalized invoice; each line `[price, insurer's part, other payer's part]`, the rest is the patient's. */
  async invoice(
    lines: readonly (readonly [priceCents: number, harborCents: number, kestrelCents?: number])[],
    { locationId = this.maple, patientId = this.amelia, serviceDate = addDays(this.today, -20), finalize = true, insurer = this.harbor, declinesVisitMoney = false } = {},
  ): Promise<Invoiced> {
    const { draftId } = await this.system<{ draftId: string }>(new StartInvoiceDraft({ locationId, patientId }));
    const amounts: DraftAmount[] = [];
    for (const [priceCents, harborCents, kestrelCents = 0] of lines) {
      const { lineId } = await this.system<{ lineId: string }>(
        new AddDraftLine({ locationId, draftId, serviceId: this.service, quantity: priceCents / 100, serviceDate }),
      );
      amounts.push(...(harborCents > 0 ? [new DraftAmount({ partyKey: insurer, lineId, amountCents: harborCents })] : []));
      amounts.push(...(kestrelCents > 0 ? [new DraftAmount({ partyKey: this.kestrel, lineId, amountCents: kestrelCents })] : []));
    }
    await this.system(new ApplyInsuranceToDraft({ locationId, draftId, amounts }));
    if (!finalize) return { invoiceId: draftId, number: 'draft' };
    return this.system<Invoiced>(new FinalizeInvoice({ locationId, draftId, declinesVisitMoney }));
  }

  /** `[open of insurers, open of the patient, open of other payers]` */
  async open(invoiceId: string): Promise<[number, number, number]> {
    const rows = await this.reader.all<{ kind: string; openCents: number }>(
      sql`SELECT party_kind AS kind, SUM(charged_cents - paid_cents - adjusted_cents) AS openCents FROM shares WHERE invoice_id = ${invoiceId} GROUP BY party_kind`,
    );
    const of = (kind: string): number => rows.find((row) => row.kind === kind)?.openCents ?? 0;
    return [of('insurer'), of('patient'), of('other')];
  }

  async payment(id: string) {
    return (await this.reader.one<{ allocatedCents: number; unappliedCents: number; amountCents: number; state: string; duplicateOrdinal: number }>(
      sql`SELECT allocated_cents AS allocatedCents, unapplied_cents AS unappliedCents, amount_cents AS amountCents, state AS state, duplicate_ordinal AS duplicateOrdinal
          FROM payments WHERE id = ${id}`,
    ))!;
  }

  async balance(account: string, paymentId?: string): Promise<number> {
    const ofPayment = paymentId === undefined ? sql`` : sql`AND payment_id = ${paymentId}`;
    return (await this.reader.one<{ cents: number }>(sql`SELECT COALESCE(SUM(amount_cents), 0) AS cents FROM entries WHERE account_code = ${account} ${ofPayment}`))!.cents;
  }

  async #furnish(): Promise<void> {
    await this.system(new SetUpOrganization({ name: 'Harborside Clinics', currency: 'USD' }));
    await this.system(new SetUpChart());
    const place = async (code: string, name: string): Promise<string> =>
      (await this.system<{ locationId: string }>(new AddLocation({ code, name, timeZone: ZONE, address: '1 Main Street', invoicePrefix: code, termsDays: 30 }))).locationId;
    [this.maple, this.cedar] = [await place('MS', 'Maple Street'), await place('CG', 'Cedar Grove')];
    for (const locationId of [this.maple, this.cedar]) await this.system(new OpenDays({ locationId, from: addDays(this.today, -40), through: addDays(this.today, 20) }));
    const payer = async (name: string, kind: 'insurer' | 'employer'): Promise<string> => (await this.system<{ payerId: string }>(new AddPayer({ name, kind }))).payerId;
    this.harbor = await payer('Harborlight Health Plan', 'insurer');
    this.blueRiver = await payer('Blue River Mutual', 'insurer');
    this.kestrel = await payer('Kestrel Freight', 'employer');
    this.service = (await this.system<{ serviceId: string }>(new AddService({ locationId: this.maple, code: 'UNIT', description: 'Visit', priceCents: 100 }))).serviceId;
    this.amelia = await this.patient();
    await this.system(new AddCoverage({ patientId: this.amelia, payerId: this.harbor, sequence: 1, memberId: 'XK1', validFrom: '2020-01-01' }));
  }
}
