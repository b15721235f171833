import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { JsonLog } from '../json-log.js';
import { NotSignedIn } from './access-guard.js';
import { ElsewhereFirst } from './authenticator.js';
import { faultFields } from './fault-fields.js';
import { FormTokens } from './form-tokens.js';
import { refusalOf, type Refusal } from './refusals.js';
import { StaleForm } from './refused-form.js';
import { isLocalPath } from './routes.js';
import { typedFields } from './typed-fields.js';
import { Views } from './views.js';
import { isHtmx, isUnsafe, pathOf, type WebReply, type WebRequest } from './web-request.js';

const SESSION_ENDED: Refusal = {
  status: 401,
  heading: 'Your session ended',
  errors: [{ field: null, sentence: 'Nothing was recorded. Sign in, open the form again and enter what you typed; it is listed here.' }],
  isFault: false,
};

/** Every error ends here: a sentence for the person, nothing typed is lost, no value in the log. */
@Catch()
export class RefusalFilter implements ExceptionFilter {
  constructor(
    private readonly views: Views,
    private readonly tokens: FormTokens,
    private readonly log: JsonLog,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<WebRequest>();
    const reply = http.getResponse<WebReply>();
    if (reply.sent) return;
    reply.type('text/html; charset=utf-8');
    if (error instanceof NotSignedIn) return this.#askToSignIn(request, reply);
    if (error instanceof ElsewhereFirst) return this.#sendElsewhere(error.path, request, reply);
    const refusal = refusalOf(error, isUnsafe(request));
    if (refusal.isFault) this.log.error('request failed', { requestId: request.id, method: request.method, route: request.routeOptions?.url ?? '', ...faultFields(error) });
    if (error instanceof StaleForm && error.mayPressAgain) this.#handFreshToken(request, reply);
    reply.status(refusal.status);
    if (isHtmx(request)) this.#sendFragment(refusal, request, reply);
    else this.#sendPage(refusal, request, reply);
  }

  #askToSignIn(request: WebRequest, reply: WebReply): void {
    if (isHtmx(request)) {
      reply.status(401).header('HX-Retarget', '#dialog').header('HX-Reswap', 'outerHTML');
      reply.send(this.#rendered('staff/_sign-in-again', { isDone: false, refusal: null, userName: '' }, request, ['Your session ended. Sign in in another tab, then press the button again: what you typed is still here.']));
      return;
    }
    if (isUnsafe(request)) {
      reply.status(401);
      return this.#sendPage(SESSION_ENDED, request, reply);
    }
    reply.status(303).header('Location', `/sign-in?next=${encodeURIComponent(request.url)}`).send('');
  }

  #sendElsewhere(path: string, request: WebRequest, reply: WebReply): void {
    if (isHtmx(request)) reply.status(200).header('HX-Redirect', path).send('');
    else reply.status(303).header('Location', path).send('');
  }

  #sendFragment(refusal: Refusal, request: WebRequest, reply: WebReply): void {
    reply.header('HX-Retarget', '#errors').header('HX-Reswap', 'outerHTML');
    const errors = refusal.isFault ? withReference(refusal, request) : refusal.errors;
    reply.send(this.#rendered('shared/_errors', { errors, heading: refusal.heading }, request, errors.map(({ sentence }) => sentence)));
  }

  #sendPage(refusal: Refusal, request: WebRequest, reply: WebReply): void {
    const { status, heading, errors, isFault } = refusal;
    const model = { status, heading, errors, typed: typedFields(request.body), reference: isFault ? request.id : null, back: backPath(request) };
    reply.send(this.#rendered('shared/refused', model, request, errors.map(({ sentence }) => sentence), heading));
  }

  #handFreshToken(request: WebRequest, reply: WebReply): void {
    if (!request.signedIn) return;
    reply.header('HX-Trigger', JSON.stringify({ 'form-token': { token: this.tokens.issue(request.signedIn.actor.id) } }));
  }

  /** An error page that fails to render still has to say its sentence. */
  #rendered(view: string, model: object, request: WebRequest, sentences: readonly string[], title = ''): string {
    try {
      return this.views.render(view, model, { title, nav: '', path: pathOf(request) }, request.signedIn);
    } catch (error) {
      this.log.error('view failed', { requestId: request.id, view, ...faultFields(error) });
      return `<!doctype html><html lang="en-US"><title>Ledgerline</title><div id="errors" role="alert">${sentences.map((sentence) => `<p>${escaped(sentence)}</p>`).join('')}</div></html>`;
    }
  }
}

function withReference({ errors }: Refusal, request: WebRequest): Refusal['errors'] {
  return errors.map(({ field, sentence }) => ({ field, sentence: `${sentence} Reference: ${request.id}` }));
}

function backPath(request: WebRequest): string {
  const { referer, host } = request.headers;
  if (!referer || !URL.canParse(referer)) return '/';
  const url = new URL(referer);
  const path = url.pathname + url.search;
  return url.host === host && isLocalPath(path) ? path : '/';
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
