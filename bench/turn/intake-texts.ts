/** Complaints told in one breath, each recorded at 确认. Who complains is filled in as they are told: nobody tells one twice. */
export const intakeTexts = Array.from({ length: 50 }, (_, n) => {
  const [month, yuan, tail] = [1 + (n % 10), 20 + n * 13, String(1_000 + n * 7)];
  return `客户{who}物流投诉:${month}月账单多收${yuan}元漫游费,李敏经理1380013${tail}很生气,要求今天退费`;
});

const syllables = [...'华盛远帆嘉澄江光启金谷德胜恒泰宏发丰源瑞祥鼎新汇通安顺博雅达康利'];

/** A name of three characters, another for each of the first 32,768 numbers. */
export function nameOf(n: number): string {
  return [0, 1, 2].map((place) => syllables[Math.floor(n / 32 ** place) % 32]).join('');
}
