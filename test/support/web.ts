import { Global, Module, type DynamicModule, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Actor } from '../../src/platform/actor.js';
import type { Config } from '../../src/platform/config.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { JsonLog } from '../../src/platform/json-log.js';
import { CONFIG, PlatformModule } from '../../src/platform/platform.module.js';
import { Authenticator, type Place, type SignedIn, type WebRequest } from '../../src/platform/web/index.js';
import { bootWeb } from '../../src/platform/web/boot.js';
import { WebModule } from '../../src/platform/web/web.module.js';

export const MAPLE: Place = { id: '01K00000000000000000000MAP', code: 'MS', name: 'Maple Street', timeZone: 'America/Chicago' };
export const CEDAR: Place = { id: '01K00000000000000000000CED', code: 'CR', name: 'Cedar Row', timeZone: 'America/New_York' };

export const DANA = person('01K0000000000000000000DANA', 'Dana Ruiz', ['toy.read', 'toy.write']);
export const FRAN = person('01K0000000000000000000FRAN', 'Fran Ober', ['toy.read']);

function person(id: string, name: string, permissions: string[]): SignedIn {
  const actor: Actor = {
    kind: 'staff', id, name, role: 'Billing clerk', address: '127.0.0.1', sessionRef: 's', requestId: newId(), granted: [MAPLE.id],
    can: (permission, locationId) => locationId === MAPLE.id && permissions.includes(permission),
    locations: (permission) => (permissions.includes(permission) ? [MAPLE.id] : []),
  };
  return { actor, location: MAPLE, locations: [MAPLE], exponent: 2 };
}

/** Signs in whoever the header `x-person` names. */
export class HeaderAuthenticator extends Authenticator {
  authenticate(request: WebRequest): Promise<SignedIn | undefined> {
    const name = request.headers['x-person'];
    return Promise.resolve({ dana: DANA, fran: FRAN }[String(name)]);
  }

  knows(permission: string): boolean {
    return permission.startsWith('toy.');
  }
}

export interface ToyWeb {
  app: NestFastifyApplication;
  /** Log lines since the start. */
  lines: Record<string, unknown>[];
  close(): Promise<void>;
}

/** A real web application around made-up controllers. */
export async function toyWeb(config: Config, controllers: Type[], providers: Type[] = []): Promise<ToyWeb> {
  const app = await bootWeb(toyModule(config, controllers, providers));
  const lines: Record<string, unknown>[] = [];
  app.get(JsonLog).write = (line) => void lines.push(JSON.parse(line) as Record<string, unknown>);
  const close = async (): Promise<void> => {
    const database = app.get(Database);
    await app.close();
    await database.close();
  };
  return { app, lines, close };
}

export function toyModule(config: Config, controllers: Type[], providers: Type[] = []): DynamicModule {
  @Module({})
  class Toy {}
  const staff = { provide: Authenticator, useClass: HeaderAuthenticator };
  return { module: Toy, imports: [withConfig(config), WebModule], controllers, providers: [staff, ...providers] };
}

/** PlatformModule with its settings replaced. */
export function withConfig(config: Config): DynamicModule {
  const providers = (Reflect.getMetadata('providers', PlatformModule) as { provide?: unknown }[]).filter((provider) => provider.provide !== CONFIG);
  const exports = Reflect.getMetadata('exports', PlatformModule) as unknown[];
  class Platform {}
  Global()(Platform);
  Module({ imports: Reflect.getMetadata('imports', PlatformModule) as never, providers: [...providers, { provide: CONFIG, useValue: config }] as never, exports: exports as never })(Platform);
  return { module: Platform };
}
