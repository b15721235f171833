import { Aggregate } from '../../shared/aggregate.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import { optionalText, requiredText } from '../../shared/plain-text.js';
import { DoneAlready, EmptiesItself } from './refusals.js';
import { BY_HAND, type SubjectKey, type WorkItemRows, type WorkItemState, type WorkKind } from './work-item-state.js';

export interface Assignment {
  owner: { id: string; name: string } | undefined;
  nextOn: CalendarDate | undefined;
  note: string | undefined;
}

/** What people agreed about one item of a worklist. */
export class WorkItem extends Aggregate<WorkItemRows> {
  private constructor(private readonly rows: WorkItemRows) {
    super();
  }

  static from({ root }: WorkItemRows): WorkItem {
    return new WorkItem({ root: { ...root } });
  }

  static about(subject: { locationId: string; kind: WorkKind; subjectKey: SubjectKey }, id: string): WorkItem {
    const untouched = { ownerId: '', ownerName: '', nextOn: null, note: '', state: 'open', doneOn: null, outcome: '' } as const;
    return new WorkItem({ root: { ...subject, ...untouched, id, version: 0 } });
  }

  override get id(): string {
    return this.rows.root.id;
  }

  override state(): WorkItemRows {
    return this.rows;
  }

  assign({ owner, nextOn, note }: Assignment): void {
    this.#mustBeOpen();
    Object.assign(this.rows.root, {
      ownerId: owner?.id ?? '', ownerName: owner?.name ?? '', nextOn: nextOn ?? null, note: optionalText(note, { label: 'Note', field: 'note', most: 500 }),
    } satisfies Partial<WorkItemState>);
  }

  finish(outcome: string | undefined, on: CalendarDate): void {
    this.#mustBeOpen();
    const { root } = this.rows;
    if (!BY_HAND.includes(root.kind)) throw new EmptiesItself();
    Object.assign(root, { state: 'done', doneOn: on, outcome: requiredText(outcome, { label: 'What was done', field: 'outcome', most: 500 }) } satisfies Partial<WorkItemState>);
  }

  #mustBeOpen(): void {
    if (this.rows.root.state === 'done') throw new DoneAlready();
  }
}
