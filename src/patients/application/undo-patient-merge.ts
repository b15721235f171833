import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { TextField } from '../../platform/form-fields.js';
import { Patients } from '../domain/patients.js';
import { mustBeAllowedOn } from './may-edit-patient.js';

/** The record stands for itself again, with all that was ever posted to it. Locations that the other one gained stay. */
@Act({ title: 'Undo the merge of a patient', needs: 'patient.merge' })
export class UndoPatientMerge {
  /** The record that was merged away. */
  patientId!: string;
  @TextField({ label: 'Reason', most: 500 }) reason!: string;

  constructor(fields: Partial<UndoPatientMerge> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(UndoPatientMerge)
export class UndoPatientMergeHandler implements ICommandHandler<UndoPatientMerge> {
  constructor(private readonly patients: Patients) {}

  async execute({ patientId }: UndoPatientMerge): Promise<{ patientId: string }> {
    const patient = await this.patients.one(patientId);
    mustBeAllowedOn(patient, 'patient.merge');
    patient.standAlone();
    return { patientId };
  }
}
