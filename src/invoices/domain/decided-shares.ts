import type { AdjudicationState } from './adjudication-state.js';
import { patientParty, type Posting, type ShareParty, type ShareState } from './invoice-state.js';
import type { ShareBook } from './share-book.js';

/** The deciding insurer's share, those of the insurers before it, and whoever is entered on the invoice. */
interface Around {
  share: ShareState;
  earlier: readonly ShareState[];
  payers: readonly ShareParty[];
}

type Said = Pick<AdjudicationState, 'paidCents' | 'contractualCents' | 'deniedCents' | 'responsibilityCents'>;

/** MONEY 12: what each party is charged of the line by a decision. The next insurer, or the patient, is asked for what others do not keep of the responsibility. */
export function chargedByDecision(book: ShareBook, { share, earlier, payers }: Around, said: Said, posting: Posting): Map<string, number> {
  const shares = book.onLine(share.lineId);
  const next = nextAfter(share, [...payers, ...shares]);
  const asked = next ?? patientParty(book.rows.root.guarantorId);
  const target = new Map(shares.map((other) => [other.id, 0]));
  for (const other of earlier) target.set(other.id, other.paidCents + other.adjustedCents);
  target.set(share.id, said.paidCents + said.contractualCents + said.deniedCents);
  let rest = said.responsibilityCents;
  const isKept = (other: ShareState): boolean => other.partyKind === 'other' || (!next && other.partyKind === 'patient' && other.partyKey !== asked.partyKey);
  for (const other of shares.filter(isKept).sort((a, b) => Number(a.partyKind === 'patient') - Number(b.partyKind === 'patient'))) {
    target.set(other.id, Math.min(other.chargedCents, rest));
    rest -= Math.min(other.chargedCents, rest);
  }
  return rest > 0 ? target.set(book.shareFor(share.lineId, asked, posting).id, rest) : target;
}

/** The insurer asked next, as entered on the invoice or given a share since. */
function nextAfter({ sequence, partyKey }: ShareState, payers: readonly (ShareParty | ShareState)[]): ShareParty | undefined {
  const [next] = payers.filter((payer) => payer.partyKind === 'insurer' && payer.sequence > sequence && payer.partyKey !== partyKey).sort((a, b) => a.sequence - b.sequence);
  return next && { partyKind: 'insurer', partyKey: next.partyKey, payerId: next.payerId, guarantorId: null, sequence: next.sequence };
}
