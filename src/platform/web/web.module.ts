import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { HealthController } from '../health.js';
import { JsonLog } from '../json-log.js';
import { AccessGuard } from './access-guard.js';
import { ActingInterceptor } from './acting-interceptor.js';
import { BootChecks } from './boot-checks.js';
import { FormPipe } from './form-pipe.js';
import { FormTokens } from './form-tokens.js';
import { RefusalFilter } from './refusal-filter.js';
import { ViewInterceptor } from './view-interceptor.js';
import { Views } from './views.js';

/** Everything between a request and a controller, for all modules at once. */
@Module({
  imports: [DiscoveryModule],
  controllers: [HealthController],
  providers: [
    BootChecks, FormTokens, Views, JsonLog,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_INTERCEPTOR, useClass: ActingInterceptor },
    { provide: APP_INTERCEPTOR, useClass: ViewInterceptor },
    { provide: APP_PIPE, useClass: FormPipe },
    { provide: APP_FILTER, useClass: RefusalFilter },
  ],
})
export class WebModule {}
