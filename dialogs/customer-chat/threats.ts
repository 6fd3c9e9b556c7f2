import { fold } from '../../src/understanding/fold.js';

const goes =
  /(?:告|投诉|举报|曝光|起诉|申诉|反映|打)(?:到|去|给)?(?:你们?|他们|你|12\d{3}|1\d{4}|工信部|管局|通管局|通信管理局|消协|媒体|法院)|(?:找|联系|通知|去)(?:了)?(?:记者|媒体|电视台|律师|消协|工信部|管局|法院|报社)|(?:向|到|去|上)[^,]{0,10}(?:投诉|申诉|举报|反映|起诉|告|曝光|发帖)|(?:我|就|要|准备|马上|立刻)(?:去)?(?:携号转网|转网|换(?:一?家|运营商|电信|移动|联通)|销户|解约)|法庭见/;
const whereTo =
  /12315|12300|12345|工信部|通?管局|通信管理局|消协|消费者协会|记者|媒体|电视台|曝光|律师|法院|起诉|告你|告到|抖音|微博|举报|携号转网|转网|销户|拉黑|药监|法务|发函|(?:发|挂)(?:到)?网上|\b(?:lawyer|sue|press|regulator|court|ombudsman)\b/i;

/** 我就换联通, 向管局申诉: says where he will go; of a folded clause. */
export function threatens(said: string): boolean {
  return goes.test(said);
}

/** 去12315, 找记者, 换联通: said by nobody who is content. */
export function isThreat(text: string): boolean {
  const said = fold(text);
  return whereTo.test(said) || /就(?:去)?(?:换|转)(?:一?家|运营商|电信|移动|联通|广电|网)/.test(said);
}
