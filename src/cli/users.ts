import { StaffQueries } from '../staff/index.js';
import type { CliCommand } from './cli-command.js';
import { onSnapshot, readerOf } from './read-snapshot.js';

export const users: CliCommand = {
  name: 'users',
  usage: '',
  summary: 'lists the users with their roles; never their passwords',
  positionals: 0,
  options: {},
  async run({ config, out }) {
    const staff = await onSnapshot(config, (snapshot) => new StaffQueries(readerOf(snapshot)).all());
    const listed = staff.map(({ userName, displayName, state, roles }) => ({
      userName, displayName, state, roles: roles.map(({ role, locationCode }) => ({ role, location: locationCode })),
    }));
    for (const { userName, displayName, state, roles } of listed) {
      const held = roles.map(({ role, location }) => `${role} at ${location}`).join(', ') || 'no role';
      out.line(`${userName}  ${displayName}  ${held}${state === 'active' ? '' : `  (${state})`}`);
    }
    return { isFine: true, document: { users: listed } };
  },
};
