/**
 * Words of the trade as hurried thumbs and shape-based keyboards write them. Each slip is as long as its word and never stands
 * in other words (日至 does, in 20日至), so that no name and no sentence is touched.
 */
const slipsOf: Readonly<Record<string, string>> = {
  生气: '生汽 生器 升气',
  投诉: '投拆 投述 投斥 投素 头诉 透诉',
  客诉: '客拆 客述',
  拜访: '拜仿 拜坊 拜防 摆访',
  回访: '回仿 回坊',
  走访: '走仿',
  日志: '日誌 日智',
  宽带: '宽代 宽戴 宽袋',
  专线: '专现 专限 砖线',
  登记: '登计 登纪',
  反映: '返映',
  流量: '流亮 溜量',
  报销: '报消 抱销',
  套餐: '套歺 掏餐',
  漫游: '慢游 漫由',
  手册: '手策 手侧',
  客户: '客护 刻户',
  话费: '话废',
  退费: '退废',
  扣费: '扣废',
  掉线: '掉现',
  信号: '讯号',
  账单: '帐单 仗单',
  发票: '发漂 法票',
  续约: '序约',
  答复: '答付 回付',
  标准: '标隼',
  联系: '连系',
  处理: '处里',
  道歉: '道欠',
  赔偿: '陪偿 赔尝',
  着急: '捉急 着及 招急',
};

const words = new Map<string, string>();
for (const [word, slips] of Object.entries(slipsOf)) for (const slip of slips.split(' ')) words.set(slip, word);

const pattern = new RegExp([...words.keys()].join('|'), 'g');

/** The text with slips put right, as long as before. */
export function withoutSlips(folded: string): string {
  return folded.replace(pattern, (slip) => words.get(slip) ?? slip);
}
