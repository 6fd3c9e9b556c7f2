import { loadWords } from '../engine/words.js';

export const packFormWords = loadWords('pack-form');
