import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Commands } from '../../platform/commands.js';
import { Me, Needs, Page, seeOther, Submission, type SeeOther, type SignedIn } from '../../platform/web/index.js';
import { ChangeOwnPassword } from '../application/change-own-password.js';
import { AccessEvents } from '../domain/access-events.js';
import { Sessions } from '../domain/sessions.js';
import { addressOf } from './client-address.js';
import { giveToken, tokenIn } from './session-cookie.js';
import { OwnPasswordForm } from './staff.forms.js';
import { StaffQueries } from './staff.queries.js';

const OWN = 'session.own';

/** What everybody sees of themselves, and the one thing they change of it. */
@Controller('account')
export class AccountController {
  constructor(
    private readonly commands: Commands,
    private readonly sessions: Sessions,
    private readonly events: AccessEvents,
    private readonly queries: StaffQueries,
  ) {}

  @Get()
  @Needs(OWN)
  @Page('staff/account', { title: 'Your account' })
  async show(@Me() { actor }: SignedIn, @Req() request: FastifyRequest): Promise<object> {
    const current = await this.sessions.find(tokenIn(request)!);
    return {
      person: (await this.queries.all()).find(({ staffId }) => staffId === actor.id),
      mustChange: current?.mustChangePassword ?? false,
      sessions: (await this.sessions.living(actor.id)).map((session) => ({ ...session, isThis: session.id === current?.sessionId })),
    };
  }

  /** The sessions of the old password end with it; whoever changed it goes on in a new one. */
  @Post('password')
  @Needs(OWN)
  async changePassword(@Body() form: OwnPasswordForm, @Me() me: SignedIn, @Submission() submission: string, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<SeeOther> {
    await this.commands.execute(Object.assign(new ChangeOwnPassword(), form), { submission });
    giveToken(request, reply, await this.sessions.begin({ staffId: me.actor.id, locationId: me.location.id, address: addressOf(request) }));
    return seeOther('/account');
  }

  @Post('sessions/:id/ending')
  @Needs(OWN)
  async end(@Param('id') sessionId: string, @Me() me: SignedIn, @Req() request: FastifyRequest): Promise<SeeOther> {
    await this.sessions.endOne(me.actor.id, sessionId);
    await this.events.note('session-ended', { staffId: me.actor.id, address: addressOf(request) });
    return seeOther('/account');
  }
}
