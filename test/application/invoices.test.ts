import { CloseDay } from '../../src/calendar/index.js';
import {
  AddDraftLine, ApplyInsuranceToDraft, ChangeDraftLine, DiagnosisAt, DiscardDraft, FinalizeInvoice, ImportOpenInvoice, invoiceMap, previewParts, RemoveDraftLine,
  PayerAt, ReviewDraft, SendBackDraft, SetDraftDiagnoses, SetDraftPayers, StartInvoiceDraft,
} from '../../src/invoices/index.js';
import { AddPayer } from '../../src/insurers/index.js';
import { AdjustInvoice, ApplyInsurance, ReverseAdjustment, VoidInvoice } from '../../src/payments/index.js';
import type { Actor } from '../../src/platform/actor.js';
import { actAs, systemActor } from '../../src/platform/actor.js';
import { Database } from '../../src/platform/database/database.js';
import { sql } from '../../src/platform/database/sql.js';
import { newId } from '../../src/platform/ids.js';
import { UnitOfWork } from '../../src/platform/unit-of-work.js';
import { AddProvider, EditProvider } from '../../src/services/index.js';
import { addDays } from '../../src/shared/calendar-date.js';
import { eachEngine } from '../support/database.js';
import { InvoiceClinic, TODAY } from '../support/invoice-clinic.js';
import { part } from '../support/invoices.js';

const saying = (text: string) => expect.objectContaining({ sentence: expect.stringContaining(text) });
const reason = 'Agreed by phone';

eachEngine((engine) => {
  let clinic: InvoiceClinic;
  beforeAll(async () => {
    clinic = await InvoiceClinic.open(await engine.config());
  });
  afterAll(async () => {
    expect(clinic.app.get(Database).engine.inUse()).toBe(0);
    await clinic.close();
  });

  const at = () => ({ locationId: clinic.locationId });
  const shares = (invoiceId: string) =>
    clinic.all<{ partyKind: string; chargedCents: number; paidCents: number; adjustedCents: number }>(
      sql`SELECT party_kind AS partyKind, charged_cents AS chargedCents, paid_cents AS paidCents, adjusted_cents AS adjustedCents FROM shares WHERE invoice_id = ${invoiceId} ORDER BY party_kind, charged_cents`,
    );
  const standing = async (invoiceId: string) =>
    (await clinic.all<{ state: string; openCents: number; version: number; number: string }>(sql`SELECT state AS state, open_cents AS openCents, version AS version, number AS number FROM invoices WHERE id = ${invoiceId}`))[0]!;
  const versionOfDraft = async (draftId: string) => (await clinic.all<{ version: number }>(sql`SELECT version AS version FROM invoice_drafts WHERE id = ${draftId}`))[0]!.version;

  describe('a draft', () => {
    it('MONEY 2: takes price and tax from the price list, proposes the coverage’s split, and becomes an invoice with a number without gaps', async () => {
      const draftId = await clinic.draft([{}, { serviceId: clinic.labId, quantity: 2 }]);
      const first = await clinic.do(new FinalizeInvoice({ ...at(), draftId, version: await versionOfDraft(draftId) }));
      const second = await clinic.do(new FinalizeInvoice({ ...at(), draftId: await clinic.draft() }));
      expect(first.invoiceId).toBe(draftId);
      expect(Number(second.number!.slice(3))).toBe(Number(first.number!.slice(3)) + 1);
      expect(await shares(draftId)).toEqual([
        { partyKind: 'insurer', chargedCents: 8800, paidCents: 0, adjustedCents: 0 }, { partyKind: 'insurer', chargedCents: 12000, paidCents: 0, adjustedCents: 0 },
        { partyKind: 'patient', chargedCents: 2200, paidCents: 0, adjustedCents: 0 }, { partyKind: 'patient', chargedCents: 3000, paidCents: 0, adjustedCents: 0 },
      ]);
      const [header] = await clinic.all(sql`SELECT patient_name AS patientName, issuer_address AS issuerAddress, posting_date AS postingDate, due_date AS dueDate FROM invoices WHERE id = ${draftId}`);
      expect(header).toEqual({ patientName: 'Hartwell, Amelia', issuerAddress: '1 Maple Street', postingDate: TODAY, dueDate: addDays(TODAY, 30) });
    });

    it('is changed, given an amount per payer, and finalized as shown', async () => {
      const draftId = await clinic.draft([{}, {}]);
      const [line] = await clinic.all<{ id: string }>(sql`SELECT id AS id FROM draft_lines WHERE draft_id = ${draftId} ORDER BY position`);
      await clinic.do(new ChangeDraftLine({ ...at(), draftId, lineId: line!.id, quantity: 2, serviceDate: addDays(TODAY, -1) }));
      await clinic.do(new ApplyInsuranceToDraft({ ...at(), draftId, amounts: [{ partyKey: clinic.coverageId, amountCents: 20000 }, { partyKey: clinic.kestrelId, amountCents: 5000 }] }));
      await clinic.do(new RemoveDraftLine({ ...at(), draftId, lineId: line!.id }));
      await expect(clinic.do(new FinalizeInvoice({ ...at(), draftId, shownPayersCents: 25000, shownPatientCents: 0 }))).rejects.toEqual(saying('The parts add to 250.00, but the invoice comes to 150.00'));
      await clinic.do(new ApplyInsuranceToDraft({ ...at(), draftId, spread: 'proposal' }));
      await clinic.do(new FinalizeInvoice({ ...at(), draftId, shownPayersCents: 12000, shownPatientCents: 3000 }));
      expect((await shares(draftId)).map(({ chargedCents }) => chargedCents)).toEqual([12000, 3000]);
    });

    it('carries diagnoses, a provider, a special price and a discount to the invoice, and names inactive providers no more', async () => {
      const draftId = await clinic.draft([]);
      const { providerId } = await clinic.do(new AddProvider({ name: 'Ida Brandt, MD', npi: '1003000126' }));
      await clinic.do(new SetDraftDiagnoses({ ...at(), draftId, codes: [new DiagnosisAt({ letter: 'A', code: 'm545' }), new DiagnosisAt({ letter: 'B', code: 'J06.9' })] }));
      const line = { ...at(), draftId, quantity: 1, serviceDate: TODAY };
      const { lineId } = await clinic.do(new AddDraftLine({ ...line, serviceId: clinic.labId, providerId, pointers: 'BA' }));
      await clinic.do(new EditProvider({ providerId, version: 1, name: 'Ida Brandt, MD', npi: '1003000126', isInactive: true }));
      await expect(clinic.do(new AddDraftLine({ ...line, serviceId: clinic.labId, providerId }))).rejects.toEqual(saying('Choose a provider'));
      await expect(clinic.do(new ChangeDraftLine({ ...line, lineId, unitPriceCents: 4000 }))).rejects.toEqual(saying('The price list says 50.00'));
      await clinic.do(new ChangeDraftLine({ ...line, lineId, providerId, pointers: 'BA', unitPriceCents: 4000, priceReason: 'Staff family', discountBasisPoints: 1000, discountReason: 'Second test' }));
      await clinic.do(new FinalizeInvoice({ ...at(), draftId }));
      const [row] = await clinic.all(sql`
        SELECT i.diagnoses AS diagnoses, n.provider_name AS providerName, n.provider_npi AS npi, n.pointers AS pointers, n.list_price_cents AS listPriceCents, n.unit_price_cents AS unitPriceCents,
               n.price_reason AS priceReason, n.discount_cents AS discountCents, n.net_cents AS netCents, n.charge_cents AS chargeCents
        FROM invoices i JOIN invoice_lines n ON n.invoice_id = i.id WHERE i.id = ${draftId}`);
      expect(row).toEqual({
        diagnoses: 'M54.5 J06.9', providerName: 'Ida Brandt, MD', npi: '1003000126', pointers: 'BA', listPriceCents: 5000, unitPriceCents: 4000,
        priceReason: 'Staff family', discountCents: 400, netCents: 3600, chargeCents: 3960,
      });
    });

    it('is reviewed by one and finalized by another; without the right to review only reviewed ones are finalized', async () => {
      const mayAll = (...permissions: string[]) => ({ ...systemActor('system:test'), kind: 'staff' as const, id: newId(), granted: [clinic.locationId], can: (permission: string) => permissions.includes(permission) });
      const [reviewer, finalizer] = [mayAll('invoice.review'), mayAll('invoice.finalize')];
      const draftId = await clinic.draft();
      await expect(clinic.do(new FinalizeInvoice({ ...at(), draftId }), finalizer)).rejects.toEqual(saying('review'));
      await expect(clinic.do(new ReviewDraft({ ...at(), draftId }), finalizer)).rejects.toEqual(saying('“review drafts”'));
      await clinic.do(new ReviewDraft({ ...at(), draftId }), reviewer);
      await expect(clinic.do(new AddDraftLine({ ...at(), draftId, serviceId: clinic.labId, quantity: 1, serviceDate: TODAY }))).rejects.toEqual(saying('Send it back'));
      await expect(clinic.do(new SendBackDraft({ ...at(), draftId, reason: 'Two visits' }), finalizer)).rejects.toEqual(saying('“review drafts”'));
      await expect(clinic.do(new SendBackDraft({ locationId: clinic.otherLocationId, draftId, reason: 'Two visits' }))).rejects.toEqual(saying('There is no such record'));
      await expect(clinic.apply({ parts: [{ invoiceId: draftId, ...part(1) }] })).rejects.toEqual(saying('is still a draft'));
      const [row] = await clinic.all(sql`SELECT reviewed_by AS reviewedBy, reviewed_at AS reviewedAt FROM invoice_drafts WHERE id = ${draftId}`);
      expect(row).toEqual({ reviewedBy: reviewer.id, reviewedAt: expect.stringMatching(/^20/) });
      await clinic.do(new FinalizeInvoice({ ...at(), draftId }), finalizer);
      const sentBack = await clinic.draft();
      await clinic.do(new ReviewDraft({ ...at(), draftId: sentBack }));
      await clinic.do(new SendBackDraft({ ...at(), draftId: sentBack, reason: 'Two visits' }));
      expect(await clinic.all(sql`SELECT state AS state, return_note AS note FROM invoice_drafts WHERE id = ${sentBack}`)).toEqual([{ state: 'draft', note: 'Two visits' }]);
    });

    it('is due by each party’s own terms, and a transfer to a new party gives it its time from that day', async () => {
      const quick = (await clinic.do(new AddPayer({ name: 'Quickpay Mutual', kind: 'insurer', termsDays: 10 }))).payerId!;
      const draftId = await clinic.draft([{ serviceDate: addDays(TODAY, -3) }]);
      await clinic.do(new ApplyInsuranceToDraft({ ...at(), draftId, amounts: [{ partyKey: quick, amountCents: 9000 }, { partyKey: clinic.kestrelId, amountCents: 1000 }] }));
      await clinic.do(new FinalizeInvoice({ ...at(), draftId, postingDate: addDays(TODAY, -2) }));
      const due = async (invoiceId: string) =>
        (await clinic.all<{ party: string; due: string }>(sql`SELECT COALESCE(payer_id, 'patient') AS party, due_date AS due FROM shares WHERE invoice_id = ${invoiceId}`)).map(({ party, due: on }) => [party, on]);
      expect(Object.fromEntries(await due(draftId))).toEqual({ [quick]: addDays(TODAY, 8), [clinic.kestrelId]: addDays(TODAY, 28), patient: addDays(TODAY, 28) });
      const invoiceId = await clinic.invoice();
      await clinic.do(new ApplyInsurance({ ...at(), invoiceId, partyKey: quick, amountCents: 1000 }));
      await clinic.do(new ApplyInsurance({ ...at(), invoiceId, partyKey: clinic.kestrelId, amountCents: 1000 }));
      expect(Object.fromEntries(await due(invoiceId))).toMatchObject({ [quick]: addDays(TODAY, 10), [clinic.kestrelId]: addDays(TODAY, 30), [clinic.harborId]: addDays(TODAY, 30) });
    });

    it('takes its payers from the coverage or as entered, splits by them, prints them, and leaves the coverage alone', async () => {
      const draftId = await clinic.draft();
      const before = await clinic.all(sql`SELECT * FROM coverages WHERE patient_id = ${clinic.patientId}`);
      const tamarack = (await clinic.do(new AddPayer({ name: 'Tamarack Mutual', kind: 'insurer' }))).payerId!;
      const place = (sequence: number, payerId: string, memberId = '') => new PayerAt({ sequence, payerId, memberId });
      const parts = () => clinic.all(sql`SELECT COALESCE(payer_id, 'patient') AS party, amount_cents AS cents FROM draft_shares WHERE draft_id = ${draftId} ORDER BY amount_cents DESC`);
      await clinic.do(new SetDraftPayers({ ...at(), draftId, payers: [place(1, tamarack, 'T-9'), place(2, clinic.harborId, 'H-new'), place(4, clinic.kestrelId)] }));
      expect(await parts()).toEqual([{ party: tamarack, cents: 15000 }]);
      await expect(clinic.do(new SetDraftPayers({ ...at(), draftId, payers: [place(1, tamarack), place(2, tamarack)] }))).rejects.toEqual(saying('stands twice'));
      await expect(clinic.do(new SetDraftPayers({ ...at(), draftId, payers: [place(1, newId())] }))).rejects.toEqual(saying('Choose a payer'));
      await clinic.do(new SetDraftPayers({ ...at(), draftId, payers: [place(1, clinic.harborId), place(2, tamarack)] }));
      expect(await parts()).toEqual([{ party: clinic.harborId, cents: 12000 }, { party: 'patient', cents: 3000 }]);
      await clinic.do(new FinalizeInvoice({ ...at(), draftId }));
      const printed = (id: string) => clinic.all(sql`SELECT payer_name AS name, sequence AS sequence, member_id AS memberId FROM invoice_payers WHERE invoice_id = ${id} ORDER BY sequence`);
      expect(await printed(draftId)).toEqual([{ name: 'Harborlight Health Plan', sequence: 1, memberId: 'H-new' }, { name: 'Tamarack Mutual', sequence: 2, memberId: 'T-9' }]);
      expect(await printed(await clinic.invoice())).toEqual([{ name: 'Harborlight Health Plan', sequence: 1, memberId: 'H-4471' }]);
      expect(await clinic.all(sql`SELECT * FROM coverages WHERE patient_id = ${clinic.patientId}`)).toEqual(before);
    });

    it('whose entered payers are taken back follows the coverage again; what a payer left out had goes to the others', async () => {
      const draftId = await clinic.draft();
      const parts = () => clinic.all(sql`SELECT party_kind AS kind, amount_cents AS cents FROM draft_shares WHERE draft_id = ${draftId} ORDER BY amount_cents DESC`);
      await clinic.do(new ApplyInsuranceToDraft({ ...at(), draftId, amounts: [{ partyKey: clinic.coverageId, amountCents: 9000 }, { partyKey: clinic.kestrelId, amountCents: 1000 }] }));
      await clinic.do(new SetDraftPayers({ ...at(), draftId, payers: [new PayerAt({ sequence: 4, payerId: clinic.kestrelId })] }));
      expect(await parts()).toEqual([{ kind: 'patient', cents: 14000 }, { kind: 'other', cents: 1000 }]);
      await clinic.do(new SetDraftPayers({ ...at(), draftId, asCoverage: true }));
      await clinic.do(new ApplyInsuranceToDraft({ ...at(), draftId, spread: 'proposal' }));
      expect(await parts()).toEqual([{ kind: 'insurer', cents: 12000 }, { kind: 'patient', cents: 3000 }]);
    });

    it('is refused when somebody changed it meanwhile, with who and what', async () => {
      const draftId = await clinic.draft();
      const version = await versionOfDraft(draftId);
      await clinic.do(new AddDraftLine({ ...at(), draftId, serviceId: clinic.labId, quantity: 1, serviceDate: TODAY }));
      await expect(clinic.do(new FinalizeInvoice({ ...at(), draftId, version }))).rejects.toEqual(saying('system:test changed this'));
    });

    it('brings a patient of another location here', async () => {
      const { draftId } = await clinic.do(new StartInvoiceDraft({ locationId: clinic.otherLocationId, patientId: clinic.patientId }));
      expect(draftId).toBeDefined();
      expect(await clinic.all(sql`SELECT id AS id FROM patient_locations WHERE patient_id = ${clinic.patientId}`)).toHaveLength(2);
    });

    it('may be discarded, and is then closed', async () => {
      const draftId = await clinic.draft();
      await clinic.do(new DiscardDraft({ ...at(), draftId }));
      await expect(clinic.do(new FinalizeInvoice({ ...at(), draftId }))).rejects.toEqual(saying('was discarded'));
    });

    it('is refused without lines, for a service without a price here, for an unknown payer, or twice', async () => {
      const empty = await clinic.draft([]);
      await expect(clinic.do(new FinalizeInvoice({ ...at(), draftId: empty }))).rejects.toEqual(saying('Add at least one line'));
      await expect(clinic.do(new AddDraftLine({ ...at(), draftId: empty, serviceId: newId(), quantity: 1, serviceDate: TODAY }))).rejects.toEqual(saying('price list'));
      const draftId = await clinic.draft();
      await expect(clinic.do(new ApplyInsuranceToDraft({ ...at(), draftId, amounts: [{ partyKey: newId(), amountCents: 1 }] }))).rejects.toEqual(saying('Choose a payer'));
      await clinic.do(new FinalizeInvoice({ ...at(), draftId }));
      await expect(clinic.do(new FinalizeInvoice({ ...at(), draftId }))).rejects.toEqual(saying('finalized already'));
    });

    it('of another location is not there', async () => {
      const draftId = await clinic.draft();
      await expect(clinic.do(new FinalizeInvoice({ locationId: clinic.otherLocationId, draftId }))).rejects.toEqual(saying('There is no such record'));
    });

    it('a refused finalizing uses up no number', async () => {
      const { number } = await clinic.do(new FinalizeInvoice({ ...at(), draftId: await clinic.draft() }));
      await expect(clinic.do(new FinalizeInvoice({ ...at(), draftId: await clinic.draft([]) }))).rejects.toThrow();
      const next = await clinic.do(new FinalizeInvoice({ ...at(), draftId: await clinic.draft() }));
      expect(Number(next.number!.slice(3))).toBe(Number(number!.slice(3)) + 1);
    });
  });

  describe('a payment', () => {
    it('pays, adjusts and moves to the patient', async () => {
      const invoiceId = await clinic.invoice();
      const { parts } = await clinic.apply({ parts: [{ invoiceId, ...part(8000, 3000, 1000) }] });
      expect(parts).toEqual([{ invoiceId, patientId: clinic.patientId, locationId: clinic.locationId, invoiceVersion: 2, shares: [expect.objectContaining({ payerId: clinic.harborId, amountCents: 8000 })] }]);
      expect(await standing(invoiceId)).toMatchObject({ state: 'open', openCents: 4000, version: 2 });
    });

    it('is refused on a draft, at another location as on a missing record, and above what is due; nothing is left behind', async () => {
      const draftId = await clinic.draft();
      await expect(clinic.apply({ locationId: clinic.otherLocationId, parts: [{ invoiceId: draftId, ...part(1) }] })).rejects.toEqual(saying('There is no such record'));
      await expect(clinic.apply({ locationId: clinic.locationId, parts: [{ invoiceId: draftId, ...part(1) }] })).rejects.toEqual(saying('is still a draft'));
      const invoiceId = await clinic.invoice();
      await expect(clinic.apply({ parts: [{ invoiceId, ...part(12001) }] })).rejects.toEqual(saying('is due 120.00 from this insurer'));
      expect(await standing(invoiceId)).toMatchObject({ openCents: 15000, version: 1 });
    });

    it('is previewed by the same function, and the preview changes nothing', async () => {
      const invoiceId = await clinic.invoice();
      const looked = await actAs(systemActor('system:test'), () => clinic.app.get(UnitOfWork).peek(invoiceMap, [invoiceId]));
      const request = { paymentId: newId(), party: { partyKind: 'insurer' as const, payerRoot: clinic.harborId }, parts: [{ invoiceId, ...part(10000, 0, 2000) }] };
      expect(previewParts(looked, request, TODAY)).toEqual([expect.objectContaining({ applied: expect.objectContaining({ leftCents: 0, toPatientCents: 2000 }) })]);
      expect(await standing(invoiceId)).toMatchObject({ openCents: 15000, version: 1 });
    });

    it('takes the same number of statements for 3 and for 30 invoices', async () => {
      const ids: string[] = [];
      for (let nth = 0; nth < 33; nth += 1) ids.push(await clinic.invoice());
      const rows = (from: number, to: number) => ids.slice(from, to).map((invoiceId) => ({ invoiceId, ...part(5000, 1000, 500) }));
      await clinic.apply({ parts: rows(0, 3) });
      const three = clinic.statements;
      await clinic.apply({ parts: rows(3, 33) });
      expect(clinic.statements).toBe(three);
      expect(three).toBeLessThanOrEqual(15);
    });

    it('thirty at once on one invoice add up to the cent', async () => {
      const invoiceId = await clinic.invoice();
      await Promise.all(Array.from({ length: 30 }, () => clinic.apply({ parts: [{ invoiceId, ...part(100) }] })));
      expect(await standing(invoiceId)).toMatchObject({ openCents: 12000, version: 31 });
    });
  });

  describe('an act on an invoice', () => {
    it('adjusts with a reason and is reversed once', async () => {
      const invoiceId = await clinic.invoice([{ serviceId: clinic.labId }]);
      const adjust = { ...at(), invoiceId, kind: 'courtesy' as const, amountCents: 550, reason };
      const patientShare = (await clinic.all<{ id: string }>(sql`SELECT id AS id FROM shares WHERE invoice_id = ${invoiceId} AND party_kind = 'patient'`))[0]!.id;
      await clinic.do(new AdjustInvoice({ ...adjust, shareId: patientShare }));
      const [row] = await clinic.all<{ id: string; taxCents: number; reason: string }>(sql`SELECT id AS id, tax_cents AS taxCents, reason AS reason FROM adjustments WHERE invoice_id = ${invoiceId}`);
      expect(row).toMatchObject({ taxCents: 50, reason });
      await clinic.do(new ReverseAdjustment({ ...at(), invoiceId, adjustmentId: row!.id, reason }));
      await expect(clinic.do(new ReverseAdjustment({ ...at(), invoiceId, adjustmentId: row!.id, reason }))).rejects.toEqual(saying('already reversed'));
      expect(await standing(invoiceId)).toMatchObject({ openCents: 5500 });
    });

    it('applies insurance by transfer, to an employer as another payer', async () => {
      const invoiceId = await clinic.invoice();
      await clinic.do(new ApplyInsurance({ ...at(), invoiceId, partyKey: clinic.kestrelId, amountCents: 1000, version: 1 }));
      expect(await shares(invoiceId)).toEqual(expect.arrayContaining([expect.objectContaining({ partyKind: 'other', chargedCents: 1000 }), expect.objectContaining({ partyKind: 'patient', chargedCents: 2000 })]));
      await expect(clinic.do(new ApplyInsurance({ ...at(), invoiceId, partyKey: clinic.kestrelId, amountCents: 1, version: 1 }))).rejects.toEqual(saying('system:test changed this'));
    });

    it('given to a payer by its own id goes to the patient’s coverage with it, so that a payer stands once', async () => {
      const draftId = await clinic.draft();
      await clinic.do(new ApplyInsuranceToDraft({ ...at(), draftId, amounts: [{ partyKey: clinic.harborId, amountCents: 7000 }] }));
      expect(await clinic.all(sql`SELECT party_key AS partyKey FROM draft_shares WHERE draft_id = ${draftId} AND party_kind = 'insurer'`)).toEqual([{ partyKey: clinic.coverageId }]);
      const twice = [{ partyKey: clinic.harborId, amountCents: 1 }, { partyKey: clinic.coverageId, amountCents: 1 }];
      await expect(clinic.do(new ApplyInsuranceToDraft({ ...at(), draftId, amounts: twice }))).rejects.toEqual(saying('stands twice'));
    });

    it('voids and keeps the number', async () => {
      const invoiceId = await clinic.invoice();
      await clinic.do(new AdjustInvoice({ ...at(), invoiceId, partyKey: clinic.coverageId, kind: 'bad-debt', amountCents: 100, reason }));
      const { number } = await standing(invoiceId);
      await clinic.do(new VoidInvoice({ ...at(), invoiceId, reason }));
      expect(await standing(invoiceId)).toMatchObject({ state: 'voided', openCents: 0, number });
      expect((await shares(invoiceId)).every(({ chargedCents, adjustedCents }) => chargedCents === 0 && adjustedCents === 0)).toBe(true);
      await expect(clinic.apply({ parts: [{ invoiceId, ...part(1) }] })).rejects.toEqual(saying('is voided'));
    });

    it('is refused without the permission, and as missing outside the grant', async () => {
      const invoiceId = await clinic.invoice();
      const at1 = (granted: string[]): Actor => ({
        ...systemActor('system:test'), kind: 'staff', id: newId(), name: 'Dana', granted, can: () => false, locations: () => [],
      });
      const command = () => new VoidInvoice({ ...at(), invoiceId, reason });
      await expect(clinic.do(command(), at1([clinic.locationId]))).rejects.toEqual(saying('does not include'));
      await expect(clinic.do(command(), at1([clinic.otherLocationId]))).rejects.toEqual(saying('There is no such record'));
    });
  });

  describe('an open invoice of an earlier system', () => {
    const opening = (fields: Partial<ImportOpenInvoice>) =>
      new ImportOpenInvoice({ ...at(), patientId: clinic.patientId, originalDate: '2026-05-01', parts: [{ partyKey: clinic.coverageId, amountCents: 4000 }, { amountCents: 600 }], number: 'OLD-1', ...fields });

    it('comes in with its number, dates and balances', async () => {
      const { invoiceId } = await clinic.do(opening({}));
      const [row] = await clinic.all(sql`SELECT number AS number, origin AS origin, original_date AS originalDate, posting_date AS postingDate, due_date AS dueDate, open_cents AS openCents FROM invoices WHERE id = ${invoiceId!}`);
      expect(row).toEqual({ number: 'OLD-1', origin: 'opening', originalDate: '2026-05-01', postingDate: TODAY, dueDate: '2026-05-31', openCents: 4600 });
    });

    it('is refused under a number that is taken, that the series gives, or that is missing', async () => {
      await expect(clinic.do(opening({}))).rejects.toEqual(saying('An invoice with the number OLD-1 exists'));
      await expect(clinic.do(opening({ number: 'MS-10500' }))).rejects.toEqual(saying('OLD-MS-10500'));
      await expect(clinic.do(opening({ number: ' ' }))).rejects.toEqual(saying('Type the invoice’s number'));
    });
  });

  describe('days', () => {
    it('date an invoice on an earlier open day, never in the future', async () => {
      const draftId = await clinic.draft([{ serviceDate: addDays(TODAY, -9) }]);
      await expect(clinic.do(new FinalizeInvoice({ ...at(), draftId, postingDate: addDays(TODAY, 1) }))).rejects.toEqual(saying('is in the future'));
      await expect(clinic.do(new FinalizeInvoice({ ...at(), draftId, postingDate: addDays(TODAY, -10) }))).rejects.toEqual(saying('after the posting date'));
      await clinic.do(new FinalizeInvoice({ ...at(), draftId, postingDate: addDays(TODAY, -5) }));
      await expect(clinic.do(new AdjustInvoice({ ...at(), invoiceId: draftId, partyKey: clinic.coverageId, kind: 'charity', amountCents: 1, reason, postingDate: addDays(TODAY, -6) }))).rejects.toEqual(saying('before the last entry'));
    });

    it('closed are refused, and the accounting day moves on', async () => {
      const draftId = await clinic.draft();
      const early = await clinic.draft([{ serviceDate: addDays(TODAY, -20) }]);
      await clinic.do(new CloseDay({ locationId: clinic.locationId, day: TODAY, andEarlier: true }));
      await expect(clinic.do(new FinalizeInvoice({ ...at(), draftId: early, postingDate: addDays(TODAY, -3) }))).rejects.toEqual(saying('is closed at this location'));
      await clinic.do(new FinalizeInvoice({ ...at(), draftId }));
      expect(await clinic.all(sql`SELECT posting_date AS postingDate FROM invoices WHERE id = ${draftId}`)).toEqual([{ postingDate: addDays(TODAY, 1) }]);
    });
  });

  it('every change left an audit entry: versions without gaps', async () => {
    const gaps = await clinic.all(sql`SELECT i.id AS id, i.version AS version, COUNT(e.id) AS entries FROM invoices i LEFT JOIN audit_entries e ON e.record_id = i.id AND e.record_type = 'invoice' GROUP BY i.id, i.version HAVING COUNT(e.id) <> i.version`);
    expect(gaps).toEqual([]);
  });
});
