import { Injectable } from '@nestjs/common';
import { Days } from '../../calendar/index.js';
import { LineOfSeveral, NoSuchClaim, SeveralClaims } from '../domain/refusals.js';
import { RemittanceDrafts } from '../domain/remittance-drafts.js';
import { ClaimFinder, type FoundClaim } from './claim-finder.queries.js';

/** For whom a claim is looked for: the insurer, and the draft it may stand in already. */
interface AskedBy {
  id: string;
  payerId: string;
  locationId: string;
}

/** From what was typed to the claim that was meant. */
@Injectable()
export class MeantClaim {
  constructor(
    private readonly finder: ClaimFinder,
    private readonly drafts: RemittanceDrafts,
    private readonly days: Days,
  ) {}

  async find(q: string, by: AskedBy): Promise<FoundClaim[]> {
    return this.finder.find(q, by, await this.days.today(by.locationId));
  }

  /** The only claim that fits, or the only one of exactly this number, or the only one not in the draft that this insurer still owes. */
  async invoice(q: string, by: AskedBy): Promise<string> {
    const found = await this.find(q, by);
    const exact = found.filter(({ number }) => number === q.trim().toUpperCase() || number.endsWith(`-${q.trim()}`));
    const owed = found.filter(({ openCents, isInDraft }) => openCents > 0 && !isInDraft);
    const meant = [found, exact, owed].find((claims) => claims.length === 1)?.[0];
    if (meant) return meant.invoiceId;
    throw found.length === 0 ? new NoSuchClaim(q) : new SeveralClaims(q);
  }

  /** The line that “MS-10001/2” names; without a slash the only one of the claim. */
  async line(typed: string, by: AskedBy): Promise<{ invoiceId: string; lineId: string }> {
    const [, number, position] = /^(.*?)(?:\s*\/\s*(\d+))?$/.exec(typed.trim())!;
    const invoiceId = await this.invoice(number!, by);
    const lines = await this.drafts.invoiceLines(invoiceId);
    const lineId = lines.length === 1 && position === undefined ? lines[0] : lines[Number(position) - 1];
    if (lineId === undefined) throw new LineOfSeveral(lines.length);
    return { invoiceId, lineId };
  }
}
