import type { Line } from './lines.js';

/** What web pages and converters leave in a text: where one is, what to click, page numbers, addresses. */
const pageNoise =
  /^(?:当前位置|您(?:现在)?(?:的)?位置|首页\s*[>›»]|上一[篇页]|下一[篇页]|返回(?:首页|顶部|列表)|相关(?:文档|文章|推荐|阅读)|猜你喜欢|阅读全文|点击(?:下载|查看)|立即下载|下载(?:文档|本文|地址)|版权(?:声明|所有)|免责声明|本文(?:来源|由)|来源[::]|编辑[::]|责任编辑|浏览(?:次数|量)|发布(?:时间|日期)[::]|文档之家|百度文库|豆丁网|道客巴巴|分享到|扫一扫|copyright\b)/i;
const pageNumber =
  /^(?:第?\s*\d{1,4}\s*页?(?:\s*[/共]\s*(?:共\s*)?\d{1,4}\s*页?)?|[-—–]\s*\d{1,4}\s*[-—–]|page\s+\d+(?:\s+of\s+\d+)?)$/i;
const address = /^(?:https?:\/\/|www\.)\S+$/i;

export interface Cleaned {
  lines: Line[];
  /** What was left out, and why. */
  dropped: Array<{ line: Line; why: 'web page' | 'page number' | 'said before' }>;
}

const keyOf = (text: string) => text.replace(/[\s\p{P}]/gu, '');

function noiseIn(line: Line): 'web page' | 'page number' | undefined {
  if (line.table) return undefined;
  if (pageNumber.test(line.text)) return 'page number';
  return pageNoise.test(line.text) || address.test(line.text) ? 'web page' : undefined;
}

/** Leaves out page furniture, and a title said again right after itself. */
export function withoutNoise(lines: Line[]): Cleaned {
  const cleaned: Cleaned = { lines: [], dropped: [] };
  for (const line of lines) {
    const noise = noiseIn(line);
    const last = cleaned.lines.at(-1);
    if (noise) cleaned.dropped.push({ line, why: noise });
    else if (last && line.text.length <= 120 && saysAgain(last.text, line.text))
      cleaned.dropped.push({ line, why: 'said before' });
    else cleaned.lines.push(line);
  }
  return cleaned;
}

/** Whether a short text only says the one before it once or several times more. */
function saysAgain(before: string, text: string): boolean {
  const [said, again] = [keyOf(before), keyOf(text)];
  return said.length >= 2 && again.length > 0 && again.split(said).every((rest) => rest === '');
}
