/** The characters that make up most of everyday and business Chinese, for telling encodings apart. */
const simplified = new Set(
  '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其前外天政四日社义事平形相全表间样与关各重新线内数正心明看原利比或但质气第向道变条没结解问意建月公无系情者最立代通提直题程展五果料员位入常文总次品式活设及管特件长求基资边流路级少图山统接知较将组见计别手期论运农区强放决西被做先回任取据处南给色光门即保治北造百规领七海口东导器压志世金增交受联认六共权收证改清美再采转更单风打白教速花带安场身车例真务具万每目至达示议声报完类八华名确才科张信马节话米整空元今集传广石记需研界林装有限公司市省县路号技团股份客户项目王李刘陈杨赵黄周吴徐孙胡朱林何郭罗梁谢宋唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文上深圳京州',
)
const traditional = new Set(
  '的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過子說產種面而方後多定行學法所民得經十三之進等部度家電力裡如水化高自二理起小物現實加量都兩體制機當使點從業本去把性好應開它合還因由其前外天政四日社義事平形相全表間樣與關各重新線內數正心明看原利比或但質氣第向道變條沒結解問意建月公無系情者最立代通提直題程展五果料員位入常文總次品式活設及管特件長求基資邊流路級少圖山統接知較將組見計別手期論運農區強放決西被做先回任取據處南給色光門即保治北造百規領七海口東導器壓志世金增交受聯認六共權收證改清美再採轉更單風打白教速花帶安場身車例真務具萬每目至達示議聲報完類八華名確才科張信馬節話米整空元今集傳廣石記需研界林裝有限公司市省縣路號技團股份客戶項目王李劉陳楊趙黃周吳徐孫胡朱何郭羅梁謝宋唐馮董程曹袁鄧許沈曾彭呂蘇盧蔣蔡丁魏薛葉余潘杜戴夏鍾汪田任姜范方姚譚廖鄒熊陸孔白崔康毛邱秦江史顧侯邵孟龍段雷錢湯尹黎易常武喬賀賴龔文臺灣北高雄香港',
)

/** Which part of the Chinese characters in a text are everyday ones, 0–1. A misreading scores near zero. */
export function commonHanziShare(text: string, inTraditional: boolean): number {
  const common = inTraditional ? traditional : simplified
  let known = 0
  let all = 0
  for (const char of text) {
    if (char < '⺀') continue
    if ((char >= '　' && char <= '〿') || (char >= '＀' && char <= '￯')) continue
    if (char === '�') continue
    all++
    if (common.has(char)) known++
  }
  return all === 0 ? 0 : known / all
}
