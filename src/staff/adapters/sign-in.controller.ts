import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Fragment, isLocalPath, Me, Needs, Page, Public, seeOther, type SeeOther, type SignedIn } from '../../platform/web/index.js';
import { NotFound } from '../../shared/domain-error.js';
import { SignIn, type SignInOutcome } from '../application/sign-in.js';
import { AccessEvents } from '../domain/access-events.js';

import { Sessions } from '../domain/sessions.js';
import { addressOf } from './client-address.js';
import { giveToken, takeToken, tokenIn } from './session-cookie.js';
import { SignInForm, SwitchLocationForm } from './staff.forms.js';

const HOME = '/';
const STAFF = '/staff';

@Controller()
export class SignInController {
  constructor(
    private readonly signIn: SignIn,
    private readonly sessions: Sessions,
    private readonly events: AccessEvents,
  ) {}

  @Get('sign-in')
  @Public()
  @Page('staff/sign-in', { title: 'Sign in' })
  show(@Query('next') next: string | undefined): object {
    return { next: localPath(next), userName: '' };
  }

  @Post('sign-in')
  @Public()
  async enter(@Body() form: SignInForm, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<SeeOther> {
    const outcome = await this.#attempt(form, request, reply);
    if ('refusal' in outcome) throw outcome.refusal;
    const next = localPath(form.next);
    return seeOther(next === HOME && !(await this.#seesHome(outcome.token)) ? STAFF : next);
  }

  /** From the dialog over a form whose session has ended: the form below stays as it is. */
  @Post('sign-in-again')
  @Public()
  @Fragment('staff/_sign-in-again')
  async again(@Body() form: SignInForm, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const outcome = await this.#attempt(form, request, reply);
    return 'refusal' in outcome ? { refusal: outcome.refusal.sentence, userName: form.userName } : { isDone: true };
  }

  @Post('sign-out')
  @Needs('session.own')
  async leave(@Me() me: SignedIn, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<SeeOther> {
    await this.sessions.end(tokenIn(request)!);
    await this.events.note('signed-out', { staffId: me.actor.id, address: addressOf(request) });
    takeToken(request, reply);
    return seeOther('/sign-in');
  }

  @Post('location')
  @Needs('session.own')
  async move(@Body() form: SwitchLocationForm, @Me() me: SignedIn, @Req() request: FastifyRequest): Promise<SeeOther> {
    if (!me.locations.some(({ id }) => id === form.locationId)) throw new NotFound();
    await this.sessions.moveTo(tokenIn(request)!, form.locationId);
    return seeOther(localPath(form.next));
  }

  /** An administrator sees no money, and so no start page. */
  async #seesHome(token: string): Promise<boolean> {
    const session = await this.sessions.find(token);
    return session?.grants.some(({ role }) => session.roles.get(role)?.rights.has('home.read')) ?? false;
  }

  async #attempt({ userName, password }: SignInForm, request: FastifyRequest, reply: FastifyReply): Promise<SignInOutcome> {
    const outcome = await this.signIn.attempt({ userName, password, address: addressOf(request), earlierToken: tokenIn(request) });
    if ('token' in outcome) giveToken(request, reply, outcome.token);
    return outcome;
  }
}

function localPath(next: string | undefined): string {
  return isLocalPath(next) ? next : HOME;
}
