import { Injectable } from '@nestjs/common';
import { Days, NumberSeries } from '../../calendar/index.js';
import { currentActor } from '../../platform/actor.js';
import { newId } from '../../platform/ids.js';
import { addDays, type CalendarDate } from '../../shared/calendar-date.js';
import { Document, type Printing } from '../domain/document.js';
import type { Composed, DocumentKind } from '../domain/document-state.js';
import { Documents, PaperSources } from '../domain/documents.js';
import { NoSuperbillFor, NothingToState, StatementAhead, StatementBackwards } from '../domain/refusals.js';
import { composeStatement, isEmpty, type Statement } from '../domain/statement.js';
import { composeSuperbill, type Gap, gapsOf, type InvoiceOfSuperbill, type Superbill } from '../domain/superbill.js';

/** Without an earlier statement the paper tells this many days. */
const FIRST_DAYS = 90;

/** What a paper would say, for its preview and for its issue alike. */
@Injectable()
export class PaperDesk {
  constructor(
    private readonly sources: PaperSources,
    private readonly days: Days,
    private readonly series: NumberSeries,
    private readonly documents: Documents,
  ) {}

  /** What it would say, and everything an insurer would miss. @throws NoSuperbillFor an invoice that can have none, whatever is entered */
  async superbill(invoice: InvoiceOfSuperbill): Promise<{ superbill: Superbill; gaps: Gap[] }> {
    if (invoice.state === 'voided') throw new NoSuperbillFor('voided');
    if (invoice.origin === 'opening') throw new NoSuperbillFor('opening');
    return { superbill: composeSuperbill(invoice, await this.days.today(invoice.locationId)), gaps: gapsOf(invoice) };
  }

  /** The days left out are those since the last statement, up to today. */
  async statement(locationId: string, guarantorId: string, typed: { fromDay?: CalendarDate | undefined; asOf?: CalendarDate | undefined }): Promise<Statement> {
    const today = await this.days.today(locationId);
    const asOf = typed.asOf ?? today;
    if (asOf > today) throw new StatementAhead();
    const next = typed.fromDay ?? (await this.sources.nextStatementFrom(locationId, guarantorId)) ?? addDays(asOf, -FIRST_DAYS);
    if (typed.fromDay !== undefined && typed.fromDay > asOf) throw new StatementBackwards();
    const fromDay = next > asOf ? asOf : next;
    return composeStatement(await this.sources.account(locationId, guarantorId, fromDay, asOf), fromDay, asOf);
  }

  async issue(kind: DocumentKind, locationId: string, composed: Composed<object, Readonly<Record<string, readonly object[]>>>): Promise<{ documentId: string }> {
    const facts = { id: newId(), locationId, kind, number: await this.series.takePlain(locationId, kind) };
    const document = Document.issue(facts, composed, await this.printing(locationId), newId);
    this.documents.add(document);
    return { documentId: document.id };
  }

  async printing(locationId: string): Promise<Printing> {
    const { id: printedBy, name: printedName } = currentActor();
    return { printedBy, printedName, printedOn: await this.days.today(locationId) };
  }

  static mustSaySomething(statement: Statement): void {
    if (isEmpty(statement)) throw new NothingToState();
  }
}
