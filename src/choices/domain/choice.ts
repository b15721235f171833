import { Aggregate } from '../../shared/aggregate.js';
import { plainWords, requiredText } from '../../shared/plain-text.js';
import { ACTS, type ChoiceRows, type ChoiceState, type ListName, PAYERS, type Slip, SLIPS } from './choice-state.js';
import { CodeUnusable, MethodNeedsSlip, ServesNothing, TillIsForGood } from './refusals.js';

const MOST_METHOD = 20;
const REASON = /^[A-Z0-9][A-Z0-9-]{0,9}$/;
/** The method that every clinic has. */
const CASH = 'cash';

export interface ChoiceDetails {
  name: string;
  position: number;
  serves: readonly string[];
  needsNumber?: boolean;
  slip?: string;
  onSlip?: boolean;
  isRetired?: boolean;
}

/** A payment method or a reason, as clerks choose it. Never removed: what names it stays readable. */
export class Choice extends Aggregate<ChoiceRows> {
  private constructor(private readonly rows: ChoiceRows) {
    super();
  }

  static from(rows: ChoiceRows): Choice {
    return new Choice(rows);
  }

  /** One of those that a new clinic begins with. */
  static usual(id: string, facts: Omit<ChoiceState, 'id' | 'version' | 'state'>): Choice {
    return new Choice({ root: { id, version: 0, ...facts, state: 'active' } });
  }

  /** @param typed the code of a reason; that of a method is made of its name */
  static add(id: string, list: ListName, typed: string, details: ChoiceDetails): Choice {
    const code = list === 'reason' ? reasonCode(typed) : methodCode(details.name);
    return new Choice({ root: { id, version: 0, list, code, ...factsOf({ list, code }, details) } });
  }

  override get id(): string {
    return this.rows.root.id;
  }

  override state(): ChoiceRows {
    return { root: { ...this.rows.root } };
  }

  edit(details: ChoiceDetails): void {
    const facts = factsOf(this.rows.root, details);
    if ((facts.slip === 'cash') !== (this.rows.root.slip === 'cash')) throw new TillIsForGood(this.rows.root.name);
    Object.assign(this.rows.root, facts);
  }
}

function factsOf({ list, code }: Pick<ChoiceState, 'list' | 'code'>, details: ChoiceDetails) {
  const known = Object.keys(list === 'reason' ? ACTS : PAYERS);
  const serves = known.filter((one) => details.serves.includes(one));
  if (serves.length === 0) throw new ServesNothing(list);
  return {
    name: requiredText(details.name, { label: 'Name', field: 'name', most: 60 }),
    position: details.position,
    serves: serves.join(','),
    needsNumber: details.needsNumber && list === 'payment-method' ? 1 : 0,
    slip: list === 'reason' ? ('' as const) : slipOf(code, details.slip),
    onSlip: list === 'payment-method' && details.onSlip !== false ? 1 : 0,
    state: details.isRetired ? ('retired' as const) : ('active' as const),
  };
}

function slipOf(code: string, typed: string | undefined): Slip {
  if (code === CASH) return 'cash';
  if (typed === undefined || !Object.hasOwn(SLIPS, typed)) throw new MethodNeedsSlip();
  return typed as Slip;
}

function methodCode(name: string): string {
  const code = plainWords(name).replaceAll(/[^a-z0-9]+/g, '-').slice(0, MOST_METHOD).replaceAll(/^-|-$/g, '');
  if (code === '') throw new CodeUnusable('name');
  return code;
}

function reasonCode(typed: string): string {
  const code = typed.trim().toUpperCase();
  if (!REASON.test(code)) throw new CodeUnusable('code');
  return code;
}
