export const nodeFlags: string[]
export function nodeEnvironment(env?: NodeJS.ProcessEnv): NodeJS.ProcessEnv
