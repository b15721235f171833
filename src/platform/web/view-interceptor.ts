import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { map, type Observable } from 'rxjs';
import { SeeOther, VIEW, type ViewOf } from './routes.js';
import { Views, type PageOf } from './views.js';
import { isHtmx, pathOf, wantsFragment, type WebReply, type WebRequest } from './web-request.js';

const HTML = 'text/html; charset=utf-8';
const CREATED = 201;

/** The handler's model becomes the page, or only the fragment when htmx asks; SeeOther becomes the way there. */
@Injectable()
export class ViewInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly views: Views,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const view = this.reflector.get<ViewOf | undefined>(VIEW, context.getHandler());
    const http = context.switchToHttp();
    const request = http.getRequest<WebRequest>();
    const reply = http.getResponse<WebReply>();
    return next.handle().pipe(map((model) => this.#answer(model, view, request, reply)));
  }

  #answer(model: unknown, view: ViewOf | undefined, request: WebRequest, reply: WebReply): unknown {
    if (model instanceof SeeOther) return go(model.path, request, reply);
    // Nest answers a POST with 201; nothing here is "created" at the address of the form.
    if (reply.statusCode === CREATED) reply.status(200);
    if (!view) return model;
    reply.type(HTML);
    const name = !view.isFragment && view.fragment !== undefined && wantsFragment(request) ? view.fragment : view.view;
    return this.views.render(name, (model ?? {}) as object, pageOf(view, model, request), request.signedIn);
  }
}

function pageOf(view: ViewOf, model: unknown, request: WebRequest): PageOf {
  const title = (model as { title?: unknown } | null | undefined)?.title;
  return { title: typeof title === 'string' ? title : (view.title ?? ''), nav: view.nav ?? '', path: pathOf(request) };
}

function go(path: string, request: WebRequest, reply: WebReply): string {
  if (isHtmx(request)) reply.status(200).header('HX-Redirect', path);
  else reply.status(303).header('Location', path);
  reply.type(HTML);
  return '';
}
