import { Module } from '@nestjs/common';
import { ReportsModule } from '../reports/index.js';
import { HomeController } from './adapters/home.controller.js';
import { HomeQueries } from './adapters/home.queries.js';

/** The first page after signing in: what is open, what came in, what waits. */
@Module({ imports: [ReportsModule], controllers: [HomeController], providers: [HomeQueries] })
export class HomeModule {}
