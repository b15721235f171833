import { CommandHandler, EventsHandler, type ICommandHandler, type IEventHandler } from '@nestjs/cqrs';
import { Test, type TestingModule } from '@nestjs/testing';
import { Model } from 'sequelize-typescript';
import { Act } from '../../src/platform/act.js';
import { aggregateMap } from '../../src/platform/aggregate-map.js';
import { Commands } from '../../src/platform/commands.js';
import type { Config } from '../../src/platform/config.js';
import { Id, Key, TableOf, Text, Whole } from '../../src/platform/database/columns.js';
import { newId } from '../../src/platform/ids.js';
import { CONFIG, PlatformModule } from '../../src/platform/platform.module.js';
import { UnitOfWork } from '../../src/platform/unit-of-work.js';
import { Aggregate, type RowSet } from '../../src/shared/aggregate.js';
import { DomainError } from '../../src/shared/domain-error.js';

/** A tiny aggregate on the staff and grants tables, so that the heart is tested without any module. */

interface BadgeState { id: string; version: number; userName: string; displayName: string; state: string }
interface StampState { id: string; staffId: string; role: string; locationId: string }
interface BadgeRows extends RowSet { root: BadgeState; stamps: StampState[] }

@TableOf('staff')
export class BadgeRow extends Model implements BadgeState {
  @Id() declare id: string;
  @Whole() declare version: number;
  @Key() declare userName: string;
  @Text() declare displayName: string;
  @Key() declare state: string;
}

@TableOf('grants')
export class StampRow extends Model implements StampState {
  @Id() declare id: string;
  @Id() declare staffId: string;
  @Key() declare role: string;
  @Key() declare locationId: string;
}

export class BadgeStamped {
  constructor(readonly badgeId: string, readonly stamp: string) {}
}

export class Badge extends Aggregate<BadgeRows> {
  constructor(private readonly rows: BadgeRows) {
    super();
  }
  static from(rows: BadgeRows): Badge {
    return new Badge(rows);
  }
  get id(): string {
    return this.rows.root.id;
  }
  state(): BadgeRows {
    return this.rows;
  }
  rename(name: string): void {
    this.rows.root.displayName = name;
  }
  get userName(): string {
    return this.rows.root.userName;
  }
  get stamps(): number {
    return this.rows.stamps.length;
  }
  stamp(label: string): void {
    this.rows.stamps.push({ id: newId(), staffId: this.id, role: label, locationId: '*' });
    this.raise(new BadgeStamped(this.id, label));
  }
  removeStamps(): void {
    this.rows.stamps = [];
  }
}

export const badgeMap = aggregateMap<Badge>({
  type: 'badge',
  root: BadgeRow,
  children: { stamps: StampRow },
  parent: 'staffId',
  from: Badge.from,
  locations: () => [],
  constraints: { uq_staff_user_name: 'That name is taken; choose another.' },
});

@Act({ title: 'Make a badge', needs: 'system' })
export class MakeBadge {
  constructor(readonly id: string, readonly name: string) {}
}

@CommandHandler(MakeBadge)
export class MakeBadgeHandler implements ICommandHandler<MakeBadge> {
  constructor(private readonly unit: UnitOfWork) {}
  async execute({ id, name }: MakeBadge): Promise<{ id: string }> {
    this.unit.add(badgeMap, Badge.from({ root: { id, version: 0, userName: name, displayName: name, state: 'active' }, stamps: [] }));
    return { id };
  }
}

/** Runs whatever the test says inside a command. */
@Act({ title: 'Do what the test says', needs: 'system' })
export class DoInCommand {
  #work: (unit: UnitOfWork, commands: Commands) => Promise<unknown>;
  constructor(work: (unit: UnitOfWork, commands: Commands) => Promise<unknown>, readonly content: unknown = null) {
    this.#work = work;
  }
  run(unit: UnitOfWork, commands: Commands): Promise<unknown> {
    return this.#work(unit, commands);
  }
}

@CommandHandler(DoInCommand)
export class DoInCommandHandler implements ICommandHandler<DoInCommand> {
  constructor(private readonly unit: UnitOfWork, private readonly commands: Commands) {}
  async execute(command: DoInCommand): Promise<unknown> {
    return (await command.run(this.unit, this.commands)) ?? null;
  }
}

/** Reacts in the same transaction: marks the badge, and refuses a stamp called `forbidden`. */
@EventsHandler(BadgeStamped)
export class MarkBadgeWhenStamped implements IEventHandler<BadgeStamped> {
  constructor(private readonly unit: UnitOfWork) {}
  async handle(event: BadgeStamped): Promise<void> {
    const badge = await this.unit.one(badgeMap, event.badgeId);
    await new Promise((resolve) => setImmediate(resolve));
    badge.rename(`${badge.userName}+${event.stamp}`);
    if (event.stamp === 'forbidden') throw new DomainError('forbidden-stamp', 'This stamp may not be used.');
  }
}

export async function openHeart(config: Partial<Config>): Promise<TestingModule> {
  const module = await Test.createTestingModule({
    imports: [PlatformModule],
    providers: [MakeBadgeHandler, DoInCommandHandler, MarkBadgeWhenStamped],
  })
    .overrideProvider(CONFIG)
    .useValue(config)
    .compile();
  await module.init();
  return module;
}
