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
  contactRole: { 'key-person': '关键人', liaison: '联系人', member: '普通成员' },
} as const satisfies {
  category: Record<Category, string>;
  emotion: Record<Emotion, string>;
  severity: Record<Severity, string>;
  vipTier: Record<VipTier, string>;
  segment: Record<Segment, string>;
  visitReason: Record<VisitReason, string>;
  contactRole: Record<ContactRole, string>;
};
