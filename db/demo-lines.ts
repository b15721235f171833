import { ROLES } from '../src/staff/index.js';
import { DEMO_USERS } from './demo-clinic.js';

/** What the start says about who may sign in. */
export function demoLines(state: 'no demo' | 'begun' | 'whole' | 'empty'): string[] {
  if (state === 'empty') return ['There is no organization yet: `npm run --silent ledger -- setup` makes it.'];
  if (state === 'no demo') return [];
  return [
    'Demo users (invented people; never use this clinic for real ones):',
    ...DEMO_USERS.map(({ userName, password, role, at }) => `  ${userName.padEnd(7)} ${password.padEnd(20)} ${ROLES[role]}, ${at === 'all' ? 'all locations' : at}`),
  ];
}
