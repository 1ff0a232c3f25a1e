import type { ProblemError } from '#platform/contract/problem.ts'
import type { Question } from '../import-plan.rules.ts'
import type { Problem } from '../problems.rules.ts'
import { words } from './index.ts'
import { sentenceOf } from './sentences.ts'

interface Understood {
  planned: readonly {
    name: string
    target: string | undefined
    rows: number
    mapping: readonly { column: string; field: string | undefined }[]
    questions: readonly Question[]
    problems: readonly Problem[]
  }[]
  answers: Readonly<Record<string, string>>
}

const zh = words['zh-CN']

/** What the command line says: the outcome line by line, each in Chinese with the codes a script needs. */
export const commandWords = {
  phase: {
    waiting: '等待 / waiting',
    reading: '读取 / reading',
    writing: '写入 / writing',
    finishing: '收尾 / finishing',
    indexing: '已写入，建立搜索 / written; indexing names',
    undoing: '撤销 / undoing',
  },

  understood({ planned, answers }: Understood, preview: boolean): string[] {
    const lines: string[] = []
    for (const file of planned) {
      const target = file.target === undefined ? '？' : zh.targets[file.target as keyof typeof zh.targets]
      lines.push(`${file.name}: ${target} (${file.target ?? 'unknown'}), ${file.rows} 行 / rows`)
      if (preview) for (const { column, field } of file.mapping) lines.push(`    ${column} → ${field ?? '—'}`)
      for (const one of file.problems)
        lines.push(`    ${one.row === undefined ? '' : `第 ${one.row} 行：`}${sentenceOf('zh-CN', one)}`)
      for (const q of file.questions) {
        const answer = answers[q.id]
        lines.push(`  ? ${sentenceOf('zh-CN', q.problem)}`)
        lines.push(
          `    ${q.id}=${answer ?? '…'}${answer === undefined ? `  [${q.options.map((o) => o.key).join(' | ')}]${q.proposed ? ` 建议 / proposed: ${q.proposed}` : ''}` : ''}`,
        )
      }
    }
    return lines
  },

  outcome(run: {
    id: string
    counts: Record<
      string,
      { created: number; updated: number; unchanged: number; skipped: number } | undefined
    >
    problemCounts: readonly { code: string; severity: string; count: number; file: string }[]
  }): string[] {
    const lines = ['', `导入完成 / imported: ${run.id}`]
    for (const [kind, c] of Object.entries(run.counts)) {
      if (!c) continue
      lines.push(
        `  ${zh.kinds[kind as keyof typeof zh.kinds]} (${kind}): 新建 / created ${c.created}, 更新 / updated ${c.updated}, ` +
          `已有 / unchanged ${c.unchanged}, 跳过 / skipped ${c.skipped}`,
      )
    }
    for (const p of run.problemCounts) lines.push(`  ${p.file}: ${p.code} × ${p.count}`)
    return lines
  },

  refusal(error: ProblemError): [string, string] {
    const { code } = error.declaration
    const say = (locale: 'zh-CN' | 'en') => {
      const found = (words[locale].problems as Record<string, unknown>)[code]
      return typeof found === 'function' ? found(error.params ?? {}) : String(found ?? code)
    }
    const more =
      code === 'exchange.questions-open'
        ? [
            '用 --answer 编号=选项 回答，或加 --accept-proposals。',
            'Answer by --answer id=option, or add --accept-proposals.',
          ]
        : ['', '']
    return [`${say('zh-CN')}${more[0]}`, `${say('en')} ${more[1]}`.trim()]
  },
}
