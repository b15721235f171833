import { CloseDay } from '../calendar/index.js';
import { LocationsQueries } from '../locations/index.js';
import { formatDate, parseDate } from '../shared/calendar-date.js';
import type { CliCommand } from './cli-command.js';
import { openDoor } from './door.js';
import { findLocation } from './find-location.js';
import { onSnapshot, readerOf } from './read-snapshot.js';

export const closeDay: CliCommand = {
  name: 'close-day',
  usage: 'LOCATION DATE [--and-earlier]',
  summary: 'closes a day of a location for postings, with --and-earlier also the open days before it; LOCATION is a code or a name',
  positionals: 2,
  options: { 'and-earlier': { type: 'boolean' } },
  async run({ config, out, positionals, options }) {
    const [place = '', date = ''] = positionals;
    const day = parseDate(date);
    const location = findLocation(await onSnapshot(config, (snapshot) => new LocationsQueries(readerOf(snapshot)).all()), place);
    const door = await openDoor(config);
    try {
      const fields = { locationId: location.id, day, andEarlier: options['and-earlier'] === true };
      const answer = await door.execute<{ closed: string[]; earlierOpen: string[] }>(CloseDay, fields);
      for (const closed of answer.closed) out.line(`${location.name}: ${formatDate(closed)} is closed.`);
      if (answer.earlierOpen.length > 0) out.line(`Still open before it: ${answer.earlierOpen.map(formatDate).join('; ')}. Close them too with --and-earlier.`);
      return { isFine: true, document: { location: location.code, ...answer } };
    } finally {
      await door.close();
    }
  },
};
