import type { Role } from '../../src/staff/index.js';
import { staffActor } from '../../src/staff/index.js';
import { newId } from '../../src/platform/ids.js';
import { openScreens, type Screens } from '../support/screens.js';

const ROLES = ['front-desk', 'billing-clerk', 'billing-supervisor', 'location-manager', 'finance-manager', 'auditor'] as const satisfies readonly Role[];
/** Pages that these screens go without, and files of scans that were never on a disk. */
const ELSEWHERE = /^\/(?:assets\/|account$|staff(?:\/|$)|scans\/[^/]+\/file$)/;
/** It names where something is missing, also to whom only a colleague can enter it. */
const SAYS_WHERE = '/documents/superbills/new';

describe('no page leads its reader to a refusal', () => {
  let screens: Screens;
  beforeAll(async () => {
    screens = await openScreens();
  }, 120_000);
  afterAll(() => screens.close());

  it.each(ROLES)('%s', async (role) => {
    const { web } = screens;
    const { maple } = web.clinic;
    const who = web.signIn(staffActor({ id: newId(), name: 'Robin Ash', grants: [{ role, locationId: maple }] }), [{ id: maple, name: 'Maple Street' }]);
    const dead: string[] = [];
    let looked = 0;
    const links = new Map<string, string>();
    for (const path of [...screens.paths.values()].filter((one) => !one.startsWith(SAYS_WHERE))) {
      const { status, body } = await web.get(who, path);
      if (status === 200) for (const to of linksOf(body)) links.set(shapeOf(to), links.get(shapeOf(to)) ?? `${to} on ${path}`);
    }
    for (const found of links.values()) {
      const { status } = await web.get(who, found.split(' on ')[0]!);
      looked += 1;
      if (status >= 400) dead.push(`${status} ${found}`);
    }
    expect(looked).toBeGreaterThan(20);
    expect(dead).toEqual([]);
  }, 180_000);
});

function linksOf(html: string): string[] {
  return [...html.matchAll(/<a [^>]*?href="(\/[^"#]*)"/g)].map((match) => match[1]!.replaceAll('&amp;', '&')).filter((to) => !ELSEWHERE.test(to));
}

/** One of each kind of address is followed. */
function shapeOf(address: string): string {
  return address.replace(/[0-9A-HJKMNP-TV-Z]{26}/g, ':id').replace(/=[^&]*/g, '=');
}
