import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { newId } from '../../platform/ids.js';
import type { CoverageDetails } from '../domain/coverage.js';
import { Patient } from '../domain/patient.js';
import { Patients } from '../domain/patients.js';
import { guarantorByNumber } from './guarantor.js';
import { mustBeKnownPayer } from './known-payer.js';
import { LocalDay } from './local-day.js';

/** A line of a clinic's own list: the patient with what covers them, in or not in as one. */
@Act({ title: 'Bring in a patient', needs: 'import.lists' })
export class ImportPatient {
  locationId!: string;
  number!: string;
  lastName!: string;
  firstName!: string;
  birthDate!: string;
  phone?: string;
  email?: string;
  address?: string;
  guarantorNumber?: string;
  coverages?: CoverageDetails[];

  constructor(fields: Partial<ImportPatient> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(ImportPatient)
export class ImportPatientHandler implements ICommandHandler<ImportPatient> {
  constructor(
    private readonly patients: Patients,
    private readonly day: LocalDay,
  ) {}

  async execute(command: ImportPatient): Promise<{ patientId: string; number: string }> {
    const guarantorId = await guarantorByNumber(this.patients, command.guarantorNumber);
    const today = await this.day.at(command.locationId);
    const patient = Patient.register({ ...command, guarantorId }, today, newId);
    for (const coverage of command.coverages ?? []) {
      await mustBeKnownPayer(this.patients, coverage.payerId);
      patient.cover(coverage, newId);
    }
    this.patients.add(patient);
    return { patientId: patient.id, number: patient.state().root.number };
  }
}
