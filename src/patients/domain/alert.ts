import { type CalendarDate, formatDate, isBefore } from '../../shared/calendar-date.js';
import { DomainError } from '../../shared/domain-error.js';
import { requiredText } from '../../shared/plain-text.js';
import type { AlertKind, PatientAlertState } from './patient-state.js';

export interface AlertDetails {
  kind?: string;
  text: string;
  /** The first day on which it is shown; today when left out. */
  validFrom?: CalendarDate;
  /** The last day; without one it is shown until it is taken down. */
  validUntil?: CalendarDate | null;
}

/** Who does something on which day, as it is shown beside it. */
export interface Doing {
  today: CalendarDate;
  by: string;
}

export function newAlert(patientId: string, details: AlertDetails, { today, by }: Doing, newId: () => string): PatientAlertState {
  const [validFrom, validUntil] = [details.validFrom ?? today, details.validUntil ?? null];
  if (validUntil !== null && isBefore(validUntil, validFrom)) throw new AlertEndsBeforeItBegins(validFrom);
  if (validUntil !== null && isBefore(validUntil, today)) throw new AlertIsOver(validUntil);
  return {
    id: newId(), patientId, kind: kindOf(details.kind), text: requiredText(details.text, { label: 'Text', field: 'text', most: 300 }),
    validFrom, validUntil, setByName: by, setOn: today, endedOn: null, endedByName: '',
  };
}

export function endAlert(alert: PatientAlertState, { today, by }: Doing): void {
  if (alert.endedOn !== null) throw new AlertTakenDown(alert.endedByName, alert.endedOn);
  Object.assign(alert, { endedOn: today, endedByName: by });
}

function kindOf(kind: string | undefined): AlertKind {
  return kind === 'reminder' ? 'reminder' : 'alert';
}

export class AlertEndsBeforeItBegins extends DomainError {
  constructor(from: CalendarDate) {
    super('alert-ends-early', `It is shown from ${formatDate(from)}; its last day may not be earlier.`, ['validUntil']);
  }
}

export class AlertIsOver extends DomainError {
  constructor(until: CalendarDate) {
    super('alert-over', `Its last day, ${formatDate(until)}, has passed, so nobody would see it. Type a later day, or leave it empty.`, ['validUntil']);
  }
}

export class AlertTakenDown extends DomainError {
  constructor(by: string, on: CalendarDate) {
    super('alert-taken-down', `${by} took this down on ${formatDate(on)} already. Open the patient again.`);
  }
}

export class UnknownAlert extends DomainError {
  constructor() {
    super('alert-unknown', 'This patient has no such alert. Open the patient again.');
  }
}
