import { Injectable } from '@nestjs/common';
import { currentActor, mustBeAllowed } from '../../platform/actor.js';
import { plainWords } from '../../shared/plain-text.js';
import type { CustomRole } from '../domain/custom-role.js';
import type { KnownRole } from '../domain/known-role.js';
import { OwnRole, RoleNameTaken } from '../domain/refusals.js';
import { Roles } from '../domain/roles.js';
import { ORGANIZATION } from '../domain/staff-state.js';

/** A role of the clinic's own belongs to the whole organization; nobody changes one that they have. */
@Injectable()
export class RoleEditing {
  constructor(readonly roles: Roles) {}

  async open(roleId: string, version: number): Promise<CustomRole> {
    mustBeAllowed('staff.edit', ORGANIZATION);
    const role = await this.roles.one(roleId);
    await this.roles.expectVersion(role, version);
    if ((await this.roles.holders(role.code)).includes(currentActor().id)) throw new OwnRole();
    return role;
  }

  /** @param own the code of the role itself, which keeps its name */
  mustBeFree(name: string, known: ReadonlyMap<string, KnownRole>, own?: string): void {
    const others = [...known.values()].filter(({ code }) => code !== own);
    if (others.some((other) => plainWords(other.name) === plainWords(name))) throw new RoleNameTaken(name);
  }
}
