import { loadWords } from '../engine/words.js';

export const words = loadWords('my-work');
