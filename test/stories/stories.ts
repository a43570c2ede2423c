import { kaevo } from './kaevo.ts'
import { klonr } from './klonr.ts'
import { kontraktr } from './kontraktr.ts'
import { pristina } from './pristina.ts'
import type { Story } from './story.ts'

export const stories: readonly Story[] = [kaevo, klonr, kontraktr, pristina]
