import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { Patients } from '../domain/patients.js';
import { mustBeKnownPayer } from './known-payer.js';
import { mustBeAllowedToEdit } from './may-edit-patient.js';

@Act({ title: 'Edit a coverage', needs: 'patient.edit' })
export class EditCoverage {
  patientId!: string;
  coverageId!: string;
  /** As the patient was when the form was rendered; imports give none. */
  version?: number;
  payerId!: string;
  /** 1 primary, 2 secondary, 3 tertiary. */
  sequence!: number;
  /** direct (the default): the payer pays the clinic; reimburse: it repays the patient. */
  repay?: string;
  /** Empty: stays what it is. */
  memberId?: string;
  groupNumber?: string;
  /** none (the default), percent or amount. */
  copayKind?: string;
  /** Basis points of a percent (20 % = 2000), cents of an amount. */
  copayValue?: number;
  /** patient (the default) or insurer: whose part the co-pay names. */
  copayWhose?: string;
  validFrom!: string;
  validTo?: string | null;

  constructor(fields: Partial<EditCoverage> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(EditCoverage)
export class EditCoverageHandler implements ICommandHandler<EditCoverage> {
  constructor(private readonly patients: Patients) {}

  async execute(command: EditCoverage): Promise<{ patientId: string; coverageId: string }> {
    const patient = await this.patients.one(command.patientId);
    mustBeAllowedToEdit(patient);
    await this.patients.expectVersion(patient, command.version);
    if (patient.payerOf(command.coverageId) !== command.payerId) await mustBeKnownPayer(this.patients, command.payerId);
    patient.changeCoverage(command.coverageId, command);
    return { patientId: patient.id, coverageId: command.coverageId };
  }
}
