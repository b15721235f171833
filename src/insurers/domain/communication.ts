import { Aggregate } from '../../shared/aggregate.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import { optionalLines, optionalText } from '../../shared/plain-text.js';
import { CHANNELS, type CommunicationRows, type CommunicationState } from './communication-state.js';
import { AlreadyCorrected, ChannelUnknown, ContactInFuture, ContactTextMissing, FollowUpBeforeContact, FollowUpClosed } from './refusals.js';

export interface ContactSubject {
  payerId: string;
  locationId: string | null;
  invoiceId: string | null;
  paymentId: string | null;
}

export interface Said {
  happenedOn: CalendarDate;
  channel: string;
  spokeTo?: string | undefined;
  body: string;
  nextOn?: CalendarDate | undefined;
}

export interface Somebody {
  id: string;
  name: string;
}

/** One conversation with a payer. What was written stays; only its follow-up is closed. */
export class Communication extends Aggregate<CommunicationRows> {
  private constructor(private readonly rows: CommunicationRows) {
    super();
  }

  static from(rows: CommunicationRows): Communication {
    return new Communication(rows);
  }

  /** @param today the latest day it may be anywhere on earth */
  static log(id: string, subject: ContactSubject, said: Said, by: { author: Somebody; owner: Somebody; today: CalendarDate; correctsId?: string }): Communication {
    const nextOn = said.nextOn ?? null;
    if (said.happenedOn > by.today) throw new ContactInFuture();
    if (nextOn !== null && nextOn < said.happenedOn) throw new FollowUpBeforeContact();
    const root: CommunicationState = {
      id, version: 0, ...subject, happenedOn: said.happenedOn, channel: channelOf(said.channel),
      spokeTo: optionalText(said.spokeTo, { label: 'Spoke to', field: 'spokeTo', most: 120 }), body: bodyOf(said.body),
      writtenBy: by.author.id, authorName: by.author.name, correctsId: by.correctsId ?? null, nextOn, ownerId: by.owner.id, ownerName: by.owner.name,
      state: nextOn === null ? 'noted' : 'open', closedAt: null, closedByName: '', outcome: '',
    };
    return new Communication({ root });
  }

  override get id(): string {
    return this.rows.root.id;
  }

  get subject(): ContactSubject {
    const { payerId, locationId, invoiceId, paymentId } = this.rows.root;
    return { payerId, locationId, invoiceId, paymentId };
  }

  override state(): CommunicationRows {
    return { root: { ...this.rows.root } };
  }

  /** Another entry stands in its place; its follow-up goes with it. */
  correct(): void {
    if (this.rows.root.state === 'corrected') throw new AlreadyCorrected();
    this.rows.root.state = 'corrected';
  }

  close(by: Somebody, at: string, outcome: string | undefined): void {
    if (this.rows.root.state !== 'open') throw new FollowUpClosed();
    Object.assign(this.rows.root, { state: 'done', closedAt: at, closedByName: by.name, outcome: optionalText(outcome, { label: 'What came of it', field: 'outcome', most: 500 }) });
  }
}

function bodyOf(text: string): string {
  const body = optionalLines(text, { label: 'What was said', field: 'body', most: 2000 });
  if (body === '') throw new ContactTextMissing();
  return body;
}


function channelOf(channel: string): CommunicationState['channel'] {
  const known = CHANNELS.find((one) => one === channel);
  if (!known) throw new ChannelUnknown();
  return known;
}
