import { describe, expect, it } from 'vitest'
import { OBJECTION_STATES } from './objections.contract.ts'
import { assembleLine, mayFollow, missingParts, stateAfterHandling } from './objections.rules.ts'

describe('what may follow what', () => {
  it('lets nothing go back to open, and a resolved one only be reopened', () => {
    for (const from of OBJECTION_STATES) expect(mayFollow(from, 'open')).toBe(false)
    expect(OBJECTION_STATES.filter((to) => mayFollow('resolved', to))).toEqual(['reopened'])
  })

  it('does not let a state follow itself', () => {
    for (const state of OBJECTION_STATES) expect(mayFollow(state, state)).toBe(false)
  })

  it('counts as handled once it was said, however it went, and not while it is only prepared', () => {
    expect(stateAfterHandling('open', null)).toBeNull()
    expect(stateAfterHandling('open', 'no')).toBe('handled')
    expect(stateAfterHandling('standing', 'worked')).toBe('handled')
    expect(stateAfterHandling('resolved', 'worked')).toBeNull()
    expect(stateAfterHandling('handled', 'worked')).toBeNull()
  })
})

describe('a line', () => {
  it('by the rejection formula agrees, praises, turns and asks back', () => {
    const parts = {
      method: 'rejection',
      agree: '价格确实要慎重',
      praise: '您算得比我们见过的多数客户都细。',
      turn: '贵的那部分，是三年不停机',
      ask: '停一天线，您这边要损失多少',
    } as const
    expect(assembleLine(parts, 'zh-CN')).toBe(
      '价格确实要慎重。您算得比我们见过的多数客户都细。贵的那部分，是三年不停机。停一天线，您这边要损失多少？',
    )
  })

  it('by empathy leads in where the writer has not, and never twice', () => {
    const parts = {
      method: 'empathy',
      understand: '您担心上线太慢',
      felt: '要停产两周',
      found: '分段切换没停过一天',
    } as const
    expect(assembleLine(parts, 'zh-CN')).toBe(
      '我理解您担心上线太慢。其他客户一开始也觉得要停产两周。后来他们发现分段切换没停过一天。',
    )
    expect(assembleLine({ ...parts, understand: '我很理解您的担心' }, 'zh-CN')).toMatch(/^我很理解您的担心。/)
    expect(
      assembleLine(
        {
          method: 'empathy',
          understand: 'You fear delays',
          felt: 'It would take weeks.',
          found: 'it took days',
        },
        'en',
      ),
    ).toBe(
      'I understand that you fear delays. Other customers felt at first that it would take weeks. What they found was that it took days.',
    )
  })

  it('by proof names what is shown', () => {
    const parts = {
      method: 'proof',
      claim: '我们的故障率在千分之一以下',
      proofId: null,
      shows: '连续 24 个月 0.7‰',
    } as const
    expect(assembleLine(parts, 'zh-CN', '型式试验报告')).toBe(
      '我们的故障率在千分之一以下。这是《型式试验报告》：连续 24 个月 0.7‰。',
    )
  })

  it('by turnaround makes their reason ours', () => {
    expect(
      assembleLine({ method: 'turnaround', reason: '现在太忙', because: '才要先省下两个人的时间' }, 'zh-CN'),
    ).toBe('正因为现在太忙，才要先省下两个人的时间。')
    expect(
      assembleLine(
        { method: 'turnaround', reason: 'You are short of hands', because: 'it should run by itself.' },
        'en',
      ),
    ).toBe('Precisely because you are short of hands, it should run by itself.')
  })

  it('by redirection is a chain of questions, each asked once', () => {
    const parts = {
      method: 'redirection',
      questions: ['现在怎么检？', '漏检过吗', ''],
      need: '在线检测',
    } as const
    expect(assembleLine({ ...parts, questions: [...parts.questions] }, 'zh-CN')).toBe(
      '现在怎么检？漏检过吗？',
    )
  })

  it('grows while it is written: what is empty leaves no trace', () => {
    expect(assembleLine({ method: 'rejection', agree: '', praise: '', turn: '', ask: '' }, 'zh-CN')).toBe('')
    expect(assembleLine({ method: 'turnaround', reason: '没预算', because: '' }, 'zh-CN')).toBe('没预算。')
  })
})

describe('a formula', () => {
  it('names the parts it lacks', () => {
    expect(missingParts({ method: 'rejection', agree: '是', praise: ' ', turn: '', ask: '呢' })).toEqual([
      'praise',
      'turn',
    ])
    expect(missingParts({ method: 'proof', claim: 'x', proofId: null, shows: 'y' })).toEqual(['proofId'])
  })

  it('of questions needs two of them and the need they lead to', () => {
    expect(missingParts({ method: 'redirection', questions: ['一'], need: '' })).toEqual([
      'questions.1',
      'need',
    ])
    expect(missingParts({ method: 'redirection', questions: ['一', '二'], need: '省人' })).toEqual([])
  })
})
