import { Aggregate, type RowSet } from '../../shared/aggregate.js';
import { type CalendarDate, formatDate } from '../../shared/calendar-date.js';
import { DomainError } from '../../shared/domain-error.js';
import { optionalText, requiredText } from '../../shared/plain-text.js';

export interface AccessRequestState {
  id: string;
  version: number;
  /** The location that asks. */
  locationId: string;
  patientId: string;
  /** As the one who asks typed it; nothing of the record itself. */
  lastName: string;
  firstName: string;
  birthDate: CalendarDate;
  number: string;
  note: string;
  askedBy: string;
  askedByName: string;
  askedOn: CalendarDate;
  state: 'open' | 'granted' | 'declined';
  decidedByName: string;
  decidedOn: CalendarDate | null;
  declinedBecause: string;
  /** Empty while it is open, then its own id: one open request per patient and location. */
  openKey: string;
}

export interface AccessRequestHolderState {
  id: string;
  requestId: string;
  /** A location where the patient is registered: whoever may grant access there decides. */
  locationId: string;
}

export interface AccessRequestRows extends RowSet {
  root: AccessRequestState;
  holders: AccessRequestHolderState[];
}

export interface Asking extends Pick<AccessRequestState, 'locationId' | 'patientId' | 'lastName' | 'firstName' | 'birthDate' | 'number' | 'askedBy' | 'askedByName' | 'askedOn'> {
  note?: string;
  holderIds: readonly string[];
}

/** Who decides, and on which day. */
export interface Deciding {
  id: string;
  name: string;
  today: CalendarDate;
}

/** A location's wish to see a patient of another one. */
export class AccessRequest extends Aggregate<AccessRequestRows> {
  private constructor(private readonly rows: AccessRequestRows) {
    super();
  }

  static from(rows: AccessRequestRows): AccessRequest {
    return new AccessRequest(rows);
  }

  static ask({ holderIds, note, ...asking }: Asking, newId: () => string): AccessRequest {
    const id = newId();
    const root: AccessRequestState = {
      id, version: 0, ...asking, note: optionalText(note, { label: 'Why', field: 'note', most: 500 }),
      state: 'open', decidedByName: '', decidedOn: null, declinedBecause: '', openKey: '',
    };
    return new AccessRequest({ root, holders: holderIds.map((locationId) => ({ id: newId(), requestId: id, locationId })) });
  }

  override get id(): string {
    return this.rows.root.id;
  }

  get patientId(): string {
    return this.rows.root.patientId;
  }

  /** The location that asks. */
  get locationId(): string {
    return this.rows.root.locationId;
  }

  get holderIds(): string[] {
    return this.rows.holders.map(({ locationId }) => locationId);
  }

  override state(): AccessRequestRows {
    return { root: { ...this.rows.root }, holders: this.rows.holders.map((row) => ({ ...row })) };
  }

  grant(deciding: Deciding): void {
    this.#decide(deciding, 'granted', '');
  }

  decline(deciding: Deciding, reason: string): void {
    this.#decide(deciding, 'declined', requiredText(reason, { label: 'Reason', field: 'reason', most: 500 }));
  }

  #decide({ id, name, today }: Deciding, state: 'granted' | 'declined', declinedBecause: string): void {
    const { root } = this.rows;
    if (root.state !== 'open') throw new RequestIsDecided(root.state, root.decidedByName, root.decidedOn ?? today);
    if (root.askedBy === id) throw new OwnRequest();
    Object.assign(root, { state, declinedBecause, decidedByName: name, decidedOn: today, openKey: root.id });
  }
}

export class RequestIsDecided extends DomainError {
  constructor(state: string, by: string, on: CalendarDate) {
    super('request-decided', `${by} ${state} this request on ${formatDate(on)} already.`);
  }
}

export class OwnRequest extends DomainError {
  constructor() {
    super('own-request', 'You asked for this access yourself; somebody else decides on it.');
  }

  override get isOnRecord(): boolean {
    return true;
  }
}

export class AccessAskedAlready extends DomainError {
  constructor() {
    super('access-asked', 'Access to this patient has been requested for your location already; it waits under Access requests.');
  }
}

export class NobodyMatches extends DomainError {
  constructor() {
    super('nobody-matches', 'No patient elsewhere has exactly this name and birth date, or this number. Register the patient.');
  }
}
