export const zh = {
  projects: '全部项目',
  service: '服务计划',
}
