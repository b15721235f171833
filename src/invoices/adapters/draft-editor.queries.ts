import { Injectable } from '@nestjs/common';
import type { Scope } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { sql, within } from '../../platform/database/sql.js';
import { currentExponent } from '../../platform/form-context.js';
import { NotFound } from '../../shared/domain-error.js';
import { formatCents, sumCents } from '../../shared/money.js';
import { Days } from '../../calendar/index.js';
import { PayersQueries } from '../../insurers/index.js';
import { maskedMember, PatientAlerts, PatientsQueries } from '../../patients/index.js';
import { type PricedService, type ProviderItem, ProvidersQueries, ServicesQueries } from '../../services/index.js';
import { CoverageRules } from '../application/coverage-rules.js';
import { ruledBy } from '../application/payers-on-invoice.js';
import { codesOf, DIAGNOSIS_LETTERS } from '../domain/diagnoses.js';
import { proposeSplit } from '../domain/split.js';
import type { DraftLineState, DraftPayerState } from '../domain/draft-state.js';
import { placeName, sequenceName } from './labels.js';
import { partiesOf, type ShareOnPage } from './parties.js';

type Line = Omit<DraftLineState, 'id' | 'draftId'> & { lineId: string };

interface Header {
  draftId: string;
  version: number;
  locationId: string;
  locationName: string;
  patientId: string;
  patientName: string;
  patientNumber: string;
  guarantorId: string;
  state: string;
  split: string;
  startedOn: string;
  diagnoses: string;
  reviewerName: string;
  reviewedAt: string | null;
  returnNote: string;
  payersFrom: string;
  /** Name and number of the record that the patient's was merged into meanwhile. */
  mergedInto: string | null;
  /** The corrected invoice it takes the place of. */
  replacesId: string | null;
}

/** One draft as its editor shows it: the lines, who is to owe what of each, and sums that add up. */
@Injectable()
export class DraftEditorQueries {
  constructor(
    private readonly reader: Reader,
    private readonly services: ServicesQueries,
    private readonly days: Days,
    private readonly rules: CoverageRules,
    private readonly patients: PatientsQueries,
    private readonly payers: PayersQueries,
    private readonly alerts: PatientAlerts,
    private readonly providers: ProvidersQueries,
  ) {}

  async show(draftId: string, scope: Scope) {
    const draft = await this.#header(draftId, scope);
    if (!draft) throw new NotFound();
    const lines = await this.#lines(draftId);
    const shares = await this.#shares(draftId);
    const today = await this.days.accountingDay(draft.locationId);
    const { payers, otherPayers, places, allPayers } = await this.#payerRows(draft, lines, shares.filter(isPayers), await this.#entered(draftId));
    const providers = await this.providers.all();
    const direct = payers.filter(({ reimburses }) => !reimburses);
    return {
      draft, today, alerts: await this.alerts.ofPatient(draft.patientId, today), payers, otherPayers, places, allPayers, directPayers: direct, parties: partiesOf(shares), totals: totalsOf(lines, shares),
      serviceChoices: (await this.services.priceList(draft.locationId)).map(serviceChoice),
      newLine: { serviceDate: lines.at(-1)?.serviceDate ?? today, providerId: lines.at(-1)?.providerId ?? '', pointers: lines.at(-1)?.pointers ?? (draft.diagnoses === '' ? '' : 'A') },
      diagnoses: DIAGNOSIS_LETTERS.map((letter, index) => ({ letter, code: codesOf(draft.diagnoses)[index] ?? '' })),
      diagnosisCount: codesOf(draft.diagnoses).length,
      providerChoices: choicesOf(providers, null),
      lines: lines.map((line) => ({
        ...line, providerChoices: choicesOf(providers, line.providerId), isSpecial: line.priceReason !== '',
        providerName: providers.find(({ providerId }) => providerId === line.providerId)?.name ?? '',
        cells: direct.map(({ partyKey, name }) => ({ partyKey, name, amountCents: centsOf(shares.filter(isPayers), partyKey, line.lineId) })),
        patientCents: centsOf(shares.filter((share) => !isPayers(share)), undefined, line.lineId),
      })),
    };
  }

  /** The patient's payers and whoever else was given a part, with what is proposed and applied; and all others to choose from. */
  async #payerRows(draft: Header, lines: readonly Line[], shares: readonly ShareOnPage[], entered: readonly DraftPayerState[]) {
    const payers = await this.payers.all();
    const names = new Map(payers.map((payer) => [payer.payerId, payer.name]));
    const coveredOn = lines.map((line) => line.serviceDate).sort()[0] ?? draft.startedOn;
    const held = (await this.patients.coverages(draft.patientId)).filter(({ validFrom, validTo }) => validFrom <= coveredOn && (validTo === null || validTo >= coveredOn));
    const fromCoverages = this.rules.rulesOf(held, payers);
    const coverages = ruledBy(draft.payersFrom === 'typed' ? entered : undefined, fromCoverages);
    const proposed = proposeSplit(lines.map(({ lineId, chargeCents }) => ({ id: lineId, chargeCents })), coverages);
    const own = coverages.map((rule): PayerRow => ({
      partyKey: rule.partyKey, name: names.get(rule.payerId) ?? '', note: sequenceName(rule.sequence), reimburses: rule.repay === 'reimburse',
      proposedCents: sumCents(proposed.filter(({ partyKey }) => partyKey === rule.partyKey).map((part) => part.amountCents)), appliedCents: centsOf(shares, rule.partyKey),
    }));
    const added = partiesOf(shares).filter(({ partyKey }) => !own.some((row) => row.partyKey === partyKey)).map((party): PayerRow => ({
      partyKey: party.partyKey, name: party.partyName, note: 'Added to this invoice', reimburses: false, proposedCents: 0, appliedCents: party.chargedCents,
    }));
    const shown = new Set([...coverages.map(({ payerId }) => payerId), ...added.map(({ partyKey }) => partyKey)]);
    const others = payers.filter(({ payerId }) => !shown.has(payerId)).map(({ payerId, name }) => ({ value: payerId, label: name }));
    const places = placesOf(draft.payersFrom === 'typed' ? entered : held);
    const allPayers = payers.filter(({ payerId, state }) => state === 'active' || places.some((place) => place.payerId === payerId)).map(({ payerId, name }) => ({ value: payerId, label: name }));
    return { payers: [...own, ...added], otherPayers: others, places, allPayers };
  }

  #header(draftId: string, scope: Scope) {
    return this.reader.one<Header>(sql`
      SELECT d.id AS draftId, d.version AS version, d.location_id AS locationId, l.name AS locationName, d.patient_id AS patientId,
             CONCAT(p.last_name, ', ', p.first_name) AS patientName, p.number AS patientNumber, p.guarantor_id AS guarantorId,
             (SELECT CONCAT(r.last_name, ', ', r.first_name, ', no. ', r.number) FROM patients r WHERE r.id = p.merged_into) AS mergedInto,
             d.state AS state, d.split AS split, d.started_on AS startedOn, d.diagnoses AS diagnoses,
             COALESCE(r.display_name, d.reviewed_by) AS reviewerName, d.reviewed_at AS reviewedAt, d.return_note AS returnNote, d.payers_from AS payersFrom,
             (SELECT MIN(c.invoice_id) FROM invoice_corrections c WHERE c.reissue_id = d.id) AS replacesId
      FROM invoice_drafts d JOIN locations l ON l.id = d.location_id JOIN patients p ON p.id = d.patient_id LEFT JOIN staff r ON r.id = d.reviewed_by
      WHERE d.id = ${draftId} AND ${within(scope, sql`d.location_id`)}`);
  }

  #lines(draftId: string) {
    return this.reader.all<Line>(sql`
      SELECT n.id AS lineId, n.position AS position, n.service_id AS serviceId, n.code AS code, n.description AS description, n.service_date AS serviceDate,
             n.provider_id AS providerId, n.pointers AS pointers,
             n.quantity AS quantity, n.list_price_cents AS listPriceCents, n.unit_price_cents AS unitPriceCents, n.price_reason AS priceReason,
             n.discount_kind AS discountKind, n.discount_value AS discountValue, n.discount_cents AS discountCents, n.discount_reason AS discountReason, n.tax_basis_points AS taxBasisPoints, n.net_cents AS netCents, n.tax_cents AS taxCents, n.charge_cents AS chargeCents
      FROM draft_lines n WHERE n.draft_id = ${draftId} ORDER BY n.position`);
  }

  #entered(draftId: string) {
    return this.reader.all<DraftPayerState>(sql`
      SELECT e.id AS id, e.draft_id AS draftId, e.party_kind AS partyKind, e.party_key AS partyKey, e.payer_id AS payerId, e.sequence AS sequence,
             e.member_id AS memberId, e.group_number AS groupNumber
      FROM draft_payers e WHERE e.draft_id = ${draftId} ORDER BY e.sequence`);
  }

  #shares(draftId: string) {
    return this.reader.all<ShareOnPage>(sql`
      SELECT s.id AS shareId, s.line_id AS lineId, s.party_kind AS partyKind, s.party_key AS partyKey, s.payer_id AS payerId, s.sequence AS sequence,
             COALESCE(y.name, 'Patient') AS partyName, s.amount_cents AS chargedCents, 0 AS paidCents, 0 AS adjustedCents, '' AS dueDate
      FROM draft_shares s LEFT JOIN payers y ON y.id = s.payer_id WHERE s.draft_id = ${draftId}`);
  }
}

/** Four places, filled in order; of a member number only the end is shown. */
function placesOf(payers: readonly { payerId: string; sequence?: number; memberId: string; groupNumber: string }[]) {
  return [1, 2, 3, 4].map((place) => {
    const payer = payers.find(({ sequence }) => sequence === place);
    return { name: placeName(place), sequence: place, payerId: payer?.payerId ?? '', masked: payer?.memberId ? maskedMember(payer.memberId) : '', groupNumber: payer?.groupNumber ?? '' };
  });
}

interface PayerRow {
  partyKey: string;
  name: string;
  note: string;
  /** A coverage that repays the patient takes no part of the invoice. */
  reimburses: boolean;
  proposedCents: number;
  appliedCents: number;
}

function serviceChoice({ serviceId, code, description, priceCents }: PricedService) {
  return { value: serviceId, label: `${code} · ${description} · ${formatCents(priceCents, currentExponent())}` };
}

/** The active ones, and whoever the line has already. */
function choicesOf(providers: readonly ProviderItem[], standing: string | null) {
  return providers.filter(({ providerId, state }) => state === 'active' || providerId === standing).map(({ providerId, name }) => ({ value: providerId, label: name }));
}

function totalsOf(lines: readonly Line[], shares: readonly ShareOnPage[]) {
  const total = (field: 'netCents' | 'taxCents' | 'chargeCents') => sumCents(lines.map((line) => line[field]));
  return {
    netCents: total('netCents'), taxCents: total('taxCents'), chargeCents: total('chargeCents'),
    payersCents: centsOf(shares.filter(isPayers)), patientCents: centsOf(shares.filter((share) => !isPayers(share))),
  };
}

function isPayers(share: ShareOnPage): boolean {
  return share.partyKind !== 'patient';
}

/** What a party has of a line, or of all lines; without a party, what all of them have. */
function centsOf(shares: readonly ShareOnPage[], partyKey?: string, lineId?: string): number {
  return sumCents(shares.filter((share) => (!partyKey || share.partyKey === partyKey) && (!lineId || share.lineId === lineId)).map((share) => share.chargedCents));
}
