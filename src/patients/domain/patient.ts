import { Aggregate } from '../../shared/aggregate.js';
import { isBefore, type CalendarDate } from '../../shared/calendar-date.js';
import { optionalText, plainWords, requiredText } from '../../shared/plain-text.js';
import { type AlertDetails, type Doing, endAlert, newAlert, UnknownAlert } from './alert.js';
import { coverageFacts, endOf, refuseOverlap, type CoverageDetails } from './coverage.js';
import type { CoverageState, PatientRows, PatientState } from './patient-state.js';
import { BirthDateInFuture, CoverageIsOpen, MergedIntoItself, NotMerged, OthersMergedHere, PatientIsMerged, PatientNumberUnreadable, UnknownCoverage } from './refusals.js';

export interface PatientDetails {
  lastName: string;
  firstName: string;
  birthDate: CalendarDate;
  phone?: string;
  email?: string;
  address?: string;
  /** Another patient who owes this one's part; without it the patient does. */
  guarantorId?: string | null;
}

export interface NewPatient extends PatientDetails {
  number: string;
  locationId: string;
}

const NUMBER = /^[A-Z0-9][A-Z0-9-]{0,19}$/;
const SEARCH_LENGTH = 170;

/** A person the clinic treats, with where they are known and what covers them. */
export class Patient extends Aggregate<PatientRows> {
  private constructor(private readonly rows: PatientRows) {
    super();
  }

  static from(rows: PatientRows): Patient {
    return new Patient(rows);
  }

  static register(details: NewPatient, today: CalendarDate, newId: () => string): Patient {
    const id = newId();
    const root = { id, version: 0, number: patientNumber(details.number), ...factsOf(id, details, today), mergedInto: null };
    const patient = new Patient({ root, locations: [], coverages: [], alerts: [] });
    patient.register(details.locationId, newId);
    return patient;
  }

  override get id(): string {
    return this.rows.root.id;
  }

  override state(): PatientRows {
    const { root, locations, coverages, alerts } = this.rows;
    const copied = <T extends object>(rows: readonly T[]): T[] => rows.map((row) => ({ ...row }));
    return { root: { ...root }, locations: copied(locations), coverages: copied(coverages), alerts: copied(alerts) };
  }

  get locationIds(): string[] {
    return this.rows.locations.map((location) => location.locationId);
  }

  get guarantorId(): string {
    return this.rows.root.guarantorId;
  }

  edit(details: PatientDetails, today: CalendarDate): void {
    this.#refuseMerged();
    Object.assign(this.rows.root, factsOf(this.id, details, today));
  }

  /** From now on the patient is seen at this location too; a second time changes nothing. */
  register(locationId: string, newId: () => string): void {
    if (this.locationIds.includes(locationId)) return;
    this.rows.locations.push({ id: newId(), patientId: this.id, locationId });
  }

  cover(details: CoverageDetails, newId: () => string): string {
    this.#refuseMerged();
    const coverage = { id: newId(), patientId: this.id, ...coverageFacts(details) };
    refuseOverlap(coverage, this.rows.coverages);
    this.rows.coverages.push(coverage);
    return coverage.id;
  }

  /** Without a member ID the one on record stays: forms show only its end. */
  changeCoverage(coverageId: string, details: CoverageDetails): void {
    const coverage = this.#coverage(coverageId);
    const memberId = details.memberId?.trim() || coverage.memberId;
    const changed = { id: coverageId, patientId: this.id, ...coverageFacts({ ...details, memberId }) };
    refuseOverlap(changed, this.rows.coverages);
    Object.assign(coverage, changed);
  }

  /** The last day on which it holds; what is invoiced already keeps its own copy. */
  endCoverage(coverageId: string, lastDay: CalendarDate): void {
    const coverage = this.#coverage(coverageId);
    const changed = { ...coverage, validTo: endOf(coverage.validFrom, lastDay) };
    refuseOverlap(changed, this.rows.coverages);
    Object.assign(coverage, changed);
  }

  /** It holds without an end again, unless another has taken its place meanwhile. */
  reopenCoverage(coverageId: string): void {
    const coverage = this.#coverage(coverageId);
    if (coverage.validTo === null) throw new CoverageIsOpen();
    const changed = { ...coverage, validTo: null };
    refuseOverlap(changed, this.rows.coverages);
    Object.assign(coverage, changed);
  }

  setAlert(details: AlertDetails, doing: Doing, newId: () => string): string {
    this.#refuseMerged();
    const alert = newAlert(this.id, details, doing, newId);
    this.rows.alerts.push(alert);
    return alert.id;
  }

  takeDownAlert(alertId: string, doing: Doing): void {
    const alert = this.rows.alerts.find((row) => row.id === alertId);
    if (!alert) throw new UnknownAlert();
    endAlert(alert, doing);
  }

  /** From now on this record is the other one. At most one step: whoever others were merged into stays a root. */
  mergeInto(root: Patient, hasMerged: boolean): void {
    this.#refuseMerged();
    if (root.id === this.id) throw new MergedIntoItself();
    if (root.rows.root.mergedInto !== null) throw new PatientIsMerged();
    if (hasMerged) throw new OthersMergedHere();
    this.rows.root.mergedInto = root.id;
  }

  standAlone(): void {
    if (this.rows.root.mergedInto === null) throw new NotMerged();
    this.rows.root.mergedInto = null;
  }

  /** New work goes to the record that stands for the person. */
  #refuseMerged(): void {
    if (this.rows.root.mergedInto !== null) throw new PatientIsMerged();
  }

  payerOf(coverageId: string): string {
    return this.#coverage(coverageId).payerId;
  }

  #coverage(coverageId: string): CoverageState {
    const coverage = this.rows.coverages.find((row) => row.id === coverageId);
    if (!coverage) throw new UnknownCoverage();
    return coverage;
  }
}

export function patientNumber(text: string): string {
  const number = text.trim().toUpperCase();
  if (!NUMBER.test(number)) throw new PatientNumberUnreadable();
  return number;
}

/** A name as it is searched and compared. */
export function searchNameOf(lastName: string, firstName: string): string {
  return plainWords(`${lastName} ${firstName}`).slice(0, SEARCH_LENGTH);
}

function factsOf(id: string, details: PatientDetails, today: CalendarDate): Omit<PatientState, 'id' | 'version' | 'number' | 'mergedInto'> {
  if (isBefore(today, details.birthDate)) throw new BirthDateInFuture(details.birthDate);
  const lastName = requiredText(details.lastName, { label: 'Last name', field: 'lastName', most: 80 });
  const firstName = requiredText(details.firstName, { label: 'First name', field: 'firstName', most: 80 });
  return {
    lastName,
    firstName,
    searchName: searchNameOf(lastName, firstName),
    birthDate: details.birthDate,
    phone: optionalText(details.phone, { label: 'Phone', field: 'phone', most: 40 }),
    email: optionalText(details.email, { label: 'Email', field: 'email', most: 120 }),
    address: optionalText(details.address, { label: 'Address', field: 'address', most: 300 }),
    guarantorId: details.guarantorId ?? id,
  };
}
