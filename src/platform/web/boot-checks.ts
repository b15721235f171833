import 'reflect-metadata';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { allActs } from '../act.js';
import { Authenticator } from './authenticator.js';
import { bodyFaults } from './body-check.js';
import { NEEDS, PUBLIC } from './routes.js';

const METHOD = 'method';
const PATH = 'path';
const VERBS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'ALL', 'OPTIONS', 'HEAD', 'SEARCH'];

/** The product does not start with an open door: one sentence names every route at fault. */
export class UnsafeRoute extends Error {}

interface Route {
  name: string;
  controller: abstract new (...args: never[]) => object;
  method: string;
  handler: (...args: never[]) => unknown;
}

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
    const faults = this.#routes().flatMap((route) => [
      ...this.#accessFaults(route, authenticator),
      ...bodyFaults(route.controller, route.method).map((fault) => `${route.name} ${fault}`),
    ]);
    if (authenticator) faults.push(...actFaults(authenticator));
    if (faults.length > 0) throw new UnsafeRoute(`The product does not start: ${faults.join('; ')}.`);
  }

  #routes(): Route[] {
    return this.discovery.getControllers().flatMap(({ instance, metatype }) => {
      if (!instance || !metatype) return [];
      const prototype = Object.getPrototypeOf(instance) as Record<string, Route['handler']>;
      return this.scanner.getAllMethodNames(prototype).flatMap((method) => {
        const handler = prototype[method]!;
        const verb = Reflect.getMetadata(METHOD, handler) as number | undefined;
        if (verb === undefined) return [];
        const path = [Reflect.getMetadata(PATH, metatype), Reflect.getMetadata(PATH, handler)].flat().map(String).join('/').replace(/\/+/g, '/');
        const name = `${VERBS[verb] ?? verb} /${path.replace(/^\/|\/$/g, '')} (${metatype.name}.${method})`;
        return [{ name, controller: metatype as Route['controller'], method, handler }];
      });
    });
  }

  #accessFaults({ name, controller, handler }: Route, authenticator: Authenticator | undefined): string[] {
    const where = [handler, controller];
    const needs = this.reflector.getAllAndOverride<string | undefined>(NEEDS, where);
    const isPublic = this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, where) === true;
    if (needs !== undefined && isPublic) return [`${name} is @Public() and @Needs('${needs}') at once; keep one`];
    if (isPublic) return [];
    if (needs === undefined) return [`${name} declares no permission; write @Needs('…') or @Public() on it`];
    if (!authenticator) return [`${name} needs “${needs}”, but no module says who is signed in`];
    return authenticator.knows(needs) ? [] : [`${name} needs “${needs}”, which is not in the table of permissions`];
  }

  #authenticator(): Authenticator | undefined {
    return this.discovery.getProviders().find(({ token }) => token === Authenticator)?.instance as Authenticator | undefined;
  }
}

function actFaults(authenticator: Authenticator): string[] {
  return [...allActs().values()]
    .filter(({ info }) => info.needs !== 'system' && !authenticator.knows(info.needs))
    .map(({ info }) => `the command ${info.name} needs “${info.needs}”, which is not in the table of permissions`);
}
