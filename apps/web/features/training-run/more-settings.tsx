import { Autocomplete, NumberInput, Select, SimpleGrid, Switch } from '@mantine/core'
import { poolingNames, schedules } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import type { RunForm } from './run-form.ts'

/** Settings that most runs leave alone; those of transformers only where the backbone is one. */
export function MoreSettings({ form }: { form: RunForm }) {
  const t = useTranslations('training')
  const optional = { placeholder: t('default'), hideControls: true }
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
      <NumberInput label={t('seed')} min={0} allowDecimal={false} {...form.getInputProps('seed')} />
      <NumberInput
        label={t('epochs')}
        min={1}
        max={1_000}
        allowDecimal={false}
        {...optional}
        {...form.getInputProps('epochs')}
      />
      <NumberInput
        label={t('learningRate')}
        min={0}
        decimalScale={8}
        {...optional}
        {...form.getInputProps('learningRate')}
      />
      <NumberInput
        label={t('batchSize')}
        min={1}
        allowDecimal={false}
        {...optional}
        {...form.getInputProps('batchSize')}
      />
      {form.values.backbone !== 'ngram' && <TransformerSettings form={form} />}
      <Switch
        label={t('search')}
        description={t('searchNote')}
        {...form.getInputProps('search', { type: 'checkbox' })}
      />
    </SimpleGrid>
  )
}

function TransformerSettings({ form }: { form: RunForm }) {
  const t = useTranslations('training')
  const optional = { placeholder: t('default') }
  return (
    <>
      <NumberInput
        label={t('maxLength')}
        min={8}
        allowDecimal={false}
        hideControls
        {...optional}
        {...form.getInputProps('maxLength')}
      />
      <Select
        label={t('truncation')}
        data={(['left', 'right'] as const).map((value) => ({ value, label: t(`sides.${value}`) }))}
        clearable
        {...optional}
        {...form.getInputProps('truncation')}
      />
      <NumberInput
        label={t('lora')}
        description={t('loraNote')}
        min={1}
        max={1_024}
        allowDecimal={false}
        hideControls
        {...optional}
        {...form.getInputProps('lora')}
      />
      <Autocomplete
        label={t('freeze')}
        description={t('freezeNote')}
        data={['embeddings', 'backbone']}
        {...optional}
        {...form.getInputProps('freeze')}
      />
      <Select
        label={t('pooling')}
        data={poolingNames.map((value) => ({ value, label: t(`poolings.${value}`) }))}
        clearable
        {...optional}
        {...form.getInputProps('pooling')}
      />
      <Select
        label={t('schedule')}
        data={schedules.map((value) => ({ value, label: t(`schedules.${value}`) }))}
        clearable
        {...optional}
        {...form.getInputProps('schedule')}
      />
    </>
  )
}
