import { newId } from '../../src/platform/ids.js';
import { addDays, formatDate } from '../../src/shared/calendar-date.js';
import type { Answer } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';
import { type Ready, type RefusalClinic, refusalClinic } from '../support/refusal-clinic.js';

type Fields = Record<string, string>;

interface Refused {
  url(ready: Ready): string;
  fields(ready: Ready): Fields;
  status?: number;
  says: RegExp | ((ready: Ready) => string);
  /** Refused before its fields are read. */
  isUnread?: true;
  /** Where the refusal itself goes on record: one act, without any entry. */
  isOnRecord?: true;
}

const payment = (over: (ready: Ready) => Fields, says: Refused['says'], more: Partial<Refused> = {}): Refused => ({
  url: () => '/payments',
  fields: (ready) => ({
    kind: 'insurance', locationId: ready.location, patientId: ready.patient, payerId: ready.insurer, method: 'insurance-eft', amountCents: '10.00', remainderKind: 'to-allocate',
    notes: 'Typed by hand', claimNumber: 'CLM 77', ...over(ready),
  }),
  says, ...more,
});
const amount = (typed: string, says: RegExp): Refused => payment(() => ({ amountCents: typed }), says);
const cell = (invoice: (ready: Ready) => string, typed: string, says: Refused['says'], over: Fields = {}, more: Partial<Refused> = {}): Refused =>
  payment((ready) => ({ 'rows[0][invoiceId]': invoice(ready), 'rows[0][amountCents]': typed, ...over }), says, more);
const owed = ({ owed: id }: Ready): string => id;
const at = (url: (ready: Ready) => string, fields: (ready: Ready) => Fields, says: Refused['says'], more: Partial<Refused> = {}): Refused => ({
  url, fields: (ready) => ({ locationId: ready.location, ...fields(ready) }), says, ...more,
});

const REFUSED: Record<string, Refused> = {
  'an amount of zero': amount('0', /A payment of 0\.00 moves no money\. Type the amount that was received\./),
  'an amount of zero with decimals': amount('0.00', /moves no money/),
  'a negative amount': amount('-5.00', /A payment cannot be negative\. To take money back, reverse the payment it came with\./),
  'a negative amount with a printed minus': amount('−5.00', /cannot be negative/),
  'more decimals than the currency has': amount('1.005', /Total amount: type at most 2 decimals, for example 125\.50\./),
  'more decimals, all of them zero': amount('1.000', /type at most 2 decimals/),
  '1e3': amount('1e3', /Total amount: type the amount in digits, for example 125\.50\./),
  'a wrong thousands comma': amount('1,00.0', /type the amount in digits/),
  'above the limit': amount('100000000.00', /Total amount: the amount is larger than 99,999,999; check the digits\./),
  'far above the limit': amount('9'.repeat(40), /larger than 99,999,999/),
  'no amount': amount('', /A payment of 0\.00 moves no money\. Type the amount that was received\./),
  '1e3 in a row': cell(owed, '1e3', /Row 1, Payment: type the amount in digits/),
  'a negative row': cell(owed, '-1.00', /below zero\. Type it without the minus/),
  'a negative adjustment in a row': cell(owed, '5.00', /below zero/, { 'rows[0][adjustmentCents]': '-1.00', 'rows[0][adjustmentReasonCode]': 'CO-45' }),
  'allocation above the payment': cell(owed, '10.01', /The rows come to 10\.01, the payment is 10\.00: 0\.01 too much\. Lower a row, or correct the total\./),
  'allocation above what is due': cell(owed, '80.01', ({ owedNumber }) => `${owedNumber} is due 80.00 from this insurer; paid, adjusted and moved to the patient come to 80.01, 0.01 too much. Lower one of them, or keep the rest unapplied.`, { amountCents: '90.00' }),
  'a remainder without a name': cell(owed, '4.00', /6\.00 of this payment is not applied\. Say what it is held for/, { remainderKind: '' }),
  'a remainder named as another payer’s': payment(() => ({ remainderKind: 'credit' }), /An insurer’s payment cannot be held like that\. Choose:/),
  'to a voided invoice': cell(({ voided }) => voided, '1.00', /is voided; nothing more can be posted to it\. Issue a new invoice instead\./),
  'to a draft invoice': cell(({ draft }) => draft, '1.00', /One of these invoices is still a draft, so nobody owes it yet\. Finalize it first, then record the payment\./),
  'to another payer’s share': cell(owed, '1.00', ({ owedNumber }) => `${owedNumber} has no share of this insurer. Choose an invoice this payer owes, or apply insurance to it first.`, {}, { fields: undefined as never }),
  'the same row twice': payment(
    ({ owed: id }) => ({ 'rows[0][invoiceId]': id, 'rows[0][amountCents]': '1.00', 'rows[1][invoiceId]': id, 'rows[1][amountCents]': '2.00' }),
    /The same invoice stands twice in this payment; put both amounts into one row\./,
  ),
  'the same payment number, written otherwise': payment(
    () => ({ reference: ' eft-8004 ' }),
    /EFT 8004 from Harborlight Health Plan was recorded .* by .* for 100\.00 as PAY-\d+\. If this is another payment, say why it carries the same number\./,
  ),
  'a posting date in the future': payment(({ today }) => ({ postingDate: addDays(today, 1) }), ({ today }) => `The posting date ${formatDate(addDays(today, 1))} is in the future; the latest is ${formatDate(today)}.`),
  'a posting date on a closed day': payment(({ closedDay }) => ({ postingDate: closedDay }), ({ closedDay }) => `${formatDate(closedDay)} is closed at this location.`, { isOnRecord: true }),
  'a check dated too far ahead': payment(({ today }) => ({ method: 'insurance-check', paymentDate: addDays(today, 11) }), /may be dated up to 10 days ahead, until .*\. Check the payment date/),
  'a patient’s check dated ahead': payment(({ today, patient }) => ({ kind: 'patient', guarantorId: patient, method: 'check', remainderKind: 'credit', paymentDate: addDays(today, 1) }), /The payment date lies in the future\. Type the day the money was received/),
  'a date that is none': payment(() => ({ paymentDate: '2026-02-30' }), /Payment date: /),
  'allocating more than is unapplied': at(({ held }) => `/payments/${held}/allocations`, ({ owed: id }) => ({ version: '1', 'rows[0][invoiceId]': id, 'rows[0][amountCents]': '5.01' }), /has 5\.00 unapplied, the rows come to 5\.01: 0\.01 too much\. Lower a row\./),
  'allocating to a draft': at(({ held }) => `/payments/${held}/allocations`, ({ draft }) => ({ version: '1', 'rows[0][invoiceId]': draft, 'rows[0][amountCents]': '1.00' }), /is still a draft/),
  'allocating nothing': at(({ held }) => `/payments/${held}/allocations`, () => ({ version: '1' }), /No row has an amount\. Tick an invoice, or type an amount in its row\./),
  'allocating on a closed day': at(({ held }) => `/payments/${held}/allocations`, ({ owed: id, closedDay }) => ({ version: '1', postingDate: closedDay, 'rows[0][invoiceId]': id, 'rows[0][amountCents]': '1.00' }), /closed at this location|before the last entry/),
  'allocating out of a reversed payment': at(({ reversed }) => `/payments/${reversed}/allocations`, ({ owed: id }) => ({ version: '2', 'rows[0][invoiceId]': id, 'rows[0][amountCents]': '1.00' }), /is reversed already, and a reversal is not reversed/, { status: 409 }),
  'reversing a payment twice': at(({ reversed }) => `/payments/${reversed}/reversal`, () => ({ version: '2', reason: 'Once more' }), /is reversed already, and a reversal is not reversed\. If the money did arrive, record the payment again\./, { status: 409 }),
  'reversing without a reason': at(({ held }) => `/payments/${held}/reversal`, () => ({ version: '1', reason: ' ' }), /reason/i),
  'reversing an adjustment twice': at(({ adjusted, adjustment }) => `/invoices/${adjusted}/adjustments/${adjustment}/reversal`, () => ({ version: '3', reason: 'Again' }), /This adjustment is already reversed\. Enter a new one/),
  'reversing the reversal of an adjustment': at(({ adjusted, adjustmentReversal }) => `/invoices/${adjusted}/adjustments/${adjustmentReversal}/reversal`, () => ({ version: '3', reason: 'Back again' }), /A reversal is not reversed\. Enter a new adjustment instead\./),
  'voiding without a reason': at(({ paid }) => `/invoices/${paid}/voiding`, () => ({ version: '2', reason: ' ' }), /Reason/),
  'finalizing with parts that do not add up': at(({ draft }) => `/invoices/drafts/${draft}/finalization`, () => ({ version: '2', shownPayersCents: '60.00', shownPatientCents: '39.99' }), /The parts add to 99\.99, but the invoice comes to 100\.00\. Apply insurance again/),
  'applying more than the draft comes to': at(({ draft }) => `/invoices/drafts/${draft}/insurance`, ({ insurer }) => ({ version: '2', 'amounts[0][partyKey]': insurer, 'amounts[0][amountCents]': '100.01' }), /100\.01 is applied to payers, but the draft comes to 100\.00; take 0\.01 off\./),
  'a field the page does not have': payment(() => ({ amount: '5' }), /This form holds a field “amount” that the page does not have\. Load the page again\./),
  'a field the command has but the form does not': payment(() => ({ postedBy: 'me' }), /holds a field “postedBy”/),
  'a nested surprise': payment(() => ({ 'rows[0][invoiceId][$gt]': '1' }), /Row 1, Invoice: this was sent more than once, or in parts/),
  'an unknown field in a row': payment(({ owed: id }) => ({ 'rows[0][invoiceId]': id, 'rows[0][paidCents]': '5' }), /holds a field “rows\[0\]\[paidCents\]”/),
  'an amount in parts': payment(() => ({ 'amountCents[a]': '5', amountCents: '' }), /Total amount: this was sent more than once, or in parts|Total amount/),
  'a name that JavaScript knows': payment(() => ({ toString: 'y', valueOf: 'z' }), /holds a field “toString”.*holds a field “valueOf”/),
  'a name that reaches into what holds it': payment(() => ({ 'rows[0][__proto__][isAdmin]': '1' }), /holds a field “rows\[0\]\[__proto__\]\[isAdmin\]” that the page does not have/, { isUnread: true }),
  'a name that reaches its class': payment(() => ({ constructor: 'x' }), /holds a field “constructor” that the page does not have/, { isUnread: true }),
  'rows that are no list': payment(() => ({ rows: 'all' }), /cannot be read; load the page again/),
  'a body nested too deep': payment(() => ({ 'rows[0][a][b][c][d]': '1' }), /more fields, or deeper ones/, { status: 413, isUnread: true }),
  'too many fields': payment(() => Object.fromEntries(Array.from({ length: 5_001 }, (_, index) => [`f${index}`, ''])), /more fields, or deeper ones/, { status: 413, isUnread: true }),
  'an oversized body': payment(() => ({ notes: 'x'.repeat(300_000) }), /larger than 256 KB, so nothing was recorded\. Split it into smaller parts\./, { status: 413, isUnread: true }),
  'a form without a token': payment(() => ({ _token: '' }), /opened by somebody else or is incomplete\. Nothing was recorded and what you typed is still here/, { status: 403 }),
};
REFUSED['to another payer’s share']!.fields = (ready) => ({ ...payment(() => ({}), /./).fields(ready), payerId: ready.otherInsurer, 'rows[0][invoiceId]': ready.owed, 'rows[0][amountCents]': '1.00' });

const HTMX = { 'hx-request': 'true' };
const words = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/&#39;/g, "'").replace(/&quot;/g, '"').replace(/\s+/g, ' ');
/** What nobody typed: the page shows what a person would type again. */
const HIDDEN = new Set(['_token', 'submission', 'version']);

eachEngine((engine) => {
  let clinic: RefusalClinic;
  beforeAll(async () => void (clinic = await refusalClinic(await engine.config())));
  afterAll(() => clinic.web.close());
  afterEach(() => expect(clinic.web.database.engine.inUse()).toBe(0));

  const send = (url: string, fields: Fields, headers: Fields = {}): Promise<Answer> => clinic.web.post(clinic.bea, url, fields, headers);

  /** All as it was, but for the act that tells of the refusal where that is on record. */
  async function expectNothingStored(before: Record<string, string>, isOnRecord = false): Promise<void> {
    const after = await clinic.everything();
    const told = ['audit_acts', 'audit_act_locations'];
    if (isOnRecord) for (const table of told) [before[table], after[table]] = ['', ''];
    expect(after).toEqual(before);
  }

  describe.each(Object.entries(REFUSED))('%s', (_, { url, fields, status = 422, says, isUnread, isOnRecord }) => {
    const sentence = (): unknown => (says instanceof RegExp ? expect.stringMatching(says) : expect.stringContaining(says(clinic.ready)));

    it('is refused in the form with its sentence, and nothing is stored', async () => {
      const before = await clinic.everything();
      const answer = await send(url(clinic.ready), fields(clinic.ready), HTMX);
      expect([answer.status, words(answer.body)]).toEqual([status, sentence()]);
      expect(answer.body).toMatch(/^\s*<div class="ban bad" id="errors" role="alert"/);
      await expectNothingStored(before, isOnRecord);
    });

    it('shows what was typed when the browser runs no scripts', async () => {
      const before = await clinic.everything();
      const typed = fields(clinic.ready);
      const answer = await send(url(clinic.ready), typed);
      expect([answer.status, words(answer.body)]).toEqual([status, sentence()]);
      if (!isUnread) for (const [name, value] of Object.entries(typed)) if (value.trim() !== '' && !HIDDEN.has(name)) expect(answer.body).toContain(`<dd>${value.replaceAll("'", '&#39;')}</dd>`);
      await expectNothingStored(before, isOnRecord);
    });
  });

  it('the same number is taken with a reason, and what was refused before did not use it up', async () => {
    const { fields } = payment(() => ({ reference: 'EFT8004', duplicateReason: 'Second half of the same transfer' }), /./);
    expect((await send('/payments', fields(clinic.ready))).status).toBe(303);
  });

  it('a form of yesterday is refused, keeps what was typed, and is handed a token to press again with', async () => {
    const { fields } = payment(() => ({}), /./);
    const [real, before] = [Date.now, await clinic.everything()];
    const good = await tokenOf();
    Date.now = () => real() + 25 * 3_600_000;
    const answer = await send('/payments', { ...fields(clinic.ready), _token: good }, HTMX).finally(() => (Date.now = real));
    expect([answer.status, words(answer.body)]).toEqual([403, expect.stringContaining('opened more than 24 hours ago. Nothing was recorded and what you typed is still here: press the button again.')]);
    await expectNothingStored(before);
  });

  it('a form from another site, or of another person, is refused', async () => {
    const before = await clinic.everything();
    const { fields } = payment(() => ({}), /./);
    const foreign = await send('/payments', fields(clinic.ready), { ...HTMX, 'sec-fetch-site': 'cross-site' });
    expect([foreign.status, words(foreign.body)]).toEqual([403, expect.stringContaining('sent from another site, so nothing was recorded')]);
    const robs = await clinic.web.post(clinic.rob, '/payments', { ...fields(clinic.ready), _token: await tokenOf() }, HTMX);
    expect([robs.status, words(robs.body)]).toEqual([403, expect.stringContaining('opened by somebody else')]);
    await expectNothingStored(before);
  });

  it('one key for two different forms is refused and shows both', async () => {
    const submission = newId();
    const { fields } = payment(() => ({ reference: 'CK ONE KEY' }), /./);
    expect((await send('/payments', { ...fields(clinic.ready), submission })).status).toBe(303);
    const before = await clinic.everything();
    const other = await send('/payments', { ...fields(clinic.ready), amountCents: '77.00', submission }, HTMX);
    expect([other.status, words(other.body)]).toEqual([409, expect.stringMatching(/Recorded then: .*10\.00.*Sent now, and not recorded: .*77\.00/)]);
    await expectNothingStored(before);
  });

  /** The token of a form as Bea's browser got it. */
  async function tokenOf(): Promise<string> {
    const page = await clinic.web.get(clinic.bea, `/patients/${clinic.ready.patient}/edit`);
    return /name="_token" value="([^"]+)"/.exec(page.body)![1]!;
  }
});
