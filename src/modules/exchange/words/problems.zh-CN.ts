import type { ProblemCode } from '../problems.rules.ts'

/** A problem's params, together with its column and value. The row is shown beside the sentence, not in it. */
export type ProblemParams = Record<string, string | number | undefined>
export type ProblemWords = Record<ProblemCode, (p: ProblemParams) => string>

const at = (p: ProblemParams) => (p.column ? `“${p.column}”列` : '这一行')
const said = (p: ProblemParams) => (p.value ? `“${p.value}”` : '')

export const readingProblems: ProblemWords = {
  fileMissing: () => '找不到这个文件，或没有权限打开，请重新选择文件。',
  fileNotPlain: () => '这不是一个文件，请选择 CSV 或 xlsx 文件，不要选文件夹。',
  fileEmpty: () => '文件里没有内容，请确认导出是否成功后再上传。',
  fileTooLarge: (p) => `文件有 ${p.size} MB，超过上限 ${p.limit} MB，请拆成几个文件分别导入。`,
  headerOnly: () => '只有表头，没有数据，请在表头下面填上数据再导入。',
  formatOldExcel: () => '这是旧版 Excel 文件（.xls），请在 Excel 里另存为 .xlsx 再导入。',
  formatEncryptedExcel: () => '这个 Excel 文件设了打开密码，请去掉密码另存后再导入。',
  formatBinaryExcel: () => '这是二进制的 Excel 文件（.xlsb），请另存为 .xlsx 再导入。',
  formatOffice: () => '这不是 Excel 表格，请导出为 .xlsx 或 CSV 再导入。',
  formatPdf: () => '这是 PDF，读不出表格，请找原始的 Excel 或 CSV 文件。',
  formatImage: (p) => `这是一张图片（${p.format}），请提供 Excel 或 CSV 文件。`,
  formatHtml: () => '这其实是一个网页，只是改了扩展名，请用 Excel 打开后另存为 .xlsx 再导入。',
  formatArchive: () => '这是压缩包，请先解压，再导入里面的表格。',
  formatBinary: (p) => `这不是表格文件（${p.format ?? '未知格式'}），请提供 .xlsx 或 CSV 文件。`,
  cancelled: () => '读取已取消，没有导入任何数据。',
  zipDamaged: () => '这个 Excel 文件损坏了或没有下载完整，请重新下载，或用 Excel 打开后另存一份。',
  zipEncrypted: () => '这个文件的内容加了密，请去掉密码后再导入。',
  zipTooManyEntries: (p) =>
    `文件内部有 ${p.found} 个部件，超过上限 ${p.limit}，请把要导入的工作表复制到新文件里。`,
  zipTooLarge: (p) => `文件展开后太大（${p.part}），请拆成几个文件，或改用 CSV 导入。`,
  zipBomb: (p) => `文件里的 ${p.part} 压缩得异常厉害（${p.ratio} 倍），为安全起见没有打开，请改用 CSV 导入。`,
  xmlDoctype: () => '文件里带有不该出现的声明，为安全起见没有读取，请用 Excel 打开后另存一份。',
  xmlTooDeep: () => '文件内部结构异常，为安全起见没有读取，请用 Excel 打开后另存一份。',
  xmlDamaged: () => '文件内部有损坏，读到这里读不下去，请用 Excel 打开后另存一份再导入。',
  sharedStringsTooLarge: () => '文件里的文字总量太大，请拆成几个文件，或改用 CSV 导入。',
  sheetMissing: (p) => `没有名为${said(p)}的工作表，可选的有：${p.sheets}。`,
  sheetSeveral: (p) => `文件里有几张工作表（${p.sheets}），要导入的是“${p.sheet}”吗？`,
  sheetHidden: (p) => `工作表“${p.sheet}”是隐藏的，没有读取；需要的话请指定它。`,
  formula: (p) => `单元格 ${p.cell} 是公式，已按上次算出的结果${said(p)}读取，请核对。`,
  formulaWithoutValue: (p) => `单元格 ${p.cell} 的公式没有结果，请在 Excel 里打开并保存一次再导入。`,
  errorCell: (p) => `单元格 ${p.cell} 显示错误${said(p)}，请改正后再导入这一行。`,
  mergedCells: (p) => `${p.range} 是合并单元格，已按首格的内容填到每一行，请核对。`,
  mergedTooMany: (p) => `合并单元格超过 ${p.limit} 处，后面的没有展开，请先取消合并再导入。`,
  encodingUnknown: (p) => `不认识编码${said(p)}，请选 UTF-8、UTF-16、GB18030（GBK）、Big5 或 Windows-1252。`,
  encodingProposed: (p) =>
    `文件没有注明编码，看起来是 ${p.encoding}（把握 ${p.confidence}%），请看预览里的中文是否正常，不对就换一种。`,
  malformedText: (p) => `${at(p)}有 ${p.count} 处文字按 ${p.encoding} 读不出来，请换一种编码，或改正这一行。`,
  replacementChar: (p) => `${at(p)}里有“�”，原来的字在导出前就丢了，请查原始资料补上。`,
  nulRemoved: (p) => `${at(p)}里有看不见的空字符，已去掉，其余内容不变。`,
  loneSurrogate: (p) => `${at(p)}里有半个字符，已换成“�”，请核对。`,
  quoteNotClosed: (p) => `${at(p)}的引号只有开头没有结尾，这一行已按原样读取，请补上引号再导入。`,
  strayQuote: (p) => `${at(p)}的引号后面还有文字，已原样保留，请核对。`,
  quotesBroken: () => '从这一行起引号大量不成对，无法可靠地分列，请检查文件或改用 xlsx。',
  cellTooLong: (p) => `${at(p)}有 ${p.length} 个字，超过上限 ${p.limit}，请缩短后再导入这一行。`,
  recordTooLong: () => '这一行长得不像一行数据，可能是引号没有结尾或文件不是表格，请检查后再导入。',
  tooManyColumns: (p) => `有 ${p.found} 列，超过上限 ${p.limit} 列，请删掉不需要的列。`,
  tooManyRows: (p) => `超过 ${p.limit} 行，请拆成几个文件分别导入。`,
  rowShort: (p) => `这一行只有 ${p.found} 格，表头有 ${p.expected} 格，缺的按空白处理，请核对是否错位。`,
  rowLong: (p) =>
    `这一行有 ${p.found} 格，比表头多出 ${Number(p.found) - Number(p.expected)} 格（${p.value}），多出的没有导入，请核对是否错位。`,
  headerEmpty: (p) => `${p.column} 列没有表头，请补上列名，或在对应关系里指定。`,
  headerDuplicate: (p) =>
    `${p.column} 列和 ${p.first} 列的表头都叫${said(p)}，请改名或在对应关系里指定用哪一列。`,
  required: (p) => `${at(p)}是必填的，请补上再导入这一行。`,
  notANumber: (p) => `${at(p)}的${said(p)}不是数字，请改成数字，例如 12000 或 1.2万。`,
  numberAmbiguous: (p) => `${at(p)}的${said(p)}有两种读法，请先说明逗号和点各表示什么。`,
  notADate: (p) => `${at(p)}的${said(p) || '值'}不是日期，请写成 2017-03-01 这样。`,
  dateImpossible: (p) => `${at(p)}的${said(p)}按选定的顺序不是一个存在的日子，请核对年月日。`,
  dateOrder: (p) =>
    p.orders
      ? `${at(p)}的${said(p)}可以读成 ${p.days}${p.companion ? `；“${p.companion}”列支持第一种` : ''}，请选定年月日的顺序。`
      : `${at(p)}的${said(p)}有几种读法，请先选定这一列年月日的顺序。`,
  dateDisagrees: (p) => `${at(p)}的${said(p)}不在旁边写明的季度里，请核对是日期错了还是季度错了。`,
  notAPeriod: (p) => `${at(p)}的${said(p)}看不出是哪个季度，请写成 2016Q4 这样。`,
  numberStyle: (p) => `${at(p)}的数字（${p.examples}）有两种读法，请选定逗号是千分位还是小数点。`,
  unitUnknown: (p) => `${at(p)}没有写单位，${said(p)}是元、万元还是百万？请选定。`,
  currencyMixed: (p) => `${at(p)}里有几种货币，已各自保留，没有换算，请核对。`,
  enumUnknown: (p) => `${at(p)}的${said(p)}不在可选项里，请改成可选的值，或先在设置里添加。`,
  enumNear: (p) => `${at(p)}的${said(p)}是不是“${p.proposed}”写错了？共 ${p.rows} 行，请确认。`,
  referenceEqual: (p) =>
    `${at(p)}的${said(p)}和“${p.proposed}”只差写法，是同一个吗？共 ${p.rows} 行，请确认。`,
  referenceNear: (p) => `${at(p)}的${said(p)}是不是“${p.proposed}”？共 ${p.rows} 行，请确认。`,
  referenceNone: (p) =>
    `${at(p)}的${said(p)}还没有对应的记录，共 ${p.rows} 行，请先导入它，或改成已有的名称。`,
  referenceSeveral: (p) => `${at(p)}的${said(p)}可能是 ${p.proposed} 中的一个，共 ${p.rows} 行，请选定。`,
  targetAmbiguous: (p) => `看不准 ${p.file} 是哪一类数据，请选定要导入成什么。`,
  targetUnknown: (p) => `从表头看不出 ${p.file} 是什么数据，请选定要导入成什么，或检查第一行是不是表头。`,
  columnAmbiguous: (p) => `${at(p)}可以对应几个字段（${p.fields}），请选定一个。`,
  columnUnmapped: (p) => `${at(p)}没有对应的字段，${p.rows} 个值不会导入，需要的话请指定字段。`,
  fieldMissing: (p) => `缺少必填字段“${p.field}”，请指定哪一列是它。`,
  duplicateName: (p) => `${said(p)}和第 ${p.first} 行同名，请确认是不是同一个，重复的请删掉一行。`,
  duplicateExternalId: (p) => `编号${said(p)}和第 ${p.first} 行相同，请核对，重复的请删掉一行。`,
  projectWithoutAccount: () => '这个项目没有写客户，已先保留，请之后补上客户。',
  accountLoop: (p) => `上级公司绕成了圈（${p.loop}），已去掉这一行的上级${said(p)}，请核对谁是谁的上级。`,
  accountOwnParent: (p) => `${said(p)}的上级写成了自己，已去掉，请填正确的上级公司。`,
  memberAdded: (p) => `主管${said(p)}不在人员名单里，会一并加为成员，请补上他的邮箱。`,
  accountAdded: (p) => `客户${said(p)}还没有，已一并新建，请核对名称。`,
  accountReadOnly: (p) => `客户${said(p)}你只能看、不能改，这一行没有导入；请找客户负责人开通权限。`,
  alreadyImported: (p) => `这个文件在 ${p.day} 已经导入过，再导入一次不会重复新建。`,
  controlRemoved: (p) => `${at(p)}里有看不见的控制字符，已去掉，其余内容不变。`,
  currencyAssumed: (p) =>
    `${at(p)}没有写币种，${p.rows} 个金额按 ${p.currency} 记录；不对的话请撤销后改选币种。`,
  externalIdTaken: (p) => `编号${said(p)}已被别人的记录占用，这一行没有导入，请核对编号。`,
  titleLines: (p) =>
    `表头上方的 ${p.rows} 行${said(p)}是标题或说明，没有当作数据；第 ${p.first} 行是表头。不对的话，请指定表头在第几行。`,
  factNotAllowed: (p) => `${at(p)}是个人情况，只有这家客户团队里的人才能存；这个值没有导入。`,
  factRefused: (p) =>
    p.reason === 'hidden'
      ? `${at(p)}对应的档案项已被管理员停用，这个值没有导入。`
      : p.reason === 'under-fourteen'
        ? `按${at(p)}，此人不满十四岁，个人情况不予保存。`
        : p.reason === 'child'
          ? `${at(p)}提到了不满十四岁的孩子，这样的内容不予保存；这个值没有导入。`
          : `${at(p)}的值没法存进个人档案，没有导入，请核对后手工补上。`,
  noteTooLong: (p) =>
    `${at(p)}和需求合起来有 ${p.length} 字，超过上限 ${p.limit}，备注没有导入，请手工补上。`,
  budgetCurrency: (p) => `${at(p)}的${said(p)}和金额不是同一种货币，预算没有导入，请手工补上。`,
  fieldNotKept: (p) => `${at(p)}的 ${p.rows} 个值目前没有地方存放，没有导入；原文件请留底。`,
  memberWithoutEmail: (p) => `${said(p)}还没有邮箱，不能登录；到“成员”里发出邀请即可。`,
  numberOutOfRange: (p) => `${at(p)}的${said(p)}超出 ${p.least}～${p.most} 的范围，这个值没有导入，请核对。`,
  ownerOutOfReach: (p) => `负责人${said(p)}不在你的团队里，这一行先归你，请之后移交。`,
  ownerUnknown: (p) => `负责人${said(p)}不在成员里，这一行先归你，请之后移交。`,
  parentUnknown: (p) => `上级公司${said(p)}还没有，已先不填上级，请之后补上。`,
  personSameName: (p) => `${said(p)}和第 ${p.first} 行同名，按两个人导入，请核对是不是同一个人。`,
  personWithoutAccount: () => '这个人没有写所在客户，没有导入，请补上客户名称。',
  productUnknown: (p) => `产品${said(p)}不在产品库里，项目已保留但没有关联产品，请之后补上。`,
  orgBlankRow: () => '这一行是空的，已跳过，不用处理。',
  orgEmptyId: (p) => `这个岗位没有编号，已临时编为 ${p.key}，请补上编号。`,
  orgDuplicateId: (p) => `岗位编号${said(p)}和第 ${p.first} 行重复，两个都保留，这个记为 ${p.key}，请核对。`,
  orgManagerMissing: (p) => `汇报对象${said(p)}不在表里，岗位已保留但没有上级，请核对编号。`,
  orgManagerAmbiguous: (p) =>
    `汇报对象${said(p)}有 ${p.count} 个同号岗位，已连到第 ${p.takenRow} 行的那个，请核对。`,
  orgSelfReport: (p) => `岗位 ${p.post} 的汇报对象写成了自己，没有连线，请填正确的上级。`,
  orgLoop: (p) => `汇报关系绕成了圈（${p.loop}），已断开这一行到${said(p)}的线，请核对谁向谁汇报。`,
  orgSeveralRoots: (p) => `表里有 ${p.count} 个最高岗位，${p.post} 是其中一个，请核对是否缺了上级。`,
  orgNoRoot: () => '表里没有最高岗位，请核对最上面那个人的汇报对象。',
  orgAccountNamed: (p) => `几个文件都写着机构${said(p)}，这一份记为客户“${p.name}”，请核对是不是同一家。`,
  orgPostUntitled: (p) => `岗位 ${p.post} 没有名称，先用编号代替，请补上岗位名称。`,
  orgDay: () => '这张组织图是哪一天的？已有的部门和岗位会按这一天更新。',
  orgRenumbered: () => '大部分岗位编号和原来的对不上了，所以先按部门和岗位名称认人，请核对。',
  orgOtherPart: (p) =>
    `这张图和${said(p)}已有的组织图几乎没有相同的地方：已加在旁边，原有的都没有动。如果是另一家公司的，请撤回这次导入，再填上客户名称。`,
  orgTakenFor: (p) =>
    p.reason === 'number'
      ? `岗位${said(p)}认作原来的“${p.was}”，只是编号相同，把握不大，请核对。`
      : p.reason === 'superior'
        ? `岗位${said(p)}认作原来那个同名岗位：上级一样，部门变了，请核对。`
        : `岗位${said(p)}认作原来的“${p.was}”：名称相近，部门和上级都没变，请核对。`,
  orgOlderFile: (p) =>
    `这张图（${p.day}）比已有的 ${p.later} 那张旧：已补进历史，现在的组织图没有动。两张之间有 ${p.changes} 处变化，列在后面。`,
  orgAdded: (p) => `${kind(p)}${said(p)}是新增的${p.is ? `，在“${p.is}”` : ''}${upTo(p)}。`,
  orgGone: (p) =>
    `${kind(p)}${said(p)}没有了${p.was ? `，原来在“${p.was}”` : ''}${upTo(p)}；历史里还查得到。`,
  orgMoved: (p) =>
    `${kind(p)}${said(p)}${p.field === 'reportsToId' ? '换了上级' : '挪了位置'}：从${place(p.was)}到${place(p.is)}${upTo(p)}。`,
  orgRenamed: (p) => `${kind(p)}“${p.was}”改名为“${p.is}”${upTo(p)}。`,
  orgChanged: (p) => `${kind(p)}${said(p)}有变化：从${place(p.was)}变为${place(p.is)}${upTo(p)}。`,
}

const kind = (p: { [key: string]: unknown }) => (p.kind === 'unit' ? '部门' : '岗位')
const place = (name: unknown) => (name ? `“${name}”` : '无')
const upTo = (p: { [key: string]: unknown }) => (p.until ? `（到 ${p.until}）` : '')
