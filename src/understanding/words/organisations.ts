import { listOf } from './list.js';

/** What the names of firms, offices and shops end with. Several may follow each other (物流 有限公司). */
export const organisationEndings: readonly string[] = listOf(`
有限公司 有限责任公司 股份有限公司 股份公司 责任公司 分公司 子公司 总公司 公司 集团 控股 股份 实业 企业 总部 事务所 合作社 联社 总社
中心 协会 商会 基金会 研究所 研究院 设计院 设计所 工作室 办事处 经营部 门市部 指挥部 项目部 服务部 食品 饮料 酒业 乳业 粮油 茶业
茶叶 水产 肉业 物流 货运 速运 快递 冷链 仓储 供应链 运输 航运 港务 客运 公交 出租 医药 药业 制药 大药房 药房 药店 生物 医疗 器械
科技 网络科技 信息技术 软件 电子 电器 电气 通信 通讯 智能 数码 光电 半导体 芯片 机械 机电 机床 重工 装备 设备 仪器 仪表 模具 五金
钢铁 钢构 钢材 铝业 铜业 金属 铸造 轴承 阀门 泵业 电缆 线缆 化工 塑料 塑胶 橡胶 涂料 玻璃 陶瓷 水泥 建材 石材 木业 家具 家居
家电 家纺 灯饰 照明 装饰 装修 装潢 建筑 建设 建工 路桥 园林 工程 地产 置业 房产 房地产 物业 纺织 服装 服饰 制衣 针织 印染 印务
印刷 鞋业 皮具 箱包 珠宝 首饰 玩具 文具 纸业 包装 日化 化妆品 美妆 汽车 汽贸 汽配 汽修 车业 4s店 驾校 轮胎 摩托 农业 农牧 农资
种业 养殖 畜牧 饲料 渔业 果业 花卉 花木 能源 新能源 电力 供电 热力 燃气 石油 石化 煤业 矿业 光伏 风电 水务 供水 水厂 自来水 环保
环境 环卫 再生资源 商贸 贸易 进出口 外贸 经贸 商业 百货 超市 商场 商城 购物广场 购物中心 广场 批发市场 市场 便利店 连锁 餐饮 酒店
宾馆 饭店 大酒店 大饭店 酒楼 餐厅 火锅 火锅店 烧烤 面馆 菜馆 饺子馆 小吃 咖啡 奶茶 茶楼 民宿 客栈 旅馆 旅行社 旅游 文旅 景区
度假村 影城 影院 影视 传媒 广告 文化 书店 书城 出版社 报社 电视台 印社 体育 健身 健身房 俱乐部 网吧 网咖 网络 电竞 ktv 美容
美发 美容院 月子中心 养老院 敬老院 教育 培训 培训学校 学校 中学 小学 高中 一中 二中 三中 大学 学院 职校 职高 技校 党校 幼儿园
托儿所 琴行 驾培 银行 农商行 信用社 支行 分行 保险 证券 期货 信托 担保 金融 投资 资产 财务 会计 律所 律师事务所 会计师事务所
人力资源 人力 劳务 保安 安保 家政 保洁 咨询 检测 安防 消防 航空 机场 铁路 地铁 高铁 港口 船厂 造船 船舶 渔港 化肥 烟草 盐业 制造
加工厂 加工 纸箱 纸箱厂 砖厂 木材厂 纱厂 药厂 酒厂 服装厂 电子厂 模具厂 机械厂 玩具厂 食品厂 糖厂 面粉厂 工厂 工坊 厂 酒庄 茶庄
农庄 农场 林场 牧场 饭庄 山庄 影楼 照相馆 宠物医院 医院 人民医院 中医院 妇幼保健院 保健院 诊所 门诊 卫生院 卫生所 体检中心 口腔 齿科
眼科 眼镜 博物馆 图书馆 体育馆 展览馆 殡仪馆 档案馆 美术馆 科技馆 产业园 科技园 工业园 园区 开发区 管委会 街道办 街道办事处 居委会
村委会 社区 派出所 公安局 公安分局 分局 交警队 交警大队 消防队 消防大队 法院 检察院 司法局 税务局 财政局 教育局 卫健委 卫健局 民政局
人社局 住建局 交通局 水利局 农业局 农业农村局 林业局 环保局 生态环境局 气象局 应急局 应急管理局 市场监管局 城管局 规划局 自然资源局
统计局 审计局 发改委 发改局 工信局 商务局 文旅局 体育局 信访局 档案局 邮政局 供电局 供电所 海关 边检 政府 区政府 县政府 市政府 镇政府
行政服务中心 政务中心 疾控中心 血站 急救中心 团委 工会 妇联 残联 红十字会 宣传部 组织部 纪委 局 店 馆 社 坊 行 府 院 所
logistics foods food hotel hospital school bank group company co. ltd inc
pharma technology tech trading electronics machinery motors textile
construction property clinic university college restaurant bureau factory
corp limited chemical energy printing media books water supermarket store
pharmacy consulting shipping paper steel garments furniture toys insurance
securities
`);

/** Endings so short that a real core must stand before them and nothing nameable behind. */
export const weakEndings: ReadonlySet<string> = new Set(
  listOf(`
厂 局 店 馆 社 坊 行 府 院 所 网络 设备 工程 中心 市场 环境 通信 通讯 财务 会计 金融 信息技术 软件 加工 装修 建设 广告 保险
银行 企业 人力 教育 培训 文化 旅游 投资 资产 商业 运输 快递 电子 智能 工会 铁路 出租 消防 服装 酒店 超市 食品 餐厅 学校 公司
集团 医院 法院 工厂 物业 机场 社区 政府 派出所 宾馆 饭店 幼儿园 眼镜 包装 印刷 口腔 健身 体育 环保 电力 自来水 供电 供水 总部
分公司 网吧 景区 园区 街道办 门诊 广场 咖啡 旅馆 火锅 烧烤 小吃 奶茶 照明 家电 数码 汽车 烟草 燃气 连锁 协会 贸易 物流 医疗 股份
咨询 检测 家政 保洁 保安 设计院 分局 研究所 研究院 开发区 驾校 电视台 报社 加工厂
`),
);

/** Offices need no name before them but a place. */
export const publicOffices =
  /(?:局|委|法院|检察院|政府|派出所|医院|中学|小学|大学|海关|支行|分行|大队|管委会|街道办|居委会|村委会|疾控中心|政务中心|党校|血站|工会|妇联|消防队|纪委|宣传部)$/;
export const placePrefix = /^(?:[省市区县镇乡州旗]|[东西南北中新老]?[一二三四五六七八九十]|第[一二三四五六七八九十]+)$/;

/** Legal forms and their like say nothing by themselves: 我们公司, 那家酒店. */
export const legalEndings =
  /(?:股份有限公司|有限责任公司|有限公司|分公司|总公司|责任公司|股份公司|公司|集团|控股|股份|实业|企业|总部)+$/;

/** Places that may be left away when a name is said short. */
export const places: readonly string[] =
  '北京 上海 天津 重庆 广州 深圳 杭州 南京 苏州 武汉 成都 西安 长沙 郑州 济南 青岛 大连 沈阳 哈尔滨 长春 石家庄 太原 合肥 南昌 福州 厦门 南宁 昆明 贵阳 兰州 海口 宁波 无锡 佛山 东莞 广东 江苏 浙江 山东 河南 河北 湖南 湖北 四川 福建 安徽 江西 广西 云南 贵州 陕西 甘肃 山西 辽宁 吉林 黑龙江 海南 内蒙古 新疆 宁夏 青海 西藏 中国'.split(
    ' ',
  );
