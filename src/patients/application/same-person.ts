import { currentActor } from '../../platform/actor.js';
import type { IdentityMatch, PatientIdentity, Patients } from '../domain/patients.js';
import { GuarantorRegisteredAlready, RegisteredAlready, RegisteredElsewhere } from '../domain/refusals.js';

/**
 * Refuses a registration that would make a duplicate anywhere in the organization. Lists that are brought in were matched before.
 * @param reason why it is somebody else after all, though name and birth date are the same; a number is never given twice
 */
export async function refuseDuplicate(patients: Patients, identity: PatientIdentity, reason: string | undefined): Promise<void> {
  if (currentActor().kind === 'system') return;
  for (const match of await patients.matching(identity)) {
    if (!match.isByNumber && reason?.trim()) continue;
    throw match.isVisible ? new RegisteredAlready(match.name, match.number, match.isByNumber) : new RegisteredElsewhere(match.isByNumber);
  }
}

/** A guarantor typed beside the patient may be nobody yet; who is registered is chosen instead. */
export async function refuseKnownGuarantor(patients: Patients, identity: PatientIdentity): Promise<void> {
  if (currentActor().kind === 'system') return;
  const [match] = await patients.matching(identity);
  if (!match) return;
  throw match.isVisible ? new GuarantorRegisteredAlready(match.name, match.number) : new RegisteredElsewhere(false, 'newGuarantorLastName');
}

/** The one patient elsewhere whom this identity means; `undefined` when it is nobody, or somebody already in sight. */
export function elsewhere(matches: readonly IdentityMatch[]): IdentityMatch | undefined {
  return matches.find(({ isVisible }) => !isVisible);
}
