export const zh = {
  open: '改动记录',
  title: '组织图的改动记录',
  none: '还没有人改过这张图。',
  by: (who: string, when: string) => `${who}，${when}`,
  undo: '撤销这一步',
  undone: '已撤销',
  undid: '撤销了之前的一步',
  stale: '之后又改过，撤销不了',
  done: '已撤销，可以在这里再撤销回来',
  more: (n: number) => `还有 ${n} 处`,
  line: {
    added: (name: string) => `新增“${name}”`,
    gone: (name: string) => `删除“${name}”`,
    renamed: (was: string, is: string) => `“${was}”改名为“${is}”`,
    moved: (name: string) => `移动“${name}”`,
    changed: (name: string) => `改“${name}”`,
  },
}
