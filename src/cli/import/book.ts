import { PayersQueries, type PayerSummary } from '../../insurers/index.js';
import { LocationsQueries, type LocationSummary, mustBeOwnCurrency, OrganizationQueries, type OrganizationSummary } from '../../locations/index.js';
import { type ActiveCoverage, PatientsQueries } from '../../patients/index.js';
import { list, sql } from '../../platform/database/sql.js';
import type { Snapshot } from '../../platform/database/snapshot.js';
import { DomainError } from '../../shared/domain-error.js';
import { plainWords } from '../../shared/plain-text.js';
import { CannotRun } from '../failures.js';
import { locationNamed } from '../find-location.js';
import { readerOf } from '../read-snapshot.js';

const AT_ONCE = 500;

export interface BookedPatient {
  patientId: string;
  lastName: string;
  firstName: string;
  birthDate: string;
}

/** What is in the books at the moment the file is looked at. */
export class Book {
  private constructor(
    private readonly snapshot: Snapshot,
    readonly organization: OrganizationSummary,
    readonly locations: readonly LocationSummary[],
    private readonly payers: readonly PayerSummary[],
  ) {}

  static async open(snapshot: Snapshot): Promise<Book> {
    const reader = readerOf(snapshot);
    const organization = await new OrganizationQueries(reader).get();
    if (!organization) throw new CannotRun('There is no organization yet: run `ledger setup` first.');
    return new Book(snapshot, organization, await new LocationsQueries(reader).all(), await new PayersQueries(reader).all());
  }

  location(typed: string): LocationSummary | undefined {
    return locationNamed(this.locations, typed);
  }

  /** The sentence for a location nobody has. */
  get locationsSentence(): string {
    return `There is no such location; the locations are ${this.locations.map(({ code, name }) => `${code} (${name})`).join(', ')}.`;
  }

  payer(typed: string): PayerSummary | undefined {
    const wanted = plainWords(typed);
    return this.payers.find(({ name }) => plainWords(name) === wanted);
  }

  /** Why an amount in this currency cannot be taken; nothing when it can. */
  currencySentence(typed: string | undefined): string | undefined {
    if (typed === undefined) return undefined;
    try {
      mustBeOwnCurrency(typed, this.organization.currency);
      return undefined;
    } catch (error) {
      if (error instanceof DomainError) return error.sentence;
      throw error;
    }
  }

  async patient(number: string): Promise<BookedPatient | undefined> {
    const rows = await this.snapshot.all<BookedPatient>(sql`
      SELECT p.id AS patientId, p.last_name AS lastName, p.first_name AS firstName, p.birth_date AS birthDate
      FROM patients p WHERE p.number = ${number.trim().toUpperCase()}`);
    return rows[0];
  }

  coverages(patientId: string, onDate: string): Promise<ActiveCoverage[]> {
    const clock = undefined as never;
    return new PatientsQueries(readerOf(this.snapshot), clock).activeCoverages(patientId, onDate);
  }

  async service(code: string): Promise<{ serviceId: string; description: string } | undefined> {
    const rows = await this.snapshot.all<{ serviceId: string; description: string }>(sql`
      SELECT s.id AS serviceId, s.description AS description FROM services s WHERE s.code = ${code.trim().toUpperCase()}`);
    return rows[0];
  }

  async priceCents(serviceId: string, locationId: string): Promise<number | undefined> {
    const rows = await this.snapshot.all<{ priceCents: number }>(sql`
      SELECT p.price_cents AS priceCents FROM prices p WHERE p.service_id = ${serviceId} AND p.location_id = ${locationId}`);
    return rows[0]?.priceCents;
  }

  async invoice(locationId: string, number: string): Promise<{ patientId: string; chargeCents: number; originalDate: string } | undefined> {
    const rows = await this.snapshot.all<{ patientId: string; chargeCents: number; originalDate: string }>(sql`
      SELECT i.patient_id AS patientId, i.charge_cents AS chargeCents, i.original_date AS originalDate
      FROM invoices i WHERE i.location_id = ${locationId} AND i.number = ${number}`);
    return rows[0];
  }

  async submissionsAmong(keys: readonly string[]): Promise<Set<string>> {
    const known = new Set<string>();
    for (let start = 0; start < keys.length; start += AT_ONCE) {
      const rows = await this.snapshot.all<{ submission: string }>(sql`
        SELECT i.submission AS submission FROM idempotency i WHERE i.submission IN (${list(keys.slice(start, start + AT_ONCE))})`);
      for (const { submission } of rows) known.add(submission);
    }
    return known;
  }
}
