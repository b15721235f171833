import { Injectable } from '@nestjs/common';
import { ChoicesQueries, methodOptions } from '../../choices/index.js';
import { PayersQueries, paysAs } from '../../insurers/index.js';
import { type PreviewedRemittance, RemittancePreview } from '../../payments/index.js';
import { sumCents } from '../../shared/money.js';
import { type RemainderKind, REMAINDERS } from '../domain/remittance-state.js';
import type { WholeRemittance } from '../domain/whole-remittance.js';
import { PROVIDER_CODES, providerWords } from './provider-codes.js';
import { RemittancesQueries } from './remittances.queries.js';

const REMAINDER_NAMES: Record<RemainderKind, string> = { 'to-allocate': 'Allocate later', 'needs-research': 'Needs research', owed: 'Owed to the insurer' };
const PARTIES = [['insurer', 'Insurance pending'], ['other', 'Other payer'], ['patient', 'Patient due']] as const;

/** Everything the grid of a remittance shows. */
@Injectable()
export class RemittancePage {
  constructor(
    private readonly remittances: RemittancesQueries,
    private readonly choices: ChoicesQueries,
    private readonly payers: PayersQueries,
    private readonly preview: RemittancePreview,
  ) {}

  /** What the head chooses from. */
  async options(current = '') {
    const payers = (await this.payers.all()).filter(({ kind, state }) => paysAs(kind) === 'insurer' && state === 'active').map(({ payerId, name }) => ({ value: payerId, label: name }));
    return { payers, methods: methodOptions(await this.choices.all(), 'insurer', current), remainders: REMAINDERS.map((value) => ({ value, label: REMAINDER_NAMES[value] })) };
  }

  /** @param touched the row that was just typed or added */
  async of(draftId: string, touched: { rowId?: string; added?: readonly string[] } = {}) {
    const head = await this.remittances.head(draftId);
    const whole = await this.remittances.whole(head);
    const words = await this.remittances.words(draftId, head.payerId);
    const rows = whole.rows.map(({ row, judged }, index) => ({ ...row, judged, number: index + 1, words: words.get(row.lineId)! }));
    const providerRows = whole.providerLines.map((row, index) => ({ ...row, number: rows.length + index + 1, words: providerWords(row.code) }));
    return {
      draft: head, ...(await this.options(head.method)), rows, providerRows, providerCodes: PROVIDER_CODES, totals: whole.totals, troubles: whole.troubles.slice(0, 3), troubleCount: whole.troubles.length,
      untyped: whole.untyped, standing: standingOf(whole), touched: rows.find(({ id }) => id === touched.rowId), added: rows.filter(({ id }) => touched.added?.includes(id)), firstNew: touched.added?.[0],
    };
  }

  /** What posting would do to who owes what, and what it would refuse. */
  async effect(draftId: string) {
    const whole = await this.remittances.whole(await this.remittances.head(draftId));
    const { said, rows } = whole;
    const isEmpty = said.lines.length + said.providerRows.length === 0;
    const looked = isEmpty ? undefined : await this.preview.look(said);
    const numberOf = (invoiceId: string, lineId: string | undefined): number => rows.findIndex(({ row }) => row.invoiceId === invoiceId && (lineId === undefined || row.lineId === lineId)) + 1;
    const troubles = (looked?.troubles ?? []).map(({ invoiceId, lineId, sentence }) => ({ number: numberOf(invoiceId, lineId), sentence }));
    return { isEmpty, says: looked ? saysOf(looked) : [], troubles, refusal: looked?.refusal, waiting: looked?.accounts.filter((account) => account === '1160').length ?? 0 };
  }
}

function saysOf({ parties }: PreviewedRemittance) {
  return PARTIES.flatMap(([kind, label]) => {
    const own = parties.filter(({ partyKind }) => partyKind === kind);
    return own.length === 0 ? [] : [{ label, beforeCents: sumCents(own.map(({ beforeCents }) => beforeCents)), afterCents: sumCents(own.map(({ afterCents }) => afterCents)) }];
  });
}

/** Draft until every row adds up and the check is used up; what is left may be kept under a name. */
function standingOf({ totals, troubles, untyped, rows, providerLines, draft }: WholeRemittance): 'draft' | 'balanced' | 'posted' | 'discarded' {
  if (draft.state !== 'open') return draft.state;
  const isNamed = totals.remainingCents > 0 && (draft.remainderKind !== '' || draft.attachTo !== null);
  return troubles.length + untyped.length === 0 && rows.length + providerLines.length > 0 && (totals.remainingCents === 0 || isNamed) ? 'balanced' : 'draft';
}
