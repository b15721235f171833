import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { DateField, VersionField } from '../../platform/form-fields.js';
import { Patients } from '../domain/patients.js';
import { mustBeAllowedToEdit } from './may-edit-patient.js';

@Act({ title: 'End a coverage', needs: 'patient.edit' })
export class EndCoverage {
  patientId!: string;
  coverageId!: string;
  /** As the patient was when the form was rendered. */
  @VersionField() version?: number;
  /** The last day on which it holds. */
  @DateField({ label: 'Last day' }) validTo!: string;

  constructor(fields: Partial<EndCoverage> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(EndCoverage)
export class EndCoverageHandler implements ICommandHandler<EndCoverage> {
  constructor(private readonly patients: Patients) {}

  async execute(command: EndCoverage): Promise<{ patientId: string; coverageId: string }> {
    const patient = await this.patients.one(command.patientId);
    mustBeAllowedToEdit(patient);
    await this.patients.expectVersion(patient, command.version);
    patient.endCoverage(command.coverageId, command.validTo);
    return { patientId: patient.id, coverageId: command.coverageId };
  }
}
