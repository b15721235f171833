import { createParamDecorator, SetMetadata, type CustomDecorator, type ExecutionContext } from '@nestjs/common';
import type { SignedIn } from './authenticator.js';
import type { WebRequest } from './web-request.js';

export const NEEDS = 'ledgerline:needs';
export const PUBLIC = 'ledgerline:public';
export const VIEW = 'ledgerline:view';

export interface PageOptions {
  title?: string;
  /** The entry of the main navigation that is current. */
  nav?: string;
  /** The view that answers htmx instead of the whole page. */
  fragment?: string;
}

export interface ViewOf extends PageOptions {
  view: string;
  isFragment: boolean;
}

/** The permission a route asks for, held at any location; what the route then reads is scoped, what it then does is checked by Commands. */
export const Needs = (permission: string): CustomDecorator => SetMetadata(NEEDS, permission);

/** Open to everybody: signing in, health. */
export const Public = (): CustomDecorator => SetMetadata(PUBLIC, true);

/** The handler returns the model of `views/<view>.njk`. */
export const Page = (view: string, options: PageOptions = {}): CustomDecorator => SetMetadata(VIEW, { view, isFragment: false, ...options } satisfies ViewOf);

/** A route that only ever answers with a fragment. */
export const Fragment = (view: string): CustomDecorator => SetMetadata(VIEW, { view, isFragment: true } satisfies ViewOf);

/** The signed-in person and the current location. */
export const Me = createParamDecorator((_: unknown, context: ExecutionContext): SignedIn => {
  const { signedIn } = context.switchToHttp().getRequest<WebRequest>();
  if (!signedIn) throw new Error('@Me() on a @Public() route: nobody is signed in there.');
  return signedIn;
});

/** The key minted when the form was rendered: the same press twice has one effect. */
export const Submission = createParamDecorator((_: unknown, context: ExecutionContext): string | undefined => {
  return context.switchToHttp().getRequest<WebRequest>().submission;
});

/** Where to go after a command: 303 for a plain form, HX-Redirect for htmx. */
export class SeeOther {
  constructor(readonly path: string) {}
}

export function seeOther(path: string): SeeOther {
  if (!isLocalPath(path)) throw new Error('seeOther leads only to a path of this product.');
  return new SeeOther(path);
}

/** `/payments/1?x=2` and nothing that a browser would read as another site. */
export function isLocalPath(path: unknown): path is string {
  return typeof path === 'string' && /^\/(?![/\\])[\x21-\x7e]*$/.test(path) && !path.includes('\\');
}
