import { Module } from '@nestjs/common';
import { HomeModule } from './home/home.module.js';
import { PlatformModule } from './platform/platform.module.js';
import { WebModule } from './platform/web/web.module.js';

/** The modules of the product, low to high: reactions to one event run in this order. */
@Module({
  imports: [
    PlatformModule,
    WebModule,
    HomeModule,
  ],
})
export class AppModule {}
