import { findTerms, readBirthDate } from '../../src/patients/adapters/find-terms.js';
import { maskedMember } from '../../src/patients/adapters/coverage-lines.js';
import { Patient } from '../../src/patients/domain/patient.js';
import { plainKey, plainWords } from '../../src/shared/plain-text.js';

let counter = 0;
const nextId = (): string => `id-${(counter += 1)}`;
const TODAY = '2026-11-25';
const AMELIA = { number: '100482', locationId: 'maple', lastName: 'Hartwell', firstName: 'Amelia', birthDate: '1984-03-14' };
const HARBOR = { payerId: 'harbor', sequence: 1, memberId: 'XK-100 4471', validFrom: '2026-01-01' };

const amelia = (details: Partial<typeof AMELIA> = {}): Patient => Patient.register({ ...AMELIA, ...details }, TODAY, nextId);

describe('a patient', () => {
  test('owes their own part unless somebody else is named', () => {
    const patient = amelia();
    expect(patient.guarantorId).toBe(patient.id);
    patient.edit({ ...AMELIA, guarantorId: 'mother' }, TODAY);
    expect(patient.guarantorId).toBe('mother');
  });

  test('is not born in the future, but may be born today', () => {
    expect(() => amelia({ birthDate: '2026-11-26' })).toThrow('The birth date Nov 26, 2026 is in the future; check the year.');
    expect(() => amelia({ birthDate: TODAY })).not.toThrow();
  });

  test('has a name of both parts that fits, and a number of letters, digits and dashes', () => {
    expect(() => amelia({ lastName: '  ' })).toThrow('Last name is missing; type it.');
    expect(() => amelia({ firstName: 'A'.repeat(81) })).toThrow('First name may have at most 80 characters; this has 81.');
    expect(() => amelia({ number: '10%' })).toThrow('letters, digits and dashes');
    expect(amelia({ number: ' old-17 ' }).state().root.number).toBe('OLD-17');
  });

  test('registered twice at a location is registered there once', () => {
    const patient = amelia();
    patient.register('maple', nextId);
    patient.register('riverside', nextId);
    expect(patient.locationIds).toEqual(['maple', 'riverside']);
  });
});

describe('a coverage', () => {
  test('may not overlap another of the same sequence, not even by a day', () => {
    const patient = amelia();
    patient.cover({ ...HARBOR, validTo: '2026-06-30' }, nextId);
    expect(() => patient.cover({ ...HARBOR, validFrom: '2026-06-30' }, nextId)).toThrow(
      'There is already a primary coverage from Jan 1, 2026 until Jun 30, 2026. End that one before this one begins, or choose another sequence.',
    );
    expect(() => patient.cover({ ...HARBOR, validFrom: '2026-07-01' }, nextId)).not.toThrow();
    expect(() => patient.cover({ ...HARBOR, sequence: 2 }, nextId)).not.toThrow();
  });

  test('without an end stands in the way of every later one until it is ended', () => {
    const patient = amelia();
    const coverage = patient.cover(HARBOR, nextId);
    expect(() => patient.cover({ ...HARBOR, validFrom: '2030-01-01' }, nextId)).toThrow('with no end');
    patient.endCoverage(coverage, '2029-12-31');
    expect(() => patient.cover({ ...HARBOR, validFrom: '2030-01-01' }, nextId)).not.toThrow();
  });

  test('does not end before it begins', () => {
    const patient = amelia();
    const coverage = patient.cover(HARBOR, nextId);
    expect(() => patient.endCoverage(coverage, '2025-12-31')).toThrow('The coverage begins on Jan 1, 2026; its end may not be earlier.');
    expect(() => patient.endCoverage('other', '2026-12-31')).toThrow('This patient has no such coverage.');
  });

  test('may be changed without standing in its own way, and keeps its member ID when none is typed', () => {
    const patient = amelia();
    const coverage = patient.cover(HARBOR, nextId);
    patient.changeCoverage(coverage, { ...HARBOR, memberId: '', validFrom: '2026-02-01', copayKind: 'percent', copayValue: 2000 });
    expect(patient.state().coverages[0]).toMatchObject({ memberId: 'XK-100 4471', memberKey: 'XK1004471', validFrom: '2026-02-01', copayValue: 2000, copayWhose: 'patient', repay: 'direct' });
  });

  test('has a co-pay that fits its kind', () => {
    const cover = (copayKind: string, copayValue: number) => () => amelia().cover({ ...HARBOR, copayKind, copayValue }, nextId);
    expect(cover('percent', 10_001)).toThrow('at most 100');
    expect(cover('percent', 0)).toThrow('a percent above 0');
    expect(cover('amount', 0)).toThrow('an amount above 0');
    expect(cover('weekly', 5)).toThrow('Choose one of: none, percent, amount.');
    const patient = amelia();
    patient.cover({ ...HARBOR, copayKind: 'none', copayValue: 77 }, nextId);
    expect(patient.state().coverages[0]?.copayValue).toBe(0);
  });

  test('shows only the end of its member ID, and never a short one whole', () => {
    expect(maskedMember('XK1004471')).toBe('•••• 4471');
    expect(maskedMember('4471')).toBe('•••• 71');
  });
});

describe('finding a patient', () => {
  test('compares names without case, accents and apostrophes', () => {
    expect(plainWords('  O’Brien-Núñez,  ZOË ')).toBe('obrien nunez zoe');
    expect(plainWords('Łukasz Strauß Ødegård')).toBe('lukasz strauss odegard');
    expect(plainKey('xk-100 / 22b')).toBe('XK10022B');
  });

  test.each(['3/14/1984', '03/14/1984', '3-14-1984', '3.14.1984', '03141984', '1984-03-14', 'Mar 14, 1984', 'March 14 1984', '14 Mar 1984', '3/14/84'])('reads the birth date %s', (typed) => {
    expect(readBirthDate(typed, 2026)).toBe('1984-03-14');
  });

  test('takes a short year as the latest that is not to come', () => {
    expect(readBirthDate('3/14/20', 2026)).toBe('2020-03-14');
    expect(readBirthDate('3/14/27', 2026)).toBe('1927-03-14');
  });

  test('tells words, numbers and dates apart', () => {
    expect(findTerms('har am', 2026)).toEqual({ words: ['har', 'am'], number: undefined, birthDate: undefined });
    expect(findTerms('Har 3/14/84', 2026)).toEqual({ words: ['har'], number: undefined, birthDate: '1984-03-14' });
    expect(findTerms('old-17', 2026)).toEqual({ words: [], number: 'OLD-17', birthDate: undefined });
    expect(findTerms('Smith-Jones 50%', 2026)).toEqual({ words: ['smith', 'jones', '50'], number: undefined, birthDate: undefined });
  });
});
