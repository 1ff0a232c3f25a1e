export const zh = {
  action: '换到别的客户',
  title: (name: string) => `${name}换到别的客户`,
  follows: '跟着走的：联系方式、个人资料、人际关系。以后由新客户的团队看，原客户的团队不再看到。',
  stays:
    '留下的：在原客户的拜访、需求、承诺和决策链的历史，一条不少；他在原客户的任职到前一天结束，并从决策链上退下。',
  account: '去了哪家客户',
  accountHint: '只列你能修改的客户',
  since: '从哪天起',
  post: '新的职务',
  submit: '换过去',
  done: (name: string, account: string) => `${name}现在在${account}`,
}
