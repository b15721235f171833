import 'reflect-metadata';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, ModuleRef, Reflector } from '@nestjs/core';
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
    private readonly modules: ModuleRef,
  ) {}

  onModuleInit(): void {
    const faults = this.#routes().flatMap((route) => [...this.#accessFaults(route), ...bodyFaults(route.controller, route.method).map((fault) => `${route.name} ${fault}`)]);
    faults.push(...this.#actFaults());
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

  #accessFaults({ name, controller, handler }: Route): string[] {
    const where = [handler, controller];
    const needs = this.reflector.getAllAndOverride<string | undefined>(NEEDS, where);
    const isPublic = this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, where) === true;
    if (needs === undefined && !isPublic) return [`${name} declares no permission; write @Needs('…') or @Public() on it`];
    if (Reflect.hasMetadata(NEEDS, handler) && Reflect.hasMetadata(PUBLIC, handler)) return [`${name} is @Public() and @Needs('…') at once; keep one`];
    if (needs === undefined || isPublic || this.#authenticator().knows(needs)) return [];
    return [`${name} needs “${needs}”, which is not in the table of permissions`];
  }

  #actFaults(): string[] {
    return [...allActs().values()]
      .filter(({ info }) => info.needs !== 'system' && this.#isStaffed() && !this.#authenticator().knows(info.needs))
      .map(({ info }) => `the command ${info.name} needs “${info.needs}”, which is not in the table of permissions`);
  }

  #authenticator(): Authenticator {
    return this.modules.get(Authenticator, { strict: false });
  }

  /** A health check alone needs nobody to sign in. */
  #isStaffed(): boolean {
    try {
      return this.#authenticator() !== undefined;
    } catch {
      return false;
    }
  }
}
