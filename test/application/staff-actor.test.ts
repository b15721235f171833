import { actAs, mustBeAllowed, scopeFor } from '../../src/platform/actor.js';
import { newId } from '../../src/platform/ids.js';
import { ORGANIZATION, staffActor, type Role } from '../../src/staff/index.js';

const [MAPLE, RIVERSIDE] = [newId(), newId()];
const somebody = (...grants: [Role, string][]) => staffActor({ id: newId(), name: 'Bea', grants: grants.map(([role, locationId]) => ({ role, locationId })) });

describe('what somebody may do', () => {
  test('is what their role holds, where they have it', () => {
    const bea = somebody(['billing-clerk', MAPLE], ['front-desk', RIVERSIDE]);
    expect(bea.can('payment.post-insurer', MAPLE)).toBe(true);
    expect(bea.can('payment.post-insurer', RIVERSIDE)).toBe(false);
    expect(bea.can('payment.take-patient', RIVERSIDE)).toBe(true);
    expect(bea.locations('payment.post-insurer')).toEqual([MAPLE]);
    expect(bea.granted).toEqual([MAPLE, RIVERSIDE]);
    expect(bea.role).toBe('Billing clerk, Front desk');
  });

  test('reaches everywhere with a role for the whole organization, and only that role', () => {
    const irene = somebody(['finance-manager', ORGANIZATION]);
    expect(irene.locations('payment.reverse-any')).toBe('all');
    expect(irene.can('payment.reverse-any', newId())).toBe(true);
    expect(irene.can('settings.edit', ORGANIZATION)).toBe(true);
    expect(irene.can('payment.post-insurer', MAPLE)).toBe(false);
    expect(irene.locations('payment.post-insurer')).toEqual([]);
  });

  test('at a location says nothing about the organization', () => {
    expect(somebody(['administrator', MAPLE]).can('staff.edit', ORGANIZATION)).toBe(false);
  });

  test('is nothing without a role, and nothing that the table does not list', () => {
    const nobody = somebody();
    expect([nobody.can('patient.read', MAPLE), nobody.locations('patient.read'), nobody.granted]).toEqual([false, [], []]);
    expect(somebody(['billing-supervisor', ORGANIZATION]).can('payment.steal', MAPLE)).toBe(false);
  });

  test('elsewhere looks like a missing record, and where they work like a missing right', () => {
    const fran = somebody(['front-desk', MAPLE]);
    actAs(fran, () => {
      expect(() => mustBeAllowed('payment.post-insurer', MAPLE)).toThrow(expect.objectContaining({ code: 'forbidden' }));
      expect(() => mustBeAllowed('payment.take-patient', RIVERSIDE)).toThrow(expect.objectContaining({ code: 'not-found' }));
      expect(scopeFor('patient.read')).toEqual({ locationIds: [MAPLE] });
      expect(scopeFor('invoice.void')).toEqual({ locationIds: [] });
    });
  });
});
