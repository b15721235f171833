import { type AccountOfGuarantor, composeStatement } from '../../src/documents/domain/statement.js';
import { composeSuperbill, gapsOf, type InvoiceOfSuperbill } from '../../src/documents/domain/superbill.js';

const issuer = { issuerName: 'Maple Street', issuerAddress: '12 Maple Street', issuerPhone: '', issuerTaxId: '12-3456789' };
const item = { number: 'MS-1', patientName: 'Hartwell, Amelia', serviceDate: '2026-10-01', dueDate: '2026-10-31', chargeCents: 10_000, payersPaidCents: 4_000, adjustedCents: 1_000, youPaidCents: 2_000, pendingCents: 500, openCents: 2_500 };
const account: AccountOfGuarantor = {
  ...issuer, guarantorId: 'G', guarantorName: 'Amelia Hartwell', guarantorAddress: '', openingCents: 1_000, creditCents: 300, items: [item],
  entries: [{ day: '2026-10-02', what: 'Your part', about: '', movement: 'charges', cents: 3_000 }, { day: '2026-10-05', what: 'Your payment', about: '', movement: 'payments', cents: -1_800 }],
};

describe('a statement', () => {
  it('says the balance of its history and of what stands, aged from the due date', () => {
    const { amountCents, head } = composeStatement(account, '2026-10-01', '2026-12-05');
    expect([amountCents, head.closingCents, head.openCents, head.creditCents]).toEqual([2_200, 2_200, 2_500, 300]);
    expect(head.ages).toEqual([0, 0, 2_500, 0, 0]);
    expect(composeStatement(account, '2026-10-01', '2026-10-30').head.ages).toEqual([2_500, 0, 0, 0, 0]);
    expect(composeStatement(account, '2026-10-01', '2026-10-31').head.ages).toEqual([0, 2_500, 0, 0, 0]);
  });

  it('is none where one cent is missing, by history or on a visit', () => {
    expect(() => composeStatement({ ...account, openingCents: 1_001 }, '2026-10-01', '2026-11-30')).toThrow('The statement of Amelia Hartwell does not add up');
    expect(() => composeStatement({ ...account, items: [{ ...item, chargeCents: 10_001 }] }, '2026-10-01', '2026-11-30')).toThrow('Invoice MS-1 does not add up');
  });
});

describe('an insurance receipt', () => {
  const service = { serviceDate: '2026-10-01', code: 'V20', description: 'Visit', quantity: 1, pointers: 'A', providerId: 'P', providerName: 'Ines Marlow', providerNpi: '1234567893', licenseNumber: 'PT-1', chargeCents: 10_000, patientPaidCents: 4_000 };
  const invoice: InvoiceOfSuperbill = {
    ...issuer, locationId: 'L', invoiceId: 'I', patientId: 'A', state: 'open', origin: 'visit', services: [service], payments: [{ paidOn: '2026-10-01', methodName: 'Card', reference: '', amountCents: 4_000 }],
    head: { patientName: 'Amelia Hartwell', patientNumber: '1', birthDate: '1984-03-14', patientAddress: '7 Elm Court', guarantorName: 'Amelia Hartwell', invoiceNumber: 'MS-1', invoiceDate: '2026-10-01', diagnoses: ['M54.5'], coverages: [],
      isInsuranceBilled: false, payersPaidCents: 1_000, adjustedCents: 500, payersOpenCents: 2_000, patientOpenCents: 2_500 },
  };

  it('lacks nothing, and adds up', () => {
    expect(gapsOf(invoice)).toEqual([]);
    expect(composeSuperbill(invoice, '2026-11-01').head).toMatchObject({ chargedCents: 10_000, patientPaidCents: 4_000, patientOpenCents: 2_500 });
  });

  it('is none where what was charged is not what became of it, or the payments are not what was paid', () => {
    expect(() => composeSuperbill({ ...invoice, head: { ...invoice.head, adjustedCents: 501 } }, '2026-11-01')).toThrow('Invoice MS-1 does not add up');
    expect(() => composeSuperbill({ ...invoice, payments: [] }, '2026-11-01')).toThrow('Invoice MS-1 does not add up');
  });

  it.each([
    ['issuerTaxId', { issuerTaxId: '' }, 'Maple Street has no tax ID.'],
    ['address', { head: { ...invoice.head, patientAddress: '' } }, 'Amelia Hartwell has no address.'],
    ['code', { services: [{ ...service, code: '' }] }, 'Line 1, Visit, has no service code.'],
    ['pointer', { services: [{ ...service, pointers: '' }] }, 'Line 1, Visit, points to no diagnosis.'],
    ['provider', { services: [{ ...service, providerId: null }] }, 'Line 1, Visit, names no provider.'],
    ['license', { services: [service, { ...service, licenseNumber: '' }, { ...service, licenseNumber: '' }] }, 'Ines Marlow has no license number.'],
  ] as [string, Partial<InvoiceOfSuperbill>, string][])('says once what is missing: %s', (_, without, sentence) => {
    expect(gapsOf({ ...invoice, ...without }).map((gap) => gap.sentence)).toEqual([sentence]);
  });
});
