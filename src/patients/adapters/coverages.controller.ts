import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { scopeFor } from '../../platform/actor.js';
import { Commands } from '../../platform/commands.js';
import { Needs, Page, seeOther, Submission, type SeeOther } from '../../platform/web/index.js';
import { NotFound } from '../../shared/domain-error.js';
import { AddCoverage } from '../application/add-coverage.js';
import { EditCoverage } from '../application/edit-coverage.js';
import { EndCoverage } from '../application/end-coverage.js';
import { ReopenCoverage } from '../application/reopen-coverage.js';
import { CoverageForm, coverageOf } from './coverage-form.js';
import { maskedMember } from './coverage-lines.js';
import { PatientsQueries, type PatientSummary } from './patients.queries.js';
import { PayerChoices } from './payer-choices.js';

const EDIT = 'patient.edit';

@Controller('patients/:patientId/coverages')
export class CoveragesController {
  constructor(
    private readonly commands: Commands,
    private readonly patients: PatientsQueries,
    private readonly payers: PayerChoices,
  ) {}

  @Get('new')
  @Needs(EDIT)
  @Page('patients/coverage-new', { title: 'Add a coverage', nav: 'patients' })
  async new(@Param('patientId') patientId: string) {
    return { patient: await this.#patient(patientId), payers: await this.payers.all() };
  }

  @Post()
  @Needs(EDIT)
  async add(@Param('patientId') patientId: string, @Body() form: CoverageForm, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(new AddCoverage({ ...coverageOf(form), patientId }), { submission });
    return seeOther(`/patients/${patientId}`);
  }

  @Get(':coverageId/edit')
  @Needs(EDIT)
  @Page('patients/coverage-edit', { title: 'Edit a coverage', nav: 'patients' })
  async edit(@Param('patientId') patientId: string, @Param('coverageId') coverageId: string) {
    const patient = await this.#patient(patientId);
    const coverage = (await this.patients.coverages(patientId)).find((one) => one.coverageId === coverageId);
    if (!coverage) throw new NotFound();
    return { patient, coverage, masked: maskedMember(coverage.memberId), payers: await this.payers.all(coverage.payerId) };
  }

  @Post(':coverageId')
  @Needs(EDIT)
  async change(@Param('patientId') patientId: string, @Param('coverageId') coverageId: string, @Body() form: CoverageForm, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(new EditCoverage({ ...coverageOf(form), patientId, coverageId }), { submission });
    return seeOther(`/patients/${patientId}`);
  }

  @Post(':coverageId/end')
  @Needs(EDIT)
  async end(@Param('patientId') patientId: string, @Param('coverageId') coverageId: string, @Body() command: EndCoverage, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(Object.assign(command, { patientId, coverageId }), { submission });
    return seeOther(`/patients/${patientId}`);
  }

  @Post(':coverageId/reopening')
  @Needs(EDIT)
  async reopen(@Param('patientId') patientId: string, @Param('coverageId') coverageId: string, @Body() command: ReopenCoverage, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(Object.assign(command, { patientId, coverageId }), { submission });
    return seeOther(`/patients/${patientId}`);
  }

  async #patient(id: string): Promise<PatientSummary> {
    const patient = await this.patients.summary(id, scopeFor('patient.read'));
    if (!patient) throw new NotFound();
    return patient;
  }
}
