import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { actAs } from '../actor.js';
import { withFormContext } from '../form-context.js';
import type { WebRequest } from './web-request.js';

/** Pipes, handler and rendering run as the signed-in person. On a public route nobody acts, and code that needs somebody stops. */
@Injectable()
export class ActingInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { signedIn } = context.switchToHttp().getRequest<WebRequest>();
    if (!signedIn) return next.handle();
    return actAs(signedIn.actor, () => withFormContext({ exponent: signedIn.exponent, timeZone: signedIn.location.timeZone }, () => next.handle()));
  }
}
