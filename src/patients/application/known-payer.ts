import type { Patients } from '../domain/patients.js';
import { PayerIsInactive, PayerWasMerged, UnknownPayer } from '../domain/refusals.js';

/** A coverage names a payer that exists, is nobody else by now and still works with the clinic. */
export async function mustBeKnownPayer(patients: Patients, payerId: string): Promise<void> {
  const payer = await patients.payer(payerId);
  if (!payer) throw new UnknownPayer();
  if (payer.mergedIntoName !== null) throw new PayerWasMerged(payer.name, payer.mergedIntoName);
  if (payer.state === 'inactive') throw new PayerIsInactive(payer.name);
}
