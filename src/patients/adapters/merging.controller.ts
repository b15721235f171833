import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { scopeFor } from '../../platform/actor.js';
import { Commands } from '../../platform/commands.js';
import { Needs, Page, seeOther, Submission, type SeeOther } from '../../platform/web/index.js';
import { NotFound } from '../../shared/domain-error.js';
import { MergePatients } from '../application/merge-patients.js';
import { UndoPatientMerge } from '../application/undo-patient-merge.js';
import { LookAlikesQueries } from './look-alikes.queries.js';
import { PatientsQueries } from './patients.queries.js';

const MERGE = 'patient.merge';

/** Two records of one person become one, and apart again. */
@Controller('patients/:patientId/merging')
export class MergingController {
  constructor(
    private readonly commands: Commands,
    private readonly patients: PatientsQueries,
    private readonly alike: LookAlikesQueries,
  ) {}

  @Get()
  @Needs(MERGE)
  @Page('patients/merging', { title: 'Merge a duplicate', nav: 'patients' })
  async form(@Param('patientId') patientId: string) {
    const patient = await this.patients.summary(patientId, scopeFor(MERGE));
    if (!patient) throw new NotFound();
    const near = await this.alike.near(patient, scopeFor(MERGE));
    return { title: `Merge ${patient.name}`, patient, near: near.filter((one) => one.patientId !== patient.patientId) };
  }

  @Post()
  @Needs(MERGE)
  async merge(@Param('patientId') patientId: string, @Body() command: MergePatients, @Submission() submission: string): Promise<SeeOther> {
    const root = await this.commands.execute<{ patientId: string }>(Object.assign(command, { patientId }), { submission });
    return seeOther(`/patients/${root.patientId}`);
  }

  @Post('undoing')
  @Needs(MERGE)
  async undo(@Param('patientId') patientId: string, @Body() command: UndoPatientMerge, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(Object.assign(command, { patientId }), { submission });
    return seeOther(`/patients/${patientId}`);
  }
}
