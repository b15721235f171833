import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { mustBeAllowed } from '../../platform/actor.js';
import { ChoicesField, TextField } from '../../platform/form-fields.js';
import { newId } from '../../platform/ids.js';
import { CustomRole } from '../domain/custom-role.js';
import { PERMISSIONS } from '../domain/permissions.js';
import { ORGANIZATION } from '../domain/staff-state.js';
import { mustHoldToGive } from './granting.js';
import { RoleEditing } from './role-editing.js';

/** A role of the clinic's own, as a copy of a built-in one. */
@Act({ title: 'Add a role', needs: 'staff.edit' })
export class AddRole {
  @TextField({ label: 'Name', most: 60 }) name!: string;
  /** The built-in role it is copied from; decides which other roles it excludes. */
  @TextField({ label: 'Copy of', most: 20 }) base!: string;
  @ChoicesField(Object.keys(PERMISSIONS), { label: 'Rights', optional: true }) rights!: string[];

  constructor(fields: Partial<AddRole> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(AddRole)
export class AddRoleHandler implements ICommandHandler<AddRole> {
  constructor(private readonly editing: RoleEditing) {}

  async execute({ name, base, rights }: AddRole): Promise<{ roleId: string }> {
    mustBeAllowed('staff.edit', ORGANIZATION);
    const known = await this.editing.roles.known();
    this.editing.mustBeFree(name, known);
    const role = CustomRole.add({ name, base, rights }, new Set(known.keys()), newId);
    mustHoldToGive(role.rights, ORGANIZATION);
    this.editing.roles.add(role);
    return { roleId: role.id };
  }
}
