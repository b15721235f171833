import { ChoiceField, DateField, FlagField, IdField, IdsField, PairsField, TextField, WholeField } from '../../platform/form-fields.js';
import type { DocumentKind } from '../domain/document-state.js';

export class DocumentsQuery {
  @ChoiceField(['statement', 'superbill'], { label: 'Paper', optional: true }) kind?: DocumentKind;
  @IdField({ label: 'Location', optional: true }) location?: string;
  @TextField({ label: 'For', most: 80, optional: true }) recipient?: string;
  @DateField({ label: 'Issued from', optional: true }) from?: string;
  @DateField({ label: 'Issued to', optional: true }) to?: string;
  @IdField({ label: 'About', optional: true }) subject?: string;
  @IdField({ label: 'Before', optional: true }) before?: string;
}

export class StatementQuery {
  @IdField({ label: 'Guarantor' }) guarantor!: string;
  @IdField({ label: 'Location', optional: true }) location?: string;
  @DateField({ label: 'From', optional: true }) fromDay?: string;
  @DateField({ label: 'As of', optional: true }) asOf?: string;
}

export class SuperbillQuery {
  @IdField({ label: 'Invoice' }) invoice!: string;
}

export class DueQuery {
  @WholeField({ label: 'Days without a statement', least: 1, most: 365, optional: true }) days?: number;
  @TextField({ label: 'After', most: 70, optional: true }) after?: string;
}

/** More at once would keep the page busy for longer than anybody watches it. */
const MOST_AT_ONCE = 200;

export class ChosenStatements {
  @PairsField({ label: 'Guarantors', most: MOST_AT_ONCE }) chosen!: string[];
  /** To those with an address by e-mail, and only the others on paper. */
  @FlagField() byMail!: boolean;
}

export class OneOfManyForm {
  @IdField({ label: 'Location' }) locationId!: string;
  @FlagField() byMail!: boolean;
}

export class PrintedTogether {
  @IdsField({ label: 'Statements', most: MOST_AT_ONCE }) documentIds!: string[];
}
