import type { LocationSummary } from '../../locations/index.js';
import type { PatientsQueries } from '../../patients/index.js';
import { NotFound } from '../../shared/domain-error.js';
import type { Snapshot } from '../domain/issue.js';

const EVERYWHERE = { locationIds: 'all' } as const;

/** The names and the address as they stand at this moment, of whoever the patient is by then: a record merged meanwhile leads to the other. */
export async function snapshotOf(patientId: string, location: LocationSummary, patients: PatientsQueries): Promise<Omit<Snapshot, 'number'>> {
  const patient = await patients.summary(patientId, EVERYWHERE);
  if (!patient) throw new NotFound();
  const guarantor = patient.guarantorId === patient.patientId ? patient : await patients.summary(patient.guarantorId, EVERYWHERE);
  return {
    locationId: location.id, patientId: patient.patientId, guarantorId: patient.guarantorId, patientName: patient.name, guarantorName: patient.guarantorName,
    issuerName: location.name, issuerAddress: location.address, issuerTaxId: location.taxId, guarantorAddress: guarantor?.address ?? '', termsDays: location.termsDays,
  };
}
