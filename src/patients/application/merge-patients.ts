import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { TextField, VersionField } from '../../platform/form-fields.js';
import { newId } from '../../platform/ids.js';
import { Patients } from '../domain/patients.js';
import { UnknownPatientNumber } from '../domain/refusals.js';
import { patientNumber } from '../domain/patient.js';
import { mustBeAllowedOn } from './may-edit-patient.js';

/** Two records of one person: this one leads to the other from now on. Nothing posted is rewritten, so it can be undone. */
@Act({ title: 'Merge a patient into another record', needs: 'patient.merge' })
export class MergePatients {
  /** The duplicate. */
  patientId!: string;
  /** As it was when the form was rendered. */
  @VersionField() version!: number;
  /** Number of the record that stays. */
  @TextField({ label: 'Into patient number', most: 20 }) intoNumber!: string;
  @TextField({ label: 'Reason', most: 500 }) reason!: string;

  constructor(fields: Partial<MergePatients> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(MergePatients)
export class MergePatientsHandler implements ICommandHandler<MergePatients> {
  constructor(private readonly patients: Patients) {}

  async execute({ patientId, version, intoNumber }: MergePatients): Promise<{ patientId: string }> {
    const number = patientNumber(intoNumber);
    const into = await this.patients.byNumber(number);
    const [duplicate, root] = await this.patients.load([patientId, ...(into?.isVisible ? [into.id] : [])]);
    mustBeAllowedOn(duplicate!, 'patient.merge');
    if (!root) throw new UnknownPatientNumber(number);
    mustBeAllowedOn(root, 'patient.merge');
    await this.patients.expectVersion(duplicate!, version);
    duplicate!.mergeInto(root, await this.patients.hasMerged(patientId));
    for (const locationId of duplicate!.locationIds) root.register(locationId, newId);
    return { patientId: root.id };
  }
}
