import type { Reading } from '../../understanding/types.js';

/** A short question after one's own work and nothing else: 「那我明天有啥」, 「还有什么没办」. */
export function asksPlainly({ text, facts }: Reading): boolean {
  if ([...text].length > 14 || facts.customer !== undefined || /了(?:啥|什么|哪些)/.test(text)) return false;
  return /(?:有|要|该|剩)(?:办|做|跑|去)?(?:啥|什么|什麼|哪些|哪几|几件|几家)(?:事|安排|要办的?|活|没办|到点|拜访)?(?:的|呢|啊)?[?\uFF1F。]?$|(?:什么|啥|哪些|几)(?:事|活|安排|家)?(?:没|要)(?:办|做|交)(?:的|呢)?[?\uFF1F]?$|^(?:what|which)\b.{0,20}\b(?:today|tomorrow|week|due)\b/i.test(
    text.trim(),
  );
}
