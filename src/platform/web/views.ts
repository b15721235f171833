import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import nunjucks from 'nunjucks';
import { Clock } from '../clock.js';
import { projectRoot } from '../database/db-folder.js';
import { newId } from '../ids.js';
import { asset } from './assets.js';
import type { SignedIn } from './authenticator.js';
import * as filters from './filters.js';
import { FormTokens } from './form-tokens.js';
import { ViewFailed } from './view-failed.js';

export interface PageOf {
  title: string;
  nav: string;
  path: string;
}

interface Rendering extends filters.Formatting {
  signedIn: SignedIn | undefined;
}

/** Renders `views/`. Rendering is synchronous, so what filters and globals depend on is set around it and needs no passing on through macros. */
@Injectable()
export class Views {
  readonly #environment: nunjucks.Environment;
  /** Says on every page that its people and money are invented; set once at start. */
  isDemo = false;
  #rendering: Rendering = { exponent: 2, timeZone: 'UTC', signedIn: undefined };

  constructor(
    private readonly tokens: FormTokens,
    clock: Clock,
  ) {
    const loader = new nunjucks.FileSystemLoader(join(projectRoot(), 'views'), { watch: false, noCache: false });
    this.#environment = new nunjucks.Environment(loader, { autoescape: true, throwOnUndefined: true, trimBlocks: true, lstripBlocks: true });
    this.#addFilters();
    this.#environment.addGlobal('submission', () => newId());
    this.#environment.addGlobal('renderedAt', () => clock.now());
    this.#environment.addGlobal('formToken', () => this.#formToken());
    this.#environment.addGlobal('asset', asset);
  }

  render(view: string, model: object, page: PageOf, signedIn: SignedIn | undefined): string {
    const outer = this.#rendering;
    this.#rendering = { exponent: signedIn?.exponent ?? 2, timeZone: signedIn?.location.timeZone ?? 'UTC', signedIn };
    try {
      return this.#environment.render(`${view}.njk`, { ...model, page, me: signedIn ? personOf(signedIn) : null, exponent: this.#rendering.exponent, demo: this.isDemo });
    } catch (error) {
      throw new ViewFailed(view, error);
    } finally {
      this.#rendering = outer;
    }
  }

  #formToken(): string {
    const { signedIn } = this.#rendering;
    return signedIn ? this.tokens.issue(signedIn.actor.id) : '';
  }

  #addFilters(): void {
    const add = (name: string, filter: (...values: never[]) => string): void => {
      this.#environment.addFilter(name, filter as (...values: unknown[]) => string);
    };
    const { money, signed, moneyInput, instant, clock } = filters;
    for (const [name, filter] of Object.entries({ money, signed, moneyInput })) add(name, (cents: number) => filter(cents, this.#rendering));
    for (const [name, filter] of Object.entries({ instant, clock })) add(name, (text: string) => filter(text, this.#rendering));
    const { date, percent, initials, plural, fieldId, jsonAttr } = filters;
    for (const [name, filter] of Object.entries({ date, percent, initials, plural, fieldId, jsonAttr })) add(name, filter as never);
  }
}

function personOf({ actor, location, locations }: SignedIn): object {
  return {
    id: actor.id,
    name: actor.name,
    role: actor.role,
    initials: filters.initials(actor.name),
    location,
    locations,
    can: (permission: string) => actor.can(permission, location.id),
    holdsEverywhere: (permission: string) => actor.locations(permission) === 'all',
    canAnywhere: (permission: string) => actor.locations(permission) === 'all' || actor.locations(permission).length > 0,
  };
}
