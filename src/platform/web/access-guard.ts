import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ModuleRef, Reflector } from '@nestjs/core';
import { Forbidden } from '../../shared/domain-error.js';
import { titleOfRight } from '../right-titles.js';
import { Authenticator, type SignedIn } from './authenticator.js';
import { mustComeFromHere, mustBeOwnForm } from './form-origin.js';
import { FormTokens } from './form-tokens.js';
import { TAKES_FILE, takeFiles } from './take-files.js';
import { NEEDS, PUBLIC } from './routes.js';
import { isUnsafe, type WebRequest } from './web-request.js';

/** Nobody is signed in; the filter answers with the way to sign in. */
export class NotSignedIn extends Error {}

/** Who is this, is the form really theirs, may they come here. What the boot check let through has declared one or the other. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly modules: ModuleRef,
    private readonly tokens: FormTokens,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<WebRequest>();
    if (isUnsafe(request)) mustComeFromHere(request);
    const isPublic = this.#declared<boolean>(PUBLIC, context) === true;
    if (isPublic) {
      await takeFiles(request, false);
      takeFormFields(request);
      return true;
    }
    const needs = this.#declared<string>(NEEDS, context);
    if (needs === undefined) throw new Error(`${context.getClass().name}.${context.getHandler().name} declares no permission.`);
    request.signedIn = await this.#authenticate(request);
    await takeFiles(request, this.#declared<boolean>(TAKES_FILE, context) === true);
    const token = takeFormFields(request);
    if (isUnsafe(request)) mustBeOwnForm(this.tokens, token, request.signedIn.actor.id);
    mustHold(request.signedIn, needs);
    return true;
  }

  async #authenticate(request: WebRequest): Promise<SignedIn> {
    const signedIn = await this.modules.get(Authenticator, { strict: false }).authenticate(request);
    if (!signedIn) throw new NotSignedIn();
    return signedIn;
  }

  #declared<T>(key: string, context: ExecutionContext): T | undefined {
    return this.reflector.getAllAndOverride<T | undefined>(key, [context.getHandler(), context.getClass()]);
  }
}

function mustHold({ actor }: SignedIn, permission: string): void {
  const locations = actor.locations(permission);
  if (locations === 'all' || locations.length > 0) return;
  throw new Forbidden(`Your role does not include “${titleOfRight(permission)}” at any of your locations. Ask a supervisor or an administrator.`);
}

/** Takes `_token` and `submission` out of the body, so that what is left is the command. */
function takeFormFields(request: WebRequest): unknown {
  if (typeof request.body !== 'object' || request.body === null) return undefined;
  const { _token: token, submission, ...fields } = request.body as Record<string, unknown>;
  request.body = fields;
  if (typeof submission === 'string' && submission !== '') request.submission = submission;
  return token;
}
