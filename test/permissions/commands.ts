import type { RecordKinds } from '../../src/domain/ports.js';
import type { Meant } from '../../src/turn/complaints/commands.js';
import type { Desk } from '../../src/turn/routing/claims.js';
import type { Route } from '../../src/turn/routing/route.js';

/**
 * One row for each thing that can be asked by chat; a new kind without a row is an error of types. `{TS}`, `{BF}` and `{XQ}` are
 * numbers of records. Where nobody's record can be named the row says why instead.
 */
export interface Row {
  say: string;
}

/** Nothing of a record is named: what is said comes from the handbook or from the speaker's own conversation. */
type Nothing = 'names no record';

export const complaintCommands: Record<Meant['kind'], Row> = {
  status: { say: '{TS}怎么样了' },
  files: { say: '看{TS}的附件' },
  attach: { say: '{TS} 附上账单' },
  note: { say: '{TS} 备注:客户说下午都在' },
  threat: { say: '{TS}客户说再不处理就找12315' },
  explain: { say: '{TS}已经跟客户解释了' },
  wait: { say: '{TS}在等客户补材料' },
  'hand-over': { say: '{TS}转给网络部了,说明天中午前回' },
  'department-replied': { say: '{TS}网络部回复了,设备已经换好' },
  answer: { say: '{TS}今天9点半已经回复客户了,客户认可' },
  'follow-up': { say: '{TS}已经回访过了,客户满意' },
  agree: { say: '约了明天上午10点前回欧阳兰 {TS}' },
  resume: { say: '{TS}客户材料补来了' },
  mark: { say: '{TS}标为疑难' },
  sort: { say: '{TS}归为短期可解' },
  correct: { say: '{TS}电话改成13700000000' },
  reassign: { say: '{TS}改由员工dora跟' },
  reopen: { say: '{TS}重新打开' },
  close: { say: '{TS}结案' },
  withdraw: { say: '{TS}客户撤诉了' },
};

export const routeCommands: Record<Route['to'], Row | Nothing> = {
  record: { say: '{TS}' },
  'reply-time': { say: '{TS}约了明天下午3点回电话' },
  'change-record': { say: '{TS}不是服务,是网络' },
  'cancel-visit': { say: '取消{BF}' },
  form: 'names no record',
  begin: { say: '给{TS}订个拜访,明天下午3点去' },
  'begin-pack-form': { say: '{XQ}的需求有进展,方案在做了' },
  cancel: 'names no record',
  'take-back': 'names no record',
  'go-on': 'names no record',
  'put-off': 'names no record',
  policy: { say: '{TS}多久要回复客户?' },
  'my-work': { say: '{TS}还有什么要办' },
  person: { say: '{TS}找主管' },
  'already-recorded': 'names no record',
  'small-talk': 'names no record',
};

/** Families of matters that are on record: more ways to name one. */
export const deskCommands: Record<Desk, readonly Row[]> = {
  team: [
    { say: '把员工anna的投诉都转给员工dora' },
    { say: '问问员工anna 华盛物流欧阳兰那单联系上没有' },
    { say: '{TS}和{XQ}都改由员工dora跟' },
  ],
  approvals: [{ say: '华盛物流那个给我看看' }, { say: '华盛物流那个批了' }, { say: '批了' }],
  withdrawals: [{ say: '{XQ}撤回' }],
  'listed-duty': [{ say: '华盛物流欧阳兰:处理并答复投诉 已回了' }],
  links: [{ say: '给华盛物流发个投诉链接' }, { say: '我发了哪些链接' }],
  visits: [
    { say: '{BF}' },
    { say: '{BF}改到后天上午10点' },
    { say: '{BF}客户同意了' },
    { say: '{BF}我到了' },
    { say: '{BF}拜访完了,谈得不错' },
  ],
  retention: [{ say: '华盛物流挽留怎么样了' }, { say: '{XQ}批准' }],
  work: [
    { say: '华盛物流什么情况' },
    { say: '今天有什么事' },
    { say: '谁逾期了' },
    { say: '等我批的有哪些' },
    { say: '员工anna今天有什么事' },
    { say: '这个月投诉统计' },
    { say: '谁没交日志' },
    { say: '按时率多少' },
    { say: '指标怎么样' },
    { say: '谁在休假' },
    { say: '我来接手员工anna的事' },
  ],
  complaints: [{ say: '华盛物流那个投诉怎么样了' }, { say: '路由器那单怎么样了' }, { say: '欧阳兰那个投诉怎么样了' }],
  duties: [
    { say: '{TS}已回了' },
    { say: '{TS}为什么是这个时限' },
    { say: '{TS}这条不用办了,客户自己撤了' },
    { say: '{TS}问问员工anna怎么回事' },
    { say: '{XQ}办好了' },
    { say: '{XQ}' },
  ],
};

/** Sentences that name a record by its number. */
export const naming: readonly string[] = [
  ...Object.values(complaintCommands),
  ...Object.values(routeCommands),
  ...Object.values(deskCommands).flat(),
].flatMap((row) => (typeof row !== 'string' && /\{..\}/.test(row.say) ? row.say : []));

/** Sentences that name a customer, a person, or nothing at all. */
export const asking: readonly string[] = Object.values(deskCommands)
  .flat()
  .map((row) => row.say)
  .filter((say) => !/\{..\}/.test(say));

/** What each kind of record gives to somebody who owns, leads and knows nothing of it. */
export const exported: Record<keyof RecordKinds, 'own records' | 'known people' | 'administrators'> = {
  staff: 'known people',
  customers: 'own records',
  contacts: 'own records',
  complaints: 'own records',
  visits: 'own records',
  forms: 'own records',
  notes: 'own records',
  events: 'own records',
  obligations: 'own records',
  activities: 'own records',
  answers: 'own records',
  feedback: 'own records',
  'model-calls': 'administrators',
};
