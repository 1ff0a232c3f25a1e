export const zh = {
  title: '谁是关键',
  hint: '按谁的话有人听、谁夹在别人中间来看，凭的是图上的关系和汇报线。',
  heard: (names: string, more: number) => (more > 0 ? `${names}等 ${more + 3} 人听他的` : `${names}听他的`),
  ear: (names: string) => `他的话能直接到决策者${names}耳朵里`,
  between: (lines: number) => `${lines} 条影响线都经过他`,
  offChain: '还没上决策链',
}
