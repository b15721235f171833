import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { AddSeries, CalendarModule, OpenDays } from '../../src/calendar/index.js';
import { AddPayer } from '../../src/insurers/index.js';
import { AddDraftLine, ApplyPayment, FinalizeInvoice, InvoicesModule, type PaymentApplied, StartInvoiceDraft } from '../../src/invoices/index.js';
import { AddLocation, LocationsModule, SetUpOrganization } from '../../src/locations/index.js';
import { AddCoverage, RegisterPatient } from '../../src/patients/index.js';
import { PaymentsModule } from '../../src/payments/index.js';
import { AddService } from '../../src/services/index.js';
import { Act } from '../../src/platform/act.js';
import { actAs, type Actor, systemActor } from '../../src/platform/actor.js';
import { Commands } from '../../src/platform/commands.js';
import type { Config } from '../../src/platform/config.js';
import { Database } from '../../src/platform/database/database.js';
import { Reader } from '../../src/platform/database/reader.js';
import { Sql } from '../../src/platform/database/sql.js';
import { newId } from '../../src/platform/ids.js';
import { CONFIG, PlatformModule } from '../../src/platform/platform.module.js';
import { addDays, type CalendarDate } from '../../src/shared/calendar-date.js';
import { dayIn } from '../../src/platform/zones.js';

const ZONE = 'America/Chicago';
export const TODAY: CalendarDate = dayIn(ZONE, Date.now());

/** Stands in for a payment's act: sends the commands a payment sends within it. */
@Act({ title: 'Play a payment', needs: 'system' })
export class PlayPayment {
  #send: (commands: Commands) => Promise<unknown>;
  constructor(readonly key: string, send: (commands: Commands) => Promise<unknown>) {
    this.#send = send;
  }
  send(commands: Commands): Promise<unknown> {
    return this.#send(commands);
  }
}

@CommandHandler(PlayPayment)
export class PlayPaymentHandler implements ICommandHandler<PlayPayment> {
  constructor(private readonly commands: Commands) {}
  async execute(command: PlayPayment): Promise<unknown> {
    return (await command.send(this.commands)) ?? null;
  }
}

/** A clinic of one street corner: enough to draft, finalize and settle invoices through the one door. */
export class InvoiceClinic {
  locationId = '';
  otherLocationId = '';
  patientId = '';
  coverageId = '';
  harborId = '';
  kestrelId = '';
  visitId = '';
  labId = '';

  private constructor(readonly app: INestApplicationContext) {}

  static async open(config: Config): Promise<InvoiceClinic> {
    const app = await Test.createTestingModule({ imports: [PlatformModule, LocationsModule, CalendarModule, InvoicesModule, PaymentsModule], providers: [PlayPaymentHandler] })
      .overrideProvider(CONFIG)
      .useValue(config)
      .compile();
    await app.init();
    return InvoiceClinic.on(app);
  }

  /** Furnishes an application that is already running. */
  static async on(app: INestApplicationContext): Promise<InvoiceClinic> {
    const clinic = new InvoiceClinic(app);
    await clinic.#furnish();
    return clinic;
  }

  async close(): Promise<void> {
    const database = this.app.get(Database);
    await this.app.close();
    await database.close();
  }

  do<T = Record<string, string>>(command: object, actor: Actor = systemActor('system:test')): Promise<T> {
    return actAs(actor, () => this.app.get(Commands).execute<T>(command));
  }

  all<T = Record<string, unknown>>(query: Sql): Promise<T[]> {
    return this.app.get(Reader).all<T>(query);
  }

  get statements(): number {
    return this.app.get(Commands).lastStatements;
  }

  async draft(lines: readonly { serviceId?: string; quantity?: number; serviceDate?: string }[] = [{}], patientId = this.patientId): Promise<string> {
    const { draftId } = await this.do(new StartInvoiceDraft({ locationId: this.locationId, patientId }));
    for (const { serviceId = this.visitId, quantity = 1, serviceDate = TODAY } of lines) {
      await this.do(new AddDraftLine({ locationId: this.locationId, draftId: draftId!, serviceId, quantity, serviceDate }));
    }
    return draftId!;
  }

  async invoice(lines?: Parameters<InvoiceClinic['draft']>[0], patientId?: string): Promise<string> {
    const draftId = await this.draft(lines, patientId);
    await this.do(new FinalizeInvoice({ locationId: this.locationId, draftId }));
    return draftId;
  }

  apply(fields: Partial<ApplyPayment>): Promise<PaymentApplied> {
    const command = new ApplyPayment({ paymentId: newId(), postingDate: TODAY, locationId: this.locationId, partyKind: 'insurer', payerRoot: this.harborId, ...fields });
    return this.do<PaymentApplied>(new PlayPayment(newId(), (commands) => commands.within(command)));
  }

  async #location(code: string): Promise<string> {
    const { locationId } = await this.do(new AddLocation({ code, name: `${code} clinic`, timeZone: ZONE, address: '1 Maple Street', termsDays: 30 }));
    const days = await this.all(new Sql('SELECT 1 AS one FROM days WHERE location_id = ?', [locationId!]));
    if (days.length === 0) await this.do(new AddSeries({ locationId, kind: 'invoice' }));
    await this.do(new OpenDays({ locationId, from: addDays(TODAY, -40), through: addDays(TODAY, 10) }));
    return locationId!;
  }

  async #furnish(): Promise<void> {
    await this.do(new SetUpOrganization({ name: 'Maple Clinics', currency: 'USD' }));
    this.locationId = await this.#location('MS');
    this.otherLocationId = await this.#location('RV');
    this.harborId = (await this.do(new AddPayer({ name: 'Harborlight Health Plan', kind: 'insurer' }))).payerId!;
    this.kestrelId = (await this.do(new AddPayer({ name: 'Kestrel Freight', kind: 'employer' }))).payerId!;
    this.visitId = (await this.do(new AddService({ locationId: this.locationId, code: 'V20', description: 'Follow-up visit', priceCents: 15000 }))).serviceId!;
    this.labId = (await this.do(new AddService({ locationId: this.locationId, code: 'LAB', description: 'Thyroid panel', taxBasisPoints: 1000, priceCents: 5000 }))).serviceId!;
    const { locationId } = this;
    this.patientId = (await this.do(new RegisterPatient({ locationId, lastName: 'Hartwell', firstName: 'Amelia', birthDate: '1984-03-14' }))).patientId!;
    const coverage = { patientId: this.patientId, payerId: this.harborId, sequence: 1, memberId: 'H-4471', copayKind: 'percent', copayValue: 2000, validFrom: '2020-01-01' };
    this.coverageId = (await this.do(new AddCoverage(coverage))).coverageId!;
  }
}
