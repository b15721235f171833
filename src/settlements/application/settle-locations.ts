import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Days } from '../../calendar/index.js';
import { Act } from '../../platform/act.js';
import { currentActor, mustBeAllowed } from '../../platform/actor.js';
import { DateField, IdField, MoneyField, TextField } from '../../platform/form-fields.js';
import { newId } from '../../platform/ids.js';
import { optionalText, requiredText } from '../../shared/plain-text.js';
import { LocationPairs } from '../domain/pairs.js';
import { SameLocation } from '../domain/refusals.js';

export const SETTLE = 'location.settle';

/** The location that received money for another pays it over. */
@Act({ title: 'Settle between locations', needs: SETTLE })
export class SettleLocations {
  /** The one that pays. */
  @IdField({ label: 'From' }) locationId!: string;
  @IdField({ label: 'To' }) toId!: string;
  @MoneyField({ label: 'Amount' }) amountCents!: number;
  /** The accounting day of both when left out. */
  @DateField({ label: 'Transfer date', optional: true }) postingDate?: string;
  @TextField({ label: 'Bank reference', most: 60, optional: true }) reference?: string;
  @TextField({ label: 'Reason', most: 500 }) reason!: string;

  constructor(fields: Partial<SettleLocations> = {}) {
    Object.assign(this, fields);
  }
}

/** Locks in order: the days of both, the pair. */
@CommandHandler(SettleLocations)
export class SettleLocationsHandler implements ICommandHandler<SettleLocations> {
  constructor(
    private readonly days: Days,
    private readonly pairs: LocationPairs,
  ) {}

  async execute({ locationId, toId, amountCents, postingDate, reference, reason }: SettleLocations): Promise<{ settlementId: string }> {
    if (locationId === toId) throw new SameLocation();
    mustBeAllowed(SETTLE, toId);
    const seen = await this.pairs.owed(locationId, toId);
    const date = await this.days.postingDate([locationId, toId], postingDate, seen.lastPostedOn === undefined ? [] : [seen.lastPostedOn]);
    const pair = await this.pairs.between(locationId, toId);
    const settling = {
      fromId: locationId, toId, amountCents, postedBy: currentActor().id,
      reference: optionalText(reference, { label: 'Bank reference', field: 'reference', most: 60 }),
      reason: requiredText(reason, { label: 'The reason', field: 'reason', most: 500 }),
    };
    const { cents } = await this.pairs.owed(locationId, toId);
    return { settlementId: pair.settle(settling, cents, { date, nextId: newId }) };
  }
}
