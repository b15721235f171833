import { Aggregate } from '../../shared/aggregate.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import { requiredText } from '../../shared/plain-text.js';
import type { Composed, DocumentKind, DocumentRows } from './document-state.js';

export interface Printing {
  printedBy: string;
  printedName: string;
  printedOn: CalendarDate;
}

/** A paper handed to somebody. */
export class Document extends Aggregate<DocumentRows> {
  private constructor(private readonly rows: DocumentRows) {
    super();
  }

  static from({ root, lines, prints }: DocumentRows): Document {
    return new Document({ root: { ...root }, lines: [...lines], prints: [...prints] });
  }

  /** The original is its first print. */
  static issue(
    facts: { id: string; locationId: string; kind: DocumentKind; number: number },
    { head, sections, ...said }: Composed<object, Readonly<Record<string, readonly object[]>>>,
    printing: Printing,
    nextId: () => string,
  ): Document {
    const lines = Object.entries(sections).flatMap(([section, rows]) => rows.map((row, index) => ({ id: nextId(), documentId: facts.id, section, position: index + 1, content: JSON.stringify(row) })));
    const document = new Document({ root: { ...facts, ...said, version: 0, issuedOn: printing.printedOn, head: JSON.stringify(head) }, lines, prints: [] });
    document.#print(printing, '', nextId());
    return document;
  }

  override get id(): string {
    return this.rows.root.id;
  }

  get locationId(): string {
    return this.rows.root.locationId;
  }

  override state(): DocumentRows {
    return this.rows;
  }

  /** A copy; the paper says so. */
  printAgain(printing: Printing, reason: string, id: string): void {
    this.#print(printing, requiredText(reason, { label: 'The reason', field: 'reason', most: 300 }), id);
  }

  #print(printing: Printing, reason: string, id: string): void {
    this.rows.prints.push({ id, documentId: this.id, ordinal: this.rows.prints.length + 1, ...printing, reason });
  }
}
