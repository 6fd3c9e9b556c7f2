/**
 * Codes the program uses and the labels people read. Codes are those of the glossary; Chinese labels are what
 * `understand` and `export` print and what `due` accepts beside the codes.
 */
export const categories = ['tariff', 'service', 'product', 'network', 'other'] as const;
export type Category = (typeof categories)[number];

export const emotions = ['angry', 'anxious', 'sad', 'agitated', 'disappointed', 'calm'] as const;
export type Emotion = (typeof emotions)[number];

export const severities = ['ordinary', 'major'] as const;
export type Severity = (typeof severities)[number];

export const customerClasses = ['A1', 'A2', 'B1', 'B2', 'C'] as const;
export type CustomerClass = (typeof customerClasses)[number];

export const vipTiers = ['diamond', 'gold'] as const;
export type VipTier = (typeof vipTiers)[number];

export const segments = ['government', 'dual-span', 'benchmark'] as const;
export type Segment = (typeof segments)[number];

export const visitReasons = ['on-site-service', 'gift', 'courtesy-call', 'offer', 'invitation', 'other'] as const;
export type VisitReason = (typeof visitReasons)[number];

export const contactRoles = ['key-person', 'liaison', 'member'] as const;
export type ContactRole = (typeof contactRoles)[number];

/** How soon a complaint can be solved (A4-25). */
export const sorts = ['on-the-spot', 'short-term', 'not-yet'] as const;
export type ComplaintSort = (typeof sorts)[number];

/** What came of an answer to a customer. `refused`: firmly, whatever is explained (A4-27). */
export const answerResults = ['accepted', 'resolved', 'explained', 'not-accepted', 'refused', 'other'] as const;
export type AnswerResult = (typeof answerResults)[number];

/** How content a customer is when asked afterwards. */
export const satisfactions = ['content', 'fair', 'not-content'] as const;
export type Satisfaction = (typeof satisfactions)[number];

/** What a language model may be asked for; each can be switched off by itself. */
export const modelUses = ['reading', 'soothing', 'answers'] as const;
export type ModelUse = (typeof modelUses)[number];

export const labels = {
  category: { tariff: '资费', service: '服务', product: '业务', network: '网络', other: '其他' },
  emotion: { angry: '愤怒', anxious: '焦急', sad: '伤心', agitated: '激动', disappointed: '失望', calm: '平静' },
  severity: { ordinary: '一般', major: '重大' },
  vipTier: { diamond: '钻卡', gold: '金卡' },
  segment: { government: '政府', 'dual-span': '双跨', benchmark: '标杆' },
  visitReason: {
    'on-site-service': '上门服务',
    gift: '礼品赠送',
    'courtesy-call': '礼仪拜访',
    offer: '优惠介绍',
    invitation: '活动邀请',
    other: '其他',
  },
  sort: { 'on-the-spot': '当场可解', 'short-term': '短期可解', 'not-yet': '目前技术解决不了' },
  result: {
    accepted: '客户认可',
    resolved: '已解决',
    explained: '已解释',
    'not-accepted': '客户不认可',
    refused: '客户坚决不接受',
    other: '其他',
  },
  satisfaction: { content: '满意', fair: '一般', 'not-content': '不满意' },
  contactRole: { 'key-person': '关键人', liaison: '联系人', member: '普通成员' },
} as const satisfies {
  category: Record<Category, string>;
  emotion: Record<Emotion, string>;
  severity: Record<Severity, string>;
  vipTier: Record<VipTier, string>;
  segment: Record<Segment, string>;
  visitReason: Record<VisitReason, string>;
  sort: Record<ComplaintSort, string>;
  result: Record<AnswerResult, string>;
  satisfaction: Record<Satisfaction, string>;
  contactRole: Record<ContactRole, string>;
};
