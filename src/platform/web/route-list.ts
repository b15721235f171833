import 'reflect-metadata';
import type { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { NEEDS, PUBLIC } from './routes.js';

const METHOD = 'method';
const PATH = 'path';
const VERBS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'ALL', 'OPTIONS', 'HEAD', 'SEARCH'];

export interface Route {
  verb: string;
  /** `/payments/:id` */
  path: string;
  controller: abstract new (...args: never[]) => object;
  method: string;
  needs: string | undefined;
  isPublic: boolean;
}

/** Every route of the application with what it declares about who may come. */
export function routesOf(discovery: DiscoveryService, scanner: MetadataScanner, reflector: Reflector): Route[] {
  return discovery.getControllers().flatMap(({ instance, metatype }) => {
    if (!instance || !metatype) return [];
    const prototype = Object.getPrototypeOf(instance) as Record<string, (...args: never[]) => unknown>;
    return scanner.getAllMethodNames(prototype).flatMap((method) => {
      const handler = prototype[method]!;
      const verb = Reflect.getMetadata(METHOD, handler) as number | undefined;
      if (verb === undefined) return [];
      const where = [handler, metatype];
      const needs = reflector.getAllAndOverride<string | undefined>(NEEDS, where);
      const isPublic = reflector.getAllAndOverride<boolean | undefined>(PUBLIC, where) === true;
      return pathsOf(metatype, handler).map((path) => ({ verb: VERBS[verb] ?? String(verb), path, controller: metatype as Route['controller'], method, needs, isPublic }));
    });
  });
}

function pathsOf(controller: object, handler: object): string[] {
  const before = [Reflect.getMetadata(PATH, controller) as string | string[]].flat();
  const after = [Reflect.getMetadata(PATH, handler) as string | string[]].flat();
  return before.flatMap((prefix) => after.map((rest) => `/${prefix}/${rest}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1')));
}
