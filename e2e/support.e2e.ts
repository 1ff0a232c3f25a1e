import { expect, expectAccessible, expectNoOverflow, test } from './support/journey.ts'

// The checks every journey relies on, shown to fail: a check that cannot is worse than none.
const fails = (check: Promise<void>) =>
  check.then(
    () => 'passed',
    (error: Error) => error.message,
  )

/** A page says to a phone that it is as wide as the phone, as ours does; without it a phone takes it for a desk's. */
const AS_OURS = '<meta name="viewport" content="width=device-width, initial-scale=1">'

test('something too wide for a narrow phone is found', async ({ page }) => {
  await page.setContent(`${AS_OURS}<main><h1>宽</h1><p style="width: 500px">一段放不下的文字</p></main>`)
  expect(await fails(expectNoOverflow(page))).toContain('wider than 360 px')
})

test('what scrolls sideways inside its own box is not too wide', async ({ page }) => {
  await page.setContent(
    `${AS_OURS}<main><div style="overflow-x: auto"><p style="width: 500px">表格</p></div></main>`,
  )
  expect(await fails(expectNoOverflow(page))).toBe('passed')
})

test('a field without a name, and pale writing, are found', async ({ page }) => {
  await page.setContent(
    '<html lang="zh"><title>x</title><main><h1 style="color: #ddd; background: #fff">浅色的标题看不清</h1><input></main></html>',
  )
  const said = await fails(expectAccessible(page))
  expect(said).toContain('label')
  expect(said).toContain('color-contrast')
})
