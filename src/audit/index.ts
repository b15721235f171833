export { replay, type ReplayResult } from './replay.js';
