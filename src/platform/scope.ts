export { scopeFor, type Scope } from './actor.js';
