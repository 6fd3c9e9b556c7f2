import { listOf } from './list.js';

/** List, code, words: what the language itself says, whatever the trade. */
export const builtInWords: ReadonlyArray<readonly [string, string, readonly string[]]> = [
  [
    'emotion',
    'angry',
    [
      ...listOf(`生气 很生气 气得 气死 气炸 气疯 气坏 气愤 气呼呼 愤怒 愤慨 恼火 恼怒 火大 火很大 火挺大 火老大 火贼大 火不小 火气 发火 冒火 上火 窝火 来火 一肚子火 怒 大怒 发怒 动怒
发飙 暴怒 暴跳 跳脚 炸了 很火 好火 挺火 特火 超火 老火 非常火 特别火 有点火 火得很 火着呢 炸毛 炸锅 炸庙 骂 大骂 破口 骂娘 骂街 拍桌 拍桌子 摔电话 摔了电话 骂骂咧咧 骂声 吼 咆哮 翻脸 怒气 光火 发脾气 脾气很大 不像话 太过分 过分 欺人太甚
什么玩意 什么东西 什么破 破网 破公司 垃圾 骗子 坑爹 坑人 他妈 妈的 tmd 尼玛 你妈 操 草泥马 狗屁 放屁 混蛋 王八 王八蛋 混账 不要脸 滚 傻逼 sb 有病吧 脑子有病 脑残 搞什么 搞什么鬼
你们搞 什么态度 岂有此理 忍无可忍 受够了 忍不了 吃人 强盗 流氓 缺德 黑心 奸商 可恶 可恨 真行啊 可真行 真有你们的 呵呵 😡 🤬 😠 💢 👿 鬼火 冒鬼火 火冒三丈
毛了 发毛 撮火 恼了 受不了 忍够了 忍到头 气到 气不打一处来 气鼓鼓 气哼哼 气冲冲 发了好大火 好大火 好大的火 劈头盖脸 一顿吼 一通吼 一顿骂 骂骂咧咧 怒气冲冲 急眼了 不爽 不高兴 不太高兴 不乐意 不痛快 气绿 脸都绿 吹胡子瞪眼 要起诉 要告 告你们 要曝光 找记者 找媒体 法庭见 12315见 没好气 憋屈 憋火 憋气 烦死 烦透 烦躁 拉着脸 黑着脸 撂狠话 放狠话 意见很大 意见大 很不满 强烈不满 极其不满 非常不满 嬲 好嬲 嬲到 劳气 好劳气 忟憎 忟 火爆 发烂渣 冒火 火冒 火起 火滚 爆粗 怼 怼了 炸庙 发癫 怒了 气笑 气哭了 没王法 抢钱 明抢 抢劫 强盗行径 吸血 不是东西 有完没完 欺负 欺负人 糊弄鬼 睁眼说瞎话 岂有 王法 走着瞧 大发雷霆 雷霆 furious angry mad pissed outraged livid ridiculous wtf damn fuming irate scam`),
      'pissed off',
      'fed up',
    ],
  ],
  [
    'emotion',
    'anxious',
    listOf(`着急 很急 急死 急得 急着 焦急 心急 焦虑 急用 等着用 催 催了 催得 坐不住 干着急 急坏 急疯 急哭 急眼 急切 火急 火烧眉毛 十万火急 急需 耽误不起 等不了 等不起 等不及
担心 特别急 巨急 急得不行 十分急 真急 小急 有点小急 心急如焚 急call 火速 慌 慌了 提心吊胆 急急 急!! 急急急 老急 可急 蛮急 好急 特急 非常急 比较急 有点急 挺急 急啊 急得很 心慌 团团转 急火攻心 火急火燎 催命 急慌 十分着急 特别着急 非常着急 着急上火 急了 急疯了 急跳 跳脚了 火急火 等米下锅 赶飞机 赶时间 来不及 要命 救命 帮帮忙 焦灼 忧心 不安 😰 😟 😱 🆘 彷徨 徬徨 慌神 六神无主 害怕 anxious worried scared frightened afraid urgent urgently desperate panicking nervous asap`),
  ],
  [
    'emotion',
    'sad',
    listOf(
      `伤心 难过 心碎 心都碎 心疼 心里堵 堵得慌 低落 情绪低落 抽泣 啜泣 嚎啕 泣不成声 想不通 骂哭 气哭 吓哭 哭 哭了 哭着 流泪 落泪 眼泪 委屈 心酸 哽咽 带哭腔 哭腔 悲伤 难受 心里难受 想哭 眼圈红 眼圈都红 红了眼 眼眶红 抹泪 抹眼泪 痛心 心痛 😢 😭 😥 🥺 sad crying upset tears heartbroken`,
    ),
  ],
  [
    'emotion',
    'agitated',
    listOf(
      `激动 情绪激动 很激动 特激动 越说越激动 群情激愤 大声 嚷着 咋呼 手舞足蹈 堵门 堵在 吵 吵起来 大吵 吵吵 嚷 嚷嚷 大喊 大叫 喊 闹 闹得 闹起来 大闹 嗓门 语无伦次 情绪很大 情绪失控 失控 歇斯底里 冲动 声音很大 快疯 疯了 要疯 逼疯 疯掉 抓狂 快崩溃 要崩溃 人都崩溃 人崩溃 情绪崩溃 心态崩 我崩溃 越说越 喋喋不休 agitated shouting yelling screaming shouted yelled`,
    ),
  ],
  [
    'emotion',
    'disappointed',
    [
      ...listOf(`算我倒霉 认栽 再也不办 再也不来 失望 很失望 太失望 寒心 心寒 心凉 心冷 心灰意冷 灰心 不抱希望 没指望 再也不用 再也不会 不想再用 不相信你们 信不过 不信任 太让人 没劲 白信任 辜负 对你们没信心 没信心 算是看透 看透了 无语 服了 失望透顶 看走眼 指望不上 不指望 没脸 白等 心凉了 叹气 叹了口气 摇头 唏嘘 算了吧 懒得说 懒得吵 没希望 不再相信 伤了心 打了折扣 大失所望 心都凉 不满 不满意 不太满意 不信你们 不信我们 不信了 不再信 再也不信 不是很满意 太差劲 差劲 拉胯 醉了 白瞎 😞 😔 😒 🙄 💔
disappointed disappointing disappointment`),
      'let down',
      'lost faith',
      'lost confidence',
    ],
  ],
  [
    'emotion',
    'calm',
    listOf(
      `平静 心平气和 好声好气 客客气气 很客气 蛮客气 语气还好 语气挺好 态度不错 倒不急 倒是不急 不着急上火 没发脾气 有空看看 不急着 别的没啥 别的没说 挺平静 很平静 心平气和 语气平和 态度平和 态度还好 态度挺好 挺客气 客气 没生气 没有生气 不生气 没发火 没有发火 不急 不着急 没发脾气 情绪稳定 情绪还好 情绪平稳 好说话 没急 没骂 没闹 没吵 没有激动 不激动 没激动 比较冷静 很冷静 冷静 平和 calm calmly polite politely`,
    ),
  ],
  ['vip', 'yes', listOf('vip 钻卡 金卡 钻石卡 贵宾 贵宾卡 钻石客户 钻卡客户 金卡客户 白金卡 黑金卡 尊享卡')],
  ['vip', 'no', listOf('不是vip 非vip 不算vip 没有vip 不是钻卡 不是金卡 不是贵宾 普通客户 not vip')],
  [
    'severity-said',
    'major',
    listOf('重大 重大投诉 重大的 算重大 按重大 特别严重 性质严重 影响重大 影响很大 事态严重 major critical'),
  ],
  [
    'severity-said',
    'ordinary',
    listOf(
      '一般投诉 普通投诉 不重大 不算重大 不是重大 非重大 按一般 算一般 一般就行 一般的 小事 不严重 不大严重 小问题 小投诉 ordinary minor',
    ),
  ],
  [
    'demand',
    'demand',
    listOf(`要求 请求 恳请 希望 要我们 要你们 让我们 让你们 叫我们 叫你们 请你们 请我们 想让 想要 就想 只想 就要 就是要 非要 必须 务必 强烈要求 一定要 坚持要 得给 要给 要赔 要退 要查 要个 要一个 要马上 要尽快 要立刻 要今天 要明天
要恢复 要解决 要处理 要修 要换 要道歉 要说法 要书面 要求退 请尽快 尽快 请立即 请马上 赶紧给 赶快给 赶紧 赶快 立刻 立即 马上 最好 给个说法 给说法 讨个说法 讨说法 给个准信 给个解释 给解释 给个交代 给交代 给答复 给个答复 给个时间 麻烦尽快 帮忙解决
能不能帮 能不能给 能否 诉求 诉求是 要把 把钱退 把费退 退给 还我 还他 还她 给我退 给他退 给她退 给我修 给我恢复 给我解决 wants want demands demand asks asking requests requested requires insists please kindly pls plz`),
  ],
  ['demand', 'demand', ['ask for', 'asked for', 'asking for', 'would like', 'wanted']],
  [
    'question',
    'q',
    listOf(
      `多久 多长 几天 几个 几次 几点 几小时 几级 几类 几年 几折 几种 多少 什么时候 啥时候 何时 哪天 哪些 哪个 哪里 哪儿 哪 什么 啥 么子 谁 怎么 咋 咋个 怎样 怎么办 咋办 如何 吗 嘛 是不是 要不要 能不能 可不可以 可以不 有没有 算不算 需不需要 该不该 行不行 用不用 对不对 会不会 是否 能否 为什么 为啥 为何 呢 ? 侬晓得 晓得伐 伐`,
    ),
  ],
  [
    'policy-word',
    'p',
    listOf(
      '规定 手册 制度 条款 按规定 按手册 依据 哪条 哪一条 第几条 公司要求 公司规定 政策 章程 办法 要求是 标准是 时限是 handbook policy rule rules',
    ),
  ],
  [
    'command-complaint',
    'c',
    listOf(
      `登个投诉 登一个投诉 登记投诉 登记个投诉 登记一个投诉 登一下投诉 登记一下投诉 登条投诉 登记一条投诉 登一条投诉 记个投诉 记一个投诉 记录投诉 记录一个投诉 记一下投诉 记条投诉 录个投诉 录投诉 录入投诉 录一个投诉 录一条投诉 报个投诉 报投诉 报一个投诉 提个投诉 提一个投诉 新建投诉 新增投诉 有个投诉 有投诉 有一个投诉 来个投诉 来了个投诉 接个投诉 接了个投诉 接到投诉 接到个投诉 接到一个投诉 收到投诉 收到个投诉 收到一个投诉 我要投诉 要投诉 我想投诉 投诉登记 投诉受理 受理投诉 受理个投诉 再登一个 再登个 再记一个 再记个 再录一个 投诉一下 投诉个事 开个投诉 开投诉单 建个投诉单`,
    ),
  ],
  [
    'command-complaint',
    'c',
    [
      'log a complaint',
      'record a complaint',
      'file a complaint',
      'register a complaint',
      'new complaint',
      'have a complaint',
      'got a complaint',
      'make a complaint',
      'take a complaint',
      'take down a complaint',
    ],
  ],
  [
    'visit-verb',
    'v',
    listOf(
      `拜访 走访 上门 登门 拜会 会面 见面 面谈 碰面 碰头 驻点 约见 预约 约 约下 约个 约一下 去见 去看 去找 去趟 去一趟 去一下 去 跑一趟 跑趟 走一趟 走趟 过去 过去一趟 看看 看望 见 见见 见个面 见一面 到访 回访上门 订个 定个 安排个 当面 坐坐 坐一坐 拜年 约饭 visit meet meeting see appointment call`,
    ),
  ],
  [
    'visit-command',
    'v',
    listOf(
      '约个拜访 约拜访 登个拜访 订个拜访 订拜访 预约拜访 预约上门 安排拜访 安排个拜访 安排一次拜访 安排走访 新增拜访 新建拜访 记个拜访 排个拜访 排拜访 加个拜访 定个拜访 约一次拜访 预约一次 预约个 约个时间 约个上门',
    ),
  ],
  [
    'visit-command',
    'v',
    [
      'book a visit',
      'schedule a visit',
      'arrange a visit',
      'set up a visit',
      'plan a visit',
      'book a meeting',
      'schedule a meeting',
    ],
  ],
  [
    'past-mark',
    'p',
    listOf(
      '去了 见了 去过 拜访了 走访了 聊了 谈了 吃了饭 送了 拜访过 谈完 聊完 去完 回来了 跑了趟 去见了 碰了面 刚从 刚去 刚见 谈好了 见过 visited met',
    ),
  ],
  [
    'report',
    'r',
    listOf(
      `说 讲 反映 反馈 投诉 抱怨 来电 打来 打电话 来电话 致电 打进来 打给我 打我电话 找我 找上门 找过来 跟我说 跟我讲 告诉我 微信说 发微信 留言 来信 发消息 说是 问 催 骂 called calls says said reported reports told complained complains`,
    ),
  ],
  [
    'greeting',
    'g',
    listOf('你好 您好 早上好 早安 上午好 中午好 下午好 晚上好 大家好 在吗 在不在 在么 哈喽 哈啰 嗨 嘿 喂 hello hi hey'),
  ],
  [
    'thanks',
    't',
    listOf(
      '谢谢 谢了 多谢 谢谢你 谢谢您 感谢 非常感谢 辛苦了 辛苦 谢啦 谢谢啦 唔该 多得 3q 3x thx thanks thank 麻烦了 谢 🙏',
    ),
  ],
  [
    'smalltalk',
    's',
    listOf(
      `天气 下雨 好热 好冷 吃了吗 吃饭了吗 吃饭没 吃了没 哈哈 哈哈哈 呵呵 嘻嘻 嘿嘿 笑死 讲个笑话 唱首歌 聊天 聊聊天 无聊 累死 好累 太累 累了 心累 加油 晚安 再见 拜拜 周末愉快 节日快乐 新年快乐 恭喜 厉害 牛 棒 真棒 可以啊 不错 靠谱 聪明 你真 开心 高兴 下班了 回家 睡觉 生日快乐 股票 足球 球赛 电影 中午吃什么 吃什么 点外卖 你几岁 你多大 你是谁 叫什么名字 机器人 夸 烦死 好烦 真烦 唉 哎 哎呀 服了 无语 累 给力 夸了 表扬 顶不住 新年好 放假 在干嘛 干嘛呢 吃啥 挨批 挨批了 冷啊 热啊 收工 感恩 你真行 小首 打工人 great awesome 想你 joke weather haha lol bye goodbye goodnight`,
    ),
  ],
  [
    'smalltalk',
    's',
    ['good morning', 'good afternoon', 'good evening', 'good night', 'how are you', 'well done', 'nice work'],
  ],
  [
    'grumble',
    'g',
    listOf(
      '真多 好多 太多 越来越多 怎么这么多 没完没了 心累 累死 好累 太累 烦死 好烦 真烦 头大 头疼 头都大 唉 哎 难搞 难伺候 难缠 不好干 不好做 真难 太难 没法干 不想干 倒霉 晦气 一天到晚 天天 又被骂 被骂了 被训 挨骂 挨训 受气 郁闷 崩溃 心塞 干不动',
    ),
  ],
  [
    'help',
    'h',
    listOf(
      `帮助 使用说明 怎么用 怎么使用 你会什么 你会干什么 你能做什么 你能干什么 你能干嘛 能做什么 能干什么 能干啥 会干啥 会啥 有什么功能 有哪些功能 功能 你有什么用 怎么操作 如何使用 教我用 菜单 说明书 使用帮助 新手 help menu 指令 命令`,
    ),
  ],
  ['help', 'h', ['what can you do', 'how do i use', 'how to use']],
];
