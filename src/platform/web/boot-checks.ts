import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { allActs } from '../act.js';
import { Authenticator } from './authenticator.js';
import { bodyFaults } from './body-check.js';
import { routesOf, type Route } from './route-list.js';

/** Where `@CommandHandler` notes its command; @nestjs/cqrs does not export the key. */
const HANDLED_COMMAND = '__commandHandler__';

/** The product does not start with an open door: one sentence names every route at fault. */
export class UnsafeRoute extends Error {}

/** Runs before the first request: every route declares who may come, every body is a form class, every permission exists. */
@Injectable()
export class BootChecks implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    const authenticator = this.#authenticator();
    const faults = routesOf(this.discovery, this.scanner, this.reflector).flatMap((route) => {
      const name = `${route.verb} ${route.path} (${route.controller.name}.${route.method})`;
      return [...accessFaults(route, authenticator), ...bodyFaults(route.controller, route.method)].map((fault) => `${name} ${fault}`);
    });
    if (authenticator) faults.push(...this.#actFaults(authenticator));
    if (faults.length > 0) throw new UnsafeRoute(`The product does not start: ${faults.join('; ')}.`);
  }

  #actFaults(authenticator: Authenticator): string[] {
    const handled = new Set(this.discovery.getProviders().map(({ metatype }) => metatype && Reflect.getMetadata(HANDLED_COMMAND, metatype) as unknown));
    return [...allActs().values()]
      .filter(({ command, info }) => handled.has(command) && info.needs !== 'system' && !authenticator.knows(info.needs))
      .map(({ info }) => `the command ${info.name} needs “${info.needs}”, which is not in the table of permissions`);
  }

  #authenticator(): Authenticator | undefined {
    return this.discovery.getProviders().find(({ token }) => token === Authenticator)?.instance as Authenticator | undefined;
  }
}

function accessFaults({ needs, isPublic }: Route, authenticator: Authenticator | undefined): string[] {
  if (needs !== undefined && isPublic) return [`is @Public() and @Needs('${needs}') at once; keep one`];
  if (isPublic) return [];
  if (needs === undefined) return ["declares no permission; write @Needs('…') or @Public() on it"];
  if (!authenticator) return [`needs “${needs}”, but no module says who is signed in`];
  return authenticator.knows(needs) ? [] : [`needs “${needs}”, which is not in the table of permissions`];
}
