import type { RowSet } from '../../shared/aggregate.js';
import type { CalendarDate } from '../../shared/calendar-date.js';

export const CHANNELS = ['phone', 'portal', 'email', 'fax', 'letter', 'in-person'] as const;
export type Channel = (typeof CHANNELS)[number];

export const CHANNEL_NAMES: Record<Channel, string> = { phone: 'Phone', portal: 'Portal', email: 'E-mail', fax: 'Fax', letter: 'Letter', 'in-person': 'In person' };

/** noted: nothing to come back to · open and done: the follow-up · corrected: another entry stands in its place. */
export type CommunicationStanding = 'noted' | 'open' | 'done' | 'corrected';

export interface CommunicationState {
  id: string;
  version: number;
  payerId: string;
  /** Of the invoice or payment it is about; none when it is about the payer itself. */
  locationId: string | null;
  invoiceId: string | null;
  paymentId: string | null;
  happenedOn: CalendarDate;
  channel: Channel;
  spokeTo: string;
  body: string;
  writtenBy: string;
  /** Names as they were then. */
  authorName: string;
  correctsId: string | null;
  /** When somebody looks at it again. */
  nextOn: CalendarDate | null;
  ownerId: string;
  ownerName: string;
  state: CommunicationStanding;
  closedAt: string | null;
  closedByName: string;
  outcome: string;
}

export interface CommunicationRows extends RowSet {
  root: CommunicationState;
}
