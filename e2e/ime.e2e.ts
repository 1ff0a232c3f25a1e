import { expect, test } from './support/journey.ts'
import { newMember, signIn } from './support/people.ts'

test('Enter that picks a word of the input method does not send the form', async ({ page }) => {
  await signIn(page, await newMember('rep', '何韵'))
  await page.goto('/accounts/new')
  const name = page.getByRole('textbox', { name: '客户名称' })
  await name.fill('binjiang')
  // As Chrome tells it while 滨江 is still being chosen: the key belongs to the input method.
  const key = (isComposing: boolean) =>
    name.evaluate((field, composing) => {
      const enter = { key: 'Enter', code: 'Enter', bubbles: true, cancelable: true }
      if (composing) field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }))
      const goesOn = field.dispatchEvent(new KeyboardEvent('keydown', { ...enter, isComposing: composing }))
      if (composing)
        field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: '滨江' }))
      // The browser itself sends the form unless somebody says no.
      if (goesOn) (field as HTMLInputElement).form?.requestSubmit()
    }, isComposing)
  await key(true)
  await expect(page).toHaveURL(/\/accounts\/new$/)
  await name.fill('滨江水务有限公司')
  await key(false)
  await expect(page).toHaveURL(/\/accounts\/[0-9a-f-]{36}/)
})
