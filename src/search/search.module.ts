import { Module } from '@nestjs/common';
import { InsurersModule } from '../insurers/index.js';
import { SearchController } from './adapters/search.controller.js';
import { SearchQueries } from './adapters/search.queries.js';

@Module({ imports: [InsurersModule], controllers: [SearchController], providers: [SearchQueries] })
export class SearchModule {}
