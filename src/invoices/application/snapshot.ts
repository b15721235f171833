import type { LocationSummary } from '../../locations/index.js';
import type { PatientsQueries } from '../../patients/index.js';
import { NotFound } from '../../shared/domain-error.js';
import type { Snapshot } from '../domain/issue.js';

const EVERYWHERE = { locationIds: 'all' } as const;

/** The names and the address as they stand at this moment. */
export async function snapshotOf(patientId: string, location: LocationSummary, patients: PatientsQueries): Promise<Omit<Snapshot, 'number'>> {
  const patient = await patients.summary(patientId, EVERYWHERE);
  if (!patient) throw new NotFound();
  const guarantor = patient.guarantorId === patientId ? patient : await patients.summary(patient.guarantorId, EVERYWHERE);
  return {
    locationId: location.id, patientId, guarantorId: patient.guarantorId, patientName: patient.name, guarantorName: patient.guarantorName,
    issuerName: location.name, issuerAddress: location.address, issuerTaxId: location.taxId, guarantorAddress: guarantor?.address ?? '', termsDays: location.termsDays,
  };
}
