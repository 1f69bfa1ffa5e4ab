'use client'

import {
  Accordion,
  Button,
  Checkbox,
  Group,
  NumberInput,
  SegmentedControl,
  Select,
  SimpleGrid,
  Stack,
  TagsInput,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDebouncedValue } from '@mantine/hooks'
import { aggregations, tiePolicies, weightings } from '@plackett/contracts'
import { IconSnowflake } from '@tabler/icons-react'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { api } from '../../trpc/api.ts'
import { queryOf } from '../../trpc/query-of.ts'
import { newKey } from '../common/new-key.ts'
import { ProblemNote } from '../common/problem-note.tsx'
import { QueryView } from '../common/query-view.tsx'
import { CountFigures } from './count-figures.tsx'
import { emptyFreezeValues, type FreezeValues, settingsOfValues } from './freeze-values.ts'

type Form = ReturnType<typeof useForm<FreezeValues>>

/** What would be frozen now with the settings that stand there, counted live, and the button that does it. */
export function FreezeForm({ projectId }: { projectId: string }) {
  const t = useTranslations('versions')
  const router = useRouter()
  const queryClient = useQueryClient()
  const form = useForm<FreezeValues>({ initialValues: emptyFreezeValues })
  // One key for the form: pressing twice, or again after no answer came, freezes once.
  const [idempotencyKey] = useState(newKey)
  const [values] = useDebouncedValue(form.values, 400)
  const wish = { projectId, ...settingsOfValues(values) }
  const preview = useQuery({
    ...queryOf('datasetVersion.preview', api.datasetVersion.preview, wish),
    placeholderData: keepPreviousData,
  })
  const freeze = useMutation({
    mutationFn: (values: FreezeValues) => {
      const { name, licence, notes } = values
      return api.datasetVersion.freeze.mutate({
        projectId,
        idempotencyKey,
        name,
        licence,
        notes,
        ...settingsOfValues(values),
      })
    },
    onSuccess: async (version) => {
      await queryClient.invalidateQueries({ queryKey: ['datasetVersion'] })
      router.push(`/projects/${projectId}/data/versions/${version.id}`)
    },
  })
  const isEmpty = preview.data?.comparisons === 0
  return (
    <Stack gap="md">
      <QueryView query={preview}>{(counts) => <CountFigures counts={counts} />}</QueryView>
      <form onSubmit={form.onSubmit((values) => freeze.mutate(values))}>
        <Stack gap="md">
          <MainFields form={form} />
          <Accordion variant="contained">
            <Accordion.Item value="more">
              <Accordion.Control>{t('more')}</Accordion.Control>
              <Accordion.Panel>
                <Stack gap="md">
                  <SelectionFields form={form} />
                  <MakingFields form={form} />
                </Stack>
              </Accordion.Panel>
            </Accordion.Item>
          </Accordion>
          <Group>
            <Button
              type="submit"
              loading={freeze.isPending}
              disabled={isEmpty}
              leftSection={<IconSnowflake size={16} aria-hidden />}
            >
              {t('freeze')}
            </Button>
          </Group>
        </Stack>
      </form>
      {isEmpty && (
        <Text size="sm" c="dimmed">
          {t('nothingToFreeze')}
        </Text>
      )}
      {freeze.isError && <ProblemNote error={freeze.error} />}
    </Stack>
  )
}

function MainFields({ form }: { form: Form }) {
  const t = useTranslations('versions')
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="sm">
      <TextInput label={t('name')} placeholder={t('namePlaceholder')} maxLength={120} {...form.getInputProps('name')} />
      <NumberInput
        label={t('trainShare')}
        suffix=" %"
        min={50}
        max={100}
        clampBehavior="strict"
        {...form.getInputProps('trainPercent')}
      />
      <NumberInput label={t('seed')} min={0} allowDecimal={false} {...form.getInputProps('seed')} />
      <TextInput
        label={t('licence')}
        placeholder={t('licencePlaceholder')}
        maxLength={200}
        {...form.getInputProps('licence')}
      />
    </SimpleGrid>
  )
}

function SelectionFields({ form }: { form: Form }) {
  const t = useTranslations('versions')
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="sm">
        <TextInput type="date" label={t('from')} {...form.getInputProps('from')} />
        <TextInput type="date" label={t('until')} {...form.getInputProps('until')} />
        <NumberInput label={t('minRankings')} min={1} max={50} {...form.getInputProps('minRankings')} />
        <NumberInput label={t('minSeconds')} min={0} {...form.getInputProps('minSeconds')} />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <TagsInput
          label={t('languages')}
          placeholder={t('languagesPlaceholder')}
          {...form.getInputProps('languages')}
        />
        <TagsInput label={t('withoutFlags')} {...form.getInputProps('withoutFlags')} />
      </SimpleGrid>
      <Group gap="lg">
        <SegmentedControl
          aria-label={t('origin')}
          data={(['all', 'here', 'imported'] as const).map((value) => ({ value, label: t(`origins.${value}`) }))}
          {...form.getInputProps('origin')}
        />
        <Checkbox label={t('withoutAllBad')} {...form.getInputProps('withoutAllBad', { type: 'checkbox' })} />
        <Checkbox label={t('withGold')} {...form.getInputProps('withGold', { type: 'checkbox' })} />
      </Group>
    </>
  )
}

function MakingFields({ form }: { form: Form }) {
  const t = useTranslations('versions')
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
        <Select
          label={t('aggregation')}
          data={aggregations.map((value) => ({ value, label: t(`aggregations.${value}`) }))}
          allowDeselect={false}
          {...form.getInputProps('aggregation')}
        />
        <Select
          label={t('tiePolicy')}
          data={tiePolicies.map((value) => ({ value, label: t(`tiePolicies.${value}`) }))}
          allowDeselect={false}
          {...form.getInputProps('ties')}
        />
        <Select
          label={t('weighting')}
          data={weightings.map((value) => ({ value, label: t(`weightings.${value}`) }))}
          allowDeselect={false}
          {...form.getInputProps('weighting')}
        />
      </SimpleGrid>
      <Checkbox
        label={t('nearDuplicates')}
        description={t('nearDuplicatesNote')}
        {...form.getInputProps('joinNearDuplicates', { type: 'checkbox' })}
      />
      <Textarea label={t('notes')} autosize minRows={2} maxLength={10_000} {...form.getInputProps('notes')} />
    </>
  )
}
