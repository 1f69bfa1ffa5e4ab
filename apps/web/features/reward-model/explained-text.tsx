import { Box, Stack, Table, Text } from '@mantine/core'
import type { Explanation } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import type { CSSProperties } from 'react'
import { DataTable } from '../common/data-table.tsx'
import { useNumbers } from '../common/use-numbers.ts'
import classes from './explained-text.module.css'

const strongest = 5

/** A completion whose parts are marked by what they do for its reward. */
export function ExplainedText({ explanation: { reward, parts } }: { explanation: Explanation }) {
  const t = useTranslations('playground')
  const { decimal } = useNumbers()
  const signed = (effect: number) => `${effect > 0 ? '+' : ''}${decimal(effect)}`
  const most = Math.max(...parts.map(({ effect }) => Math.abs(effect ?? 0)))
  const top = parts
    .flatMap(({ text, effect }, at) =>
      effect === null || text.trim() === '' ? [] : [{ text: text.trim(), effect, at }],
    )
    .toSorted((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
    .slice(0, strongest)
  return (
    <Stack gap="xs" role="group" aria-label={t('effects')}>
      <Text size="sm" fw={600}>
        {t('effects')}
      </Text>
      <p className={classes.text} dir="auto">
        {parts.map(({ text, effect }, at) => (
          <mark
            // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
            key={at}
            className={effect !== null && effect < 0 ? classes.lowers : classes.raises}
            style={{ '--strength': most > 0 ? Math.abs(effect ?? 0) / most : 0 } as CSSProperties}
            title={effect === null ? undefined : signed(effect)}
          >
            {text}
          </mark>
        ))}
      </p>
      <Text size="xs" c="dimmed">
        {t('effectsNote', { reward: decimal(reward) })}
      </Text>
      <Box maw={480}>
        <DataTable label={t('strongest')} minWidth={280}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('part')}</Table.Th>
              <Table.Th ta="end">{t('effect')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {top.map(({ text, effect, at }) => (
              <Table.Tr key={at}>
                <Table.Td dir="auto">{text}</Table.Td>
                <Table.Td ta="end">{signed(effect)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </DataTable>
      </Box>
    </Stack>
  )
}
