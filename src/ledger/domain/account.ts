import { Aggregate, type RowSet } from '../../shared/aggregate.js';
import { requiredText } from '../../shared/plain-text.js';
import type { ChartLine } from './chart.js';

export interface AccountRoot {
  id: string;
  version: number;
  code: string;
  name: string;
  type: string;
}

export interface AccountState extends RowSet {
  root: AccountRoot;
}

export class Account extends Aggregate<AccountState> {
  private constructor(private readonly rows: AccountState) {
    super();
  }

  static from(rows: AccountState): Account {
    return new Account(rows);
  }

  static open(line: ChartLine, id: string): Account {
    return new Account({ root: { id, version: 0, code: line.code, name: line.name, type: line.type } });
  }

  override get id(): string {
    return this.rows.root.id;
  }

  /** Its code and its part in the books stay; every posting goes by the code. */
  rename(name: string): void {
    this.rows.root.name = requiredText(name, { label: 'Name', field: 'name', most: 80 });
  }

  override state(): AccountState {
    return { root: { ...this.rows.root } };
  }
}
