import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Days } from '../../calendar/index.js';
import { Act } from '../../platform/act.js';
import { currentActor, mustBeAllowed } from '../../platform/actor.js';
import { IdField, TextField } from '../../platform/form-fields.js';
import { newId } from '../../platform/ids.js';
import { NotFound } from '../../shared/domain-error.js';
import { requiredText } from '../../shared/plain-text.js';
import { LocationPairs } from '../domain/pairs.js';
import { SettlementNoMore } from '../domain/refusals.js';
import { SETTLE } from './settle-locations.js';

@Act({ title: 'Undo a settlement', needs: SETTLE })
export class UndoSettlement {
  @IdField({ label: 'Location' }) locationId!: string;
  declare settlementId: string;
  @TextField({ label: 'Reason', most: 500 }) reason!: string;

  constructor(fields: Partial<UndoSettlement> = {}) {
    Object.assign(this, fields);
  }
}

/** Once, on the accounting day of both. Locks in order: the days, the pair. */
@CommandHandler(UndoSettlement)
export class UndoSettlementHandler implements ICommandHandler<UndoSettlement> {
  constructor(
    private readonly days: Days,
    private readonly pairs: LocationPairs,
  ) {}

  async execute({ locationId, settlementId, ...command }: UndoSettlement): Promise<{ settlementId: string }> {
    const reason = requiredText(command.reason, { label: 'The reason', field: 'reason', most: 500 });
    const seen = await this.pairs.settlement(settlementId);
    if (!seen || seen.settlement.fromId !== locationId) throw new NotFound();
    const { fromId, toId } = seen.settlement;
    mustBeAllowed(SETTLE, toId);
    const { lastPostedOn } = await this.pairs.owed(fromId, toId);
    const date = await this.days.postingDate([fromId, toId], undefined, lastPostedOn === undefined ? [] : [lastPostedOn]);
    const pair = await this.pairs.between(fromId, toId);
    if ((await this.pairs.settlement(settlementId))!.isUndone) throw new SettlementNoMore();
    pair.undo(seen.settlement, { reason, postedBy: currentActor().id }, { date, nextId: newId });
    return { settlementId };
  }
}
