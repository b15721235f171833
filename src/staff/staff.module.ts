import { Module } from '@nestjs/common';
import { LocationsModule } from '../locations/index.js';
import { nameRights } from '../platform/right-titles.js';
import { Authenticator } from '../platform/web/index.js';
import { Argon2Passwords } from './adapters/argon2-passwords.js';
import { SequelizeStaffMembers } from './adapters/sequelize-staff-members.js';
import { SessionAuthenticator } from './adapters/session-authenticator.js';
import { SignInController } from './adapters/sign-in.controller.js';
import { SqlSecrets } from './adapters/sql-secrets.js';
import { SqlSessions } from './adapters/sql-sessions.js';
import { StaffController } from './adapters/staff.controller.js';
import { StaffQueries } from './adapters/staff.queries.js';
import { AddStaffHandler } from './application/add-staff.js';
import { DisableStaffHandler } from './application/disable-staff.js';
import { EnableStaffHandler } from './application/enable-staff.js';
import { GrantRoleHandler } from './application/grant-role.js';
import { RevokeRoleHandler } from './application/revoke-role.js';
import { SetPasswordHandler } from './application/set-password.js';
import { SignIn } from './application/sign-in.js';
import { Passwords } from './domain/passwords.js';
import { PERMISSIONS } from './domain/permissions.js';
import { Sessions } from './domain/sessions.js';
import { Secrets, StaffMembers } from './domain/staff-members.js';

@Module({
  imports: [LocationsModule],
  controllers: [SignInController, StaffController],
  providers: [
    { provide: Authenticator, useClass: SessionAuthenticator },
    { provide: StaffMembers, useClass: SequelizeStaffMembers },
    { provide: Secrets, useClass: SqlSecrets },
    { provide: Sessions, useClass: SqlSessions },
    { provide: Passwords, useClass: Argon2Passwords },
    SignIn, StaffQueries,
    AddStaffHandler, SetPasswordHandler, GrantRoleHandler, RevokeRoleHandler, DisableStaffHandler, EnableStaffHandler,
  ],
  exports: [StaffQueries],
})
export class StaffModule {
  constructor() {
    nameRights(Object.fromEntries(Object.entries(PERMISSIONS).map(([permission, { title }]) => [permission, title])));
  }
}
