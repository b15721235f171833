import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { VersionField } from '../../platform/form-fields.js';
import { Patients } from '../domain/patients.js';
import { mustBeAllowedToEdit } from './may-edit-patient.js';

@Act({ title: 'Re-open a coverage', needs: 'patient.edit' })
export class ReopenCoverage {
  patientId!: string;
  coverageId!: string;
  /** As the patient was when the form was rendered. */
  @VersionField() version?: number;

  constructor(fields: Partial<ReopenCoverage> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(ReopenCoverage)
export class ReopenCoverageHandler implements ICommandHandler<ReopenCoverage> {
  constructor(private readonly patients: Patients) {}

  async execute({ patientId, coverageId, version }: ReopenCoverage): Promise<{ patientId: string; coverageId: string }> {
    const patient = await this.patients.one(patientId);
    mustBeAllowedToEdit(patient);
    await this.patients.expectVersion(patient, version);
    patient.reopenCoverage(coverageId);
    return { patientId, coverageId };
  }
}
