import { Model } from 'sequelize-typescript';
import { Id, Key, TableOf, Text, Whole } from '../../platform/database/columns.js';
import type { ChoiceState, ListName, Slip } from '../domain/choice-state.js';

@TableOf('choices')
export class ChoiceRow extends Model implements ChoiceState {
  @Id() declare id: string;
  @Whole() declare version: number;
  @Key() declare list: ListName;
  @Key() declare code: string;
  @Text() declare name: string;
  @Whole() declare position: number;
  @Key() declare serves: string;
  @Whole() declare needsNumber: number;
  @Key() declare slip: Slip | '';
  @Whole() declare onSlip: number;
  @Key() declare state: 'active' | 'retired';
}
