import { Injectable } from '@nestjs/common';
import { PatientsQueries } from '../../patients/index.js';
import { scopeFor } from '../../platform/actor.js';
import { optionalText, requiredText } from '../../shared/plain-text.js';
import { type HeldFor, visitKey } from '../domain/holdings.js';
import { PurposeMissing, VisitMissing, VisitOfAnother } from '../domain/holding-refusals.js';
import type { ReceiptCommand } from './receipt-command.js';
import type { Party } from './row-applying.js';

export interface Remainder {
  held: HeldFor | undefined;
  /** The fact on the payment. */
  purpose: string;
  /** Set when the money is owed back to the insurer at once. */
  owedReference: string | undefined;
}

type Named = Pick<ReceiptCommand, 'remainderKind' | 'purpose' | 'patientId' | 'visitDate' | 'owedReference'>;

const NOTHING: Remainder = { held: undefined, purpose: '', owedReference: undefined };

/** Gives the money above the rows its name, with what belongs to it. */
@Injectable()
export class Remainders {
  constructor(private readonly patients: PatientsQueries) {}

  async of(party: Party, command: Named, remainderCents: number): Promise<Remainder> {
    const { remainderKind: kind } = command;
    if (remainderCents === 0 || kind === undefined) return NOTHING;
    if (kind === 'visit') return { ...NOTHING, held: { kind, reference: await this.#visit(party, command) } };
    if (kind === 'purpose') return { ...NOTHING, held: { kind, reference: '' }, purpose: purposeOf(command) };
    if (kind !== 'owed') return { ...NOTHING, held: { kind, reference: '' } };
    const owedReference = optionalText(command.owedReference, { label: 'The insurer’s reference', field: 'owedReference', most: 60 });
    return { ...NOTHING, held: { kind: 'needs-research', reference: '' }, owedReference };
  }

  /** Only the shares of whoever paid are paid with it later, so the visit must be of somebody they owe for. */
  async #visit(party: Party, { patientId, visitDate }: Named): Promise<string> {
    if (!patientId || !visitDate) throw new VisitMissing();
    const patient = await this.patients.summary(patientId, scopeFor('patient.read'));
    if (!patient) throw new VisitMissing();
    if (!party.group.includes(patient.guarantorId)) throw new VisitOfAnother();
    return visitKey(patientId, visitDate);
  }
}

function purposeOf({ purpose }: Named): string {
  if (!purpose?.trim()) throw new PurposeMissing();
  return requiredText(purpose, { label: 'What it is for', field: 'purpose', most: 120 });
}
