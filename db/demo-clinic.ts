/** The invented clinic of the demo: nobody and nothing in it exists. */

export const ORGANIZATION_NAME = 'Maple & River Clinics';

export const LOCATIONS = [
  { code: 'MS', name: 'Maple Street', paperColor: '', timeZone: 'America/Chicago', invoicePrefix: 'MS', address: '210 Maple Street, Springvale, IL 62000', phone: '555-0100', taxId: '00-1234567', invoiceFooter: 'Pay at the desk, by check to Maple Street, or by card over the phone: 555-0100.' },
  { code: 'RS', name: 'Riverside', paperColor: '#1f4e79', timeZone: 'America/Chicago', invoicePrefix: 'RS', address: '8 Quay Road, Springvale, IL 62001', phone: '555-0101', taxId: '00-7654321', invoiceFooter: 'Pay at the desk, by check to Riverside, or by card over the phone: 555-0101.' },
] as const;

export type LocationCode = (typeof LOCATIONS)[number]['code'];

/** One user per role; `at` is a location, or all of them. Passwords are for the demo only and are printed at every start of it. */
export const DEMO_USERS = [
  { userName: 'dana', displayName: 'Dana Ruiz', role: 'billing-clerk', at: 'all', password: 'demo-dana-clerk' },
  { userName: 'fran', displayName: 'Fran Ober', role: 'front-desk', at: 'MS', password: 'demo-fran-desk' },
  { userName: 'petra', displayName: 'Petra Osei', role: 'billing-supervisor', at: 'all', password: 'demo-petra-super' },
  { userName: 'luis', displayName: 'Luis Marlow', role: 'location-manager', at: 'RS', password: 'demo-luis-manager' },
  { userName: 'irene', displayName: 'Irene Falk', role: 'finance-manager', at: 'all', password: 'demo-irene-finance' },
  { userName: 'helen', displayName: 'Helen Tobin', role: 'auditor', at: 'all', password: 'demo-helen-audit' },
  { userName: 'adam', displayName: 'Adam Weiss', role: 'administrator', at: 'all', password: 'demo-adam-admin' },
] as const;

export const PAYERS = [
  { key: 'harborlight', name: 'Harborlight Health Plan', kind: 'insurer', payerRef: 'HRB01', termsDays: 30 },
  { key: 'tamarack', name: 'Tamarack Mutual', kind: 'insurer', payerRef: 'TMK77', termsDays: 45 },
  { key: 'blueRiver', name: 'Blue River Extended', kind: 'extended-plan', payerRef: 'BRX12', termsDays: 30 },
  { key: 'claimBridge', name: 'ClaimBridge', kind: 'platform', payerRef: 'CB900', termsDays: 14 },
  { key: 'kestrel', name: 'Kestrel Freight', kind: 'employer', payerRef: '', termsDays: 30 },
  { key: 'northside', name: 'Northside Community Fund', kind: 'other', payerRef: '', termsDays: 60 },
] as const;

export type PayerKey = (typeof PAYERS)[number]['key'];

/** The NPIs are made up and pass their check digit. */
export const PROVIDERS = [
  { name: 'Ida Brandt, MD', npi: '1234567893', licenseNumber: 'IL-036-11871' },
  { name: 'Tomas Rey, DPT', npi: '1245319599', licenseNumber: 'IL-070-20344' },
  { name: 'June Alder, NP', npi: '1679576722', licenseNumber: 'IL-209-30018' },
] as const;

export const CONTACTS = [
  { payer: 'harborlight', version: 1, role: 'Provider line', contactName: 'Pat Moss', phone: '555-0140', fax: '555-0141', email: 'providers@harborlight.example', hours: 'Mon–Fri 8–17' },
  { payer: 'harborlight', version: 2, role: 'Appeals', contactName: 'Review desk', phone: '555-0149', hours: 'Tue and Thu' },
  { payer: 'tamarack', version: 1, role: 'Claims', contactName: 'Lee Arden', phone: '555-0162', email: 'claims@tamarack.example' },
] as const satisfies readonly { payer: PayerKey; version: number; role: string; contactName: string; phone: string; [field: string]: unknown }[];

export const DIAGNOSES = ['M17.11', 'M54.50', 'J06.9', 'S83.241A'] as const;

/** By their place in the list of patients. */
export const ALERTS = [
  { patient: 0, kind: 'alert', text: 'Hard of hearing: write rather than call.' },
  { patient: 3, kind: 'reminder', text: 'Pays 50.00 on the first of each month until the balance is settled.' },
  { patient: 12, kind: 'alert', text: 'Orthotics ordered; the prepayment is for them.' },
] as const;

/** The same person, registered a second time. */
export const DUPLICATE = { number: '1031', lastName: 'Novák', firstName: 'Peter', birthDate: '1976-07-14', phone: '555-0114', intoNumber: '1014' } as const;

export const SERVICES = [
  { code: 'V20', description: 'Follow-up visit 20 min', priceCents: 12_500, taxBasisPoints: 0 },
  { code: 'V40', description: 'First visit 40 min', priceCents: 21_000, taxBasisPoints: 0 },
  { code: 'PT1', description: 'Physiotherapy 30 min', priceCents: 8_750, taxBasisPoints: 0 },
  { code: 'PT2', description: 'Physiotherapy 60 min', priceCents: 15_500, taxBasisPoints: 0 },
  { code: 'LAB', description: 'Blood panel', priceCents: 6_420, taxBasisPoints: 0 },
  { code: 'XR2', description: 'X-ray, two views', priceCents: 14_399, taxBasisPoints: 0 },
  { code: 'VAC', description: 'Vaccination', priceCents: 5_500, taxBasisPoints: 0 },
  { code: 'BR1', description: 'Knee brace', priceCents: 8_000, taxBasisPoints: 825 },
] as const;

export interface DemoCoverage {
  payer: PayerKey;
  copayKind?: 'percent' | 'amount';
  copayValue?: number;
  repay?: 'reimburse';
}

export interface DemoPatient {
  number: string;
  lastName: string;
  firstName: string;
  birthDate: string;
  /** Empty for some, as in any clinic: their insurance receipts say what is missing. */
  address: string;
  at: LocationCode;
  guarantorNumber?: string;
  coverages: readonly DemoCoverage[];
}

/** What the rest of the demo builds on. */
export interface DemoGround {
  locations: Record<LocationCode, string>;
  payers: Record<PayerKey, string>;
  services: string[];
  providers: string[];
  patients: string[];
  clerkId: string;
  /** The first day in the books; everything is dated from it. */
  firstDay: string;
}

/** How patients are covered, in turn. */
const COVERAGES: readonly (readonly DemoCoverage[])[] = [
  [{ payer: 'harborlight', copayKind: 'percent', copayValue: 2_000 }],
  [{ payer: 'harborlight' }, { payer: 'tamarack' }],
  [{ payer: 'tamarack', copayKind: 'amount', copayValue: 2_500 }],
  [{ payer: 'claimBridge', copayKind: 'percent', copayValue: 1_000 }],
  [{ payer: 'kestrel', copayKind: 'percent', copayValue: 5_000 }],
  [],
  [{ payer: 'blueRiver', repay: 'reimburse' }],
  [{ payer: 'harborlight', copayKind: 'amount', copayValue: 4_000 }, { payer: 'northside' }],
];

const NAMES = [
  'Hartwell Amelia 1984-03-14', 'Hartwell Jonas 2016-07-02', 'Lindqvist Ebba 1971-11-23', 'Okafor Chidi 1990-01-30', 'Castellano Rosa 1958-05-09',
  'Brandt Felix 1979-09-17', 'Gallagher Nora 1963-12-01', 'Haddad Samir 1988-08-21', 'Ibarra Lucia 1995-04-11', 'Jansen Pieter 1947-02-28',
  'Kowalski Zofia 1969-10-05', 'Larkin Owen 2001-06-19', 'Mbeki Thandi 1983-03-27', 'Novak Petr 1976-07-14', 'Oduya Grace 1992-11-08',
  'Petrov Irina 1954-01-16', 'Quimby Walter 1940-09-03', 'Reyes Marisol 1986-12-24', 'Sorensen Lars 1965-05-31', 'Tanaka Yuki 1998-02-13',
  'Ullman Greta 1973-08-07', 'Vargas Diego 1981-10-29', 'Whitfield Ruth 1950-04-22', 'Xu Wei 1993-06-06', 'Yilmaz Deniz 1987-09-12',
  'Zimmer Anton 1961-03-03', 'Abbott Claire 1978-11-11', 'Bianchi Marco 2009-05-25', 'Cole Harriet 1944-07-30', 'Dufour Camille 1996-01-09',
];

export const PATIENTS: readonly DemoPatient[] = NAMES.map((text, index) => {
  const [lastName, firstName, birthDate] = text.split(' ') as [string, string, string];
  return {
    number: String(1001 + index), lastName, firstName, birthDate,
    address: index % 6 === 5 ? '' : `${11 + index * 7} ${['Elm Court', 'Mill Lane', 'Quay Road'][index % 3]!}, Springvale, IL 6200${index % 3}`,
    at: index % 3 === 2 ? 'RS' : 'MS',
    ...(firstName === 'Jonas' ? { guarantorNumber: '1001' } : {}),
    coverages: COVERAGES[index % COVERAGES.length]!,
  };
});

export type Fate = 'issued' | 'draft' | 'reviewed' | 'voided' | 'discounted' | 'opening';

export interface DemoInvoice {
  patient: number;
  /** Days after the first day in the books. */
  day: number;
  services: readonly number[];
  fate: Fate;
}

/** Sixty invoices over five weeks, each patient two of them. */
export const INVOICES: readonly DemoInvoice[] = Array.from({ length: 60 }, (_, index) => ({
  patient: index % PATIENTS.length,
  day: 3 + Math.floor((index * 36) / 60),
  services: Array.from({ length: 1 + (index % 3) }, (_unused, line) => (index * 3 + line) % SERVICES.length),
  fate: fateOf(index),
}));

function fateOf(index: number): Fate {
  if (index % 10 === 9) return index % 20 === 9 ? 'draft' : 'reviewed';
  if (index % 20 === 7) return 'voided';
  if (index === 13 || index === 34) return 'discounted';
  return index === 28 || index === 48 ? 'opening' : 'issued';
}
