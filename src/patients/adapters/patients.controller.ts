import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { scopeFor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Commands } from '../../platform/commands.js';
import { column, csvFile, Me, moneyColumn, Needs, Page, seeOther, Submission, type SeeOther, type SignedIn } from '../../platform/web/index.js';
import { dayIn } from '../../platform/zones.js';
import { ageOn } from '../../shared/calendar-date.js';
import { NotFound } from '../../shared/domain-error.js';
import { EditPatient } from '../application/edit-patient.js';
import { RegisterPatient } from '../application/register-patient.js';
import { LedgerReading } from './ledger-reading.js';
import { FamilyQueries } from './family.queries.js';
import { filterOf, LedgerQuery } from './ledger.forms.js';
import { type LedgerRow, readCursor } from './ledger-page.js';
import { PatientAlerts } from './patient-alerts.js';
import { PatientsQueries, type PatientItem, type PatientSummary } from './patients.queries.js';
import { coverageLines } from './coverage-lines.js';

const READ = 'patient.read';

const LIST_COLUMNS = [
  column<PatientItem>('Patient', (row) => row.name),
  column<PatientItem>('Birth date', (row) => row.birthDate),
  column<PatientItem>('Patient number', (row) => row.number),
  column<PatientItem>('Primary payer', (row) => row.payerName),
  column<PatientItem>('Phone', (row) => row.phone),
];

const LEDGER_COLUMNS = [
  column<LedgerRow>('Posting date', (row) => row.postingDate),
  column<LedgerRow>('Entry', (row) => row.title),
  column<LedgerRow>('Detail', (row) => row.detail),
  column<LedgerRow>('Invoice', (row) => row.invoiceNumber),
  moneyColumn<LedgerRow>('Amount', (row) => row.amountCents),
  moneyColumn<LedgerRow>('Balance', (row) => row.balanceCents),
];

@Controller('patients')
export class PatientsController {
  constructor(
    private readonly commands: Commands,
    private readonly patients: PatientsQueries,
    private readonly ledger: LedgerReading,
    private readonly alerts: PatientAlerts,
    private readonly families: FamilyQueries,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Needs(READ)
  @Page('patients/index', { title: 'Patients', nav: 'patients', fragment: 'patients/_list' })
  async index(@Query('q') q = '', @Query('after') after?: string, @Query('open') open?: string) {
    const { items, next } = await this.patients.find(q, scopeFor(READ), after);
    const hit = q.trim() === '' ? undefined : opened(open, items);
    if (hit) return seeOther(`/patients/${hit.patientId}`);
    return { items, q, csvHref: `/patients/export?${new URLSearchParams({ q }).toString()}`, nextHref: next && `/patients?${new URLSearchParams({ q, after: next }).toString()}` };
  }

  @Get('export')
  @Needs(READ)
  export(@Query('q') q = '') {
    const scope = scopeFor(READ);
    return csvFile('patients', LIST_COLUMNS, (after) => this.patients.find(q, scope, after));
  }

  @Get('new')
  @Needs('patient.edit')
  @Page('patients/new', { title: 'Register a patient', nav: 'patients' })
  new() {
    return {};
  }

  @Post()
  @Needs('patient.edit')
  async register(@Body() command: RegisterPatient, @Submission() submission: string): Promise<SeeOther> {
    const { patientId } = await this.commands.execute<{ patientId: string }>(command, { submission });
    return seeOther(`/patients/${patientId}`);
  }

  @Get(':id')
  @Needs(READ)
  @Page('patients/show', { title: 'Patient', nav: 'patients' })
  async show(@Param('id') id: string, @Me() me: SignedIn) {
    const patient = await this.#patient(id);
    const today = dayIn(me.location.timeZone, this.clock.epochMs());
    return {
      title: patient.name,
      patient,
      age: ageOn(patient.birthDate, today),
      places: await this.patients.locationNames(patient.patientId, scopeFor(READ)),
      alerts: await this.alerts.of(patient.recordIds, today),
      family: await this.families.of(patient),
      coverages: coverageLines(await this.patients.coverages(patient.patientId), today),
      ...(await this.ledger.show(patient.recordIds, {}, me.exponent)),
    };
  }

  /** The ledger narrowed, or its earlier entries in place of the row that offered them. */
  @Get(':id/ledger')
  @Needs(READ)
  @Page('patients/ledger', { title: 'Ledger', nav: 'patients', fragment: 'patients/_ledger' })
  async entries(@Param('id') id: string, @Query() query: LedgerQuery, @Me() me: SignedIn) {
    const patient = await this.#patient(id);
    const alerts = await this.alerts.of(patient.recordIds, dayIn(me.location.timeZone, this.clock.epochMs()));
    const places = await this.patients.locationNames(patient.patientId, scopeFor(READ));
    return { title: `Ledger of ${patient.name}`, patient, places, alerts, ...(await this.ledger.show(patient.recordIds, filterOf(query), me.exponent, readCursor(query.before))) };
  }

  @Get(':id/ledger/export')
  @Needs(READ)
  async exportLedger(@Param('id') id: string, @Query() query: LedgerQuery, @Me() me: SignedIn) {
    const { recordIds, number } = await this.#patient(id);
    return csvFile(`ledger-${number}`, LEDGER_COLUMNS, async (after) => {
      const { rows, earlier } = await this.ledger.rows(recordIds, filterOf(query), me.exponent, readCursor(after));
      return { items: rows, next: earlier?.cursor };
    });
  }

  @Get(':id/edit')
  @Needs('patient.edit')
  @Page('patients/edit', { title: 'Edit a patient', nav: 'patients' })
  async edit(@Param('id') id: string) {
    const patient = await this.#patient(id);
    return { title: `Edit ${patient.name}`, patient };
  }

  @Post(':id')
  @Needs('patient.edit')
  async change(@Param('id') patientId: string, @Body() command: EditPatient, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(Object.assign(command, { patientId }), { submission });
    return seeOther(`/patients/${patientId}`);
  }

  async #patient(id: string): Promise<PatientSummary> {
    const patient = await this.patients.summary(id, scopeFor(READ));
    if (!patient) throw new NotFound();
    return patient;
  }
}

/** Enter in the list's own field opens the first hit, which is in sight there; elsewhere only what cannot be mistaken. */
function opened(open: string | undefined, items: readonly PatientItem[]): PatientItem | undefined {
  return open === 'first' || (open === 'only' && items.length === 1) ? items[0] : undefined;
}
