import { Module } from '@nestjs/common';
import { LocationsModule } from '../locations/index.js';
import { nameRights } from '../platform/right-titles.js';
import { Authenticator } from '../platform/web/index.js';
import { AccessQueries } from './adapters/access.queries.js';
import { AccountController } from './adapters/account.controller.js';
import { Argon2Passwords } from './adapters/argon2-passwords.js';
import { OldSessions } from './adapters/old-sessions.js';
import { RoleBook } from './adapters/role-book.js';
import { RolesController } from './adapters/roles.controller.js';
import { SequelizeRoles } from './adapters/sequelize-roles.js';
import { SequelizeStaffMembers } from './adapters/sequelize-staff-members.js';
import { SessionAuthenticator } from './adapters/session-authenticator.js';
import { SignInController } from './adapters/sign-in.controller.js';
import { SqlAccessEvents } from './adapters/sql-access-events.js';
import { SqlSecrets } from './adapters/sql-secrets.js';
import { SqlSessions } from './adapters/sql-sessions.js';
import { StaffController } from './adapters/staff.controller.js';
import { StaffQueries } from './adapters/staff.queries.js';
import { AddRoleHandler } from './application/add-role.js';
import { AddStaffHandler } from './application/add-staff.js';
import { ChangeOwnPasswordHandler } from './application/change-own-password.js';
import { ChangeRoleHandler } from './application/change-role.js';
import { DisableStaffHandler } from './application/disable-staff.js';
import { EnableStaffHandler } from './application/enable-staff.js';
import { GrantRoleHandler } from './application/grant-role.js';
import { Granting } from './application/granting.js';
import { RetireRoleHandler } from './application/retire-role.js';
import { RevokeRoleHandler } from './application/revoke-role.js';
import { RoleEditing } from './application/role-editing.js';
import { SetPasswordHandler } from './application/set-password.js';
import { SignIn } from './application/sign-in.js';
import { TakeUpRoleHandler } from './application/take-up-role.js';
import { AccessEvents } from './domain/access-events.js';
import { Passwords } from './domain/passwords.js';
import { RIGHT_TITLES } from './domain/permissions.js';
import { Roles } from './domain/roles.js';
import { Sessions } from './domain/sessions.js';
import { Secrets, StaffMembers } from './domain/staff-members.js';

@Module({
  imports: [LocationsModule],
  controllers: [SignInController, RolesController, StaffController, AccountController],
  providers: [
    { provide: Authenticator, useClass: SessionAuthenticator },
    { provide: StaffMembers, useClass: SequelizeStaffMembers },
    { provide: Secrets, useClass: SqlSecrets },
    { provide: Sessions, useClass: SqlSessions },
    { provide: Passwords, useClass: Argon2Passwords },
    { provide: Roles, useClass: SequelizeRoles },
    { provide: AccessEvents, useClass: SqlAccessEvents },
    RoleBook, Granting, RoleEditing, AddRoleHandler, ChangeRoleHandler, RetireRoleHandler, TakeUpRoleHandler,
    SignIn, StaffQueries, AccessQueries, OldSessions,
    AddStaffHandler, SetPasswordHandler, ChangeOwnPasswordHandler, GrantRoleHandler, RevokeRoleHandler, DisableStaffHandler, EnableStaffHandler,
  ],
  exports: [StaffQueries, OldSessions],
})
export class StaffModule {
  constructor() {
    nameRights(RIGHT_TITLES);
  }
}
