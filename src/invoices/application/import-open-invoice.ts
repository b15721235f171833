import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { Commands } from '../../platform/commands.js';
import { newId } from '../../platform/ids.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { Days } from '../../calendar/index.js';
import { type LocationSummary, LocationsQueries } from '../../locations/index.js';
import { AddPatientToLocation, PatientsQueries } from '../../patients/index.js';
import { DomainError, NotFound } from '../../shared/domain-error.js';
import { patientParty } from '../domain/invoice-state.js';
import { Invoices } from '../domain/invoices.js';
import { type OpeningPart, openWith } from '../domain/issue.js';
import { CoverageRules } from './coverage-rules.js';
import { postingOn } from './posting.js';
import { snapshotOf } from './snapshot.js';

/** What one party still owes of an invoice that was issued elsewhere; without a payer it is the patient. */
export class OpenPart {
  /** Coverage id, or payer id; empty for the patient's part. */
  partyKey?: string;
  amountCents!: number;
}

/** An open invoice of an earlier system, against opening balances. Its own dates stay on it; it is posted on the cut-over day. */
@Act({ title: 'Bring in an open invoice', needs: 'import.invoices' })
export class ImportOpenInvoice {
  locationId!: string;
  number!: string;
  patientId!: string;
  originalDate!: string;
  serviceDate?: string;
  dueDate?: string;
  description?: string;
  parts!: OpenPart[];

  constructor(fields: Partial<ImportOpenInvoice> = {}) {
    Object.assign(this, fields);
  }
}

export class NumberBelongsToSeries extends DomainError {
  constructor(number: string) {
    super('number-of-series', `${number} looks like a number this location gives itself; bring the invoice in under its old number, for example OLD-${number}.`, ['number']);
  }
}

export class NumberMissing extends DomainError {
  constructor() {
    super('number-missing', 'Type the invoice’s number, at most 30 characters.', ['number']);
  }
}

@CommandHandler(ImportOpenInvoice)
export class ImportOpenInvoiceHandler implements ICommandHandler<ImportOpenInvoice> {
  constructor(
    private readonly commands: Commands,
    private readonly invoices: Invoices,
    private readonly days: Days,
    private readonly patients: PatientsQueries,
    private readonly locations: LocationsQueries,
    private readonly coverages: CoverageRules,
    private readonly unit: UnitOfWork,
  ) {}

  async execute(command: ImportOpenInvoice): Promise<{ invoiceId: string }> {
    const { locationId, patientId, originalDate } = command;
    const location = await this.locations.get(locationId);
    if (!location) throw new NotFound();
    const number = checkedNumber(command.number, location);
    const postingDate = await this.days.accountingDay(locationId);
    const isHere = await this.patients.summary(patientId, { locationIds: [locationId] });
    if (!isHere) await this.commands.within(new AddPatientToLocation({ patientId, locationId }));
    const snapshot = { ...(await snapshotOf(patientId, location, this.patients)), number };
    const serviceDate = command.serviceDate ?? originalDate;
    const parts = await this.#parts(command, snapshot.guarantorId, serviceDate);
    const opening = {
      id: newId(), originalDate, serviceDate, dueDate: command.dueDate, parts,
      description: command.description || `Opening balance of ${number}`,
    };
    this.invoices.add(openWith(opening, snapshot, postingOn(postingDate, this.unit)));
    return { invoiceId: opening.id };
  }

  async #parts(command: ImportOpenInvoice, guarantorId: string, serviceDate: string): Promise<OpeningPart[]> {
    const rules = await this.coverages.coverages(command.patientId, serviceDate);
    const parts: OpeningPart[] = [];
    for (const { partyKey, amountCents } of command.parts) {
      const payer = partyKey ? { ...(await this.coverages.party(partyKey, rules)), guarantorId: null } : patientParty(guarantorId);
      parts.push({ ...payer, amountCents });
    }
    return parts;
  }
}

/** A number the series would give one day must stay free, or that finalizing would be refused for ever. */
function checkedNumber(typed: string, location: LocationSummary): string {
  const number = typed.trim();
  if (number === '' || number.length > 30) throw new NumberMissing();
  const prefix = `${location.invoicePrefix}-`;
  if (number.startsWith(prefix) && /^\d+$/.test(number.slice(prefix.length))) throw new NumberBelongsToSeries(number);
  return number;
}
