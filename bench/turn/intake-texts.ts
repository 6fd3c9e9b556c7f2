/** Complaints told in one breath, each recorded at 确认. */
export const intakeTexts = Array.from({ length: 50 }, (_, n) => {
  const [month, yuan, tail] = [1 + (n % 10), 20 + n * 13, String(1_000 + n * 7)];
  return `客户华盛物流投诉:${month}月账单多收${yuan}元漫游费,李敏经理1380013${tail}很生气,要求今天退费`;
});
