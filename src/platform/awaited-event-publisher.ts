import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventBus, type IEvent, type IEventPublisher } from '@nestjs/cqrs';
import { lastValueFrom, of } from 'rxjs';

/**
 * Runs the reactions to an event one after another and waits for each: they are part of the command's transaction,
 * and an error in one rolls everything back. (The bus's own publisher neither waits nor reports.)
 */
@Injectable()
export class AwaitedEventPublisher implements IEventPublisher, OnModuleInit {
  constructor(private readonly bus: EventBus) {}

  onModuleInit(): void {
    this.bus.publisher = this;
  }

  publish(): never {
    throw new Error('Events are raised by aggregates and published by the unit of work.');
  }

  async react(event: IEvent): Promise<void> {
    for (const operator of this.operators()) await lastValueFrom(of(event).pipe(operator as never), { defaultValue: undefined });
  }

  private operators(): readonly unknown[] {
    return (this.bus as unknown as { eventOperators: readonly unknown[] }).eventOperators;
  }
}
