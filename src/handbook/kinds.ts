import type { AskKind } from './language.js';
import { mentions, type Passage } from './passages.js';
import type { Question } from './question.js';

export const decisive: AskKind[] = [
  'day-of-month',
  'money',
  'clock',
  'percent',
  'how-often',
  'how-long',
  'how-many',
  'who',
];

/** Kind of thing asked for that only some sentences hold, or undefined. 「最迟几点到」 asks for a limit, not for an hour. */
export function decisiveAsk(question: Question): AskKind | undefined {
  const first = decisive.find((kind) => question.asks.has(kind));
  return first === 'clock' && question.asks.has('how-long') ? 'how-long' : first;
}

const unitDimension: Record<string, string> = {
  场: 'frequency',
  回: 'frequency',
  趟: 'frequency',
  次: 'frequency',
  遍: 'frequency',
  钱: 'money',
  元: 'money',
  点: 'clock',
};

export const hasTime = (passage: Passage) =>
  passage.figures.some(({ dimension }) => dimension === 'time' || dimension === 'working-days');

/** Asks how long one of them lasts, not by when. */
const takes = /[一每][次场趟]要?(?:开|谈|做|办|待)?(?:多久|多长)(?!一)/;

/** Names somebody, in a handbook whose pack does not say how they are called. */
const people = /[的高中]人|层|部门|中心|领导|主管|上级|组长|负责人|主任|管员|专员|大堂|柜员|人员/;

/** Says where, and where to when something is handed in or found out. */
const places = /地[点方]|单位|[大餐]厅|营业厅|场所|区域|单独一家/;
const quarters = /系统|记录|网站|来自|来源|途径|渠道|部门?|中心|主管|领导|管理员/;
const handsIn = /[报交递录填写记转存登找查问听看学弄来收搜挖得]/;

/** 「办到哪儿了要不要说」 asks whether. */
const asksWhether = ({ asks }: Question) => asks.has('must') || asks.has('may') || asks.has('confirm');
const asksWhere = (question: Question) =>
  question.asks.has('where') && (/^where/.test(question.text) || !asksWhether(question));
const asksWhen = (question: Question) =>
  question.asks.has('when') && /什么时候|何时|几时|when/.test(question.text) && !asksWhether(question);

/** Asks what follows if one does not; a passage that answers names it. */
const consequence = /会(?:怎[么样]|有什么后果|不会被)|怎么罚|什么后果|what happens if/;
const punishes = /罚|扣|处分|追究|后果|考核|计入/;
/** Asks who does it in somebody's place; a passage that answers speaks of his being away. */
const substitute = /(?:不在|没空|请假|出差|休假|生病|离职)[^,;。]{0,6}谁|谁[^,;。]{0,4}[顶替代](?!理)/;
const standsIn = /休假|不在|请假|离开|[顶代替]/;

/** Asks what something is; a passage that answers says so. */
const definition =
  /(?:什么(?!程度|水平|地步)|哪[种类些]|怎样|怎么样|咋样|啥)样?的?[^,。?]{0,8}(?:才?算|才?叫|称得上|够得上)(?!什么|啥)|够得上|称得上|是指什么|指的是|定义|^什么是|^啥是|^啥叫|^什么叫|算不算[^,。?]*(?:投诉|客户|业务|有效|vip|关键人|联系人)|^what (?:exactly )?(?:be|is|are|count|qualif)|definition|define/;
const defines = /就是|是指|才算|算重大|定义|界定|受理|[:为]|划分|缺失|没有写|没写/;

const times = /前|后|时|当[天日月]|期|随/;

/** What a question without a kind of figure asks for by its form. */
function holdsForm(question: Question, passage: Passage): boolean {
  if (consequence.test(question.text) && !punishes.test(passage.text)) return false;
  if (definition.test(question.text) && !defines.test(passage.text)) return false;
  if (asksWhere(question))
    return places.test(passage.text) || (handsIn.test(question.text) && quarters.test(passage.text));
  if (asksWhen(question) && !times.test(passage.text) && passage.figures.length === 0 && !passage.prompt) return false;
  return confirms(question, passage);
}

/** Whether a passage holds the kind of thing that was asked for. */
export function holdsKind(question: Question, passage: Passage, roles: ReadonlySet<string>): boolean {
  const ask = decisiveAsk(question);
  const has = (...dimensions: string[]) => passage.figures.some((figure) => dimensions.includes(figure.dimension));
  switch (ask) {
    case undefined:
      return holdsForm(question, passage);
    case 'day-of-month':
      return /\d+(?:日|号)(?!常)|当[天日]|最后一天|承诺的(?:期限|日)/.test(passage.text);
    case 'money':
      return has('money');
    case 'clock':
      return has('clock');
    case 'percent':
      return has('percent', 'ratio');
    case 'how-often':
      return has('frequency') || passage.figures.some(({ every }) => every) || /定期|每半年/.test(passage.text);
    case 'how-long':
      return takes.test(question.text)
        ? passage.figures.some(({ dimension, value, every }) => dimension === 'time' && value < 24 && !every)
        : hasTime(passage) || has('clock') || passage.prompt;
    case 'how-many':
      return holdsCount(question.unit, passage);
    case 'who':
      return (
        (mentions(passage, roles) || people.test(passage.text)) &&
        (!substitute.test(question.text) || standsIn.test(passage.text))
      );
    default:
      return true;
  }
}

/** Units a number of which a list answers as well as a figure. */
const listed = /类|种|步|部分|方面|级|档|块|项|样|点|阶|段/;

/** Units taken for one another when something is counted. */
const pieces = /^[个家份篇张条本]?$/;

function holdsCount(unit: string | null, passage: Passage): boolean {
  if (unit === null) return passage.figures.some(({ every }) => !every);
  const dimension = unitDimension[unit];
  if (dimension) return passage.figures.some((figure) => figure.dimension === dimension);
  if (/小时|钟|天|日|周|星期|月|季|年|分钟/.test(unit)) return hasTime(passage) || passage.prompt;
  if (listed.test(unit)) return true;
  if (pieces.test(unit) && passage.figures.some((figure) => figure.dimension === 'count' && pieces.test(figure.unit)))
    return true;
  return new RegExp(`[\\d一二两三四五六七八九十百]个?${unit}`).test(passage.text);
}

/** A number put to be confirmed needs a number of its kind to be held against. */
function confirms(question: Question, passage: Passage): boolean {
  const said = question.figures.filter(({ dimension }) => dimension !== 'count' && dimension !== 'money');
  if (said.length === 0 || !question.asks.has('confirm')) return true;
  return said.some((one) => passage.figures.some((figure) => figure.dimension === one.dimension)) || passage.prompt;
}
