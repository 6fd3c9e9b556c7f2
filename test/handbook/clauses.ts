import type { Clause } from '../../src/policy/types.js';

function clause(id: string, path: string, ref: string, text: string, unset = false): Clause {
  const title = path.split(' › ').at(-1) ?? '';
  return {
    id,
    title,
    path,
    ref,
    text,
    source: null,
    catalogue: [],
    effective: '2026-01-01',
    unset,
    stricterThan: [],
    besides: [],
    file: 'h.md',
    line: 1,
  };
}

/** A small handbook of our own for tests: variants by class, a left-out limit, a plain duty, an urgent job. */
export const clauses: Clause[] = [
  clause('limit', '四 投诉 › 处理时限', '四·处理时限', 'VIP客户的投诉和重大投诉,要在24小时以内处理完毕并回复客户。夜里和周末都算在内。'),
  clause('limit-other', '四 投诉 › 其他投诉的时限', '四·其他投诉的时限', 'VIP客户和重大投诉以外的普通投诉,时限表缺失,没有给出天数。', true),
  clause('follow-up', '四 投诉 › 投诉回访', '四·投诉回访', '投诉处理完以后,当月之内对投诉的客户做一次回访。'),
  clause('update', '一 信息 › 资料更新', '一·资料更新', 'A类客户的资料每月更新一次,B类客户的资料每两个月更新一次。'),
  clause('directory', '一 信息 › 通讯录', '一·通讯录', '每月至少收集两家集团的通讯录。'),
  clause('urgent', '三 关系 › 政府紧急补卡', '三·政府紧急补卡', '政府重要客户紧急补卡的,2小时内办好并送到客户手上。'),
  clause('blame', '四 投诉 › 不说同事的不是', '四·不说同事的不是', '不许当着客户的面议论公司、别的部门或者同事的不是。'),
  clause('review', '二 推广 › 方案审核', '二·方案审核', '方案给到客户之前,必须先经主管审核。'),
]; // biome-ignore format: one clause a row

export const lexicon: Record<string, string[][]> = {
  'retrieval-concepts': [
    ['投诉', '客诉', 'complaint'],
    ['答复', '回复', '回', 'answer', 'reply'],
    ['处理', '办完', '处理完', 'handle'],
    ['回访', 'follow-up call'],
    ['资料', '档案', 'profile'],
    ['更新', '刷新', 'update'],
    ['通讯录', 'directory'],
    ['收集', '收'],
    ['补卡', '换卡', 'sim card'],
    ['议论', '吐槽', '的不是', 'blame'],
    ['同事', 'colleague'],
    ['方案', 'solution'],
    ['审核', '批', 'review'],
  ],
  'retrieval-roles': [['主管', '领导', 'supervisor'], ['客户', 'customer']],
  'retrieval-outside': [['天气', 'weather', '工资', '奖金']],
  'retrieval-variant-class': [
    ['A类', 'A类客户', 'a类', 'class a'],
    ['B类', 'B类客户', 'b类', 'class b'],
    ['C类', 'C类客户', 'c类', 'class c'],
  ],
  'retrieval-variant-person': [['VIP', 'VIP客户', 'vip', '金卡'], ['政府', '政府客户', '政府重要客户', 'government']],
  'retrieval-variant-weight': [['重大', '重大投诉', 'major'], ['普通', '普通投诉', '普通', '一般', 'ordinary']],
  'retrieval-asked': [
    ['limit', 'VIP投诉多久要回', '投诉多久处理完', 'vip complaint deadline'],
    ['limit-other', '普通投诉多久处理', 'ordinary complaint deadline'],
    ['update', '客户资料多久更新一次'],
    ['directory', '通讯录每月收几家'],
    ['urgent', '紧急补卡几小时送到'],
  ],
  'retrieval-english': [
    ['limit', 'VIP and major complaints: within 24 hours.'],
    ['limit-other', 'Agree a time.', 'The limit for other complaints is missing.'],
  ],
}; // biome-ignore format: one group a row
